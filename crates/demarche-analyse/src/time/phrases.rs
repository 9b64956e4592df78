//! Fixed phrases and named days of the lists: "recently", "the past", "these days", "Christmas Eve", "Thanksgiving".
//!
//! In: words. Out: the value that the row gives, or a day of the year.

use super::dates::{relation, year_after};
use super::reading::{Found, Meaning, Pieces, Relation, Scan, Year};
use super::tense::{self, Tense};
use super::words::Sense;
use demarche_lexicon::{PhrasePlace, PhraseSense, TimePhrase};
use demarche_model::TimeKind;
use std::ops::Range;

/// Rule T158; [`crate::rules`] has its page.
pub(super) fn phrase(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if in_title(scan, at) {
        return None;
    }
    let (row, end) = longest(scan, at, |row| matches!(row.sense, PhraseSense::Value(..)))?;
    let PhraseSense::Value(kind, value) = &row.sense else { return None };
    let kind = match kind.as_str() {
        "TIME" => TimeKind::Time,
        "DURATION" => TimeKind::Duration,
        "SET" => TimeKind::Set,
        _ => TimeKind::Date,
    };
    let meaning = match row.place {
        PhrasePlace::Future if !is_to_come(scan, at..end) => return None,
        PhrasePlace::Anywhere | PhrasePlace::Future => Meaning::Value(kind, value.clone()),
        PhrasePlace::Narrative => Meaning::StoryValue(kind, value.clone()),
    };
    Some(Found::new(at..end, meaning))
}

/// "the Lotus Daily": a capital inside a sentence after another makes a name.
fn in_title(scan: &Scan<'_>, at: usize) -> bool {
    let capital = |at: usize| scan.words.get(at).is_some_and(|word| word.capital);
    capital(at) && at.checked_sub(1).is_some_and(|before| scan.tag(before).starts_with("NNP"))
}

/// Whether the clause around these words is about what is to come.
fn is_to_come(scan: &Scan<'_>, words: Range<usize>) -> bool {
    let token = |at: usize| scan.words.get(at).map(|word| word.token as usize);
    let tokens = token(words.start).zip(words.end.checked_sub(1).and_then(token));
    tokens.is_some_and(|(first, last)| tense::clause(scan.parse, scan.lists, first..last + 1).tense == Tense::Future)
}

/// Rule T040; [`crate::rules`] has its page.
pub(super) fn named_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (relation, start) = relation(scan, at);
    let (row, end) = longest(scan, start, |row| matches!(row.sense, PhraseSense::Day(_)))?;
    let PhraseSense::Day(day) = row.sense else { return None };
    let (year, end) = year_after(scan, end).unwrap_or((Year::Open, end));
    let relation = if year == Year::Open { relation } else { Relation::Bare };
    Some(Found::new(at..end, Meaning::Date(Pieces { year, named: Some(day), relation, ..Pieces::default() })))
}

/// The longest row that stands at this place.
fn longest<'a>(scan: &Scan<'a>, at: usize, wanted: impl Fn(&TimePhrase) -> bool) -> Option<(&'a TimePhrase, usize)> {
    let word = scan.words.get(at).filter(|word| word.phrase)?;
    let entry = scan.lists.entry(&scan.form(at).to_lowercase())?;
    let rows = entry.phrases.iter().filter_map(|&number| scan.lists.phrase(number));
    let mut fitting = rows.filter(|row| wanted(row) && (!row.capital || word.capital));
    fitting.find_map(|row| stands(scan, at, row).map(|end| (row, end)))
}

/// Whether a row's words stand here with the tag it asks for; the position after them.
fn stands(scan: &Scan<'_>, at: usize, row: &TimePhrase) -> Option<usize> {
    let end = at + row.words.len();
    let same = row
        .words
        .iter()
        .enumerate()
        .all(|(i, word)| scan.sense(at + i) != Sense::Break && scan.form(at + i).eq_ignore_ascii_case(word));
    let tagged = row.tags.is_empty() || row.tags.iter().any(|tag| scan.tag(end - 1).starts_with(tag.as_str()));
    (same && tagged).then_some(end)
}
