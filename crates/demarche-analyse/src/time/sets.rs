//! What comes round: "every day", "each July", "Tuesday nights", "twice a week", "per month".
//!
//! In: words. Out: a value of type SET.

use super::calendar::season_code;
use super::numbers::cardinal;
use super::reading::{Found, Meaning, Scan};
use super::words::Sense;
use demarche_lexicon::{DayPart, Marker, TimeUnit};
use demarche_model::TimeKind;

/// Rule T150; [`crate::rules`] has its page.
pub(super) fn every(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_any(at, &[Marker::Each, Marker::Every]) {
        return None;
    }
    let other = scan.skip(scan.skip(at + 1, Marker::Other), Marker::Alternate);
    let (count, noun) = match cardinal(scan, other) {
        Some((count, noun)) => (count.whole?, noun),
        None => (if other > at + 1 { 2 } else { 1 }, other),
    };
    let noun = scan.skip(noun, Marker::Business);
    let value = match scan.sense(noun) {
        Sense::Unit(unit) => period(count, unit),
        _ if count > 1 => return None,
        sense => recurring(sense)?,
    };
    let (value, end) = match (scan.sense(noun), scan.sense(noun + 1)) {
        (Sense::Weekday(_), Sense::Part(part)) => (format!("{value}T{}", part_code(part)), noun + 2),
        _ => (value, noun + 1),
    };
    Some(Found::new(at..end, Meaning::Value(TimeKind::Set, value)))
}

/// Rule T152; [`crate::rules`] has its page.
pub(super) fn plural(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let next = scan.sense(at + 1);
    match (scan.sense(at), next) {
        (Sense::Weekday(day), Sense::Part(part)) if scan.plural(at + 1) => {
            let value = format!("XXXX-WXX-{day}T{}", part_code(part));
            Some(Found::new(at..at + 2, Meaning::Value(TimeKind::Set, value)))
        }
        (sense @ Sense::Weekday(_), _) if scan.plural(at) => {
            Some(Found::new(at..at + 1, Meaning::Value(TimeKind::Set, recurring(sense)?)))
        }
        _ => None,
    }
}

/// Rule T154; [`crate::rules`] has its page.
pub(super) fn rates(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let fits = scan.is(at, Marker::Per) || (scan.is(at, Marker::A) && rate(scan, at));
    let unit = scan.unit(at + 1).filter(|_| fits && !scan.plural(at + 1))?;
    if scan.form(at + 1).eq_ignore_ascii_case("second")
        || scan.is_any(at + 2, &[Marker::Ago, Marker::Earlier, Marker::Later])
    {
        return None;
    }
    Some(Found::new(at..at + 2, Meaning::Value(TimeKind::Set, period(1, unit))))
}

/// Whether "a week" at this place says how often: after "twice", "times" or something counted.
pub(super) fn rate(scan: &Scan<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    match scan.sense(before) {
        Sense::Marker(Marker::Once | Marker::Twice | Marker::Times) => true,
        Sense::Scale(_) | Sense::Amount(..) => !dear(scan, before),
        Sense::Other => {
            let counted = (1..=4).filter_map(|back| before.checked_sub(back)).any(|at| {
                matches!(scan.sense(at), Sense::Int(..) | Sense::Amount(..) | Sense::Number(_) | Sense::Scale(_))
            });
            counted && !dear(scan, before) && matches!(scan.tag(before), "NNS" | "NN" | "CD")
        }
        _ => false,
    }
}

/// "$5 million a year" tells a price.
fn dear(scan: &Scan<'_>, before: usize) -> bool {
    (0..=3)
        .filter_map(|back| before.checked_sub(back))
        .any(|at| matches!(scan.form(at), "$" | "£" | "€" | "dollars" | "euros"))
}

/// "P2W".
pub(super) fn period(count: u32, unit: TimeUnit) -> String {
    let (time, code, times) = unit_code(unit);
    format!("P{}{}{code}", if time { "T" } else { "" }, count.saturating_mul(times))
}

/// How TIMEX3 writes a unit: after a `T`, with which letter, how many of these make the unit.
pub(super) fn unit_code(unit: TimeUnit) -> (bool, &'static str, u32) {
    match unit {
        TimeUnit::Second => (true, "S", 1),
        TimeUnit::Minute => (true, "M", 1),
        TimeUnit::Hour => (true, "H", 1),
        TimeUnit::Day => (false, "D", 1),
        TimeUnit::Weekend => (false, "WE", 1),
        TimeUnit::Week => (false, "W", 1),
        TimeUnit::Fortnight => (false, "W", 2),
        TimeUnit::Month => (false, "M", 1),
        TimeUnit::Quarter => (false, "Q", 1),
        TimeUnit::Year => (false, "Y", 1),
        TimeUnit::Decade => (false, "Y", 10),
        TimeUnit::Century => (false, "Y", 100),
        TimeUnit::Millennium => (false, "Y", 1000),
    }
}

fn recurring(sense: Sense) -> Option<String> {
    Some(match sense {
        Sense::Weekday(day) => format!("XXXX-WXX-{day}"),
        Sense::Month(month) => format!("XXXX-{month:02}"),
        Sense::Season(season) => format!("XXXX-{}", season_code(season)),
        Sense::Part(part) => format!("XXXX-XX-XXT{}", part_code(part)),
        _ => return None,
    })
}

/// How TIMEX3 writes a part of the day.
pub(super) fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}
