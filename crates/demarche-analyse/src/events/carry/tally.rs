//! Who is told to do what to whom most often: the drafts of a report in, its two sides and the users of its weapons out.
//!
//! "Verania struck Ostria … Ostrian rockets hit Verania … the shelling of Ostria": Ostria and Verania are the sides.

use super::country;
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;
use demarche_model::Party;
use std::collections::BTreeMap;

/// What a draft is remembered under: the kind of deed, with its weapon.
pub(super) fn family(reading: Reading<'_>, draft: &Draft) -> Option<String> {
    let action = &draft.action;
    match action.plover.as_str() {
        "MOBILIZE" => Some(format!("MOBILIZE {}", action.mode.as_deref().unwrap_or_default())),
        "SANCTION" if action.cameo.as_deref() == Some("163") => Some("SANCTION".to_owned()),
        "COERCE" if action.cameo.as_deref() == Some("191") => Some("COERCE".to_owned()),
        "ASSAULT" => {
            let mut near = reading.parse.subtree(draft.trigger).take(40).chain(draft.carrier);
            let weapon = near.find(|&token| tree::is(reading, token, "remembered-arm"))?;
            Some(format!("ASSAULT {}", reading.parse.tokens[weapon].lemma))
        }
        _ => None,
    }
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<String, (u32, Party)>,
    total: u32,
}

impl Tally {
    pub(super) fn add(&mut self, party: &Party) {
        let Some(country) = country(party) else { return };
        self.total += 1;
        self.counts.entry(country).or_insert_with(|| (0, party.clone())).0 += 1;
    }

    /// Whoever has two thirds of the mentions.
    pub(super) fn leader(self) -> Option<Party> {
        let (_, (count, party)) = self.counts.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
        (count * 3 >= self.total * 2).then_some(party)
    }
}

/// The sides that the drafts name together most often, if one pair stands out.
pub(super) fn sides(drafts: &[Draft], counts: fn(&Draft) -> bool) -> Option<[Party; 2]> {
    let mut pairs: BTreeMap<(String, String), (u32, Party, Party)> = BTreeMap::new();
    let mut total = 0;
    let mut count = |a: &Party, b: &Party| {
        let (Some(x), Some(y)) = (country(a), country(b)) else { return };
        if x == y {
            return;
        }
        let (low, high) = if x < y { (a, b) } else { (b, a) };
        let key = if x < y { (x, y) } else { (y, x) };
        pairs.entry(key).or_insert_with(|| (0, low.clone(), high.clone())).0 += 1;
        total += 1;
    };
    for draft in drafts.iter().filter(|draft| counts(draft)) {
        for (at, actor) in draft.actors.iter().enumerate() {
            draft.recipients.iter().for_each(|recipient| count(actor, recipient));
            if draft.mutual {
                draft.actors.iter().skip(at + 1).for_each(|other| count(actor, other));
            }
        }
    }
    let (_, (count, low, high)) = pairs.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
    (count >= 2 && count * 2 >= total).then_some([low, high])
}

pub(super) fn hostile(draft: &Draft) -> bool {
    force(draft) || matches!(draft.action.plover.as_str(), "ACCUSE" | "SANCTION" | "REJECT" | "REQUEST")
}

pub(super) fn force(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "THREATEN" | "RETREAT")
}
