//! What stands in a complement and is not what is said: whom it is said to, the outlet's clause behind it.
//!
//! "urged the neighbours and their allies to wait, which nobody did": to wait.

use super::content::{is_infinitive, phrase};
use super::desk::{CueHit, Desk};
use demarche_language::{Dep, Pos};
use demarche_lexicon::Frame;
use demarche_model::Position;
use std::ops::Range;

/// A complement without those whom it is said to and without the outlet's clause behind it.
pub(super) fn set_apart(desk: &Desk<'_>, hit: CueHit<'_>, range: Range<usize>) -> Range<usize> {
    before_relative(desk, hit.token, behind_charged(desk, hit, behind_addressee(desk, hit, range)))
}

/// "blamed the rebels for the raid", "accused them of a massacre": the charge, for they are those it is laid against. "Blamed the shelling for the
/// deaths" charges nobody: both deeds are what is said.
fn behind_charged(desk: &Desk<'_>, hit: CueHit<'_>, range: Range<usize>) -> Range<usize> {
    if hit.cue.position != Position::Accuses || desk.region(range.start) != desk.region(hit.token) {
        return range;
    }
    let object = desk.parse.children_by(hit.token, Dep::Dobj).find(|&object| range.contains(&object));
    let party = object.filter(|&object| is_party(desk, object));
    let charge = party.and_then(|object| {
        desk.parse.children(hit.token).chain(desk.parse.children(object)).find(|&at| {
            let it = desk.token(at);
            at > object && range.contains(&at) && it.dep == Dep::Prep && matches!(it.norm.as_str(), "for" | "over")
        })
    });
    match charge.map(|charge| charge + 1..range.end) {
        Some(charge) if !charge.is_empty() => charge,
        _ => range,
    }
}

/// Whether a noun is somebody, not what somebody does.
fn is_party(desk: &Desk<'_>, noun: usize) -> bool {
    let it = desk.token(noun);
    let span = desk.span(noun);
    let named = desk.reading.mentions.iter().any(|mention| mention.actor.is_some() && mention.span.contains(span));
    let deed = desk.reading.lexicon.verbs.nouns(&it.lemma).next().is_some() && it.pos == Pos::Noun;
    !deed && (named || it.pos == Pos::Pron || it.norm == "other")
}

/// "called on both neighbours to talk": what they are to do, for they are those it is said to.
fn behind_addressee(desk: &Desk<'_>, hit: CueHit<'_>, range: Range<usize>) -> Range<usize> {
    if !hit.cue.takes(Frame::ObjInf) || desk.region(range.start) != desk.region(hit.token) {
        return range;
    }
    let Some(to) = range.clone().find(|&token| desk.token(token).tag == "TO") else { return range };
    let to = desk.previous(to).filter(|&not| not > range.start && desk.token(not).dep == Dep::Neg).unwrap_or(to);
    let plain = (range.start..to).all(|token| {
        !desk.is_verb(token) && desk.region(token) == desk.region(hit.token) && desk.token(token).pos != Pos::Sconj
    });
    if to > range.start && plain { to..range.end } else { range }
}

/// "expressed its dismay at the note, which it called a lie": the clause behind the comma is not what was expressed.
fn before_relative(desk: &Desk<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let plain = |token: usize| desk.region(token) == desk.region(verb);
    let comma = range.clone().skip(2).find(|&comma| {
        desk.word(comma) == ","
            && plain(comma)
            && desk.next(comma).is_some_and(|next| {
                let opens = matches!(desk.token(next).norm.as_str(), "which" | "who" | "whose" | "where");
                let clause = desk.parse.ancestors(next).find(|&at| desk.token(at).dep == Dep::Relcl);
                opens && plain(next) && clause.is_some_and(|clause| phrase(desk, clause).end >= range.end)
            })
    });
    range.start..comma.unwrap_or(range.end)
}

/// "called the raid on its mission unacceptable", "called the papers forgeries": the parser takes the verdict for a part of the object.
pub(super) fn holds_a_verdict(desk: &Desk<'_>, object: usize) -> bool {
    let range = phrase(desk, object);
    let Some(last) = range.end.checked_sub(1).filter(|&last| range.contains(&last)) else { return false };
    let it = desk.token(last);
    let adjective = it.pos == Pos::Adj && it.dep == Dep::Amod && desk.parse.head(last).is_some_and(|head| head < last);
    let plural = |child: usize| desk.token(child).dep == Dep::Compound && desk.token(child).tag == "NNS";
    adjective || last == object && object.checked_sub(1).is_some_and(plural)
}

/// "if its waters are violated", "unless they leave".
pub(super) fn is_condition(desk: &Desk<'_>, clause: usize) -> bool {
    !is_infinitive(desk, clause)
        && desk
            .parse
            .children_by(clause, Dep::Mark)
            .any(|mark| matches!(desk.token(mark).norm.as_str(), "if" | "unless"))
}
