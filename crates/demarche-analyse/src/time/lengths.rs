//! Lengths of time in TIMEX3 (`P3D`, `PT5H30M`, `PXW`), stretches that they cover, and parts of stretches.
//!
//! In: an amount and a unit; a day. Out: a value; days. "early April" is April 1 to 10.

use super::calendar::{self, Cal};
use super::reading::{About, Edge, Length};
use super::sets::unit_code;
use demarche_lexicon::TimeUnit;
use demarche_model::{Date, Precision};
use jiff::ToSpan;
use jiff::civil;
use std::ops::RangeInclusive;

/// The TIMEX3 value of a length.
pub(super) fn value(length: Length) -> String {
    let (time, code, times) = unit_code(length.unit);
    let time = if time { "T" } else { "" };
    let Some(whole) = length.amount.whole else { return format!("P{time}X{}", vague_code(length.unit)) };
    let count = whole.saturating_mul(times);
    if !length.amount.half {
        return format!("P{time}{count}{code}");
    }
    let rest = match length.unit {
        TimeUnit::Year => "6M",
        TimeUnit::Hour => "30M",
        TimeUnit::Minute => "30S",
        TimeUnit::Decade => return format!("P{}Y", count.saturating_add(5)),
        TimeUnit::Century => return format!("P{}Y", count.saturating_add(50)),
        TimeUnit::Day => return if whole == 0 { "PT12H".to_owned() } else { format!("P{whole}DT12H") },
        _ => return format!("P{time}{whole}.5{code}"),
    };
    if whole == 0 { format!("P{time}{rest}") } else { format!("P{time}{count}{code}{rest}") }
}

/// TIMEX3's letters where the number is open.
fn vague_code(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Decade => "DE",
        TimeUnit::Century => "CE",
        TimeUnit::Millennium => "ML",
        other => unit_code(other).1,
    }
}

/// Days in a unit that is counted in days.
pub(super) fn unit_days(unit: TimeUnit) -> Option<i32> {
    Some(match unit {
        TimeUnit::Day => 1,
        TimeUnit::Week => 7,
        TimeUnit::Fortnight => 14,
        TimeUnit::Weekend => 2,
        _ => return None,
    })
}

/// Months in a unit that is counted in months.
fn unit_months(unit: TimeUnit) -> Option<i64> {
    Some(match unit {
        TimeUnit::Month => 1,
        TimeUnit::Quarter => 3,
        TimeUnit::Year => 12,
        TimeUnit::Decade => 120,
        TimeUnit::Century => 1200,
        TimeUnit::Millennium => 12000,
        _ => return None,
    })
}

/// The day a length away, before or after; `None` for vague lengths.
pub(super) fn away(day: civil::Date, length: Length, back: bool) -> Option<civil::Date> {
    let whole = i32::try_from(length.amount.whole?).ok()?;
    let sign = if back { -1 } else { 1 };
    if let Some(days) = unit_days(length.unit) {
        return calendar::plus_days(day, whole.checked_mul(days)?.checked_mul(sign)?);
    }
    if let Some(months) = unit_months(length.unit) {
        let months = i64::from(whole).checked_mul(months)?.checked_mul(i64::from(sign))?;
        return if months.abs() < 100_000 { day.checked_add(months.months()).ok() } else { None };
    }
    let hours = match length.unit {
        TimeUnit::Hour => whole,
        _ => whole / 60,
    };
    calendar::plus_days(day, (hours / 24).checked_mul(sign)?)
}

/// How many days a length may stand for: "nearly a week" 4 to 7, "a week" 6 to 8, "three days" 3, "more than a month" 28 to 48.
pub(super) fn days(length: Length) -> Option<RangeInclusive<i32>> {
    let whole = i32::try_from(length.amount.whole?).ok().filter(|whole| *whole < 10_000)?;
    let halves = whole * 2 + i32::from(length.amount.half);
    let (exact, slack) = match (unit_days(length.unit), unit_months(length.unit)) {
        (Some(1), _) => (halves / 2, 0),
        (Some(days), _) => (halves * days / 2, 1),
        (_, Some(months)) => {
            let months = i32::try_from(months).ok()?.checked_mul(halves)?;
            (months.checked_mul(365)? / 24, if months < 24 { 2 } else { 15 })
        }
        // Hours and less: the same day or the next.
        _ => return Some(if length.unit == TimeUnit::Hour { whole / 24..=whole / 24 + 1 } else { 0..=1 }),
    };
    Some(match length.about {
        None => (exact - slack).max(0)..=exact + slack,
        Some(About::Less) => exact * 3 / 5..=exact,
        Some(About::Around) => exact * 3 / 4..=exact + (exact + 3) / 4,
        Some(About::More) => (exact - slack).max(0)..=exact + (exact + 1) / 2 + slack,
    })
}

/// How fine a stretch counted in a unit is.
pub(super) fn precision(unit: TimeUnit) -> Precision {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Precision::Time,
        TimeUnit::Day => Precision::Day,
        TimeUnit::Week | TimeUnit::Fortnight | TimeUnit::Weekend => Precision::Week,
        TimeUnit::Month => Precision::Month,
        TimeUnit::Quarter => Precision::Quarter,
        TimeUnit::Year => Precision::Year,
        TimeUnit::Decade => Precision::Decade,
        TimeUnit::Century | TimeUnit::Millennium => Precision::Century,
    }
}

/// The days of a part of a stretch. `now` bounds "earlier" and "later".
pub(super) fn edge_of(cal: Cal, days: (Date, Date), edge: Edge, now: Option<civil::Date>) -> (Date, Date) {
    if let Cal::Month { .. } = cal {
        let at = |date: Date, day| Date { day, ..date };
        return match edge {
            Edge::Early => (days.0, at(days.1, 10)),
            Edge::Mid => (at(days.0, 11), at(days.1, 20)),
            Edge::Late => (at(days.0, 21), days.1),
            // Weeks of a month are counted from its first day, or by the calendar: both are meant.
            Edge::Week(number) => {
                let last = days.1.day;
                let from = (number.saturating_sub(1) * 7).saturating_sub(3).clamp(1, last);
                (at(days.0, from), at(days.1, number.saturating_mul(7).saturating_add(3).clamp(from, last)))
            }
            Edge::Earlier | Edge::Later => bounded(days, edge, now),
        };
    }
    if let Cal::Decade(_) = cal {
        let year = |date: Date, by: i16| Date { year: date.year.and_then(|year| year.checked_add(by)), ..date };
        return match edge {
            Edge::Early => (days.0, year(days.1, -6)),
            Edge::Mid => (year(days.0, 3), year(days.1, -3)),
            Edge::Late => (year(days.0, 6), days.1),
            _ => days,
        };
    }
    match edge {
        Edge::Earlier | Edge::Later => bounded(days, edge, now),
        Edge::Early | Edge::Mid | Edge::Late => third(days, edge).unwrap_or(days),
        Edge::Week(_) => days,
    }
}

/// "earlier this year": up to the day of publication, where that lies in the year.
fn bounded(days: (Date, Date), edge: Edge, now: Option<civil::Date>) -> (Date, Date) {
    let Some(now) = now.map(calendar::to_model).filter(|now| days.0 <= *now && *now <= days.1) else { return days };
    if edge == Edge::Earlier { (days.0, now) } else { (now, days.1) }
}

/// The first, middle or last third of a stretch, by days; of years, by whole months.
fn third(days: (Date, Date), edge: Edge) -> Option<(Date, Date)> {
    let (from, to) = (calendar::to_civil(days.0)?, calendar::to_civil(days.1)?);
    let count = from.until(to).ok()?.get_days() + 1;
    if count == 1 {
        return None;
    }
    let cut = |part: i32| calendar::plus_days(from, (count * part + 2) / 3);
    let months = count > 31;
    let (first, last) = match edge {
        Edge::Early => (from, before(cut(1)?, months)?),
        Edge::Mid => (whole(cut(1)?, months), before(cut(2)?, months)?),
        _ => (whole(cut(2)?, months), to),
    };
    (first <= last).then(|| (calendar::to_model(first), calendar::to_model(last)))
}

fn whole(day: civil::Date, months: bool) -> civil::Date {
    if months { nearest_first(day) } else { day }
}

fn before(day: civil::Date, months: bool) -> Option<civil::Date> {
    calendar::plus_days(whole(day, months), -1)
}

/// The first of the month that begins nearest.
fn nearest_first(day: civil::Date) -> civil::Date {
    let first = day.first_of_month();
    if day.day() <= 15 { first } else { first.checked_add(1.month()).unwrap_or(first) }
}
