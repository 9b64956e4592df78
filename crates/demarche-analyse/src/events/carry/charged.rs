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

/// The verb of charge whose clause a draft is, if its subject there is a pronoun and the charge has no object of its own.
fn charge_above(reading: Reading<'_>, draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    let verb = draft.governor();
    let subject = tree::own_subject(parse, verb).filter(|&at| parse.tokens[at].pos == Pos::Pron)?;
    let third = matches!(parse.tokens[subject].norm.as_str(), "it" | "he" | "she" | "they");
    let head = parse.head(verb).filter(|_| third && parse.tokens[verb].dep == Dep::Ccomp)?;
    (tree::is(reading, head, "charging") && parse.child(head, Dep::Dobj).is_none()).then_some(head)
}
