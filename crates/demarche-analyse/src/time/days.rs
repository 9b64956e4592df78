//! Days named from where the writer stands: "Tuesday", "next Friday", "yesterday", "this morning", "the night of April 18".
//!
//! In: words. Out: a weekday or a step of days, with the part of the day.

use super::calendar::Grain;
use super::dates::relation;
use super::reading::{Found, Hour, Meaning, Origin, Pieces, Relation, Scan};
use super::words::Sense;
use demarche_lexicon::{DayPart, Marker, TimeUnit};

/// Rule T050; [`crate::rules`] has its page.
pub(super) fn weekday(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (mut relation, next) = relation(scan, at);
    let Sense::Weekday(day) = scan.sense(next) else { return None };
    if scan.plural(next) {
        return None;
    }
    let mut end = next + 1;
    if let Some((week, after)) = week_after(scan, end) {
        relation = week;
        end = after;
    }
    let pieces = Pieces { weekday: Some(day), relation, ..Pieces::default() };
    Some(with_part(scan, Found::new(at..end, Meaning::Date(pieces))))
}

/// "of last week", "last week", "next week" after a weekday.
fn week_after(scan: &Scan<'_>, at: usize) -> Option<(Relation, usize)> {
    let (relation, noun) = relation(scan, scan.skip(at, Marker::Of));
    let fits = scan.unit(noun) == Some(TimeUnit::Week) && !scan.plural(noun);
    let week = match relation {
        Relation::Last => Relation::LastWeek,
        Relation::Next => Relation::NextWeek,
        Relation::This => Relation::This,
        _ => return None,
    };
    fits.then_some((week, noun + 1))
}

/// Takes in a part of the day that follows: "Wednesday night", "April 18, in the evening".
pub(super) fn with_part(scan: &Scan<'_>, found: Found) -> Found {
    let end = found.words.end;
    let early = scan.is_any(end, &[Marker::Early, Marker::Late]);
    match scan.sense(end + usize::from(early)) {
        Sense::Part(part) if !scan.plural(end + usize::from(early)) && found.hour == Hour::None => {
            Found { hour: Hour::Part(part), ..found.until(end + usize::from(early) + 1) }
        }
        _ => found,
    }
}

/// Rule T060; [`crate::rules`] has its page.
pub(super) fn around_now(scan: &Scan<'_>, at: usize) -> Option<Found> {
    use Marker::{After, Before, Today, Tomorrow, Tonight, Yesterday};
    let step = |by| Meaning::Step { grain: Grain::Day, by, from: Origin::Now };
    let start = scan.skip(at, Marker::The);
    if scan.unit(start) == Some(TimeUnit::Day) {
        return match (scan.sense(start + 1), scan.sense(start + 2)) {
            (Sense::Marker(Before), Sense::Marker(Yesterday)) => Some(Found::new(at..start + 3, step(-2))),
            (Sense::Marker(After), Sense::Marker(Tomorrow)) => Some(Found::new(at..start + 3, step(2))),
            _ => None,
        };
    }
    let Sense::Marker(marker) = scan.sense(at) else { return None };
    let found = match marker {
        Today => Found::new(at..at + 1, Meaning::Today),
        Tonight => Found { hour: Hour::Part(DayPart::Night), ..Found::new(at..at + 1, step(0)) },
        Yesterday => Found::new(at..at + 1, step(-1)),
        Tomorrow => Found::new(at..at + 1, step(1)),
        _ => return None,
    };
    Some(with_part(scan, found))
}

/// Rule T064; [`crate::rules`] has its page.
pub(super) fn part_of_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (relation, next) = relation(scan, at);
    let early = next + usize::from(scan.is_any(next, &[Marker::Early, Marker::Late]));
    let Sense::Part(part) = scan.sense(early) else { return None };
    if scan.plural(early) {
        return None;
    }
    let (by, from) = match relation {
        Relation::This => (0, Origin::Now),
        Relation::Last => (-1, Origin::Now),
        Relation::Next => (1, Origin::Now),
        Relation::Following => (1, Origin::Mentioned),
        Relation::Previous => (-1, Origin::Mentioned),
        Relation::Same => (0, Origin::Mentioned),
        Relation::Bare if scan.form(early).eq_ignore_ascii_case("overnight") => {
            return Some(Found { hour: Hour::Part(part), ..Found::new(at..early + 1, Meaning::Overnight(None)) });
        }
        Relation::Bare => return bare_part(scan, at, part),
        Relation::LastWeek | Relation::NextWeek => return None,
    };
    let meaning = Meaning::Step { grain: Grain::Day, by, from };
    Some(Found { hour: Hour::Part(part), ..Found::new(at..early + 1, meaning) })
}

/// "in the morning", "the early morning hours": of the date spoken of.
fn bare_part(scan: &Scan<'_>, at: usize, part: DayPart) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let early = start + usize::from(scan.is_any(start, &[Marker::Early, Marker::Late]));
    let placed = start > at
        && at.checked_sub(1).is_some_and(|before| scan.is_any(before, &[Marker::In, Marker::During, Marker::By]));
    if !placed || !matches!(scan.sense(early), Sense::Part(_)) {
        return None;
    }
    let hours = early + 1 + usize::from(scan.unit(early + 1) == Some(TimeUnit::Hour));
    Some(Found { hour: Hour::Part(part), ..Found::new(at..hours, Meaning::HourOnly) })
}

/// Rule T062; [`crate::rules`] has its page.
pub(super) fn part_of_date(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let early = start + usize::from(scan.is_any(start, &[Marker::Early, Marker::Late]));
    let (part, next) = match (scan.sense(early), scan.sense(early + 1)) {
        (Sense::Part(part), Sense::Unit(TimeUnit::Hour)) => (part, early + 2),
        (Sense::Part(part), _) => (part, early + 1),
        // "the early hours of Tuesday"
        (Sense::Unit(TimeUnit::Hour), _) if early > start => (DayPart::Morning, early + 1),
        _ => return None,
    };
    // "in the night to Friday"
    let into = part == DayPart::Night && start > at && matches!(scan.form(next), "to" | "into");
    if !into && !scan.is(next, Marker::Of) {
        return None;
    }
    let date = super::rules::read_inner(scan, next + 1, depth)?;
    if into {
        let morning = date.hour == Hour::None && super::clock::names_day(&date.meaning);
        let meaning = Meaning::Overnight(Some(Box::new(date.meaning)));
        return morning.then(|| Found { hour: Hour::Part(part), ..Found::new(at..date.words.end, meaning) });
    }
    // "the early hours of Thursday morning"
    let fits = date.is_date() && matches!(date.hour, Hour::None | Hour::Part(DayPart::Morning));
    fits.then(|| Found { hour: Hour::Part(part), ..date.from(at) })
}

/// Rule T170; [`crate::rules`] has its page.
pub(super) fn nth_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = if scan.is_any(at, &[Marker::The, Marker::Its, Marker::A]) { at + 1 } else { at };
    let Sense::Ordinal(_) = scan.sense(start) else { return None };
    let straight = start + 1 + usize::from(scan.is_any(start + 1, &[Marker::Additional]));
    let long = scan.sense(straight + 1) == Sense::Dash && scan.is_any(straight + 2, &[Marker::Long, Marker::Old]);
    if scan.unit(straight) != Some(TimeUnit::Day) || scan.plural(straight) || long {
        return None;
    }
    Some(Found::new(at..straight + 1, Meaning::NthDay))
}
