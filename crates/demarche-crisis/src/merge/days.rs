//! On which days a telling may be of: its day as the record has it in, a range with how well it is grounded out.
//!
//! "On 13 June" is that day; the verb of a report that names no day tells the news of the last days; "the strikes" may look back for weeks.

use crate::day_number;
use crate::digest::{Digest, Telling};

/// A telling that says no day is taken to be of days near its report. A noun may refer back for weeks …
const NEAR_DAYS: i64 = 21;
/// … a verb without particulars tells the news: it is of these days before the report and of these after it.
const NEWS_DAYS: (i64, i64) = (4, 1);
/// A day that is the report's own, for want of another, may have been this many days before.
const DECLARED_DAYS: i64 = 2;

/// How well the days are grounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// The report gives them with the deed.
    Said,
    /// They are carried over from elsewhere in the report.
    Carried,
    /// They are the report's own day and those before.
    Own,
    /// Nothing says them.
    Near,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) basis: Basis,
}

impl Days {
    /// The days of a telling; `news` are those of a verb that turns out to tell the news.
    pub(super) fn read(report: &Digest, telling: &Telling) -> (Option<Self>, Option<Self>) {
        let published = report.published.as_deref().and_then(day_number);
        let day = |text: &Option<String>| text.as_deref().and_then(day_number);
        // "The truce held on Wednesday": that is a day of the truce, which was made before.
        let lasting =
            matches!(telling.plover.as_str(), "RETREAT" | "AGREE") && !telling.evidence.rule.ends_with(" verb");
        let said = telling.when.as_ref().and_then(|when| {
            let (first, last) = day(&when.from).zip(day(&when.to))?;
            let first = if lasting { first - NEAR_DAYS } else { first };
            let days = match (&when.text, when.ground.as_str()) {
                // "hours earlier" is counted from another day of the report.
                (Some(_), ground) if ground != "anchored" => Self { first, last, basis: Basis::Said },
                (None, "declared") => Self { first: first - DECLARED_DAYS, last, basis: Basis::Own },
                _ => Self { first, last, basis: Basis::Carried },
            };
            Some(days)
        });
        let near = published.filter(|_| telling.occurrence != "historical");
        let around = |before: i64, after: i64| {
            near.map(|day| Self { first: day - before, last: day + after, basis: Basis::Near })
        };
        (said.or(around(NEAR_DAYS, NEAR_DAYS)), said.or(around(NEWS_DAYS.0, NEWS_DAYS.1)))
    }

    /// Whether both can be of one day. They may differ by one: nights, and zones of time; and what nothing says is no sharper than what a report says.
    pub(super) fn meet(self, other: Self) -> bool {
        const SLACK: i64 = 1;
        self.first <= other.last + SLACK && other.first <= self.last + SLACK
    }
}
