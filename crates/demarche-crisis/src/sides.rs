//! The sides of a conflict: a [`Crisis`] in, for each state when it attacks and when it is attacked out.
//!
//! In a month in which most reports tell of raids of Verania on Ostria and of Ostria on Verania both are at war; a third state that once shot
//! down a drone is not.

use crate::crisis::Crisis;
use crate::day_number;
use std::collections::BTreeMap;

/// Days in a stretch of time over which sides are counted.
const STRETCH: i64 = 30;
/// A state that is in so large a part of the deeds of force as the state that is in most of them is at war.
const AT_WAR: f64 = 0.25;

/// Tellings of force by state: as doer, as target.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    does: usize,
    suffers: usize,
}

/// Who attacks whom, by stretches of time.
#[derive(Debug, Default)]
pub(crate) struct Sides {
    parts: BTreeMap<(Option<i64>, String), Part>,
    most: BTreeMap<Option<i64>, usize>,
}

impl Sides {
    /// Counts over all tellings of force.
    pub(crate) fn of(crisis: &Crisis) -> Self {
        let mut sides = Self::default();
        for report in &crisis.reports {
            let stretch = stretch(report.published.as_deref());
            let force = report.events.iter().filter(|told| told.plover == "ASSAULT" && told.occurrence == "actual");
            for told in force {
                for country in told.actors.iter().filter_map(|party| party.country.clone()) {
                    sides.parts.entry((stretch, country)).or_default().does += 1;
                }
                for country in told.recipients.iter().filter_map(|party| party.country.clone()) {
                    sides.parts.entry((stretch, country)).or_default().suffers += 1;
                }
            }
        }
        for ((stretch, _), part) in &sides.parts {
            let most = sides.most.entry(*stretch).or_default();
            *most = (*most).max(part.does + part.suffers);
        }
        sides
    }

    fn part(&self, country: &str, day: Option<&str>) -> Part {
        self.parts.get(&(stretch(day), country.to_owned())).copied().unwrap_or_default()
    }

    /// Whether a state is told to attack around a day.
    pub(crate) fn attacks(&self, country: &str, day: Option<&str>) -> bool {
        self.part(country, day).does > 0
    }

    /// Whether a state is told to be attacked around a day.
    pub(crate) fn is_attacked(&self, country: &str, day: Option<&str>) -> bool {
        self.part(country, day).suffers > 0
    }

    /// Whether a state is at war around a day.
    pub(crate) fn is_at_war(&self, country: &str, day: Option<&str>) -> bool {
        let part = self.part(country, day);
        let most = self.most.get(&stretch(day)).copied().unwrap_or_default();
        part.does + part.suffers > 1 && (part.does + part.suffers) as f64 >= AT_WAR * most as f64
    }
}

fn stretch(day: Option<&str>) -> Option<i64> {
    day.and_then(day_number).map(|day| day.div_euclid(STRETCH))
}
