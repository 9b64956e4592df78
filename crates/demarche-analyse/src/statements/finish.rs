//! From drafts to statements: speakers, facets, nesting, evidence, in text order.

use super::desk::Desk;
use super::draft::{Draft, Drafts, Source, piece_span};
use super::facets;
use super::nesting::{Extent, nest};
use super::refute::refutes;
use super::sense::keeps_inside;
use super::speaker::{Place, carry, lend_actor, speaker_of};
use demarche_lexicon::{CueKind, Frame};
use demarche_model::{Cue, Evidence, Form, Note, NoteCode, Party, Position, Span, SpeakerGround, Statement};

/// Turns drafts into statements, in order of their evidence.
pub(super) fn finish(desk: &Desk<'_>, drafts: Drafts<'_>, notes: &mut Vec<Note>) -> Vec<Statement> {
    let mut drafts = drafts.made;
    drafts.sort_by_key(|draft| {
        let whole = whole_span(desk, draft);
        (whole.start, whole.end, draft.hit.map_or(0, |hit| hit.token))
    });
    let drafts = without_weak_inner(desk, drafts);
    let contents: Vec<Vec<Span>> =
        drafts.iter().map(|draft| draft.content.iter().map(|range| piece_span(desk, range)).collect()).collect();
    let extents: Vec<Extent> =
        drafts.iter().zip(&contents).map(|(draft, content)| extent(desk, draft, content)).collect();
    let inside = nest(&extents);
    let quoted: Vec<Vec<Span>> = contents.iter().map(|content| quoted_spans(desk, content)).collect();
    let places: Vec<Place> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| Place {
            paragraph: draft.content.first().map_or(0, |range| desk.paragraph(range.start)),
            quoted: quoted.get(index).is_some_and(|quoted| !quoted.is_empty()),
            orphan: draft.hit.is_none() && draft.mark.is_none(),
            nested: inside.get(index).is_some_and(Option::is_some),
        })
        .collect();
    let mut speakers: Vec<(Option<Party>, SpeakerGround)> =
        drafts.iter().map(|draft| speaker_of(desk, draft)).collect();
    lend(desk, &drafts, &places, &mut speakers);
    carry(&mut speakers, &places);
    let mut statements = Vec::with_capacity(drafts.len());
    for ((((draft, content), inside), quoted), (speaker, ground)) in
        drafts.iter().zip(contents).zip(inside).zip(quoted).zip(speakers)
    {
        let mut statement = assemble(desk, draft, content, quoted);
        if speaker.is_none() && draft.hit.is_none() {
            notes.push(Note {
                code: NoteCode::NO_SPEAKER,
                span: statement.content.first().copied(),
                message: "quotation whose speaker was not found".to_owned(),
            });
        }
        statement.speaker_ground = if speaker.is_none() { SpeakerGround::None } else { ground };
        statement.speaker = speaker;
        statement.inside = inside;
        statements.push(statement);
    }
    for quotation in desk.quotes.iter().filter(|quotation| !quotation.closed && !quotation.continued) {
        notes.push(Note {
            code: NoteCode::UNCLOSED_QUOTE,
            span: Some(quotation.outer),
            message: "quotation never closed".to_owned(),
        });
    }
    statements
}

/// Leaves out what stands inside another statement and is no second party's words.
fn without_weak_inner<'a>(desk: &Desk<'a>, drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let extents: Vec<Extent> = drafts
        .iter()
        .map(|draft| {
            let content: Vec<Span> = draft.content.iter().map(|range| piece_span(desk, range)).collect();
            extent(desk, draft, &content)
        })
        .collect();
    let inside = nest(&extents);
    let speakers: Vec<Option<Party>> = drafts.iter().map(|draft| speaker_of(desk, draft).0).collect();
    let same = |inner: usize, outer: usize| match (
        speakers.get(inner).and_then(Option::as_ref),
        speakers.get(outer).and_then(Option::as_ref),
    ) {
        (Some(inner), Some(outer)) => {
            inner.actor.is_some() && inner.actor == outer.actor
                || inner.span.of(desk.text).eq_ignore_ascii_case(outer.span.of(desk.text))
        }
        _ => false,
    };
    let keep: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| match inside.get(index).copied().flatten() {
            Some(outer) => keeps_inside(desk, draft, same(index, outer.0 as usize)),
            None => true,
        })
        .collect();
    drafts.into_iter().zip(keep).filter_map(|(draft, keep)| keep.then_some(draft)).collect()
}

/// "The statement said": its actor is that of the statement before.
fn lend(desk: &Desk<'_>, drafts: &[Draft<'_>], places: &[Place], speakers: &mut [(Option<Party>, SpeakerGround)]) {
    for index in 1..speakers.len() {
        let head = match drafts.get(index).map(|draft| draft.source) {
            Some(Source::Phrase(head)) => Some(head),
            _ => continue,
        };
        let before = (0..index).rev().take(4).find(|&other| places.get(other).is_some_and(|place| !place.nested));
        let before = before.and_then(|before| speakers.get(before)).and_then(|(party, _)| party.clone());
        if let Some((party, ground)) = speakers.get_mut(index)
            && lend_actor(desk, head, party, before.as_ref())
        {
            *ground = SpeakerGround::Context;
        }
    }
}

fn cue_span(desk: &Desk<'_>, draft: &Draft<'_>) -> Option<Span> {
    match (draft.hit, draft.mark) {
        (Some(hit), _) => Some(desk.span(hit.token).cover(desk.span(hit.last))),
        (None, Some(mark)) => Some(mark_span(desk, mark)),
        (None, None) => None,
    }
}

/// The mark that stands for a cue, without the mark of quotation that may be one token with it: `”―`.
fn mark_span(desk: &Desk<'_>, mark: usize) -> Span {
    let span = desk.span(mark);
    let own = desk.word(mark).trim_start_matches(['”', '"', '’', '\'', '“', '»']);
    if own.is_empty() { span } else { Span::new(span.end - own.len() as u32, span.end) }
}

fn whole_span(desk: &Desk<'_>, draft: &Draft<'_>) -> Span {
    let mut spans = draft.content.iter().map(|range| piece_span(desk, range)).chain(cue_span(desk, draft));
    let first = spans.next().unwrap_or_default();
    let mut whole = spans.fold(first, Span::cover);
    // "…," the agency quoted Kim as saying: the words of the relay are part of it.
    if let Some(hit) = draft.hit.filter(|hit| hit.cue.takes(Frame::QuoteAs)) {
        for child in desk.parse.children(hit.token).filter(|&child| child > hit.token && desk.token(child).norm == "as")
        {
            for verb in desk.parse.children(child) {
                whole = whole.cover(desk.span(verb));
            }
        }
    }
    if let Source::Phrase(head) = draft.source
        && draft.hit.is_some_and(|hit| desk.sentence(hit.token).contains(&head))
    {
        // With what stands before it: "the Islamic Republic", not "Republic".
        whole = whole.cover(desk.span(desk.parse.subtree(head).start)).cover(desk.span(head));
    }
    whole
}

fn extent(desk: &Desk<'_>, draft: &Draft<'_>, content: &[Span]) -> Extent {
    let anchor = cue_span(desk, draft).or_else(|| content.first().copied()).unwrap_or_default();
    Extent {
        anchor,
        content: content.to_vec(),
        whole: whole_span(desk, draft),
        cited: draft.rule == super::citing::RULE,
        beside: draft.rule == super::disowned::RULE,
    }
}

/// The words inside quotation marks within the content; a name alone in marks is a scare quote, not quoted speech.
fn quoted_spans(desk: &Desk<'_>, content: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    for piece in content {
        let from = desk.quotes.partition_point(|quotation| quotation.outer.end <= piece.start && quotation.depth == 0);
        for quotation in
            desk.quotes.iter().skip(from.saturating_sub(4)).take_while(|quotation| quotation.outer.start < piece.end)
        {
            if quotation.depth > 0 || !quotation.inner.overlaps(*piece) || super::scare::is_scare_quote(desk, quotation)
            {
                continue;
            }
            spans.push(Span::new(quotation.inner.start.max(piece.start), quotation.inner.end.min(piece.end)));
        }
    }
    spans
}

fn form(desk: &Desk<'_>, content: &[Span], quoted: &[Span]) -> Form {
    let letters = |spans: &[Span]| -> usize {
        spans.iter().map(|span| span.of(desk.text).chars().filter(|c| c.is_alphanumeric()).count()).sum()
    };
    let (all, inside) = (letters(content), letters(quoted));
    if inside == 0 {
        Form::Indirect
    } else if inside * 100 >= all * 95 {
        Form::Direct
    } else {
        Form::Mixed
    }
}

fn assemble(desk: &Desk<'_>, draft: &Draft<'_>, content: Vec<Span>, quoted: Vec<Span>) -> Statement {
    let mut rows: Vec<String> = draft.hit.iter().map(|hit| hit.cue.id.clone()).collect();
    let (hedges, hedge_rows) = facets::hedges(desk, draft);
    rows.extend(hedge_rows);
    let (negated, withheld, negation_row) = draft.hit.map_or((false, false, None), |hit| facets::negation(desk, hit));
    rows.extend(negation_row);
    let channel = facets::channel(desk, draft).map(|(channel, row)| {
        rows.push(row);
        channel
    });
    // Who "remained silent" negates nothing; who "made no comment" does.
    let silent = draft.rule == super::draft::SILENCE && draft.hit.is_some_and(|hit| hit.cue.kind != CueKind::Adjective);
    let (negated, withheld) = (negated || silent, withheld);
    let mut position = facets::position(draft.hit, negated, withheld);
    if let Some((expressed, row)) = facets::expressed(desk, draft.hit).filter(|_| position == Position::Asserts) {
        position = expressed;
        rows.push(row);
    }
    let refutes =
        |hit| matches!(position, Position::Asserts | Position::Condemns) && refutes(desk, hit, &draft.content);
    if !negated && draft.hit.is_some_and(refutes) {
        position = Position::Denies;
    }
    let cue = cue_span(desk, draft).map(|span| Cue { span, lemma: lemma(desk, draft) });
    Statement {
        speaker: None,
        speaker_ground: SpeakerGround::None,
        cue,
        form: form(desk, &content, &quoted),
        addressees: draft.hit.map(|hit| facets::addressees(desk, hit)).unwrap_or_default(),
        channel,
        said_on: facets::said_on(desk, draft),
        hedges,
        negated,
        position,
        inside: None,
        cut_short: is_cut_short(desk, draft, &content),
        evidence: Evidence { spans: vec![whole_span(desk, draft)], rule: draft.rule, rows },
        content,
        quoted,
    }
}

fn lemma(desk: &Desk<'_>, draft: &Draft<'_>) -> String {
    match (draft.hit, draft.mark) {
        (Some(hit), _) => match hit.cue.lemma() {
            lemma if lemma == "accord to" => "according to".to_owned(),
            lemma if lemma == "*" => desk.token(hit.token).lemma.to_string(),
            lemma => lemma,
        },
        (None, Some(mark)) => mark_span(desk, mark).of(desk.text).to_owned(),
        (None, None) => String::new(),
    }
}

/// Whether the text stops before the statement does: its last words end a paragraph that is cut short, or it is a quotation
/// never closed that stops without a full stop.
fn is_cut_short(desk: &Desk<'_>, draft: &Draft<'_>, content: &[Span]) -> bool {
    let Some(last) = content.last() else { return false };
    let block =
        desk.reading.article.blocks.iter().find(|block| block.span.start <= last.start && last.end <= block.span.end);
    let at_end = block.is_some_and(|block| block.cut_short && block.span.end.saturating_sub(last.end) <= 3);
    let unclosed = draft
        .content
        .last()
        .and_then(|range| desk.region(range.end.saturating_sub(1)))
        .and_then(|region| desk.quotes.get(region))
        .is_some_and(|quotation| {
            !quotation.closed
                && !quotation.continued
                && !quotation.inner.of(desk.text).trim_end().ends_with(['.', '!', '?', '…', ','])
        });
    at_end || unclosed
}
