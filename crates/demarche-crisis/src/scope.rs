//! Of which reports and events rows are made: all, or those that new reports touch. A [`Crisis`] is always whole; what is narrowed is what it is asked for.
//!
//! When ten reports of the strike on Tolm come to a hundred thousand, the rows of the events that they tell, and of the reports that tell these too, are made anew; all
//! others are what they were.

use crate::crisis::{Crisis, Event};
use crate::digest::Digest;
use crate::parallel::each;
use std::collections::BTreeSet;

/// What rows are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Numbers of events.
    pub events: BTreeSet<u64>,
    /// Numbers of reports.
    pub reports: BTreeSet<u64>,
    /// Numbers of reports of which it is only asked what they are to others: the rows of `articles`.
    pub kin: BTreeSet<u64>,
}

/// Numbers of the events of a report begin with its own, and so many are its own.
const EVENTS_OF_REPORT: u64 = 1000;
/// Events of a report beyond these are numbered from here on …
const BEYOND: u64 = 1_000_000_000_000;
/// … with room for so many.
const EVENTS_BEYOND: u64 = 1_000_000;

/// The number of the event that a report tells first of all, as its `index`-th: 12 003 is the third of report 12. It stays whatever reports come after.
pub(crate) fn event_number(report: u64, index: usize) -> u64 {
    let index = index as u64 + 1;
    if index < EVENTS_OF_REPORT { report * EVENTS_OF_REPORT + index } else { BEYOND + report * EVENTS_BEYOND + index }
}

impl Crisis {
    /// Asks only for rows of these reports and events from now on.
    pub fn narrow(&mut self, scope: Scope) {
        self.scope = Some(scope);
    }

    /// The number of a report: the one it is kept under, else its place.
    pub fn number(&self, report: usize) -> u64 {
        self.reports.get(report).map_or(0, |of| of.number_at(report))
    }

    /// The reports of which rows are asked for, with their places.
    pub(crate) fn asked_reports(&self) -> impl Iterator<Item = (usize, &Digest)> {
        self.among(|scope| &scope.reports)
    }

    /// The reports of which it is asked what they are to others.
    pub(crate) fn asked_kin(&self) -> impl Iterator<Item = (usize, &Digest)> {
        self.among(|scope| &scope.kin)
    }

    fn among(&self, asked: fn(&Scope) -> &BTreeSet<u64>) -> impl Iterator<Item = (usize, &Digest)> {
        let is_asked = move |place: usize, report: &Digest| {
            self.scope.as_ref().is_none_or(|scope| asked(scope).contains(&report.number_at(place)))
        };
        self.reports.iter().enumerate().filter(move |(place, report)| is_asked(*place, report))
    }

    /// The rows of each report of which rows are asked for, by its place, in the order of the reports.
    pub(crate) fn of_reports<R: Send>(&self, rows: impl Fn(usize, &Digest) -> Vec<R> + Sync) -> Vec<R> {
        let asked: Vec<(usize, &Digest)> = self.asked_reports().collect();
        each(&asked, |(place, report)| rows(*place, report)).into_iter().flatten().collect()
    }

    /// The events of which rows are asked for.
    pub fn asked_events(&self) -> impl Iterator<Item = &Event> {
        let is_asked = |event: &&Event| self.scope.as_ref().is_none_or(|scope| scope.events.contains(&event.number));
        self.events.iter().filter(is_asked)
    }
}

impl Digest {
    pub(crate) fn number_at(&self, place: usize) -> u64 {
        if self.number == 0 { place as u64 + 1 } else { self.number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_events_have_one_number() {
        let numbers: BTreeSet<u64> =
            (1..6).flat_map(|report| (0..2500).map(move |index| event_number(report, index))).collect();
        assert_eq!(numbers.len(), 5 * 2500);
        assert_eq!(event_number(12, 2), 12_003);
    }
}
