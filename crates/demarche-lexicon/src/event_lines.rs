//! How an event is called in a line for people: rows of `data/en/event_lines.tsv` in, the words for a type, mode and CAMEO leaf out.
//!
//! `en.line.assault.aerial⇥ASSAULT⇥aerial⇥⇥air strike on {}⇥air strike⇥own`: "Verania: air strike on Ostria". Nouns, so that a line is the same for what
//! happened, what is planned and what is denied.

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// What stands for the recipients in [`EventLine::toward`].
pub const RECIPIENTS: &str = "{}";

/// The words for a kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Row id.
    pub id: String,
    /// With recipients, for which [`RECIPIENTS`] stands.
    pub toward: String,
    /// Without.
    pub alone: String,
}

/// The words for all kinds.
#[derive(Clone, Debug, Default)]
pub struct EventLines {
    rows: HashMap<Key, EventLine>,
    /// By PLOVER type and the word that tells the event.
    words: HashMap<(String, String), EventLine>,
}

/// PLOVER type, mode, CAMEO leaf; the last two empty where a row is for all of them.
type Key = (String, String, String);

impl EventLines {
    /// The words for an event: those of its CAMEO leaf, else of its mode, else of its type.
    pub fn line(&self, plover: &str, mode: Option<&str>, cameo: Option<&str>) -> Option<&EventLine> {
        let row = |mode: &str, cameo: &str| self.rows.get(&(plover.to_owned(), mode.to_owned(), cameo.to_owned()));
        cameo.and_then(|cameo| row("", cameo)).or_else(|| mode.and_then(|mode| row(mode, ""))).or_else(|| row("", ""))
    }

    /// The words for an event of a type that says no more than a word does ("was hurt"); nothing where no row has it.
    pub fn told_by(&self, plover: &str, word: &str) -> Option<&EventLine> {
        self.words.get(&(plover.to_owned(), word.to_lowercase()))
    }

    /// Reads `en/event_lines.tsv`.
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut made = Self::default();
        for table in files.tables("en/event_lines.tsv")? {
            let [id, plover, mode, cameo, words, toward, alone] =
                table.positions(["id", "plover", "mode", "cameo", "words", "toward", "alone"])?;
            for row in table.rows() {
                if row.cell(toward).matches(RECIPIENTS).count() != 1 || row.cell(alone).contains(RECIPIENTS) {
                    return Err(row.error(format!("{RECIPIENTS:?} stands once in toward and never in alone")));
                }
                let key = [plover, mode, cameo].map(|column| row.cell(column).to_owned());
                let line = EventLine {
                    id: row.cell(id).to_owned(),
                    toward: row.cell(toward).to_owned(),
                    alone: row.cell(alone).to_owned(),
                };
                let told: Vec<_> = row.list(words).map(|word| (row.cell(plover).to_owned(), word.to_owned())).collect();
                if told.is_empty() {
                    made.rows.insert(key.into(), line);
                } else {
                    made.words.extend(told.into_iter().map(|word| (word, line.clone())));
                }
            }
        }
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leaf_goes_before_the_mode_and_the_mode_before_the_type() {
        let lines = EventLines::load(&Files::embedded()).expect("the list is in order");
        let alone = |plover: &str, mode, cameo| lines.line(plover, mode, cameo).map(|line| line.alone.as_str());
        assert_eq!(alone("AGREE", None, Some("039")), Some("offer to mediate"));
        assert_eq!(alone("ASSAULT", Some("aerial"), Some("190")), Some("air strike"));
        assert_eq!(alone("ASSAULT", None, None), Some("attack"));
        assert_eq!(alone("NOTHING", None, None), None);
        assert_eq!(lines.told_by("ASSAULT", "hurt").map(|line| line.toward.as_str()), Some("harm to {}"));
        assert_eq!(lines.told_by("ASSAULT", "struck"), None);
    }

    #[test]
    fn every_type_and_mode_of_plover_has_its_words() {
        let files = Files::embedded();
        let lines = EventLines::load(&files).expect("the list is in order");
        for table in files.tables("plover.tsv").expect("the list is in order") {
            let [kind, name, of] = table.positions(["kind", "name", "of"]).expect("columns");
            for row in table.rows() {
                let known = match row.cell(kind) {
                    "type" => lines.line(row.cell(name), None, None).is_some(),
                    "mode" => {
                        lines.rows.contains_key(&(row.cell(of).to_owned(), row.cell(name).to_owned(), String::new()))
                    }
                    _ => true,
                };
                assert!(known, "{} {}", row.cell(of), row.cell(name));
            }
        }
    }
}
