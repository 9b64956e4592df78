//! News without a day: an event in, the day of the report or the freshest that it tells of out.
//!
//! "Verania shells border town": a headline in the present is of the day of its report.

use super::since::{counts_from, is_sum};
use super::{Coded, before, clause_of, days_between, leads, past, today};
use crate::events::tree;
use crate::{Reading, entry};
use demarche_language::{Dep, Parse};
use demarche_model::{BlockKind, Event, Ground, Position, Precision, Span, Statement, TimeKind, When};

/// The freshest day that the report tells of, if it is that of the report or one of the two before: what its news is of.
pub(super) fn freshest(reading: Reading<'_>) -> Option<When> {
    let published = reading.article.published?;
    if is_running(reading) {
        return today(reading);
    }
    let (day, _) = reading
        .times
        .iter()
        .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.precision <= Precision::Day)
        .filter_map(|time| time.to.map(|day| (day, time)))
        .filter(|(day, _)| *day <= published.to)
        .max_by_key(|(day, _)| *day)?;
    if day >= published.from {
        return today(reading);
    }
    let when = When { from: Some(day), to: Some(day), precision: Precision::Day, span: None, ground: Ground::Anchored };
    (days_between(day, published.from)? <= 2).then_some(when)
}

/// News without a day is of the day of the report: what its headline tells in the present, its first sentences in the past.
pub(super) fn news(reading: Reading<'_>, statements: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let (told, event) = &events[at];
    let verb = clause_of(parse, told.governor)?;
    let start = parse.tokens[verb].start;
    let headline = reading
        .article
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Headline && block.span.start <= start && start < block.span.end);
    let present = matches!(parse.tokens[verb].tag.as_str(), "VBZ" | "VBP" | "VB" | "VBG" | "VBN") && !past(parse, verb);
    if headline {
        return if present { today(reading) } else { None };
    }
    let verb = beside(parse, verb).unwrap_or(verb);
    let fresh = past(parse, verb) || is_told_past(reading, verb, event) || is_just_done(reading, verb);
    if !fresh || !leads(parse, verb) || counts_from(parse, told) {
        return None;
    }
    // Another day in the sentence, or a teller who told it another day: this one is not known to be of today.
    let published = reading.article.published?;
    let fits = |statement: &Statement| {
        matches!(statement.position, Position::Asserts | Position::Confirms)
            && statement.said_on.is_none_or(|when| when.to == Some(published.to))
    };
    let teller = event.on_word_of.first().map(|id| statements.get(id.0 as usize));
    if teller.is_some_and(|statement| !statement.is_some_and(fits)) {
        return None;
    }
    // A story that has just told of another day goes on telling of it.
    let when = if is_just_done(reading, verb) { today(reading)? } else { freshest(reading)? };
    let elsewhere = before(parse, events, at, 2)
        .and_then(|other| events[other].1.when)
        // A plan for next week does not move the story.
        .is_some_and(|other| other.from < when.from && other.to != when.to && other.ground != Ground::Declared);
    (!elsewhere && !goes_on(reading, verb, when) && !names_other_days(reading, verb, when)).then_some(when)
}

/// "The quarrel began in June. Troops crossed the border": what a paragraph told last was of an earlier time, and it goes on telling of it.
fn goes_on(reading: Reading<'_>, verb: usize, when: When) -> bool {
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(verb)) else { return false };
    let (start, _) = parse.bytes(sentence.clone());
    let blocks = &reading.article.blocks;
    let Some(block) = blocks.get(blocks.partition_point(|block| block.span.end <= start)) else { return false };
    let mut earlier = reading.times.iter().filter(|time| block.span.start <= time.span.start && time.span.end <= start);
    let dated = earlier.rfind(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.to.is_some());
    dated.is_some_and(|time| time.to < when.from)
}

/// "It said its forces had taken the town": the past of what is said, one step back; of force and troops it is the news.
fn is_told_past(reading: Reading<'_>, verb: usize, event: &Event) -> bool {
    let parse = reading.parse;
    let told = parse.tokens[verb].dep == Dep::Ccomp && parse.head(verb).is_some_and(|head| past(parse, head));
    let had = parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].norm == "had");
    told && had
        && !is_sum(reading, verb)
        && matches!(event.plover.as_str(), "ASSAULT" | "MOBILIZE" | "COERCE" | "RETREAT")
}

/// "The parliament has given its consent" as the first words of a report, "the troops have now left": done on its day.
pub(super) fn is_just_done(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let has = |aux: usize| matches!(parse.tokens[aux].norm.as_str(), "has" | "have" | "'ve" | "’ve");
    if parse.tokens[verb].tag != "VBN" || !parse.children_by(verb, Dep::Aux).any(has) {
        return false;
    }
    let adverb = |norms: &[&str]| {
        parse.children_by(verb, Dep::Advmod).any(|adverb| norms.contains(&parse.tokens[adverb].norm.as_str()))
    };
    if adverb(&["already", "before", "ever", "never", "long", "often", "previously", "repeatedly", "once", "always"]) {
        return false;
    }
    let (running, start) = (is_running(reading), parse.tokens[verb].start);
    let mut blocks = reading.article.blocks.iter();
    let body = blocks.find(|block| match running {
        true => block.span.start <= start && start < block.span.end,
        false => matches!(block.kind, BlockKind::Body | BlockKind::Standfirst),
    });
    let first = body.is_some_and(|body| {
        parse.sentence_of(parse.token_at(body.span.start)) == parse.sentence_of(verb)
            && body.span.contains(Span::new(parse.tokens[verb].start, parse.tokens[verb].end))
    });
    first && leads(parse, verb) || adverb(&["now", "just"])
}

/// "18.40 The troops have left": a page that is written by the clock tells of its day.
fn is_running(reading: Reading<'_>) -> bool {
    let timed = |words: &str| entry::behind_hour(words, &reading.lexicon.time_words).is_some();
    let blocks = reading.article.blocks.iter().filter(|block| block.kind == BlockKind::Body);
    blocks.filter(|block| timed(block.span.of(&reading.article.text))).nth(1).is_some()
}

/// "The pause did not last, with leaders accusing the army": the verb beside which such a phrase stands.
fn beside(parse: &Parse, verb: usize) -> Option<usize> {
    let with = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Pcomp)?;
    let absolute = parse.tokens[with].norm == "with" && tree::own_subject(parse, verb).is_some();
    parse.head(with).filter(|&host| absolute && tree::verbal(parse, host))
}

/// Whether the sentence of a verb names a day or year before this one, or one that nobody can tell ("in recent days").
pub(super) fn names_other_days(reading: Reading<'_>, verb: usize, when: When) -> bool {
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(verb)) else { return false };
    let (start, end) = parse.bytes(sentence.clone());
    let first = reading.times.partition_point(|time| time.span.end <= start);
    reading.times.get(first..).unwrap_or_default().iter().take_while(|time| time.span.start < end).any(|time| {
        let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time);
        time.value.starts_with("PX")
            || dated && (time.value == "PAST_REF" || time.to.is_some_and(|to| Some(to) < when.from))
    })
}
