//! Quotations with a cue beside them.
//!
//! "“We will wait,” Orlov said. “Then we act.”" → one statement in two pieces, with `said` for its cue.

use super::beside::{after, before, ends_in_comma, ends_open, starts_utterance};
use super::clause::set_off;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source, trim};
use super::lead::cue_before;
use super::source::is_document;
use super::tail::{cue_after, goes_on_unquoted};
use demarche_language::Dep;
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::collections::BTreeMap;
use std::ops::Range;

/// A cue with the quotations around it.
struct Found<'a> {
    hit: CueHit<'a>,
    source: Option<usize>,
    content: Vec<Range<usize>>,
}

/// Rule S010; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    let mut by_cue: BTreeMap<usize, Found<'a>> = BTreeMap::new();
    let mut running: Option<(usize, usize)> = None;
    for (index, quotation) in desk.quotes.iter().enumerate() {
        if quotation.depth > 0 {
            continue;
        }
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        if tokens.is_empty() || is_name(desk, index, &tokens) || !drafts.is_quote_free(index) {
            continue;
        }
        let led = cue_before(desk, &tokens, index);
        let found = match led {
            // "The visit is told in detail: “Here they come,” she said": the comma leads to who says it.
            Some((hit, _))
                if is_adjacent(desk, hit, &tokens)
                    && !(hit.cue.kind == CueKind::Noun && ends_in_comma(desk, &tokens)) =>
            {
                led
            }
            _ if starts_utterance(desk, &tokens) => cue_after(desk, &tokens).or(led),
            _ => led,
        };
        // "“Only you,” she said, would do so": the quotation is part of a clause that goes on; S040 reads it.
        let found = found.filter(|(hit, _)| !goes_on_unquoted(desk, hit.token, &tokens));
        if let Some((hit, source)) = found {
            by_cue.entry(hit.token).or_insert(Found { hit, source, content: Vec::new() }).content.push(tokens);
            running = Some((hit.token, index));
        } else if let Some((cue, last)) = running
            && goes_on(desk, cue, last, index, &tokens)
            && let Some(found) = by_cue.get_mut(&cue)
        {
            found.content.push(tokens);
            running = Some((cue, index));
        }
    }
    join_chains(desk, &mut by_cue);
    for Found { hit, source, content } in by_cue.into_values() {
        let by_first = content.iter().map(|range| range.start).min().unwrap_or(hit.token);
        let source = source.map_or(Source::Context, Source::Phrase);
        let content =
            content.into_iter().chain(led_into(desk, hit, by_first)).chain(denied(desk, hit, by_first)).collect();
        // "issued a statement: “…”": the verb only puts it out.
        let issues =
            desk.parse.head(hit.token).filter(|_| hit.cue.kind == CueKind::Noun && is_document(desk, hit.token));
        if let Some(verb) = issues.filter(|&verb| desk.is_verb(verb)) {
            drafts.take(verb);
        }
        drafts.push(desk, Draft { rule: "S010 quotation-with-cue", hit: Some(hit), mark: None, source, content });
    }
}

/// "denied ordering a raid: “…”": the deed that is denied goes with the quotation.
fn denied(desk: &Desk<'_>, hit: CueHit<'_>, quotation: usize) -> Option<Range<usize>> {
    let gerund = desk.parse.children_by(hit.token, Dep::Xcomp).find(|&child| child > hit.token && child < quotation)?;
    let colon = (gerund..quotation).find(|&token| desk.word(token) == ":")?;
    let denies = hit.cue.class == CueClass::Denial && desk.token(gerund).tag == "VBG";
    denies.then(|| hit.token + 1..colon)
}

/// "When they signalled a deal, Orlov said, “we were lost.”": a quotation that goes on with the unquoted words before its speaker has
/// these for its beginning.
fn led_into(desk: &Desk<'_>, hit: CueHit<'_>, quotation: usize) -> Option<Range<usize>> {
    if !desk.word(quotation).starts_with(char::is_lowercase) || quotation < hit.token {
        return None;
    }
    let (hole, _) = set_off(desk, hit.token)?;
    let start = desk.sentence(hit.token).start;
    let beside = (hole.end..quotation).all(|token| desk.is_blank(token));
    let plain = (start..hole.start).all(|token| desk.region(token).is_none());
    (beside && plain && start < hole.start).then_some(start..hole.start)
}

/// `as “The Daily Courier” wrote`: a name in marks, inside the clause that goes on with it.
fn is_name(desk: &Desk<'_>, index: usize, tokens: &Range<usize>) -> bool {
    desk.is_scare(index)
        && !starts_utterance(desk, tokens)
        && after(desk, tokens).is_some_and(|next| ends_open(desk, tokens, next).is_none() && desk.is_verb(next))
}

/// A quotation over several paragraphs whose cue stands in the last of them is that cue's from its beginning.
fn join_chains(desk: &Desk<'_>, by_cue: &mut BTreeMap<usize, Found<'_>>) {
    for index in (1..desk.quotes.len()).rev() {
        let (Some(first), Some(next)) = (desk.quotes.get(index - 1), desk.quotes.get(index)) else { continue };
        if !first.continued || first.depth > 0 {
            continue;
        }
        let tokens = trim(desk, desk.parse.tokens_in(first.inner.start, first.inner.end));
        let next = trim(desk, desk.parse.tokens_in(next.inner.start, next.inner.end));
        let holds = |found: &Found<'_>, tokens: &Range<usize>| found.content.contains(tokens);
        if tokens.is_empty() || by_cue.values().any(|found| holds(found, &tokens)) {
            continue;
        }
        if let Some(found) = by_cue.values_mut().find(|found| holds(found, &next)) {
            found.content.push(tokens);
        }
    }
}

/// Whether a verb stands right before a quotation, but for a comma, a colon or "that".
fn is_adjacent(desk: &Desk<'_>, hit: CueHit<'_>, tokens: &Range<usize>) -> bool {
    let between = hit.last + 1..tokens.start;
    between.len() <= 3 && between.into_iter().all(|token| desk.is_blank(token) || desk.token(token).norm == "that")
}

/// Whether a quotation without a cue of its own goes on with the one before: `"…," he said. "…"`.
fn goes_on(desk: &Desk<'_>, cue: usize, last: usize, index: usize, tokens: &Range<usize>) -> bool {
    let (Some(previous), Some(this)) = (desk.quotes.get(last), desk.quotes.get(index)) else { return false };
    if previous.paragraph != this.paragraph {
        return previous.continued && previous.paragraph + 1 == this.paragraph;
    }
    if joined_behind(desk, cue, tokens) {
        return true;
    }
    if !starts_utterance(desk, tokens)
        || has_own_tail(desk, tokens)
        || !desk
            .word(tokens.start)
            .starts_with(|c: char| c.is_uppercase() || c == '[' || c == '…' || c == '.' || c.is_numeric())
    {
        return false;
    }
    let from = desk.parse.token_at(previous.outer.end);
    let between = from..tokens.start;
    // The words between hold the cue, or nothing at all.
    let sentences = between
        .clone()
        .filter(|&token| matches!(desk.word(token), "." | "!" | "?") && desk.region(token).is_none())
        .count();
    let other = between.clone().any(|token| {
        token != cue
            && desk.region(token).is_none()
            && desk.token(token).dep == Dep::Root
            && desk.is_verb(token)
            && !between.contains(&cue)
    });
    // "“…,” he said, asking her, “…”": the second cue leads to what follows it.
    let led = sentences == 0
        && between.clone().any(|token| {
            token > cue
                && desk.region(token).is_none()
                && desk.hits_at(token).iter().any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote))
        });
    sentences <= 1 && !other && !led
}

/// "“You know him,” she said, but “he was late”": nothing but the joining word parts the two.
fn joined_behind(desk: &Desk<'_>, cue: usize, tokens: &Range<usize>) -> bool {
    let Some(word) = before(desk, tokens).filter(|&word| desk.is_word(word, &["but", "and"])) else { return false };
    let comma = desk.previous(word).filter(|&comma| desk.word(comma) == ",");
    comma.and_then(|comma| desk.previous(comma)) == Some(cue)
}

/// "“You squeezed them” to raise the price, she said": the sentence of a quotation goes on outside the marks to a cue of its own.
fn has_own_tail(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let Some(next) = after(desk, tokens).filter(|&next| !desk.is_blank(next)) else { return false };
    let goes_on = ends_open(desk, tokens, next).is_none() && desk.word(next).starts_with(char::is_lowercase);
    goes_on
        && (next + 1..desk.sentence(next).end).any(|token| {
            desk.region(token).is_none()
                && desk.hits_at(token).iter().any(|hit| {
                    hit.cue.kind == CueKind::Verb
                        && hit.cue.takes(Frame::Clause)
                        && hit.cue.strength == Strength::Strong
                })
                && desk.is_finite(token)
        })
}
