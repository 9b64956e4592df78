//! Persons whom one report names with their state and another without: a [`Crisis`] in, the state of such a person out.
//!
//! "General Oto Nattor of the Veranian staff" in one report; "Oto Nattor denied this" in the next: Verania's. Two bearers of a name, or a name given to two
//! states, tell nothing, and nobody is known by a common first name.

use crate::crisis::Crisis;
use crate::digest::{Digest, Party};
use std::collections::BTreeMap;

/// Shortest surname that stands for a person by itself, in code points.
const SHORTEST: usize = 5;

/// Persons by name, with the one state that the reports give them.
#[derive(Debug, Default)]
pub(crate) struct People<'a> {
    /// By whole name; none where reports differ.
    states: BTreeMap<&'a str, Option<&'a str>>,
    /// By last name: the one whole name that ends in it; none where there are several.
    surnames: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> People<'a> {
    /// Reads the speakers, doers and targets of all reports.
    pub(crate) fn of(crisis: &'a Crisis) -> Self {
        let mut people = Self::default();
        for party in crisis.reports.iter().flat_map(Digest::parties).filter(|party| is_whole_name(party)) {
            let name = party.name.as_str();
            let Some(last) = name.split_whitespace().last() else { continue };
            let bearer = people.surnames.entry(last).or_insert(Some(name));
            if bearer.is_some_and(|known| known != name) {
                *bearer = None;
            }
            if let Some(state) = party.state() {
                let known = people.states.entry(name).or_insert(Some(state));
                if known.is_some_and(|known| known != state) {
                    *known = None;
                }
            }
        }
        people
    }

    /// The state of a person whom a report names without one.
    pub(crate) fn state(&self, party: &Party) -> Option<&'a str> {
        if party.country.is_some() || !matches!(party.kind.as_deref(), Some("person") | None) {
            return None;
        }
        let name = party.name.as_str();
        if name.contains(' ') {
            return self.states.get(name).copied().flatten();
        }
        let whole = self.surnames.get(name).copied().flatten().filter(|_| name.chars().count() >= SHORTEST)?;
        self.states.get(whole).copied().flatten()
    }
}

/// "Oto Nattor", "Al Noor"; not "the army spokesman".
fn is_whole_name(party: &Party) -> bool {
    let mut words = party.name.split_whitespace();
    party.kind.as_deref() == Some("person")
        && words.clone().count() > 1
        && words.all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Statement;
    use demarche_lexicon::Lexicon;

    fn person(name: &str, country: Option<&str>) -> Party {
        Party {
            name: name.into(),
            text: name.into(),
            country: country.map(str::to_owned),
            kind: Some("person".into()),
            ..Party::default()
        }
    }

    fn crisis(speakers: &[(&str, Option<&str>)]) -> Crisis {
        let report = |&(name, country): &(&str, Option<&str>)| Digest {
            key: name.into(),
            statements: vec![Statement { speaker: Some(person(name, country)), ..Statement::default() }],
            ..Digest::default()
        };
        Crisis::build(speakers.iter().map(report).collect(), &Lexicon::embedded().news_words)
    }

    #[test]
    fn a_name_known_in_one_report_is_known_in_the_next() {
        let crisis = crisis(&[("Oto Nattor", Some("VER")), ("Oto Nattor", None)]);
        let people = People::of(&crisis);
        assert_eq!(people.state(&person("Oto Nattor", None)), Some("VER"));
        assert_eq!(people.state(&person("Nattor", None)), Some("VER"));
        assert_eq!(people.state(&person("Pavel Nattor", None)), None);
    }

    #[test]
    fn two_bearers_of_a_name_tell_nothing() {
        let crisis = crisis(&[("Oto Nattor", Some("VER")), ("Oto Nattor", Some("OST")), ("Jan Orlov", Some("VER"))]);
        let people = People::of(&crisis);
        assert_eq!(people.state(&person("Oto Nattor", None)), None);
        assert_eq!(people.state(&person("Orlov", None)), Some("VER"));
        let crisis = self::crisis(&[("Jan Orlov", Some("VER")), ("Vera Orlov", None)]);
        assert_eq!(People::of(&crisis).state(&person("Orlov", None)), None);
    }
}
