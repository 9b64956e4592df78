//! Parties that the phrase leaves out and the report supplies: drafts in, drafts with carried parties out.
//!
//! After "fighting between Israel and Hamas", "the fighting intensified" is theirs. Only where one pair of sides dominates the report's
//! use of force; a carried party keeps the span where the report names it, and the rule's row says that it was carried.

use super::coder::Draft;
use super::roles;
use crate::Reading;
use demarche_model::Party;
use std::collections::BTreeMap;

/// The two sides of the conflict that a report is about.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    /// In order of country code.
    pub pair: [Party; 2],
}

/// What marks a draft whose parties were carried.
pub(super) const CARRIED: &str = "carried:sides-of-the-conflict";

fn force(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "THREATEN" | "RETREAT")
}

/// The sides that the drafts name together most often, if one pair stands out.
pub(super) fn sides(drafts: &[Draft]) -> Option<Sides> {
    let mut pairs: BTreeMap<(String, String), (u32, Party, Party)> = BTreeMap::new();
    let mut total = 0;
    for draft in drafts.iter().filter(|draft| force(draft)) {
        let mut count = |a: &Party, b: &Party| {
            let (Some(x), Some(y)) = (country(a), country(b)) else { return };
            if x == y {
                return;
            }
            let (low, high) = if x < y { (a, b) } else { (b, a) };
            let key = (x.clone().min(y.clone()), x.max(y));
            let entry = pairs.entry(key).or_insert_with(|| (0, low.clone(), high.clone()));
            entry.0 += 1;
            total += 1;
        };
        for (at, actor) in draft.actors.iter().enumerate() {
            for recipient in &draft.recipients {
                count(actor, recipient);
            }
            if draft.mutual {
                for other in draft.actors.iter().skip(at + 1) {
                    count(actor, other);
                }
            }
        }
    }
    let (_, (count, low, high)) = pairs.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
    (count >= 2 && count * 2 >= total).then(|| Sides { pair: [low, high] })
}

fn country(party: &Party) -> Option<String> {
    party.actor.as_ref()?.country.clone().filter(|code| !matches!(code.as_str(), "IGO" | "NGO" | "UNO"))
}

/// Fills in what the phrase leaves out.
pub(super) fn fill(reading: Reading<'_>, sides: Option<&Sides>, draft: &mut Draft) {
    let Some(Sides { pair: [low, high] }) = sides else { return };
    let plover = draft.action.plover.as_str();
    let together = draft.mutual && matches!(plover, "ASSAULT" | "RETREAT" | "CONSULT");
    if together && draft.actors.is_empty() && draft.recipients.is_empty() {
        draft.actors = vec![low.clone(), high.clone()];
        draft.rows.push(CARRIED.to_owned());
        return;
    }
    if draft.mutual || !matches!(plover, "ASSAULT" | "COERCE") {
        return;
    }
    let other = |parties: &[Party]| -> Option<Party> {
        let [only] = parties else { return None };
        let code = country(only)?;
        if country(low).as_ref() == Some(&code) {
            Some(high.clone())
        } else if country(high).as_ref() == Some(&code) {
            Some(low.clone())
        } else {
            None
        }
    };
    if draft.recipients.is_empty()
        && let Some(party) = other(&draft.actors)
    {
        roles::push(&mut draft.recipients, party);
        draft.rows.push(CARRIED.to_owned());
    } else if draft.actors.is_empty()
        && plover == "ASSAULT"
        && let Some(party) = other(&draft.recipients)
    {
        roles::push(&mut draft.actors, party);
        draft.rows.push(CARRIED.to_owned());
    }
    let _ = reading;
}
