//! What gainsays a claim is no event of its own: groups of tellings in, the same out with each rejection in the group of the claim.
//!
//! "An official called that statement a mistake" goes to the deed of that statement; "denied that it was involved", told by two papers within days, is
//! one denial.

use super::gainsay::{Gainsaid, referent};
use super::traits::Trait;
use super::{At, Members};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Puts what gainsays a claim to the event that the claim is of.
pub(super) fn attach(groups: &mut Vec<Members<'_>>) {
    let rejecting = groups.iter().flatten().filter(|own| own.gainsays.is_some());
    let mut told: BTreeMap<usize, Vec<&Trait>> = rejecting.map(|own| (own.at.0, Vec::new())).collect();
    let mut denials = Denials::default();
    let mut group_of: BTreeMap<At, usize> = BTreeMap::new();
    for (number, own) in groups.iter().enumerate().flat_map(|(number, of)| of.iter().map(move |own| (number, own))) {
        let report = told.get_mut(&own.at.0);
        if denials.note(own) || report.is_some() {
            group_of.insert(own.at, number);
        }
        report.into_iter().for_each(|report| report.push(own));
    }
    for report in told.values() {
        for own in report.iter().filter(|own| own.gainsays.is_some()) {
            let here = referent(own, report).and_then(|other| group_of.get(&other.at).copied());
            let elsewhere = || claimed_elsewhere(own, groups).or_else(|| denials.told_before(own, &group_of));
            let Some(into) = here.or_else(elsewhere) else { continue };
            if let Some(members) = group_of.insert(own.at, into).and_then(|from| groups.get_mut(from)) {
                members.retain(|member| member.at != own.at);
            }
            if let Some(members) = groups.get_mut(into) {
                members.push(own);
            }
        }
    }
    groups.retain(|members| !members.is_empty());
}

/// The event of a claim that is gainsaid by name in another report: "dismissed the cluster bomb story". Of several the one told most.
fn claimed_elsewhere(own: &Trait, groups: &[Members<'_>]) -> Option<usize> {
    if !own.gainsays_by_name() {
        return None;
    }
    let meant = |members: &Members<'_>| members.iter().filter(|other| own.gainsays_claim_of(other)).count();
    let counted = groups.iter().enumerate().map(|(number, members)| (meant(members), number));
    counted.filter(|(count, _)| *count > 0).max_by_key(|(count, number)| (*count, Reverse(*number))).map(|(_, at)| at)
}

/// Tellings that deny, by whoever does.
#[derive(Default)]
struct Denials<'a>(HashMap<String, Vec<&'a Trait>>);

impl<'a> Denials<'a> {
    /// Keeps a telling that another may tell again, and says so.
    fn note(&mut self, own: &'a Trait) -> bool {
        let denies = matches!(own.gainsays, Some(Gainsaid::Part | Gainsaid::Clause(_))) || own.unmakes_part();
        if denies {
            self.0.entry(side(own)).or_default().push(own);
        }
        denies
    }

    /// The first event of which another report tells the same denial: one that is told as not done, else the denial that was told first.
    fn told_before(&self, own: &Trait, group_of: &BTreeMap<At, usize>) -> Option<usize> {
        let first = |other: &Trait| other.gainsays.is_none() || (other.told, other.at) < (own.told, own.at);
        let same = self.0.get(&side(own)).into_iter().flatten();
        same.filter(|other| own.denies_again(other) && first(other))
            .filter_map(|other| group_of.get(&other.at))
            .min()
            .copied()
    }
}

/// Those whose act a telling is, as one word.
fn side(own: &Trait) -> String {
    own.actors.iter().map(|actor| actor.as_str()).collect::<Vec<_>>().join(" ")
}
