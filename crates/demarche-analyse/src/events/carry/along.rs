//! Whom a second deed of a sentence is done to that names nobody: drafts in, the same with whoever the first was done to out.
//!
//! "Norway suspended Chad and demanded the release of its premier", "broke off ties with Chad, accusing *it* of betrayal": of Chad, at Chad.

use super::{about, body, country_or_body, mark};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;
use demarche_language::{Dep, Parse, Pos};

/// What one does in a quarrel, in one breath.
const QUARREL: &[&str] = &["ACCUSE", "THREATEN", "SANCTION", "COERCE", "REJECT", "REQUEST", "PROTEST", "ASSAULT"];

/// How many verbs of a chain are gone back.
const CHAIN: usize = 4;

/// Aims what is done in one breath with another hostile deed, and names nobody, at whoever that one was done to.
pub(in super::super) fn along(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        if !open(reading, draft) {
            continue;
        }
        let before = chain(reading.parse, draft.governor());
        let found = before.into_iter().find_map(|verb| {
            let told = drafts.iter().filter(|other| other.governor() == verb && !other.mutual && of_same(draft, other));
            let mut aimed = told.filter(|other| {
                QUARREL.contains(&other.action.plover.as_str())
                    && !other.recipients.is_empty()
                    && other.recipients.iter().all(body)
                    && !of_same_recipients(draft, other)
            });
            aimed.next().map(|other| other.recipients.clone())
        });
        if let Some(recipients) = found {
            drafts[here].recipients = recipients;
            mark(&mut drafts[here]);
        }
    }
}

/// Whether a draft is hostile or asks, and its words name nobody to whom.
fn open(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    let plover = draft.action.plover.as_str();
    let fits = matches!(plover, "ACCUSE" | "THREATEN" | "SANCTION" | "COERCE" | "REJECT" | "REQUEST");
    if !fits || draft.mutual || !tree::verbal(parse, verb) || tree::own_subject(parse, verb).is_some() {
        return false;
    }
    if !draft.actors.iter().any(body) || about::is_its_own(reading, draft) || about::is_to_an_audience(reading, draft) {
        return false;
    }
    // "would deny entry to all individuals": to somebody else, whoever that is.
    let told = ["to", "with", "against", "from", "on"];
    let mut behind = told.iter().filter_map(|word| tree::behind(parse, verb, word));
    let mut of_object = tree::objects(reading, verb).into_iter();
    let persons = |noun: usize| parse.tokens[noun].pos == Pos::Noun;
    if behind.any(persons) || of_object.any(|object| tree::behind(parse, object, "to").is_some()) {
        return false;
    }
    let pronoun = |at: usize| parse.tokens[at].pos == Pos::Pron;
    let objects = tree::objects(reading, verb);
    if !draft.recipients.is_empty() {
        let by_pronoun = |party: &demarche_model::Party| {
            let mut words = parse.tokens_in(party.span.start, party.span.end);
            !body(party) && words.all(pronoun)
        };
        return draft.recipients.iter().all(by_pronoun);
    }
    // "criticised the delay": somebody's, who is not said.
    plover != "ACCUSE" || objects.iter().all(|&object| pronoun(object))
}

/// The verbs before a coordinated verb or a participle, with which it shares its subject, the nearest first.
fn chain(parse: &Parse, verb: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = verb;
    for _ in 0..CHAIN {
        let token = &parse.tokens[at];
        let participle = token.dep == Dep::Advcl && token.tag == "VBG";
        let Some(head) = parse.head(at).filter(|&head| head < at && (token.dep == Dep::Conj || participle)) else {
            break;
        };
        if !tree::verbal(parse, head) {
            break;
        }
        // The conjuncts between the first of a chain and this one.
        let between = parse.children_by(head, Dep::Conj).filter(|&other| other < at && other > head);
        let mut nearer: Vec<usize> = between.filter(|&other| tree::own_subject(parse, other).is_none()).collect();
        nearer.reverse();
        out.extend(nearer);
        out.push(head);
        at = head;
    }
    out
}

fn of_same(draft: &Draft, other: &Draft) -> bool {
    let own: Vec<&str> = draft.actors.iter().filter_map(country_or_body).collect();
    let theirs: Vec<&str> = other.actors.iter().filter_map(country_or_body).collect();
    !own.is_empty() && own == theirs
}

/// Whether the other deed is done to the doer's own.
fn of_same_recipients(draft: &Draft, other: &Draft) -> bool {
    let own = |code: &str| draft.actors.iter().any(|actor| country_or_body(actor) == Some(code));
    other.recipients.iter().filter_map(country_or_body).any(own)
}
