//! Step 7: who did what to whom, whether it happened, and how far it is vouched for.
//!
//! In: the parse, the mentions, times, places and statements. Out: events with occurrence and stance, and commitments.
//! "Israel is said to have carried out a limited retaliatory attack against targets in Iran on the night of April 18": ASSAULT, Israel on
//! Iran, actual, alleged, April 18.
//!
//! Rules, surest first; each event names the one that made it:
//!
//! | rule | reads |
//! |---|---|
//! | E110 light-verb | a light verb with an event noun: "launched an attack", "came under fire" |
//! | E120 verb | a governing verb that fits a frame: "fired rockets at", "agreed to release" |
//! | E130 adjective | a governing adjective: "is willing to", "reluctant to" |
//! | E210 event-noun | an event noun by itself: "Israel's attack on", "the bombardment of" |
//! | E310 refusal | what is announced not to be done: "would not negotiate" is a REJECT |
//! | E320 announcement | a friendly deed announced: "will give a grant" is an AGREE |
//! | E330 announced force | a hostile deed announced by whoever will do it: a THREATEN |
//! | E340 vow | a vow, plan or decision: friendly or hostile as what it is about |
//! | E350 obligation | what a speaker says that another must do: a REQUEST |
//! | E510 commitment | what a signature, a promise or a truce binds |

mod carry;
mod casualties;
mod coder;
mod commitments;
mod frames;
mod mediation;
mod nominal;
mod owed;
mod place;
mod retype;
mod roles;
mod status;
mod tree;
mod when;

use crate::Reading;
use coder::Draft;
use demarche_language::Dep;
use demarche_lexicon::verbs::Turn;
use demarche_model::{Commitment, Date, Event, Evidence, Note, Occurrence, Span, Statement, When};
use status::Status;

/// Finds the events and commitments of a report, in text order of their evidence.
pub fn find_events(
    reading: Reading<'_>,
    statements: &[Statement],
    _notes: &mut Vec<Note>,
) -> (Vec<Event>, Vec<Commitment>) {
    let mut coded = coder::code(reading);
    owed::demands(reading, statements, &mut coded);
    let sides = carry::sides(&coded.drafts);
    let mut events = Vec::new();
    for draft in &coded.drafts {
        let mut draft = draft.clone();
        let mut status = status::status(reading, statements, &coded, &draft);
        if draft.rule == "E350 obligation" {
            status.occurrence = Occurrence::Actual;
        } else {
            retype::retype(reading, statements, &mut draft, &mut status);
        }
        carry::fill(reading, sides.as_ref(), &mut draft);
        let unreal = matches!(status.occurrence, Occurrence::Hypothetical | Occurrence::Future);
        if !concerns_politics(&draft) || unreal && draft.actors.is_empty() {
            continue;
        }
        let governor = draft.governor();
        events.push((governor, finish(reading, statements, draft, status)));
    }
    let commitments = commitments::commitments(reading, &events);
    let events = events.into_iter().map(|(_, event)| event).collect();
    (events, commitments)
}

/// Whether a political party takes part.
fn concerns_politics(draft: &Draft) -> bool {
    draft.actors.iter().chain(&draft.recipients).any(|party| party.actor.as_ref().is_some_and(roles::political))
}

/// The event of a draft.
fn finish(reading: Reading<'_>, statements: &[Statement], draft: Draft, status: Status) -> Event {
    let ontology = &reading.lexicon.verbs.ontology;
    let when = when::when(reading, &draft);
    let mut occurrence = status.occurrence;
    if occurrence == Occurrence::Actual && when.as_ref().is_some_and(|when| long_ago(reading, when)) {
        occurrence = Occurrence::Historical;
    }
    let quad = ontology.event(&draft.action.plover).map_or(0, |event| event.quad);
    let intensity = ontology.intensity(&draft.action);
    let evidence = evidence(reading, &draft, &status);
    let mediation = mediation::mediation(reading, statements, &draft, &status);
    let casualties = casualties::casualties(reading, &draft);
    let place = place::place(reading, &draft);
    Event {
        actors: draft.actors,
        recipients: draft.recipients,
        plover: draft.action.plover,
        mode: draft.action.mode,
        contexts: draft.action.contexts,
        cameo: draft.action.cameo,
        quad,
        intensity,
        occurrence,
        stance: status.stance,
        on_word_of: status.on_word_of.into_iter().collect(),
        when,
        place,
        casualties,
        mediation,
        evidence,
    }
}

/// Background: it ended more than about a year before the report.
fn long_ago(reading: Reading<'_>, when: &When) -> bool {
    let days =
        |date: Date| date.year.map(|year| i32::from(year) * 365 + i32::from(date.month) * 30 + i32::from(date.day));
    match (when.to.or(when.from).and_then(days), reading.article.published.and_then(|published| days(published.from))) {
        (Some(end), Some(report)) => end + 365 < report,
        _ => false,
    }
}

/// Words of the evidence at most.
const EVIDENCE_WORDS: usize = 30;

/// The shortest stretch of the sentence that holds the trigger and the parties named there.
fn evidence(reading: Reading<'_>, draft: &Draft, status: &Status) -> Evidence {
    let parse = reading.parse;
    let sentence =
        parse.sentences.get(parse.sentence_of(draft.trigger)).cloned().unwrap_or(draft.trigger..draft.trigger + 1);
    let (mut first, mut last) = (draft.trigger, draft.trigger);
    let embedded = draft.complements.first().copied().filter(|_| matches!(draft.turn, Turn::Plan | Turn::Commit));
    for word in draft
        .words()
        .chain(embedded)
        .chain(draft.beside.iter().copied())
        .chain(parse.children_by(draft.governor(), Dep::Prt))
    {
        (first, last) = (first.min(word), last.max(word));
    }
    // "cease-fire" is cut in three by the tokenizer.
    let hyphen =
        draft.trigger.checked_sub(1).is_some_and(|at| parse.tokens[at].norm == "-" && !parse.tokens[at].space_after);
    if hyphen {
        first = first.min(draft.trigger.saturating_sub(2));
    }
    let mut parties: Vec<(usize, usize)> = Vec::new();
    for party in draft.actors.iter().chain(&draft.recipients) {
        let tokens = parse.tokens_in(party.span.start, party.span.end);
        if !tokens.is_empty() && tokens.start >= sentence.start && tokens.end <= sentence.end {
            parties.push((tokens.start, tokens.end - 1));
        }
    }
    // The nearest first, as long as the stretch stays short.
    parties.sort_by_key(|&(start, end)| (start.abs_diff(draft.trigger).min(end.abs_diff(draft.trigger)), start));
    for (start, end) in parties {
        let (low, high) = (first.min(start), last.max(end));
        if high - low < EVIDENCE_WORDS {
            (first, last) = (low, high);
        }
    }
    let (start, end) = parse.bytes(first..last + 1);
    let mut rows = draft.rows.clone();
    rows.extend(status.rows.iter().cloned());
    Evidence { spans: vec![Span::new(start, end)], rule: draft.rule, rows }
}
