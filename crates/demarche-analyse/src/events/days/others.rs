//! Days that an event has from what it is told with: the statement that makes it, the deed that it is the means of, the telling before it.
//!
//! "a campaign last week that killed dozens": what the campaign did, it did last week.

use super::news::{is_just_done, names_other_days};
use super::since::{counts_from, is_sum};
use super::{Coded, carried, days_between, past, perfect, range, today};
use crate::Reading;
use crate::events::tree;
use crate::events::when::{Told, day_of};
use demarche_language::{Dep, Parse};
use demarche_model::{ActorKind, BlockKind, Event, Occurrence, Party, Precision, Span, Statement, When};

/// Days over which a deed is none that another telling repeats.
const LONG: i32 = 10;

/// What is done in words inside its speaker's own statement, or beside it in the same sentence, was done when the statement was made.
pub(super) fn when_said(reading: Reading<'_>, statements: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let (told, event) = &events[at];
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
    // "has told mediators that it will not negotiate", as the first words of a report: told on its day.
    let fresh =
        told_by.filter(|it| it.said_on.is_none() && it.inside.is_none() && own(it)).and_then(|it| it.cue.as_ref());
    let fresh = fresh.and_then(|cue| reading.parse.tokens_in(cue.span.start, cue.span.end).next());
    if fresh.is_some_and(|cue| is_just_done(reading, cue)) {
        return today(reading);
    }
    for _ in 0..4 {
        let statement = told_by?;
        if let Some(when) = statement.said_on.filter(|when| when.from.is_some()) {
            return own(statement).then(|| carried(when));
        }
        told_by = statement.inside.and_then(|id| statements.get(id.0 as usize));
    }
    None
}

/// "Hamas is violating its own ceasefire": the day of the report.
pub(super) fn going_on(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let mut verb = events[at].0.governor;
    // "is continuing to fire"
    if parse.tokens[verb].dep == Dep::Xcomp {
        verb = parse.head(verb)?;
    }
    let now = parse.tokens[verb].tag == "VBG"
        && parse
            .children_by(verb, Dep::Aux)
            .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "is" | "are" | "'s" | "’s" | "'re" | "’re" | "am"));
    if now { today(reading) } else { None }
}

/// "a campaign last week that killed dozens": what the deed did, it did when it was done.
pub(super) fn by_means(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let verb = events[at].0.governor;
    let subject = tree::subject(reading, verb).map(|subject| tree::content(reading, subject))?;
    let (means, _) = events.iter().enumerate().find(|(other, (told, _))| *other != at && told.trigger == subject)?;
    events[means].1.when.map(carried)
}

/// The days of other tellings: same type, same parties, same word; only if all agree.
pub(super) fn same_event(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
    // A headline is of what the report tells first.
    if reading.article.blocks.first().is_some_and(|block| {
        block.kind == BlockKind::Headline && reading.parse.tokens[told.trigger].start < block.span.end
    }) {
        return None;
    }
    // "has fired 3,000 rockets" sums up.
    if mine.0.is_empty() || perfect(reading.parse, told.governor) {
        return None;
    }
    // A test, a sanction, a visit is told with several verbs; of blows there are many.
    let alike = |other: &Told, it: &Event| {
        it.plover == event.plover
            && (other.lemma == told.lemma
                || event.plover != "ASSAULT" && it.cameo == event.cameo && it.mode == event.mode)
    };
    // Who was hit is not told each time.
    let meet = |it: &Event| {
        let other = sides(it);
        other.0 == mine.0 && (other.1 == mine.1 || other.1.is_empty() != mine.1.is_empty())
    };
    // What is to come, was long ago, or sums up a war, is another.
    let near = |it: &Event| {
        let long = range(it.when).and_then(|(from, to)| days_between(from, to)).is_some_and(|days| days > LONG);
        matches!(it.occurrence, Occurrence::Actual | Occurrence::Negated) && !long
    };
    let only = |fits: &dyn Fn(&Told, &Event) -> bool| {
        let mut days = events.iter().filter(|(other, it)| near(it) && fits(other, it)).filter_map(|(_, it)| it.when);
        let when = days.next()?;
        Some(days.all(|other| (other.from, other.to) == (when.from, when.to)).then(|| carried(when)))
    };
    if let Some(found) = only(&|other, it| alike(other, it) && meet(it)) {
        return found;
    }
    // "was shelled", "were killed", "opened fire": one blow has many words, where the report dates no other between the two.
    let parse = reading.parse;
    let summed = || {
        let clause =
            std::iter::once(told.governor).chain(parse.ancestors(told.governor)).find(|&at| tree::verbal(parse, at));
        let above = clause.map(|at| std::iter::once(at).chain(parse.ancestors(at)).take(4));
        above.into_iter().flatten().any(|at| lasts(parse, at)) || is_sum(reading, told.governor)
    };
    let whole =
        !mine.1.is_empty() && mine.0 != mine.1 && event.plover == "ASSAULT" && !counts_from(parse, told) && !summed();
    let blow = |_: &Told, it: &Event| {
        let known = it.when.is_some_and(|when| when.precision <= Precision::Day);
        // Of those of one country there may be many kinds.
        let kind = mine.0 != mine.1 || it.cameo == event.cameo;
        let named = |event: &Event| event.place.as_ref().map(|(_, place)| place.name.clone());
        let there = named(it).zip(named(event)).is_none_or(|(its, own)| its == own);
        it.plover == "ASSAULT" && known && kind && there && sides(it) == mine
    };
    let found = if whole { only(&blow).flatten() } else { None };
    found.filter(|when| !names_other_days(reading, told.governor, *when))
}

/// "have fired", "is firing": what goes on or sums up.
fn lasts(parse: &Parse, verb: usize) -> bool {
    matches!(parse.tokens[verb].tag.as_str(), "VBN" | "VBG")
        && parse.children_by(verb, Dep::Aux).any(|aux| matches!(parse.tokens[aux].tag.as_str(), "VBZ" | "VBP"))
}

/// "left the talks when the shelling resumed": what happens when another thing does has its day.
pub(super) fn while_it(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let told = &events[at].0;
    // "were pulled out as a truce went into effect on Tuesday"
    let clause = parse.children_by(told.governor, Dep::Advcl).find(|&clause| {
        past(parse, clause)
            && parse
                .children(clause)
                .any(|child| matches!(parse.tokens[child].norm.as_str(), "as" | "when") && child < clause)
    });
    if let Some(when) = clause.and_then(|clause| day_of(reading, clause)) {
        return (past(parse, told.governor) || perfect(parse, told.governor)).then(|| carried(when));
    }
    let joined = |clause: usize, governor: usize| {
        parse.tokens[clause].dep == Dep::Advcl
            && parse.head(clause) == Some(governor)
            && parse
                .children(clause)
                .any(|child| matches!(parse.tokens[child].norm.as_str(), "as" | "when" | "while") && child < clause)
    };
    events
        .iter()
        .filter(|(other, _)| joined(other.governor, told.governor) || joined(told.governor, other.governor))
        .filter(|(other, _)| {
            past(parse, other.governor) && (past(parse, told.governor) || perfect(parse, told.governor))
        })
        .find_map(|(_, it)| it.when.filter(|when| when.precision <= Precision::Day).map(carried))
}

/// The day of the nearest dated event before it in its paragraph, or of what the same doer did in the sentences just before.
pub(super) fn in_passing(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let (told, event) = &events[at];
    if !past(parse, told.governor) || counts_from(parse, told) {
        return None;
    }
    let start = parse.tokens[told.governor].start;
    let block = |byte: u32| reading.article.blocks.partition_point(|block| block.span.end <= byte);
    let here = (block(start), parse.sentence_of(told.governor));
    let (before, sentence, when) = events[..at].iter().rev().find_map(|(other, it)| {
        let back = here.1.saturating_sub(parse.sentence_of(other.governor));
        let near = (back <= 1 && block(parse.tokens[other.governor].start) == here.0
            || back <= 3 && same_doer(it, event))
            && past(parse, other.governor)
            && it.occurrence == Occurrence::Actual;
        let sentence = parse.sentence_of(other.governor);
        it.when.filter(|when| near && when.precision <= Precision::Day).map(|when| (it, sentence, when))
    })?;
    // What another teller tells has another time.
    let tellers = |event: &Event| event.on_word_of.clone();
    let same_voice = tellers(before) == tellers(event) || tellers(event).is_empty() || same_doer(before, event);
    let apart = here.1 != sentence && names_other_days(reading, told.governor, when);
    (same_voice && !apart).then(|| carried(when))
}

/// Whether one and the same person or body is told to have done both; a state does too much.
pub(super) fn same_doer(a: &Event, b: &Event) -> bool {
    let person = |event: &'_ Event| match event.actors.as_slice() {
        [Party { actor: Some(actor), .. }] if actor.kind != ActorKind::State => Some(actor.id.clone()),
        _ => None,
    };
    person(a).is_some() && person(a) == person(b)
}
