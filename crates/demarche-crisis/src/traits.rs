//! What comparing tellings needs of one: a telling in its report in, its sides, days, place and particular words out.
//!
//! "Israeli strikes on its nuclear and military sites" has two sides and few words of its own; "it had killed Ali Shadmani" has a name that no other
//! deed of that day has. What is particular is learned from the reports themselves: a word that a quarter of the reports on these states use
//! tells no deed from another.

use crate::day_number;
use crate::digest::{Digest, Party, Telling};
use crate::merge::At;
use crate::words::{stem, words};
use std::collections::{BTreeMap, BTreeSet};

/// A telling that says no day is taken to be of days near its report. A noun may refer back for weeks …
const NEAR_DAYS: i64 = 21;
/// … a verb without particulars tells the news: it is of these days before the report and of these after it.
const NEWS_DAYS: (i64, i64) = (4, 1);
/// A word that this part of the reports on a state uses is not particular …
const GENERIC_SHARE: f64 = 0.25;
/// … once so many reports use it.
const GENERIC_REPORTS: f64 = 4.0;
/// Words that together weigh less do not tell a deed from others.
const LEAST_MASS: f64 = 2.0;
/// So few words, none of them a name, do not either: one of them is often the word for the deed itself.
const LEAST_WORDS: usize = 2;
/// How much more the names of places and victims weigh.
const NAME_WEIGHT: f64 = 1.5;
/// How many reports a count of words is worth before any is read.
const PRIOR: f64 = 8.0;

/// What comparing tellings needs of one.
#[derive(Clone, Debug)]
pub(crate) struct Trait {
    pub(crate) at: At,
    /// The report, or the one that it is a copy of.
    pub(crate) source: usize,
    pub(crate) family: &'static str,
    pub(crate) actors: BTreeSet<String>,
    pub(crate) recipients: BTreeSet<String>,
    /// First and last day, and whether the report says them.
    pub(crate) days: Option<(i64, i64)>,
    pub(crate) dated: bool,
    /// The days if it turns out to be news.
    news: Option<(i64, i64)>,
    /// Whether it is still to come.
    ahead: bool,
    /// Whether it is a noun: "the Israeli strikes".
    nominal: bool,
    pub(crate) place: Option<String>,
    /// Persons whom it befalls, by name.
    pub(crate) victims: BTreeSet<String>,
    /// Its words beyond those of the trade and the names of its states, with their weights; sorted.
    pub(crate) particular: Vec<(String, f64)>,
    /// Of those, the names of its place.
    placed: BTreeSet<String>,
    /// Of those, the names of its victims.
    befallen: BTreeSet<String>,
    /// The evidence, folded.
    pub(crate) folded: String,
    /// Where the evidence stands.
    span: [u32; 2],
}

impl Trait {
    /// How much of it is particular.
    pub(crate) fn mass(&self) -> f64 {
        self.particular.iter().map(|(_, weight)| weight).sum()
    }

    /// Whether it has no words that tell it from other deeds between the same sides.
    pub(crate) fn is_bare(&self) -> bool {
        self.particular.is_empty()
    }

    /// Whether it points back to what was told before: "such an appeal".
    pub(crate) fn points_back(&self) -> bool {
        self.folded.split(' ').any(|word| word == "such")
    }

    /// Whether its words and those of another telling of the report are in part the same words, one of them a noun: "was killed in an Israeli
    /// strike".
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        (self.nominal || other.nominal)
            && self.at.0 == other.at.0
            && self.span[0] < other.span[1]
            && other.span[0] < self.span[1]
    }

    /// The states that it names.
    pub(crate) fn states(&self) -> impl Iterator<Item = &String> {
        self.actors.union(&self.recipients)
    }

    /// Reads a telling; every word still weighs the same.
    pub(crate) fn read(
        report: &Digest,
        telling: &Telling,
        at: At,
        source: usize,
        common: &BTreeSet<String>,
    ) -> Option<Self> {
        let published = report.published.as_deref().and_then(day_number);
        let day = |text: &Option<String>| text.as_deref().and_then(day_number);
        let said = telling.when.as_ref().and_then(|when| day(&when.from).zip(day(&when.to)));
        let near =
            published.filter(|_| telling.occurrence != "historical").map(|day| (day - NEAR_DAYS, day + NEAR_DAYS));
        let folded: Vec<String> = words(&telling.evidence.text).map(|word| word.folded).collect();
        let own = state_names(telling);
        let victims = victims(telling, &folded);
        let place = telling.place.as_ref().filter(|place| place.precision != "country").map(|place| place.name.clone());
        let stems = |text: &str| words(text).map(|word| stem(&word.folded)).collect::<Vec<_>>();
        let placed: BTreeSet<String> = place.iter().flat_map(|name| stems(name)).collect();
        let befallen: BTreeSet<String> = victims.iter().flat_map(|name| stems(name)).collect();
        let mut particular: Vec<(String, f64)> = folded
            .iter()
            .map(|word| stem(word))
            .chain(befallen.iter().cloned())
            .filter(|word| word.len() > 2 && !common.contains(word) && !own.iter().any(|name| is_alike(name, word)))
            .map(|word| (word, 1.0))
            .collect();
        particular.sort_by(|a, b| a.0.cmp(&b.0));
        particular.dedup_by(|a, b| a.0 == b.0);
        Some(Self {
            at,
            source,
            family: family(&telling.plover),
            actors: countries(&telling.actors),
            recipients: countries(&telling.recipients),
            days: said.or(near),
            dated: said.is_some(),
            news: said.or(near.and(published).map(|day| (day - NEWS_DAYS.0, day + NEWS_DAYS.1))),
            ahead: matches!(telling.occurrence.as_str(), "future" | "hypothetical"),
            nominal: telling.evidence.rule.contains("noun"),
            place,
            victims,
            particular,
            placed,
            befallen,
            folded: folded.join(" "),
            span: telling.evidence.spans.first().copied().unwrap_or_default(),
        })
    }
}

/// Types between which reports waver when they tell one event.
fn family(plover: &str) -> &'static str {
    match plover {
        "ASSAULT" | "COERCE" => "ASSAULT",
        "CONSULT" | "AGREE" | "COOPERATE" | "RETREAT" => "CONSULT",
        "REQUEST" | "DEMAND" => "REQUEST",
        "ACCUSE" => "ACCUSE",
        "AID" => "AID",
        "MOBILIZE" => "MOBILIZE",
        "PROTEST" => "PROTEST",
        "REJECT" => "REJECT",
        "SANCTION" => "SANCTION",
        "SUPPORT" => "SUPPORT",
        "THREATEN" => "THREATEN",
        _ => "",
    }
}

/// The words of the states' names and of what they are called here ("Tehran"), which say nothing beyond their codes.
fn state_names(telling: &Telling) -> BTreeSet<String> {
    let parties = telling.actors.iter().chain(&telling.recipients);
    let states = parties.filter(|party| party.country.is_some() && is_state(party));
    let names = states.flat_map(|party| {
        let called = Some(&party.text).filter(|text| !text.contains(' '));
        std::iter::once(&party.name).chain(called)
    });
    names.flat_map(|name| words(name).map(|word| stem(&word.folded)).collect::<Vec<_>>()).collect()
}

/// Persons whom the words of the telling name, or mean by a pronoun.
fn victims(telling: &Telling, folded: &[String]) -> BTreeSet<String> {
    let pronoun = folded.iter().any(|word| matches!(word.as_str(), "him" | "her"));
    let persons = telling.recipients.iter().filter(|party| party.kind.as_deref() == Some("person"));
    persons
        .map(|party| party.name.to_lowercase())
        .filter(|name| pronoun || words(name).any(|word| folded.contains(&word.folded)))
        .collect()
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

/// How many reports on a state tell deeds of a family, and how many of them use a word. Copies count once.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    reports: BTreeMap<(&'static str, String), f64>,
    holders: BTreeMap<(&'static str, String), BTreeMap<String, f64>>,
}

impl Usage {
    /// Counts over all tellings.
    pub(crate) fn of(traits: &[Trait]) -> Self {
        let mut usage = Self::default();
        let mut by_block: BTreeMap<(&'static str, &str, usize), BTreeSet<&str>> = BTreeMap::new();
        for own in traits {
            for state in own.states() {
                let known = by_block.entry((own.family, state.as_str(), own.source)).or_default();
                known.extend(own.particular.iter().map(|(word, _)| word.as_str()));
            }
        }
        for ((family, state, _), known) in by_block {
            *usage.reports.entry((family, state.to_owned())).or_default() += 1.0;
            let holders = usage.holders.entry((family, state.to_owned())).or_default();
            for word in known {
                match holders.get_mut(word) {
                    Some(count) => *count += 1.0,
                    None => {
                        holders.insert(word.to_owned(), 1.0);
                    }
                }
            }
        }
        usage
    }

    /// Weighs the words of a telling by how rare they are among the reports on its states; those that are not rare go.
    pub(crate) fn weigh(&self, own: &mut Trait) {
        let states: Vec<(f64, Option<&BTreeMap<String, f64>>)> = own
            .states()
            .map(|state| {
                let block = (own.family, state.clone());
                (self.reports.get(&block).copied().unwrap_or_default(), self.holders.get(&block))
            })
            .collect();
        for (word, weight) in &mut own.particular {
            let befallen = own.befallen.contains(word);
            let name = befallen || own.placed.contains(word);
            let rarest = states.iter().map(|(reports, holders)| {
                let held = holders.and_then(|holders| holders.get(word)).copied().unwrap_or_default();
                if held >= GENERIC_REPORTS && held >= GENERIC_SHARE * reports && !befallen {
                    0.0
                } else {
                    ((reports + PRIOR) / (held + 1.0)).ln()
                }
            });
            let rarest = rarest.fold(f64::INFINITY, f64::min);
            *weight = if rarest.is_finite() { rarest } else { 1.0 } * if name { NAME_WEIGHT } else { 1.0 };
        }
        own.particular.retain(|(_, weight)| *weight > 0.0);
        let named = own.particular.iter().any(|(word, _)| own.befallen.contains(word));
        if own.mass() < LEAST_MASS || (own.particular.len() < LEAST_WORDS && !named) {
            own.particular.clear();
            if !own.nominal && !own.ahead {
                own.days = own.news;
            }
        }
    }
}
