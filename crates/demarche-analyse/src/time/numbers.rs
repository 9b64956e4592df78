//! Numbers in words and digits: "two", "twenty-four", "a hundred", "2 1/2", "several", "a couple of".
//!
//! In: words. Out: an [`Amount`] and the position after it. "nearly a week" is one week, less something.

use super::reading::{About, Amount, Scan};
use super::words::Sense;
use demarche_lexicon::Marker;

/// A number of things, exact or vague, and the position after it. "a" and "an" count as one.
pub(super) fn amount(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    vague(scan, at).or_else(|| ranged(scan, at)).or_else(|| article(scan, at))
}

/// "more than", "nearly", "at least", "up to": how the number after it is meant, and the position after it.
pub(super) fn about(scan: &Scan<'_>, at: usize) -> Option<(About, usize)> {
    use Marker::{About as Around, At, During, Least, Less, More, Most, Nearly, Not, Over, Than, To, Under, Up};
    let Sense::Marker(first) = scan.sense(at) else { return None };
    match first {
        Nearly => Some((About::Less, at + 1)),
        Around => Some((About::Around, at + 1)),
        Over => Some((About::More, at + 1)),
        // "over a week" is more than a week; "over the weekend" is during it.
        During if scan.form(at).eq_ignore_ascii_case("over") && !scan.is_any(at + 1, &[Marker::The, Marker::Its]) => {
            Some((About::More, at + 1))
        }
        Under => Some((About::Less, at + 1)),
        More if scan.is(at + 1, Than) => Some((About::More, at + 2)),
        Less if scan.is(at + 1, Than) => Some((About::Less, at + 2)),
        Not if scan.is_any(at + 1, &[More, Less]) && scan.is(at + 2, Than) => Some((About::Less, at + 3)),
        At if scan.is(at + 1, Least) => Some((About::More, at + 2)),
        At if scan.is(at + 1, Most) => Some((About::Less, at + 2)),
        Up if scan.is(at + 1, To) => Some((About::Less, at + 2)),
        _ => None,
    }
}

/// "several", "a few", "many", "dozens of", "a couple of".
fn vague(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    use Marker::{A, Couple, Dozen, Dozens, Few, Many, Of, Several};
    let start = scan.skip(at, A);
    // "twice in as many weeks"
    if scan.is(at, Many) && at.checked_sub(1).is_some_and(|before| scan.form(before) == "as") {
        return None;
    }
    match scan.sense(start) {
        Sense::Marker(Few) => Some((Amount::VAGUE, start + 1)),
        Sense::Marker(Several | Many) if start == at => Some((Amount::VAGUE, at + 1)),
        Sense::Marker(Dozens) if start == at && scan.is(at + 1, Of) => Some((Amount::VAGUE, at + 2)),
        Sense::Marker(Couple) => Some((Amount::whole(2), scan.skip(start + 1, Of))),
        Sense::Marker(Dozen) => Some((Amount::whole(12), start + 1)),
        _ => None,
    }
}

/// "two to three", "12 to 18", "five or six": the first counts.
fn ranged(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let (first, mut end) = cardinal(scan, at)?;
    let mut joint = scan.skip_sense(end, Sense::Dash);
    if scan.is_any(joint, &[Marker::To, Marker::Or]) {
        joint = scan.skip_sense(joint + 1, Sense::Dash);
    } else if joint == end || !matches!(scan.sense(end + 1), Sense::Int(..)) {
        return Some((first, end));
    }
    if let Some((_, after)) = cardinal(scan, joint) {
        end = after;
    }
    Some((first, end))
}

/// An exact number, with its half.
pub(super) fn cardinal(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let (whole, half, end) = match scan.sense(at) {
        Sense::Int(value, digits) if digits <= 6 => (value, false, at + 1),
        Sense::Amount(value, half) => (value, half, at + 1),
        Sense::Number(_) | Sense::Scale(_) => {
            let (value, end) = spelled(scan, at)?;
            (value, false, end)
        }
        _ => return None,
    };
    if scan.sense(end) == Sense::HalfSign {
        return Some((Amount { whole: Some(whole), half: true }, end + 1));
    }
    if let Sense::Scale(scale) = scan.sense(end)
        && let Some(whole) = whole.checked_mul(u32::from(scale))
    {
        return Some((Amount { whole: Some(whole), half }, end + 1));
    }
    let joint = scan.skip_sense(end, Sense::Dash);
    if scan.is(joint, Marker::And) {
        let article = scan.skip(scan.skip_sense(joint + 1, Sense::Dash), Marker::A);
        let noun = scan.skip_sense(article, Sense::Dash);
        if scan.is(noun, Marker::Half) {
            return Some((Amount { whole: Some(whole), half: true }, noun + 1));
        }
    }
    Some((Amount { whole: Some(whole), half }, end))
}

/// "twenty-four", "two hundred and ten", "a hundred" (without the article).
pub(super) fn spelled(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let mut total: u32 = 0;
    let mut group: u32 = 0;
    let mut next = at;
    let mut last_small = false;
    loop {
        let step = if next > at { scan.skip_sense(next, Sense::Dash) } else { next };
        match scan.sense(step) {
            Sense::Number(value) => {
                // "nineteen ninety" is no sum: a second number below a hundred adds only to tens.
                let value = u32::from(value);
                if last_small && (!group.is_multiple_of(10) || group % 100 < 20 || value > 9) {
                    break;
                }
                group = group.checked_add(value)?;
                last_small = true;
                next = step + 1;
            }
            Sense::Scale(scale) => {
                let scale = u32::from(scale);
                group = group.max(1).checked_mul(scale)?;
                if scale >= 1000 {
                    total = total.checked_add(group)?;
                    group = 0;
                }
                last_small = false;
                next = step + 1;
            }
            Sense::Marker(Marker::And)
                if !last_small && next > at && matches!(scan.sense(step + 1), Sense::Number(_)) =>
            {
                next = step + 1;
            }
            _ => break,
        }
    }
    (next > at).then_some((total.checked_add(group)?, next))
}

/// "a", "an", "half a", "a half", "a hundred".
fn article(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    use Marker::{A, Half};
    if scan.is(at, Half) {
        return scan.is(at + 1, A).then_some((Amount { whole: Some(0), half: true }, at + 2));
    }
    if !scan.is(at, A) {
        return None;
    }
    match scan.sense(at + 1) {
        Sense::Scale(_) => spelled(scan, at + 1).map(|(value, end)| (Amount::whole(value), end)),
        Sense::Marker(Half) => Some((Amount { whole: Some(0), half: true }, scan.skip_sense(at + 2, Sense::Dash))),
        _ => Some((Amount::whole(1), at + 1)),
    }
}
