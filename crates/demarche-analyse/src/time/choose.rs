//! Which of the dates that come round each year or week is meant: the year of "April 18", "last May" and "the summer", the week of "Tuesday".
//!
//! In: pieces of a date, the clause around them, and the context. Out: a calendar value and the ground for it. News looks from its day
//! of publication by tense and by how the date hangs on its clause; a story stays in the year told last.

use super::calendar::{self, Cal, Grain, weekday_after, weekday_before, weekday_near};
use super::context::{Context, base};
use super::mode::Mode;
use super::reading::{Origin, Pieces, Relation, Year};
use super::tense::{Clause, Tense};
use demarche_model::Ground;
use jiff::civil;

pub(super) fn pieces_to_cal(pieces: &Pieces, clause: Clause, context: &Context) -> Option<(Cal, Ground)> {
    if let Some(decade) = pieces.decade {
        return Some((Cal::Decade(decade), Ground::Explicit));
    }
    if let Some(century) = pieces.century {
        return Some((Cal::Century(century), Ground::Explicit));
    }
    if pieces.month.is_none()
        && let Some(weekday) = pieces.weekday
    {
        return weekday_to_cal(weekday, pieces.relation, clause, context);
    }
    if let Some((year, ground)) = known_year(pieces.year, context) {
        return Some((in_year(pieces, Some(year))?, ground));
    }
    if pieces.year != Year::Open {
        return Some((in_year(pieces, None)?, Ground::Unknown));
    }
    open_year(pieces, clause, context)
}

/// The year that the words give.
pub(super) fn known_year(year: Year, context: &Context) -> Option<(i16, Ground)> {
    match year {
        Year::Known(year) => Some((year, Ground::Explicit)),
        Year::Step(by) => {
            base(Origin::Now, context).and_then(|day| step_year(day.year(), by)).map(|year| (year, Ground::Relative))
        }
        Year::Same => context.mentioned().and_then(Cal::year).map(|year| (year, Ground::Anchored)),
        Year::Open => None,
    }
}

fn step_year(year: i16, by: i32) -> Option<i16> {
    i16::try_from(i32::from(year).checked_add(by)?).ok().filter(|year| (-9999..=9999).contains(year) && *year != 0)
}

/// The pieces in a year.
fn in_year(pieces: &Pieces, year: Option<i16>) -> Option<Cal> {
    if let Some(named) = pieces.named {
        let Some(known) = year else {
            return match named {
                demarche_lexicon::NamedDay::Fixed(month, day) => Some(Cal::Day { year: None, month, day }),
                _ => Some(Cal::Open(Grain::Day)),
            };
        };
        let (month, day) = calendar::named_day(named, known)?;
        return Some(Cal::Day { year, month, day });
    }
    Some(match (pieces.month, pieces.day) {
        (Some(month), Some(day)) => {
            let year = year.filter(|&year| calendar::exists(Some(year), month, day));
            Cal::Day { year, month, day }
        }
        (Some(month), None) => Cal::Month { year, month },
        _ => match (pieces.season, pieces.quarter, pieces.half) {
            (Some(season), ..) => Cal::Season { year, season },
            (_, Some(quarter), _) => Cal::Quarter { year, quarter: Some(quarter) },
            (_, _, Some(half)) => Cal::Half { year, half },
            _ => Cal::Year(year?),
        },
    })
}

/// Chooses the year of "April 18", "last May", "the summer".
fn open_year(pieces: &Pieces, clause: Clause, context: &Context) -> Option<(Cal, Ground)> {
    let ground = if context.mode == Mode::News { Ground::Relative } else { Ground::Anchored };
    let named = pieces.day.is_some() || pieces.month.is_some() || pieces.named.is_some();
    let ground = if named && context.mode == Mode::News { Ground::Explicit } else { ground };
    let told = matches!(pieces.relation, Relation::Previous | Relation::Following | Relation::Same);
    let from = if told { Origin::Mentioned } else { Origin::Now };
    let Some(base) = base(from, context) else {
        return Some((in_year(pieces, None)?, if named { Ground::Explicit } else { Ground::Unknown }));
    };
    if context.mode == Mode::Narrative && !told {
        return Some((in_story(pieces, base)?, ground));
    }
    let years = [-1i32, 0, 1].iter().filter_map(|&by| step_year(base.year(), by));
    let candidates: Vec<Candidate> = years
        .filter_map(|year| {
            let cal = in_year(pieces, Some(year))?;
            let (from, to) = cal.range()?;
            Some((cal, calendar::to_civil(from)?, calendar::to_civil(to)?))
        })
        .collect();
    let chosen = match pieces.relation {
        Relation::Last | Relation::LastWeek | Relation::Previous => {
            candidates.iter().rev().find(|(_, _, to)| *to < base)
        }
        Relation::Next | Relation::NextWeek | Relation::Following => {
            candidates.iter().find(|(_, from, _)| *from > base)
        }
        Relation::This | Relation::Same => candidates.iter().find(|(cal, ..)| cal.year() == Some(base.year())),
        Relation::Bare => by_clause(pieces, clause, base, &candidates),
    };
    match chosen {
        Some((cal, ..)) => Some((*cal, ground)),
        None => Some((in_year(pieces, Some(base.year()))?, ground)),
    }
}

/// A value with its first and last day.
type Candidate = (Cal, civil::Date, civil::Date);

/// A day to come that lies farther off would be given its year.
const FARTHEST_AHEAD: i32 = 270;
/// What a past clause may name that is to come ("declared a dividend payable Dec. 15").
const NEAR_AHEAD: i32 = 100;

/// Of the same date in three years, the one that the clause means.
fn by_clause<'a>(
    pieces: &Pieces,
    clause: Clause,
    base: civil::Date,
    candidates: &'a [Candidate],
) -> Option<&'a Candidate> {
    let begun = candidates.iter().rev().find(|(_, from, _)| *from <= base);
    let open = candidates.iter().find(|(_, _, to)| *to >= base);
    let ahead = open.map_or(i32::MAX, |(_, from, to)| distance(base, *from, *to));
    let nearest = candidates.iter().min_by_key(|(_, from, to)| distance(base, *from, *to));
    // A quarter is the one at hand: "expects to release third-quarter results".
    if pieces.quarter.is_some() && !(clause.direct && clause.tense == Tense::Past) {
        return nearest;
    }
    match clause.tense {
        Tense::Past | Tense::Perfect if clause.direct => begun,
        Tense::Past | Tense::Perfect if ahead <= NEAR_AHEAD => nearest,
        Tense::Past | Tense::Perfect => begun,
        _ if clause.name && ahead > NEAR_AHEAD => begun,
        Tense::Future if ahead <= FARTHEST_AHEAD => open,
        Tense::Unknown if ahead > NEAR_AHEAD => begun,
        Tense::Future | Tense::Present | Tense::Unknown => nearest,
    }
}

/// Days between a day and a stretch of days.
fn distance(day: civil::Date, from: civil::Date, to: civil::Date) -> i32 {
    let days = |from: civil::Date, to: civil::Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if day < from {
        days(day, from)
    } else if day > to {
        days(to, day)
    } else {
        0
    }
}

/// In a story: the year told last.
fn in_story(pieces: &Pieces, base: civil::Date) -> Option<Cal> {
    let year = base.year();
    let here = in_year(pieces, Some(year))?;
    match pieces.relation {
        Relation::Next if here.first_day().is_some_and(|day| day <= base) => {
            return in_year(pieces, step_year(year, 1));
        }
        Relation::Last if here.first_day().is_some_and(|day| day >= base) => {
            return in_year(pieces, step_year(year, -1));
        }
        _ => {}
    }
    if let (Some(month), None) = (pieces.month, pieces.season) {
        // Told in December, "in January" is the January to come.
        let back = i32::from(base.month()) - i32::from(month);
        if back > 10 {
            return in_year(pieces, step_year(year, 1));
        }
    }
    in_year(pieces, Some(year))
}

fn weekday_to_cal(weekday: u8, relation: Relation, clause: Clause, context: &Context) -> Option<(Cal, Ground)> {
    let told = matches!(relation, Relation::Previous | Relation::Following | Relation::Same)
        || context.mode == Mode::Narrative;
    let (from, ground) = if told { (Origin::Mentioned, Ground::Anchored) } else { (Origin::Now, Ground::Relative) };
    let Some(base) = base(from, context) else { return Some((Cal::Weekday(weekday), Ground::Unknown)) };
    let week = |by: i32| {
        let monday = weekday_before(base, 1)?;
        calendar::plus_days(monday, by.checked_mul(7)?.checked_add(i32::from(weekday) - 1)?)
    };
    let day = match relation {
        Relation::Last | Relation::Previous => weekday_before(calendar::plus_days(base, -1)?, weekday),
        Relation::Next | Relation::Following => weekday_after(calendar::plus_days(base, 1)?, weekday),
        Relation::LastWeek => week(-1),
        Relation::NextWeek => week(1),
        Relation::This => week(0),
        Relation::Same => weekday_after(base, weekday),
        Relation::Bare if context.range_from.is_some() => weekday_after(context.range_from?, weekday),
        Relation::Bare if context.mode == Mode::Narrative => weekday_after(base, weekday),
        Relation::Bare => match clause.tense {
            // "will appeal against Tuesday's ruling": of the two, the nearer.
            Tense::Future if !clause.direct => weekday_near(base, weekday),
            Tense::Future => weekday_after(base, weekday),
            // "the council meets Friday", "Oman confirms Sunday talks"
            Tense::Present if clause.direct || clause.name => weekday_near(base, weekday),
            Tense::Past | Tense::Perfect | Tense::Present | Tense::Unknown => weekday_before(base, weekday),
        },
    };
    Some((Cal::day(day?), ground))
}
