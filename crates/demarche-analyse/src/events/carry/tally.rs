//! Who is told to use which weapon: the drafts of a report in, the users of its weapons and their targets out.
//!
//! "Ostrian rockets hit Verania … another rocket was fired": the rockets are Ostria's.

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
