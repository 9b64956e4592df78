//! Times that are counted from an event: "nearly a week after Iran's airstrike on Israel", "the war, which has entered its fifth day".
//!
//! In: a reading with its times. Out: for each such expression, on which side of which event it lies and how many days away. The
//! day of one gives the day of the other: whoever knows what the events are puts the two together with [`Anchored::event_days`]
//! and [`Anchored::told_days`].
//!
//! "The attack occurred nearly a week after Iran's airstrike": told is `occurred`, the event is `airstrike`, 4 to 7 days lie
//! between; if the attack was on April 18, the airstrike was on April 11 to 14.

use super::calendar;
use super::reading::{Meaning, Scan};
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::{Marker, TimeSense, TimeUnit};
use demarche_model::{Date, TimeExpression, TimeKind};
use std::ops::{Range, RangeInclusive};

/// A time told by its distance from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// Index of the expression in [`Reading::times`].
    pub time: usize,
    /// On which side of the event that which is told lies.
    pub side: Side,
    /// How many days lie between the two; for [`Side::NthDay`] between the event's first day and what is told.
    pub days: RangeInclusive<i32>,
    /// Token of what is told: the governing verb or noun ("occurred").
    pub told: usize,
    /// Token of the event that is counted from ("airstrike"); `None` where the words leave it to the text before ("two days later").
    pub event: Option<usize>,
}

/// On which side of an event something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// "a week after the strike".
    After,
    /// "two days before the talks".
    Before,
    /// "its fifth day": the event goes on.
    NthDay,
}

impl Anchored {
    /// The days on which the event can have been (or begun), when what is told was within `told`.
    pub fn event_days(&self, told: (Date, Date)) -> Option<(Date, Date)> {
        let (least, most) = (*self.days.start(), *self.days.end());
        match self.side {
            Side::After | Side::NthDay => moved(told, -most, -least),
            Side::Before => moved(told, least, most),
        }
    }

    /// The days on which what is told can have been, when the event was (or began) within `event`.
    pub fn told_days(&self, event: (Date, Date)) -> Option<(Date, Date)> {
        let (least, most) = (*self.days.start(), *self.days.end());
        match self.side {
            Side::After | Side::NthDay => moved(event, least, most),
            Side::Before => moved(event, -most, -least),
        }
    }
}

/// A range of days with its ends moved; `None` where a year is not known.
fn moved(days: (Date, Date), from: i32, to: i32) -> Option<(Date, Date)> {
    let first = calendar::plus_days(calendar::to_civil(days.0)?, from)?;
    let last = calendar::plus_days(calendar::to_civil(days.1)?, to)?;
    Some((calendar::to_model(first), calendar::to_model(last)))
}

/// The expressions of a reading that are counted from events, in text order.
pub fn anchored(reading: Reading<'_>) -> Vec<Anchored> {
    let times = reading.times.iter().enumerate();
    times.filter_map(|(index, time)| beside(reading, index, time).or_else(|| nth_day(reading, index, time))).collect()
}

/// "nearly a week after …", "three days before …", "two days later".
fn beside(reading: Reading<'_>, index: usize, time: &TimeExpression) -> Option<Anchored> {
    let parse = reading.parse;
    let tokens = parse.tokens_in(time.span.start, time.span.end);
    let last = tokens.end.checked_sub(1)?;
    if time.kind == TimeKind::Date {
        // "two days later" whose day nothing gave.
        let side = match marker(reading, last)? {
            Marker::Later => Side::After,
            Marker::Earlier | Marker::Before => Side::Before,
            _ => return None,
        };
        let length = length(reading, tokens.start..last)?;
        return time.from.is_none().then_some(Anchored {
            time: index,
            side,
            days: length,
            told: verb_above(parse, last)?,
            event: None,
        });
    }
    let side = match marker(reading, tokens.end)? {
        Marker::After | Marker::Since | Marker::Following => Side::After,
        Marker::Before => Side::Before,
        _ => return None,
    };
    // "for the first time in six years after the raid": the years are not counted from it.
    let of_its_own = tokens.start.checked_sub(1).and_then(|at| parse.tokens.get(at));
    let of_its_own =
        of_its_own.is_some_and(|word| matches!(word.norm.as_str(), "in" | "for" | "over" | "within" | "of"));
    if time.kind != TimeKind::Duration || of_its_own {
        return None;
    }
    let days = length(reading, tokens)?;
    let (told, event) = ends(parse, last + 1)?;
    Some(Anchored { time: index, side, days, told, event: Some(event) })
}

/// What stands on both sides of "after" or "before": the governor of the phrase, and the event after it.
fn ends(parse: &Parse, preposition: usize) -> Option<(usize, usize)> {
    let token = parse.tokens.get(preposition)?;
    if token.dep == Dep::Mark {
        let event = parse.head(preposition)?;
        return Some((parse.head(event)?, event));
    }
    let event = parse.children(preposition).find(|&child| {
        child > preposition && parse.tokens.get(child).is_some_and(|child| matches!(child.dep, Dep::Pobj | Dep::Pcomp))
    })?;
    let told = parse.head(preposition)?;
    // "fell hours before a truce was due": the small parser hangs the preposition on the verb of the clause that it opens.
    let opens = told > preposition && parse.tokens.get(told).is_some_and(|token| token.dep == Dep::Advcl);
    Some((if opens { parse.head(told)? } else { told }, event))
}

/// "its fifth day", "the third day of the siege".
fn nth_day(reading: Reading<'_>, index: usize, time: &TimeExpression) -> Option<Anchored> {
    if time.kind != TimeKind::Date || !time.rule.starts_with("T170") {
        return None;
    }
    let parse = reading.parse;
    let tokens = parse.tokens_in(time.span.start, time.span.end);
    let number = tokens.clone().find_map(|token| match sense(reading, token) {
        Some(TimeSense::Ordinal(number)) => Some(i32::from(number)),
        _ => reading.parse.word(&reading.article.text, token).trim_end_matches(char::is_alphabetic).parse().ok(),
    })?;
    let noun = tokens.end.checked_sub(1)?;
    let step = match sense(reading, noun)? {
        TimeSense::Unit(unit) => super::lengths::unit_days(unit)?,
        _ => return None,
    };
    let told = verb_above(parse, noun)?;
    let event = possessor(parse, noun).or_else(|| goes_on(parse, told));
    let first = number.checked_sub(1)?.checked_mul(step)?;
    Some(Anchored { time: index, side: Side::NthDay, days: first..=first.checked_add(step - 1)?, told, event })
}

/// "the third day of the siege": the siege.
fn possessor(parse: &Parse, noun: usize) -> Option<usize> {
    let of = parse
        .children_by(noun, Dep::Prep)
        .find(|&child| parse.tokens.get(child).is_some_and(|token| token.norm == "of"))?;
    parse.child(of, Dep::Pobj)
}

/// "the war, which has entered its fifth day": the war.
fn goes_on(parse: &Parse, verb: usize) -> Option<usize> {
    let subject = parse.child(verb, Dep::Nsubj)?;
    let token = parse.tokens.get(subject)?;
    if token.tag.starts_with('W') {
        let noun = parse.head(verb).filter(|_| parse.tokens.get(verb).is_some_and(|token| token.dep == Dep::Relcl))?;
        return Some(what_lasts(parse, noun, singular(parse, verb)));
    }
    (token.pos != Pos::Pron).then_some(subject)
}

/// "the war on Verania, now in its ninth day": it is the war that lasts, though the clause hangs on Iran.
fn what_lasts(parse: &Parse, noun: usize, singular: bool) -> usize {
    let unfit = parse.tokens.get(noun).is_some_and(|token| token.pos == Pos::Propn || (singular && token.tag == "NNS"));
    let above = parse.head(noun).filter(|_| parse.tokens.get(noun).is_some_and(|token| token.dep == Dep::Pobj));
    let above = above.and_then(|preposition| parse.head(preposition));
    match above.filter(|&above| parse.tokens.get(above).is_some_and(|token| token.pos == Pos::Noun)) {
        Some(above) if unfit => above,
        _ => noun,
    }
}

/// "has entered", "enters": one thing does.
fn singular(parse: &Parse, verb: usize) -> bool {
    let mut words = parse.children_by(verb, Dep::Aux).chain([verb]);
    words.any(|word| parse.tokens.get(word).is_some_and(|token| token.tag == "VBZ"))
}

/// The nearest verb above a token.
fn verb_above(parse: &Parse, token: usize) -> Option<usize> {
    parse
        .ancestors(token)
        .take(24)
        .find(|&at| parse.tokens.get(at).is_some_and(|token| matches!(token.pos, Pos::Verb | Pos::Aux)))
}

fn sense(reading: Reading<'_>, token: usize) -> Option<TimeSense> {
    reading.parse.tokens.get(token)?;
    let lower = reading.parse.word(&reading.article.text, token).to_lowercase();
    reading.lexicon.time_words.entry(&lower)?.word.map(|word| word.sense)
}

fn marker(reading: Reading<'_>, token: usize) -> Option<Marker> {
    match sense(reading, token)? {
        TimeSense::Marker(marker) => Some(marker),
        _ => None,
    }
}

/// How many days the length in these tokens may stand for.
fn length(reading: Reading<'_>, tokens: Range<usize>) -> Option<RangeInclusive<i32>> {
    // "hours before the truce began": on the same day.
    let last = tokens.end.checked_sub(1)?;
    let unit = match sense(reading, last) {
        Some(TimeSense::Unit(unit @ (TimeUnit::Hour | TimeUnit::Minute))) => Some(unit),
        _ => None,
    };
    let before = last.checked_sub(1).and_then(|at| reading.parse.tokens.get(at)).map(|word| word.norm.as_str());
    let one = matches!(before, Some("an" | "one" | "half"));
    if unit.is_some_and(|unit| tokens.len() == 1 || unit == TimeUnit::Minute || one) {
        return Some(0..=0);
    }
    let (text, lists) = (reading.article.text.as_str(), &reading.lexicon.time_words);
    let words = super::words::words(text, reading.parse, lists, tokens);
    let scan = Scan { text, words: &words, parse: reading.parse, lists };
    match super::durations::counted(&scan, 0)?.meaning {
        Meaning::Length(length) => super::lengths::days(length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::find_times;
    use demarche_language::{Input, Model};
    use demarche_lexicon::Lexicon;
    use demarche_model::{Article, Ground, Published};

    /// The anchored expressions of a text published on 2025-06-17: words, told, event.
    fn read(text: &str) -> (Vec<Anchored>, Vec<(String, String, String)>) {
        let day = Date { year: Some(2025), month: 6, day: 17 };
        let published = Some(Published { from: day, to: day, ground: Ground::Declared });
        let article = Article { text: text.to_owned(), published, ..Article::default() };
        let parse = Model::english().read(&[Input::new(text)]).remove(0);
        let lexicon = Lexicon::embedded();
        let start = Reading::start(&article, &parse, lexicon);
        let times = find_times(start, &mut Vec::new());
        let found = anchored(Reading { times: &times, ..start });
        let words = found
            .iter()
            .map(|anchored| {
                let event = anchored.event.map_or("", |event| parse.word(text, event));
                let told = parse.word(text, anchored.told);
                (times[anchored.time].span.of(text).to_owned(), told.to_owned(), event.to_owned())
            })
            .collect();
        (found, words)
    }

    fn date(text: &str) -> Date {
        calendar::to_model(text.parse().expect("a date"))
    }

    #[test]
    fn a_length_after_an_event_dates_it() {
        let (found, words) = read("The raid occurred nearly a week after the rocket attack on the port.");
        assert_eq!(words, [("nearly a week".to_owned(), "occurred".to_owned(), "attack".to_owned())]);
        assert_eq!((found[0].side, found[0].days.clone()), (Side::After, 4..=7));
        let told = (date("2024-04-18"), date("2024-04-18"));
        assert_eq!(found[0].event_days(told), Some((date("2024-04-11"), date("2024-04-14"))));
        assert_eq!(found[0].told_days(told), Some((date("2024-04-22"), date("2024-04-25"))));
    }

    #[test]
    fn a_length_before_a_clause_counts_back() {
        let (found, words) = read("The envoys left three days before the army shelled the town.");
        assert_eq!(words, [("three days".to_owned(), "left".to_owned(), "shelled".to_owned())]);
        assert_eq!((found[0].side, found[0].days.clone()), (Side::Before, 3..=3));
    }

    #[test]
    fn the_nth_day_counts_from_what_goes_on() {
        let (found, words) = read("The ministry spoke of its war with the rebels, which has entered its fifth day.");
        assert_eq!(words, [("its fifth day".to_owned(), "entered".to_owned(), "war".to_owned())]);
        let today = (date("2025-06-17"), date("2025-06-17"));
        assert_eq!(found[0].event_days(today), Some((date("2025-06-13"), date("2025-06-13"))));
    }

    #[test]
    fn the_nth_day_of_something_names_it() {
        let (found, words) = read("Shells fell on the third day of the siege.");
        assert_eq!(words, [("the third day".to_owned(), "fell".to_owned(), "siege".to_owned())]);
        assert_eq!((found[0].side, found[0].days.clone()), (Side::NthDay, 2..=2));
    }

    #[test]
    fn a_plain_length_is_counted_from_nothing() {
        assert_eq!(read("The talks lasted three days and ended well.").1, []);
    }
}
