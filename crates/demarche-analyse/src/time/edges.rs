//! Parts of a date: "early April", "mid-1996", "the end of May", "late last week", "earlier this year", "later that month".
//!
//! In: words. Out: the date with the part that is meant. TIMEX3 gives it the value of the whole; the days are those of the part.

use super::calendar::Grain;
use super::reading::{Edge, Found, Hour, Meaning, Scan};
use super::words::Sense;
use demarche_lexicon::{Marker, TimeUnit};

/// Rule T130; [`crate::rules`] has its page.
pub(super) fn edge(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    let (edge, next) = leading_edge(scan, at)?;
    let date = match unnamed(scan, next) {
        Some(date) => date,
        None => super::rules::read_inner(scan, next, depth)?,
    };
    if !date.is_date() || date.edge.is_some() {
        return None;
    }
    // "early Tuesday" is Tuesday's morning, but a value of its own only where the words say so.
    if matches!(edge, Edge::Earlier | Edge::Later) && date.hour != Hour::None {
        return Some(date.from(at));
    }
    Some(Found { edge: Some(edge), ..date.from(at) })
}

/// "the end of year", "by end of month": the one that goes on.
fn unnamed(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let unit = scan
        .unit(at)
        .filter(|_| !scan.plural(at) && at.checked_sub(1).is_some_and(|before| scan.is(before, Marker::Of)))?;
    let grain = match unit {
        TimeUnit::Year => Grain::Year,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Week => Grain::Week,
        _ => return None,
    };
    Some(Found::new(at..at + 1, Meaning::SpokenOf(grain)))
}

/// The words for a part, and the position after them and their "of".
fn leading_edge(scan: &Scan<'_>, at: usize) -> Option<(Edge, usize)> {
    use Marker::{
        Close, Earlier, Early, End, Final, In, Late, Later, Latter, Mid, Middle, More, Most, Much, Of, On, Opening,
        Part, Start, The,
    };
    let start = scan.skip(at, The);
    let Sense::Marker(first) = scan.sense(start) else { return ordinal_part(scan, start) };
    let of = |edge, next: usize| scan.is(next, Of).then_some((edge, next + 1));
    match first {
        Early => plain(scan, Edge::Early, start + 1),
        Mid => plain(scan, Edge::Mid, start + 1),
        Late => plain(scan, Edge::Late, start + 1),
        Earlier => Some((Edge::Earlier, scan.skip(scan.skip(start + 1, In), On))),
        Later => Some((Edge::Later, scan.skip(scan.skip(start + 1, In), On))),
        Middle => of(Edge::Mid, start + 1),
        End | Close => of(Edge::Late, start + 1),
        Start => of(Edge::Early, start + 1),
        Final | Latter if scan.is_any(start + 1, &[Part, Marker::Half]) => of(Edge::Late, start + 2),
        Final | Marker::Last => units_of(scan, start + 1).map(|next| (Edge::Late, next)),
        Opening => units_of(scan, start + 1).map(|next| (Edge::Early, next)),
        Most | Much | More => of(Edge::Mid, start + 1),
        _ => None,
    }
}

/// "early", "early in", "early on", "mid-", "late-".
fn plain(scan: &Scan<'_>, edge: Edge, at: usize) -> Option<(Edge, usize)> {
    let joint = scan.skip_sense(at, Sense::Dash);
    // "mid-to-late May"
    if scan.is(joint, Marker::To) {
        let next = scan.skip_sense(joint + 1, Sense::Dash);
        if scan.is_any(next, &[Marker::Mid, Marker::Late]) {
            return Some((Edge::Late, scan.skip_sense(next + 1, Sense::Dash)));
        }
    }
    let next = scan.skip(scan.skip(joint, Marker::In), Marker::On);
    let part_of = scan.is(next, Marker::Part) && scan.is(next + 1, Marker::Of);
    Some((edge, if part_of { next + 2 } else { next }))
}

/// "the first week of", "the last days of".
fn ordinal_part(scan: &Scan<'_>, at: usize) -> Option<(Edge, usize)> {
    let Sense::Ordinal(number) = scan.sense(at) else { return None };
    let next = units_of(scan, at + 1)?;
    match scan.unit(at + 1) {
        Some(TimeUnit::Week) => Some((Edge::Week(number.min(5)), next)),
        _ if number == 1 && scan.unit(at + 1) != Some(TimeUnit::Day) => Some((Edge::Early, next)),
        _ => None,
    }
}

/// "week of", "days of", "part of", "few days of": the position after the "of".
fn units_of(scan: &Scan<'_>, at: usize) -> Option<usize> {
    // "the first nine months of 1997" is a length, and 1997 a date of its own.
    let noun = scan.skip(at, Marker::Few);
    let part = scan.is(noun, Marker::Part)
        || matches!(scan.unit(noun), Some(TimeUnit::Day | TimeUnit::Week | TimeUnit::Month));
    (part && scan.is(noun + 1, Marker::Of)).then_some(noun + 2)
}
