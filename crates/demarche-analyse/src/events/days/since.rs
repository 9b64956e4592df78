//! What is told from a point on: an event in, the days from that point to the day of the report out.
//!
//! "has fired rockets since the truce expired Friday": from Friday to the day of the report.

use super::{Coded, carried};
use crate::Reading;
use crate::events::when::Told;
use demarche_language::{Dep, Parse};
use demarche_model::{Event, Ground, Occurrence, Precision, Statement, TimeKind, When};

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
