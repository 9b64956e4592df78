//! Who there is: `data/actors/*.tsv` in; states, organisations, persons with their offices by day, and one index over all their names out.
//!
//! "Kremlin spokesman Dmitry Peskov": *Kremlin* is row `rus.kremlin` of `organs.tsv`, *Dmitry Peskov* a person of `persons/rus.tsv`.
//! Matching words to names is [`Names`]; what a match means in a sentence is decided by the analysis.

mod check;
mod fold;
mod names;
mod organisation;
mod person;
mod role;
mod state;
mod usage;

use fold::loosen_into;
pub use fold::{fold, fold_into, loose, words};
pub use names::{Case, Match, Names, Word};
pub use organisation::Organisation;
pub use person::{Day, Person, Precision, Standing, Tenure};
pub use role::{Agent, Institution, Office, Role, Roles, Title};
pub use state::{State, StateKind};
pub use usage::{Anaphor, Collective, Lookalike, Usage};

pub(crate) use check::check;

use crate::{Files, LexiconError};
use names::Builder;
use std::collections::{HashMap, HashSet};

/// What a name stands for. The numbers index the lists of [`Actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sense {
    /// A state, territory or people, by its name.
    State(u32),
    /// By its adjective ("Iranian").
    Adjective(u32),
    /// By a noun for one of its people ("a Briton").
    Native(u32),
    /// By a noun for several of its people ("Britons").
    Natives(u32),
    /// By its capital.
    Capital(u32),
    /// An organisation of any kind.
    Organisation(u32),
    /// A person, by a name of several words or by an alias.
    Person(u32),
    /// A person, by the last word of the name alone.
    Surname(u32),
    /// A role; only in the index of [`Roles`].
    Role(u32),
    /// Words for several who were spoken of before ("both sides").
    Collective(u32),
    /// Something that is no actor ("Gulf of Oman").
    Nothing,
}

/// States, organisations, persons, and the index of their names.
#[derive(Debug, Default)]
pub struct Actors {
    /// States, territories and peoples, in the order of the rows.
    pub states: Vec<State>,
    /// Organisations: institutions of states, IGOs, groups, outlets.
    pub organisations: Vec<Organisation>,
    /// Persons, each with its tenures.
    pub persons: Vec<Person>,
    /// All names.
    pub names: Names,
    /// Offices, institutions of any state, generic agents, titles.
    pub roles: Roles,
    /// How names and descriptions are used.
    pub usage: Usage,
    by_code: HashMap<String, u32>,
    by_organisation: HashMap<String, u32>,
    by_body: HashMap<(String, String), u32>,
    by_person: HashMap<String, u32>,
    loosely: std::sync::OnceLock<Loosely>,
    common_names: HashSet<String>,
}

/// Persons by loosened name; names of several words, and single words.
#[derive(Debug, Default)]
struct Loosely {
    names: HashMap<String, Vec<u32>>,
}

impl Actors {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let states = state::load(files)?;
        let organisations = organisation::load(files)?;
        let persons = person::load(files)?;
        let mut builder = Builder::default();
        for (state, at) in states.iter().zip(0..) {
            state.names(at, &mut builder);
        }
        for (organisation, at) in organisations.iter().zip(0..) {
            organisation.names(at, &mut builder);
        }
        for (person, at) in persons.iter().zip(0..) {
            person.names(at, &mut builder);
        }
        let usage = Usage::load(files, &mut builder)?;
        let roles = Roles::load(files, &persons)?;
        let own_code = |state: &&State| state.kind == StateKind::State;
        let by_code = (0..)
            .zip(&states)
            .filter(|(_, state)| own_code(state))
            .map(|(at, state)| (state.code.clone(), at))
            .collect();
        let by_organisation = organisations.iter().zip(0..).map(|(it, at)| (it.id.clone(), at)).collect();
        let bodies = organisations.iter().zip(0..).filter(|(it, _)| !it.body.is_empty());
        let by_body = bodies.map(|(it, at)| ((it.country.clone(), it.body.clone()), at)).collect();
        let by_person = persons.iter().zip(0..).map(|(it, at)| (it.id.clone(), at)).collect();
        let loosely = std::sync::OnceLock::new();
        Ok(Self {
            states,
            organisations,
            persons,
            names: builder.build(),
            roles,
            usage,
            by_code,
            by_organisation,
            by_body,
            by_person,
            loosely,
            common_names: common_names(files)?,
        })
    }

    /// The state with this country code (`IRN`).
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.get(*self.by_code.get(code)? as usize)
    }

    /// The organisation that is this body of this state ("RUS", "foreign-ministry").
    pub fn body(&self, country: &str, body: &str) -> Option<&Organisation> {
        self.organisations.get(*self.by_body.get(&(country.to_owned(), body.to_owned()))? as usize)
    }

    /// The person with this id (`rus.lavrov`).
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.persons.get(*self.by_person.get(id)? as usize)
    }

    /// Persons whose name, or the last word of whose name, agrees with these folded words once transliteration is ironed out,
    /// in the order of the rows. To be asked only where the exact name is not known.
    pub fn persons_loosely<'w>(&self, words: impl Iterator<Item = &'w str>) -> &[u32] {
        let index = self.loosely.get_or_init(|| Loosely::of(&self.persons));
        let mut key = String::new();
        words.for_each(|word| loosen_into(word, &mut key));
        index.names.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether many people bear a surname (folded), or it is a word too: alone it names nobody. Rows of `common_names.tsv`.
    pub fn is_common_name(&self, folded: &str) -> bool {
        self.common_names.contains(folded)
    }

    /// The organisation with this row id (`rus.kremlin`).
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.get(*self.by_organisation.get(id)? as usize)
    }
}

fn common_names(files: &Files) -> Result<HashSet<String>, LexiconError> {
    let mut names = HashSet::new();
    for table in files.tables("actors/common_names.tsv")? {
        let name = table.column("name")?;
        names.extend(table.rows().map(|row| fold(row.cell(name))));
    }
    Ok(names)
}

impl Loosely {
    fn of(persons: &[Person]) -> Self {
        let mut names: HashMap<String, Vec<u32>> = HashMap::new();
        let mut key = String::new();
        let mut folded = String::new();
        for (person, at) in persons.iter().zip(0..) {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                key.clear();
                let mut last = 0;
                for word in words(name) {
                    last = key.len();
                    folded.clear();
                    fold_into(word, &mut folded);
                    loosen_into(&folded, &mut key);
                }
                for key in [&key[..], &key[last..]] {
                    match names.get_mut(key) {
                        Some(known) => {
                            if known.last() != Some(&at) {
                                known.push(at);
                            }
                        }
                        None => {
                            names.insert(key.to_owned(), vec![at]);
                        }
                    }
                }
            }
        }
        Self { names }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_found_by_its_code() {
        let actors = Actors::load(&Files::embedded()).expect("the embedded lists are well formed");
        assert_eq!(actors.state("IRN").map(|state| state.name.as_str()), Some("Iran"));
        assert!(actors.states.len() > 200);
    }
}
