//! Days that are counted from other days: expressions with an anchor in, events dated by them out.
//!
//! "nearly a week after the airstrike", "nine days later", "entered its fifth day": the day of one gives the day of the other.

use super::news::freshest;
use super::{Coded, before, open, range, today};
use crate::Reading;
use crate::events::when::{Told, day_of};
use crate::events::{nominal, tree};
use crate::time::{Anchored, Side, anchored};
use demarche_language::Dep;
use demarche_model::{Date, Event, Ground, Occurrence, Precision, TimeExpression, TimeKind, When};

/// "nearly a week after Iran's airstrike", "nine days later": the day of one gives the day of the other.
pub(super) fn counted(reading: Reading<'_>, events: &mut [Coded], first_round: bool) {
    if events.is_empty() {
        return;
    }
    for found in anchored(reading) {
        if found.side == Side::NthDay {
            if first_round {
                nth_day(reading, events, &found);
            }
            continue;
        }
        let told = named(reading, events, found.told);
        // "two days after a missile and drone attack": the small parser takes the first word for the noun.
        let joined =
            |token: usize| reading.parse.children_by(token, Dep::Conj).find_map(|at| named(reading, events, at));
        let other = found.event.and_then(|token| named(reading, events, token).or_else(|| joined(token)));
        let base = match (found.event, told) {
            (Some(_), _) => other,
            (None, Some(told)) => before(reading.parse, events, told, 1),
            (None, None) => None,
        };
        let when = |days: (Date, Date)| When {
            from: Some(days.0),
            to: Some(days.1),
            precision: Precision::Day,
            span: reading.times.get(found.time).map(|time| time.span),
            ground: Ground::Anchored,
        };
        let days = |at: Option<usize>| at.and_then(|at| range(events[at].1.when));
        // "fled six days after soldiers toppled him": the flight on Tuesday is no event, and has a day all the same.
        let by_words = |token: usize| range(day_of(reading, token));
        let base = days(base).or_else(|| found.event.and_then(by_words));
        let base = base.or_else(|| told.filter(|_| found.event.is_none()).and_then(|_| spoken_of(reading, found.told)));
        if let (Some(told), Some(days)) = (told.filter(|&at| open(&events[at].1)), base) {
            events[told].1.when = found.told_days(days).map(when);
        } else if let Some(other) = other.filter(|&at| is_loose(&events[at].1)) {
            let days = days(told)
                .or_else(|| by_words(found.told))
                .or_else(|| by_words(completed(reading, found.told)?))
                .or_else(|| range(mentioned(reading, events, found.told)))
                .or_else(|| range(current(reading, found.told)));
            let found = days.and_then(|days| found.event_days(days)).map(when);
            events[other].1.when = found.or(events[other].1.when);
        }
    }
}

/// "A day earlier, a spokesman warned": counted from the day that its paragraph last named, else from that of the news.
fn spoken_of(reading: Reading<'_>, verb: usize) -> Option<(Date, Date)> {
    let start = reading.parse.tokens[verb].start;
    let block = reading.article.blocks.iter().find(|block| block.span.start <= start && start < block.span.end)?;
    let before = reading.times.iter().filter(|time| block.span.start <= time.span.start && time.span.end <= start);
    let mut days = before.filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let last = days.rfind(|time| time.from.is_some() && time.precision <= Precision::Day);
    last.map_or_else(|| range(freshest(reading)), |time| time.from.zip(time.to))
}

/// "was due to vote on Monday, a day after": the verb that completes another and has a day.
fn completed(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let completes = |at: &usize| {
        matches!(parse.tokens[*at].dep, Dep::Xcomp | Dep::Acomp | Dep::Oprd)
            && (*at > verb || !tree::verbal(parse, *at))
    };
    let mut at = verb;
    for _ in 0..3 {
        at = parse.children(at).find(completes)?;
        if day_of(reading, at).is_some() {
            return Some(at);
        }
    }
    None
}

/// "It comes a day after the raid": what is told in the present is of the day of the report.
fn current(reading: Reading<'_>, verb: usize) -> Option<When> {
    let parse = reading.parse;
    let present = |at: usize| matches!(parse.tokens[at].tag.as_str(), "VBZ" | "VBP");
    let has = || parse.tokens[verb].tag == "VBN" && parse.children_by(verb, Dep::Aux).any(present);
    if present(verb) || has() { today(reading) } else { None }
}

/// Whether a day is looked for, planned things included ("was due to begin"), or only the month is known.
fn is_loose(event: &Event) -> bool {
    let coarse = event.when.is_none_or(|when| when.precision > Precision::Week);
    coarse && !matches!(event.occurrence, Occurrence::Historical | Occurrence::Hypothetical)
}

/// "The siege enters its fifth day": it lasts from its first day to the one that is told.
pub(super) fn nth_day(reading: Reading<'_>, events: &mut [Coded], found: &Anchored) {
    let Some(time) = reading.times.get(found.time) else { return };
    let Some(at) = found.event.and_then(|token| named(reading, events, token)) else { return };
    let event = &mut events[at].1;
    // "entered its fifth day on Monday": the day that is counted is Monday; it is not the day of all that lasts.
    let today = time.from.zip(time.to).or_else(|| range(event.when));
    let dated = time.from.is_some() && event.when.is_some_and(|when| when.span != Some(time.span));
    let Some((told, first)) = today.and_then(|today| Some((today, found.event_days(today)?))) else { return };
    // "traded fire for a second day": that day's fire.
    let repeated = is_repeated(reading, time);
    if repeated && event.when.is_some() {
        return;
    }
    if !dated && event.occurrence == Occurrence::Actual {
        event.when = Some(When {
            from: Some(if repeated { told.0 } else { first.0 }),
            to: Some(told.1),
            precision: Precision::Day,
            span: Some(time.span),
            ground: Ground::Anchored,
        });
    }
}

/// "for a second day": each of the days has its own.
fn is_repeated(reading: Reading<'_>, time: &TimeExpression) -> bool {
    let first = reading.parse.token_at(time.span.start);
    first.checked_sub(1).is_some_and(|at| reading.parse.tokens[at].norm == "for")
}

/// The event that a token names: its trigger, its governor, or the subject of a verb that says no more than that it took place.
pub(super) fn named(reading: Reading<'_>, events: &[Coded], token: usize) -> Option<usize> {
    let parse = reading.parse;
    let content = tree::content(reading, token);
    let is = |told: &Told, word: usize| told.trigger == word || told.governor == word;
    events
        .iter()
        .position(|(told, _)| is(told, token))
        .or_else(|| events.iter().position(|(told, _)| is(told, content)))
        .or_else(|| {
            let subject = tree::own_subject(parse, token)?;
            events.iter().position(|(told, _)| told.trigger == subject)
        })
}

/// "The attack occurred a week after …": the day of the attack that the text told before.
pub(super) fn mentioned(reading: Reading<'_>, events: &[Coded], verb: usize) -> Option<When> {
    let subject = tree::own_subject(reading.parse, verb)?;
    let row = nominal::event_noun(reading, subject)?;
    events
        .iter()
        .rev()
        .filter(|(told, event)| told.trigger < subject && event.plover == row.action.plover)
        .find_map(|(_, event)| event.when.filter(|when| when.precision <= Precision::Day))
}
