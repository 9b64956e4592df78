//! Whether the complement of a verb of speech says something, or only names what is spoken of.
//!
//! "condemned the attack" tells what was said; "mentioned Mr. Orlov", "was not allowed to describe the room" do not.

use super::desk::{CueHit, Desk};
use super::facets;
use demarche_language::{Dep, Pos};
use demarche_model::Position;
use std::ops::Range;

/// Whether words are quoted, or hold a verb, or are more than a name or a pronoun beside a verb that tells what was said.
pub(super) fn has_substance(desk: &Desk<'_>, hit: CueHit<'_>, content: &Range<usize>) -> bool {
    // "has not confirmed his death" withholds, and says so.
    let settles = matches!(hit.cue.position, Position::Confirms | Position::Denies);
    if settles && facets::negation(desk, hit).0 {
        return true;
    }
    // "The army denied it": what it denies was told before.
    let taken_up = |token: usize| matches!(desk.token(token).norm.as_str(), "it" | "this" | "that" | "everything");
    if settles && hit.last == hit.token && content.len() == 1 && taken_up(content.start) && is_told(desk, hit.token) {
        return true;
    }
    let own = desk.region(hit.token);
    let quoted = |token: usize| desk.is_quoted(token) && desk.region(token) != own && !desk.is_blank(token);
    if content.clone().any(|token| quoted(token) || desk.token(token).pos == Pos::Verb) {
        return true;
    }
    let tops: Vec<usize> = content
        .clone()
        .filter(|&token| !desk.is_blank(token) && desk.parse.head(token).is_none_or(|head| !content.contains(&head)))
        .collect();
    let named = match tops[..] {
        // The object of a preposition that carries the content: "commented on the raid".
        [top] if desk.token(top).pos == Pos::Adp => desk.parse.child(top, Dep::Pobj),
        [top] => Some(top),
        _ => None,
    };
    let bare = named.is_some_and(|top| matches!(desk.token(top).pos, Pos::Propn | Pos::Pron));
    !bare && is_told(desk, hit.token)
}

/// Whether a verb tells that something was said: no modal, no negation, no infinitive of purpose or ability.
fn is_told(desk: &Desk<'_>, verb: usize) -> bool {
    desk.token(verb).tag != "VB"
        && !desk
            .parse
            .children(verb)
            .any(|child| desk.token(child).dep == Dep::Neg || matches!(desk.token(child).tag.as_str(), "MD" | "TO"))
}
