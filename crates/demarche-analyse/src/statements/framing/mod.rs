//! The outlet's own colouring of words: names in scare quotes, loaded labels, words that keep a distance.
//!
//! "The Israeli occupation closed the road" → a loaded label about ISR, plainly "Israel". Words that a speaker is
//! quoted with are the speaker's, not the outlet's, and are left out.

mod about;
mod agentless;
mod labels;
mod marks;

pub(super) use agentless::find as find_agentless;

use super::desk::Desk;
use demarche_model::{Framing, Span, Statement};
use std::ops::Range;

/// A word as written, hyphens included: "Israeli-initiated" is one.
struct Word {
    lower: String,
    lemma: String,
    tokens: Range<usize>,
    span: Span,
}

/// Finds scare quotes, loaded labels and distancing, in text order.
pub(super) fn find(desk: &Desk<'_>, statements: &[Statement]) -> Vec<Framing> {
    let mut found = marks::names(desk);
    found.extend(marks::words(desk, statements));
    let words = words(desk);
    for at in 0..words.len() {
        found.extend(labels::label(desk, &words, at));
        found.extend(labels::distancing(desk, &words, at));
    }
    found.sort_by_key(|framing| (framing.span, framing.evidence.rule));
    found.dedup_by(|later, first| later.kind == first.kind && first.span.overlaps(later.span));
    found
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
