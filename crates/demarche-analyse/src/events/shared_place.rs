//! Places that one clause has from another of its sentence: events in text order in, more of them with a place out.
//!
//! "opened fire on three boats near Tolm and seized them": they were seized there. "An officer was killed when gunmen ambushed a patrol near
//! Tolm", "shelling killed three people in Tolm": what kills and what is suffered are at one place. "bombed Tolm and sailed home" shares nothing.

use super::tree;
use super::when::Told;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::Event;

/// Carries places to events whose clause gives none.
pub(super) fn carry(reading: Reading<'_>, events: &mut [(Told, Event)]) {
    for at in 0..events.len() {
        if events[at].1.place.is_some() || !is_force(&events[at].1) {
            continue;
        }
        let (told, _) = &events[at];
        let near = |other: &&(Told, Event)| {
            let sentence = |told: &Told| reading.parse.sentence_of(told.governor);
            other.1.place.is_some() && is_force(&other.1) && sentence(&other.0) == sentence(told)
        };
        let place = events.iter().filter(near).find(|(other, _)| shares(reading, told, other));
        let place = place.and_then(|(_, event)| event.place.clone());
        events[at].1.place = place;
    }
}

/// Deeds that are done at some place.
fn is_force(event: &Event) -> bool {
    matches!(event.plover.as_str(), "ASSAULT" | "COERCE")
}

/// Whether a deed is at the place of another one of its sentence.
fn shares(reading: Reading<'_>, told: &Told, other: &Told) -> bool {
    let parse = reading.parse;
    // "Shelling killed three people in Tolm"
    let does = |means: &Told, deed: &Told| {
        let mut by = tree::own_subject(parse, deed.governor).into_iter().chain(tree::agent(reading, deed.governor));
        means.trigger != deed.trigger && by.any(|by| tree::content(reading, by) == means.trigger)
    };
    if does(told, other) || does(other, told) {
        return true;
    }
    let harms = |told: &Told| tree::is(reading, told.trigger, "casualty");
    let joined = |low: usize, high: usize| {
        let conj = parse.tokens[low].dep == Dep::Conj;
        let when = || {
            parse.tokens[low].dep == Dep::Advcl
                && parse.children(low).any(|mark| matches!(parse.tokens[mark].norm.as_str(), "when" | "as"))
        };
        std::iter::once(parse.head(low)).flatten().any(|head| head == high) && (conj || when())
    };
    let linked = joined(told.governor, other.governor)
        || joined(other.governor, told.governor)
        || parse.head(told.governor).is_some_and(|head| joined(told.governor, head) && joined(other.governor, head));
    linked && (harms(told) || harms(other) || takes_up(parse, told.governor))
}

/// "and seized them": whoever was just spoken of.
fn takes_up(parse: &Parse, verb: usize) -> bool {
    let taken = |noun: usize| matches!(parse.tokens[noun].norm.as_str(), "it" | "them" | "him" | "her");
    parse.children_by(verb, Dep::Dobj).any(taken)
}
