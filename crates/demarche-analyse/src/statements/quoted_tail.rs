//! Quoted words further on in the sentence of a statement, which the tree hangs elsewhere.
//!
//! "He said the road would be closed “even if the snow melts”, and “for good”" → both fragments belong to what he said.

use super::desk::Desk;
use super::draft::{Draft, Drafts, trim};
use std::ops::Range;

/// How many words may stand between what a rule read and the quoted words.
const GAP: usize = 8;

/// How many where a clause of its own, joined by "but" or "and", leads to them: "…, but he knew the law would be “a dead letter”".
const CLAUSE_GAP: usize = 20;

/// Rule S065; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for index in 0..drafts.made.len() {
        while let Some((quotation, tokens)) = drafts.made.get(index).and_then(|draft| next(desk, drafts, draft)) {
            drafts.extend_to("S065 quoted-tail", index, quotation, tokens.end);
        }
    }
}

/// The next quotation that belongs to a draft.
fn next(desk: &Desk<'_>, drafts: &Drafts<'_>, draft: &Draft<'_>) -> Option<(usize, Range<usize>)> {
    let hit = draft.hit.filter(|hit| desk.region(hit.token).is_none())?;
    let end = draft.content.last().filter(|last| last.start > hit.token)?.end;
    let sentence = desk.sentence(hit.token);
    if end <= sentence.start || end >= sentence.end {
        return None;
    }
    let joined = (end..(end + 3).min(sentence.end))
        .find(|&token| !desk.is_blank(token))
        .is_some_and(|token| desk.is_word(token, &["but", "and"]));
    let gap = if joined { CLAUSE_GAP } else { GAP };
    let first =
        (end..sentence.end.min(end + gap)).find(|&token| desk.region(token).is_some() && !desk.is_blank(token))?;
    let region = desk.region(first).filter(|&region| drafts.is_quote_free(region))?;
    let quotation = desk.quotes.get(region)?;
    if first >= end + GAP && desk.is_scare(region) {
        return None;
    }
    let between = end..first;
    // "said she has one wish: “…”"
    let colon = |token: usize| desk.word(token) == ":" && (token + 1..first).all(|next| desk.is_blank(next));
    let clear = between
        .clone()
        .all(|token| drafts.is_free(token) && (!matches!(desk.word(token), ";" | ":" | "(" | ")") || colon(token)))
        && !between
            .clone()
            .any(|token| desk.hits_at(token).iter().any(|hit| hit.cue.kind == demarche_lexicon::CueKind::Verb));
    let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
    (clear && tokens.end > end && tokens.start < sentence.end).then_some((region, tokens))
}
