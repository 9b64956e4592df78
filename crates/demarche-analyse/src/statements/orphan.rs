//! Quotations that no cue claims.

use super::beside::{after, before, is_title, starts_utterance};
use super::desk::Desk;
use super::draft::{Draft, Drafts, Source, trim};
use crate::actors::party_for;
use demarche_language::{Dep, Pos};
use demarche_model::ActorKind;
use std::ops::Range;

/// Rule S900; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for index in 0..desk.quotes.len() {
        let Some(quotation) = desk.quotes.get(index).filter(|quotation| quotation.depth == 0) else { continue };
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        if !drafts.is_quote_free(index) || tokens.is_empty() || !is_utterance(desk, index, &tokens) {
            continue;
        }
        let thread = thread_before(desk, drafts, &tokens).or_else(|| paragraph_before(desk, drafts, index));
        match thread {
            Some(draft) => drafts.extend(draft, index, tokens),
            None => drafts.push(
                desk,
                Draft {
                    rule: "S900 orphan-quotation",
                    hit: None,
                    mark: None,
                    source: actor_before(desk, &tokens).map_or(Source::Context, Source::Phrase),
                    content: vec![tokens],
                },
            ),
        }
    }
}

/// Whether a quotation is made of whole sentences.
fn is_utterance(desk: &Desk<'_>, index: usize, tokens: &Range<usize>) -> bool {
    let Some(quotation) = desk.quotes.get(index) else { return false };
    let words = tokens.clone().filter(|&token| !desk.is_blank(token)).count();
    if words < 4 || !starts_utterance(desk, tokens) || is_appended(desk, tokens) {
        return false;
    }
    let stop = quotation.inner.of(desk.text).trim_end().ends_with(['.', '!', '?', '…', ',', '—']);
    let paragraph = desk.paragraphs.get(quotation.paragraph).copied().unwrap_or_default();
    let fills = paragraph.end.saturating_sub(quotation.outer.end) <= 2;
    let verb = tokens.clone().any(|token| desk.is_verb(token));
    verb && !is_title(desk, tokens) && (stop || !quotation.closed || fills)
}

/// "Orlov's column, “Tell us your story,” is blunt": a title between the noun and its verb.
fn is_appended(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let comma = before(desk, tokens).filter(|&comma| desk.word(comma) == ",");
    let noun =
        comma.and_then(|comma| desk.previous(comma)).is_some_and(|noun| matches!(desk.token(noun).pos, Pos::Noun));
    let verb = after(desk, tokens).is_some_and(|verb| desk.is_finite(verb) && desk.token(verb).pos == Pos::Aux);
    noun && verb
}

/// The statement of the same paragraph that a quotation goes on with: the last one that ends before it.
fn thread_before(desk: &Desk<'_>, drafts: &Drafts<'_>, tokens: &Range<usize>) -> Option<usize> {
    let paragraph = desk.paragraph(tokens.start);
    let ends =
        |index: usize| drafts.made.get(index).and_then(|draft| draft.content.last()).map_or(0, |range| range.end);
    let reach = |index: usize| {
        let draft = drafts.made.get(index);
        let cue = draft.and_then(|draft| draft.hit).map_or(0, |hit| desk.sentence(hit.token).end);
        ends(index).max(cue)
    };
    (0..drafts.made.len())
        .filter(|&index| {
            // Another sentence between them breaks the thread, unless it goes on about the same speaker.
            let from = reach(index);
            from >= tokens.start
                || stays_with(desk, drafts, index, from, tokens.start)
                || (from..tokens.start).all(|token| desk.is_blank(token) || desk.region(token).is_some())
        })
        .filter(|&index| {
            drafts.made.get(index).is_some_and(|draft| {
                draft.content.iter().all(|range| range.end <= tokens.start && desk.paragraph(range.start) == paragraph)
                    && draft.hit.is_none_or(|hit| desk.region(hit.token).is_none() && hit.token < tokens.start)
                    && draft.source != Source::Nobody
            })
        })
        .max_by_key(|&index| ends(index))
}

/// "“…,” Orlov said. He named nobody. “…”": one sentence between two quotations, whose subject takes up the first one's speaker.
fn stays_with(desk: &Desk<'_>, drafts: &Drafts<'_>, index: usize, from: usize, quotation: usize) -> bool {
    let Some(draft) = drafts.made.get(index) else { return false };
    let Source::Phrase(speaker) = draft.source else { return false };
    let direct = draft.rule.starts_with("S010") || draft.rule.starts_with("S015");
    let Some(first) = (from..quotation).find(|&token| !desk.is_blank(token)) else { return false };
    let sentence = desk.sentence(first);
    let Some(subject) = actor_of(desk, first) else { return false };
    let pronoun = matches!(desk.token(subject).norm.as_str(), "he" | "she") && subject == first;
    let actor = |token: usize| party_for(desk.reading, token).actor;
    direct
        && pronoun
        && (sentence.end..quotation).all(|token| desk.is_blank(token))
        && sentence.clone().all(|token| desk.region(token).is_none() || desk.is_blank(token))
        && actor(subject).is_some()
        && actor(subject) == actor(speaker)
}

/// "Orlov named the poor as his reason. “They are tired.”": who acts in the sentence right before a quotation, in its paragraph.
fn actor_before(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<usize> {
    let last = before(desk, tokens).filter(|&stop| desk.is_word(stop, &["."]) && desk.region(stop).is_none())?;
    let subject = actor_of(desk, last)?;
    let actor = party_for(desk.reading, subject).actor?;
    matches!(actor.kind, ActorKind::Person | ActorKind::Office).then_some(subject)
}

/// The subject of the main verb of a token's sentence.
fn actor_of(desk: &Desk<'_>, token: usize) -> Option<usize> {
    let root = desk.sentence(token).find(|&top| desk.token(top).dep == Dep::Root && desk.is_verb(top))?;
    desk.parse.child(root, Dep::Nsubj).filter(|&subject| subject < root && desk.region(subject).is_none())
}

/// The statement of the paragraph before that a quotation goes on with: direct words, which end that paragraph but for their cue,
/// where the quotation is a paragraph of its own.
fn paragraph_before(desk: &Desk<'_>, drafts: &Drafts<'_>, index: usize) -> Option<usize> {
    let quotation = desk.quotes.get(index)?;
    let here = desk.paragraphs.get(quotation.paragraph)?;
    let fills = quotation.outer.start <= here.start + 1 && here.end <= quotation.outer.end + 1;
    let before = quotation.paragraph.checked_sub(1)?;
    let last = desk.paragraphs.get(before).filter(|_| fills)?.end;
    drafts.made.iter().position(|draft| {
        let ends = draft.content.last().map_or(0, |range| range.end);
        let cue = draft.hit.map_or(0, |hit| desk.sentence(hit.token).end);
        let reach = desk.parse.bytes(0..ends.max(cue).min(desk.len())).1;
        let quoted = draft
            .content
            .iter()
            .all(|range| desk.region(range.start).is_some() && desk.region(range.end - 1).is_some());
        // A label of a transcript ("ORLOV: We wait.") may stand inside the marks.
        let outer = draft.mark.is_some() || draft.hit.is_some_and(|hit| desk.region(hit.token).is_none());
        let near = draft.content.last().is_some_and(|range| desk.paragraph(range.start) == before);
        quoted && outer && near && reach + 3 >= last && draft.source != Source::Nobody
    })
}
