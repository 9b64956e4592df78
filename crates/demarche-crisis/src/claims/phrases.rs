//! What the words of a statement show of its position: its folded words in, the row of `data/en/positions.tsv` that fires first out.
//!
//! "The raid was unprovoked" accuses, whoever says it; "in self-defence" confirms, said by a side that attacks; "any strike would be an act of war" accuses
//! nobody yet.

use crate::digest::Statement;
use crate::sides::Sides;
use crate::turned::is_turned;
use crate::words::words;
use demarche_lexicon::Positioning;
use std::collections::BTreeMap;

/// Words that make of what follows something that has not happened.
const WOULD: [&str; 7] = ["would", "will", "could", "might", "should", "if", "considered"];
/// How far before the phrase they may stand, in words.
const WOULD_REACH: usize = 3;

/// Phrases by their first words.
pub(super) struct Phrases<'a>(BTreeMap<&'a str, Vec<(&'a str, &'a Positioning)>>);

impl<'a> Phrases<'a> {
    pub(super) fn of(rows: &'a [Positioning]) -> Self {
        let mut index: BTreeMap<&str, Vec<(&str, &Positioning)>> = BTreeMap::new();
        for row in rows {
            for phrase in &row.phrases {
                let first = phrase.trim_start().split(' ').next().unwrap_or_default();
                index.entry(first).or_default().push((phrase.trim_start(), row));
            }
        }
        Self(index)
    }

    /// The row of the first phrase in the words of a speaker of a state.
    pub(super) fn shown(
        &self,
        text: &str,
        country: Option<&str>,
        sides: &Sides,
        day: Option<&str>,
    ) -> Option<&'a Positioning> {
        let is_theirs = |row: &Positioning| match row.who.as_str() {
            "rejecter" => false,
            "doer" => country.is_some_and(|country| sides.attacks(country, day)),
            "harmed" => country.is_some_and(|country| sides.is_attacked(country, day)),
            _ => true,
        };
        for (place, _) in text.match_indices(' ') {
            let rest = text.get(place + 1..).unwrap_or_default();
            let word = rest.split(' ').next().unwrap_or_default();
            let fits = |(phrase, row): &&(&'a str, &'a Positioning)| {
                let open = || is_turned(text, place) || is_to_come(text, place);
                rest.starts_with(phrase) && is_theirs(row) && !(row.position == "accuses" && open())
            };
            if let Some((_, row)) = self.0.get(word).and_then(|rows| rows.iter().find(fits)) {
                return Some(row);
            }
        }
        None
    }

    /// The position of whoever rejects a charge: the row whose words show that it is one.
    pub(super) fn charge(&self, statement: &Statement) -> Option<&'a str> {
        let text = folded(&statement.evidence.text);
        let rows = self.0.values().flatten().filter(|(_, row)| row.who == "rejecter");
        let mut found = rows.filter(|(phrase, _)| text.contains(&format!(" {phrase}")));
        found.next().map(|(_, row)| row.position.as_str())
    }
}

/// "To turn off the water would be an act of war": no such act is charged to anybody.
fn is_to_come(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.split_whitespace().rev().take(WOULD_REACH).any(|word| WOULD.contains(&word))
}

/// The folded words of what is said, with a blank before, between and after.
pub(super) fn content(statement: &Statement) -> String {
    if statement.content.is_empty() {
        return folded(&statement.evidence.text);
    }
    let parts: Vec<String> =
        statement.content.iter().flat_map(|part| words(&part.text)).map(|word| word.folded).collect();
    format!(" {} ", parts.join(" "))
}

fn folded(text: &str) -> String {
    let folded: Vec<String> = words(text).map(|word| word.folded).collect();
    format!(" {} ", folded.join(" "))
}
