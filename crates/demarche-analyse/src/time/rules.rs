//! The table of rules, surest first, and the reading of one place by all of them: the longest reading wins, of equal ones the surest.
//!
//! In: words and a place. Out: the rule's [`Found`]. "the third quarter of 1990" is one expression, not a quarter and a year.

use super::reading::{Found, Meaning, Scan};
use super::words::Sense;
use super::{clock, dates, days, durations, edges, periods, phrases, quarters, sets, years};
use demarche_lexicon::Marker;

/// A rule: its name, and what it reads at a place.
pub(super) struct Rule {
    /// Number and name, as evidence names it.
    pub(super) name: &'static str,
    read: Read,
}

enum Read {
    /// Words alone.
    Flat(fn(&Scan<'_>, usize) -> Option<Found>),
    /// A reading inside a reading ("the end of" + date); the number says how deep.
    Nested(fn(&Scan<'_>, usize, u8) -> Option<Found>),
}

/// How deep readings nest: "early in the morning of the first day of May" is two deep.
const DEEPEST: u8 = 3;

/// All rules.
pub(super) const RULES: &[Rule] = &[
    Rule { name: "T010 digits", read: Read::Flat(dates::digits) },
    Rule { name: "T012 dotted", read: Read::Flat(dates::dotted) },
    Rule { name: "T020 month-day", read: Read::Flat(dates::month_day) },
    Rule { name: "T022 day-of-range", read: Read::Flat(dates::day_of_range) },
    Rule { name: "T030 month", read: Read::Flat(dates::month) },
    Rule { name: "T040 named-day", read: Read::Flat(phrases::named_day) },
    Rule { name: "T050 weekday", read: Read::Flat(days::weekday) },
    Rule { name: "T060 around-now", read: Read::Flat(days::around_now) },
    Rule { name: "T062 part-of-date", read: Read::Nested(days::part_of_date) },
    Rule { name: "T064 part-of-day", read: Read::Flat(days::part_of_day) },
    Rule { name: "T070 clock", read: Read::Nested(clock::clock) },
    Rule { name: "T080 quarter", read: Read::Flat(quarters::quarter) },
    Rule { name: "T082 half", read: Read::Flat(quarters::half) },
    Rule { name: "T084 season", read: Read::Flat(quarters::season) },
    Rule { name: "T086 known-quarter", read: Read::Flat(quarters::known_quarter) },
    Rule { name: "T088 quarter-of-year", read: Read::Flat(quarters::quarter_of_year) },
    Rule { name: "T100 ago", read: Read::Flat(periods::ago) },
    Rule { name: "T110 stretch", read: Read::Flat(periods::stretch) },
    Rule { name: "T120 related", read: Read::Flat(periods::related) },
    Rule { name: "T122 beside", read: Read::Nested(periods::beside) },
    Rule { name: "T124 holding", read: Read::Nested(periods::holding) },
    Rule { name: "T130 edge", read: Read::Nested(edges::edge) },
    Rule { name: "T140 decade", read: Read::Flat(years::decade) },
    Rule { name: "T142 century", read: Read::Flat(years::century) },
    Rule { name: "T150 every", read: Read::Flat(sets::every) },
    Rule { name: "T152 plural", read: Read::Flat(sets::plural) },
    Rule { name: "T154 rate", read: Read::Flat(sets::rates) },
    Rule { name: "T158 phrase", read: Read::Flat(phrases::phrase) },
    Rule { name: "T160 length", read: Read::Flat(durations::counted) },
    Rule { name: "T162 long", read: Read::Flat(durations::single_long) },
    Rule { name: "T170 nth-day", read: Read::Flat(days::nth_day) },
    Rule { name: "T180 year", read: Read::Flat(years::year) },
    Rule { name: "T182 span-end", read: Read::Flat(years::short_end) },
    Rule { name: "T184 before-christ", read: Read::Flat(years::before_christ) },
    Rule { name: "T190 year-end", read: Read::Flat(periods::year_end) },
    Rule { name: "T200 definite", read: Read::Flat(periods::definite) },
    Rule { name: "T210 bare-plural", read: Read::Flat(durations::bare_plural) },
];

/// The best reading at a place, with its rule.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Found, &'static Rule)> {
    read_to_depth(scan, at, 0)
}

/// The best reading at a place inside another reading.
pub(super) fn read_inner(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Found> {
    if depth >= DEEPEST { None } else { read_to_depth(scan, at, depth + 1).map(|(found, _)| found) }
}

/// Whether an expression can open with this word: spares the rules most places.
fn opens(scan: &Scan<'_>, at: usize) -> bool {
    use Marker::{
        A, Additional, After, Ago, And, At, Before, Between, Business, By, During, Ended, Entire, For, From, Hence, In,
        Its, Long, New, Not, Now, Numbered, Of, Old, On, Once, Or, Other, Period, Since, So, Some, Than, That, The,
        These, This, Those, Times, To, Twice, Up, With,
    };
    let Sense::Marker(marker) = scan.sense(at) else { return true };
    match marker {
        After | Ago | And | Before | Between | By | Ended | For | From | Hence | In | Long | New | Now | Numbered
        | Of | Old | On | Once | Or | Other | Period | Since | So | Some | Than | Times | To | Twice | With
        | Additional | Business => false,
        A | At | During | Entire | Its | Not | That | The | These | This | Those | Up => {
            let next = scan.sense(at + 1);
            next.begins()
                || scan.words.get(at + 1).is_some_and(|word| word.phrase)
                || matches!(scan.form(at + 1), "corresponding" | "comparable" | "similar")
        }
        _ => true,
    }
}

fn read_to_depth(scan: &Scan<'_>, at: usize, depth: u8) -> Option<(Found, &'static Rule)> {
    let word = scan.words.get(at).filter(|word| word.sense.begins() || word.phrase)?;
    if !word.phrase && !opens(scan, at) {
        return None;
    }
    let mut best: Option<(Found, &'static Rule)> = None;
    for rule in RULES {
        let found = match rule.read {
            Read::Flat(read) => read(scan, at),
            Read::Nested(read) => read(scan, at, depth),
        };
        let longer = |found: &Found| best.as_ref().is_none_or(|(best, _)| found.words.end > best.words.end);
        if let Some(found) = found.filter(longer) {
            best = Some((found, rule));
        }
    }
    best.filter(|(found, _)| !matches!(found.meaning, Meaning::Value(_, ref value) if value.is_empty()))
}
