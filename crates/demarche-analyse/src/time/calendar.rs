//! Calendar values: what a date of some fineness is called in TIMEX3, and which days it covers.
//!
//! In: years, months, weeks, quarters, with gaps where the text leaves them. Out: `2024-W15` and 2024-04-08..2024-04-14
//! for the week; `XXXX-04-18` and `--04-18` for an "April 18" without a year. Arithmetic is `jiff`'s.

use demarche_lexicon::{NamedDay, Season};
use demarche_model::{Date, Precision};
use jiff::ToSpan;
use jiff::civil;

/// A calendar value of some fineness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cal {
    /// A day, perhaps of an unknown year.
    Day { year: Option<i16>, month: u8, day: u8 },
    /// A weekday of an unknown week, 1 (Monday) to 7.
    Weekday(u8),
    /// An ISO week.
    Week { year: i16, week: u8 },
    /// Saturday and Sunday of an ISO week.
    Weekend { year: i16, week: u8 },
    /// A month.
    Month { year: Option<i16>, month: u8 },
    /// A quarter; which one may be open ("the quarter").
    Quarter { year: Option<i16>, quarter: Option<u8> },
    /// A half-year.
    Half { year: Option<i16>, half: u8 },
    /// A season, named after the year it begins in.
    Season { year: Option<i16>, season: Season },
    /// A year; before Christ it is negative.
    Year(i16),
    /// Ten years: 199 are the 1990s; before Christ −48 are the 480s.
    Decade(i16),
    /// A hundred years: 19 are the 1900s; before Christ −3 are the 300s.
    Century(i16),
    /// A point or stretch of this unit that nothing anchors.
    Open(Grain),
}

/// Fineness of calendar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Cal {
    /// A calendar day.
    pub(super) fn day(date: civil::Date) -> Self {
        Self::Day { year: Some(date.year()), month: date.month() as u8, day: date.day() as u8 }
    }

    /// The value of this grain that holds a day.
    pub(super) fn holding(date: civil::Date, grain: Grain) -> Self {
        let week = date.iso_week_date();
        match grain {
            Grain::Day => Self::day(date),
            Grain::Week => Self::Week { year: week.year(), week: week.week() as u8 },
            Grain::Weekend => Self::Weekend { year: week.year(), week: week.week() as u8 },
            Grain::Month => Self::Month { year: Some(date.year()), month: date.month() as u8 },
            Grain::Quarter => Self::Quarter { year: Some(date.year()), quarter: Some(quarter_of(date.month() as u8)) },
            Grain::Year => Self::Year(date.year()),
            Grain::Decade => Self::Decade(date.year().div_euclid(10)),
            Grain::Century => Self::Century(date.year().div_euclid(100)),
        }
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let year = |year: Option<i16>| year.map_or_else(|| "XXXX".to_owned(), |year| digits(year, 4));
        match self {
            Self::Day { year: at, month, day } => format!("{}-{month:02}-{day:02}", year(at)),
            Self::Weekday(day) => format!("XXXX-WXX-{day}"),
            Self::Week { year, week } => format!("{year:04}-W{week:02}"),
            Self::Weekend { year, week } => format!("{year:04}-W{week:02}-WE"),
            Self::Month { year: at, month } => format!("{}-{month:02}", year(at)),
            Self::Quarter { year: at, quarter: Some(quarter) } => format!("{}-Q{quarter}", year(at)),
            Self::Quarter { year: at, quarter: None } => format!("{}-QX", year(at)),
            Self::Half { year: at, half } => format!("{}-H{half}", year(at)),
            Self::Season { year: at, season } => format!("{}-{}", year(at), season_code(season)),
            Self::Year(year) => digits(year, 4),
            Self::Decade(decade) => digits(decade, 3),
            Self::Century(century) => digits(century, 2),
            Self::Open(grain) => open_value(grain).to_owned(),
        }
    }

    /// First and last day; a day without a year has no year in either.
    pub(super) fn range(self) -> Option<(Date, Date)> {
        match self {
            Self::Day { year, month, day } => {
                let date = Date { year, month, day };
                Some((date, date))
            }
            Self::Month { year, month } => months(year, month, month),
            Self::Quarter { year, quarter: Some(quarter) } => months(year, quarter * 3 - 2, quarter * 3),
            Self::Half { year, half } => months(year, half * 6 - 5, half * 6),
            Self::Season { year, season } => season_range(year, season),
            Self::Year(year) | Self::Quarter { year: Some(year), quarter: None } => months(Some(year), 1, 12),
            Self::Decade(decade) => years(decade.checked_mul(10)?, 9),
            Self::Century(century) => years(century.checked_mul(100)?, 99),
            Self::Week { year, week } => week_days(year, week, 0, 6),
            Self::Weekend { year, week } => week_days(year, week, 5, 6),
            Self::Quarter { .. } | Self::Weekday(_) | Self::Open(_) => None,
        }
    }

    /// How fine the value is.
    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Day { .. } | Self::Weekday(_) => Precision::Day,
            Self::Week { .. } | Self::Weekend { .. } => Precision::Week,
            Self::Month { .. } => Precision::Month,
            Self::Quarter { .. } => Precision::Quarter,
            Self::Season { .. } | Self::Half { .. } => Precision::Season,
            Self::Year(_) => Precision::Year,
            Self::Decade(_) => Precision::Decade,
            Self::Century(_) => Precision::Century,
            Self::Open(grain) => match grain {
                Grain::Day => Precision::Day,
                Grain::Week | Grain::Weekend => Precision::Week,
                Grain::Month => Precision::Month,
                Grain::Quarter => Precision::Quarter,
                Grain::Year => Precision::Year,
                Grain::Decade => Precision::Decade,
                Grain::Century => Precision::Century,
            },
        }
    }

    /// Whether a year is missing.
    pub(super) fn partial(self) -> bool {
        matches!(
            self,
            Self::Day { year: None, .. }
                | Self::Month { year: None, .. }
                | Self::Quarter { year: None, .. }
                | Self::Half { year: None, .. }
                | Self::Season { year: None, .. }
                | Self::Weekday(_)
                | Self::Open(_)
        )
    }

    /// The year that the value names.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Day { year, .. }
            | Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Season { year, .. } => year,
            Self::Week { year, .. } | Self::Weekend { year, .. } | Self::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The first day, where the value has a year.
    pub(super) fn first_day(self) -> Option<civil::Date> {
        self.range().and_then(|(from, _)| to_civil(from))
    }
}

/// "1998"; "BC0480" for a negative number.
fn digits(number: i16, width: usize) -> String {
    let (sign, number) = (if number < 0 { "BC" } else { "" }, number.unsigned_abs());
    format!("{sign}{number:0width$}")
}

/// The quarter of a month, 1 to 4.
pub(super) fn quarter_of(month: u8) -> u8 {
    month.saturating_sub(1) / 3 + 1
}

/// The value of this grain, `by` steps from the one that holds `date`.
pub(super) fn shifted(date: civil::Date, grain: Grain, by: i32) -> Option<Cal> {
    let by = i64::from(by);
    let moved = match grain {
        Grain::Day => date.checked_add(by.checked_mul(1)?.try_days()?),
        Grain::Week | Grain::Weekend => date.checked_add(by.checked_mul(7)?.try_days()?),
        Grain::Month => first_of_month(date)?.checked_add(span_months(by)?),
        Grain::Quarter => first_of_month(date)?.checked_add(span_months(by.checked_mul(3)?)?),
        Grain::Year => return year_of(date, by, 1).map(Cal::Year),
        Grain::Decade => return year_of(date, by, 10).map(|year| Cal::Decade(year.div_euclid(10))),
        Grain::Century => return year_of(date, by, 100).map(|year| Cal::Century(year.div_euclid(100))),
    };
    moved.ok().map(|date| Cal::holding(date, grain))
}

/// Days from 1970 can be counted only so far; beyond, there is no value.
trait TryDays {
    fn try_days(self) -> Option<jiff::Span>;
}

impl TryDays for i64 {
    fn try_days(self) -> Option<jiff::Span> {
        (self.abs() < 4_000_000).then(|| self.days())
    }
}

fn span_months(by: i64) -> Option<jiff::Span> {
    (by.abs() < 100_000).then(|| by.months())
}

fn year_of(date: civil::Date, by: i64, years: i64) -> Option<i16> {
    let year = i64::from(date.year()).checked_add(by.checked_mul(years)?)?;
    i16::try_from(year).ok().filter(|year| (-9999..=9999).contains(year) && *year != 0)
}

fn first_of_month(date: civil::Date) -> Option<civil::Date> {
    Some(date.first_of_month())
}

/// A day some days away.
pub(super) fn plus_days(date: civil::Date, days: i32) -> Option<civil::Date> {
    date.checked_add(i64::from(days).try_days()?).ok()
}

/// The last of these weekdays on or before a day.
pub(super) fn weekday_before(date: civil::Date, weekday: u8) -> Option<civil::Date> {
    let back = (i32::from(date.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
    plus_days(date, -back)
}

/// The first of these weekdays on or after a day.
pub(super) fn weekday_after(date: civil::Date, weekday: u8) -> Option<civil::Date> {
    let on = (i32::from(weekday) - i32::from(date.weekday().to_monday_one_offset())).rem_euclid(7);
    plus_days(date, on)
}

/// The nearest of these weekdays, on either side of a day.
pub(super) fn weekday_near(date: civil::Date, weekday: u8) -> Option<civil::Date> {
    let back = (i32::from(date.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
    plus_days(date, if back <= 3 { -back } else { 7 - back })
}

/// Whether the day exists (in some year, where none is given).
pub(super) fn exists(year: Option<i16>, month: u8, day: u8) -> bool {
    civil::Date::new(year.unwrap_or(2000), month as i8, day as i8).is_ok()
}

/// The calendar's own date; `None` without a year.
pub(super) fn to_civil(date: Date) -> Option<civil::Date> {
    civil::Date::new(date.year?, date.month as i8, date.day as i8).ok()
}

/// The model's date.
pub(super) fn to_model(date: civil::Date) -> Date {
    Date { year: Some(date.year()), month: date.month() as u8, day: date.day() as u8 }
}

/// Month and day of a named day in a year.
pub(super) fn named_day(day: NamedDay, year: i16) -> Option<(u8, u8)> {
    let date = match day {
        NamedDay::Fixed(month, day) => return Some((month, day)),
        NamedDay::Nth(nth, weekday, month) => {
            let weekday = civil::Weekday::from_monday_one_offset(weekday as i8).ok()?;
            civil::Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?
        }
        NamedDay::Easter(days) => plus_days(easter(year)?, i32::from(days))?,
    };
    Some((date.month() as u8, date.day() as u8))
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus of 1876).
fn easter(year: i16) -> Option<civil::Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    civil::Date::new(year, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()
}

fn months(year: Option<i16>, first: u8, last: u8) -> Option<(Date, Date)> {
    let end = civil::Date::new(year.unwrap_or(2000), last as i8, 1).ok()?.days_in_month();
    Some((Date { year, month: first, day: 1 }, Date { year, month: last, day: end as u8 }))
}

fn years(first: i16, more: i16) -> Option<(Date, Date)> {
    let last = first.checked_add(more)?;
    Some((Date { year: Some(first), month: 1, day: 1 }, Date { year: Some(last), month: 12, day: 31 }))
}

fn week_days(year: i16, week: u8, first: i32, last: i32) -> Option<(Date, Date)> {
    let monday = civil::ISOWeekDate::new(year, week as i8, civil::Weekday::Monday).ok()?.date();
    Some((to_model(plus_days(monday, first)?), to_model(plus_days(monday, last)?)))
}

/// Seasons of the northern half of the globe, by whole months; a winter ends in the year after.
fn season_range(year: Option<i16>, season: Season) -> Option<(Date, Date)> {
    match season {
        Season::Spring => months(year, 3, 5),
        Season::Summer => months(year, 6, 8),
        Season::Autumn => months(year, 9, 11),
        Season::Winter => {
            let year = year?;
            let (_, end) = months(Some(year.checked_add(1)?), 2, 2)?;
            Some((Date { year: Some(year), month: 12, day: 1 }, end))
        }
    }
}

/// How TIMEX3 writes a season.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn open_value(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> civil::Date {
        text.parse().expect("a date")
    }

    fn days(cal: Cal) -> String {
        let (from, to) = cal.range().expect("a range");
        format!("{from}..{to}")
    }

    #[test]
    fn the_week_before_the_first_week_is_the_last_of_the_old_iso_year() {
        let cal = shifted(day("2021-01-05"), Grain::Week, -1).expect("a week");
        assert_eq!((cal.value().as_str(), days(cal).as_str()), ("2020-W53", "2020-12-28..2021-01-03"));
        assert_eq!(shifted(day("2024-12-30"), Grain::Week, 0).expect("a week").value(), "2025-W01");
    }

    #[test]
    fn months_step_over_the_end_of_the_year_and_from_the_thirty_first() {
        assert_eq!(shifted(day("2024-01-31"), Grain::Month, -1).expect("a month").value(), "2023-12");
        assert_eq!(shifted(day("2024-03-31"), Grain::Month, -1).expect("a month").value(), "2024-02");
        assert_eq!(shifted(day("2024-11-30"), Grain::Quarter, 1).expect("a quarter").value(), "2025-Q1");
    }

    #[test]
    fn february_ends_on_the_29th_in_leap_years() {
        assert_eq!(days(Cal::Month { year: Some(2024), month: 2 }), "2024-02-01..2024-02-29");
        assert_eq!(days(Cal::Month { year: Some(2023), month: 2 }), "2023-02-01..2023-02-28");
        assert_eq!(days(Cal::Season { year: Some(2023), season: Season::Winter }), "2023-12-01..2024-02-29");
        assert!(exists(Some(2024), 2, 29) && !exists(Some(2023), 2, 29) && exists(None, 2, 29));
    }

    #[test]
    fn a_weekday_is_found_on_both_sides_of_a_day() {
        // 2025-06-17 is a Tuesday.
        let at = day("2025-06-17");
        assert_eq!(weekday_before(at, 2), Some(at));
        assert_eq!(weekday_before(at, 3), Some(day("2025-06-11")));
        assert_eq!(weekday_after(at, 3), Some(day("2025-06-18")));
        assert_eq!(weekday_after(at, 1), Some(day("2025-06-23")));
    }

    #[test]
    fn named_days_move_with_the_year() {
        assert_eq!(named_day(NamedDay::Nth(4, 4, 11), 2024), Some((11, 28)));
        assert_eq!(named_day(NamedDay::Nth(-1, 1, 5), 2025), Some((5, 26)));
        assert_eq!(named_day(NamedDay::Easter(0), 2024), Some((3, 31)));
        assert_eq!(named_day(NamedDay::Easter(-2), 2025), Some((4, 18)));
    }

    #[test]
    fn a_missing_year_stays_missing() {
        let cal = Cal::Day { year: None, month: 4, day: 18 };
        assert_eq!((cal.value().as_str(), days(cal).as_str()), ("XXXX-04-18", "--04-18..--04-18"));
        assert_eq!(Cal::Weekday(2).range(), None);
    }

    #[test]
    fn numbers_beyond_the_calendar_have_no_value() {
        for grain in [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::Decade, Grain::Century]
        {
            assert_eq!(shifted(day("2024-04-18"), grain, i32::MIN), None);
            assert_eq!(shifted(day("2024-04-18"), grain, i32::MAX), None);
        }
    }
}
