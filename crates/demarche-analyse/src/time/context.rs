//! What earlier expressions leave behind for those after them: the date told last, the day, the quarter, and when a story moves on.
//!
//! In: each value as it is found. Out: what "the next day", "that year" and "a year earlier" count from. "In May" after
//! "the peace of 1976" is still a May of the story, not of 1976.

use super::calendar::{self, Cal, Grain, shifted};
use super::mode::Mode;
use super::reading::{Meaning, Origin};
use super::tense::{Clause, Tense};
use demarche_model::{Date, Ground};
use jiff::civil;

/// What earlier expressions have left behind.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) mode: Mode,
    /// Last day of publication.
    pub(super) published: Option<civil::Date>,
    /// Month and day of publication, where its year is not known.
    pub(super) day_of_year: Option<(u8, u8)>,
    /// The day named last and the word after it.
    pub(super) told: Option<(Date, usize)>,
    /// The day that a range begins with, whose end is being read.
    pub(super) range_from: Option<civil::Date>,
    /// The sentence that is being read.
    pub(super) sentence: usize,
    /// The expression stands at the start of its sentence.
    pub(super) opening: bool,
    /// The next year that the text names.
    pub(super) next_year: Option<i16>,
    /// The date mentioned last, and its sentence.
    pub(super) mentioned: Option<(Cal, usize)>,
    /// The day mentioned last, and its sentence; none where a coarser date has been named since that does not hold it.
    pub(super) day: Option<(civil::Date, usize)>,
    /// The quarter spoken of.
    pub(super) quarter: Option<Cal>,
}

/// How many sentences back a report's "the next day" may look.
const SENTENCES_BACK: usize = 5;

impl Context {
    /// Nothing said yet.
    pub(super) fn new(mode: Mode, published: Option<civil::Date>) -> Self {
        Self {
            mode,
            published,
            day_of_year: None,
            told: None,
            range_from: None,
            sentence: 0,
            opening: false,
            next_year: None,
            mentioned: None,
            day: None,
            quarter: None,
        }
    }

    /// The date mentioned last, where it is near enough.
    pub(super) fn mentioned(&self) -> Option<Cal> {
        self.mentioned.filter(|(_, sentence)| self.near(*sentence)).map(|(cal, _)| cal)
    }

    /// The day mentioned last, where it is near enough.
    fn day(&self) -> Option<civil::Date> {
        self.day.filter(|(_, sentence)| self.near(*sentence)).map(|(day, _)| day)
    }

    /// A story goes on over any distance, a report does not.
    fn near(&self, sentence: usize) -> bool {
        self.mode == Mode::Narrative || self.sentence.saturating_sub(sentence) <= SENTENCES_BACK
    }
}

/// Whether a date of another year stands in this sentence or the one before.
pub(super) fn beside_year(context: &Context) -> bool {
    let published = context.published.map(civil::Date::year);
    context.mentioned.is_some_and(|(cal, sentence)| {
        context.sentence.saturating_sub(sentence) <= 1 && cal.year().is_some() && cal.year() != published
    })
}

/// The day that an origin stands for.
pub(super) fn base(from: Origin, context: &Context) -> Option<civil::Date> {
    match (context.mode, from) {
        (Mode::News, Origin::Now) => context.published,
        _ => context.mentioned().and_then(Cal::first_day),
    }
}

pub(super) fn step(grain: Grain, by: i32, from: Origin, context: &Context) -> Option<(Cal, Ground)> {
    let now = context.mode == Mode::News && from == Origin::Now;
    let ground = if now { Ground::Relative } else { Ground::Anchored };
    // "the next day" needs a day, "the following month" a month: the first day of a year is neither.
    let base = match grain {
        _ if now => context.published,
        Grain::Day | Grain::Week | Grain::Weekend => context.day(),
        Grain::Month => context.mentioned().filter(|cal| names_month(*cal)).and_then(Cal::first_day),
        _ => base(from, context),
    };
    match base {
        Some(base) => Some((shifted(base, grain, by)?, ground)),
        None if now => Some((without_year(grain, by, context).unwrap_or(Cal::Open(grain)), ground)),
        None => Some((Cal::Open(grain), Ground::Unknown)),
    }
}

/// "yesterday" in a report of June 12 of an unknown year is June 11, where all years agree.
fn without_year(grain: Grain, by: i32, context: &Context) -> Option<Cal> {
    let (month, day) = context.day_of_year?;
    let in_year = |year| civil::Date::new(year, month as i8, day as i8).ok().and_then(|day| shifted(day, grain, by));
    let [common, leap] = [2001, 2004].map(|year| {
        in_year(year).and_then(|cal| match cal {
            Cal::Day { month, day, .. } => Some(Cal::Day { year: None, month, day }),
            Cal::Month { month, .. } => Some(Cal::Month { year: None, month }),
            _ => None,
        })
    });
    common.filter(|_| common == leap)
}

fn names_month(cal: Cal) -> bool {
    matches!(cal, Cal::Day { .. } | Cal::Month { .. } | Cal::Week { .. } | Cal::Weekend { .. })
}

/// Whether a story goes on from a date: not from a glance ("the peace of 1976", "would last until 1980"), after which the text comes
/// back to the years it was in.
pub(super) fn moves_story(cal: Cal, clause: Clause, context: &Context) -> bool {
    if context.mode == Mode::News {
        return true;
    }
    let (Some(told), Some(year)) = (context.mentioned.and_then(|(told, _)| told.year()), cal.year()) else {
        return true;
    };
    if let Some(next) = context.next_year
        && next.abs_diff(told) < next.abs_diff(year)
    {
        return false;
    }
    let glance = matches!(cal, Cal::Year(_)) || clause.tense == Tense::Future;
    context.opening || year <= told || !glance
}

/// Later expressions count from this one.
pub(super) fn remember(cal: Cal, meaning: &Meaning, context: &mut Context) {
    remember_quarter(cal, meaning, context);
    let Some((from, to)) = cal.range().and_then(|(from, to)| calendar::to_civil(from).zip(calendar::to_civil(to)))
    else {
        return;
    };
    // What lies behind is a glance back: the story goes on from where it was.
    let glance = matches!(
        meaning,
        Meaning::YearEarlier(_)
            | Meaning::Step { by: ..=-1, grain: Grain::Year | Grain::Decade | Grain::Century, from: Origin::Mentioned }
    );
    if glance || matches!(cal, Cal::Decade(_) | Cal::Century(_)) {
        return;
    }
    let same_year = matches!(cal, Cal::Year(year) if context.mentioned.and_then(|(told, _)| told.year()) == Some(year));
    if !same_year {
        context.mentioned = Some((cal, context.sentence));
    }
    if from == to {
        context.day = Some((from, context.sentence));
    } else if context.day.is_some_and(|(day, _)| day < from || to < day) {
        context.day = None;
    }
}

/// "the quarter" is the last one that has ended; one to come or long gone is only compared with.
fn remember_quarter(cal: Cal, meaning: &Meaning, context: &mut Context) {
    match (cal, context.quarter) {
        (Cal::Quarter { quarter: Some(_), .. }, known)
            if !matches!(meaning, Meaning::YearEarlier(_) | Meaning::QuarterOf(_)) =>
        {
            let ended =
                context.published.is_none_or(|day| cal.range().is_some_and(|(_, to)| to < calendar::to_model(day)));
            let later = known.is_none_or(|known| known.first_day() <= cal.first_day());
            if ended && later {
                context.quarter = Some(cal);
            }
        }
        (Cal::Half { .. }, _) => context.quarter = None,
        _ => {}
    }
}
