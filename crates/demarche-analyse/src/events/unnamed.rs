//! What is told of a crisis of nobody whom a list knows: "the vessel was holed at the waterline", "the border committee met in Tolm", "the talks
//! will not take place".
//!
//! A draft without a party of weight in, whether it is of the crisis out. Such a telling says what was done or is to be done, and leaves open by whom;
//! that of an encounter leaves open with whom.

use super::coder::Draft;
use super::gate;
use super::status::Status;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Occurrence, Stance};

/// Whether a draft that names no party of weight is of the crisis of its report.
pub(super) fn is_event(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let told = matches!(status.occurrence, Occurrence::Actual | Occurrence::Negated | Occurrence::Future);
    let denied = status.stance == Stance::Denied;
    told && (is_undergone(reading, draft, denied)
        || !denied && (is_gathering(reading, draft) || is_encounter(reading, draft)))
}

/// "The frigate had been struck by a projectile", "talks on the pipeline are suspended": a thing that force or a sanction befalls, or, where that is denied,
/// anybody: "denied that a shot had been fired".
fn is_undergone(reading: Reading<'_>, draft: &Draft, denied: bool) -> bool {
    let parse = reading.parse;
    let verb = draft.trigger;
    draft.rule == "E120 verb"
        && draft.actors.is_empty()
        && (denied || draft.recipients.is_empty())
        && gate::of_force(draft)
        && tree::passive(parse, verb)
        && parse.children_by(verb, Dep::Nsubjpass).any(|thing| {
            denied || matches!(parse.tokens[thing].pos, Pos::Noun | Pos::Propn) || parse.tokens[thing].norm == "it"
        })
        && gate::told_by_itself(parse, verb)
        && !is_wished(parse, verb)
        && !gate::by_no_one(parse, verb)
}

/// "demanded that the road be closed": not that it is.
fn is_wished(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).next().is_none()
        && parse.children_by(verb, Dep::Auxpass).any(|aux| parse.tokens[aux].norm == "be")
}

/// "The commanders will meet on Tuesday", "the next round was put off": a meeting of which the words do not tell whose it is.
fn is_gathering(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    if draft.action.plover != "CONSULT" {
        return false;
    }
    if draft.rule == "E140 happening" {
        return true;
    }
    let verb = draft.trigger;
    let several = |noun: usize| {
        let official = ["leader", "envoy"].iter().any(|class| tree::is(reading, noun, class));
        let many = matches!(parse.tokens[noun].tag.as_str(), "NNS" | "NNPS");
        official && many || tree::is(reading, noun, "assembly")
    };
    // "The ministers are to meet": who is told of stands with the verb above.
    let above = parse.head(verb).filter(|&head| tree::infinitive(parse, verb) && parse.tokens[head].lemma == "be");
    let told = above.unwrap_or(verb);
    draft.rule == "E120 verb"
        && tree::is(reading, verb, "assembling")
        && tree::objects(reading, verb).is_empty()
        && tree::own_subject(parse, told).is_some_and(|noun| several(tree::content(reading, noun)))
        && gate::told_by_itself(parse, told)
        && !gate::by_no_one(parse, told)
}

/// "The emir telephoned President Brandao", "received his colleague", "the ministers spoke by telephone": somebody of weight met or rang whoever no
/// list knows.
fn is_encounter(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.trigger;
    let somebody = |noun: usize| {
        let noun = tree::content(reading, noun);
        let known = ["leader", "envoy", "colleague"].iter().any(|class| tree::is(reading, noun, class));
        (parse.tokens[noun].pos == Pos::Propn || known) && !tree::is(reading, noun, "media")
    };
    let met = || tree::is(reading, verb, "encountering") && tree::objects(reading, verb).into_iter().any(somebody);
    let by_phone = || {
        tree::is(reading, verb, "conferring")
            && tree::prepositions(parse, verb)
                .filter(|&at| matches!(parse.tokens[at].norm.as_str(), "by" | "on" | "over"))
                .filter_map(|at| parse.child(at, Dep::Pobj))
                .any(|noun| tree::is(reading, noun, "phone"))
    };
    draft.rule == "E120 verb"
        && draft.action.plover == "CONSULT"
        && draft.action.cameo.as_deref() != Some("042")
        && draft.recipients.is_empty()
        && gate::is_led(draft)
        && !tree::passive(parse, verb)
        && (met() || by_phone())
        && gate::told_by_itself(parse, verb)
        && !gate::by_no_one(parse, verb)
}
