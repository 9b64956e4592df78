//! Days and places, each with the reason to believe it.

use crate::Span;

/// A calendar day whose year may be unknown: "April 18" in a report without a date is `--04-18`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year, if the text or the declared metadata give it.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day, if the calendar has it; February has 29 days where no year is given.
    pub fn valid(year: Option<i16>, month: u8, day: u8) -> Option<Self> {
        (1..=Self::days_in(year, month)).contains(&day).then_some(Self { year, month, day })
    }

    /// How many days a month has; none where there is no such month.
    pub fn days_in(year: Option<i16>, month: u8) -> u8 {
        match month {
            2 if year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        }
    }

    /// The month that a date names in English, in full or by its first letters: `June`, `Jun`, `Sept.`.
    pub fn month_named(word: &str) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let word = word.trim_end_matches('.').to_lowercase();
        let word = if word == "sept" { "sep" } else { word.as_str() };
        let index = MONTHS.iter().position(|month| *month == word || word.len() == 3 && month.starts_with(word))?;
        Some(index as u8 + 1)
    }
}

impl std::fmt::Display for Date {
    /// `2024-04-18`, or `--04-18` without a year.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(out, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(out, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

/// A range of days and why we believe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How fine the words are.
    pub precision: Precision,
    /// The words; `None` where the day is carried from elsewhere.
    pub span: Option<Span>,
    /// Why.
    pub ground: Ground,
}

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "units of time")]
pub enum Precision {
    Time,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
    Unknown,
}

/// Why a day is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// The words name the day.
    Explicit,
    /// The words name it relative to the publication day.
    Relative,
    /// The words name it relative to another event or date of the text.
    Anchored,
    /// The container or the caller declared it.
    Declared,
    /// Nobody says.
    Unknown,
}

/// A time expression with its TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value (`2025-06-17`, `P3D`, `XXXX-04-18` where the year is not known, `PRESENT_REF`).
    pub value: String,
    /// First day, where the value is a calendar value.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How fine.
    pub precision: Precision,
    /// Why.
    pub ground: Ground,
    /// Rule that read it (`T030 weekday`).
    pub rule: &'static str,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of TIMEX3")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Neutral name.
    pub name: String,
    /// ISO 3166-1 alpha-3; `None` for seas and straits.
    pub country: Option<String>,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// `city`, `region`, `country`, `site`, `water`, …
    pub precision: &'static str,
    /// GeoNames number, where it has one.
    pub geonames: Option<u32>,
}

/// Words that name a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// The words.
    pub span: Span,
    /// The place; `None` is an answer: unresolved.
    pub place: Option<Place>,
    /// Rule that read it.
    pub rule: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_names_and_their_days() {
        assert_eq!(
            ["June", "jun", "SEPT.", "sep", "ju", "juneau"].map(Date::month_named),
            [Some(6), Some(6), Some(9), Some(9), None, None]
        );
        assert!(Date::valid(None, 2, 29).is_some() && Date::valid(Some(2024), 2, 29).is_some());
        assert!(
            Date::valid(Some(1900), 2, 29).is_none()
                && Date::valid(None, 13, 1).is_none()
                && Date::valid(None, 4, 0).is_none()
        );
    }
}
