//! Deeds told without their doer, whom the same report names elsewhere.
//!
//! "Freedonia shelled the town. … Twelve people were killed." → the second sentence leaves Freedonia out.

use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_model::{Event, Evidence, Framing, FramingKind, Occurrence, Party, Span};

/// Rule F040; [`crate::rules`] has its page.
pub(crate) fn find(reading: Reading<'_>, events: &[Event]) -> Vec<Framing> {
    let mut found: Vec<Framing> = events.iter().filter_map(|event| agentless(reading, events, event)).collect();
    found.sort_by_key(|framing| framing.span);
    found.dedup_by_key(|framing| framing.span);
    found
}

fn agentless(reading: Reading<'_>, events: &[Event], event: &Event) -> Option<Framing> {
    let told = event.on_word_of.is_empty() && matches!(event.occurrence, Occurrence::Actual | Occurrence::Historical);
    if event.plover != "ASSAULT" || !told {
        return None;
    }
    let verb = event.evidence.spans.first().and_then(|&span| passive_in(reading, span))?;
    let doer = doer(events, event)?;
    let auxiliary = reading.parse.children_by(verb, Dep::Auxpass).next().unwrap_or(verb);
    let (start, end) = reading.parse.bytes(auxiliary.min(verb)..verb + 1);
    let span = Span::new(start, end);
    let plain = format!("{} by {}", span.of(&reading.article.text), doer.actor.as_ref()?.name);
    let evidence = Evidence { spans: vec![span], rule: "F040 agentless", rows: event.evidence.rows.clone() };
    Some(Framing { kind: FramingKind::Agentless, about: country(doer).map(str::to_owned), span, plain, evidence })
}

/// A finite passive of violence without an agent.
fn passive_in(reading: Reading<'_>, span: Span) -> Option<usize> {
    let parse = reading.parse;
    parse.tokens_in(span.start, span.end).find(|&token| {
        let Some(it) = parse.tokens.get(token) else { return false };
        it.pos == Pos::Verb
            && parse.children_by(token, Dep::Auxpass).next().is_some()
            && parse.children_by(token, Dep::Nsubjpass).next().is_some()
            && !has_agent(reading, token)
            && reading.lexicon.verbs.frames(&it.lemma).any(|frame| frame.action.plover == "ASSAULT")
    })
}

/// "by the army"; "in Israeli strikes" names the doer as well.
fn has_agent(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let token = |at: usize| parse.tokens.get(at);
    parse.children(verb).filter_map(|child| token(child).map(|it| (child, it))).any(|(child, it)| {
        let deed = || {
            let noun = parse.child(child, Dep::Pobj)?;
            let known = reading.lexicon.verbs.nouns(&token(noun)?.lemma).next().is_some();
            (known
                && parse.children(noun).any(|child| child < noun && token(child).is_some_and(|it| it.dep != Dep::Det)))
            .then_some(())
        };
        it.dep == Dep::Agent || it.dep == Dep::Prep && (it.norm == "by" || deed().is_some())
    })
}

/// Who does it elsewhere: the actor of an event of the same type, told as a fact, against the same side, at no other time.
fn doer<'a>(events: &'a [Event], event: &Event) -> Option<&'a Party> {
    let harmed: Vec<&str> = event.recipients.iter().filter_map(country).collect();
    let named = events.iter().filter(|other| {
        other.plover == event.plover
            && matches!(other.occurrence, Occurrence::Actual)
            && !std::ptr::eq(*other, event)
            && other.recipients.iter().filter_map(country).any(|country| harmed.contains(&country))
            && match (&other.when, &event.when) {
                (Some(a), Some(b)) => a.from == b.from,
                _ => true,
            }
    });
    let mut doers = named
        .flat_map(|other| &other.actors)
        .filter(|party| country(party).is_some_and(|country| !harmed.contains(&country)));
    let first = doers.next()?;
    doers.all(|other| country(other) == country(first)).then_some(first)
}

fn country(party: &Party) -> Option<&str> {
    party.actor.as_ref()?.country.as_deref()
}
