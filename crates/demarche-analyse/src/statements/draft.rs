//! What a rule hands in: a cue with its source and its content, still as tokens.

use super::desk::{CueHit, Desk};
use super::sense::is_sensible;
use demarche_language::{Dep, Pos};
use demarche_lexicon::CueKind;
use demarche_model::Span;
use std::ops::Range;

/// The rule of what is left without a word, where the words of silence may be all there is to show.
pub(super) const SILENCE: &str = "S006 silence";
/// The rule of stances, where the word of the stance may be all there is to show: "Verania rejoiced".
pub(super) const STANCE: &str = "S064 stance";

/// Who a rule says is speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The noun phrase with this head.
    Phrase(usize),
    /// Whoever speaks in the sentences around.
    Context,
    /// Nobody is named ("is said to have").
    Nobody,
}

/// A statement in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    /// The rule.
    pub(super) rule: &'static str,
    /// The cue; none for an orphan quotation.
    pub(super) hit: Option<CueHit<'a>>,
    /// A mark that stands for a cue: the colon of a headline.
    pub(super) mark: Option<usize>,
    /// Who speaks.
    pub(super) source: Source,
    /// What is said: token ranges in order, without overlap.
    pub(super) content: Vec<Range<usize>>,
}

/// All statements in the making, with what they have claimed.
pub(super) struct Drafts<'a> {
    pub(super) made: Vec<Draft<'a>>,
    cue_taken: Vec<bool>,
    quote_taken: Vec<bool>,
}

impl<'a> Drafts<'a> {
    pub(super) fn new(desk: &Desk<'_>) -> Self {
        Self { made: Vec::new(), cue_taken: vec![false; desk.len()], quote_taken: vec![false; desk.quotes.len()] }
    }

    /// Whether a cue at this token is still free.
    pub(super) fn is_free(&self, token: usize) -> bool {
        !self.cue_taken.get(token).copied().unwrap_or(true)
    }

    /// Whether a quotation is still without a speaker.
    pub(super) fn is_quote_free(&self, quotation: usize) -> bool {
        !self.quote_taken.get(quotation).copied().unwrap_or(true)
    }

    /// Marks a token as no cue of its own.
    pub(super) fn take(&mut self, token: usize) {
        if let Some(taken) = self.cue_taken.get_mut(token) {
            *taken = true;
        }
    }

    /// Adds a quotation to a statement already made.
    pub(super) fn extend(&mut self, draft: usize, quotation: usize, tokens: Range<usize>) {
        if let Some(draft) = self.made.get_mut(draft) {
            draft.content.push(tokens);
            draft.content.sort_by_key(|range| range.start);
        }
        if let Some(taken) = self.quote_taken.get_mut(quotation) {
            *taken = true;
        }
    }

    /// Lets the last piece of a statement's content reach to `end`, past a quotation that it takes in.
    pub(super) fn extend_to(&mut self, rule: &'static str, draft: usize, quotation: usize, end: usize) {
        if let Some(draft) = self.made.get_mut(draft) {
            draft.rule = rule;
            if let Some(last) = draft.content.last_mut() {
                last.end = last.end.max(end);
            }
        }
        if let Some(taken) = self.quote_taken.get_mut(quotation) {
            *taken = true;
        }
    }

    /// "The ministry said the road was open, according to the agency": the relay at the end is no part of what the ministry said.
    fn before_relay(&self, desk: &Desk<'_>, range: Range<usize>, hit: Option<CueHit<'_>>) -> Range<usize> {
        let Some(cue) = hit.map(|hit| hit.token) else { return range };
        let relay = self.made.iter().find_map(|draft| {
            let (own, Source::Phrase(source)) = (draft.hit?, draft.source) else { return None };
            let relayed =
                own.cue.kind == CueKind::Preposition && draft.content.iter().any(|piece| piece.contains(&cue));
            let last = (source + 1..range.end)
                .all(|token| desk.is_blank(token) || desk.parse.subtree(source).contains(&token));
            (relayed && range.contains(&own.token) && source < range.end && last).then_some(own.token)
        });
        range.start..relay.unwrap_or(range.end)
    }

    /// Takes a statement in; its cue and the quotations in its content are claimed. Nothing is taken in without content.
    pub(super) fn push(&mut self, desk: &Desk<'_>, draft: Draft<'a>) {
        let Draft { rule, hit, mark, source, content } = draft;
        let content = content.into_iter().map(|range| self.before_relay(desk, range, hit)).collect();
        let own = if matches!(rule, SILENCE | STANCE) { None } else { hit.map(|hit| hit.token).or(mark) };
        let content = tidy(desk, content, own);
        let draft = Draft { rule, hit, mark, source, content };
        if draft.content.is_empty() || !is_sensible(desk, &draft) {
            return;
        }
        if let Some(hit) = hit {
            self.take(hit.token);
        }
        // A cue among quoted words speaks for somebody else: the quotation still wants a speaker of its own.
        let own = hit.and_then(|hit| desk.region(hit.token));
        for range in &draft.content {
            for token in range.clone() {
                if let Some(region) = desk.region(token).filter(|&region| Some(region) != own)
                    && let Some(taken) = self.quote_taken.get_mut(region)
                {
                    *taken = true;
                }
            }
        }
        self.made.push(draft);
    }
}

/// Ranges without blanks at their ends, widened to the quotations they enter, in order, without overlap, without the cue.
fn tidy(desk: &Desk<'_>, content: Vec<Range<usize>>, cue: Option<usize>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = content.into_iter().map(|range| widen(desk, trim(desk, range), cue)).collect();
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged.retain(|range| cue.is_none_or(|cue| !range.contains(&cue)));
    merged
}

/// Drops blanks and joining words at both ends: "that" before what was said, the "and" that leads to the speaker's next act.
pub(super) fn trim(desk: &Desk<'_>, range: Range<usize>) -> Range<usize> {
    let mut range = range.start..range.end.min(desk.len());
    loop {
        if range.is_empty() {
            return range;
        }
        let first = range.start;
        let it = desk.token(first);
        let joins = it.dep == Dep::Mark && it.norm == "that"
            || it.dep == Dep::Cc
            || (it.pos == Pos::Cconj && it.dep != Dep::Preconj);
        if desk.is_blank(first) || joins {
            range.start += 1;
        } else if desk.is_blank(range.end - 1) || leads_on(desk, range.end - 1) {
            range.end -= 1;
        } else {
            return range;
        }
    }
}

/// An "and" outside of quotations, which belongs to what follows.
fn leads_on(desk: &Desk<'_>, last: usize) -> bool {
    desk.token(last).dep == Dep::Cc && !desk.is_quoted(last)
}

/// Takes in the whole of each quotation that the range enters, unless the cue stands in it.
fn widen(desk: &Desk<'_>, range: Range<usize>, cue: Option<usize>) -> Range<usize> {
    if range.is_empty() {
        return range;
    }
    let cue_region = cue.and_then(|cue| desk.region(cue));
    let mut wide = range.clone();
    for edge in [range.start, range.end - 1] {
        let Some(region) = desk.region(edge).filter(|&region| Some(region) != cue_region) else { continue };
        let Some(quotation) = desk.quotes.get(region) else { continue };
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        // An unclosed quotation has no end of its own to widen to.
        if !quotation.closed && edge == range.end - 1 {
            continue;
        }
        if !tokens.is_empty() {
            wide = wide.start.min(tokens.start)..wide.end.max(tokens.end);
        }
    }
    wide
}

/// The bytes of a piece of content: without the marks if it lies in one quotation, with both marks of each quotation inside.
pub(super) fn piece_span(desk: &Desk<'_>, range: &Range<usize>) -> Span {
    let (start, end) = desk.parse.bytes(range.clone());
    let mut span = Span::new(start, end);
    for token in [range.start, range.end.saturating_sub(1)] {
        let Some(quotation) = desk.region(token).and_then(|region| desk.quotes.get(region)) else { continue };
        let inner = quotation.inner;
        let whole = inner.contains(span) || span.start >= inner.start && quotation.outer.contains(span);
        if whole {
            return Span::new(span.start.max(inner.start), full_stop(desk, range, inner));
        }
        if span.start <= inner.start && span.end >= inner.end.saturating_sub(1)
            || span.start >= inner.start && span.start < inner.end
        {
            let first = range.start;
            let opens_here = desk.parse.token_at(inner.start) == first;
            if opens_here || quotation.outer.start >= span.start {
                span = span.cover(quotation.outer);
            }
        }
    }
    span
}

/// The end of a piece inside a quotation: with the stop of its last sentence, if that stands in the quotation too.
fn full_stop(desk: &Desk<'_>, range: &Range<usize>, inner: Span) -> u32 {
    let (_, end) = desk.parse.bytes(range.clone());
    let stops = desk
        .parse
        .tokens
        .get(range.end)
        .filter(|it| it.end <= inner.end && matches!(it.norm.as_str(), "." | "?" | "!" | "…" | "..."));
    stops.map_or(end, |it| it.end).min(inner.end.max(end))
}
