//! Words of pages that are no part of a report, picture credits, and the small words by which running text is told.
//!
//! `data/en/furniture.tsv` says that a line that begins "Leave a Reply" opens the page's form for comments; `data/credits.tsv` that
//! "(Sputnik)" at the end of a line credits a picture; `data/en/function_words.tsv` that no sentence ends in "the".

use crate::{Files, LexiconError, Row, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Words of pages.
///
/// Columns of `furniture.tsv`: `phrase` (folded words; `#` is a number), `where` it stands in the line, the `most` words that the line
/// may have, what it `does`, whether it may stand in a full `sentence`, an `example`.
#[derive(Debug, Default)]
pub struct Furniture {
    rows: Vec<FurnitureRow>,
    /// Rows by the first word of their phrase.
    first: BTreeMap<String, Vec<usize>>,
    /// Folded names of picture credits, with their rows.
    credits: BTreeMap<String, String>,
    common: BTreeSet<String>,
    cannot_end: BTreeSet<String>,
}

/// A phrase of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurnitureRow {
    /// Row.
    pub id: String,
    words: Vec<String>,
    place: Place,
    most: usize,
    /// What its line is.
    pub does: LineKind,
    /// A full sentence may hold it, whomever it addresses.
    sentence: bool,
}

/// What a line of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A line that is no part of the report.
    Line,
    /// The heading of a part of the page that is not the report.
    Section,
    /// The words under a picture.
    Caption,
    /// Who wrote or gathered it.
    Byline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Start,
    /// At the start, a colon or dash behind.
    Label,
    Inside,
    End,
}

/// A line as the look-up sees it: small letters, numbers as `#`, no marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    words: Vec<FoldedWord>,
    sentence: bool,
    addresses: bool,
    quoted: bool,
    asks: bool,
    quotes_last: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FoldedWord {
    start: usize,
    end: usize,
    /// A colon or a dash stands behind.
    label: bool,
}

impl Folded {
    /// Folds a line.
    pub fn new(line: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(line.len()), ..Self::default() };
        let mut characters = line.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if !character.is_alphanumeric() && character != '©' {
                continue;
            }
            let start = folded.text.len();
            let mut end = at + character.len_utf8();
            let in_word =
                |next: char| next.is_alphanumeric() || character.is_ascii_digit() && matches!(next, '.' | ',');
            while let Some((at, next)) = characters.next_if(|&(_, next)| character != '©' && in_word(next)) {
                end = at + next.len_utf8();
            }
            if character.is_ascii_digit() {
                folded.text.push('#');
            } else {
                folded.text.extend(line.get(at..end).unwrap_or_default().chars().flat_map(char::to_lowercase));
            }
            // "US" is a country.
            let written = line.get(at..end).unwrap_or_default();
            folded.addresses |=
                written == "us" || ["you", "your", "we", "our"].iter().any(|word| word.eq_ignore_ascii_case(written));
            let behind = line.get(end..).unwrap_or_default().trim_start();
            let label = behind.starts_with([':', '–', '—', '|']) || behind.starts_with("- ");
            folded.words.push(FoldedWord { start, end: folded.text.len(), label });
        }
        let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', ' ']);
        folded.sentence = bare.ends_with(['.', '!']) && !bare.ends_with("...");
        folded.asks = bare.ends_with('?');
        folded.quotes_last = bare.len() < line.trim_end().len() && bare.ends_with(char::is_alphanumeric);
        folded.quoted = line.starts_with(['"', '“', '‘', '`', '\'', '«']);
        folded
    }

    /// The folded words.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|word| self.text.get(word.start..word.end).unwrap_or_default())
    }

    /// The line is a question.
    pub fn asks(&self) -> bool {
        self.asks
    }

    /// The line ends in a quotation mark without a full stop: "Kremlin warns of ‘galloping escalation’".
    pub fn quotes_last(&self) -> bool {
        self.quotes_last
    }

    fn starts_with(&self, at: usize, phrase: &[String]) -> bool {
        let Some(words) = self.words.get(at..at + phrase.len()) else { return false };
        words.iter().zip(phrase).all(|(word, wanted)| self.text.get(word.start..word.end) == Some(wanted))
    }
}

/// Words of a line above which it takes more than a phrase to be furniture.
const SHORT: usize = 8;

impl Furniture {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut list = Self::default();
        let mut rows = BTreeMap::new();
        for table in files.tables("en/furniture.tsv")? {
            for row in read_rows(&table)? {
                rows.insert(row.id.clone(), row);
            }
        }
        for row in rows.into_values() {
            let first = row.words.first().cloned().unwrap_or_default();
            list.first.entry(first).or_default().push(list.rows.len());
            list.rows.push(row);
        }
        list.load_credits(files)?;
        list.load_function_words(files)?;
        Ok(list)
    }

    fn load_credits(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("credits.tsv")? {
            let [id, name] = table.positions(["id", "name"])?;
            for row in table.rows() {
                self.credits.insert(fold(row.cell(name)), row.cell(id).to_owned());
            }
        }
        Ok(())
    }

    fn load_function_words(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("en/function_words.tsv")? {
            let [word, common, can_end] = table.positions(["word", "common", "can_end"])?;
            for row in table.rows() {
                if row.cell(common) == "yes" {
                    self.common.insert(row.cell(word).to_owned());
                }
                if row.cell(can_end) == "no" {
                    self.cannot_end.insert(row.cell(word).to_owned());
                }
            }
        }
        Ok(())
    }

    /// The phrase that makes this line a line of the page, the longest that fits.
    pub fn find(&self, line: &Folded) -> Option<&FurnitureRow> {
        let mut best: Option<&FurnitureRow> = None;
        for (at, word) in line.words().enumerate() {
            for row in self.first.get(word).into_iter().flatten().filter_map(|&index| self.rows.get(index)) {
                if row.fits(line, at) && best.is_none_or(|best| best.words.len() < row.words.len()) {
                    best = Some(row);
                }
            }
        }
        best
    }

    /// The row of a picture credit (`Sputnik`, `AP`, `Anadolu Agency`), written as a name is.
    pub fn credit(&self, name: &str) -> Option<&str> {
        let capital = name.starts_with(char::is_uppercase);
        self.credits.get(&fold(name)).filter(|_| capital || name.contains(' ')).map(String::as_str)
    }

    /// Whether a word, in small letters, is one of the commonest of running English.
    pub fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether an English sentence can end in this word, in small letters.
    pub fn can_end(&self, word: &str) -> bool {
        !self.cannot_end.contains(word)
    }
}

fn read_rows(table: &Table<'_>) -> Result<Vec<FurnitureRow>, LexiconError> {
    let [id, phrase, place, most, does, sentence] =
        table.positions(["id", "phrase", "where", "most", "does", "sentence"])?;
    let read = |row: Row<'_>| {
        let place = match row.cell(place) {
            "whole" => Place::Whole,
            "start" => Place::Start,
            "label" => Place::Label,
            "inside" => Place::Inside,
            "end" => Place::End,
            other => return Err(row.error(format!("where is {other:?}; expected whole, start, label, inside or end"))),
        };
        let does = match row.cell(does) {
            "line" => LineKind::Line,
            "section" => LineKind::Section,
            "caption" => LineKind::Caption,
            "byline" => LineKind::Byline,
            other => return Err(row.error(format!("does is {other:?}; expected line, section, caption or byline"))),
        };
        let most =
            row.cell(most).parse().map_err(|_| row.error("most is no number; expected the most words of the line"))?;
        let words: Vec<String> =
            row.cell(phrase).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return Err(row.error("no phrase; expected its words in small letters"));
        }
        Ok(FurnitureRow {
            id: row.cell(id).to_owned(),
            words,
            place,
            most,
            does,
            sentence: row.cell(sentence) == "yes",
        })
    };
    table.rows().map(read).collect()
}

impl FurnitureRow {
    /// Whether the phrase stands at word `at` of the line, and the line is one of the page.
    fn fits(&self, line: &Folded, at: usize) -> bool {
        let count = line.words.len();
        let end = at + self.words.len();
        let placed = match self.place {
            Place::Whole => at == 0 && end == count,
            Place::Start => at == 0,
            Place::Label => at == 0 && line.words.get(end - 1).is_some_and(|word| word.label),
            Place::Inside => true,
            Place::End => end == count,
        };
        // "By signing up to the deal, Tehran would gain much." speaks to nobody: it belongs to the report.
        let of_page = self.sentence || self.place == Place::Whole || line.addresses || !line.sentence;
        let spoken = line.quoted && count > SHORT && self.does != LineKind::Caption;
        placed && count <= self.most && of_page && !spoken && line.starts_with(at, &self.words)
    }
}

/// Small letters and single blanks.
fn fold(name: &str) -> String {
    let folded = Folded::new(name);
    folded.words().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn found(line: &str) -> Option<&'static str> {
        Lexicon::embedded().furniture.find(&Folded::new(line)).map(|row| row.id.as_str())
    }

    #[test]
    fn every_example_fires_its_row() {
        let files = Files::embedded();
        let (mut count, mut silent) = (0, Vec::new());
        for table in files.tables("en/furniture.tsv").expect("it is well formed") {
            let [id, example] = table.positions(["id", "example"]).expect("it has these columns");
            for row in table.rows() {
                let line: String = row.cell(example).replace(['[', ']'], "");
                let words = row.cell(example).split(['[', ']']).nth(1).map(fold);
                let known = Lexicon::embedded().furniture.rows.iter().find(|known| known.id == row.cell(id));
                let known = known.expect("every row is loaded");
                assert_eq!(words, Some(known.words.join(" ")), "{}: the words in brackets", row.cell(id));
                let folded = Folded::new(&line);
                if !(0..folded.words.len()).any(|at| known.fits(&folded, at)) {
                    silent.push(format!("{}: {line}", row.cell(id)));
                }
                count += 1;
            }
        }
        assert!(count > 400);
        assert!(silent.is_empty(), "rows that their example does not fire:\n{}", silent.join("\n"));
    }

    #[test]
    fn rows_are_sorted_and_told_apart() {
        let files = Files::embedded();
        for path in ["en/furniture.tsv", "en/function_words.tsv", "credits.tsv"] {
            for table in files.tables(path).expect("it is well formed") {
                let id = table.column("id").expect("it has ids");
                let ids: Vec<&str> = table.rows().map(|row| row.cell(id)).collect();
                assert!(ids.is_sorted_by(|a, b| a < b), "{path}: ids are sorted and unique");
            }
        }
    }

    #[test]
    fn reports_are_not_furniture() {
        for line in [
            "The Kremlin sent a reply.",
            "Leave a reply unanswered and the other side will draw its own conclusions, a diplomat said.",
            "By signing up to the deal, Tehran would gain access to frozen funds.",
            "Hamas rejected the terms and conditions of the proposal.",
            "He wrote on Twitter at midnight that talks had failed.",
            "Share prices fell.",
            "Follow-up talks are planned for Sunday in Muscat.",
            "\"You can unsubscribe from history, but history will not leave you alone,\" the minister said.",
            "Read more closely, the statement leaves room for talks.",
            "Related sanctions were lifted in 2016.",
            "Comments by the minister drew anger in Tehran.",
            "The minister will not comment.",
            "Advertisements for the rally were banned.",
            "File a complaint with the court, the lawyer told them.",
            "Subscribe to the theory or not, Tehran has changed course.",
            "Watch what they do, the envoy said.",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn credits_are_known_by_name() {
        let furniture = &Lexicon::embedded().furniture;
        assert_eq!(furniture.credit("SPUTNIK"), Some("credits.sputnik"));
        assert_eq!(furniture.credit("IAEA"), None);
        assert_eq!(furniture.credit("ePA"), None);
        assert!(furniture.is_common("the") && !furniture.can_end("the") && furniture.can_end("said"));
    }
}
