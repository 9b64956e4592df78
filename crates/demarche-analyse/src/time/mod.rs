//! Step 3: expressions of time, with TIMEX3 values and ranges of days.
//!
//! In: a parsed report. Out: its [`TimeExpression`]s, in text order, without overlap: "Tuesday" in a report of 2025-06-18 is
//! `2025-06-17`; "last week" is `2025-W24`, Monday to Sunday; "early April" is `2025-04` and April 1 to 10; "nearly a week" is `P1W`.
//!
//! Words first (`words`), then rules over words (`rules`, surest first, the longest reading wins), then the calendar (`resolve`):
//! news counts from its day of publication and from tense, a story of the past from the date told last (`mode`). What is counted
//! from an event ("nearly a week after the airstrike", "its fifth day") is told by [`anchor`], for whoever knows the event's day.
//! Years that nothing gives are not made up: without a day of publication "April 18" has none, and a note says so.

mod anchor;
mod calendar;
mod choose;
mod clock;
mod context;
mod dates;
mod days;
mod durations;
mod edges;
mod lengths;
mod mode;
mod numbers;
mod periods;
mod phrases;
mod quarters;
mod reading;
mod resolve;
mod rules;
mod sets;
mod tense;
#[cfg(test)]
mod tests;
mod words;
mod years;

pub use anchor::{Anchored, Side, anchored};

use crate::Reading;
use context::Context;
use demarche_language::EntityKind;
use demarche_lexicon::Marker;
use demarche_model::{Note, NoteCode, Span, TimeExpression};
use jiff::civil;
use reading::{Found, Meaning, Relation, Scan, Year};
use rules::Rule;
use tense::{Clause, Tense};
use words::Sense;

/// Finds the time expressions of a report, in text order, without overlap.
pub fn find_times(reading: Reading<'_>, notes: &mut Vec<Note>) -> Vec<TimeExpression> {
    let text = reading.article.text.as_str();
    let words = words::words(text, reading.parse, &reading.lexicon.time_words, 0..reading.parse.tokens.len());
    let scan = Scan { text, words: &words, parse: reading.parse, lists: &reading.lexicon.time_words };
    let mut found = find(&scan);
    share_years(&scan, &mut found);
    share_days(&scan, &mut found);
    let day = reading.article.published.map(|published| published.to);
    let published = day.and_then(calendar::to_civil);
    let meanings: Vec<Found> = found.iter().map(|(found, _)| found.clone()).collect();
    let mode = mode::mode(&meanings, published);
    let mut context = Context::new(mode, published);
    context.day_of_year = day.filter(|day| day.year.is_none()).map(|day| (day.month, day.day));
    let next_years = next_years(&found);
    let express = |((found, rule), next_year): (&(Found, &'static Rule), &Option<i16>)| {
        context.next_year = *next_year;
        express(&scan, found, rule, &mut context, notes)
    };
    found.iter().zip(&next_years).filter_map(express).collect()
}

/// For each expression, the year that the next one with a year names.
fn next_years(found: &[(Found, &'static Rule)]) -> Vec<Option<i16>> {
    let mut next = None;
    let mut years: Vec<Option<i16>> = found
        .iter()
        .rev()
        .map(|(found, _)| {
            let here = next;
            if let Meaning::Date(pieces) = &found.meaning
                && let Year::Known(year) = pieces.year
            {
                next = Some(year);
            }
            here
        })
        .collect();
    years.reverse();
    years
}

/// All readings of a text, left to right.
fn find(scan: &Scan<'_>) -> Vec<(Found, &'static Rule)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.words.len() {
        match rules::read(scan, at) {
            Some((reading, rule)) => {
                at = reading.words.end.max(at + 1);
                found.push((reading, rule));
            }
            None => at += 1,
        }
    }
    found
}

/// "April and June 1955", "July 1 to July 3, 1863": the year said last holds for both.
fn share_years(scan: &Scan<'_>, found: &mut [(Found, &'static Rule)]) {
    for at in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(at + 1);
        let (Some((first, _)), Some((second, _))) = (left.last_mut(), right.first()) else { continue };
        let (Meaning::Date(early), Meaning::Date(late)) = (&mut first.meaning, &second.meaning) else { continue };
        let (Some(month), Some(later)) = (early.month, late.month) else { continue };
        if early.year != Year::Open || late.year == Year::Open || !joined(scan, first.words.end, second.words.start) {
            continue;
        }
        early.year = match late.year {
            Year::Known(year) if month > later => Year::Known(year.saturating_sub(1)),
            year => year,
        };
    }
}

/// "at about 10:35 a.m. (0735 GMT) Friday": the day said last holds for the hours before it.
fn share_days(scan: &Scan<'_>, found: &mut [(Found, &'static Rule)]) {
    for at in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(at + 1);
        let (Some((hour, _)), Some((day, _))) = (left.last_mut(), right.first()) else { continue };
        let (from, to) = (hour.words.end, day.words.start);
        let near = to.saturating_sub(from) <= 3
            && (from..to).all(|at| {
                matches!(scan.sense(at), Sense::Open | Sense::Close | Sense::Comma) || scan.is(at, Marker::On)
            });
        if near && hour.meaning == Meaning::HourOnly && clock::names_day(&day.meaning) {
            hour.meaning = day.meaning.clone();
        }
        let into = to == from + 1 && matches!(scan.form(from), "into" | "to");
        if into && hour.meaning == Meaning::Overnight(None) && clock::names_day(&day.meaning) {
            hour.meaning = Meaning::Overnight(Some(Box::new(day.meaning.clone())));
        }
    }
}

/// Whether only joining words stand between two expressions.
fn joined(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    use Marker::{And, Between, In, On, Or, The, To};
    from < to
        && to - from <= 3
        && (from..to).all(|at| {
            matches!(scan.sense(at), Sense::Comma | Sense::Dash | Sense::Slash)
                || scan.is_any(at, &[And, Between, In, On, Or, The, To])
        })
}

/// "ABC's This Week", "VOA Today": a programme's name.
fn in_name(scan: &Scan<'_>, found: &Found) -> bool {
    let capitals = found
        .words
        .clone()
        .all(|at| scan.words.get(at).is_some_and(|word| word.capital || matches!(word.sense, Sense::Int(..))));
    capitals
        && matches!(found.meaning, Meaning::Step { .. } | Meaning::Today | Meaning::Length(_) | Meaning::HourOnly)
        && matches!(dates::entity(scan, found.words.start), Some(EntityKind::Org | EntityKind::WorkOfArt))
}

/// "postponed until Tuesday", "as soon as Monday": the day is to come, whatever the verb's tense.
fn leads_ahead(scan: &Scan<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scan.form(at));
    matches!(before(1), "until" | "till")
        || (before(1) == "as" && matches!(before(2), "soon" | "early") && before(3) == "as")
}

/// "has called a summit for Wednesday": what is arranged for a day is to come. "Blamed them for Wednesday's raid" arranges nothing.
fn is_arranged(scan: &Scan<'_>, found: &Found, clause: Clause) -> bool {
    let Meaning::Date(pieces) = &found.meaning else { return false };
    let weekday = pieces.weekday.is_some() && pieces.month.is_none() && pieces.relation == Relation::Bare;
    let before = found.words.start.checked_sub(1);
    weekday && !clause.name && before.is_some_and(|at| scan.form(at) == "for")
}

/// "from Monday to Thursday": the second day comes after the first.
fn range_from(scan: &Scan<'_>, at: usize, context: &Context) -> Option<civil::Date> {
    let (day, end) = context.told.filter(|(_, end)| end + 1 == at)?;
    let between = (end..at).all(|at| {
        matches!(scan.form(at), "to" | "through" | "until" | "till" | "and") || scan.sense(at) == Sense::Dash
    });
    // "on Monday and Friday" are two days, "between Monday and Friday" is one stretch.
    let paired = scan.form(end) != "and" || end.checked_sub(2).is_some_and(|before| scan.is(before, Marker::Between));
    if between && paired { calendar::to_civil(day) } else { None }
}

/// "was extended to Nov. 16", "through January": the deed is past, the day need not be.
fn leads_on(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|at| matches!(scan.form(at), "to" | "through" | "until" | "till"))
}

/// The finished expression.
fn express(
    scan: &Scan<'_>,
    found: &Found,
    rule: &Rule,
    context: &mut Context,
    notes: &mut Vec<Note>,
) -> Option<TimeExpression> {
    if in_name(scan, found) {
        return None;
    }
    let (first, last) = (scan.words.get(found.words.start)?, scan.words.get(found.words.end.checked_sub(1)?)?);
    let span = Span::new(first.start, last.end);
    context.sentence = scan.parse.sentence_of(first.token as usize);
    let sentence = scan.parse.sentences.get(context.sentence).map_or(0, |tokens| tokens.start);
    context.opening = (first.token as usize).saturating_sub(sentence) < 3;
    let clause = tense::clause(scan.parse, scan.lists, first.token as usize..last.token as usize + 1);
    let clause = Clause { direct: clause.direct && !leads_on(scan, found.words.start), ..clause };
    let clause = if is_arranged(scan, found, clause) {
        Clause { tense: Tense::Future, direct: true, ..clause }
    } else if leads_ahead(scan, found.words.start) {
        Clause { tense: Tense::Future, ..clause }
    } else {
        clause
    };
    context.range_from = range_from(scan, found.words.start, context);
    let resolved = resolve::resolve(found, clause, context)?;
    context.told = resolved.days.filter(|(from, to)| from == to).map(|(day, _)| (day, found.words.end));
    if resolved.partial {
        let message =
            format!("“{}” names no year, and no day of publication or date before it gives one", span.of(scan.text));
        notes.push(Note { code: NoteCode::PARTIAL_DATE, span: Some(span), message });
    }
    let (from, to) = resolved.days.unzip();
    Some(TimeExpression {
        span,
        kind: resolved.kind,
        value: resolved.value,
        from,
        to,
        precision: resolved.precision,
        ground: resolved.ground,
        rule: rule.name,
    })
}
