//! Nobody charges himself: drafts in, drafts whose doer a pronoun under a charge misnames out.
//!
//! "Norway broke off relations with Ostria, charging that it arms the rebels": *it* is Ostria, whom the clause above names; where it names nobody,
//! nobody is said.

use super::{CARRIED, same};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::tree;
use demarche_language::{Dep, Pos};
use demarche_model::Party;

/// Corrects the doer of each deed that a clause of charge tells of a pronoun.
pub(in super::super) fn self_charged(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let Some(charge) = charge_above(reading, &drafts[here]) else { continue };
        let chargers = tree::subject(reading, charge).map(|subject| roles::parties(reading, subject, Side::Acting));
        let chargers = chargers.unwrap_or_default();
        let of_charger = |party: &Party| chargers.iter().any(|charger| same(charger, party));
        if !drafts[here].actors.is_empty() && !drafts[here].actors.iter().any(of_charger) {
            continue;
        }
        let above = reading.parse.head(charge);
        let named = |draft: &&Draft| draft.governor() == charge || Some(draft.governor()) == above;
        let mut others: Vec<Party> = drafts.iter().filter(named).flat_map(|draft| draft.recipients.clone()).collect();
        others.retain(|party| !of_charger(party));
        drafts[here].actors = others;
        drafts[here].rows.push(CARRIED.to_owned());
    }
}

/// "accused Norway of arming the rebels": whoever charges another with what it does for rebels speaks of its own.
pub(in super::super) fn own_rebels(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for draft in drafts.iter_mut() {
        let verb = draft.governor();
        let charge = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Pcomp).and_then(|of| parse.head(of));
        let Some(charge) = charge.filter(|&charge| tree::is(reading, charge, "charging")) else { continue };
        let Some(charger) = tree::subject(reading, charge) else { continue };
        let charger =
            roles::parties(reading, charger, Side::Acting).into_iter().find_map(|party| super::country(&party));
        let Some(code) =
            charger.filter(|code| draft.actors.iter().all(|party| super::country(party).as_ref() != Some(code)))
        else {
            continue;
        };
        // "accused Norway of abetting terrorists": whose they are is not said.
        let text = &reading.article.text;
        let meant =
            draft.recipients.iter_mut().filter(|party| !party.span.of(text).to_lowercase().contains("terrorist"));
        for actor in meant.filter_map(|party| party.actor.as_mut()) {
            if actor.country.is_none() && matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS")) {
                actor.country = Some(code.clone());
            }
        }
    }
}

/// The verb of charge whose clause a draft is, if its subject there is a pronoun and the charge has no object of its own.
fn charge_above(reading: Reading<'_>, draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    let verb = draft.governor();
    let subject = tree::own_subject(parse, verb).filter(|&at| parse.tokens[at].pos == Pos::Pron)?;
    let third = matches!(parse.tokens[subject].norm.as_str(), "it" | "he" | "she" | "they");
    let head = parse.head(verb).filter(|_| third && parse.tokens[verb].dep == Dep::Ccomp)?;
    (tree::is(reading, head, "charging") && parse.child(head, Dep::Dobj).is_none()).then_some(head)
}
