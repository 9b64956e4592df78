//! The outlet's own colouring of words: names in scare quotes, loaded labels, words that keep a distance.
//!
//! "The war erupted after the Israeli occupation launched …" → a loaded label about ISR, plainly "Israel". Words that a speaker is
//! quoted with are the speaker's, not the outlet's, and are left out.

use super::desk::Desk;
use demarche_language::Pos;
use demarche_lexicon::Label;
use demarche_model::{Actor, Evidence, Framing, FramingKind, Span};
use std::ops::Range;

/// A word as written, hyphens included: "Israeli-initiated" is one.
struct Word {
    lower: String,
    lemma: String,
    tokens: Range<usize>,
    span: Span,
}

/// Finds scare quotes, loaded labels and distancing, in text order.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Framing> {
    let mut found = scare_quotes(desk);
    let words = words(desk);
    for at in 0..words.len() {
        found.extend(label(desk, &words, at));
        found.extend(distancing(desk, &words, at));
    }
    found.sort_by_key(|framing| (framing.span, framing.evidence.rule));
    found.dedup_by(|later, first| later.kind == first.kind && first.span.overlaps(later.span));
    found
}

/// # F010 scare quotes
///
/// A name in quotation marks whose mention is an actor with a country.
fn scare_quotes(desk: &Desk<'_>) -> Vec<Framing> {
    let quotes =
        desk.quotes.iter().filter(|quotation| quotation.depth == 0 && super::scare::is_scare_quote(desk, quotation));
    quotes
        .filter_map(|quotation| {
            let actor = actor_in(desk, quotation.inner).filter(|actor| actor.country.is_some())?;
            let evidence =
                Evidence { spans: vec![quotation.outer], rule: "F010 scare-quotes", rows: vec![actor.id.clone()] };
            Some(Framing {
                kind: FramingKind::ScareQuotes,
                about: actor.country.clone(),
                span: quotation.outer,
                plain: actor.name.clone(),
                evidence,
            })
        })
        .collect()
}

/// # F020 loaded label
///
/// A row of the list of labels in the outlet's own words; `*` stands for a name whose mention has a country.
fn label(desk: &Desk<'_>, words: &[Word], at: usize) -> Option<Framing> {
    let first = words.get(at)?;
    let rows = desk.reading.lexicon.speech.labels_from(&first.lower).chain(desk.reading.lexicon.speech.open_labels());
    let (row, length) = rows
        .filter_map(|row| fits(desk, words, at, row).map(|length| (row, length)))
        .max_by_key(|&(_, length)| length)?;
    let last = words.get(at + length - 1)?;
    let span = first.span.cover(last.span);
    if desk.is_quoted(first.tokens.start) {
        return None;
    }
    let named = actor_in(desk, first.span).and_then(|actor| actor.country.clone());
    let about = match row.about.as_str() {
        "adjective" => Some(named?),
        "" => named,
        country => Some(country.to_owned()),
    };
    let evidence = Evidence { spans: vec![span], rule: "F020 loaded-label", rows: vec![row.id.clone()] };
    Some(Framing { kind: FramingKind::LoadedLabel, about, span, plain: row.plain.clone(), evidence })
}

/// The number of words of a label that stands at a word.
fn fits(desk: &Desk<'_>, words: &[Word], at: usize, row: &Label) -> Option<usize> {
    for (step, pattern) in row.words.iter().enumerate() {
        let word = words.get(at + step)?;
        let same = match pattern.strip_prefix('*') {
            Some("") => actor_in(desk, word.span).is_some_and(|actor| actor.country.is_some()),
            Some(end) => word.lower.ends_with(end) && word.lower.len() > end.len(),
            None => word.lower == *pattern || word.lemma == *pattern,
        };
        if !same {
            return None;
        }
    }
    Some(row.words.len())
}

/// # F030 distancing
///
/// "so-called", "self-proclaimed" with the words after them.
fn distancing(desk: &Desk<'_>, words: &[Word], at: usize) -> Option<Framing> {
    let word = words.get(at)?;
    let row = desk.reading.lexicon.speech.distancing.starting_with(&word.lower).find(|row| row.words.len() == 1)?;
    let next = words.get(at + 1)?;
    if row.group != "self-name" || desk.is_quoted(word.tokens.start) {
        return None;
    }
    let noun = words.get(at + 1..(at + 6).min(words.len()))?.iter().find(|word| {
        matches!(desk.token(word.tokens.end - 1).pos, Pos::Noun | Pos::Propn)
            && desk.parse.sentence_of(word.tokens.start) == desk.parse.sentence_of(next.tokens.start)
    })?;
    let span = word.span.cover(noun.span);
    let about = actor_in(desk, next.span.cover(noun.span)).and_then(|actor| actor.country.clone());
    let plain = next.span.cover(noun.span).of(desk.text).to_owned();
    let evidence = Evidence { spans: vec![span], rule: "F030 distancing", rows: vec![row.id.clone()] };
    Some(Framing { kind: FramingKind::Distancing, about, span, plain, evidence })
}

/// The actor of the first mention that shares words with a span.
fn actor_in<'d>(desk: &'d Desk<'_>, span: Span) -> Option<&'d Actor> {
    let mentions = desk.reading.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < span.start).saturating_sub(1);
    let near = mentions.get(from..).unwrap_or_default().iter().take_while(|mention| mention.span.start < span.end);
    near.filter(|mention| mention.span.overlaps(span)).find_map(|mention| mention.actor.as_ref())
}

/// The words of the report, hyphenated ones joined.
fn words(desk: &Desk<'_>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut joined = false;
    for token in 0..desk.len() {
        let it = desk.token(token);
        let hyphen = matches!(desk.word(token), "-" | "‑" | "–");
        let touches = words.last().is_some_and(|word| word.span.end == it.start);
        if hyphen {
            joined = touches && !it.space_after;
            continue;
        }
        if desk.is_blank(token) {
            joined = false;
            continue;
        }
        let lower = desk.word(token).to_lowercase();
        if joined && let Some(word) = words.last_mut() {
            word.lower.push('-');
            word.lower.push_str(&lower);
            word.lemma.clone_from(&word.lower);
            word.tokens.end = token + 1;
            word.span.end = it.end;
        } else {
            let span = desk.span(token);
            words.push(Word { lower, lemma: it.lemma.to_lowercase(), tokens: token..token + 1, span });
        }
        joined = false;
    }
    words
}
