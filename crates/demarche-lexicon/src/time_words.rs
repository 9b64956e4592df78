//! Words of time expressions: `en/time_words.tsv` (single words with their sense), `en/time_days.tsv` (named days),
//! `en/time_phrases.tsv` (fixed phrases such as "recently").
//!
//! Comes in: a lower-case word. Goes out: its [`TimeWord`] and the phrases that begin with it: `sept.` is month 9, `recently` is `PAST_REF`.

use crate::{Files, LexiconError, Row};
use std::collections::{HashMap, HashSet};

/// Words of time expressions: weekdays, months, units, numbers, seasons, named days, fixed phrases.
#[derive(Debug, Default)]
pub struct TimeWords {
    entries: HashMap<String, TimeEntry>,
    phrases: Vec<TimePhrase>,
    plans: HashSet<String>,
}

/// What the lists say of one word form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeEntry {
    /// Its sense by itself.
    pub word: Option<TimeWord>,
    /// The phrases that begin with it (see [`TimeWords::phrase`]), longest first.
    pub phrases: Vec<u16>,
}

/// A word form with its sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWord {
    /// What it means.
    pub sense: TimeSense,
    /// It is the plural ("Tuesdays", "weeks").
    pub plural: bool,
    /// What it takes to be read so.
    pub needs: Needs,
}

/// What a word of time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSense {
    /// 1 (Monday) to 7.
    Weekday(u8),
    /// 1 to 12.
    Month(u8),
    /// A unit.
    Unit(TimeUnit),
    /// A number word below a hundred.
    Number(u8),
    /// 100 or 1000.
    Scale(u16),
    /// "third".
    Ordinal(u8),
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(DayPart),
    /// "noon", "midnight": the hour.
    Hour(u8),
    /// "a.m.", "p.m.", "o'clock".
    Meridiem(Meridiem),
    /// A time zone: hours east of Greenwich.
    Zone(i8),
    /// "the nineties": 90.
    Decade(u8),
    /// A word of grammar.
    Marker(Marker),
}

/// What it takes for a form to be read as a word of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    #[default]
    Nothing,
    /// A capital letter ("March", not "march").
    Capital,
    /// Capitals throughout ("EST").
    Capitals,
    /// A capital letter and a number, month or weekday beside it ("Sun 14 Apr").
    Neighbour,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "units of time")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the seasons")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "parts of the day")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// What follows the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Meridiem {
    Am,
    Pm,
    OClock,
}

/// A fixed phrase of time, or a named day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePhrase {
    /// Id of the row.
    pub id: String,
    /// Its words, lower case.
    pub words: Vec<String>,
    /// It must be written with a capital.
    pub capital: bool,
    /// Penn tags that the first word may have, as a prefix; empty: any.
    pub tags: Vec<String>,
    /// Where it is read.
    pub place: PhrasePlace,
    /// What it means.
    pub sense: PhraseSense,
}

/// Where a phrase is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhrasePlace {
    /// Everywhere.
    #[default]
    Anywhere,
    /// Only where the past is told as a story: news is full of "former".
    Narrative,
    /// Only in clauses about what is to come: "will soon return", not "soon abandoned".
    Future,
}

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseSense {
    /// A value as it stands: TIMEX3 type (`DATE`, `TIME`, `DURATION`, `SET`) and value (`PAST_REF`).
    Value(String, String),
    /// A day of the year.
    Day(NamedDay),
}

/// When a named day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedDay {
    /// The same month and day each year.
    Fixed(u8, u8),
    /// The nth weekday of a month (`4 thu 11`), counted from the end where negative.
    Nth(i8, u8, u8),
    /// Days after Western Easter Sunday.
    Easter(i16),
}

macro_rules! markers {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// Words of grammar that time expressions are built with: the name of the variant is the plainest form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the words themselves")]
        pub enum Marker { $($variant),+ }

        impl Marker {
            fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

markers! {
    A = "a", About = "about", Ad = "ad", Additional = "additional", After = "after", Ago = "ago",
    Alternate = "alternate", And = "and", Any = "any", At = "at", Bc = "bc", Before = "before", Between = "between",
    Business = "business", By = "by", Close = "close", Coming = "coming", Couple = "couple", Current = "current", Dozen = "dozen",
    Dozens = "dozens", During = "during", Each = "each", Earlier = "earlier", Early = "early", End = "end", Ended = "ended",
    Entire = "entire", Every = "every", Few = "few", Final = "final", Fiscal = "fiscal", Following = "following", For = "for",
    From = "from", Future = "future", Half = "half", Hence = "hence", In = "in", Its = "its", Last = "last", Late = "late",
    Later = "later", Latest = "latest", Latter = "latter", Least = "least", Less = "less", Long = "long", Many = "many", Mid = "mid",
    Middle = "middle", More = "more", Most = "most", Much = "much", Nearly = "nearly", New = "new", Next = "next", Not = "not",
    Now = "now", Numbered = "numbered", Of = "of", Old = "old", On = "on", Once = "once", Only = "only", Opening = "opening", Or = "or",
    Other = "other", Over = "over", Part = "part", Past = "past", Per = "per", Period = "period", Possessive = "possessive",
    Previous = "previous", Recent = "recent", Same = "same", Several = "several", Since = "since", So = "so", Some = "some",
    Start = "start", Than = "than", That = "that", The = "the", These = "these", This = "this",
    Those = "those", Times = "times", To = "to", Today = "today", Tomorrow = "tomorrow", Tonight = "tonight",
    Twice = "twice", Under = "under", Up = "up", With = "with", Yesterday = "yesterday",
}

impl TimeWords {
    /// What the lists say of a lower-case word form.
    pub fn entry(&self, lower: &str) -> Option<&TimeEntry> {
        self.entries.get(lower)
    }

    /// Whether a verb (its lemma) speaks of what is to come: "scheduled a meeting for Friday".
    pub fn plans(&self, lemma: &str) -> bool {
        self.plans.contains(lemma)
    }

    /// A phrase by its number.
    pub fn phrase(&self, number: u16) -> Option<&TimePhrase> {
        self.phrases.get(number as usize)
    }

    /// All phrases, in the order of the lists.
    pub fn phrases(&self) -> &[TimePhrase] {
        &self.phrases
    }

    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut words = Self::default();
        words.load_words(files)?;
        words.load_phrases(files)?;
        words.load_days(files)?;
        words.index_phrases();
        Ok(words)
    }

    fn load_words(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("en/time_words.tsv")? {
            let [forms, plural, kind, value, needs] = table.positions(["forms", "plural", "kind", "value", "needs"])?;
            for row in table.rows() {
                if row.cell(kind) == "plan" {
                    self.plans.extend(row.list(forms).map(str::to_owned));
                    continue;
                }
                let sense = sense(&row, row.cell(kind), row.cell(value))?;
                let needs = match row.cell(needs) {
                    "" => Needs::Nothing,
                    "capital" => Needs::Capital,
                    "capitals" => Needs::Capitals,
                    "neighbour" => Needs::Neighbour,
                    other => return Err(row.error(format!("needs {other:?}; expected capital, capitals or neighbour"))),
                };
                for (column, plural) in [(forms, false), (plural, true)] {
                    for form in row.list(column) {
                        let word = TimeWord { sense, plural, needs };
                        self.entries.entry(form.to_owned()).or_default().word = Some(word);
                    }
                }
            }
        }
        Ok(())
    }

    fn load_phrases(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("en/time_phrases.tsv")? {
            let [id, forms, kind, value, tags, place] =
                table.positions(["id", "forms", "type", "value", "tags", "place"])?;
            for row in table.rows() {
                let kind = row.cell(kind);
                if !matches!(kind, "DATE" | "TIME" | "DURATION" | "SET") {
                    return Err(row.error(format!("type {kind:?}; expected DATE, TIME, DURATION or SET")));
                }
                let place = match row.cell(place) {
                    "" => PhrasePlace::Anywhere,
                    "narrative" => PhrasePlace::Narrative,
                    "future" => PhrasePlace::Future,
                    other => return Err(row.error(format!("place {other:?}; expected narrative, future or nothing"))),
                };
                let phrase = TimePhrase {
                    id: row.cell(id).to_owned(),
                    words: Vec::new(),
                    capital: false,
                    tags: row.list(tags).map(str::to_owned).collect(),
                    place,
                    sense: PhraseSense::Value(kind.to_owned(), row.cell(value).to_owned()),
                };
                self.add_forms(row.list(forms), &phrase);
            }
        }
        Ok(())
    }

    fn load_days(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("en/time_days.tsv")? {
            let [id, forms, when] = table.positions(["id", "forms", "when"])?;
            for row in table.rows() {
                let day = named_day(row.cell(when)).ok_or_else(|| {
                    row.error(format!("when {:?}; expected 12-25, 4 thu 11, -1 mon 5 or easter+1", row.cell(when)))
                })?;
                let phrase = TimePhrase {
                    id: row.cell(id).to_owned(),
                    words: Vec::new(),
                    capital: true,
                    tags: Vec::new(),
                    place: PhrasePlace::Anywhere,
                    sense: PhraseSense::Day(day),
                };
                self.add_forms(row.list(forms), &phrase);
            }
        }
        Ok(())
    }

    /// A row of an overlay takes the place of the row with its id.
    fn add_forms<'a>(&mut self, forms: impl Iterator<Item = &'a str>, phrase: &TimePhrase) {
        self.phrases.retain(|known| known.id != phrase.id);
        for form in forms {
            let words = form.split(' ').map(str::to_owned).collect();
            self.phrases.push(TimePhrase { words, ..phrase.clone() });
        }
    }

    fn index_phrases(&mut self) {
        for (number, phrase) in self.phrases.iter().enumerate() {
            if let (Some(first), Ok(number)) = (phrase.words.first(), u16::try_from(number)) {
                self.entries.entry(first.clone()).or_default().phrases.push(number);
            }
        }
        let phrases = &self.phrases;
        let length = |number: &u16| phrases.get(*number as usize).map_or(0, |phrase| phrase.words.len());
        for phrase in phrases {
            if let Some(entry) = phrase.words.first().and_then(|first| self.entries.get_mut(first)) {
                entry.phrases.sort_by_key(|number| (std::cmp::Reverse(length(number)), *number));
            }
        }
    }
}

fn sense(row: &Row<'_>, kind: &str, value: &str) -> Result<TimeSense, LexiconError> {
    let number = || value.parse::<u8>().ok();
    let found = match kind {
        "weekday" => number().filter(|day| (1..=7).contains(day)).map(TimeSense::Weekday),
        "month" => number().filter(|month| (1..=12).contains(month)).map(TimeSense::Month),
        "unit" => unit(value).map(TimeSense::Unit),
        "number" => number().map(TimeSense::Number),
        "scale" => value.parse().ok().map(TimeSense::Scale),
        "ordinal" => number().map(TimeSense::Ordinal),
        "season" => season(value).map(TimeSense::Season),
        "part" => day_part(value).map(TimeSense::Part),
        "hour" => number().map(TimeSense::Hour),
        "meridiem" => match value {
            "am" => Some(TimeSense::Meridiem(Meridiem::Am)),
            "pm" => Some(TimeSense::Meridiem(Meridiem::Pm)),
            "oclock" => Some(TimeSense::Meridiem(Meridiem::OClock)),
            _ => None,
        },
        "zone" => value.parse().ok().map(TimeSense::Zone),
        "decade" => number().map(TimeSense::Decade),
        "marker" => Marker::parse(value).map(TimeSense::Marker),
        _ => None,
    };
    found.ok_or_else(|| row.error(format!("no sense for kind {kind:?} and value {value:?}")))
}

fn unit(value: &str) -> Option<TimeUnit> {
    Some(match value {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        "millennium" => TimeUnit::Millennium,
        _ => return None,
    })
}

fn season(value: &str) -> Option<Season> {
    Some(match value {
        "SP" => Season::Spring,
        "SU" => Season::Summer,
        "FA" => Season::Autumn,
        "WI" => Season::Winter,
        _ => return None,
    })
}

fn day_part(value: &str) -> Option<DayPart> {
    Some(match value {
        "MO" => DayPart::Morning,
        "AF" => DayPart::Afternoon,
        "EV" => DayPart::Evening,
        "NI" => DayPart::Night,
        "DT" => DayPart::Daytime,
        _ => return None,
    })
}

/// `12-25`, `4 thu 11` (fourth Thursday of November), `-1 mon 5`, `easter-2`.
fn named_day(text: &str) -> Option<NamedDay> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(NamedDay::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    if let Some((month, day)) = text.split_once('-').filter(|(month, _)| !month.is_empty()) {
        return Some(NamedDay::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    let mut parts = text.split(' ');
    let nth = parts.next()?.parse().ok()?;
    let weekday =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|name| parts.clone().next() == Some(name))?;
    let month = parts.nth(1)?.parse().ok()?;
    Some(NamedDay::Nth(nth, weekday as u8 + 1, month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn a_month_is_found_by_its_short_form_and_needs_a_capital() {
        let entry = Lexicon::embedded().time_words.entry("sept.").expect("the list has it");
        assert_eq!(entry.word, Some(TimeWord { sense: TimeSense::Month(9), plural: false, needs: Needs::Capital }));
    }

    #[test]
    fn named_days_are_read() {
        assert_eq!(named_day("12-25"), Some(NamedDay::Fixed(12, 25)));
        assert_eq!(named_day("4 thu 11"), Some(NamedDay::Nth(4, 4, 11)));
        assert_eq!(named_day("-1 mon 5"), Some(NamedDay::Nth(-1, 1, 5)));
        assert_eq!(named_day("easter-2"), Some(NamedDay::Easter(-2)));
        assert_eq!(named_day("easter"), Some(NamedDay::Easter(0)));
        assert_eq!(named_day("someday"), None);
    }

    #[test]
    fn the_longest_phrase_stands_first() {
        let words = &Lexicon::embedded().time_words;
        for phrase in words.phrases() {
            let entry = phrase.words.first().and_then(|first| words.entry(first)).expect("each phrase is indexed");
            let lengths: Vec<usize> = entry
                .phrases
                .iter()
                .filter_map(|&number| words.phrase(number))
                .map(|phrase| phrase.words.len())
                .collect();
            assert!(lengths.windows(2).all(|pair| pair[0] >= pair[1]), "{phrase:?}: {lengths:?}");
        }
    }
}
