//! Quarters, halves and seasons: "the third quarter of 1990", "this year's first quarter", "Q3 2024", "the summer of 1955", "last spring".
//!
//! In: words. Out: pieces of a date; which quarter is meant by "the quarter" is settled when the whole text is known.

use super::dates::{known_year, relation, year_after};
use super::reading::{Found, Meaning, Pieces, Relation, Scan, Year};
use super::words::Sense;
use demarche_lexicon::{Marker, TimeUnit};

/// Rule T080; [`crate::rules`] has its page.
pub(super) fn quarter(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (year, start) = leading_year(scan, at);
    let start = scan.skip(start, Marker::Fiscal);
    let (quarter, end) = match scan.sense(start) {
        Sense::Quarter(quarter) => (quarter, start + 1),
        Sense::Ordinal(quarter @ 1..=4) => {
            let noun = scan.skip_sense(scan.skip(start + 1, Marker::Fiscal), Sense::Dash);
            if scan.unit(noun) != Some(TimeUnit::Quarter) || scan.plural(noun) {
                return None;
            }
            (quarter, noun + 1)
        }
        _ => return None,
    };
    let (year, end) = if year == Year::Open { year_after(scan, end).unwrap_or((year, end)) } else { (year, end) };
    Some(Found::new(at..end, Meaning::Date(Pieces { year, quarter: Some(quarter), ..Pieces::default() })))
}

/// "the 1988", "this year's", "last year's", "the": the year before a quarter, and the position after it.
fn leading_year(scan: &Scan<'_>, at: usize) -> (Year, usize) {
    let (relation, noun) = relation(scan, at);
    if scan.unit(noun) == Some(TimeUnit::Year) && scan.is(noun + 1, Marker::Possessive) {
        let year = match relation {
            Relation::Last => Year::Step(-1),
            Relation::Next => Year::Step(1),
            Relation::This => Year::Step(0),
            _ => Year::Same,
        };
        return (year, noun + 2);
    }
    let start = scan.skip(at, Marker::The);
    known_year(scan, start).unwrap_or((Year::Open, start))
}

/// Rule T086; [`crate::rules`] has its page.
pub(super) fn known_quarter(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    if scan.is(start, Marker::Latest) {
        let noun = scan.skip(start + 1, Marker::Fiscal);
        let fits = scan.unit(noun) == Some(TimeUnit::Quarter) || scan.is(noun, Marker::Period);
        return fits.then(|| Found::new(at..noun + 1, Meaning::LatestQuarter));
    }
    if scan.unit(start) != Some(TimeUnit::Year) || scan.sense(start + 1) != Sense::Dash {
        return None;
    }
    if !scan.is_any(start + 2, &[Marker::Ago, Marker::Earlier]) {
        return None;
    }
    let noun = start + 3;
    let named = scan.unit(noun) == Some(TimeUnit::Quarter) || scan.is(noun, Marker::Period);
    let from = super::reading::Origin::Mentioned;
    Some(Found::new(at..noun + usize::from(named), Meaning::YearEarlier(from)))
}

/// Rule T088; [`crate::rules`] has its page.
pub(super) fn quarter_of_year(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let quarterly =
        |at: usize| (scan.unit(at) == Some(TimeUnit::Quarter) && !scan.plural(at)) || scan.is(at, Marker::Period);
    let (year, noun) = leading_year(scan, at);
    if year != Year::Open && quarterly(noun) {
        return Some(Found::new(at..noun + 1, Meaning::QuarterOf(year)));
    }
    let noun = scan.skip(at, Marker::The) + 1;
    let compared = matches!(scan.form(noun - 1), "corresponding" | "comparable" | "same" | "similar");
    if !compared || !quarterly(noun) {
        return None;
    }
    let (year, end) = year_after(scan, noun + 1)?;
    Some(Found::new(at..end, Meaning::QuarterOf(year)))
}

/// Rule T082; [`crate::rules`] has its page.
pub(super) fn half(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (year, start) = leading_year(scan, at);
    let half = match scan.sense(start) {
        Sense::Ordinal(half @ 1..=2) => half,
        Sense::Marker(Marker::Last | Marker::Latter) => 2,
        _ => return None,
    };
    let noun = scan.skip_sense(start + 1, Sense::Dash);
    if !scan.is(noun, Marker::Half) {
        return None;
    }
    let (year, end) = match year_after(scan, noun + 1) {
        Some(found) if year == Year::Open => found,
        _ if year != Year::Open || noun > start + 1 => (year, noun + 1),
        _ => of_the_year(scan, noun + 1)?,
    };
    Some(Found::new(at..end, Meaning::Date(Pieces { year, half: Some(half), ..Pieces::default() })))
}

fn of_the_year(scan: &Scan<'_>, at: usize) -> Option<(Year, usize)> {
    let fits = scan.is(at, Marker::Of) && scan.is(at + 1, Marker::The) && scan.unit(at + 2) == Some(TimeUnit::Year);
    fits.then_some((Year::Step(0), at + 3))
}

/// Rule T084; [`crate::rules`] has its page.
pub(super) fn season(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (relation, next) = relation(scan, at);
    let start = if relation == Relation::Bare { scan.skip(at, Marker::The) } else { next };
    let start = scan.skip(start, Marker::Recent);
    let Sense::Season(season) = scan.sense(start) else { return None };
    if scan.plural(start) || !scan.tag(start).starts_with('N') {
        return None;
    }
    let year = year_after(scan, start + 1);
    let ambiguous = matches!(scan.form(start), "fall" | "spring" | "Spring" | "Fall");
    let placed = relation != Relation::Bare
        || year.is_some()
        || !ambiguous
        || at.checked_sub(1).is_some_and(|before| {
            scan.is_any(before, &[Marker::In, Marker::During, Marker::By, Marker::Since, Marker::To])
        });
    // "the fall of Saigon"
    if !placed || (year.is_none() && scan.is(start + 1, Marker::Of)) {
        return None;
    }
    let (year, end) = year.unwrap_or((Year::Open, start + 1));
    Some(Found::new(at..end, Meaning::Date(Pieces { year, season: Some(season), relation, ..Pieces::default() })))
}
