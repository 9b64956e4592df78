//! Events told more than once: tellings in, in order, groups of tellings of one event out.
//!
//! "Israeli strikes on its nuclear sites" and, in another report, "Israel launched its air campaign" are one event; "the air force struck the
//! building of the broadcaster" is another. Two tellings are one event where type, parties, days and place do not speak against it and either
//! their particular words agree or neither has any. Where it is not clear they stay apart: two rows that are one are mended by the reader, one
//! row that is two deceives him.

use crate::day_number;
use crate::digest::{Digest, Party, Telling};
use crate::words::{stem, words};
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, BTreeSet};

/// A telling is taken to be of days near its report unless it says another day.
const NEAR_DAYS: i64 = 21;
/// Part of the particular words of the shorter telling that has to be shared.
const SHARED_WORDS: f64 = 0.5;

/// Which telling: number of the report, number of the event in it.
pub(crate) type At = (usize, usize);

/// What comparing tellings needs of one.
#[derive(Clone, Debug)]
struct Trait {
    at: At,
    /// The report, or the one that it is a copy of.
    source: usize,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    /// First and last day, and whether the report says them.
    days: Option<(i64, i64)>,
    dated: bool,
    place: Option<String>,
    particular: BTreeSet<String>,
    folded: Vec<String>,
}

/// Groups the tellings of the reports; `source` gives for each report the one that it is a whole copy of, else itself.
pub(crate) fn merge(reports: &[Digest], source: &[usize], common: &NewsWords) -> Vec<Vec<At>> {
    let common = common.shares().map(|(word, _)| word).chain(common.function_words()).map(stem).collect();
    let mut groups: Vec<Vec<Trait>> = Vec::new();
    let mut by_family: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, report) in reports.iter().enumerate() {
        for (index, telling) in report.events.iter().enumerate() {
            let own = read(report, telling, (number, index), source, &common);
            let known = by_family.entry(family(&telling.plover)).or_default();
            let mut best: Option<(f64, usize)> = None;
            for &group in known.iter() {
                if let Some(score) = groups.get(group).and_then(|members| agreement(&own, members))
                    && best.is_none_or(|(most, _)| score > most)
                {
                    best = Some((score, group));
                }
            }
            match best.and_then(|(_, group)| groups.get_mut(group)) {
                Some(members) => members.push(own),
                None => {
                    known.push(groups.len());
                    groups.push(vec![own]);
                }
            }
        }
    }
    groups.into_iter().map(|members| members.into_iter().map(|member| member.at).collect()).collect()
}

/// Types between which reports waver when they tell one event.
fn family(plover: &str) -> &str {
    match plover {
        "ASSAULT" | "COERCE" => "ASSAULT",
        "CONSULT" | "AGREE" | "COOPERATE" => "CONSULT",
        "REQUEST" | "DEMAND" => "REQUEST",
        other => other,
    }
}

fn read(report: &Digest, telling: &Telling, at: At, source: &[usize], common: &BTreeSet<String>) -> Trait {
    let published = report.published.as_deref().and_then(day_number);
    let day = |text: &Option<String>| text.as_deref().and_then(day_number);
    let said = telling.when.as_ref().and_then(|when| day(&when.from).zip(day(&when.to)));
    let near = published.filter(|_| telling.occurrence != "historical").map(|day| (day - NEAR_DAYS, day + NEAR_DAYS));
    let mut own: BTreeSet<String> = BTreeSet::new();
    for party in telling.actors.iter().chain(&telling.recipients) {
        own.extend(
            words(&party.name)
                .map(|word| stem(&word.folded))
                .take_while(|_| party.country.is_some() && is_state(party)),
        );
    }
    let folded: Vec<String> = words(&telling.evidence.text).map(|word| word.folded).collect();
    let trigger_free = folded.iter().map(|word| stem(word)).filter(|word| word.len() > 2 && !common.contains(word));
    Trait {
        at,
        source: source.get(at.0).copied().unwrap_or(at.0),
        actors: countries(&telling.actors),
        recipients: countries(&telling.recipients),
        days: said.or(near),
        dated: said.is_some(),
        place: telling.place.as_ref().filter(|place| place.precision != "country").map(|place| place.name.clone()),
        particular: trigger_free.filter(|word| !own.iter().any(|name| is_alike(name, word))).collect(),
        folded,
    }
}

/// A state or its government, whose name says nothing beyond its code.
fn is_state(party: &Party) -> bool {
    matches!(party.kind.as_deref(), Some("state" | "government"))
}

/// `israel` and `israeli`, `iran` and `iranian`.
fn is_alike(name: &str, word: &str) -> bool {
    let short = name.len().min(word.len());
    short >= 4 && name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count() >= short.min(5)
}

fn countries(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.country.clone()).collect()
}

/// How well a telling agrees with those of an event; `None` where something speaks against it.
fn agreement(own: &Trait, members: &[Trait]) -> Option<f64> {
    // A copy tells what its original tells.
    if let Some(same) = members
        .iter()
        .find(|member| member.source == own.source && member.at.0 != own.at.0 && member.folded == own.folded)
    {
        return Some(10.0 + same.particular.len() as f64);
    }
    if members.iter().any(|member| !are_days_near(own, member) || !are_places_one(own, member)) {
        return None;
    }
    members.iter().filter_map(|member| likeness(own, member)).reduce(f64::max)
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

fn likeness(a: &Trait, b: &Trait) -> Option<f64> {
    let actors = sides(&a.actors, &b.actors)?;
    let recipients = sides(&a.recipients, &b.recipients)?;
    let place = f64::from(u8::from(a.place.is_some() && a.place == b.place));
    let shorter = a.particular.len().min(b.particular.len());
    if shorter == 0 {
        // Neither has words of its own: the bare deed between the same parties.
        let bare = a.particular.len() == b.particular.len() && actors > 0.0 && a.place == b.place;
        return bare.then_some(actors + recipients);
    }
    let shared = a.particular.intersection(&b.particular).count() as f64 / shorter as f64;
    (shared >= SHARED_WORDS && actors + recipients > 0.0).then_some(actors + recipients + place + 2.0 * shared)
}

/// 1 where both name a common country, 0 where one names none, nothing where they name different ones.
fn sides(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return Some(0.0);
    }
    (!a.is_disjoint(b)).then_some(1.0)
}
