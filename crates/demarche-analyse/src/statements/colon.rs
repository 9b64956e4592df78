//! Colons that stand for a verb of speech.

use super::desk::Desk;
use super::draft::{Draft, Drafts, Source, trim};
use super::source::can_speak;
use crate::entry;
use demarche_language::{Dep, EntityKind, Pos};
use demarche_lexicon::{CueKind, Frame};
use demarche_model::{Actor, ActorKind, BlockKind, Span};
use std::ops::Range;

/// Rule S090; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for (index, &span) in desk.paragraphs.iter().enumerate() {
        // "16.55 Obama: …": the hour that opens an entry of a live report is no part of it.
        let opening = entry::behind_hour(span.of(desk.text), &desk.reading.lexicon.time_words);
        let stamped = opening.is_some();
        let tokens = desk.parse.tokens_in(span.start + opening.unwrap_or(0) as u32, span.end);
        let Some(colon) = tokens.clone().take(60).find(|&token| desk.word(token) == ":") else {
            continue;
        };
        let (before, after) = (trim(desk, tokens.start..colon), trim(desk, colon + 1..tokens.end));
        let after = if stamped { first_line(desk, after) } else { after };
        if before.is_empty() || after.is_empty() || (desk.region(colon).is_some() && !is_label(desk, &before)) {
            continue;
        }
        let headline = stamped || is_headline(desk, index, span);
        let found = if before.len() <= 6 && (headline || is_label(desk, &before)) {
            named(desk, &before, !headline).map(|head| (head, after.clone()))
        } else {
            None
        };
        let found = found.or_else(|| {
            let tail = headline && after.len() <= 5;
            tail.then(|| named(desk, &after, true)).flatten().map(|head| (head, before.clone()))
        });
        let Some((head, content)) = found else { continue };
        if content.len() < 3 || head < colon && !stamped && is_about(desk, &before, &content) {
            continue;
        }
        let content = vec![content];
        drafts.push(
            desk,
            Draft { rule: "S090 colon", hit: None, mark: Some(colon), source: Source::Phrase(head), content },
        );
    }
}

/// "SUDAN: Chad shuts its border", "Venezuela: Boat sunk, Caracas calls it murder": a state that says where the news is, not who speaks: it alone
/// is in capitals, the clause asks, or the clause names the state once more, as others name it.
fn is_about(desk: &Desk<'_>, label: &Range<usize>, content: &Range<usize>) -> bool {
    let whole = |range: &Range<usize>| {
        let (start, end) = desk.parse.bytes(range.clone());
        Span::new(start, end)
    };
    let label_span = whole(label);
    let state =
        desk.reading.mentions.iter().find(|mention| mention.span == label_span).and_then(|it| it.actor.as_ref());
    let Some(state) = state.filter(|actor| actor.kind == ActorKind::State) else { return false };
    let small = |range: &Range<usize>| range.clone().any(|token| desk.word(token).chars().any(char::is_lowercase));
    let within = whole(content);
    let again = desk.reading.mentions.iter().filter(|mention| within.contains(mention.span)).any(|mention| {
        let of_state = mention.actor.as_ref().is_some_and(|actor| actor.country == state.country);
        let acts =
            desk.parse.tokens_in(mention.span.start, mention.span.end).any(|token| desk.token(token).dep == Dep::Nsubj);
        of_state && acts
    });
    let asks = content.clone().next_back().is_some_and(|last| desk.word(last) == "?");
    let slug = !small(label) && small(content) && label_span.len() > 3;
    slug || asks || again
}

/// What stands before the end of the line.
fn first_line(desk: &Desk<'_>, range: Range<usize>) -> Range<usize> {
    let end = range.clone().find(|&token| desk.word(token).contains('\n')).unwrap_or(range.end);
    range.start..end
}

/// Whether a paragraph is a headline: marked as one, or a first short line without a full stop.
fn is_headline(desk: &Desk<'_>, index: usize, span: Span) -> bool {
    let kind = desk.reading.article.blocks.iter().find(|block| block.span.contains(span)).map(|block| block.kind);
    if matches!(kind, Some(BlockKind::Headline | BlockKind::Subheading)) {
        return true;
    }
    let words = span.of(desk.text);
    index < 2 && words.split_whitespace().count() <= 24
}

/// Whether the words before a colon are the label of a transcript: all capitals, or nothing but a name.
fn is_label(desk: &Desk<'_>, before: &Range<usize>) -> bool {
    let words = || before.clone().filter(|&token| !desk.is_blank(token));
    let capitals = words().all(|token| {
        let word = desk.word(token);
        word.chars().count() > 1 && !word.chars().any(char::is_lowercase) && word.chars().any(char::is_alphabetic)
    });
    capitals || words().all(|token| desk.token(token).pos == Pos::Propn)
}

/// The head of a phrase that names somebody who can speak; a phrase of capitals alone is a name where a transcript may stand.
fn named(desk: &Desk<'_>, range: &Range<usize>, transcript: bool) -> Option<usize> {
    let (start, end) = desk.parse.bytes(range.clone());
    let whole = Span::new(start, end);
    let head = range
        .clone()
        .rev()
        .find(|&token| matches!(desk.token(token).pos, Pos::Propn | Pos::Noun) && !desk.is_blank(token))?;
    let mention = desk.reading.mentions.iter().any(|mention| {
        mention.actor.is_some() && whole.contains(mention.span) && mention.span.len() * 2 >= whole.len()
    });
    let entity = desk.parse.entities.iter().any(|entity| {
        range.start <= entity.first as usize
            && entity.end as usize <= range.end
            && (entity.end - entity.first) as usize * 2 >= range.len()
            && matches!(entity.kind, EntityKind::Person | EntityKind::Org | EntityKind::Gpe | EntityKind::Norp)
    });
    let capitals = transcript
        && range
            .clone()
            .filter(|&token| !desk.is_blank(token))
            .all(|token| !desk.word(token).chars().any(char::is_lowercase));
    // "Ukraine crisis: …" names a state and no speaker.
    let heads = desk.parse.entities.iter().any(|entity| (entity.first as usize..entity.end as usize).contains(&head));
    let speaks = heads || can_speak(desk, head);
    ((mention || entity) && speaks || capitals).then_some(head)
}

/// Rule S008; [`crate::rules`] has its page.
pub(super) fn read_named_quotation<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for quotation in desk.quotes.iter().filter(|quotation| quotation.depth == 0) {
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        if tokens.clone().filter(|&token| !desk.is_blank(token)).count() < 3 {
            continue;
        }
        let mark = super::beside::before(desk, &tokens).or_else(|| line_before(desk, tokens.start));
        let Some(colon) = mark.filter(|&colon| desk.word(colon) == ":") else { continue };
        let Some(name) = lone_name(desk, colon).or_else(|| announcer(desk, colon)) else { continue };
        drafts.push(
            desk,
            Draft {
                rule: "S008 name-before-quotation",
                hit: None,
                mark: Some(colon),
                source: Source::Phrase(name),
                content: vec![tokens],
            },
        );
    }
}

/// The head of a name that stands alone before a colon.
fn lone_name(desk: &Desk<'_>, colon: usize) -> Option<usize> {
    let name = |token: usize| desk.token(token).pos == Pos::Propn || is_person(desk, token);
    let last = colon.checked_sub(1).filter(|&last| name(last) && desk.region(last).is_none())?;
    let here = desk.paragraph(colon);
    let part = |token: usize| {
        desk.paragraph(token) == here
            && (name(token)
                || matches!(desk.token(token).norm.as_str(), "and" | "'s" | "’s" | ".")
                    && desk.token(token + 1).pos == Pos::Propn)
    };
    let first = (0..=last).rev().take(10).take_while(|&token| part(token)).last()?;
    if first < last && opens_as_verb(desk, first) {
        return None;
    }
    let alone = match first.checked_sub(1) {
        None => true,
        Some(before) if desk.paragraph(before) != here => true,
        Some(before) => {
            matches!(desk.word(before), "-" | "–" | "—" | "―" | "--" | "." | "!" | "?" | "]" | ")" | "•" | "*")
                || matches!(desk.token(before).norm.as_str(), "by" | "from") && desk.token(before).pos == Pos::Adp
                || desk.region(before).is_some()
                || desk.token(before).pos == Pos::Space
                || opens_inverted(desk, before)
        }
    };
    alone.then_some(last)
}

/// "Said Orlova: “…”" where the tagger takes both words for a name: the verb is no part of it.
fn opens_as_verb(desk: &Desk<'_>, first: usize) -> bool {
    let word = desk.word(first).to_lowercase();
    let speech = &desk.reading.lexicon.speech;
    let past = ["ed", "d"].iter().filter_map(|ending| word.strip_suffix(ending));
    let regular = past.into_iter().any(|base| {
        speech.cues_from(base).any(|cue| cue.kind == CueKind::Verb && cue.takes(Frame::Quote) && cue.words.len() == 1)
    });
    regular || matches!(word.as_str(), "said" | "wrote") || speech.headline_verb(&word).is_some()
}

/// "Continued Orlov: “…”": a verb of speech that opens the sentence and that the tree takes for an adjective.
fn opens_inverted(desk: &Desk<'_>, before: usize) -> bool {
    desk.sentence(before).start == before
        && desk.token(before).dep == Dep::Amod
        && desk
            .reading
            .lexicon
            .speech
            .cues_from(&desk.token(before).lemma)
            .any(|cue| cue.kind == CueKind::Verb && cue.takes(Frame::Quote))
}

/// The last word of the line before a paragraph, if that is a short one.
fn line_before(desk: &Desk<'_>, start: usize) -> Option<usize> {
    let here = desk.paragraph(start);
    let last = (0..start).rev().find(|&token| desk.paragraph(token) < here && desk.token(token).pos != Pos::Space)?;
    let line = desk.paragraphs.get(here.checked_sub(1)?)?;
    (desk.paragraph(last) + 1 == here && line.len() <= 60).then_some(last)
}

/// Who speaks at a colon behind a sentence that has no verb of speech: a person or body whose name ends it ("The surge does not surprise
/// pollster Vera Orlova: “…”"), unless it has a person for its subject; else the subject of "is" ("The Board of Elections was clear: “…”").
fn announcer(desk: &Desk<'_>, colon: usize) -> Option<usize> {
    let sentence = desk.sentence(colon.checked_sub(1)?);
    let before = sentence.start..colon;
    let plain = |token: usize| desk.region(token).is_none();
    let speaks = before.clone().any(|token| {
        !plain(token)
            || desk
                .hits_at(token)
                .iter()
                .any(|hit| hit.cue.takes(Frame::Quote) || matches!(hit.cue.kind, CueKind::Noun | CueKind::Preposition))
    });
    if speaks || before.len() < 3 || opens_as_verb(desk, sentence.start) {
        return None;
    }
    let named = |token: usize| {
        desk.parse.entities.iter().any(|entity| {
            (entity.first as usize..entity.end as usize).contains(&token)
                && matches!(entity.kind, EntityKind::Person | EntityKind::Org)
        })
    };
    let somebody = |token: usize| named(token) || matches!(desk.token(token).norm.as_str(), "he" | "she" | "they");
    let subjects = || before.clone().filter(|&token| desk.token(token).dep == Dep::Nsubj);
    if let Some(subject) = subjects().find(|&subject| somebody(subject)) {
        let verb = desk.parse.head(subject)?;
        return (desk.token(verb).lemma == "be").then_some(subject);
    }
    let last = colon - 1;
    (named(last) && desk.token(last).pos != Pos::Part).then_some(last)
}

/// Whether a word, whatever its tag, is a person's name in the lists: "Guterres: …".
fn is_person(desk: &Desk<'_>, token: usize) -> bool {
    let person = |actor: &Actor| actor.kind == ActorKind::Person;
    let span = desk.span(token);
    let mut mentions = desk.reading.mentions.iter().filter(|mention| mention.span.contains(span));
    mentions.any(|mention| mention.actor.as_ref().is_some_and(person))
}

/// Rule S095; [`crate::rules`] has its page.
pub(super) fn read_signature<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for (index, quotation) in desk.quotes.iter().enumerate() {
        if quotation.depth > 0 || !drafts.is_quote_free(index) {
            continue;
        }
        let Some((dash, name)) = signature(desk, quotation.outer.end, quotation.paragraph) else { continue };
        let mut first = index;
        while let Some(before) =
            first.checked_sub(1).filter(|&before| desk.quotes.get(before).is_some_and(|quotation| quotation.continued))
        {
            first = before;
        }
        let quotes = desk.quotes.get(first..=index).unwrap_or_default();
        let content =
            quotes.iter().map(|quotation| desk.parse.tokens_in(quotation.inner.start, quotation.inner.end)).collect();
        drafts.push(
            desk,
            Draft { rule: "S095 signature", hit: None, mark: Some(dash), source: Source::Phrase(name), content },
        );
    }
}

/// The dash and the name after a quotation.
fn signature(desk: &Desk<'_>, end: u32, paragraph: usize) -> Option<(usize, usize)> {
    let last = desk.parse.token_at(end.saturating_sub(1));
    let is_dash = |c: char| matches!(c, '―' | '—' | '–' | '-');
    // `”― Orlova`: mark and dash are one token where no blank parts them.
    let joined =
        desk.text.get(end as usize..desk.token(last).end as usize).is_some_and(|rest| rest.starts_with(is_dash));
    let dash = if joined { last } else { desk.next(last)? };
    let dashed = |token: usize| joined || desk.word(token).starts_with(is_dash);
    let here = desk.paragraph(dash);
    if !dashed(dash) || here > paragraph + 1 {
        return None;
    }
    let span = desk.paragraphs.get(here)?;
    let name = trim(desk, dash + usize::from(joined)..desk.parse.tokens_in(span.start, span.end).end);
    if name.is_empty() || name.len() > 24 || !matches!(desk.token(name.start).pos, Pos::Propn | Pos::Noun | Pos::X) {
        return None;
    }
    let clause = name.clone().any(|token| desk.is_verb(token) && desk.is_finite(token));
    let head = name
        .clone()
        .take_while(|&token| !desk.is_blank(token))
        .filter(|&token| desk.token(token).pos == Pos::Propn)
        .last();
    if clause { None } else { head.map(|head| (dash, head)) }
}
