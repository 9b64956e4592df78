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
