//! Words that date what they lead or put it beside the rest: `date_words.tsv` in, for each word what it does out.
//!
//! "said on Monday after meeting the king": *after* puts the meeting beside the saying; "met on Friday after the attack": the attack has another day.

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// What such a word does; each is a column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// Begins a clause of time: "*when* it stops".
    Mark,
    /// Its clause is told for itself: "*although* it fired".
    Beside,
    /// What it leads stands beside a verb of saying, not in what is said: "said *after* meeting the king".
    Telling,
    /// What it leads is no part of the event above: "condemned it *despite* the attack".
    Outside,
    /// The small parser loses a clause behind it: "was appointed *after* his predecessor, Ostra, was killed".
    Astray,
    /// A clause behind it makes no move: "denied having fired *after* the truce began".
    Move,
    /// What it leads is no topic of a move: "agreed *during* the talks".
    Topic,
    /// What it leads has a day of its own: "met on Friday *after* the attack".
    Day,
}

/// The columns, in the order of the bits.
const COLUMNS: [(&str, Dating); 8] = [
    ("mark", Dating::Mark),
    ("beside", Dating::Beside),
    ("telling", Dating::Telling),
    ("outside", Dating::Outside),
    ("astray", Dating::Astray),
    ("move", Dating::Move),
    ("topic", Dating::Topic),
    ("day", Dating::Day),
];

/// Words that date. Columns: `word`, and `yes` for each [`Dating`].
#[derive(Debug, Default)]
pub struct DateWords {
    of: HashMap<String, u8>,
}

impl DateWords {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut words = Self::default();
        for table in files.tables("en/date_words.tsv")? {
            let [word] = table.positions(["word"])?;
            let columns = table.positions(COLUMNS.map(|(name, _)| name))?;
            for row in table.rows() {
                let mut does = 0;
                for (column, (name, dating)) in columns.into_iter().zip(COLUMNS) {
                    does |= match row.cell(column) {
                        "yes" => bit(dating),
                        "" => 0,
                        other => return Err(row.error(format!("{name} {other:?}; expected yes or nothing"))),
                    };
                }
                words.of.insert(row.cell(word).to_owned(), does);
            }
        }
        Ok(words)
    }

    /// Whether a word, in lower case, does this.
    pub fn does(&self, word: &str, dating: Dating) -> bool {
        self.of.get(word).is_some_and(|does| does & bit(dating) != 0)
    }
}

fn bit(dating: Dating) -> u8 {
    1 << dating as u8
}

#[cfg(test)]
mod tests {
    use super::Dating;
    use crate::Lexicon;

    #[test]
    fn each_use_has_its_own_words() {
        let lexicon = Lexicon::embedded();
        let words = &lexicon.verbs.date_words;
        assert!(words.does("after", Dating::Day) && words.does("after", Dating::Telling));
        // "met during the war": on the same day; "over", in "a row over", leads to another.
        assert!(!words.does("during", Dating::Day) && words.does("over", Dating::Day));
        assert!(!words.does("although", Dating::Mark) && words.does("although", Dating::Beside));
        assert!(!words.does("yesterday", Dating::Day));
    }
}
