//! Words that tell one deed from another, or do not: rows of `data/en/deed_words.tsv` in, what a word says of a deed out.
//!
//! `en.deed.means.drone⇥means⇥drone|drones|…⇥own`: "sent drones" and "its shelling" are two deeds; `en.deed.target⇥target⇥camps|sites|…⇥own`: "struck nine
//! camps" and "fired at nine sites" may be one.

use crate::{Files, LexiconError};
use std::collections::{BTreeMap, BTreeSet};

/// What a deed was done with: the kinds of means that a word may stand for.
pub type Means = BTreeSet<String>;

/// Words that tell deeds apart.
#[derive(Clone, Debug, Default)]
pub struct DeedWords {
    kinds: BTreeMap<&'static str, BTreeSet<String>>,
    means: BTreeMap<String, Means>,
}

/// The kinds of rows that are plain lists.
const KINDS: [&str; 17] = [
    "again", "aim", "blow", "claim", "denial", "false", "keep", "launch", "mutual", "paper", "part", "reject", "scale",
    "session", "shots", "target", "truce",
];

impl DeedWords {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut made = Self::default();
        for table in files.tables("en/deed_words.tsv")? {
            let [id, kind, list] = table.positions(["id", "kind", "words"])?;
            for row in table.rows() {
                if row.cell(kind) == "means" {
                    for word in row.list(list) {
                        made.means.entry(word.to_owned()).or_default().insert(row.cell(id).to_owned());
                    }
                    continue;
                }
                let known = KINDS.into_iter().find(|known| *known == row.cell(kind));
                let known = known
                    .ok_or_else(|| row.error(format!("kind: means or one of {} is expected", KINDS.join(", "))))?;
                made.kinds.entry(known).or_default().extend(row.list(list).map(str::to_owned));
            }
        }
        Ok(made)
    }

    /// Words by which a deed is one more of its sort: "again", "another".
    pub fn agains(&self) -> impl Iterator<Item = &str> {
        self.of("again")
    }

    /// Words of a denial that tell nothing of what is denied: "any part".
    pub fn denials(&self) -> impl Iterator<Item = &str> {
        self.of("denial")
    }

    /// Words for a hand in a deed: "denied any role".
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.of("part")
    }

    /// Words for what a deed was meant for: "was the target".
    pub fn aims(&self) -> impl Iterator<Item = &str> {
        self.of("aim")
    }

    /// What a claim stands on: "the document".
    pub fn papers(&self) -> impl Iterator<Item = &str> {
        self.of("paper")
    }

    /// What multiplies a number: "million".
    pub fn scales(&self) -> impl Iterator<Item = &str> {
        self.of("scale")
    }

    /// Meetings that a body holds once at a time: "summit".
    pub fn sessions(&self) -> impl Iterator<Item = &str> {
        self.of("session")
    }

    /// Verbs that say no more than that there was a blow: "hit", "struck".
    pub fn blows(&self) -> impl Iterator<Item = &str> {
        self.of("blow")
    }

    /// Nouns for what somebody says: "the account", "these allegations".
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.of("claim")
    }

    /// What a claim is called by those who gainsay it: "baseless".
    pub fn falsehoods(&self) -> impl Iterator<Item = &str> {
        self.of("false")
    }

    /// Verbs that turn down what is said: "dismiss".
    pub fn rejections(&self) -> impl Iterator<Item = &str> {
        self.of("reject")
    }

    /// Verbs whose object is what the deed was done with: "fired missiles".
    pub fn launches(&self) -> impl Iterator<Item = &str> {
        self.of("launch")
    }

    /// What is done to a truce that was made before, and how it is agreed to before it is made: "keep", "in principle".
    pub fn keeps(&self) -> impl Iterator<Item = &str> {
        self.of("keep")
    }

    /// Words for what two sides do to each other: "clash".
    pub fn mutual(&self) -> impl Iterator<Item = &str> {
        self.of("mutual")
    }

    /// Verbs that say that somebody shot: "open" of "opened fire".
    pub fn shots(&self) -> impl Iterator<Item = &str> {
        self.of("shots")
    }

    /// What is hit by any blow, and how many of it: "nine sites".
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.of("target")
    }

    /// Nouns for a truce.
    pub fn truces(&self) -> impl Iterator<Item = &str> {
        self.of("truce")
    }

    /// Words for what a deed was done with, each with all that it may stand for.
    pub fn means(&self) -> impl Iterator<Item = (&str, &Means)> {
        self.means.iter().map(|(word, means)| (word.as_str(), means))
    }

    fn of(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.kinds.get(kind).into_iter().flatten().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_airstrike_may_be_by_missile_and_shelling_may_not() {
        let words = DeedWords::load(&Files::embedded()).expect("the list is in order");
        let means = |wanted: &str| words.means().find(|(word, _)| *word == wanted).map(|(_, means)| means.clone());
        let missile = means("missile").expect("missile");
        assert!(!means("airstrike").expect("airstrike").is_disjoint(&missile));
        assert!(means("shelling").expect("shelling").is_disjoint(&missile));
        assert!(words.truces().any(|word| word == "ceasefire"));
    }
}
