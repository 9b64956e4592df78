//! Hours: "10 p.m. Wednesday", "noon", "5:34 AM", "14:30 GMT", "0400 GMT", "4 in the morning".
//!
//! In: words. Out: an hour with the date beside it, or of the day spoken of.

use super::reading::{Found, Hour, Meaning, Scan};
use super::words::Sense;
use demarche_lexicon::{DayPart, Marker, Meridiem};

/// Rule T070; [`crate::rules`] has its page.
pub(super) fn clock(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    let (hour, end) = hour(scan, at)?;
    let joint = scan.skip(scan.skip_sense(end, Sense::Comma), Marker::On);
    let joint = if joint == end { scan.skip(end, Marker::Of) } else { joint };
    if let Some(date) = super::rules::read_inner(scan, joint, depth)
        && date.is_date()
        && date.hour == Hour::None
        && names_day(&date.meaning)
    {
        return Some(Found { hour, ..date.from(at) });
    }
    Some(Found { hour, ..Found::new(at..end, Meaning::HourOnly) })
}

/// Whether an hour can stand beside a date: it has to name a day.
pub(super) fn names_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(pieces) => pieces.day.is_some() || pieces.weekday.is_some() || pieces.named.is_some(),
        Meaning::Step { grain, .. } => *grain == super::calendar::Grain::Day,
        Meaning::Today => true,
        _ => false,
    }
}

fn hour(scan: &Scan<'_>, at: usize) -> Option<(Hour, usize)> {
    let (hour, minute, second, next) = match scan.sense(at) {
        Sense::Hour(hour) => return Some((Hour::Clock { hour, minute: Some(0), second: None, zone: None }, at + 1)),
        Sense::Clock(hour, minute, second) => (hour, Some(minute), (second > 0).then_some(second), at + 1),
        Sense::Int(hour, 1 | 2) if hour <= 24 => (u8::try_from(hour).ok()?, None, None, at + 1),
        Sense::Int(hour, 4) => {
            // "0400 GMT"
            let zoned = matches!(scan.sense(at + 1), Sense::Zone(_)) && hour / 100 < 24 && hour % 100 < 60;
            let (hour, minute) = zoned.then_some((u8::try_from(hour / 100).ok()?, u8::try_from(hour % 100).ok()?))?;
            (hour, Some(minute), None, at + 1)
        }
        Sense::Number(hour @ 1..=12) => (hour, None, None, at + 1),
        _ => return None,
    };
    let (half_day, next) = half_day(scan, next);
    let (zone, end) = match scan.sense(next) {
        Sense::Zone(zone) => (Some(zone), next + 1),
        // "9:30 p.m. local time", "5:34 AM Baghdad time"
        _ if scan.form(next + 1) == "time" && (scan.form(next) == "local" || scan.tag(next) == "NNP") => {
            (Some(0), next + 2)
        }
        _ => (None, next),
    };
    let zone = zone.filter(|_| matches!(scan.sense(next), Sense::Zone(_)));
    let told = minute.is_some() && (zone.is_some() || placed(scan, at));
    if half_day.is_none() && !told && zone.is_none() {
        return None;
    }
    let hour = match half_day {
        Some(Meridiem::Pm) if hour < 12 => hour + 12,
        Some(Meridiem::Am) if hour == 12 => 0,
        _ => hour,
    };
    (hour <= 24).then_some((Hour::Clock { hour, minute: Some(minute.unwrap_or(0)), second, zone }, end))
}

/// "a.m.", "in the morning", "o'clock in the evening".
fn half_day(scan: &Scan<'_>, at: usize) -> (Option<Meridiem>, usize) {
    let (meridiem, next) = match scan.sense(at) {
        Sense::Meridiem(meridiem) => (Some(meridiem), at + 1),
        _ => (None, at),
    };
    let part = scan.skip(scan.skip(next, Marker::In), Marker::The);
    let at_night = scan.is(next, Marker::At) && scan.sense(next + 1) == Sense::Part(DayPart::Night);
    match scan.sense(part) {
        Sense::Part(DayPart::Morning) if part == next + 2 => (Some(Meridiem::Am), part + 1),
        Sense::Part(DayPart::Afternoon | DayPart::Evening) if part == next + 2 => (Some(Meridiem::Pm), part + 1),
        _ if at_night && meridiem.is_some() => (Some(Meridiem::Pm), next + 2),
        _ => (meridiem, next),
    }
}

/// Whether the word before lets a bare "14:30" be an hour.
fn placed(scan: &Scan<'_>, at: usize) -> bool {
    use Marker::{About, After, At, Before, Between, By, From, Since, To};
    at.checked_sub(1)
        .is_some_and(|before| scan.is_any(before, &[About, After, At, Before, Between, By, From, Since, To]))
}
