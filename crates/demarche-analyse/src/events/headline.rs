//! The headline and the body tell one event: the events of a report in, those of its headline filled from their tellings in the body out.
//!
//! "Commander killed in strike" over "Israel killed the commander overnight": the headline's event is Israel's, and of that night. It stays a
//! telling of its own, with its own words and its own status: what an outlet asserts above and attributes below is for the reader to see.

use super::carry::CARRIED;
use super::when::Told;
use crate::Reading;
use demarche_model::{BlockKind, Event, Ground, Occurrence, Party, When};
use std::collections::BTreeSet;

/// Fills day, place and parties of the headline's events from the first telling in the body that can be the same.
pub(super) fn merge(reading: Reading<'_>, events: &mut [(Told, Event)]) {
    let above: Vec<bool> = events.iter().map(|(told, _)| in_headline(reading, told)).collect();
    for at in 0..events.len() {
        if !above[at] {
            continue;
        }
        let twin = (0..events.len()).find(|&other| !above[other] && same(&events[at].1, &events[other].1));
        let Some(twin) = twin.map(|other| events[other].1.clone()) else { continue };
        let event = &mut events[at].1;
        let before = (event.actors.len(), event.recipients.len());
        if event.actors.is_empty() {
            event.actors = twin.actors;
        }
        if event.recipients.is_empty() {
            event.recipients = twin.recipients;
        }
        if before != (event.actors.len(), event.recipients.len())
            && !event.evidence.rows.iter().any(|row| row == CARRIED)
        {
            event.evidence.rows.push(CARRIED.to_owned());
        }
        event.when = event.when.or(twin.when.map(|when| When { span: None, ground: Ground::Anchored, ..when }));
        if event.place.is_none() {
            event.place = twin.place.map(|(_, place)| (None, place));
        }
    }
}

fn in_headline(reading: Reading<'_>, told: &Told) -> bool {
    let start = reading.parse.tokens[told.trigger].start;
    reading
        .article
        .blocks
        .iter()
        .take_while(|block| block.span.start <= start)
        .any(|block| block.kind == BlockKind::Headline && start < block.span.end)
}

/// Whether two events of one report can be one: the same type, both told as done, no side at odds and one side shared.
fn same(a: &Event, b: &Event) -> bool {
    let done = |event: &Event| event.occurrence == Occurrence::Actual;
    let countries = |parties: &[Party]| -> BTreeSet<String> {
        parties.iter().filter_map(|party| party.actor.as_ref()?.country.clone()).collect()
    };
    let sides = [(&a.actors, &b.actors), (&a.recipients, &b.recipients)].map(|(a, b)| (countries(a), countries(b)));
    a.plover == b.plover
        && done(a)
        && done(b)
        && sides.iter().all(|(a, b)| a.is_empty() || b.is_empty() || !a.is_disjoint(b))
        && sides.iter().any(|(a, b)| !a.is_disjoint(b))
}
