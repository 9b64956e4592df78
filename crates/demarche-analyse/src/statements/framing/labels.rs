//! Words with a view built in, and words that keep a distance, in the outlet's own voice.
//!
//! "the Zionist entity" → a loaded label about ISR, plainly "Israel"; "the self-proclaimed republic" → distancing.

use super::Word;
use super::about::{actor_in, near};
use crate::statements::desk::Desk;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{Frame, Label};
use demarche_model::{Evidence, Framing, FramingKind};

/// Rule F020; [`crate::rules`] has its page.
pub(super) fn label(desk: &Desk<'_>, words: &[Word], at: usize) -> Option<Framing> {
    let first = words.get(at)?;
    let speech = &desk.reading.lexicon.speech;
    let singular = first.lower.strip_suffix('s').unwrap_or_default();
    let lemma = if first.lemma == first.lower || first.lemma == singular { "" } else { &first.lemma };
    let rows = [first.lower.as_str(), singular, lemma].into_iter().flat_map(|word| speech.labels_from(word));
    let rows = rows.chain(speech.open_labels());
    let (row, length) = rows.filter_map(|row| fits(desk, words, at, row).map(|length| (row, length))).max_by_key(
        |&(row, length)| {
            let exact = row.words.first() == Some(&first.lower);
            (length, row.words.iter().all(|word| !word.starts_with('*')), exact)
        },
    )?;
    let last = words.get(at + length - 1)?;
    let span = first.span.cover(last.span);
    if desk.is_quoted(first.tokens.start) || is_called(desk, first.tokens.start..last.tokens.end) {
        return None;
    }
    let named = actor_in(desk, first.span).and_then(|actor| actor.country.clone());
    let about = match row.about.as_str() {
        "adjective" => Some(named?),
        "" => named,
        "near" => near(desk, first.tokens.start..last.tokens.end),
        country => Some(country.to_owned()),
    };
    let evidence = Evidence { spans: vec![span], rule: "F020 loaded-label", rows: vec![row.id.clone()] };
    Some(Framing { kind: FramingKind::LoadedLabel, about, span, plain: row.plain.clone(), evidence })
}

/// "called it an unprovoked attack", "what he described as aggression": somebody else's word.
fn is_called(desk: &Desk<'_>, tokens: std::ops::Range<usize>) -> bool {
    let Some(top) = tokens.clone().find(|&at| desk.parse.head(at).is_none_or(|head| !tokens.contains(&head))) else {
        return false;
    };
    let calls = |verb: usize| {
        let hits = desk.hits_at(verb).iter();
        hits.into_iter().any(|hit| hit.cue.takes(Frame::Small) || hit.cue.takes(Frame::As))
    };
    desk.parse.head(top).is_some_and(|head| match desk.token(top).dep {
        Dep::Oprd | Dep::Ccomp | Dep::Xcomp | Dep::Attr | Dep::Acomp => calls(head) && head < top,
        Dep::Pobj => desk.token(head).norm == "as" && desk.parse.head(head).is_some_and(calls),
        _ => false,
    })
}

/// The number of words of a label that stands at a word.
fn fits(desk: &Desk<'_>, words: &[Word], at: usize, row: &Label) -> Option<usize> {
    for (step, pattern) in row.words.iter().enumerate() {
        let word = words.get(at + step)?;
        let same = match pattern.strip_prefix('*') {
            Some("") => actor_in(desk, word.span).is_some_and(|actor| actor.country.is_some()),
            Some(end) => word.lower.ends_with(end) && word.lower.len() > end.len(),
            // A plural that the tagger takes for a name keeps its ending.
            None => word.lower == *pattern || word.lemma == *pattern || word.lower.strip_suffix('s') == Some(pattern),
        };
        if !same {
            return None;
        }
    }
    Some(row.words.len())
}

/// Rule F030; [`crate::rules`] has its page.
pub(super) fn distancing(desk: &Desk<'_>, words: &[Word], at: usize) -> Option<Framing> {
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
    // "the so-called “Rising Sun” operation": a name in marks is taken whole.
    let named = desk.region(noun.tokens.start).and_then(|region| desk.quotes.get(region));
    let noun_span = named.map_or(noun.span, |quotation| noun.span.cover(quotation.outer));
    let span = word.span.cover(noun_span);
    let about = near(desk, next.tokens.start..noun.tokens.end);
    let plain = named.map_or_else(|| next.span.cover(noun.span), |quotation| quotation.inner).of(desk.text).to_owned();
    let evidence = Evidence { spans: vec![span], rule: "F030 distancing", rows: vec![row.id.clone()] };
    Some(Framing { kind: FramingKind::Distancing, about, span, plain, evidence })
}
