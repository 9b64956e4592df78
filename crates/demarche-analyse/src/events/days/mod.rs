//! Days that the clause of an event does not give: carried from elsewhere in the report, each with its ground.
//!
//! In: the events in text order with the days of their own clauses. Out: more of them dated. "The raid came two days after the talks in
//! Oman": one day gives the other. "has fired rockets since the truce expired Friday": from Friday to the day of the report. A carried
//! day has no words of its own, so `span` is `None` and the ground says whence: [`Ground::Anchored`] for another passage of the
//! report, [`Ground::Declared`] for the day of the report itself. What another speaker tells, what a perfect sums up ("has killed
//! hundreds"), what stands in the past of the past stays without a day.

mod counted;
mod news;
mod others;
mod since;

use super::tree;
use super::when::Told;
use crate::Reading;
use counted::counted;
use demarche_language::{Dep, Parse};
use demarche_model::{Date, Event, Ground, Occurrence, Precision, Statement, When};
use news::news;
use others::{by_means, going_on, in_passing, same_event, when_said, while_it};
use since::{began, since, summed};

type Coded = (Told, Event);

/// One way to find the day of an event among the others.
type Rule = fn(Reading<'_>, &[Statement], &[Coded], usize) -> Option<When>;

/// The ways, surest first.
const RULES: &[Rule] = &[since, summed, began, when_said, going_on, by_means, same_event, while_it, in_passing, news];

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

/// The nearest dated event before another, at most so many sentences away.
fn before(parse: &Parse, events: &[Coded], at: usize, sentences: usize) -> Option<usize> {
    let here = parse.sentence_of(events[at].0.governor);
    (0..at).rev().find(|&other| {
        here.saturating_sub(parse.sentence_of(events[other].0.governor)) <= sentences
            && range(events[other].1.when).is_some()
    })
}

/// Days from one day to a later one, of known years and near each other.
pub(super) fn days_between(from: Date, to: Date) -> Option<i32> {
    let number = |date: Date| Some(i32::from(date.year?) * 372 + i32::from(date.month) * 31 + i32::from(date.day));
    let apart = number(to)? - number(from)?;
    // Over the end of a month of thirty days the count is one too many.
    Some(if from.month == to.month { apart } else { apart - 1 })
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
