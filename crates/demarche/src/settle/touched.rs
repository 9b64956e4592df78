//! What new reports touch: what the last settling decided and this one does not, in; the events and reports whose rows have to be made anew, out.
//!
//! A report that is new, gone, or now taken for a copy touches the events that it tells or told, and its source; an event that is touched touches all reports that tell
//! it; when a state is told for the first time to be attacked, all reports of that month are touched, since who speaks of its own harm confirms it.

use super::rows::NO_STRETCH;
use demarche_crisis::{Crisis, Kind, Reach, Scope, stretch};
use demarche_store::Value as Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What is touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Events and reports that are there.
    pub(super) scope: Scope,
}

/// The events and reports whose rows are replaced, those that are no more among them.
#[derive(Clone, Debug)]
pub(super) struct Owners {
    /// Events, and 0, for what belongs to none.
    pub(super) events: BTreeSet<u64>,
    reports: BTreeSet<u64>,
    kin: BTreeSet<u64>,
}

impl Owners {
    /// Of a kind, whose rows are replaced; nothing where all are.
    pub(super) fn of(&self, kind: &Kind) -> Option<&BTreeSet<u64>> {
        match kind.reach {
            Reach::All => None,
            Reach::Event => Some(&self.events),
            Reach::Kin => Some(&self.kin),
            Reach::Report => Some(&self.reports),
        }
    }
}

impl Touched {
    /// By the rows of four tables that differ from what was kept, old ones and new ones.
    pub(super) fn of(
        crisis: &Crisis,
        kinship: &[Vec<Cell>],
        tellings: &[Vec<Cell>],
        hedges: &[Vec<Cell>],
        sides: &[Vec<Cell>],
    ) -> Self {
        let mut touched = Self::default();
        let places: BTreeMap<u64, usize> =
            (0..crisis.reports.len()).map(|place| (crisis.number(place), place)).collect();
        let mut copies = touched.kin(kinship);
        copies.extend(column(hedges, 1));
        touched.scope.events.extend(column(tellings, 0));
        for place in copies.iter().filter_map(|number| places.get(number)) {
            let told = (0..).map_while(|index| crisis.event_at((*place, index)));
            touched.scope.events.extend(told.map(|event| event.number));
        }
        touched.scope.reports.extend(copies);
        touched.at_war(crisis, sides);
        for event in crisis.events.iter().filter(|event| touched.scope.events.contains(&event.number)) {
            touched.scope.reports.extend(event.tellings.iter().map(|at| crisis.number(at.0)));
        }
        touched
    }

    /// Reports that are something else to others than they were; of these, those and their sources that are copies where they were none, or new.
    fn kin(&mut self, kinship: &[Vec<Cell>]) -> BTreeSet<u64> {
        let mut by_report: BTreeMap<u64, Vec<&[Cell]>> = BTreeMap::new();
        for row in kinship {
            by_report.entry(number(row.first())).or_default().push(row);
        }
        let mut copies = BTreeSet::new();
        for (report, rows) in by_report {
            self.scope.kin.insert(report);
            let is_same = matches!(rows.as_slice(), [old, new] if old.get(2..4) == new.get(2..4));
            if !is_same {
                copies.insert(report);
                copies.extend(rows.iter().map(|row| number(row.get(2))).filter(|source| *source > 0));
            }
        }
        copies
    }

    /// All reports of the months in which who is at war is another than it was.
    fn at_war(&mut self, crisis: &Crisis, sides: &[Vec<Cell>]) {
        let stretches: BTreeSet<i64> = sides.iter().filter_map(|row| integer(row.first())).collect();
        if stretches.is_empty() {
            return;
        }
        for (place, report) in crisis.reports.iter().enumerate() {
            if stretches.contains(&stretch(report.published.as_deref()).unwrap_or(NO_STRETCH)) {
                self.scope.reports.insert(crisis.number(place));
            }
        }
    }

    /// Whose rows are replaced.
    pub(super) fn owners(&self) -> Owners {
        let Scope { events, reports, kin } = self.scope.clone();
        let mut owners = Owners { events, reports, kin };
        owners.events.insert(0);
        owners
    }
}

fn column(rows: &[Vec<Cell>], place: usize) -> impl Iterator<Item = u64> {
    rows.iter().map(move |row| number(row.get(place)))
}

fn integer(cell: Option<&Cell>) -> Option<i64> {
    match cell {
        Some(Cell::Integer(number)) => Some(*number),
        _ => None,
    }
}

fn number(cell: Option<&Cell>) -> u64 {
    integer(cell).and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
}
