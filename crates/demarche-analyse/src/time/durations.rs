//! Lengths of time: "three days", "nearly a week", "2 1/2 years", "eight-year", "weeks", "decades-long".
//!
//! In: words. Out: an amount of a unit; whether it touches a date ("nearly a week after the strike") is for `anchor` to say.

use super::numbers::{about, amount};
use super::reading::{Amount, Found, Length, Meaning, Scan};
use super::words::Sense;
use demarche_lexicon::{Marker, TimeUnit};

/// Rule T160; [`crate::rules`] has its page.
pub(super) fn counted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    use Marker::{Additional, And, Business, Entire, Half, Its, More, Only, That, The, These, Those};
    let first = scan.skip(at, Only);
    let (mut about_word, mut start) = about(scan, first).map_or((None, first), |(about, next)| (Some(about), next));
    if scan.is_any(start, &[The, These, Those, Its, That]) {
        start += 1;
        if let Some((about, next)) = about(scan, start) {
            (about_word, start) = (Some(about), next);
        }
    }
    let (mut count, noun) = amount(scan, start)?;
    // "the a week"; "no more a day"
    if start > first && scan.is(start, Marker::A) && about_word.is_none() {
        return None;
    }
    let noun = scan.skip_sense(noun, Sense::Dash);
    let noun = [More, Additional, Marker::Long, Entire, Business]
        .into_iter()
        .fold(noun, |noun, marker| scan.skip(noun, marker));
    let unit = scan.unit(noun)?;
    // "a decades-old dispute"
    if scan.is(start, Marker::A) && noun == start + 1 && scan.plural(noun) {
        return None;
    }
    let mut end = noun + 1;
    if is_ordinal_second(scan, noun)
        || money(scan, start)
        || per(scan, at, start)
        || fraction(scan, noun)
        || age(scan, noun)
    {
        return None;
    }
    // "a minute and a half"
    if scan.is(end, And) && scan.is(end + 1, Marker::A) && scan.is(end + 2, Half) && count.whole.is_some() {
        count = Amount { half: true, ..count };
        end += 3;
    }
    end = tail(scan, end);
    Some(Found::new(at..end, Meaning::Length(Length { amount: count, unit, about: about_word })))
}

/// "-old", "-long", "or so" after a length.
fn tail(scan: &Scan<'_>, at: usize) -> usize {
    let joint = scan.skip_sense(at, Sense::Dash);
    if joint > at && scan.is_any(joint, &[Marker::Old, Marker::Long]) {
        joint + 1
    } else {
        super::periods::or_so(scan, at)
    }
}

/// "three-quarters of its grain", "a quarter of the force".
fn fraction(scan: &Scan<'_>, noun: usize) -> bool {
    scan.unit(noun) == Some(TimeUnit::Quarter)
        && (!scan.plural(noun) || scan.is(noun + 1, Marker::Of) || scan.sense(noun - 1) == Sense::Dash)
}

/// "52 years old", "a 6-year-old boy": how old somebody is says nothing of when.
fn age(scan: &Scan<'_>, noun: usize) -> bool {
    let old = scan.skip_sense(noun + 1, Sense::Dash);
    scan.unit(noun) == Some(TimeUnit::Year) && scan.is_any(old, &[Marker::Old])
}

/// "5 second" is a length, "a second" mostly an ordinal ("a second attack").
fn is_ordinal_second(scan: &Scan<'_>, noun: usize) -> bool {
    scan.form(noun).eq_ignore_ascii_case("second")
}

/// "$5 a year" is no length.
fn money(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.before(at), Sense::Mark) && matches!(scan.form(at.saturating_sub(1)), "$" | "£" | "€" | "#")
}

/// "twice a year", "$5 million a year", "500 people a day": so many for each.
fn per(scan: &Scan<'_>, at: usize, start: usize) -> bool {
    start == at && scan.is(at, Marker::A) && super::sets::rate(scan, at)
}

/// Rule T210; [`crate::rules`] has its page.
pub(super) fn bare_plural(scan: &Scan<'_>, at: usize) -> Option<Found> {
    use Marker::{After, Before, By, During, For, From, In, Of, Since, The};
    let start = scan.skip(at, The);
    let unit = scan.unit(start).filter(|unit| scan.plural(start) && *unit != TimeUnit::Quarter)?;
    let length = Length { amount: Amount::VAGUE, unit, about: None };
    // "weeks or months"
    let joined =
        scan.is_any(start + 1, &[Marker::Or, Marker::And]) && scan.unit(start + 2).is_some() && scan.plural(start + 2);
    let end = if joined { start + 3 } else { start + 1 };
    let long = scan.sense(start + 1) == Sense::Dash && scan.is_any(start + 2, &[Marker::Long, Marker::Old]);
    if long && start == at {
        return Some(Found::new(at..start + 3, Meaning::Length(length)));
    }
    let placed = at
        .checked_sub(1)
        .is_some_and(|before| scan.is_any(before, &[After, By, During, For, In, Of, Since, From, Before]))
        || scan.is_any(start + 1, &[After, Before, Of]);
    let bound = start > at && !at.checked_sub(1).is_some_and(|before| scan.is_any(before, &[During]));
    (placed && !bound && unit >= TimeUnit::Minute).then(|| Found::new(at..end, Meaning::Length(length)))
}

/// Rule T162; [`crate::rules`] has its page.
pub(super) fn single_long(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let unit = scan.unit(at).filter(|_| !scan.plural(at))?;
    let old = unit != TimeUnit::Year && scan.is(at + 2, Marker::Old);
    let fits =
        scan.sense(at + 1) == Sense::Dash && (old || scan.is(at + 2, Marker::Long)) && scan.before(at) != Sense::Dash;
    fits.then(|| Found::new(at..at + 3, Meaning::Length(Length { amount: Amount::whole(1), unit, about: None })))
}
