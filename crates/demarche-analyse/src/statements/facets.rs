//! The facets of a statement: addressee, channel, day, hedges, negation, position.
//!
//! "told reporters on April 15 that …" → addressee `reporters`, said on April 15.

use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::Draft;
use crate::actors::parties_for;
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::ModalPos;
use demarche_lexicon::{CueClass, CueKind, Frame, Phrase, Phrases};
use demarche_model::{Channel, Party, Position, Precision, Span, TimeKind, When};
use std::ops::Range;

/// To whom it is said.
pub(super) fn addressees(desk: &Desk<'_>, hit: CueHit<'_>) -> Vec<Party> {
    addressee_head(desk, hit).map(|head| parties_for(desk.reading, head)).unwrap_or_default()
}

fn addressee_head(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<usize> {
    let verb = hit.token;
    let person = |token: usize| matches!(desk.token(token).pos, Pos::Noun | Pos::Propn | Pos::Pron);
    if hit.cue.kind == CueKind::Noun {
        let to = desk
            .parse
            .children(verb)
            .find(|&child| desk.token(child).norm == "to" && matches!(desk.token(child).dep, Dep::Prep | Dep::Dative));
        let to = to.or_else(|| {
            let head = desk.parse.head(verb)?;
            desk.parse.children(head).find(|&child| {
                child > verb
                    && desk.token(child).norm == "to"
                    && matches!(desk.token(child).dep, Dep::Prep | Dep::Dative)
            })
        });
        return to.and_then(|to| desk.parse.child(to, Dep::Pobj)).filter(|&object| person(object));
    }
    if hit.cue.kind != CueKind::Verb {
        return None;
    }
    if hit.cue.takes(Frame::ObjInf) && hit.last != verb {
        return desk
            .parse
            .child(hit.last, Dep::Pobj)
            .filter(|&object| hit.cue.words.len() > 1 && object > verb && !hit.cue.takes(Frame::Np));
    }
    let found = desk.parse.children(verb).filter(|&child| child > verb).find_map(|child| {
        let it = desk.token(child);
        match it.dep {
            Dep::Dobj
                if hit.cue.takes(Frame::Tell) || hit.cue.takes(Frame::ObjInf) && infinitive_follows(desk, verb) =>
            {
                Some(child)
            }
            Dep::Dative if it.norm != "to" && it.norm != "for" => Some(child),
            Dep::Prep | Dep::Dative
                if it.norm == "to" && (hit.cue.takes(Frame::Clause) || !hit.cue.takes(Frame::To)) =>
            {
                desk.parse.child(child, Dep::Pobj)
            }
            Dep::Ccomp if hit.cue.takes(Frame::ObjInf) && infinitive(desk, child) => {
                desk.parse.child(child, Dep::Nsubj).filter(|&subject| subject > verb)
            }
            _ => None,
        }
    });
    let passive = desk.parse.child(verb, Dep::Nsubjpass).filter(|_| hit.cue.takes(Frame::Tell));
    found
        .or(passive)
        .filter(|&head| person(head) && desk.region(head).is_none_or(|region| desk.region(verb) == Some(region)))
}

fn infinitive(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).any(|child| desk.token(child).tag == "TO")
}

fn infinitive_follows(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).any(|child| {
        child > verb && matches!(desk.token(child).dep, Dep::Xcomp | Dep::Advcl | Dep::Ccomp) && infinitive(desk, child)
    })
}

/// The tokens of the cue's sentence that are not content: where channel, day and addressee stand.
pub(super) fn frame_tokens<'d>(desk: &'d Desk<'_>, draft: &'d Draft<'_>) -> impl Iterator<Item = usize> + 'd {
    let sentence = draft.hit.map_or(0..0, |hit| desk.sentence(hit.token));
    sentence.filter(move |&token| !draft.content.iter().any(|range| range.contains(&token)))
}

/// Through what it is said.
pub(super) fn channel(desk: &Desk<'_>, draft: &Draft<'_>) -> Option<(Channel, String)> {
    let hit = draft.hit?;
    let near: Vec<usize> = frame_tokens(desk, draft).collect();
    let mut best: Option<(usize, Range<usize>, &Phrase)> = None;
    for &token in &near {
        let Some((range, row)) = match_phrase(desk, &desk.reading.lexicon.speech.channels, token) else { continue };
        if range.contains(&hit.token) || !introduced(desk, range.clone()) {
            continue;
        }
        let gap = token.abs_diff(hit.token);
        if best.as_ref().is_none_or(|(known, known_range, _)| gap < *known && !known_range.contains(&token)) {
            best = Some((gap, range, row));
        }
    }
    let (_, range, row) = best?;
    let head = range
        .clone()
        .find(|&token| desk.parse.head(token).is_none_or(|above| !range.contains(&above)))
        .unwrap_or(range.end - 1);
    let first = std::iter::once(head)
        .chain(desk.parse.children(head))
        .filter(|&child| child <= head)
        .map(|child| desk.parse.subtree(child).start)
        .min();
    let start = if desk.parse.children(head).any(|child| desk.token(child).dep == Dep::Poss) {
        range.start
    } else {
        first.unwrap_or(range.start).min(range.start)
    };
    let end = with_tail(desk, range.end, draft);
    let (start, end) = desk.parse.bytes(start..end);
    Some((Channel { span: Span::new(start, end), kind: row.group.clone() }, row.id.clone()))
}

/// "a call with reporters": the tail with its company belongs to the channel.
fn with_tail(desk: &Desk<'_>, end: usize, draft: &Draft<'_>) -> usize {
    let tail = end;
    let with =
        desk.parse.tokens.get(tail).is_some_and(|it| matches!(it.norm.as_str(), "with" | "to") && it.dep == Dep::Prep);
    if !with {
        return end;
    }
    let range = phrase(desk, tail);
    let clear = range.end <= tail + 6
        && !draft.content.iter().any(|content| content.start < range.end && range.start < content.end);
    if clear { range.end } else { end }
}

/// Whether a noun of the channel list is used as one: after a preposition, or as the subject ("a statement said").
fn introduced(desk: &Desk<'_>, range: Range<usize>) -> bool {
    let head = range
        .clone()
        .find(|&token| desk.parse.head(token).is_none_or(|above| !range.contains(&above)))
        .unwrap_or(range.end - 1);
    let before = desk.parse.head(head).filter(|&above| above < range.start);
    let preposition = before.is_some_and(|above| {
        desk.token(above).pos == Pos::Adp
            && matches!(
                desk.token(above).norm.as_str(),
                "in" | "on" | "at" | "during" | "through" | "via" | "by" | "over" | "from"
            )
    });
    preposition || matches!(desk.token(head).dep, Dep::Nsubj)
}

/// The row of a list that starts at a token, with its tokens.
pub(super) fn match_phrase<'l>(desk: &Desk<'_>, list: &'l Phrases, token: usize) -> Option<(Range<usize>, &'l Phrase)> {
    let it = desk.token(token);
    if matches!(it.pos, Pos::Punct | Pos::Space) {
        return None;
    }
    let fits = |row: &Phrase| {
        row.words.iter().enumerate().all(|(step, word)| {
            desk.parse.tokens.get(token + step).is_some_and(|it| {
                it.norm == *word
                    || it.lemma.eq_ignore_ascii_case(word)
                    || desk.word(token + step).eq_ignore_ascii_case(word)
            })
        })
    };
    let lemma = it.lemma.to_lowercase();
    let by_norm = list.starting_with(&it.norm).find(|row| fits(row));
    let row = by_norm
        .or_else(|| if lemma == it.norm.as_str() { None } else { list.starting_with(&lemma).find(|row| fits(row)) })?;
    Some((token..token + row.words.len(), row))
}

/// When it was said: the time expression nearest to the cue outside the content.
pub(super) fn said_on(desk: &Desk<'_>, draft: &Draft<'_>) -> Option<When> {
    let hit = draft.hit?;
    if hit.cue.kind != CueKind::Verb {
        return None;
    }
    let host = host(desk, hit.token);
    let mut best: Option<((bool, usize), &demarche_model::TimeExpression)> = None;
    let sentence = desk.sentence(hit.token);
    let (start, end) = desk.parse.bytes(sentence);
    let from = desk.reading.times.partition_point(|time| time.span.end <= start);
    for time in desk.reading.times.iter().skip(from).take_while(|time| time.span.start < end) {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time)
            || !matches!(time.precision, Precision::Day | Precision::Time)
        {
            continue;
        }
        let at = desk.parse.token_at(time.span.start);
        let inside = draft.content.iter().any(|range| range.contains(&at));
        let own = belongs(desk, hit.token, at);
        if inside || !own && !host.is_some_and(|host| belongs(desk, host, at)) {
            continue;
        }
        let rank = (!own, at.abs_diff(hit.token));
        if best.is_none_or(|(known, _)| rank < known) {
            best = Some((rank, time));
        }
    }
    let (_, time) = best?;
    Some(When { from: time.from, to: time.to, precision: time.precision, span: Some(time.span), ground: time.ground })
}

/// "turned down a truce yesterday, with the premier saying", "reviewed the matter today and affirmed": the verb whose day is that of the saying.
fn host(desk: &Desk<'_>, cue: usize) -> Option<usize> {
    let above = desk.parse.head(cue)?;
    let named = desk.parse.children(cue).any(|child| matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass));
    match desk.token(cue).dep {
        Dep::Pcomp if named && desk.token(above).norm == "with" => {
            desk.parse.head(above).filter(|&host| desk.is_verb(host))
        }
        Dep::Conj if !named && desk.token(cue).tag == desk.token(above).tag => {
            Some(above).filter(|&host| desk.is_verb(host))
        }
        _ => None,
    }
}

/// Whether a time hangs on the cue, directly or through prepositions and phrases of its own.
fn belongs(desk: &Desk<'_>, cue: usize, time: usize) -> bool {
    let mut steps = std::iter::once(time).chain(desk.parse.ancestors(time)).take_while(|&at| at != cue);
    let clear = steps.all(|at| {
        !desk.is_verb(at)
            && !matches!(desk.token(at).dep, Dep::Relcl | Dep::Acl | Dep::Nsubj | Dep::Nsubjpass | Dep::Poss)
    });
    clear && (desk.parse.within(time, cue) || time.abs_diff(cue) <= 6)
}

/// Words that weaken it, in the content or at the cue.
pub(super) fn hedges(desk: &Desk<'_>, draft: &Draft<'_>) -> (Vec<Span>, Vec<String>) {
    let (mut spans, mut rows) = (Vec::new(), Vec::new());
    let mut skip_to = 0;
    let tokens = draft.content.iter().cloned().flatten().chain(draft.hit.map(|hit| hit.token));
    for token in tokens {
        if token < skip_to && !spans.is_empty() {
            continue;
        }
        if let Some((range, row)) = match_phrase(desk, &desk.reading.lexicon.speech.hedges, token) {
            if desk.token(token).tag == "NNP" {
                continue;
            }
            skip_to = range.end;
            let (start, end) = desk.parse.bytes(range);
            spans.push(Span::new(start, end));
            rows.push(row.id.clone());
        }
    }
    rows.sort();
    rows.dedup();
    (spans, rows)
}

/// Whether the cue is negated ("did not say"), and whether a withholding verb governs it ("declined to say").
pub(super) fn negation(desk: &Desk<'_>, hit: CueHit<'_>) -> (bool, bool, Option<String>) {
    let list = &desk.reading.lexicon.speech.negation;
    let own = desk.parse.children(hit.token).filter(|&child| child < hit.token || desk.token(child).dep == Dep::Neg);
    let mut row = None;
    for child in own {
        let it = desk.token(child);
        if (it.dep == Dep::Neg || matches!(it.dep, Dep::Preconj | Dep::Advmod | Dep::Cc))
            && let Some(found) = list.starting_with(&it.norm).find(|found| found.group == "negates")
        {
            row = Some(found.id.clone());
        }
    }
    let row = row.or_else(|| super::source::source_of_verb(desk, hit.token).and_then(|head| negative(desk, head)));
    if row.is_some() {
        return (true, false, row);
    }
    let above = desk.parse.head(hit.token).filter(|_| matches!(desk.token(hit.token).dep, Dep::Xcomp | Dep::Pcomp));
    if let Some(above) = above.filter(|&above| is_yet_to(desk, hit.token, above)) {
        let row = list.starting_with("yet").find(|found| found.group == "negates").map(|found| found.id.clone());
        return (row.is_some() && above < hit.token, false, row);
    }
    // "refrained *from* confirming", "far *from* admitting": the word before the preposition keeps it back.
    let before = above
        .filter(|&above| matches!(desk.token(above).norm.as_str(), "from" | "of" | "out" | "than"))
        .and_then(|preposition| desk.parse.head(preposition));
    if let Some(row) = blocked(desk, hit.token, before) {
        return (true, false, Some(row));
    }
    for word in above.into_iter().chain(before) {
        let lemma = desk.token(word).lemma.to_lowercase();
        if let Some(found) = list.starting_with(&lemma).find(|found| found.group != Phrases::BLOCKS) {
            return (found.group == "negates", found.group == "withholds", Some(found.id.clone()));
        }
    }
    (false, false, None)
}

/// "*blocked* a statement condemning the raid", "*prevented* the council from condemning it", "refused to sign a text that condemned it": whoever does
/// so condemns nothing. The row of the verb.
fn blocked(desk: &Desk<'_>, cue: usize, before: Option<usize>) -> Option<String> {
    let list = &desk.reading.lexicon.speech.negation;
    let row = |verb: usize, groups: &[&str]| {
        let lemma = desk.token(verb).lemma.to_lowercase();
        list.starting_with(&lemma).find(|found| groups.contains(&found.group.as_str())).map(|found| found.id.clone())
    };
    if let Some(found) = before.and_then(|verb| row(verb, &[Phrases::BLOCKS])) {
        return Some(found);
    }
    let text = desk.parse.head(cue).filter(|_| matches!(desk.token(cue).dep, Dep::Acl | Dep::Relcl))?;
    let verb = desk.parse.head(text).filter(|_| desk.token(text).dep == Dep::Dobj)?;
    let above = desk.parse.head(verb).filter(|_| desk.token(verb).dep == Dep::Xcomp);
    row(verb, &[Phrases::BLOCKS]).or_else(|| above.and_then(|above| row(above, &["negates", "withholds"])))
}

/// "has yet to respond": nothing has been said so far.
pub(super) fn is_yet_to(desk: &Desk<'_>, verb: usize, above: usize) -> bool {
    let near = desk.parse.children(above).chain(desk.parse.children(verb));
    matches!(desk.token(above).lemma.as_str(), "have" | "be" | "remain")
        && near.into_iter().any(|child| child > above && child < verb && desk.token(child).norm == "yet")
}

/// The row that makes a party nobody: "no official", "neither side", "nobody".
pub(super) fn negative(desk: &Desk<'_>, head: usize) -> Option<String> {
    let verbs = &desk.reading.lexicon.verbs;
    let none = |token: usize| verbs.modal(&desk.token(token).norm, ModalPos::Quantifier).filter(|row| !row.own);
    let before = desk
        .parse
        .children(head)
        .filter(|&child| child < head && matches!(desk.token(child).dep, Dep::Det | Dep::Preconj | Dep::Cc));
    std::iter::once(head).chain(before).find_map(none).map(|row| row.id.clone())
}

/// What is expressed gives the position: "concern" regrets, "support" praises; with the row that says so.
pub(super) fn expressed(desk: &Desk<'_>, hit: Option<CueHit<'_>>) -> Option<(Position, String)> {
    let hit = hit.filter(|hit| hit.cue.position == Position::Asserts && hit.cue.takes(Frame::Np))?;
    let nouns = desk
        .parse
        .children_by(hit.token, Dep::Dobj)
        .flat_map(|noun| std::iter::once(noun).chain(desk.parse.children_by(noun, Dep::Conj)));
    let speech = &desk.reading.lexicon.speech;
    nouns
        .filter_map(|noun| speech.stance(&desk.token(noun).lemma.to_lowercase()))
        .map(|(position, row)| (position, row.id.clone()))
        .next()
}

/// What the speaker does with the content.
pub(super) fn position(hit: Option<CueHit<'_>>, negated: bool, withheld: bool) -> Position {
    let Some(hit) = hit else { return Position::Asserts };
    // Whoever "has not asked for help" keeps nothing back.
    let asks = matches!(hit.cue.class, CueClass::Question | CueClass::Directive);
    match (hit.cue.position, (negated && !asks) || withheld) {
        (_, true) if withheld => Position::Withholds,
        (Position::Asserts | Position::Confirms | Position::Denies, true) => Position::Withholds,
        (position, _) => position,
    }
}
