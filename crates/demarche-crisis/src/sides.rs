//! The sides of a conflict: a [`Crisis`] in, for each state when it attacks and when it is attacked out.
//!
//! In a month in which most reports tell of raids of Verania on Ostria and of Ostria on Verania both are at war; a third state that once shot
//! down a drone is not.

use crate::crisis::Crisis;
use crate::day_number;
use crate::digest::Party;
use std::collections::{BTreeMap, BTreeSet};

/// Days in a stretch of time over which sides are counted.
const STRETCH: i64 = 30;
/// Two states that have so large a part of the hostile deeds between them as the two that have most are at odds.
const AT_ODDS: f64 = 0.5;
/// A state that is in so large a part of the deeds of force as the state that is in most of them is at war.
const AT_WAR: f64 = 0.25;

/// Tellings of force by state: as doer, as target.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    does: usize,
    suffers: usize,
    /// Hostile deeds of all sorts, threats and charges too, between it and the state with which it has most.
    quarrels: usize,
}

/// Who attacks whom, by stretches of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    parts: BTreeMap<Option<i64>, BTreeMap<String, Part>>,
    most: BTreeMap<Option<i64>, usize>,
    most_quarrels: BTreeMap<Option<i64>, usize>,
}

impl Crisis {
    /// Who attacks whom.
    pub(crate) fn sides(&self) -> &Sides {
        self.sides.get_or_init(|| Sides::of(self))
    }
}

impl Sides {
    /// Counts over all tellings of force.
    pub(crate) fn of(crisis: &Crisis) -> Self {
        let mut sides = Self::default();
        let mut pairs: BTreeMap<(Option<i64>, [String; 2]), usize> = BTreeMap::new();
        for report in &crisis.reports {
            let stretch = stretch(report.published.as_deref());
            let force = report.events.iter().filter(|told| told.plover == "ASSAULT" && told.occurrence == "actual");
            for told in force {
                for country in told.actors.iter().filter_map(Party::state) {
                    sides.part_of(stretch, country).does += 1;
                }
                for country in told.recipients.iter().filter_map(Party::state) {
                    sides.part_of(stretch, country).suffers += 1;
                }
            }
            for told in report.events.iter().filter(|told| told.quad > 2 && told.occurrence == "actual") {
                for one in states(&told.actors) {
                    for other in states(&told.recipients).into_iter().filter(|other| *other != one) {
                        let pair = [one.min(other).to_owned(), one.max(other).to_owned()];
                        // A quarrel outlasts the turn of a stretch, in whose first days little is told of it.
                        let stretches = stretch.map_or(vec![None], |at| vec![Some(at - 1), Some(at), Some(at + 1)]);
                        for near in stretches {
                            *pairs.entry((near, pair.clone())).or_default() += 1;
                        }
                    }
                }
            }
        }
        for ((stretch, pair), quarrels) in pairs {
            for country in pair {
                let part = sides.part_of(stretch, &country);
                part.quarrels = part.quarrels.max(quarrels);
            }
        }
        for (stretch, part) in
            sides.parts.iter().flat_map(|(stretch, parts)| parts.values().map(move |part| (stretch, part)))
        {
            let most = sides.most.entry(*stretch).or_default();
            *most = (*most).max(part.does + part.suffers);
            let most = sides.most_quarrels.entry(*stretch).or_default();
            *most = (*most).max(part.quarrels);
        }
        sides
    }

    fn part_of(&mut self, stretch: Option<i64>, country: &str) -> &mut Part {
        self.parts.entry(stretch).or_default().entry(country.to_owned()).or_default()
    }

    fn part(&self, country: &str, day: Option<&str>) -> Part {
        self.parts.get(&stretch(day)).and_then(|parts| parts.get(country)).copied().unwrap_or_default()
    }

    /// The states that are told of around a day, and the most deeds that any of them is in.
    fn near(&self, day: Option<&str>) -> (impl Iterator<Item = (&String, &Part)>, usize) {
        let near = stretch(day);
        (self.parts.get(&near).into_iter().flatten(), self.most.get(&near).copied().unwrap_or_default())
    }

    /// Whether a state is told to attack around a day.
    pub(crate) fn attacks(&self, country: &str, day: Option<&str>) -> bool {
        self.part(country, day).does > 0
    }

    /// Whether a state is told to be attacked around a day.
    pub(crate) fn is_attacked(&self, country: &str, day: Option<&str>) -> bool {
        self.part(country, day).suffers > 0
    }

    /// Whether two states or more are at war around a day.
    pub(crate) fn any_at_war(&self, day: Option<&str>) -> bool {
        let (here, most) = self.near(day);
        here.filter(|(_, part)| part.is_at_war(most)).count() > 1
    }

    /// The two states at war around a day, where there are no more.
    pub(crate) fn pair(&self, day: Option<&str>) -> Option<[String; 2]> {
        let (here, most) = self.near(day);
        let mut here = here.filter(|(_, part)| part.is_at_war(most)).map(|(country, _)| country.clone());
        let pair = [here.next()?, here.next()?];
        here.next().is_none().then_some(pair)
    }

    /// Whether a state has a part in the quarrel around a day: it is at war, or one of the two that are most at odds.
    pub(crate) fn is_party(&self, country: &str, day: Option<&str>) -> bool {
        let most = self.most_quarrels.get(&stretch(day)).copied().unwrap_or_default();
        self.is_at_war(country, day) || self.part(country, day).is_at_odds(most)
    }

    /// The two states that are most at odds around a day, where there are no more.
    pub(crate) fn pair_at_odds(&self, day: Option<&str>) -> Option<[String; 2]> {
        let near = stretch(day);
        let most = self.most_quarrels.get(&near).copied().unwrap_or_default();
        let here = self.parts.get(&near).into_iter().flatten();
        let mut here = here.filter(|(_, part)| part.is_at_odds(most)).map(|(country, _)| country.clone());
        let pair = [here.next()?, here.next()?];
        here.next().is_none().then_some(pair)
    }

    /// Whether a state is at war around a day.
    pub(crate) fn is_at_war(&self, country: &str, day: Option<&str>) -> bool {
        self.part(country, day).is_at_war(self.most.get(&stretch(day)).copied().unwrap_or_default())
    }
}

impl Part {
    /// Whether a state is at war, where the state that is in most deeds is in so many.
    fn is_at_war(self, most: usize) -> bool {
        let all = self.does + self.suffers;
        all > 1 && all as f64 >= AT_WAR * most as f64
    }

    /// Whether a state is at odds with another, where the two that have most hostile deeds between them have so many.
    fn is_at_odds(self, most: usize) -> bool {
        self.quarrels > 2 && self.quarrels as f64 >= AT_ODDS * most as f64
    }
}

fn states(parties: &[Party]) -> BTreeSet<&str> {
    parties.iter().filter_map(Party::state).filter(|code| !matches!(*code, "IGO" | "NGO" | "UNO" | "EUR")).collect()
}

/// What a state is told to do and to suffer in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The stretch of the days of publication; nothing for reports of no day.
    pub stretch: Option<i64>,
    /// The state.
    pub country: String,
    /// Whether it is told to attack.
    pub attacks: bool,
    /// Whether it is told to be attacked.
    pub is_attacked: bool,
    /// Whether it is at war.
    pub at_war: bool,
    /// Whether it is one of two with a good part of the hostile deeds of all sorts between them.
    pub at_odds: bool,
}

/// Who is at war when: all that rows of a report take from other reports of its time.
pub fn sides(crisis: &Crisis) -> Vec<Side> {
    let sides = crisis.sides();
    let parts = sides.parts.iter().flat_map(|(at, parts)| parts.iter().map(move |(country, part)| (at, country, part)));
    let side = |(stretch, country, part): (&Option<i64>, &String, &Part)| Side {
        stretch: *stretch,
        country: country.clone(),
        attacks: part.does > 0,
        is_attacked: part.suffers > 0,
        at_war: part.is_at_war(sides.most.get(stretch).copied().unwrap_or_default()),
        at_odds: part.is_at_odds(sides.most_quarrels.get(stretch).copied().unwrap_or_default()),
    };
    parts.map(side).collect()
}

/// The stretch of time that a day is in.
pub fn stretch(day: Option<&str>) -> Option<i64> {
    day.and_then(day_number).map(|day| day.div_euclid(STRETCH))
}
