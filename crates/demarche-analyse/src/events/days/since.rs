//! What is told from a point on: an event in, the days from that point to the day of the report out.
//!
//! "has fired rockets since the truce expired Friday": from Friday to the day of the report.

use super::{Coded, carried};
use crate::Reading;
use crate::events::tree;
use crate::events::when::Told;
use demarche_language::{Dep, Parse};
use demarche_model::{Event, Ground, Occurrence, Precision, Statement, TimeKind, When};

/// From this number on what is counted is the sum of a war, not of a blow.
const SUM: u32 = 500;

/// "since the truce expired Friday", "since the conflict began": from the day of what is named there to the day of the report.
pub(super) fn since(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let published = reading.article.published?;
    let (told, event) = &events[at];
    let below = |head: usize| parse.children(head).filter(move |&child| parse.tokens[child].norm == "since");
    let words = [told.governor, told.trigger];
    let clause = words.iter().find_map(|&word| {
        let preposition = below(word).find(|&at| parse.tokens[at].dep == Dep::Prep);
        let marked = || parse.children_by(word, Dep::Advcl).find(|&clause| below(clause).next().is_some());
        preposition.or_else(marked)
    })?;
    let inside = parse.subtree(clause);
    let (start, end) = parse.bytes(inside.clone());
    let first = reading.times.partition_point(|time| time.span.end <= start);
    let own = reading
        .times
        .get(first..)?
        .iter()
        .take_while(|time| time.span.start < end)
        .find(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.from.is_some());
    let inner = || {
        let (named, known) =
            events.iter().find(|(named, _)| inside.contains(&named.trigger) && named.trigger != told.trigger)?;
        known.when.or_else(|| begun(parse, events, named, known)).and_then(|when| when.from)
    };
    let from = own.and_then(|time| time.from).or_else(inner)?;
    let to = if event.occurrence == Occurrence::Actual || event.occurrence == Occurrence::Negated {
        published.to
    } else {
        from
    };
    (from <= to).then_some(When {
        from: Some(from),
        to: Some(to),
        precision: Precision::Day,
        span: None,
        ground: Ground::Anchored,
    })
}

/// "since the conflict began", after "the war erupted on July 8": the only day on which force of this kind is told to have begun.
pub(super) fn begun(parse: &Parse, events: &[Coded], named: &Told, known: &Event) -> Option<When> {
    let begins = |told: &Told| {
        matches!(parse.tokens[told.governor].lemma.as_str(), "begin" | "start" | "erupt" | "launch" | "break" | "open")
    };
    if !begins(named) {
        return None;
    }
    let mut days = events
        .iter()
        .filter(|(told, event)| begins(told) && event.plover == known.plover)
        .filter_map(|(_, event)| event.when.filter(|when| when.precision <= Precision::Day));
    let first = days.next()?;
    days.all(|when| when.from == first.from).then(|| carried(first))
}

/// "The war that has killed 900 people", "has fired 3,000 rockets": a sum of what was done since the war began, where the report tells on which one
/// day it did; and what began it.
pub(super) fn summed(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let (told, event) = &events[at];
    if event.plover != "ASSAULT" || event.occurrence != Occurrence::Actual {
        return None;
    }
    let first = only_beginning(parse, events)?;
    let verb = told.governor;
    let has = parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "has" | "have" | "'ve" | "’ve"));
    let published = reading.article.published?;
    (has && is_sum(reading, verb) && first.from <= Some(published.to))
        .then_some(When { to: Some(published.to), ..first })
}

/// "has fired 3,000 rockets", "3,500 rockets had been fired": what a war came to.
pub(super) fn is_sum(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let many = |noun: usize| {
        parse.children_by(noun, Dep::Nummod).any(|number| {
            let digits: String =
                parse.word(&reading.article.text, number).chars().filter(char::is_ascii_digit).collect();
            digits.parse::<u32>().is_ok_and(|count| count >= SUM)
        })
    };
    tree::objects(reading, verb).into_iter().chain(tree::own_subject(parse, verb)).any(many)
}

/// "launched an air campaign", in a report that has told on which one day the war began.
pub(super) fn began(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let (told, event) = &events[at];
    let opens = matches!(reading.parse.tokens[told.governor].lemma.as_str(), "launch" | "begin" | "start");
    let noun = reading.parse.tokens[told.trigger].lemma.as_str();
    let war = matches!(noun, "campaign" | "offensive" | "war" | "operation" | "invasion" | "assault");
    let when = (event.plover == "ASSAULT" && opens && war).then(|| only_beginning(reading.parse, events))??;
    let before = events.get(..at)?.iter().rev().take(3).any(|(_, it)| it.when.is_some_and(|day| day.from == when.from));
    before.then_some(when)
}

/// The one day on which the report tells that force began.
fn only_beginning(parse: &Parse, events: &[Coded]) -> Option<When> {
    let mut days = events.iter().filter_map(|(told, event)| {
        let begins = matches!(parse.tokens[told.governor].lemma.as_str(), "begin" | "start" | "erupt" | "break");
        let day = event.when.filter(|when| when.precision <= Precision::Day && when.ground != Ground::Declared);
        day.filter(|_| begins && event.plover == "ASSAULT" && event.occurrence == Occurrence::Actual)
    });
    let first = days.next()?;
    days.all(|when| when.from == first.from).then(|| carried(first))
}

/// Whether it is told from a point on: "hit 200 targets since the truce ended".
pub(super) fn counts_from(parse: &Parse, told: &Told) -> bool {
    [told.governor, told.trigger].iter().any(|&word| {
        parse.children(word).any(|child| {
            parse.tokens[child].norm == "since"
                || parse.tokens[child].dep == Dep::Advcl
                    && parse.children(child).any(|mark| parse.tokens[mark].norm == "since")
        })
    })
}
