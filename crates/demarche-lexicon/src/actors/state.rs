//! `data/actors/states.tsv` and `peoples.tsv` in, states and peoples with their names out.
//!
//! `irn⇥Iran⇥Islamic Republic of Iran|…⇥Iranian|Persian⇥⇥Tehran⇥Teheran⇥630⇥…`

use super::Sense;
use super::names::Builder;
use super::person::{Day, days};
use crate::{Files, LexiconError};

/// What sort of state or people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateKind {
    /// A state or territory with a country code of its own.
    #[default]
    State,
    /// A part of a state ("Scotland").
    Region,
    /// A people or community ("the Kurds").
    People,
    /// A group of states ("the West").
    Bloc,
}

/// A state, territory, people or group of states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Row id (`irn`).
    pub id: String,
    /// What sort.
    pub kind: StateKind,
    /// PLOVER sector that goes with the name; empty for states.
    pub sector: String,
    /// Country code (`IRN`); empty for a people without a state and for a group of states.
    pub code: String,
    /// Neutral name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// "Iranian".
    pub adjectives: Vec<String>,
    /// Nouns for its people where they are not the adjective itself or the adjective and an s.
    pub people: Vec<String>,
    /// Capital and its other spellings; the first is the usual one.
    pub capitals: Vec<String>,
    /// Number in the Correlates of War list.
    pub cow: Option<u16>,
    /// First day, where it matters.
    pub from: Option<Day>,
    /// Last day, where it ended.
    pub to: Option<Day>,
}

impl State {
    pub(super) fn names(&self, at: u32, names: &mut Builder) {
        names.add(&self.name, Sense::State(at));
        for alias in &self.aliases {
            names.add(alias, Sense::State(at));
        }
        for adjective in &self.adjectives {
            names.add(adjective, Sense::Adjective(at));
            if let Some(plural) = plural(adjective) {
                names.add(&plural, Sense::Natives(at));
            }
        }
        for noun in &self.people {
            let several = noun.ends_with('s') || noun.ends_with("men");
            names.add(noun, if several { Sense::Natives(at) } else { Sense::Native(at) });
        }
        for capital in &self.capitals {
            names.add(capital, Sense::Capital(at));
        }
    }
}

/// "Iranians" of "Iranian"; none of "French", "Chinese", "UK".
fn plural(adjective: &str) -> Option<String> {
    let last = adjective.chars().last()?;
    (last.is_lowercase() && !["h", "ese", "s", "x"].iter().any(|end| adjective.ends_with(end)))
        .then(|| format!("{adjective}s"))
}

pub(super) fn load(files: &Files) -> Result<Vec<State>, LexiconError> {
    let mut states = Vec::new();
    for table in files.tables("actors/states.tsv")? {
        let [id, name, aliases, adjectives, people, capital, capital_aliases, cow, from, to] = table.positions([
            "id",
            "name",
            "aliases",
            "adjectives",
            "people",
            "capital",
            "capital_aliases",
            "cow",
            "from",
            "to",
        ])?;
        for row in table.rows() {
            let (from, to) = days(&row, from, to)?;
            let strings = |column| row.list(column).map(str::to_owned).collect::<Vec<_>>();
            let mut capitals = strings(capital);
            capitals.extend(strings(capital_aliases));
            let cow = match row.cell(cow) {
                "" => None,
                number => Some(number.parse().map_err(|_| row.error(format!("cow is {number:?}, expected a number")))?),
            };
            let state = State {
                id: row.cell(id).to_owned(),
                kind: StateKind::State,
                sector: String::new(),
                code: row.cell(id).to_ascii_uppercase(),
                name: row.cell(name).to_owned(),
                aliases: strings(aliases),
                adjectives: strings(adjectives),
                people: strings(people),
                capitals,
                cow,
                from,
                to,
            };
            replace_or_push(&mut states, state, |state| &state.id);
        }
    }
    peoples(files, &mut states)?;
    Ok(states)
}

fn peoples(files: &Files, states: &mut Vec<State>) -> Result<(), LexiconError> {
    for table in files.tables("actors/peoples.tsv")? {
        let [id, name, aliases, adjectives, people, country, kind, sector] =
            table.positions(["id", "name", "aliases", "adjectives", "people", "country", "kind", "sector"])?;
        for row in table.rows() {
            let strings = |column| row.list(column).map(str::to_owned).collect::<Vec<_>>();
            let kind = match row.cell(kind) {
                "region" => StateKind::Region,
                "people" => StateKind::People,
                "bloc" => StateKind::Bloc,
                other => return Err(row.error(format!("kind is {other:?}, expected region, people or bloc"))),
            };
            let people = State {
                id: row.cell(id).to_owned(),
                kind,
                sector: row.cell(sector).to_owned(),
                code: row.cell(country).to_owned(),
                name: row.cell(name).to_owned(),
                aliases: strings(aliases),
                adjectives: strings(adjectives),
                people: strings(people),
                ..State::default()
            };
            replace_or_push(states, people, |state| &state.id);
        }
    }
    Ok(())
}

/// A row of an overlay replaces the row with its id.
pub(super) fn replace_or_push<T>(list: &mut Vec<T>, item: T, id: impl Fn(&T) -> &str) {
    match list.iter_mut().rev().find(|known| id(known) == id(&item)) {
        Some(known) => *known = item,
        None => list.push(item),
    }
}
