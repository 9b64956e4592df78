//! Two states that act together: the drafts of a report in, the two out.
//!
//! "The United States and Britain struck sixty Houthi targets … the two countries had carried out 73 raids": the two that struck, not one of them and those
//! who were hit.

use super::together;
use crate::Reading;
use crate::events::coder::Draft;
use demarche_model::{ActorKind, Party};
use std::collections::BTreeMap;

/// The two states that most of the drafts with two doers name, if no other two are named as often.
pub(super) fn of(drafts: &[Draft]) -> Option<[Party; 2]> {
    let mut found: BTreeMap<[String; 2], (usize, [Party; 2])> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| !draft.mutual) {
        let [one, other] = draft.actors.as_slice() else { continue };
        let Some(codes) = together::codes(one, other).filter(|_| is_state(one) && is_state(other)) else { continue };
        let ordered = super::country(one).as_ref() == codes.first();
        let pair = if ordered { [one.clone(), other.clone()] } else { [other.clone(), one.clone()] };
        found.entry(codes).or_insert((0, pair)).0 += 1;
    }
    let most = found.values().map(|(count, _)| *count).max()?;
    let mut best = found.into_values().filter(|(count, _)| *count == most);
    best.next().filter(|_| best.next().is_none()).map(|(_, pair)| pair)
}

/// Whether a party is a state or acts for one: no armed group, faction or body of several states.
pub(super) fn is_state(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| {
        let acts = matches!(actor.sector.as_deref(), None | Some("GOV" | "MIL" | "LEG" | "SPY" | "COP"));
        acts && actor.country.is_some() && !matches!(actor.kind, ActorKind::Igo | ActorKind::Ngo)
    })
}

/// Whether words for several are of states: "the two countries", not "both sides".
pub(super) fn are_called_states(reading: Reading<'_>, words: &str) -> bool {
    reading.lexicon.verbs.classes.has("states-together", words.rsplit(' ').next().unwrap_or_default())
}
