//! Moves of mediation beside the code: a draft in, offered, accepted, refused, convened, agreed or lapsed out, and on whose word.
//!
//! "Russian officials reiterated their offer to mediate" is Russia's own; that Israel "has shown no interest" is what the Kremlin says of it.

use super::coder::Draft;
use super::status::Status;
use crate::Reading;
use demarche_model::{Mediation, MediationMove, Occurrence, Statement, Word};

/// Words about bringing sides together, near a trigger.
const ABOUT: &[&str] = &[
    "mediate",
    "mediation",
    "mediator",
    "mediating",
    "broker",
    "truce",
    "ceasefire",
    "cease-fire",
    "talk",
    "negotiation",
    "negotiate",
    "peace",
    "diplomatic",
    "diplomacy",
    "proposal",
    "initiative",
    "settlement",
    "armistice",
    "negotiator",
    "invitation",
    "dialogue",
];

/// The move that a draft is, if it is about mediation or a settlement.
pub(super) fn mediation(
    reading: Reading<'_>,
    statements: &[Statement],
    draft: &Draft,
    status: &Status,
) -> Option<Mediation> {
    let parse = reading.parse;
    let trigger = &parse.tokens[draft.trigger];
    let verb = parse.tokens[draft.governor()].lemma.as_str();
    let near = parse.subtree(draft.governor());
    let about = near.take(60).any(|token| ABOUT.contains(&parse.tokens[token].lemma.as_str()));
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let step = match draft.action.plover.as_str() {
        "REJECT" | "SANCTION" if about => MediationMove::Refused,
        "AGREE" if !about => return None,
        "AGREE" => match (verb, trigger.lemma.as_str()) {
            ("float", _) => MediationMove::Floated,
            ("reiterate" | "repeat" | "renew", _) => MediationMove::Reiterated,
            ("propose" | "offer" | "suggest" | "present" | "put", _) | (_, "offer" | "proposal") => {
                MediationMove::Offered
            }
            ("accept" | "agree" | "approve" | "consent", _) => MediationMove::Accepted,
            ("reach" | "strike" | "clinch" | "seal" | "conclude", _) => MediationMove::Agreed,
            _ => return None,
        },
        "CONCEDE" if verb == "propose" && about => MediationMove::Offered,
        "CONSULT" => match verb {
            "broker" | "arrange" => MediationMove::Agreed,
            "host" | "convene" | "shuttle" | "facilitate" if about || cameo == "045" => MediationMove::Convened,
            "mediate" => MediationMove::Offered,
            _ if matches!(trigger.lemma.as_str(), "mediation" | "effort") => MediationMove::Offered,
            _ => return None,
        },
        _ => return None,
    };
    if status.occurrence == Occurrence::Negated {
        return None;
    }
    Some(Mediation { step, by: word(statements, draft, status) })
}

/// Own mouth: told in a statement of the actor, or done in words in the outlet's own voice.
fn word(statements: &[Statement], draft: &Draft, status: &Status) -> Word {
    let Some(statement) = status.on_word_of.and_then(|id| statements.get(id.0 as usize)) else { return Word::OwnMouth };
    let speaker = statement.speaker.as_ref().and_then(|party| party.actor.as_ref());
    let own = speaker.is_some_and(|speaker| {
        draft
            .actors
            .iter()
            .filter_map(|party| party.actor.as_ref())
            .any(|actor| actor.id == speaker.id || actor.country.is_some() && actor.country == speaker.country)
    });
    if own { Word::OwnMouth } else { Word::SecondHand }
}
