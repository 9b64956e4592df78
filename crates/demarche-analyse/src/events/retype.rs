//! What an announcement, a refusal or a vow amounts to: a draft with its status in, the act done in words out.
//!
//! "Finland will give Tanzania a grant" is an AGREE, future; "Israel said it would not negotiate" is a REJECT, and that is actual: it was
//! said; "the kingdom will respond with greater action" is a THREATEN.

use super::coder::Draft;
use super::frames::{self, Clause};
use super::status::Status;
use super::{nominal, roles, tree};
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{FramePos, Turn};
use demarche_model::{Occurrence, Party, Statement};

/// Whether the deed of this type is good for whom it is done to.
fn friendly(plover: &str) -> bool {
    matches!(plover, "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" | "RETREAT" | "AGREE")
}

fn hostile(plover: &str) -> bool {
    matches!(plover, "SANCTION" | "COERCE" | "ASSAULT" | "PROTEST" | "ACCUSE")
}

/// Rewrites type and occurrence of a draft where the words are an act of their own.
pub(super) fn retype(reading: Reading<'_>, statements: &[Statement], draft: &mut Draft, status: &mut Status) {
    vows_payback(reading, draft);
    commit(reading, draft, status);
    joint_drill(reading, draft);
    intends(reading, draft, status);
    let verb = tree::verbal(reading.parse, draft.trigger) || draft.carrier.is_some() || draft.rule == "E130 adjective";
    if !verb {
        return;
    }
    let plover = draft.action.plover.as_str();
    let own_mouth = spoken_by_actor(statements, draft, status);
    if status.denied_here {
        if defiant(reading, draft, status) {
            draft.actors = std::mem::take(&mut draft.recipients);
            set(reading, draft, "REJECT", "120", "E310 refusal");
            status.occurrence = Occurrence::Actual;
            return;
        }
        // "Does not recognise the court" refuses, whether or not it is said to anybody.
        let unrecognised = plover == "SUPPORT" && draft.action.cameo.as_deref() == Some("054");
        let refusal = status.announced && friendly(plover)
            || plover == "AGREE" && draft.turn != Turn::HoldOut
            || unrecognised && draft.rule == "E120 verb";
        if refusal && status.occurrence == Occurrence::Negated {
            let cameo = refused(plover, draft.action.cameo.as_deref());
            set(reading, draft, "REJECT", cameo, "E310 refusal");
            // Who refuses to meet is one side; the other is refused.
            directed(draft);
            status.occurrence = Occurrence::Actual;
        }
        return;
    }
    if own_mouth && warns(reading, draft, status) && (hostile(plover) || friendly(plover)) && plover != "ACCUSE" {
        let cameo = threatened(plover);
        set(reading, draft, "THREATEN", cameo, "E330 announced force");
        status.occurrence = Occurrence::Actual;
        return;
    }
    if !status.announced || status.occurrence != Occurrence::Future {
        return;
    }
    // A meeting, a call, a journey to come is what it will be, not talk of it: "will visit Tolm on Monday".
    if plover == "CONSULT" {
        return;
    }
    if friendly(plover) && plover != "AGREE" && draft.rule != "E140 happening" {
        let cameo = announced(plover);
        set(reading, draft, "AGREE", cameo, "E320 announcement");
    } else if plover == "SANCTION" && matches!(draft.action.mode.as_deref(), Some("expel" | "withdraw")) {
        // "Kenya will expel the envoy": told as a thing to come, not as what would follow.
    } else if hostile(plover) && plover != "ACCUSE" && (own_mouth || status.on_word_of.is_none()) {
        let cameo = threatened(plover);
        set(reading, draft, "THREATEN", cameo, "E330 announced force");
        if own_mouth {
            status.occurrence = Occurrence::Actual;
        }
    }
}

/// "Turkey wants to mend its ties with Egypt": whoever wants it; the other has not said so. A meeting that is to be is one of both.
pub(super) fn one_sided(draft: &mut Draft, status: &Status) {
    let ahead = matches!(status.occurrence, Occurrence::Future | Occurrence::Hypothetical);
    if ahead && matches!(draft.action.plover.as_str(), "AGREE" | "SUPPORT" | "COOPERATE") {
        directed(draft);
    }
}

/// Makes what is done with somebody a thing done towards him.
fn directed(draft: &mut Draft) {
    if draft.mutual && draft.doers > 0 {
        let others = draft.actors.split_off(draft.doers.min(draft.actors.len()));
        draft.recipients.extend(others);
        draft.mutual = false;
    }
}

/// "We will not be intimidated": whoever says so of himself refuses to yield.
fn defiant(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    status.occurrence == Occurrence::Negated
        && status.announced
        && tree::passive(reading.parse, draft.trigger)
        && draft.actors.is_empty()
        && tree::is(reading, draft.trigger, "cowing")
}

/// "will leave unless they vote", "may cut the aid if": a deed held out to somebody, by whoever can do it.
fn warns(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    let ahead = matches!(status.occurrence, Occurrence::Future | Occurrence::Hypothetical);
    let marked = |words: &[&str]| {
        parse
            .children_by(verb, Dep::Advcl)
            .flat_map(|clause| parse.children_by(clause, Dep::Mark))
            .any(|mark| words.contains(&parse.tokens[mark].norm.as_str()))
    };
    let unless = marked(&["unless"]);
    let perfect = parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].lemma == "have");
    let able = parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "may" | "might" | "could"))
        && marked(&["if"])
        && hostile(&draft.action.plover)
        && !perfect;
    let power = draft
        .actors
        .iter()
        .filter_map(|party| party.actor.as_ref())
        .all(|actor| matches!(actor.sector.as_deref(), None | Some("GOV" | "MIL" | "IGO" | "UNO" | "REB")));
    ahead && power && (unless || able)
}

/// "joint exercises with Belarus": what several states do together is no show of force of one.
fn joint_drill(reading: Reading<'_>, draft: &mut Draft) {
    let drill = draft.action.plover == "MOBILIZE" && tree::is(reading, draft.trigger, "drill");
    if !drill {
        return;
    }
    let parse = reading.parse;
    let with = draft.words().any(|word| tree::behind(parse, word, "with").is_some());
    let mut parties = draft.actors.clone();
    for party in draft.recipients.iter().filter(|_| with) {
        roles::push(&mut parties, party.clone());
    }
    let mut countries: Vec<_> = parties.iter().filter_map(|party| party.actor.as_ref()?.country.clone()).collect();
    countries.sort_unstable();
    countries.dedup();
    if countries.len() > 1 {
        draft.actors = parties;
        if with {
            draft.recipients.clear();
        }
        draft.mutual = true;
        let rule = draft.rule;
        set(reading, draft, "COOPERATE", "062", rule);
    }
}

/// A vow, a plan, a decision: friendly or hostile as what it is about.
fn commit(reading: Reading<'_>, draft: &mut Draft, status: &mut Status) {
    if !matches!(draft.turn, Turn::Commit | Turn::Plan) {
        return;
    }
    if draft.turn == Turn::Plan && status.occurrence == Occurrence::Actual {
        status.occurrence = Occurrence::Future;
    }
    let inner = draft.complements.iter().find_map(|&at| deed(reading, at, 4));
    // "vowed that the flag would never be lowered": not to yield, whatever the deed; "vowed that it would never attack" gives something up.
    let defies = never_to_be(reading.parse, draft) && inner.as_deref().is_none_or(friendly);
    if draft.turn == Turn::Commit && defies {
        set(reading, draft, "REJECT", "120", "E310 refusal");
        return;
    }
    if draft.turn == Turn::Commit && forswears(reading.parse, draft) {
        match inner.as_deref() {
            Some(inner) if friendly(inner) => set(reading, draft, "REJECT", refused(inner, None), "E310 refusal"),
            _ => set(reading, draft, "AGREE", "030", "E340 vow"),
        }
        return;
    }
    match inner.as_deref() {
        // Preparing for force is a show of force; for anything else it is a plan.
        Some(inner) if draft.action.plover == "MOBILIZE" && friendly(inner) => {
            set(reading, draft, "AGREE", announced(inner), "E340 vow");
        }
        Some(_) if draft.action.plover == "MOBILIZE" => {}
        Some(inner) if hostile(inner) && inner != "ACCUSE" => {
            set(reading, draft, "THREATEN", threatened(inner), "E340 vow")
        }
        None if draft.action.plover == "MOBILIZE" => draft.actors.clear(),
        Some("REJECT") => set(reading, draft, "REJECT", "120", "E340 vow"),
        Some("REQUEST") => set(reading, draft, "REQUEST", "100", "E340 vow"),
        _ => {}
    }
}

/// "vowed not to talk": the negation behind the vow is of what is vowed.
fn forswears(parse: &Parse, draft: &Draft) -> bool {
    let negated = |at: usize| parse.children_by(at, Dep::Neg).any(|not| not > draft.trigger);
    negated(draft.trigger) || draft.complements.iter().any(|&at| tree::infinitive(parse, at) && negated(at))
}

/// "vowed that it would not be diverted", "swore never to give up the valley".
fn never_to_be(parse: &Parse, draft: &Draft) -> bool {
    let vows = matches!(parse.tokens[draft.trigger].lemma.as_str(), "vow" | "swear");
    let never = |at: usize| {
        parse.children_by(at, Dep::Neg).any(|not| {
            let finite = !tree::infinitive(parse, at);
            // "vowed that it would not use force" keeps the peace.
            let spares =
                matches!(parse.tokens[at].lemma.as_str(), "use" | "resort" | "interfere" | "seek" | "start" | "harm");
            !spares && not > draft.trigger && (finite || parse.tokens[not].norm == "never")
        })
    };
    vows && draft.complements.iter().any(|&at| never(at))
}

/// "is seeking to deepen ties", "hopes to expand cooperation": who means to work with another has told him so.
fn intends(reading: Reading<'_>, draft: &mut Draft, status: &mut Status) {
    let parse = reading.parse;
    let ahead = matches!(status.occurrence, Occurrence::Hypothetical | Occurrence::Future) && !status.denied_here;
    let ties = matches!(draft.action.cameo.as_deref(), Some("050" | "054" | "060" | "061" | "062" | "064"));
    let meant = || {
        let verb = draft.governor();
        let wish = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Xcomp)?;
        let own = parse.child(wish, Dep::Dobj).is_none() && tree::own_subject(parse, verb).is_none();
        (own && tree::is(reading, wish, "wishing")).then_some(())
    };
    if ahead && ties && !draft.actors.is_empty() && meant().is_some() {
        set(reading, draft, "AGREE", "030", "E340 vow");
        status.occurrence = Occurrence::Future;
    }
}

/// The answer, the reprisal that somebody vows: "promised that its *answer* would be harsh".
pub(super) fn payback(reading: Reading<'_>, draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    draft.complements.iter().find_map(|&clause| {
        tree::own_subject(parse, clause)
            .filter(|&noun| tree::is(reading, noun, "payback") && tree::nominal(parse, noun))
    })
}

/// "promised that its answer to Ostria would be harsh": a threat, to whoever is answered.
fn vows_payback(reading: Reading<'_>, draft: &mut Draft) {
    if draft.action.plover != "AGREE" || !matches!(draft.rule, "E120 verb") {
        return;
    }
    let Some(answer) = payback(reading, draft) else { return };
    let of = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    let mut answered = nominal::first_behind(reading, answer, &["to", "against", "on", "for"]);
    answered.retain(|party| !draft.actors.iter().any(|actor| of(actor).is_some() && of(actor) == of(party)));
    draft.recipients = answered;
    set(reading, draft, "THREATEN", "130", "E340 vow");
}

/// The type of the deed that a clause is about, looking through verbs that say nothing ("continue to", "be able to").
fn deed(reading: Reading<'_>, verb: usize, reach: u32) -> Option<String> {
    if reach == 0 {
        return None;
    }
    let clause = Clause::of_verb(reading, verb);
    if let Some((_, noun)) = frames::light(reading, &clause) {
        return super::nominal::event_noun(reading, noun).map(|row| row.action.plover.clone());
    }
    if let Some(frame) = frames::best(reading, &clause, FramePos::Verb) {
        return Some(frame.action.plover.clone());
    }
    clause.complements.iter().find_map(|&at| deed(reading, at, reach - 1))
}

/// Whether the statement that tells it is made by whoever does it.
fn spoken_by_actor(statements: &[Statement], draft: &Draft, status: &Status) -> bool {
    // What one "never said" is no word of one's own.
    let told = status.on_word_of.and_then(|id| statements.get(id.0 as usize)).filter(|it| !it.negated);
    let Some(speaker) = told.and_then(|it| it.speaker.as_ref()) else { return false };
    let Some(speaker) = speaker.actor.as_ref() else { return false };
    draft
        .actors
        .iter()
        .filter_map(|party| party.actor.as_ref())
        .any(|actor| actor.id == speaker.id || actor.country.is_some() && actor.country == speaker.country)
}

fn set(reading: Reading<'_>, draft: &mut Draft, plover: &str, cameo: &str, rule: &'static str) {
    let known = reading.lexicon.verbs.ontology.cameo(cameo);
    draft.action.plover = plover.to_owned();
    draft.action.cameo = Some(cameo.to_owned());
    draft.action.mode = known.and_then(|code| code.mode.clone());
    if let Some(code) = known {
        draft.action.contexts.clone_from(&code.contexts);
    }
    draft.rule = rule;
}

fn announced(plover: &str) -> &'static str {
    match plover {
        "CONSULT" => "036",
        "COOPERATE" => "031",
        "AID" => "033",
        "CONCEDE" | "RETREAT" => "035",
        "SUPPORT" => "032",
        _ => "030",
    }
}

fn threatened(plover: &str) -> &'static str {
    match plover {
        "SANCTION" => "131",
        "COERCE" => "132",
        "ASSAULT" => "138",
        "PROTEST" => "133",
        _ => "130",
    }
}

fn refused(plover: &str, cameo: Option<&str>) -> &'static str {
    match (plover, cameo) {
        ("CONSULT", Some("045")) => "126",
        ("CONSULT", _) => "125",
        ("AID", _) => "122",
        ("COOPERATE", _) => "121",
        ("CONCEDE" | "RETREAT", _) => "124",
        _ => "120",
    }
}
