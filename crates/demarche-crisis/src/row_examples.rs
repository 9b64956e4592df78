//! The examples of `data/en/word_classes.tsv`, run: a reading that has to come out otherwise where another word stands for the one in brackets.
//!
//! "He had [heard] of the raid" owns up to nothing; "he had zorked of the raid" would.

use crate::words::parted;
use demarche_lexicon::{Lexicon, WordClass};

/// Tries every example of a class: `read` takes its folded words and the one in brackets.
pub(crate) fn decides<R: PartialEq>(class: WordClass, other: &str, read: impl Fn(&str, &str) -> R) {
    for row in Lexicon::embedded().word_classes.rows(class) {
        let (before, rest) = row.example.split_once('[').expect("a word in brackets");
        let (word, behind) = rest.split_once(']').expect("a word in brackets");
        let with = |word: &str| {
            let text = parted([before, word, behind].into_iter());
            read(&text, &word.to_lowercase())
        };
        assert!(with(word) != with(other), "{}: {}", row.id, row.example);
    }
}
