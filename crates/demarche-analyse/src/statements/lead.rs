//! The cue before a quotation and who speaks at it.
//!
//! "Asked about the raid, Orlov said: “We wait.”" → `said`, spoken by `Orlov`; "issued a statement: “…”" → `statement`, by its issuer.

use super::beside::before;
use super::desk::{CueHit, Desk};
use super::source::{can_speak, interrupted, is_document, neighbour, source_of_verb};
use demarche_language::{Dep, EntityKind, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::ops::Range;

/// The verb of speech in the words before a quotation: `He said: "…"`, `He said, "…"`, `He said "We …"`.
pub(super) fn cue_before<'a>(
    desk: &Desk<'a>,
    tokens: &Range<usize>,
    index: usize,
) -> Option<(CueHit<'a>, Option<usize>)> {
    let (last, crossing) = match before(desk, tokens) {
        Some(last) => (last, false),
        None => (before_paragraph(desk, tokens.start)?, true),
    };
    let colon = desk.word(last).ends_with(':');
    if crossing && !colon {
        return None;
    }
    let comma = desk.word(last) == ",";
    let capital = desk.word(tokens.start).starts_with(char::is_uppercase);
    let long = tokens.len() >= 4;
    let mut at = last;
    let sentence = desk.sentence(last);
    let from = if colon { sentence.start.min(last) } else { sentence.start.max(last.saturating_sub(14)) };
    let from = from.max(previous_region_end(desk, index, last));
    loop {
        let verb = desk
            .hits_at(at)
            .iter()
            .find(|hit| hit.cue.kind == CueKind::Verb && (colon || hit.cue.takes(Frame::Quote)) && hit.last <= last);
        let document = || comma && capital && long && at + 1 == last && is_document(desk, at);
        let noun = desk.hits_at(at).iter().find(|hit| hit.cue.kind == CueKind::Noun && (colon || document()));
        if let (None, Some(&hit)) = (verb, noun) {
            // "Mr. Orlov tweeted in response: “…”": the verb speaks, the noun says how.
            if let Some(speaking) = speaks_above(desk, at) {
                return Some((speaking, source_before(desk, speaking.token, tokens)));
            }
            return Some((hit, source_of_noun(desk, at)));
        }
        // "denied ordering a raid: “…”": whoever denies it speaks; nobody orders.
        let verb = verb.filter(|hit| !is_said_of(desk, hit.token));
        if let Some(&hit) = verb {
            let filled = !colon
                && desk.parse.children(at).any(|child| {
                    let it = desk.token(child);
                    let asked = comma && capital && (it.tag == "PRP" || hit.cue.class == CueClass::Question);
                    child > hit.last
                        && child < tokens.start
                        && (it.dep == Dep::Dobj
                            && !hit.cue.takes(Frame::Tell)
                            && !asked
                            && desk.region(child).is_none()
                            || it.dep == Dep::Mark)
                });
            // "called the deal “a mistake”": what it is called is the complement of the verb with its object.
            let called = hit.cue.takes(Frame::Small)
                && !colon
                && (at + 1..tokens.start).any(|token| !desk.is_blank(token) && desk.token(token).pos != Pos::Adv)
                && !(comma && capital && long && names_nothing(desk, at, tokens.start));
            let filled = filled || called;
            let that = !colon && (at + 1..last).any(|token| desk.token(token).norm == "that");
            // "Teachers are wary, Orlova said. “That is new.”": the verb has its words before it.
            let stop = desk.word(last).ends_with(['.', '!', '?']);
            let beside = if stop { says_nothing_yet(desk, hit, last) } else { at + 1 >= last };
            let close = (colon || comma || capital && long && beside) && !filled && !that;
            let fits = close && !matches!(desk.token(at).dep, Dep::Amod);
            return fits.then(|| (hit, source_before(desk, at, tokens)));
        }
        let clause = desk.is_verb(at) && desk.is_finite(at) && !matches!(desk.token(at).dep, Dep::Relcl | Dep::Advcl);
        if clause || (!colon && desk.word(at) == ";") {
            return None;
        }
        if at <= from {
            return None;
        }
        at -= 1;
    }
}

/// A gerund that is itself what a verb of speech says.
fn is_said_of(desk: &Desk<'_>, verb: usize) -> bool {
    let it = desk.token(verb);
    let above = desk.parse.head(verb).filter(|&above| above < verb && it.tag == "VBG");
    matches!(it.dep, Dep::Xcomp | Dep::Pcomp)
        && above.is_some_and(|above| {
            desk.hits_at(above).iter().any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Ing))
        })
}

/// "called over her shoulder, “…”": no object that could be called something.
fn names_nothing(desk: &Desk<'_>, verb: usize, quotation: usize) -> bool {
    desk.parse
        .children(verb)
        .filter(|&child| child > verb && child < quotation)
        .all(|child| matches!(desk.token(child).dep, Dep::Prep | Dep::Advmod | Dep::Npadvmod | Dep::Punct | Dep::Prt))
}

/// "Mr. Orlov said in a statement. “…”": a sentence that ends at its full stop without anything said.
fn says_nothing_yet(desk: &Desk<'_>, hit: CueHit<'_>, stop: usize) -> bool {
    let it = desk.token(hit.token);
    hit.cue.strength != Strength::Weak
        && hit.cue.takes(Frame::Clause)
        && it.dep == Dep::Root
        && desk.is_finite(hit.token)
        && desk.sentence(stop).contains(&hit.token)
        && desk.sentence(stop).all(|token| desk.region(token).is_none())
        && desk.parse.children(hit.token).all(|child| {
            child < hit.token && !matches!(desk.token(child).dep, Dep::Ccomp | Dep::Advcl)
                || child > hit.token
                    && matches!(desk.token(child).dep, Dep::Prep | Dep::Advmod | Dep::Npadvmod | Dep::Punct)
        })
}

/// Who speaks at a verb before a quotation: the tree's subject, unless it stands in the quotation itself; else the noun phrase
/// that leads up to the verb; else the nearest subject above.
pub(super) fn source_before(desk: &Desk<'_>, verb: usize, tokens: &Range<usize>) -> Option<usize> {
    let outside = |&source: &usize| {
        !tokens.contains(&source) && desk.region(source) == desk.region(verb) && can_speak(desk, source)
    };
    person_before(desk, verb)
        .or_else(|| inverted(desk, verb, tokens.start))
        .or_else(|| source_of_verb(desk, verb))
        .filter(outside)
        .or_else(|| neighbour(desk, verb, false).filter(outside))
        .or_else(|| interrupted(desk, verb))
        .or_else(|| subject_above(desk, verb).filter(outside))
        .or_else(|| first_subject(desk, verb).filter(outside))
}

/// "Mr. Orlov dodged the question -- “ask my wife” -- and, when pressed, asserting, “…”": where quoted words break the tree, the
/// first subject of the sentence.
fn first_subject(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let here = |token: usize| desk.region(token) == desk.region(verb);
    let sentence = desk.sentence(verb).start..verb;
    let subject = sentence.clone().find(|&token| desk.token(token).dep == Dep::Nsubj && here(token))?;
    let broken = sentence.clone().any(|token| !here(token));
    (broken && desk.token(verb).tag == "VBG" && desk.parse.head(subject).is_some_and(here)).then_some(subject)
}

/// "footage of Vera Orlova asking, “…”": a person right before a participle without a comma speaks.
fn person_before(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let before = desk.previous(verb).filter(|_| desk.token(verb).tag == "VBG")?;
    let person = desk.parse.entities.iter().find(|entity| (entity.first..entity.end).contains(&(before as u32)));
    (person?.kind == EntityKind::Person).then_some(before)
}

/// "Said Orlov: “…”": a verb that opens its sentence, then the name, then the mark.
fn inverted(desk: &Desk<'_>, verb: usize, quotation: usize) -> Option<usize> {
    if desk.sentence(verb).start != verb {
        return None;
    }
    let name = neighbour(desk, verb, true)?;
    (name < quotation && (name + 1..quotation).all(|token| desk.is_blank(token))).then_some(name)
}

/// "Mr. Orlov shook his head, adding of Mr. Petrov, “…”": the subject of the nearest finite verb above.
fn subject_above(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let subject = |above: usize| desk.parse.child(above, Dep::Nsubj).filter(|&subject| subject < verb);
    let above = desk.parse.ancestors(verb).filter(|&above| desk.is_verb(above) && above < verb).find_map(subject);
    above.or_else(|| desk.sentence(verb).find(|&top| desk.token(top).dep == Dep::Root).and_then(subject))
}

/// Who speaks where a noun announces a quotation: its possessor, else the subject of its sentence.
fn source_of_noun(desk: &Desk<'_>, noun: usize) -> Option<usize> {
    let by = desk.parse.children_by(noun, Dep::Prep).find(|&by| matches!(desk.token(by).norm.as_str(), "by" | "from"));
    // "rated this claim by Orlov on Monday": the tree may hang the words behind the noun on the verb.
    let by = by.or_else(|| desk.next(noun).filter(|&by| desk.token(by).norm == "by"));
    if let Some(issuer) = by.and_then(|by| desk.parse.child(by, Dep::Pobj)).filter(|&issuer| can_speak(desk, issuer)) {
        return Some(issuer);
    }
    let subject = || {
        let verb = desk.parse.ancestors(noun).find(|&at| desk.is_verb(at))?;
        source_of_verb(desk, verb)
    };
    match desk.parse.child(noun, Dep::Poss) {
        // "I had to change my answer: “…”": the subject names whom the pronoun means.
        Some(owner) if desk.token(owner).pos == Pos::Pron => subject().or(Some(owner)),
        Some(owner) => Some(owner),
        None => subject(),
    }
}

/// The verb of speech on which a noun hangs by a preposition.
fn speaks_above<'a>(desk: &Desk<'a>, noun: usize) -> Option<CueHit<'a>> {
    let preposition = desk.parse.head(noun).filter(|&head| desk.token(head).dep == Dep::Prep)?;
    let verb = desk.parse.head(preposition).filter(|&verb| desk.is_verb(verb) && verb < noun)?;
    desk.hits_at(verb).iter().find(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote)).copied()
}

/// The last token of the paragraph before.
fn before_paragraph(desk: &Desk<'_>, token: usize) -> Option<usize> {
    let paragraph = desk.paragraph(token);
    let mut last = desk.previous(token)?;
    while desk.paragraph(last) == paragraph {
        last = desk.previous(last)?;
    }
    (desk.paragraph(last) + 1 == paragraph).then_some(last)
}

fn previous_region_end(desk: &Desk<'_>, index: usize, last: usize) -> usize {
    let previous =
        desk.quotes.get(..index).and_then(|before| before.iter().rev().find(|quotation| quotation.depth == 0));
    let end = previous.map_or(0, |quotation| desk.parse.token_at(quotation.outer.end.saturating_sub(1)));
    if end > last { 0 } else { end }
}
