//! The commonest words of news by class: rows of `data/en/news_words.tsv` in, the share of reports that hold a word out.
//!
//! `en.news.speech⇥speech⇥0.35⇥added|announced|…⇥own`: "announced" stands in a third of all reports, before any of them was read.

use crate::deed_words::DeedWords;
use crate::{Files, LexiconError};
use std::collections::{BTreeMap, BTreeSet};

/// The commonest words of news.
#[derive(Clone, Debug, Default)]
pub struct NewsWords {
    shares: BTreeMap<String, f64>,
    function: BTreeSet<String>,
    attributing: BTreeSet<String>,
    doubts: BTreeSet<Vec<String>>,
    deeds: DeedWords,
}

impl NewsWords {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut words = Self { deeds: DeedWords::load(files)?, ..Self::default() };
        for table in files.tables("en/news_words.tsv")? {
            let [class, share, list] = table.positions(["class", "share", "words"])?;
            for row in table.rows() {
                let part: f64 = row
                    .cell(share)
                    .parse()
                    .ok()
                    .filter(|part| (0.0..=1.0).contains(part))
                    .ok_or_else(|| row.error("share: a number between 0 and 1 is expected"))?;
                for word in row.list(list) {
                    match row.cell(class) {
                        "function" => drop(words.function.insert(word.to_owned())),
                        "attribution" => drop(words.attributing.insert(word.to_owned())),
                        "doubt" => drop(words.doubts.insert(word.split(' ').map(str::to_owned).collect())),
                        _ => drop(words.shares.insert(word.to_owned(), part)),
                    }
                }
            }
        }
        Ok(words)
    }

    /// Whether a word (small letters) says nothing of what a report is about.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// The words that say nothing of what a report is about.
    pub fn function_words(&self) -> impl Iterator<Item = &str> {
        self.function.iter().map(String::as_str)
    }

    /// Whether a word (small letters) makes what stands around it somebody's word, or no sure thing: "said", "reportedly".
    pub fn attributes(&self, word: &str) -> bool {
        self.attributing.contains(word)
    }

    /// How many of the words (small letters) make, from the first on, what stands around them no sure thing: "may have", "apparently".
    pub fn doubt_at(&self, words: &[&str]) -> Option<usize> {
        let begins = |doubt: &&Vec<String>| words.get(..doubt.len()).is_some_and(|words| words == doubt.as_slice());
        self.doubts.iter().filter(begins).map(Vec::len).max()
    }

    /// The words that tell one deed from another.
    pub fn deeds(&self) -> &DeedWords {
        &self.deeds
    }

    /// The common words with the share of reports that hold each.
    pub fn shares(&self) -> impl Iterator<Item = (&str, f64)> {
        self.shares.iter().map(|(word, share)| (word.as_str(), *share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_common_or_mean_nothing() {
        let words = NewsWords::load(&Files::embedded()).expect("the list is in order");
        assert!(words.is_function_word("because"));
        assert!(!words.is_function_word("announced"));
        assert!(words.attributes("reportedly") && !words.attributes("because"));
        assert!(words.shares().any(|(word, share)| word == "announced" && share > 0.2));
    }
}
