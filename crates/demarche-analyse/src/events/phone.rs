//! Calls told beside what was said in them: "promised the emir *by telephone* that", "*In a telephone call* on Tuesday he assured the premier that".
//!
//! Drafts in, out the same with a call between whoever says it and whom he says it to. The verb keeps what is said; the call is an event of its own.

use super::coder::Draft;
use super::nominal;
use super::roles::{self, Side};
use super::status::Status;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::Action;
use demarche_model::{Occurrence, Party};

/// The row that names a call.
const ROW: &str = "en.event.noun.call.phone";

/// Adds the calls in which something was said.
pub(super) fn calls(reading: Reading<'_>, drafts: &mut Vec<Draft>) {
    let parse = reading.parse;
    for verb in (0..parse.tokens.len()).filter(|&at| tree::verbal(parse, at)) {
        let Some(call) = parse.children_by(verb, Dep::Prep).find_map(|preposition| by_phone(parse, preposition)) else {
            continue;
        };
        let told =
            |draft: &Draft| draft.action.plover == "CONSULT" && (draft.governor() == verb || draft.trigger == call);
        if drafts.iter().any(|draft| told(draft) && !draft.actors.is_empty()) {
            continue;
        }
        let Some(parties) = two(reading, verb) else { continue };
        drafts.retain(|draft| draft.trigger != call);
        let at = drafts.partition_point(|draft| draft.trigger < call);
        drafts.insert(
            at,
            Draft {
                action: Action {
                    plover: "CONSULT".to_owned(),
                    mode: Some("phone".to_owned()),
                    contexts: Vec::new(),
                    cameo: Some("041".to_owned()),
                },
                doers: 1,
                actors: parties,
                mutual: true,
                rows: vec![ROW.to_owned()],
                ..Draft::bare(call, Some(verb), "E210 event-noun")
            },
        );
    }
}

/// Whether a call has been made, whatever was held out in it: "promised by telephone".
pub(super) fn is_made(parse: &Parse, draft: &Draft, status: &Status) -> bool {
    let said = |verb: usize| parse.tokens[verb].tag == "VBD";
    status.occurrence == Occurrence::Future
        && draft.rule == "E210 event-noun"
        && draft.rows.first().is_some_and(|row| row == ROW)
        && draft.carrier.is_some_and(said)
}

/// The noun of "by telephone", "over the phone", "in a telephone call" that names nobody itself.
fn by_phone(parse: &Parse, preposition: usize) -> Option<usize> {
    let noun = parse.child(preposition, Dep::Pobj)?;
    let lemma = parse.tokens[noun].lemma.as_str();
    let line = |at: usize| matches!(parse.tokens[at].lemma.as_str(), "telephone" | "phone" | "video");
    let found = match parse.tokens[preposition].norm.as_str() {
        "by" => matches!(lemma, "telephone" | "phone" | "hotline" | "videolink"),
        "over" | "on" => matches!(lemma, "telephone" | "phone"),
        "in" | "during" => matches!(lemma, "call" | "conversation") && parse.children(noun).any(line),
        _ => false,
    };
    let named = ["with", "between", "from", "to"].iter().any(|word| tree::behind(parse, noun, word).is_some());
    (found && !named).then_some(noun)
}

/// Who says it and whom he says it to, if they are of two countries.
fn two(reading: Reading<'_>, verb: usize) -> Option<Vec<Party>> {
    let parse = reading.parse;
    if tree::passive(parse, verb) {
        return None;
    }
    let mut parties = roles::parties(reading, tree::agent(reading, verb)?, Side::Acting);
    let mut other: Vec<Party> = tree::objects(reading, verb)
        .into_iter()
        .chain(parse.children_by(verb, Dep::Dative))
        .flat_map(|object| roles::parties(reading, object, Side::Target))
        .chain(nominal::behind(reading, verb, "to", Side::Target))
        .collect();
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    other.retain(|party| country(party).is_some());
    let apart =
        other.iter().all(|to| parties.iter().all(|from| country(from).is_some() && country(from) != country(to)));
    let known = parties.len() == 1 && other.len() == 1 && apart;
    known.then(|| {
        parties.append(&mut other);
        parties
    })
}
