//! Lists of phrases with a group each: hedges, channels, negation, distancing.
//!
//! `en.channel.press-call⇥call with reporters⇥press-call⇥In a [call with reporters], …⇥own`

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// A phrase of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Row id.
    pub id: String,
    /// Its words, lower case, as the lemmatizer or the text gives them.
    pub words: Vec<String>,
    /// What it belongs to; each list says which groups it has.
    pub group: String,
    /// A sentence in which it fires, the phrase in brackets.
    pub example: String,
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub struct Phrases {
    rows: Vec<Phrase>,
    by_first_word: HashMap<String, Vec<usize>>,
}

impl Phrases {
    pub(crate) fn load(files: &Files, path: &str) -> Result<Self, LexiconError> {
        let mut rows: Vec<Phrase> = Vec::new();
        for table in files.tables(path)? {
            let [id, phrase, group, example] = table.positions(["id", "phrase", "group", "example"])?;
            for row in table.rows() {
                let words: Vec<String> = row.cell(phrase).split(' ').map(str::to_lowercase).collect();
                if words.iter().any(String::is_empty) {
                    return Err(row.error("phrase: expected words with one blank between them"));
                }
                let made = Phrase {
                    id: row.cell(id).to_owned(),
                    words,
                    group: row.cell(group).to_owned(),
                    example: row.cell(example).to_owned(),
                };
                match rows.iter_mut().find(|known| known.id == made.id) {
                    Some(known) => *known = made,
                    None => rows.push(made),
                }
            }
        }
        let mut longest_first: Vec<usize> = (0..rows.len()).collect();
        longest_first.sort_by_key(|&row| std::cmp::Reverse(rows.get(row).map_or(0, |row| row.words.len())));
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        for index in longest_first {
            if let Some(first) = rows.get(index).and_then(|row| row.words.first()) {
                by_first_word.entry(first.clone()).or_default().push(index);
            }
        }
        Ok(Self { rows, by_first_word })
    }

    /// The group, in the list of negation, of verbs by which somebody keeps others from saying something.
    pub const BLOCKS: &str = "blocks";

    /// The phrases whose first word is this one, longest first.
    pub fn starting_with(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        self.by_first_word.get(word).into_iter().flatten().filter_map(|&row| self.rows.get(row))
    }

    /// All rows, in the order of the list.
    pub fn rows(&self) -> &[Phrase] {
        &self.rows
    }
}
