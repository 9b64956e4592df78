//! From what words mean to what they name: values and days, counted from the day of publication or from the date told last.
//!
//! In: a [`Found`] and the [`Context`] that earlier ones have left. Out: a [`Resolved`]. A year that nothing gives stays out:
//! "April 18" in a report without a date is `XXXX-04-18`.

use super::calendar::{self, Cal, Grain};
use super::choose::{known_year, pieces_to_cal};
use super::context::{Context, base, beside_year, moves_story, remember, step};
use super::lengths;
use super::mode::Mode;
use super::reading::{Edge, Found, Hour, Length, Meaning, Origin};
use super::sets::part_code;
use super::tense::{Clause, Tense};
use demarche_lexicon::TimeUnit;
use demarche_model::{Date, Ground, Precision, TimeKind};
use jiff::civil;

/// An expression with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    pub(super) days: Option<(Date, Date)>,
    pub(super) precision: Precision,
    pub(super) ground: Ground,
    /// A year, or a day to count from, was missing.
    pub(super) partial: bool,
}

/// Settles an expression, and remembers it for those after it.
pub(super) fn resolve(found: &Found, clause: Clause, context: &mut Context) -> Option<Resolved> {
    match &found.meaning {
        Meaning::Value(TimeKind::Set, value) if context.mode == Mode::Narrative => {
            Some(fixed(TimeKind::Set, round(value).to_owned()))
        }
        Meaning::Value(kind, value) => Some(fixed(*kind, value.clone())),
        Meaning::StoryValue(kind, value) => (context.mode == Mode::Narrative).then(|| fixed(*kind, value.clone())),
        Meaning::Length(length) => {
            if length.unit == TimeUnit::Month || length.unit == TimeUnit::Year {
                context.quarter = None;
            }
            Some(fixed(TimeKind::Duration, lengths::value(*length)))
        }
        Meaning::Stretch { length, back } => Some(stretch(*length, *back, context)),
        Meaning::Today
            if context.mode == Mode::Narrative || (context.published.is_none() && context.day_of_year.is_none()) =>
        {
            Some(fixed(TimeKind::Date, "PRESENT_REF".to_owned()))
        }
        meaning => {
            let (cal, ground) = date(meaning, clause, context)?;
            if moves_story(cal, clause, context) {
                remember(cal, meaning, context);
            }
            Some(dated(cal, ground, found, context))
        }
    }
}

/// Stories are annotated with the unit that comes round, not with its length.
fn round(value: &str) -> &str {
    match value {
        "P1D" => "XXXX-XX-XX",
        "P1W" => "XXXX-WXX",
        "P1M" => "XXXX-XX",
        "P1Y" => "XXXX",
        other => other,
    }
}

fn fixed(kind: TimeKind, value: String) -> Resolved {
    Resolved { kind, value, days: None, precision: Precision::Unknown, ground: Ground::Unknown, partial: false }
}

/// "the past two weeks" with its days, where the day to count from is known.
fn stretch(length: Length, back: bool, context: &Context) -> Resolved {
    let made = fixed(TimeKind::Duration, lengths::value(length));
    let base = if context.mode == Mode::News { context.published } else { None };
    let Some((base, other)) = base.and_then(|base| lengths::away(base, length, back).map(|other| (base, other))) else {
        return made;
    };
    let days = if back { (other, base) } else { (base, other) };
    let days = (calendar::to_model(days.0), calendar::to_model(days.1));
    Resolved { days: Some(days), precision: lengths::precision(length.unit), ground: Ground::Relative, ..made }
}

/// The calendar value of a meaning and the reason for it.
fn date(meaning: &Meaning, clause: Clause, context: &Context) -> Option<(Cal, Ground)> {
    match meaning {
        Meaning::Date(pieces) => pieces_to_cal(pieces, clause, context),
        Meaning::Step { grain, by, from } => step(*grain, *by, *from, context),
        Meaning::Today => step(Grain::Day, 0, Origin::Now, context),
        Meaning::Holding(grain, inner) => {
            let (cal, ground) = date(inner, clause, context)?;
            Some((cal.first_day().map_or(Cal::Open(*grain), |day| Cal::holding(day, *grain)), ground))
        }
        Meaning::Beside(by, inner) => {
            let (cal, ground) = date(inner, clause, context)?;
            let day = cal.first_day().and_then(|day| calendar::plus_days(day, *by));
            Some((day.map_or(Cal::Open(Grain::Day), Cal::day), ground))
        }
        Meaning::Weekend => {
            let by = if clause.tense == Tense::Future { 0 } else { -1 };
            // Written on a Sunday, the weekend is the one that goes on.
            let weekday = context.published.map(|day| day.weekday().to_monday_one_offset());
            let by = if weekday.is_some_and(|day| day >= 6) { 0 } else { by };
            step(Grain::Weekend, by, Origin::Now, context)
        }
        Meaning::LatestQuarter => Some(match context.quarter {
            Some(quarter) => (quarter, Ground::Anchored),
            None => (
                Cal::Quarter { year: base(Origin::Now, context).map(|day| day.year()), quarter: None },
                Ground::Relative,
            ),
        }),
        Meaning::YearEarlier(from) => match context.quarter {
            Some(Cal::Quarter { year: Some(year), quarter }) => {
                Some((Cal::Quarter { year: year.checked_sub(1), quarter }, Ground::Anchored))
            }
            // A report compares with its own year, unless it has just named another.
            _ if context.mode == Mode::News && !beside_year(context) => step(Grain::Year, -1, Origin::Now, context),
            _ => step(Grain::Year, -1, *from, context),
        },
        Meaning::QuarterOf(year) => {
            let (year, ground) = known_year(*year, context)?;
            let quarter = context.quarter.and_then(|quarter| match quarter {
                Cal::Quarter { quarter, .. } => quarter,
                _ => None,
            });
            Some(quarter.map_or((Cal::Year(year), ground), |quarter| {
                (Cal::Quarter { year: Some(year), quarter: Some(quarter) }, ground)
            }))
        }
        Meaning::SpokenOf(grain) => {
            let told = context.mode == Mode::Narrative || *grain == Grain::Day;
            step(*grain, 0, if told { Origin::Mentioned } else { Origin::Now }, context)
        }
        Meaning::NthDay => match clause.tense {
            Tense::Present | Tense::Perfect => step(Grain::Day, 0, Origin::Now, context),
            _ => Some((Cal::Open(Grain::Day), Ground::Unknown)),
        },
        Meaning::Overnight(morning) => {
            let (cal, ground) = match morning {
                Some(morning) => date(morning, clause, context)?,
                None => step(Grain::Day, 0, Origin::Now, context)?,
            };
            let evening = cal.first_day().and_then(|day| calendar::plus_days(day, -1));
            Some((evening.map_or(Cal::Open(Grain::Day), Cal::day), ground))
        }
        Meaning::HourOnly => {
            let here = context.day.filter(|(_, sentence)| context.sentence.saturating_sub(*sentence) <= 1);
            match here {
                Some((day, _)) => Some((Cal::day(day), Ground::Anchored)),
                None => step(Grain::Day, 0, Origin::Now, context),
            }
        }
        Meaning::Value(..) | Meaning::StoryValue(..) | Meaning::Length(_) | Meaning::Stretch { .. } => None,
    }
}

/// A date with its hour and its edge.
fn dated(cal: Cal, ground: Ground, found: &Found, context: &Context) -> Resolved {
    let mut value = cal.value();
    let mut kind = TimeKind::Date;
    let mut precision = cal.precision();
    match found.hour {
        Hour::None => {}
        Hour::Part(part) => {
            value.push('T');
            value.push_str(part_code(part));
            (kind, precision) = (TimeKind::Time, Precision::Time);
        }
        Hour::Clock { hour, minute, second, zone } => {
            value.push_str(&clock_value(hour, minute, second, zone));
            (kind, precision) = (TimeKind::Time, Precision::Time);
        }
    }
    let days = cal.range().filter(|(from, _)| from.year.is_none_or(|year| year > 0)).map(|days| match found.edge {
        Some(edge) if found.hour == Hour::None => lengths::edge_of(cal, days, edge, now(edge, context)),
        // A night goes over midnight; "overnight" says no more than that.
        _ if matches!(found.meaning, Meaning::Overnight(_)) => {
            let morning = calendar::to_civil(days.1).and_then(|day| calendar::plus_days(day, 1));
            (days.0, morning.map_or(days.1, calendar::to_model))
        }
        _ => days,
    });
    Resolved { kind, value, days, precision, ground, partial: cal.partial() }
}

/// The day that "earlier" and "later" look from.
fn now(edge: Edge, context: &Context) -> Option<civil::Date> {
    matches!(edge, Edge::Earlier | Edge::Later).then_some(context.published).flatten()
}

fn clock_value(hour: u8, minute: Option<u8>, second: Option<u8>, zone: Option<i8>) -> String {
    let mut value = format!("T{hour:02}:{:02}", minute.unwrap_or_default());
    if let Some(second) = second {
        value.push_str(&format!(":{second:02}"));
    }
    // TIMEX3 as annotators write it has the clock on the wall, but for Greenwich.
    if zone == Some(0) {
        value.push('Z');
    }
    value
}
