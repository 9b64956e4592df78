//! From what words mean to what they name: values and days, counted from the day of publication or from the date told last.
//!
//! In: a [`Found`] and the [`Context`] that earlier ones have left. Out: a [`Resolved`]. A year that nothing gives stays out:
//! "April 18" in a report without a date is `XXXX-04-18`.

use super::calendar::{self, Cal, Grain, shifted, weekday_after, weekday_before, weekday_near};
use super::lengths;
use super::mode::Mode;
use super::reading::{Edge, Found, Hour, Length, Meaning, Origin, Pieces, Relation, Year};
use super::sets::part_code;
use super::tense::{Clause, Tense};
use demarche_lexicon::{PhrasePlace, TimeUnit};
use demarche_model::{Date, Ground, Precision, TimeKind};
use jiff::civil;

/// What earlier expressions have left behind.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) mode: Mode,
    /// Last day of publication.
    pub(super) published: Option<civil::Date>,
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
const SENTENCES_BACK: usize = 3;

impl Context {
    /// Nothing said yet.
    pub(super) fn new(mode: Mode, published: Option<civil::Date>) -> Self {
        Self {
            mode,
            published,
            sentence: 0,
            opening: false,
            next_year: None,
            mentioned: None,
            day: None,
            quarter: None,
        }
    }

    /// The date mentioned last, where it is near enough.
    fn mentioned(&self) -> Option<Cal> {
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
        Meaning::Placed(place, kind, value) => {
            let fits = match place {
                PhrasePlace::Anywhere => true,
                PhrasePlace::Narrative => context.mode == Mode::Narrative,
                PhrasePlace::Future => clause.tense == Tense::Future,
            };
            fits.then(|| fixed(*kind, value.clone()))
        }
        Meaning::Length(length) => {
            if length.unit == TimeUnit::Month || length.unit == TimeUnit::Year {
                context.quarter = None;
            }
            Some(fixed(TimeKind::Duration, lengths::value(*length)))
        }
        Meaning::Stretch { length, back } => Some(stretch(*length, *back, context)),
        Meaning::Today if context.mode == Mode::Narrative || context.published.is_none() => {
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
        Meaning::HourOnly => {
            let here = context.day.filter(|(_, sentence)| context.sentence.saturating_sub(*sentence) <= 1);
            match here {
                Some((day, _)) => Some((Cal::day(day), Ground::Anchored)),
                None => step(Grain::Day, 0, Origin::Now, context),
            }
        }
        Meaning::Value(..) | Meaning::Placed(..) | Meaning::Length(_) | Meaning::Stretch { .. } => None,
    }
}

/// Whether a date of another year stands in this sentence or the one before.
fn beside_year(context: &Context) -> bool {
    let published = context.published.map(civil::Date::year);
    context.mentioned.is_some_and(|(cal, sentence)| {
        context.sentence.saturating_sub(sentence) <= 1 && cal.year().is_some() && cal.year() != published
    })
}

/// The day that an origin stands for.
fn base(from: Origin, context: &Context) -> Option<civil::Date> {
    match (context.mode, from) {
        (Mode::News, Origin::Now) => context.published,
        _ => context.mentioned().and_then(Cal::first_day),
    }
}

fn step(grain: Grain, by: i32, from: Origin, context: &Context) -> Option<(Cal, Ground)> {
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
        None => Some((Cal::Open(grain), Ground::Unknown)),
    }
}

fn names_month(cal: Cal) -> bool {
    matches!(cal, Cal::Day { .. } | Cal::Month { .. } | Cal::Week { .. } | Cal::Weekend { .. })
}

fn pieces_to_cal(pieces: &Pieces, clause: Clause, context: &Context) -> Option<(Cal, Ground)> {
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
fn known_year(year: Year, context: &Context) -> Option<(i16, Ground)> {
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
        Relation::Bare if context.mode == Mode::Narrative => weekday_after(base, weekday),
        Relation::Bare => match clause.tense {
            // "will appeal against Tuesday's ruling": of the two, the nearer.
            Tense::Future if !clause.direct => weekday_near(base, weekday),
            Tense::Future => weekday_after(base, weekday),
            Tense::Present if clause.direct => weekday_near(base, weekday),
            Tense::Past | Tense::Perfect | Tense::Present | Tense::Unknown => weekday_before(base, weekday),
        },
    };
    Some((Cal::day(day?), ground))
}

/// Whether a story goes on from a date: not from a glance ("the peace of 1976", "would last until 1980"), after which the text comes
/// back to the years it was in.
fn moves_story(cal: Cal, clause: Clause, context: &Context) -> bool {
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
fn remember(cal: Cal, meaning: &Meaning, context: &mut Context) {
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
    match zone {
        Some(0) => value.push('Z'),
        // TIMEX3 as annotators write it has the clock on the wall.
        Some(_) | None => {}
    }
    value
}
