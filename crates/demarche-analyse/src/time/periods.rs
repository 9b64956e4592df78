//! Weeks, months, years and their like, counted from here: "last week", "this year", "two years ago", "a month later", "the weekend".
//!
//! In: words. Out: steps from an origin.

use super::calendar::Grain;
use super::dates::relation;
use super::numbers::{about, amount};
use super::reading::{Amount, Found, Length, Meaning, Origin, Pieces, Relation, Scan, Year, grain};
use super::words::Sense;
use demarche_lexicon::{Marker, TimeUnit};
use demarche_model::TimeKind;

/// Rule T120; [`crate::rules`] has its page.
pub(super) fn related(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (relation, next) = relation(scan, at);
    let adjective = scan.skip(scan.skip(next, Marker::Fiscal), Marker::Business);
    let unit = scan.unit(adjective)?;
    let grain = grain(unit)?;
    if scan.plural(adjective) {
        return None;
    }
    let words = at..adjective + 1;
    let (by, from) = match relation {
        Relation::This => (0, Origin::Now),
        // "the past year", "for the last week": up to now.
        Relation::Last if unit != TimeUnit::Weekend && up_to_now(scan, at, next) => {
            return Some(past_unit(words, unit));
        }
        Relation::Last => (-1, Origin::Now),
        Relation::Next => (1, Origin::Now),
        Relation::Previous => (-1, Origin::Mentioned),
        Relation::Following => (1, Origin::Mentioned),
        Relation::Same => (0, Origin::Mentioned),
        Relation::Bare | Relation::LastWeek | Relation::NextWeek => return None,
    };
    Some(Found::new(words, Meaning::Step { grain, by, from }))
}

/// Whether "last" or "past" means the stretch before now.
fn up_to_now(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let during = at.checked_sub(1).is_some_and(|before| scan.is_any(before, &[Marker::For, Marker::During]));
    scan.is(next - 1, Marker::Past) || (during && scan.is(at, Marker::The))
}

/// "the past year" is the year up to now.
fn past_unit(words: std::ops::Range<usize>, unit: TimeUnit) -> Found {
    let length = Length { amount: Amount::whole(1), unit, about: None };
    Found::new(words, Meaning::Stretch { length, back: true })
}

/// Rule T200; [`crate::rules`] has its page.
pub(super) fn definite(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, Marker::The) {
        return None;
    }
    let adjective = scan.skip(scan.skip(at + 1, Marker::Fiscal), Marker::Entire);
    let unit = scan.unit(adjective)?;
    if scan.plural(adjective) {
        return None;
    }
    let words = at..adjective + 1;
    // "the week-long truce"
    if scan.sense(adjective + 1) == Sense::Dash && scan.glued(adjective + 1) {
        return None;
    }
    if unit == TimeUnit::Day && !ends_clause(scan, adjective + 1) && !follows_in(scan, at) {
        return None;
    }
    if scan.is(adjective + 1, Marker::Ended) && unit != TimeUnit::Quarter {
        let length = Length { amount: Amount::whole(1), unit, about: None };
        return Some(Found::new(words, Meaning::Length(length)));
    }
    let meaning = match unit {
        TimeUnit::Weekend => Meaning::Weekend,
        TimeUnit::Quarter => Meaning::LatestQuarter,
        TimeUnit::Day | TimeUnit::Month | TimeUnit::Year | TimeUnit::Week => Meaning::SpokenOf(grain(unit)?),
        _ => return None,
    };
    Some(Found::new(words, meaning))
}

/// "later in the day", "by the day".
fn follows_in(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| scan.is_any(before, &[Marker::In, Marker::Of, Marker::By]))
}

/// Rule T100; [`crate::rules`] has its page.
pub(super) fn ago(scan: &Scan<'_>, at: usize) -> Option<Found> {
    use Marker::{Ago, Before, Earlier, From, Hence, Later, Now, Only, That};
    let (about, start) =
        about(scan, scan.skip(at, Only)).map_or((None, scan.skip(at, Only)), |(about, next)| (Some(about), next));
    let (count, noun) = super::numbers::amount(scan, start).unwrap_or((Amount::VAGUE, start));
    let noun = scan.skip(scan.skip_sense(noun, Sense::Dash), Marker::More);
    let noun = scan.skip(noun, Marker::Business);
    let unit = scan.unit(noun)?;
    if noun == start && !scan.plural(noun) {
        return None;
    }
    let after = or_so(scan, noun + 1);
    let dash = scan.skip_sense(after, Sense::Dash);
    let (past, from, end) = match scan.sense(dash) {
        Sense::Marker(Ago) if scan.form(dash).eq_ignore_ascii_case("ago") => (true, Origin::Now, dash + 1),
        Sense::Marker(Earlier) => (true, Origin::Mentioned, dash + 1),
        Sense::Marker(Later) => (false, Origin::Mentioned, dash + 1),
        Sense::Marker(Before) if ends_clause(scan, dash + 1) => (true, Origin::Mentioned, dash + 1),
        Sense::Marker(Before) if scan.is(dash + 1, That) => (true, Origin::Mentioned, dash + 2),
        Sense::Marker(From) if scan.is(dash + 1, Now) => (false, Origin::Now, dash + 2),
        Sense::Marker(Hence) => (false, Origin::Now, dash + 1),
        _ => return None,
    };
    // "a day earlier than planned": counted from what was planned, which nobody tells.
    if scan.form(end) == "than" {
        return None;
    }
    let length = Length { amount: count, unit, about };
    Some(Found::new(at..end, aside(length, past, from)))
}

/// "a week or so", "a year or two".
pub(super) fn or_so(scan: &Scan<'_>, at: usize) -> usize {
    let or_two = scan.is(at, Marker::Or) && (scan.is(at + 1, Marker::So) || scan.sense(at + 1) == Sense::Number(2));
    if or_two { at + 2 } else { at }
}

/// Whether "before" stands alone: "the year before.", not "the year before the war".
fn ends_clause(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.sense(at), Sense::Break | Sense::Comma | Sense::Mark | Sense::Close)
        || scan.is_any(at, &[Marker::And, Marker::In, Marker::At, Marker::By, Marker::With])
}

/// A length to one side of an origin.
fn aside(length: Length, past: bool, from: Origin) -> Meaning {
    let Some(whole) = length.amount.whole.and_then(|whole| i32::try_from(whole).ok()) else {
        let reference = if past { "PAST_REF" } else { "FUTURE_REF" };
        return Meaning::Value(TimeKind::Date, reference.to_owned());
    };
    let by = if past { -whole } else { whole };
    if past && whole == 1 && length.unit == TimeUnit::Year && length.about.is_none() {
        return Meaning::YearEarlier(from);
    }
    match length.unit {
        TimeUnit::Fortnight => Meaning::Step { grain: Grain::Week, by: by.saturating_mul(2), from },
        // "two decades ago" is a year, not a decade.
        TimeUnit::Decade => Meaning::Step { grain: Grain::Year, by: by.saturating_mul(10), from },
        TimeUnit::Century => Meaning::Step { grain: Grain::Year, by: by.saturating_mul(100), from },
        unit => match grain(unit) {
            Some(grain) if !length.amount.half || whole > 0 => Meaning::Step { grain, by, from },
            _ => Meaning::Length(length),
        },
    }
}

/// Rule T110; [`crate::rules`] has its page.
pub(super) fn stretch(scan: &Scan<'_>, at: usize) -> Option<Found> {
    use Marker::{
        Coming, Final, Following, Future, Its, Last, Next, Opening, Past, Previous, Recent, The, These, This, Those,
    };
    let (about, start) = about(scan, at).map_or((None, at), |(about, next)| (Some(about), next));
    let start = if scan.is_any(start, &[The, Its, This, These, Those]) { start + 1 } else { start };
    if scan.tag(start).starts_with('V') && scan.is(start, Last) {
        return None;
    }
    let back = match scan.sense(start) {
        Sense::Marker(Past | Last | Recent | Previous) => Some(true),
        Sense::Marker(Next | Coming | Following | Future) => Some(false),
        Sense::Marker(Final | Opening) | Sense::Ordinal(1) => None,
        _ => return None,
    };
    let vague_kind = matches!(scan.sense(start), Sense::Marker(Recent | Coming | Future | Following));
    let counted = amount(scan, start + 1).filter(|_| !scan.is(start + 1, Marker::A));
    let (count, noun) = counted.unwrap_or((Amount::VAGUE, start + 1));
    let noun = scan.skip(scan.skip(scan.skip(noun, Marker::More), Marker::Additional), Marker::Business);
    let unit = scan.unit(noun)?;
    if counted.is_none() && !scan.plural(noun) {
        return None;
    }
    let end = noun + 1;
    let length = Length { amount: count, unit, about };
    let meaning = match back {
        Some(back) => Meaning::Stretch { length, back },
        None if counted.is_some() || vague_kind => Meaning::Length(length),
        None => Meaning::Length(length),
    };
    Some(Found::new(at..end, meaning))
}

/// Rule T124; [`crate::rules`] has its page.
pub(super) fn holding(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let unit = scan.unit(start).filter(|_| start > at && !scan.plural(start))?;
    if !scan.is(start + 1, Marker::Of) {
        return None;
    }
    let date = super::rules::read_inner(scan, start + 2, depth)?;
    let fits = date.is_date() && matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year | TimeUnit::Weekend);
    fits.then(|| {
        Found::new(at..date.words.end, Meaning::Holding(grain(unit).unwrap_or(Grain::Week), Box::new(date.meaning)))
    })
}

/// Rule T122; [`crate::rules`] has its page.
pub(super) fn beside(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    if !scan.is(at, Marker::The) || scan.plural(at + 1) {
        return None;
    }
    let grain = grain(scan.unit(at + 1)?)?;
    let by = match scan.sense(at + 2) {
        Sense::Marker(Marker::Before) => -1,
        Sense::Marker(Marker::After) => 1,
        _ => return None,
    };
    if let Some(date) = super::rules::read_inner(scan, at + 3, depth).filter(|_| grain == Grain::Day)
        && super::clock::names_day(&date.meaning)
    {
        return Some(Found::new(at..date.words.end, Meaning::Beside(by, Box::new(date.meaning))));
    }
    ends_clause(scan, at + 3).then(|| Found::new(at..at + 3, Meaning::Step { grain, by, from: Origin::Mentioned }))
}

/// Rule T190; [`crate::rules`] has its page.
pub(super) fn year_end(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let grain = match scan.unit(start)? {
        TimeUnit::Year => Grain::Year,
        TimeUnit::Month => Grain::Month,
        _ => return None,
    };
    let joint = scan.skip(scan.skip_sense(start + 1, Sense::Dash), Marker::Possessive);
    if !scan.is(joint, Marker::End) {
        return None;
    }
    if grain == Grain::Year && scan.sense(start + 1) == Sense::Dash && start == at {
        let pieces = Pieces { year: Year::Step(0), month: Some(12), day: Some(31), ..Pieces::default() };
        return Some(Found::new(at..joint + 1, Meaning::Date(pieces)));
    }
    let meaning = Meaning::Step { grain, by: 0, from: Origin::Now };
    Some(Found { edge: Some(super::reading::Edge::Late), ..Found::new(at..joint + 1, meaning) })
}
