//! What the rules make of words, before anything is counted from a calendar: "last April" is month 4, the one before now.
//!
//! In: nothing but the words. Out: a [`Found`] with its [`Meaning`]; `resolve` turns it into a value and days.

use super::calendar::Grain;
use super::words::{Sense, Word};
use demarche_language::Parse;
use demarche_lexicon::{DayPart, Marker, NamedDay, Season, TimeUnit, TimeWords};
use demarche_model::TimeKind;
use std::ops::Range;

/// What the rules look at.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) parse: &'a Parse,
    pub(super) lists: &'a TimeWords,
}

impl<'a> Scan<'a> {
    /// The sense of a word; `Break` beyond the end.
    pub(super) fn sense(&self, at: usize) -> Sense {
        self.words.get(at).map_or(Sense::Break, |word| word.sense)
    }

    /// The sense of the word before `at`.
    pub(super) fn before(&self, at: usize) -> Sense {
        at.checked_sub(1).map_or(Sense::Break, |at| self.sense(at))
    }

    /// Whether a word is this marker.
    pub(super) fn is(&self, at: usize, marker: Marker) -> bool {
        self.sense(at) == Sense::Marker(marker)
    }

    /// Whether a word is one of these markers.
    pub(super) fn is_any(&self, at: usize, markers: &[Marker]) -> bool {
        matches!(self.sense(at), Sense::Marker(marker) if markers.contains(&marker))
    }

    /// `at`, or the position after a marker that stands there.
    pub(super) fn skip(&self, at: usize, marker: Marker) -> usize {
        at + usize::from(self.is(at, marker))
    }

    /// `at`, or the position after a word of this sense that stands there.
    pub(super) fn skip_sense(&self, at: usize, sense: Sense) -> usize {
        at + usize::from(self.sense(at) == sense)
    }

    /// Whether a word is a plural.
    pub(super) fn plural(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.plural)
    }

    /// The words themselves; empty beyond the end.
    pub(super) fn form(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|word| self.text.get(word.start as usize..word.end as usize)).unwrap_or_default()
    }

    /// Penn tag of the token of a word.
    pub(super) fn tag(&self, at: usize) -> &'a str {
        let token = self.words.get(at).and_then(|word| self.parse.tokens.get(word.token as usize));
        token.map_or("", |token| token.tag.as_str())
    }

    /// Whether nothing, not even a blank, stands between a word and the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before.zip(self.words.get(at)).is_some_and(|(before, word)| before.end == word.start)
    }

    /// A unit and whether it is a plural.
    pub(super) fn unit(&self, at: usize) -> Option<TimeUnit> {
        match self.sense(at) {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}

/// An expression that a rule has read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its words.
    pub(super) words: Range<usize>,
    /// What they mean.
    pub(super) meaning: Meaning,
    /// Which part of that is meant ("early April").
    pub(super) edge: Option<Edge>,
    /// The hour or part of the day.
    pub(super) hour: Hour,
}

impl Found {
    /// An expression without edge and hour.
    pub(super) fn new(words: Range<usize>, meaning: Meaning) -> Self {
        Self { words, meaning, edge: None, hour: Hour::None }
    }

    /// The same with more words at its start.
    pub(super) fn from(self, start: usize) -> Self {
        Self { words: start..self.words.end, ..self }
    }

    /// The same with other ends.
    pub(super) fn until(self, end: usize) -> Self {
        Self { words: self.words.start..end, ..self }
    }

    /// Whether it stands for a date, so that a part of it can be named.
    pub(super) fn is_date(&self) -> bool {
        matches!(
            self.meaning,
            Meaning::Date(_)
                | Meaning::Step { .. }
                | Meaning::Holding(..)
                | Meaning::Beside(..)
                | Meaning::Today
                | Meaning::Weekend
                | Meaning::LatestQuarter
                | Meaning::SpokenOf(_)
        )
    }
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A date in pieces.
    Date(Pieces),
    /// The unit so many steps from an origin ("last week", "two years ago").
    Step { grain: Grain, by: i32, from: Origin },
    /// A stretch that ends or begins at the origin: "the past two weeks", "the next three days".
    Stretch { length: Length, back: bool },
    /// A length of time.
    Length(Length),
    /// So many days from a date ("the day before last Tuesday").
    Beside(i32, Box<Meaning>),
    /// The unit that holds a date ("the week of March 6").
    Holding(Grain, Box<Meaning>),
    /// "a year earlier": a year, or the same quarter of the year before, by what was spoken of.
    YearEarlier(Origin),
    /// "the latest quarter", "the quarter".
    LatestQuarter,
    /// "the year", "the month", "the day": the one spoken of.
    SpokenOf(Grain),
    /// "the fifth day" of something.
    NthDay,
    /// "the 1988 period": the quarter spoken of, in that year.
    QuarterOf(Year),
    /// "the weekend": which one, tense says.
    Weekend,
    /// "today".
    Today,
    /// "overnight", "overnight into Monday": the night before that day, or before publication.
    Overnight(Option<Box<Meaning>>),
    /// An hour without a day.
    HourOnly,
    /// A value as it stands.
    Value(TimeKind, String),
    /// The same, but only where the past is told as a story ("former").
    StoryValue(TimeKind, String),
}

/// Where steps are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The day of publication, or of the story told ("yesterday", "last week", "two years ago").
    Now,
    /// The date mentioned last ("two days later", "the previous year").
    Mentioned,
}

/// A date in pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    pub(super) year: Year,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) season: Option<Season>,
    pub(super) quarter: Option<u8>,
    pub(super) half: Option<u8>,
    pub(super) named: Option<NamedDay>,
    pub(super) decade: Option<i16>,
    pub(super) century: Option<i16>,
    pub(super) relation: Relation,
}

/// Which year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said.
    #[default]
    Open,
    /// Said; negative before Christ.
    Known(i16),
    /// So many years from now ("June last year").
    Step(i32),
    /// Of the year mentioned last ("August of that year").
    Same,
}

/// Which one of those that come round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Relation {
    /// Not said.
    #[default]
    Bare,
    /// "last", "this past".
    Last,
    /// "next", "this coming".
    Next,
    /// "this".
    This,
    /// "the previous": before the date mentioned last.
    Previous,
    /// "the following": after the date mentioned last.
    Following,
    /// "that", "the same".
    Same,
    /// Of the week before ("Tuesday last week").
    LastWeek,
    /// Of the week after.
    NextWeek,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) amount: Amount,
    pub(super) unit: TimeUnit,
    /// "nearly", "more than".
    pub(super) about: Option<About>,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Whole units; `None` where the words are vague ("several").
    pub(super) whole: Option<u32>,
    /// And a half.
    pub(super) half: bool,
}

impl Amount {
    pub(super) const VAGUE: Self = Self { whole: None, half: false };

    pub(super) const fn whole(number: u32) -> Self {
        Self { whole: Some(number), half: false }
    }
}

/// How the number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// "nearly", "less than", "up to".
    Less,
    /// "about".
    Around,
    /// "more than", "at least".
    More,
}

/// A part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// "early", "the beginning of".
    Early,
    /// "mid", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// "the second week of".
    Week(u8),
    /// "earlier this year": up to now.
    Earlier,
    /// "later this year": from now on.
    Later,
}

/// The hour of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hour {
    #[default]
    None,
    Part(DayPart),
    Clock {
        hour: u8,
        minute: Option<u8>,
        second: Option<u8>,
        zone: Option<i8>,
    },
}

/// The fineness of a unit, where it is one that dates are counted in.
pub(super) fn grain(unit: TimeUnit) -> Option<Grain> {
    Some(match unit {
        TimeUnit::Day => Grain::Day,
        TimeUnit::Weekend => Grain::Weekend,
        TimeUnit::Week => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Quarter => Grain::Quarter,
        TimeUnit::Year => Grain::Year,
        TimeUnit::Decade => Grain::Decade,
        TimeUnit::Century => Grain::Century,
        _ => return None,
    })
}
