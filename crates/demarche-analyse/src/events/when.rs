//! The day of an event: the time expression that hangs on its trigger, not the day of the report.
//!
//! "The Kremlin said Tuesday that Israel attacked on Friday": Friday. Tuesday belongs to the saying.

use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::{Event, Ground, Occurrence, Party, Precision, Span, Statement, TimeExpression, TimeKind, When};

/// The days of a draft, if its clause gives them.
pub(super) fn when(reading: Reading<'_>, draft: &Draft) -> Option<When> {
    let parse = reading.parse;
    let sentence = parse.sentences.get(parse.sentence_of(draft.trigger))?.clone();
    let (start, end) = parse.bytes(sentence);
    let first = reading.times.partition_point(|time| time.span.end <= start);
    let mut best: Option<(u32, &TimeExpression)> = None;
    for time in reading.times.iter().skip(first).take_while(|time| time.span.start < end) {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) || time.from.is_none() {
            continue;
        }
        let Some(head) = head_of(parse, time.span) else { continue };
        if let Some(distance) = distance(parse, draft, head)
            && best.is_none_or(|(known, _)| distance < known)
        {
            best = Some((distance, time));
        }
    }
    let (_, time) = best?;
    // "since Sunday": from that day to the day of the report.
    let since = head_of(parse, time.span)
        .and_then(|head| parse.head(head))
        .is_some_and(|above| parse.tokens[above].norm == "since");
    let to = if since { reading.article.published.map(|published| published.to).or(time.to) } else { time.to };
    Some(When { from: time.from, to, precision: time.precision, span: Some(time.span), ground: time.ground })
}

/// What the days of an event are compared by.
#[derive(Debug)]
pub(super) struct Told {
    /// Token of its governing word.
    pub governor: usize,
    /// Lemma of its trigger.
    pub lemma: String,
}

/// Carries days to events that give none: from another telling of the same event, from the sentence before in the same paragraph, from the
/// day of the report for what is going on.
pub(super) fn carry(reading: Reading<'_>, statements: &[Statement], events: &mut [(Told, Event)]) {
    let known: Vec<Option<When>> = events.iter().map(|(_, event)| event.when).collect();
    for at in 0..events.len() {
        if known[at].is_some() || !matches!(events[at].1.occurrence, Occurrence::Actual | Occurrence::Negated) {
            continue;
        }
        let found = when_said(reading, statements, &events[at])
            .or_else(|| going_on(reading, events[at].0.governor))
            .or_else(|| same_event(events, &known, at))
            .or_else(|| sentence_before(reading, events, &known, at));
        events[at].1.when = found;
    }
}

fn carried(when: When) -> When {
    When { span: None, ground: Ground::Anchored, ..when }
}

/// What is done in words inside its speaker's own statement, or beside it in the same sentence, was done when the statement was made.
fn when_said(reading: Reading<'_>, statements: &[Statement], (told, event): &(Told, Event)) -> Option<When> {
    if !matches!(event.plover.as_str(), "REQUEST" | "THREATEN" | "ACCUSE" | "REJECT" | "AGREE" | "SUPPORT") {
        return None;
    }
    let own = |statement: &Statement| {
        let speaker = statement.speaker.as_ref().and_then(|party| party.actor.as_ref());
        speaker.is_some_and(|speaker| {
            event
                .actors
                .iter()
                .filter_map(|party| party.actor.as_ref())
                .any(|actor| actor.id == speaker.id || actor.country.is_some() && actor.country == speaker.country)
        })
    };
    let mut told_by = event.on_word_of.first().and_then(|id| statements.get(id.0 as usize));
    if told_by.is_none() {
        let parse = reading.parse;
        let (start, end) = parse.bytes(parse.sentences.get(parse.sentence_of(told.governor))?.clone());
        let sentence = Span::new(start, end);
        told_by = statements.iter().find(|it| {
            it.said_on.is_some() && own(it) && it.cue.as_ref().is_some_and(|cue| sentence.contains(cue.span))
        });
    }
    for _ in 0..4 {
        let statement = told_by?;
        if let Some(when) = statement.said_on {
            return own(statement).then(|| carried(when));
        }
        told_by = statement.inside.and_then(|id| statements.get(id.0 as usize));
    }
    None
}

/// "Hamas is violating its own ceasefire": the day of the report.
fn going_on(reading: Reading<'_>, verb: usize) -> Option<When> {
    let parse = reading.parse;
    let published = reading.article.published?;
    let now = parse.tokens[verb].tag == "VBG"
        && parse
            .children_by(verb, Dep::Aux)
            .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "is" | "are" | "'s" | "'re" | "am"));
    now.then_some(When {
        from: Some(published.from),
        to: Some(published.to),
        precision: Precision::Day,
        span: None,
        ground: Ground::Declared,
    })
}

/// The days of other tellings: same type, same parties, same word; only if all agree.
fn same_event(events: &[(Told, Event)], known: &[Option<When>], at: usize) -> Option<When> {
    let (told, event) = &events[at];
    let sides = |event: &Event| {
        let countries = |parties: &[Party]| -> Vec<String> {
            let mut out: Vec<String> =
                parties.iter().filter_map(|party| party.actor.as_ref()?.country.clone()).collect();
            out.sort();
            out
        };
        (countries(&event.actors), countries(&event.recipients))
    };
    let mine = sides(event);
    if mine.0.is_empty() {
        return None;
    }
    let mut days = events
        .iter()
        .zip(known)
        .filter(|((other, it), _)| it.plover == event.plover && other.lemma == told.lemma && sides(it) == mine)
        .filter_map(|(_, when)| *when)
        .map(|when| (when.from, when.to, when));
    let (from, to, when) = days.next()?;
    days.all(|(other_from, other_to, _)| (other_from, other_to) == (from, to)).then(|| carried(when))
}

/// The day of the nearest dated event before it in its paragraph.
fn sentence_before(reading: Reading<'_>, events: &[(Told, Event)], known: &[Option<When>], at: usize) -> Option<When> {
    let parse = reading.parse;
    let (told, event) = &events[at];
    if !past(parse, told.governor) {
        return None;
    }
    let start = parse.tokens[told.governor].start;
    let block = |byte: u32| reading.article.blocks.partition_point(|block| block.span.end <= byte);
    let here = (block(start), parse.sentence_of(told.governor));
    let (before, when) = events[..at].iter().zip(&known[..at]).rev().find_map(|((other, it), when)| {
        let near = block(parse.tokens[other.governor].start) == here.0
            && here.1.saturating_sub(parse.sentence_of(other.governor)) <= 1
            && past(parse, other.governor)
            && it.occurrence == Occurrence::Actual;
        when.filter(|when| near && matches!(when.precision, Precision::Day | Precision::Time)).map(|when| (it, when))
    })?;
    // What another teller tells has another time.
    let tellers = |event: &Event| event.on_word_of.clone();
    (tellers(before) == tellers(event) || tellers(event).is_empty()).then(|| carried(when))
}

/// A finite verb of the past.
fn past(parse: &Parse, verb: usize) -> bool {
    parse.tokens[verb].tag == "VBD"
        || parse
            .children(verb)
            .any(|child| matches!(parse.tokens[child].dep, Dep::Auxpass | Dep::Aux) && parse.tokens[child].tag == "VBD")
}

/// The token of a span that hangs outside it.
fn head_of(parse: &Parse, span: Span) -> Option<usize> {
    let tokens = parse.tokens_in(span.start, span.end);
    tokens.clone().find(|&token| parse.head(token).is_none_or(|head| !tokens.contains(&head)))
}

/// How far the time stands from the event in the tree: on its words, or on the clause that holds it; `None` where another clause
/// comes between.
fn distance(parse: &Parse, draft: &Draft, time: usize) -> Option<u32> {
    let mut at = time;
    let mut steps = 0;
    loop {
        if draft.words().any(|word| word == at) {
            return Some(steps);
        }
        // The clause that the time belongs to.
        if tree::verbal(parse, at) {
            break;
        }
        at = parse.head(at)?;
        steps += 1;
        if steps > 8 {
            return None;
        }
    }
    // The event hangs inside that clause with no other verb between, or by coordination alone.
    let clause = at;
    let mut at = draft.governor();
    let mut up = 0;
    while at != clause {
        let dep = parse.tokens[at].dep;
        let verbal = tree::verbal(parse, at);
        let head = parse.head(at)?;
        let shares = match dep {
            Dep::Relcl | Dep::Ccomp | Dep::Parataxis => false,
            Dep::Advcl | Dep::Acl => verbal && !tree::infinitive(parse, at) && parse.child(at, Dep::Mark).is_none(),
            Dep::Conj => true,
            Dep::Xcomp => true,
            _ => !verbal || dep == Dep::Pcomp,
        };
        if !shares {
            return None;
        }
        at = head;
        up += 1;
        if up > 8 {
            return None;
        }
    }
    Some(10 + steps + up)
}
