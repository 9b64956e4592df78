//! `data/actors/{offices,national_titles}.tsv`, `data/en/{agents,institutions,titles}.tsv` and the titles of all tenures in; phrases that name a role out.
//!
//! "Israel's defence minister": the phrase *defence minister* is an office whose holder depends on the country and the day;
//! "the Bulgarian air force": an institution of any state; "officials": a generic agent; "Lt. Gen.": a title before a name.

use super::Sense;
use super::fold::{fold_into, words};
use super::names::{Builder, Case, Hash, Names};
use super::person::{Day, Person};
use crate::{Files, LexiconError};
use demarche_model::ActorKind;
use std::collections::{HashMap, HashSet};

/// A row of `offices.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// `foreign-minister`
    pub key: String,
    /// Generic phrases.
    pub names: Vec<String>,
    /// PLOVER sector.
    pub sector: String,
    /// Whether one person holds it at a time.
    pub exclusive: bool,
    /// Whether so many hold it that the lists know only some: a state has an envoy in every capital.
    pub many: bool,
}

/// A row of `institutions.tsv`: a body that any state has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Row id (`en.institution.foreign-ministry`).
    pub id: String,
    /// Name without the country.
    pub name: String,
    /// All its names.
    pub names: Vec<String>,
    /// Kind.
    pub kind: ActorKind,
    /// PLOVER sector.
    pub sector: String,
    /// "the parliament in Kyiv": the place tells whose it is. "The embassy in Damascus" is somebody else's.
    pub local: bool,
}

/// A row of `agents.tsv`: a common noun for somebody who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Row id (`en.agent.official`).
    pub id: String,
    /// One; may be empty ("authorities").
    pub singular: String,
    /// Several.
    pub plurals: Vec<String>,
    /// One person (`true`), or a body or group.
    pub person: bool,
    /// An adjective ("congressional"), which only colours the noun after it.
    pub modifier: bool,
    /// PLOVER sector; empty where the noun does not tell.
    pub sector: String,
    /// "military official": the sector is that of the word before.
    pub takes_modifier: bool,
    /// "officials in Moscow": the place tells whose they are.
    pub local: bool,
}

/// A row of `titles.tsv`: what stands before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Row id (`en.title.mr-dot`).
    pub id: String,
    /// As written.
    pub title: String,
    /// `honorific`, `noble`, `military`, `political`, …
    pub kind: String,
    /// `he`, `she`, or empty.
    pub pronoun: String,
    /// PLOVER sector, or empty.
    pub sector: String,
}

/// All that one phrase can mean as a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The phrase, folded.
    pub phrase: String,
    /// Offices of which it is a generic name.
    pub offices: Vec<u32>,
    /// Persons (and which of their tenures) that have it as their own title.
    pub holders: Vec<(u32, u32)>,
    /// Whether a proper name is part of it ("Kremlin spokesman", not "Foreign Ministry spokesman").
    pub proper: bool,
    /// The generic agent, and whether the phrase is its plural.
    pub agent: Option<(u32, bool)>,
    /// The institution of any state.
    pub institution: Option<u32>,
    /// The title before a name.
    pub title: Option<u32>,
    /// The states (codes) of which alone it is an office: "the Taoiseach"; empty: of any.
    pub states: Vec<String>,
}

impl Role {
    /// Whether a state (its code) can have somebody who is called so.
    pub fn is_of(&self, country: &str) -> bool {
        self.states.is_empty() || self.states.iter().any(|state| state == country)
    }
}

/// Roles and the index of their phrases.
#[derive(Debug, Default)]
pub struct Roles {
    /// Offices.
    pub offices: Vec<Office>,
    /// Institutions of any state.
    pub institutions: Vec<Institution>,
    /// Generic agents.
    pub agents: Vec<Agent>,
    /// Titles before names.
    pub titles: Vec<Title>,
    /// One for each phrase.
    pub list: Vec<Role>,
    /// The index; senses are [`Sense::Role`].
    pub names: Names,
    by_office: HashMap<(String, String), Vec<(u32, u32)>>,
}

impl Roles {
    pub(super) fn load(files: &Files, persons: &[Person]) -> Result<Self, LexiconError> {
        let mut collect = Collect::default();
        let offices = offices(files, &mut collect)?;
        let institutions = institutions(files, &mut collect)?;
        let agents = agents(files, &mut collect)?;
        let titles = titles(files, &mut collect)?;
        national_titles(files, &mut collect)?;
        let common = Common::of(&institutions, &agents, &offices);
        let mut by_office: HashMap<(String, String), Vec<(u32, u32)>> = HashMap::new();
        for (person, at) in persons.iter().zip(0..) {
            for (tenure, which) in person.tenures.iter().zip(0..) {
                for title in &tenure.titles {
                    let role = collect.role(title);
                    role.holders.push((at, which));
                    role.proper = role.proper || common.names_something(title);
                }
                by_office.entry((tenure.country.clone(), tenure.office.clone())).or_default().push((at, which));
            }
        }
        let mut builder = Builder::default();
        for (role, at) in collect.list.iter().zip(0..) {
            builder.add(&role.phrase, Sense::Role(at));
        }
        Ok(Self { offices, institutions, agents, titles, list: collect.list, names: builder.build(), by_office })
    }

    /// The role that a phrase found in the index stands for.
    pub fn role(&self, senses: &[Sense]) -> Option<&Role> {
        match senses.first()? {
            Sense::Role(at) => self.list.get(*at as usize),
            _ => None,
        }
    }

    /// Who holds the role in a country on a day (without a day: who holds it now), in the order of the rows.
    ///
    /// Persons that have the phrase as their own title go before all others: "Iranian president" is not the head of state
    /// whose title is "supreme leader".
    pub fn holders(&self, persons: &[Person], role: &Role, country: &str, day: Option<Day>) -> Vec<(u32, u32)> {
        let serves = |&(person, which): &(u32, u32)| {
            let tenure = persons.get(person as usize).and_then(|person| person.tenures.get(which as usize));
            tenure.is_some_and(|tenure| {
                (tenure.country == country || country.is_empty())
                    && day.map_or(tenure.to.is_none(), |day| tenure.holds(day))
            })
        };
        let own: Vec<(u32, u32)> = role.holders.iter().copied().filter(serves).collect();
        if !own.is_empty() || country.is_empty() {
            return own;
        }
        let mut held: Vec<(u32, u32)> = role
            .offices
            .iter()
            .filter_map(|&office| self.offices.get(office as usize))
            .filter_map(|office| self.by_office.get(&(country.to_owned(), office.key.clone())))
            .flatten()
            .copied()
            .filter(serves)
            .collect();
        held.sort_unstable();
        held.dedup();
        held
    }

    /// Everyone who ever held an office of a country: person and tenure.
    pub fn in_office(&self, country: &str, office: &str) -> &[(u32, u32)] {
        self.by_office.get(&(country.to_owned(), office.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The office with this key.
    pub fn office(&self, key: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.key == key)
    }
}

/// The words of offices, institutions and agents: in capitals or not, they name nobody.
#[derive(Debug)]
struct Common(HashSet<String, Hash>);

impl Common {
    fn of(institutions: &[Institution], agents: &[Agent], offices: &[Office]) -> Self {
        let phrases = institutions.iter().flat_map(|it| [&it.name].into_iter().chain(&it.names));
        let phrases =
            phrases.chain(agents.iter().map(|agent| &agent.singular)).chain(offices.iter().flat_map(|it| &it.names));
        let small = phrases.flat_map(|phrase| words(phrase)).filter(|word| Case::of(word) == Case::Lower);
        Self(small.map(super::fold).collect())
    }

    /// Whether a title has a word in capitals that is none of these.
    fn names_something(&self, title: &str) -> bool {
        words(title).any(|word| Case::of(word) > Case::Lower && !self.0.contains(&super::fold(word)))
    }
}

/// Phrases seen so far.
#[derive(Debug, Default)]
struct Collect {
    list: Vec<Role>,
    known: HashMap<String, usize, Hash>,
    buffer: String,
}

impl Collect {
    fn role(&mut self, phrase: &str) -> &mut Role {
        let mut folded = std::mem::take(&mut self.buffer);
        folded.clear();
        for word in words(phrase) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            fold_into(word, &mut folded);
        }
        let at = match self.known.get(&folded) {
            Some(&at) => at,
            None => {
                self.known.insert(folded.clone(), self.list.len());
                self.list.push(Role { phrase: folded.clone(), ..Role::default() });
                self.list.len() - 1
            }
        };
        self.buffer = folded;
        &mut self.list[at]
    }
}

fn offices(files: &Files, collect: &mut Collect) -> Result<Vec<Office>, LexiconError> {
    let mut offices = Vec::new();
    for table in files.tables("actors/offices.tsv")? {
        let [key, names, sector, exclusive] = table.positions(["key", "names", "sector", "exclusive"])?;
        for row in table.rows() {
            let names: Vec<String> = row.list(names).map(str::to_owned).collect();
            for name in &names {
                let role = collect.role(name);
                role.offices.push(offices.len() as u32);
            }
            offices.push(Office {
                key: row.cell(key).to_owned(),
                names,
                sector: row.cell(sector).to_owned(),
                exclusive: matches!(row.cell(exclusive), "yes" | "true" | "1"),
                many: row.cell(exclusive) == "many",
            });
        }
    }
    Ok(offices)
}

/// "the Treasury Secretary" is America's, whichever state was told of before.
fn national_titles(files: &Files, collect: &mut Collect) -> Result<(), LexiconError> {
    for table in files.tables("actors/national_titles.tsv")? {
        let [title, states] = table.positions(["title", "states"])?;
        for row in table.rows() {
            collect.role(row.cell(title)).states = row.list(states).map(str::to_owned).collect();
        }
    }
    Ok(())
}

fn institutions(files: &Files, collect: &mut Collect) -> Result<Vec<Institution>, LexiconError> {
    let mut institutions = Vec::new();
    for table in files.tables("en/institutions.tsv")? {
        let [id, name, names, kind, sector, local] =
            table.positions(["id", "name", "names", "kind", "sector", "local"])?;
        for row in table.rows() {
            for name in row.list(names) {
                collect.role(name).institution = Some(institutions.len() as u32);
            }
            institutions.push(Institution {
                id: row.cell(id).to_owned(),
                name: row.cell(name).to_owned(),
                names: row.list(names).map(str::to_owned).collect(),
                kind: super::organisation::kind_of(&row, row.cell(kind))?.0,
                sector: row.cell(sector).to_owned(),
                local: row.cell(local) == "yes",
            });
        }
    }
    Ok(institutions)
}

fn agents(files: &Files, collect: &mut Collect) -> Result<Vec<Agent>, LexiconError> {
    let mut agents = Vec::new();
    for table in files.tables("en/agents.tsv")? {
        let [id, singular, plural, kind, sector, takes, local] =
            table.positions(["id", "singular", "plural", "kind", "sector", "takes", "local"])?;
        for row in table.rows() {
            let at = agents.len() as u32;
            if !row.cell(singular).is_empty() {
                collect.role(row.cell(singular)).agent = Some((at, false));
            }
            for word in row.list(plural) {
                collect.role(word).agent = Some((at, true));
            }
            agents.push(Agent {
                id: row.cell(id).to_owned(),
                singular: row.cell(singular).to_owned(),
                plurals: row.list(plural).map(str::to_owned).collect(),
                person: row.cell(kind) == "person",
                modifier: row.cell(kind) == "modifier",
                sector: row.cell(sector).to_owned(),
                takes_modifier: row.cell(takes) == "modifier",
                local: row.cell(local) == "yes",
            });
        }
    }
    Ok(agents)
}

fn titles(files: &Files, collect: &mut Collect) -> Result<Vec<Title>, LexiconError> {
    let mut titles = Vec::new();
    for table in files.tables("en/titles.tsv")? {
        let [id, title, kind, pronoun, sector] = table.positions(["id", "title", "kind", "pronoun", "sector"])?;
        for row in table.rows() {
            collect.role(row.cell(title)).title = Some(titles.len() as u32);
            titles.push(Title {
                id: row.cell(id).to_owned(),
                title: row.cell(title).to_owned(),
                kind: row.cell(kind).to_owned(),
                pronoun: row.cell(pronoun).to_owned(),
                sector: row.cell(sector).to_owned(),
            });
        }
    }
    Ok(titles)
}
