//! Days that the clause of an event does not give: carried from elsewhere in the report, each with its ground.
//!
//! In: the events in text order with the days of their own clauses. Out: more of them dated. "The raid came two days after the talks in
//! Oman": one day gives the other. "has fired rockets since the truce expired Friday": from Friday to the day of the report. A carried
//! day has no words of its own, so `span` is `None` and the ground says whence: [`Ground::Anchored`] for another passage of the
//! report, [`Ground::Declared`] for the day of the report itself. What another speaker tells, what a perfect sums up ("has killed
//! hundreds"), what stands in the past of the past stays without a day.

use super::tree;
use super::when::Told;
use crate::Reading;
use crate::time::{Anchored, Side, anchored};
use demarche_language::{Dep, Parse};
use demarche_model::{
    ActorKind, BlockKind, Date, Event, Ground, Occurrence, Party, Position, Precision, Span, Statement, TimeKind, When,
};

type Coded = (Told, Event);

/// One way to find the day of an event among the others.
type Rule = fn(Reading<'_>, &[Statement], &[Coded], usize) -> Option<When>;

/// The ways, surest first.
const RULES: &[Rule] = &[since, when_said, going_on, by_means, same_event, while_it, in_passing, news];

/// Carries days to events that give none. What one rule finds another may count from, so they are tried twice.
pub(super) fn carry(reading: Reading<'_>, statements: &[Statement], events: &mut [Coded]) {
    for round in 0..2 {
        counted(reading, events, round == 0);
        for rule in RULES.iter().take(if round == 0 { RULES.len() - 2 } else { RULES.len() }) {
            let found: Vec<Option<When>> = (0..events.len())
                .map(|at| if open(&events[at].1) { rule(reading, statements, events, at) } else { None })
                .collect();
            for ((_, event), when) in events.iter_mut().zip(found) {
                event.when = event.when.or(when);
            }
        }
    }
}

/// Whether a day is looked for: the event is told to have taken place, or not to have.
fn open(event: &Event) -> bool {
    event.when.is_none() && matches!(event.occurrence, Occurrence::Actual | Occurrence::Negated)
}

fn carried(when: When) -> When {
    When { span: None, ground: Ground::Anchored, ..when }
}

/// First and last day, where both are known.
fn range(when: Option<When>) -> Option<(Date, Date)> {
    let when = when?;
    Some((when.from?, when.to.or(when.from)?))
}

/// The day of the report.
fn today(reading: Reading<'_>) -> Option<When> {
    let published = reading.article.published?;
    Some(When {
        from: Some(published.from),
        to: Some(published.to),
        precision: Precision::Day,
        span: None,
        ground: Ground::Declared,
    })
}

/// "nearly a week after Iran's airstrike", "nine days later": the day of one gives the day of the other.
fn counted(reading: Reading<'_>, events: &mut [Coded], first_round: bool) {
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
        let told = named(reading.parse, events, found.told);
        let other = found.event.and_then(|token| named(reading.parse, events, token));
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
        if let (Some(told), Some(days)) = (told.filter(|&at| open(&events[at].1)), days(base)) {
            events[told].1.when = found.told_days(days).map(when);
        } else if let Some(other) = other.filter(|&at| open(&events[at].1)) {
            let days = days(told).or_else(|| range(mentioned(reading, events, found.told)));
            events[other].1.when = days.and_then(|days| found.event_days(days)).map(when);
        }
    }
}

/// "The siege enters its fifth day": it lasts from its first day to the one that is told.
fn nth_day(reading: Reading<'_>, events: &mut [Coded], found: &Anchored) {
    let Some(time) = reading.times.get(found.time) else { return };
    let Some(at) = found.event.and_then(|token| named(reading.parse, events, token)) else { return };
    let event = &mut events[at].1;
    // "entered its fifth day on Monday": the day that is counted is Monday; it is not the day of all that lasts.
    let today = time.from.zip(time.to).or_else(|| range(event.when));
    let dated = time.from.is_some() && event.when.is_some_and(|when| when.span != Some(time.span));
    let Some((told, first)) = today.and_then(|today| Some((today, found.event_days(today)?))) else { return };
    if !dated && event.occurrence == Occurrence::Actual {
        event.when = Some(When {
            from: Some(first.0),
            to: Some(told.1),
            precision: Precision::Day,
            span: Some(time.span),
            ground: Ground::Anchored,
        });
    }
}

/// The event that a token names: its trigger, its governor, or the subject of a verb that says no more than that it took place.
fn named(parse: &Parse, events: &[Coded], token: usize) -> Option<usize> {
    let content = tree::content(parse, token);
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
fn mentioned(reading: Reading<'_>, events: &[Coded], verb: usize) -> Option<When> {
    let subject = tree::own_subject(reading.parse, verb)?;
    let row = super::nominal::event_noun(reading, subject)?;
    events
        .iter()
        .rev()
        .filter(|(told, event)| told.trigger < subject && event.plover == row.action.plover)
        .find_map(|(_, event)| event.when.filter(|when| when.precision <= Precision::Day))
}

/// The nearest dated event before another, at most so many sentences away.
fn before(parse: &Parse, events: &[Coded], at: usize, sentences: usize) -> Option<usize> {
    let here = parse.sentence_of(events[at].0.governor);
    (0..at).rev().find(|&other| {
        here.saturating_sub(parse.sentence_of(events[other].0.governor)) <= sentences
            && range(events[other].1.when).is_some()
    })
}

/// "since the truce expired Friday", "since the conflict began": from the day of what is named there to the day of the report.
fn since(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
fn begun(parse: &Parse, events: &[Coded], named: &Told, known: &Event) -> Option<When> {
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

/// What is done in words inside its speaker's own statement, or beside it in the same sentence, was done when the statement was made.
fn when_said(reading: Reading<'_>, statements: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
fn going_on(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
fn by_means(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let verb = events[at].0.governor;
    let subject = tree::subject(parse, verb).map(|subject| tree::content(parse, subject))?;
    let (means, _) = events.iter().enumerate().find(|(other, (told, _))| *other != at && told.trigger == subject)?;
    events[means].1.when.map(carried)
}

/// The days of other tellings: same type, same parties, same word; only if all agree.
fn same_event(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
    let mut days = events
        .iter()
        .filter(|(other, it)| alike(other, it) && meet(it))
        .filter_map(|(_, it)| it.when)
        .map(|when| (when.from, when.to, when));
    let (from, to, when) = days.next()?;
    days.all(|(other_from, other_to, _)| (other_from, other_to) == (from, to)).then(|| carried(when))
}

/// "left the talks when the shelling resumed": what happens when another thing does has its day.
fn while_it(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let told = &events[at].0;
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
fn in_passing(reading: Reading<'_>, _: &[Statement], events: &[Coded], at: usize) -> Option<When> {
    let parse = reading.parse;
    let (told, event) = &events[at];
    if !past(parse, told.governor) || counts_from(parse, told) {
        return None;
    }
    let start = parse.tokens[told.governor].start;
    let block = |byte: u32| reading.article.blocks.partition_point(|block| block.span.end <= byte);
    let here = (block(start), parse.sentence_of(told.governor));
    let (before, when) = events[..at].iter().rev().find_map(|(other, it)| {
        let back = here.1.saturating_sub(parse.sentence_of(other.governor));
        let near = (back <= 1 && block(parse.tokens[other.governor].start) == here.0
            || back <= 3 && same_doer(it, event))
            && past(parse, other.governor)
            && it.occurrence == Occurrence::Actual;
        it.when.filter(|when| near && when.precision <= Precision::Day).map(|when| (it, when))
    })?;
    // What another teller tells has another time.
    let tellers = |event: &Event| event.on_word_of.clone();
    let same_voice = tellers(before) == tellers(event) || tellers(event).is_empty() || same_doer(before, event);
    same_voice.then(|| carried(when))
}

/// Whether one and the same person or body is told to have done both; a state does too much.
fn same_doer(a: &Event, b: &Event) -> bool {
    let person = |event: &'_ Event| match event.actors.as_slice() {
        [Party { actor: Some(actor), .. }] if actor.kind != ActorKind::State => Some(actor.id.clone()),
        _ => None,
    };
    person(a).is_some() && person(a) == person(b)
}

/// Whether it is told from a point on: "hit 200 targets since the truce ended".
fn counts_from(parse: &Parse, told: &Told) -> bool {
    [told.governor, told.trigger].iter().any(|&word| {
        parse.children(word).any(|child| {
            parse.tokens[child].norm == "since"
                || parse.tokens[child].dep == Dep::Advcl
                    && parse.children(child).any(|mark| parse.tokens[mark].norm == "since")
        })
    })
}

/// The freshest day that the report tells of, if it is that of the report or one of the two before: what its news is of.
fn freshest(reading: Reading<'_>) -> Option<When> {
    let published = reading.article.published?;
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

/// Days from one day to a later one, of known years and near each other.
pub(super) fn days_between(from: Date, to: Date) -> Option<i32> {
    let number = |date: Date| Some(i32::from(date.year?) * 372 + i32::from(date.month) * 31 + i32::from(date.day));
    let apart = number(to)? - number(from)?;
    // Over the end of a month of thirty days the count is one too many.
    Some(if from.month == to.month { apart } else { apart - 1 })
}

/// News without a day is of the day of the report: what its headline tells in the present, its first sentences in the past.
fn news(reading: Reading<'_>, statements: &[Statement], events: &[Coded], at: usize) -> Option<When> {
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
    if !past(parse, verb) || !leads(parse, verb) || counts_from(parse, told) {
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
    let when = freshest(reading)?;
    let elsewhere = before(parse, events, at, 2)
        .and_then(|other| events[other].1.when)
        .is_some_and(|other| other.from != when.from && other.to != when.to && other.ground != Ground::Declared);
    (!elsewhere && !names_other_days(reading, verb, when)).then_some(when)
}

/// Whether the sentence of a verb names a day or year before this one, or one that nobody can tell ("in recent days").
fn names_other_days(reading: Reading<'_>, verb: usize, when: When) -> bool {
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

/// The verb of the clause that an event stands in: itself, or for a noun the verb that it is the means, object or subject of ("were hurt
/// *in an airstrike*").
fn clause_of(parse: &Parse, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..5 {
        if tree::verbal(parse, at) {
            return Some(at);
        }
        let fits = match parse.tokens[at].dep {
            Dep::Prep | Dep::Agent => matches!(parse.tokens[at].norm.as_str(), "in" | "by" | "during" | "with"),
            Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Conj => true,
            _ => false,
        };
        if !fits {
            return None;
        }
        at = parse.head(at)?;
    }
    None
}

/// Whether the verb is what its sentence or a statement tells: no clause beside it, no relative clause.
fn leads(parse: &Parse, verb: usize) -> bool {
    let mut at = verb;
    for _ in 0..6 {
        match parse.tokens[at].dep {
            Dep::Root => return true,
            Dep::Conj | Dep::Ccomp | Dep::Parataxis => {}
            _ => return false,
        }
        let Some(head) = parse.head(at) else { return true };
        if !tree::verbal(parse, head) || parse.tokens[head].tag == "VBN" && perfect(parse, head) {
            return false;
        }
        at = head;
    }
    false
}

/// A finite verb of the past that is not the past of a past ("had fired").
fn past(parse: &Parse, verb: usize) -> bool {
    parse.tokens[verb].tag == "VBD"
        || parse.children(verb).any(|child| {
            let word = &parse.tokens[child];
            matches!(word.dep, Dep::Auxpass | Dep::Aux) && word.tag == "VBD" && word.lemma != "have"
        })
}

/// "had fired", "has fired".
fn perfect(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].lemma == "have")
}
