//! One act named twice in a clause: the events of a report in, those of a verb and of the noun that says how it was done made one out.
//!
//! "Two soldiers were killed in an ambush by the rebels" is one ASSAULT: *killed* tells whom it hit and *ambush* how. "The ministers met in Oslo
//! to discuss the truce" is one CONSULT. Where the two differ in a party, in status, or in what is known of the side, both stay: "a strike on the port
//! killed two sailors" tells what was struck and who died.

use super::tree;
use super::when::Told;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::{Actor, ActorKind, Event, Party};
use std::collections::BTreeSet;

/// Words that lead from what happened to somebody to what it happened in.
const BY_WAY_OF: [&str; 4] = ["in", "by", "during", "with"];

/// Leaves out what names an act once more; what it alone says goes to the event that stays.
pub(super) fn fold(reading: Reading<'_>, events: &mut Vec<(Told, Event)>) {
    let mut gone = BTreeSet::new();
    for at in 0..events.len() {
        let twin = (0..events.len()).find(|&other| {
            other != at
                && !gone.contains(&other)
                && same_deed(&events[at].1, &events[other].1)
                && is_named_again(reading, &events[at].0, &events[other].0)
        });
        if let Some(twin) = twin {
            let again = events[twin].1.clone();
            take(&mut events[at].1, again);
            gone.insert(twin);
        }
    }
    let mut at = 0;
    events.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// Whether the second names by a noun how the first was done, or by an infinitive what it was for.
fn is_named_again(reading: Reading<'_>, first: &Told, again: &Told) -> bool {
    let parse = reading.parse;
    if again.governor != again.trigger {
        return false;
    }
    // "a strike *targeting* a commander"
    if parse.head(again.trigger) == Some(first.trigger) && parse.tokens[again.trigger].dep == Dep::Acl {
        return again.lemma == "target" || again.lemma == "aim";
    }
    // "the blast that killed two": the noun is what is told of.
    if !tree::verbal(parse, first.governor) || parse.head(first.governor) == Some(again.trigger) {
        return false;
    }
    let by_way = || {
        let agent = tree::agent(reading, first.governor);
        // "a wave of strikes hit the port"
        agent == Some(again.trigger)
            || agent.is_some_and(|agent| tree::content(reading, agent) == again.trigger)
            || BY_WAY_OF.iter().any(|word| tree::behind(parse, first.governor, word) == Some(again.trigger))
    };
    by_way() && !tree::verbal(parse, again.trigger) || is_purpose(parse, first.governor, again.trigger)
}

/// "met *to discuss*"
fn is_purpose(parse: &Parse, verb: usize, infinitive: usize) -> bool {
    parse.head(infinitive) == Some(verb)
        && matches!(parse.tokens[infinitive].dep, Dep::Advcl | Dep::Xcomp)
        && tree::infinitive(parse, infinitive)
}

/// The same type between the same sides, told as equally certain; what is done for a purpose is as certain as the purpose.
fn same_deed(a: &Event, b: &Event) -> bool {
    let as_certain = a.occurrence == b.occurrence || a.plover == "CONSULT";
    a.plover == b.plover
        && matches!(a.plover.as_str(), "ASSAULT" | "CONSULT")
        && as_certain
        && a.stance == b.stance
        && a.on_word_of == b.on_word_of
        && same_sides(&a.actors, &b.actors)
        && same_sides(&a.recipients, &b.recipients)
}

/// The same parties or words, or a state and somebody of it; nobody is nobody else.
fn same_sides(a: &[Party], b: &[Party]) -> bool {
    let known = |party: &Party, others: &[Party]| others.iter().any(|other| same_side(party, other));
    a.is_empty() == b.is_empty() && a.iter().all(|party| known(party, b)) && b.iter().all(|party| known(party, a))
}

fn same_side(a: &Party, b: &Party) -> bool {
    let (Some(one), Some(other)) = (&a.actor, &b.actor) else { return a.span == b.span };
    let state = |actor: &Actor| actor.kind == ActorKind::State && actor.sector.is_none();
    let same_country = one.country == other.country;
    let in_words = a.span.start < b.span.end && b.span.start < a.span.end;
    one.id == other.id
        || in_words && (same_country || one.country.is_none() || other.country.is_none())
        || same_country && one.country.is_some() && (state(one) || state(other))
}

/// What only the other naming says: how, when, where, how many; nothing that stands outside the words which carry the event.
fn take(event: &mut Event, again: Event) {
    if !event
        .evidence
        .spans
        .first()
        .is_some_and(|span| span.start <= again.trigger.start && again.trigger.end <= span.end)
    {
        return;
    }
    if event.mode.is_none() && again.mode.is_some() {
        (event.mode, event.cameo, event.intensity) = (again.mode, again.cameo, again.intensity);
    }
    event.when = event.when.or(again.when);
    event.place = event.place.take().or(again.place);
    event.casualties = event.casualties.take().or(again.casualties);
    for row in again.evidence.rows {
        if !event.evidence.rows.contains(&row) {
            event.evidence.rows.push(row);
        }
    }
}
