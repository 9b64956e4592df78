//! Dates with a month or a year: "April 18, 2024", "18 April", "last May", "June of that year", "1998", "the 1990s".
//!
//! In: words. Out: the pieces of a date. "5,000 troops", "Resolution 2118" and "Theresa May" hold none.

use super::reading::{Found, Meaning, Pieces, Relation, Scan, Year};
use super::words::Sense;
use demarche_language::EntityKind;
use demarche_lexicon::{Marker, TimeUnit};

/// Rule T010; [`crate::rules`] has its page.
pub(super) fn digits(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (first, digits) = int(scan, at)?;
    let joint = scan.sense(at + 1);
    if !matches!(joint, Sense::Dash | Sense::Slash)
        || scan.sense(at + 3) != joint
        || !scan.glued(at + 2)
        || !scan.glued(at + 4)
    {
        return None;
    }
    let ((second, _), (third, last_digits)) =
        (int(scan, at + 2)?, int(scan, at + 4).or_else(|| stamped(scan, at + 4))?);
    let (year, month, day) = match (digits, last_digits) {
        (4, 1 | 2) => (first, second, third),
        (1 | 2, 4) if second > 12 => (third, first, second),
        (1 | 2, 4) if first > 12 || first == second => (third, second, first),
        _ => return None,
    };
    dated(at..at + 5, year, month, day)
}

/// The day of "2024-04-18T10:00:00Z".
fn stamped(scan: &Scan<'_>, at: usize) -> Option<(u32, u8)> {
    let (day, clock) = scan.form(at).split_once('T')?;
    let fits = day.len() == 2 && clock.starts_with(|first: char| first.is_ascii_digit());
    fits.then(|| day.parse().ok().map(|day| (day, 2))).flatten()
}

/// Rule T012; [`crate::rules`] has its page.
pub(super) fn dotted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let Sense::Dotted(day, month, year) = scan.sense(at) else { return None };
    dated(at..at + 1, year.into(), month.into(), day.into())
}

fn dated(words: std::ops::Range<usize>, year: u32, month: u32, day: u32) -> Option<Found> {
    let (year, month, day) = (i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    super::calendar::exists(Some(year), month, day).then(|| {
        let pieces = Pieces { year: Year::Known(year), month: Some(month), day: Some(day), ..Pieces::default() };
        Found::new(words, Meaning::Date(pieces))
    })
}

/// Rule T020; [`crate::rules`] has its page.
pub(super) fn month_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (weekday, relation, start) = leading_weekday(scan, at);
    let (month, day, end) = month_then_day(scan, start).or_else(|| day_then_month(scan, start))?;
    let (year, end) = year_after(scan, end).unwrap_or((Year::Open, end));
    if let Year::Known(known) = year
        && !super::calendar::exists(Some(known), month, day)
    {
        return None;
    }
    let pieces = Pieces { year, month: Some(month), day: Some(day), weekday, relation, ..Pieces::default() };
    Some(Found::new(at..end, Meaning::Date(pieces)))
}

/// "Tuesday, ", "this coming Sunday, " before a date.
fn leading_weekday(scan: &Scan<'_>, at: usize) -> (Option<u8>, Relation, usize) {
    let (relation, next) = relation(scan, at);
    match scan.sense(next) {
        Sense::Weekday(day) => {
            let comma = scan.skip_sense(next + 1, Sense::Comma);
            let mark = if scan.form(comma) == "." { comma + 1 } else { comma };
            (Some(day), Relation::Bare, scan.skip(mark, Marker::The))
        }
        _ if relation == Relation::Last || relation == Relation::Next || relation == Relation::This => {
            (None, relation, next)
        }
        _ => (None, Relation::Bare, scan.skip(at, Marker::The)),
    }
}

/// "April 18", "March the eighth".
fn month_then_day(scan: &Scan<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let Sense::Month(month) = scan.sense(at) else { return None };
    let next = scan.skip(at + 1, Marker::The);
    let day = match scan.sense(next) {
        Sense::Int(day, 1 | 2) if next == at + 1 => u8::try_from(day).ok()?,
        Sense::Ordinal(day) if next == at + 1 || !scan.words.get(next).is_some_and(|word| word.capital) => day,
        _ => return None,
    };
    // "May 1,200 troops": the comma belongs to the number, which is no day; "March 20-foot waves" is no date either.
    let unit_after = scan.sense(next + 1) == Sense::Dash && scan.unit(next + 2).is_some();
    (super::calendar::exists(None, month, day) && !unit_after).then_some((month, day, next + 1))
}

/// "18 April", "the 18th of April", "18-April".
fn day_then_month(scan: &Scan<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let day = match scan.sense(at) {
        Sense::Int(day, 1 | 2) => u8::try_from(day).ok()?,
        Sense::Ordinal(day) => day,
        _ => return None,
    };
    // "the first day of May"
    let counted = matches!(scan.sense(at), Sense::Ordinal(_))
        && scan.unit(at + 1) == Some(TimeUnit::Day)
        && scan.is(at + 2, Marker::Of);
    let next = if counted { at + 2 } else { at + 1 };
    let joint = scan.skip_sense(scan.skip(next, Marker::Of), Sense::Dash);
    let Sense::Month(month) = scan.sense(joint) else { return None };
    super::calendar::exists(None, month, day).then_some((month, day, joint + 1))
}

/// Rule T022; [`crate::rules`] has its page.
pub(super) fn day_of_range(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (day, 1 | 2) = int(scan, at)? else { return None };
    let day = u8::try_from(day).ok()?;
    let joint = |at: usize| scan.sense(at) == Sense::Dash || scan.is_any(at, &[Marker::To, Marker::And, Marker::Or]);
    let made = |month: u8, words, year| {
        let pieces = Pieces { year, month: Some(month), day: Some(day), ..Pieces::default() };
        super::calendar::exists(None, month, day).then(|| Found::new(words, Meaning::Date(pieces)))
    };
    if joint(at + 1)
        && let Some((month, other, end)) = day_then_month(scan, at + 2)
        && day < other
    {
        let year = year_after(scan, end).map_or(Year::Open, |(year, _)| year);
        return made(month, at..at + 1, year);
    }
    if at >= 3 && joint(at - 1) {
        let (Sense::Int(first, 1 | 2), Sense::Month(month)) = (scan.sense(at - 2), scan.sense(at - 3)) else {
            return None;
        };
        let (year, end) = year_after(scan, at + 1).unwrap_or((Year::Open, at + 1));
        let counted = matches!(scan.sense(at + 1), Sense::Unit(_) | Sense::Scale(_) | Sense::Meridiem(_));
        return (first < u32::from(day) && !counted).then(|| made(month, at..end, year)).flatten();
    }
    None
}

/// Rule T030; [`crate::rules`] has its page.
pub(super) fn month(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (relation, next) = relation(scan, at);
    let next = scan.skip_sense(next, Sense::Dash);
    let Sense::Month(month) = scan.sense(next) else { return None };
    if relation == Relation::Bare && next != at {
        return None;
    }
    let (year, end) = year_after(scan, next + 1).unwrap_or((Year::Open, next + 1));
    if year == Year::Open && is_name(scan, next) {
        return None;
    }
    let pieces = Pieces { year, month: Some(month), relation, ..Pieces::default() };
    Some(Found::new(at..end, Meaning::Date(pieces)))
}

/// Whether a month's word is somebody's name or an auxiliary verb here.
fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    if matches!(scan.tag(at), "MD" | "VB" | "VBP") {
        return true;
    }
    let named_before = at.checked_sub(1).is_some_and(|before| {
        let form = scan.form(before);
        scan.sense(before) == Sense::Other
            && (matches!(form, "Mr." | "Mrs." | "Ms." | "Mr" | "Mrs" | "Ms" | "Dr.") || scan.tag(before) == "NNP")
    });
    // "the Long March", "the March for Life"
    let event = scan.form(at) == "March" && !dated_before(scan, at);
    entity(scan, at) == Some(EntityKind::Person)
        || ((named_before || event) && entity(scan, at) != Some(EntityKind::Date))
}

/// Whether the word before leads up to a month.
fn dated_before(scan: &Scan<'_>, at: usize) -> bool {
    use Marker::{And, Between, By, During, Early, From, In, Last, Late, Mid, Next, Of, On, Or, Since, This, To};
    let before = at.checked_sub(1);
    before.is_none_or(|at| {
        scan.is_any(
            at,
            &[And, Between, By, During, Early, From, In, Last, Late, Mid, Next, Of, On, Or, Since, This, To],
        ) || matches!(scan.sense(at), Sense::Break | Sense::Comma | Sense::Dash)
    })
}

/// Kind of the entity that a word lies in.
pub(super) fn entity(scan: &Scan<'_>, at: usize) -> Option<EntityKind> {
    let token = scan.words.get(at)?.token;
    let entities = &scan.parse.entities;
    let next = entities.partition_point(|entity| entity.end <= token);
    entities.get(next).filter(|entity| entity.first <= token).map(|entity| entity.kind)
}

/// "last", "this past", "next", "the following": which one, and the position after it.
pub(super) fn relation(scan: &Scan<'_>, at: usize) -> (Relation, usize) {
    use Marker::{Coming, Current, Following, Last, Next, Past, Previous, Same, That, The, This};
    let start = scan.skip(at, The);
    let the = start > at;
    // "will last 60 days"
    if scan.tag(start).starts_with('V') && scan.is(start, Last) {
        return (Relation::Bare, at);
    }
    match scan.sense(start) {
        Sense::Marker(This) if !the => match scan.sense(start + 1) {
            Sense::Marker(Past | Last) => (Relation::Last, start + 2),
            Sense::Marker(Coming | Next) => (Relation::Next, start + 2),
            Sense::Marker(Same) => (Relation::Same, start + 2),
            _ => (Relation::This, start + 1),
        },
        Sense::Marker(That) if !the => (Relation::Same, scan.skip(start + 1, Same)),
        Sense::Marker(Same) => (Relation::Same, start + 1),
        Sense::Marker(Last | Past) => (Relation::Last, start + 1),
        Sense::Marker(Next) if the => (Relation::Following, start + 1),
        Sense::Marker(Next | Coming) => (Relation::Next, start + 1),
        Sense::Marker(Previous) => (Relation::Previous, start + 1),
        Sense::Marker(Following) => (Relation::Following, start + 1),
        Sense::Marker(Current) if the => (Relation::This, start + 1),
        _ => (Relation::Bare, at),
    }
}

/// The year after a day or a month: ", 2024", "2024", "of that year", "last year", "'98".
pub(super) fn year_after(scan: &Scan<'_>, at: usize) -> Option<(Year, usize)> {
    let comma = scan.skip_sense(at, Sense::Comma);
    if let Some((year, end)) = known_year(scan, comma) {
        return Some((year, end));
    }
    if comma > at {
        return None;
    }
    let of = scan.skip(at, Marker::Of);
    if of > at
        && let Some(known) = known_year(scan, of)
    {
        return Some(known);
    }
    let (relation, noun) = relation(scan, of);
    if scan.unit(noun) != Some(TimeUnit::Year) || scan.plural(noun) {
        return None;
    }
    let year = match relation {
        Relation::Last => Year::Step(-1),
        Relation::Next => Year::Step(1),
        Relation::This => Year::Step(0),
        Relation::Same => Year::Same,
        _ => return None,
    };
    Some((year, noun + 1))
}

/// A year in digits or words, before or after Christ.
pub(super) fn known_year(scan: &Scan<'_>, at: usize) -> Option<(Year, usize)> {
    match scan.sense(at) {
        Sense::Int(year, 4) if (1000..=2199).contains(&year) => {
            let year = i16::try_from(year).ok()?;
            if scan.is(at + 1, Marker::Bc) {
                return Some((Year::Known(-year), at + 2));
            }
            Some((Year::Known(year), scan.skip(at + 1, Marker::Ad)))
        }
        Sense::Int(year, 1..=4) if scan.is(at + 1, Marker::Bc) => {
            Some((Year::Known(-i16::try_from(year).ok()?), at + 2))
        }
        Sense::Int(year, 2..=4) if scan.is(at + 1, Marker::Ad) => {
            Some((Year::Known(i16::try_from(year).ok()?), at + 2))
        }
        Sense::Marker(Marker::Ad) => match scan.sense(at + 1) {
            Sense::Int(year, 2..=4) => Some((Year::Known(i16::try_from(year).ok()?), at + 2)),
            _ => None,
        },
        Sense::Marker(Marker::Possessive) => short_year(scan, at + 1).map(|year| (Year::Known(year), at + 2)),
        Sense::Number(_) => spelled_year(scan, at),
        _ => None,
    }
}

/// The "98" of "'98".
fn short_year(scan: &Scan<'_>, at: usize) -> Option<i16> {
    match scan.sense(at) {
        Sense::Int(year, 2) if scan.glued(at) => i16::try_from(if year < 40 { 2000 + year } else { 1900 + year }).ok(),
        _ => None,
    }
}

/// "nineteen ninety-four", "two thousand", "two thousand and three".
fn spelled_year(scan: &Scan<'_>, at: usize) -> Option<(Year, usize)> {
    let (first, end) = super::numbers::spelled(scan, at)?;
    if (2000..=2099).contains(&first) {
        return Some((Year::Known(i16::try_from(first).ok()?), end));
    }
    let (rest, end) = super::numbers::spelled(scan, end)?;
    let fits = (17..=20).contains(&first) && (10..=99).contains(&rest);
    fits.then(|| i16::try_from(first * 100 + rest).ok().map(|year| (Year::Known(year), end))).flatten()
}

pub(super) fn int(scan: &Scan<'_>, at: usize) -> Option<(u32, u8)> {
    match scan.sense(at) {
        Sense::Int(value, digits) => Some((value, digits)),
        _ => None,
    }
}
