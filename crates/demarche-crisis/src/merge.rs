//! Events told more than once: tellings in, groups of tellings of one event out, whatever the order in which the reports came.
//!
//! "it had killed Ali Shadmani" and, in another report, "Ali Shadmani was killed in an Israeli strike" are one event; "the air force struck the
//! building of the broadcaster" is another. Two tellings are one event where type, sides, days, place and victims do not speak against it and
//! their particular words agree. Those that have none ("Israeli strikes") are told of the deed itself: they are grouped with one another by sides
//! and days. Where it is not clear tellings stay apart: two rows that are one are mended by the reader, one row that is two deceives him.
//!
//! Compared is only within blocks: a telling looks up events by its rarest words and by type, side and month, and no more than [`MOST_COMPARED`] of
//! them. This is event coreference by blocking and greedy clustering (as in Cybulska and Vossen 2015, who group by type, participants, time and
//! place before they compare), with weights that are learned from the reports. The thresholds were chosen on one invented crisis of 28 reports.

use crate::digest::Digest;
use crate::traits::{Trait, Usage};
use crate::words::stem;
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Part of the particular words of the shorter telling, by weight, that has to be shared.
const SHARED_WORDS: f64 = 0.4;
/// So many of them at least, unless the victim is the same.
const LEAST_SHARED: usize = 2;
/// Words by which a telling looks up events.
const LOOKUPS: usize = 6;
/// Events that it is compared with at most, those that share most first.
const MOST_COMPARED: usize = 24;
/// Tellings of an event that it is compared with at most.
const MOST_MEMBERS: usize = 16;
/// Events that a word or a block looks up: the latest.
const MOST_LISTED: usize = 64;
/// Days in a block.
const BLOCK_DAYS: i64 = 30;

/// Which telling: number of the report, number of the event in it.
pub(crate) type At = (usize, usize);

/// Groups the tellings of the reports; `source` gives for each report the one that it is a whole copy of, else itself; `order` gives the reports
/// by day and id. The tellings of a group are in order of the reports, the groups in order of their first tellings.
pub(crate) fn merge(reports: &[Digest], source: &[usize], order: &[usize], common: &NewsWords) -> Vec<Vec<At>> {
    let common: BTreeSet<String> =
        common.shares().map(|(word, _)| word).chain(common.function_words()).map(stem).collect();
    let mut traits: Vec<Trait> = Vec::new();
    for &number in order {
        let Some(report) = reports.get(number) else { continue };
        let source = source.get(number).copied().unwrap_or(number);
        let tellings = report.events.iter().enumerate();
        traits.extend(
            tellings.filter_map(|(index, telling)| Trait::read(report, telling, (number, index), source, &common)),
        );
    }
    let usage = Usage::of(&traits);
    traits.iter_mut().for_each(|own| usage.weigh(own));
    let mut groups = Groups::default();
    // Those with words of their own found the events; the bare ones come after, when it is known what there is.
    for own in traits.iter().filter(|own| !own.is_bare()) {
        groups.place(own);
    }
    for own in traits.iter().filter(|own| own.is_bare() && own.dated) {
        groups.place(own);
    }
    for own in traits.iter().filter(|own| own.is_bare() && !own.dated) {
        groups.place(own);
    }
    let mut made: Vec<Vec<At>> =
        groups.members.into_iter().map(|members| members.into_iter().map(|own| own.at).collect()).collect();
    made.iter_mut().for_each(|members: &mut Vec<At>| members.sort_unstable());
    made.sort();
    made
}

/// The events so far, with what looks them up.
#[derive(Default)]
struct Groups<'a> {
    members: Vec<Vec<&'a Trait>>,
    by_word: HashMap<(&'static str, &'a str), Vec<usize>>,
    by_block: HashMap<(&'static str, &'a str, i64), Vec<usize>>,
    by_copy: HashMap<(usize, &'a str), usize>,
    /// By report and type, the tellings so far.
    by_report: HashMap<(usize, &'static str), Vec<(&'a Trait, usize)>>,
}

impl<'a> Groups<'a> {
    fn place(&mut self, own: &'a Trait) {
        let group =
            self.copied(own).or_else(|| self.told_before(own)).or_else(|| self.best(own)).unwrap_or_else(|| {
                self.members.push(Vec::new());
                self.members.len() - 1
            });
        self.by_copy.entry((own.source, own.folded.as_str())).or_insert(group);
        self.by_report.entry((own.at.0, own.family)).or_default().push((own, group));
        for (word, _) in rarest(own) {
            list(self.by_word.entry((own.family, word)).or_default(), group);
        }
        if own.is_bare() {
            for block in blocks(own) {
                list(self.by_block.entry(block).or_default(), group);
            }
        }
        if let Some(members) = self.members.get_mut(group) {
            members.push(own);
        }
    }

    /// A copy tells what its original tells.
    fn copied(&self, own: &Trait) -> Option<usize> {
        let group = *self.by_copy.get(&(own.source, own.folded.as_str()))?;
        let other = self
            .members
            .get(group)?
            .iter()
            .any(|member| member.source == own.source && member.at.0 != own.at.0 && member.folded == own.folded);
        other.then_some(group)
    }

    /// "such an appeal" is the last one that the report told, and in "was killed in an Israeli strike" both words tell one deed.
    fn told_before(&self, own: &Trait) -> Option<usize> {
        let before = self.by_report.get(&(own.at.0, own.family))?;
        let same = before.iter().filter(|(other, _)| {
            (own.overlaps(other) || (own.points_back() && other.at.1 < own.at.1))
                && !is_other(&own.victims, &other.victims)
                && sides(&own.actors, &other.actors).is_some()
                && sides(&own.recipients, &other.recipients).is_some()
        });
        same.max_by_key(|(other, _)| other.at.1).map(|(_, group)| *group)
    }

    fn best(&self, own: &'a Trait) -> Option<usize> {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for (word, weight) in rarest(own) {
            for group in self.by_word.get(&(own.family, word)).into_iter().flatten() {
                *shared.entry(*group).or_default() += weight;
            }
        }
        if own.is_bare() {
            for group in blocks(own).into_iter().filter_map(|block| self.by_block.get(&block)).flatten() {
                shared.insert(*group, self.members.get(*group).map_or(0.0, |members| members.len() as f64));
            }
        }
        let mut candidates: Vec<(usize, f64)> = shared.into_iter().collect();
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let scored = candidates
            .into_iter()
            .take(MOST_COMPARED)
            .filter_map(|(group, _)| Some((agreement(own, self.members.get(group)?)?, group)));
        scored
            .fold(None, |best: Option<(f64, usize)>, next| match best {
                // Candidates come with the likeliest first; of equal ones that is the one told most.
                Some(best) if best.0 >= next.0 => Some(best),
                _ => Some(next),
            })
            .map(|(_, group)| group)
    }
}

fn list(listed: &mut Vec<usize>, group: usize) {
    if !listed.contains(&group) {
        if listed.len() == MOST_LISTED {
            listed.remove(0);
        }
        listed.push(group);
    }
}

/// The rarest words of a telling.
fn rarest(own: &Trait) -> impl Iterator<Item = (&str, f64)> {
    let mut words: Vec<(&str, f64)> = own.particular.iter().map(|(word, weight)| (word.as_str(), *weight)).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    words.into_iter().take(LOOKUPS)
}

/// The blocks of a telling without particular words: type, each doer, each month that it may be of.
fn blocks(own: &Trait) -> Vec<(&'static str, &str, i64)> {
    let (first, last) = own.days.map_or((0, 0), |days| (days.0 / BLOCK_DAYS, days.1 / BLOCK_DAYS));
    let last = last.min(first + 3);
    own.actors.iter().flat_map(|actor| (first..=last).map(move |block| (own.family, actor.as_str(), block))).collect()
}

/// How well a telling agrees with those of an event; `None` where something speaks against it.
fn agreement(own: &Trait, members: &[&Trait]) -> Option<f64> {
    let compared = || members.iter().take(1).chain(members.iter().skip(1).rev().take(MOST_MEMBERS));
    if compared().any(|member| !are_days_near(own, member) || !are_places_one(own, member)) {
        return None;
    }
    if compared().any(|member| is_other(&own.victims, &member.victims)) {
        return None;
    }
    // One telling with its sides mistaken, or of both sides at once, must not bring together the deeds of one side and those of the other.
    let against = compared().filter(|member| are_sides_other(own, member)).count();
    if 3 * against > compared().count() {
        return None;
    }
    compared().filter_map(|member| likeness(own, member)).reduce(f64::max)
}

fn are_days_near(a: &Trait, b: &Trait) -> bool {
    match (a.days, b.days) {
        (Some(a_days), Some(b_days)) => {
            let slack = i64::from(a.dated && b.dated);
            a_days.0 <= b_days.1 + slack && b_days.0 <= a_days.1 + slack
        }
        _ => true,
    }
}

fn are_places_one(a: &Trait, b: &Trait) -> bool {
    a.place.is_none() || b.place.is_none() || a.place == b.place
}

fn are_sides_other(a: &Trait, b: &Trait) -> bool {
    sides(&a.actors, &b.actors).is_none() || sides(&a.recipients, &b.recipients).is_none()
}

/// Whether two deeds without words of their own are between the same states, as far as these are named.
fn are_states_one(a: &Trait, b: &Trait) -> bool {
    let states = |own: &Trait| own.states().cloned().collect::<BTreeSet<String>>();
    let (a, b) = (states(a), states(b));
    a.intersection(&b).count() >= a.len().min(b.len()).min(2)
}

fn is_other(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

fn likeness(a: &Trait, b: &Trait) -> Option<f64> {
    let actors = sides(&a.actors, &b.actors)?;
    let recipients = sides(&a.recipients, &b.recipients)?;
    let place = f64::from(u8::from(a.place.is_some() && a.place == b.place));
    if a.is_bare() || b.is_bare() {
        // Neither has words of its own: the bare deed between the same sides.
        let bare = a.is_bare() && b.is_bare() && actors > 0.0 && are_states_one(a, b);
        return bare.then_some(actors + recipients + place);
    }
    let shorter = a.mass().min(b.mass());
    let (shared, words) = shared(&a.particular, &b.particular);
    let shared = shared / shorter;
    let enough = words >= LEAST_SHARED || !a.victims.is_disjoint(&b.victims);
    (enough && shared >= SHARED_WORDS && actors + recipients > 0.0)
        .then_some(actors + recipients + place + 2.0 * shared)
}

/// The weight and the number of the words that both have; both sorted.
fn shared(a: &[(String, f64)], b: &[(String, f64)]) -> (f64, usize) {
    let mut rest = b.iter().peekable();
    let (mut sum, mut words) = (0.0, 0);
    for (word, weight) in a {
        while rest.next_if(|(other, _)| other < word).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == word) {
            sum += weight.min(*other);
            words += 1;
        }
    }
    (sum, words)
}

/// 1 where both name a common country, 0 where one names none, nothing where they name different ones.
fn sides(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return Some(0.0);
    }
    (!a.is_disjoint(b)).then_some(1.0)
}
