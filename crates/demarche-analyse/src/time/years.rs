//! Years, decades and centuries: "1998", "the year 2000", "fiscal 1989", "1861-63", "the 1990s", "the nineties", "the 20th century".
//!
//! In: words. Out: a year or more. A number of four digits is a year only where the words around it allow: "Resolution 2118",
//! "page 1998" and "2000 troops" have none.

use super::dates::{entity, int, known_year};
use super::reading::{Found, Meaning, Pieces, Scan, Year};
use super::words::Sense;
use demarche_language::EntityKind;
use demarche_lexicon::{Marker, TimeUnit};

/// Rule T180; [`crate::rules`] has its page.
pub(super) fn year(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let introduced = introduction(scan, at);
    let start = introduced.unwrap_or(at);
    let (year, end) = known_year(scan, start)?;
    let plain = matches!(scan.sense(start), Sense::Int(..)) && end == start + 1;
    if introduced.is_none() && plain && !stands_for_year(scan, start) {
        return None;
    }
    if introduced.is_none() && matches!(scan.sense(start), Sense::Number(_)) && counts_things(scan, end) {
        return None;
    }
    let pieces = Pieces { year, ..Pieces::default() };
    Some(Found::new(at..end, Meaning::Date(pieces)))
}

/// "the year", "the years", "fiscal", "fiscal year", "calendar".
fn introduction(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let start = scan.skip(at, Marker::The);
    let fiscal = scan.skip(scan.skip(start, Marker::Fiscal), Marker::Business);
    let noun = fiscal + usize::from(scan.unit(fiscal) == Some(TimeUnit::Year));
    (noun > start).then_some(noun)
}

/// Whether a bare number of four digits is a year here.
fn stands_for_year(scan: &Scan<'_>, at: usize) -> bool {
    let Some((year, _)) = int(scan, at) else { return false };
    if counts_things(scan, at + 1) || matches!(scan.sense(at + 1), Sense::Unit(_) | Sense::Zone(_) | Sense::Scale(_)) {
        return false;
    }
    let span_of_years = |at: usize, other: usize| {
        scan.sense(at) == Sense::Dash && int(scan, other).is_some_and(|(_, digits)| digits >= 2)
    };
    if span_of_years(at + 1, at + 2) || at.checked_sub(2).is_some_and(|other| span_of_years(other + 1, other)) {
        return true;
    }
    let modern = (1900..=2100).contains(&year);
    match scan.before(at) {
        // "page 1998", "Flight 1998"
        Sense::Marker(Marker::Numbered) => false,
        Sense::Marker(marker) => modern || introduces_year(marker),
        Sense::Open | Sense::Break | Sense::Comma => modern || entity(scan, at) == Some(EntityKind::Date),
        Sense::Mark => modern && !matches!(scan.form(at - 1), "$" | "#" | "£" | "+"),
        Sense::Other => after_word(scan, at, modern),
        // "mid-1996", "post-1959", but not "F-1998"
        Sense::Dash => !scan.glued(at) || at.checked_sub(2).is_some_and(|prefix| modern && prefixed(scan, prefix)),
        _ => modern,
    }
}

/// "mid-", "post-", "pre-" before a year.
fn prefixed(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_any(at, &[Marker::Early, Marker::Mid, Marker::Late])
        || matches!(scan.form(at), "post" | "pre" | "Post" | "Pre" | "pro")
}

/// A year after a word that is no marker: "Boeing 1998" is none, "won 1998 elections" is one.
fn after_word(scan: &Scan<'_>, at: usize, modern: bool) -> bool {
    let dated = entity(scan, at) == Some(EntityKind::Date);
    match scan.tag(at - 1) {
        "NNP" | "NNPS" | "NN" | "CD" | "$" | "SYM" | "#" => dated,
        _ => modern || dated,
    }
}

/// Markers that stand before years of any age.
fn introduces_year(marker: Marker) -> bool {
    use Marker::{About, After, And, Before, Between, By, During, Early, From, In, Late, Mid, Of, Or, Since, The, To};
    matches!(
        marker,
        About
            | After
            | And
            | Before
            | Between
            | By
            | During
            | Early
            | From
            | In
            | Late
            | Mid
            | Of
            | Or
            | Since
            | The
            | To
    )
}

/// "2000 troops": a plural that is counted. "the 1996 elections" are dated.
fn counts_things(scan: &Scan<'_>, after: usize) -> bool {
    let plural = scan.tag(after) == "NNS" && scan.sense(after) == Sense::Other;
    let determined = after.checked_sub(2).is_some_and(|before| {
        scan.is_any(before, &[Marker::The, Marker::Its, Marker::In])
            || scan.tag(before) == "POS"
            || scan.tag(before) == "DT"
    });
    plural && !determined
}

/// Rule T184; [`crate::rules`] has its page.
pub(super) fn before_christ(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (year, 2..=4) = int(scan, at)? else { return None };
    let joined = scan.sense(at + 1) == Sense::Dash || scan.is_any(at + 1, &[Marker::To, Marker::And, Marker::Or]);
    let (Year::Known(end), _) = known_year(scan, at + 2)? else { return None };
    let year = i16::try_from(year).ok()?;
    let pieces = Pieces { year: Year::Known(-year), ..Pieces::default() };
    (joined && end < 0 && -year < end).then(|| Found::new(at..at + 1, Meaning::Date(pieces)))
}

/// Rule T182; [`crate::rules`] has its page.
pub(super) fn short_end(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (short, 2) = int(scan, at)? else { return None };
    let first = at.checked_sub(2)?;
    let (year, 4) = int(scan, first)? else { return None };
    let joined = matches!(scan.sense(at - 1), Sense::Dash | Sense::Slash) && scan.glued(at) && scan.glued(at - 1);
    let later = year - year % 100 + short;
    if !joined || later <= year || !(1000..=2199).contains(&year) {
        return None;
    }
    let pieces = Pieces { year: Year::Known(i16::try_from(later).ok()?), ..Pieces::default() };
    Some(Found::new(at..at + 1, Meaning::Date(pieces)))
}

/// Rule T140; [`crate::rules`] has its page.
pub(super) fn decade(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let mark = scan.skip(start, Marker::Possessive);
    let (decade, end) = match scan.sense(mark) {
        Sense::Decade(decade) if mark == start => (decade, mark + 1),
        Sense::ShortDecade(tens) if mark > start || start > at => (short_decade(tens), mark + 1),
        Sense::DecadeWord(tens) if start > at || of_decade(scan, at) => (short_decade(tens), mark + 1),
        _ => return None,
    };
    let (decade, end) = era(scan, decade, end);
    // "the 470s BC", but not "the 380s", which are aeroplanes.
    if (0..100).contains(&decade) && !scan.is(end.saturating_sub(1), Marker::Ad) {
        return None;
    }
    let pieces = Pieces { decade: Some(decade), ..Pieces::default() };
    Some(Found::new(at..end, Meaning::Date(pieces)))
}

/// "BC" or "AD" after a decade or century.
fn era(scan: &Scan<'_>, number: i16, at: usize) -> (i16, usize) {
    match scan.sense(at) {
        Sense::Marker(Marker::Bc) => (-number, at + 1),
        Sense::Marker(Marker::Ad) => (number, at + 1),
        _ => (number, at),
    }
}

fn short_decade(tens: u8) -> i16 {
    i16::from(tens) / 10 + if tens < 30 { 200 } else { 190 }
}

/// "early nineties", but not "in his early nineties".
fn of_decade(scan: &Scan<'_>, at: usize) -> bool {
    let part = at.checked_sub(1).is_some_and(|before| scan.is_any(before, &[Marker::Early, Marker::Mid, Marker::Late]));
    part && !at.checked_sub(2).is_some_and(|before| scan.is(before, Marker::Its))
}

/// Rule T142; [`crate::rules`] has its page.
pub(super) fn century(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = scan.skip(at, Marker::The);
    let Sense::Ordinal(number) = scan.sense(start) else { return None };
    let noun = scan.skip_sense(start + 1, Sense::Dash);
    if scan.unit(noun) != Some(TimeUnit::Century) || number == 0 {
        return None;
    }
    let century = i16::from(number) - 1;
    let (century, end) = era(scan, century, noun + 1);
    let pieces = Pieces { century: Some(century), ..Pieces::default() };
    Some(Found::new(at..end, Meaning::Date(pieces)))
}
