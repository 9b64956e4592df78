//! Attacks that a condemnation is about and that name nobody: drafts in, the same out with whoever is condemned for the doer.
//!
//! "Norwegian jets bombed a base. Ghana condemned the attack": whom Ghana condemns is known by then, and the attack is his.

use super::judged::{countries, points_back};
use super::{body, country_or_body, mark, names_nobody};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;

/// Takes out the attacks that a condemnation is about and that name nobody, "condemned *the attack*", until it is known who is condemned.
pub(in super::super) fn take_condemned(reading: Reading<'_>, drafts: &mut Vec<Draft>) -> Vec<Draft> {
    let condemned = |draft: &Draft| {
        draft.rule == "E210 event-noun"
            && draft.carrier.is_none()
            && draft.action.plover == "ASSAULT"
            && !draft.mutual
            && names_nobody(draft)
            && points_back(reading, draft.trigger, true)
            && condemnation(reading, drafts, draft).is_some()
    };
    let taken: Vec<bool> = drafts.iter().map(condemned).collect();
    let mut taken = taken.into_iter();
    drafts.extract_if(.., |_| taken.next().unwrap_or_default()).collect()
}

/// Puts them back where somebody is condemned for them: "Ghana condemned the attack", of Norway, tells of an attack by Norway.
pub(in super::super) fn give_back(reading: Reading<'_>, drafts: &mut Vec<Draft>, taken: Vec<Draft>) {
    for mut draft in taken {
        let Some(judge) = condemnation(reading, drafts, &draft) else { continue };
        let told = !judge.recipients.is_empty() && judge.recipients.iter().all(body) && judge.actors.iter().any(body);
        let own = judge.recipients.iter().filter_map(country_or_body).any(|code| countries(judge).contains(&code));
        if !told || own {
            continue;
        }
        draft.actors.clone_from(&judge.recipients);
        mark(&mut draft);
        let at = drafts.partition_point(|other| other.trigger < draft.trigger);
        drafts.insert(at, draft);
    }
}

/// The condemnation that an attack is the object of.
fn condemnation<'a>(reading: Reading<'_>, drafts: &'a [Draft], attack: &Draft) -> Option<&'a Draft> {
    let judges = |draft: &&Draft| {
        draft.action.plover == "ACCUSE"
            && draft.rule == "E120 verb"
            && draft.trigger != attack.trigger
            && tree::objects(reading, draft.trigger).contains(&attack.trigger)
    };
    drafts.iter().find(judges)
}
