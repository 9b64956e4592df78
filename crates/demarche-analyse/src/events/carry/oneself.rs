//! Whom a pronoun stands for that two were left for, where it acts upon one of them: drafts in, drafts with the other as the doer out.
//!
//! "Norway says it will stay; Chad refuses. *It* has accused Norway of piracy": nobody accuses himself, so that Chad did.

use super::{body, country_or_body, mark};
use crate::Reading;
use crate::actors::party_for;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::tree;
use demarche_language::{Dep, Parse};
use demarche_model::{ActorKind, Party};

/// Gives a pronoun that nobody resolved the one subject told right before that is not whom it acts upon.
pub(in super::super) fn not_oneself(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for draft in drafts.iter_mut().filter(|draft| !draft.mutual && tree::verbal(parse, draft.governor())) {
        if draft.actors.iter().any(body) && draft.recipients.is_empty() {
            upon(reading, draft);
            continue;
        }
        if draft.actors.iter().any(body) || !draft.recipients.iter().any(body) {
            continue;
        }
        let Some(agent) = tree::agent(reading, draft.governor()) else { continue };
        let Some(person) = pronoun(parse, agent) else { continue };
        if party_for(reading, agent).actor.is_some_and(|actor| actor.country.is_some()) {
            continue;
        }
        if let Some(doer) = other_subject(reading, &draft.recipients, agent, person) {
            draft.actors = vec![doer];
            draft.doers = 1;
            mark(draft);
        }
    }
}

/// "Eritrea massed troops. Ethiopia warned *it*": whoever warns does not warn himself.
fn upon(reading: Reading<'_>, draft: &mut Draft) {
    let parse = reading.parse;
    let verb = draft.governor();
    let words =
        matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN" | "ACCUSE" | "SUPPORT" | "AID" | "REJECT");
    // "called it a crime", "condemned it": a deed perhaps.
    let told = matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN" | "AID");
    let object = parse
        .children(verb)
        .filter(|&at| at > verb && matches!(parse.tokens[at].dep, Dep::Dobj | Dep::Dative))
        .find_map(|at| Some((at, object(parse, at)?)));
    let Some((at, person)) = object.filter(|&(_, person)| words && (told || person)) else { return };
    if party_for(reading, at).actor.is_some_and(|actor| actor.country.is_some()) {
        return;
    }
    if let Some(other) = other_subject(reading, &draft.actors, at, person) {
        draft.recipients = vec![other];
        mark(draft);
    }
}

/// Whether a token is a pronoun for whoever is acted upon: a person, or a state or body.
fn object(parse: &Parse, token: usize) -> Option<bool> {
    match parse.tokens.get(token)?.norm.as_str() {
        "it" => Some(false),
        "him" | "her" => Some(true),
        _ => None,
    }
}

/// Whether a token is a pronoun that takes up a subject: of a person, or of a state or body.
fn pronoun(parse: &Parse, token: usize) -> Option<bool> {
    match parse.tokens.get(token)?.norm.as_str() {
        "it" => Some(false),
        "he" | "she" => Some(true),
        _ => None,
    }
}

/// The one subject of this sentence and the one before, up to a pronoun, that is not of the country of those on the other end of its clause.
fn other_subject(reading: Reading<'_>, ends: &[Party], agent: usize, person: bool) -> Option<Party> {
    let parse = reading.parse;
    let here = parse.sentence_of(agent);
    let first = parse.sentences.get(here.saturating_sub(1))?.start;
    let mut found: Option<Party> = None;
    for verb in (first..agent).filter(|&at| tree::verbal(parse, at)) {
        let Some(subject) = tree::own_subject(parse, verb).filter(|&subject| subject < agent) else { continue };
        for party in roles::parties(reading, subject, Side::Acting).into_iter().filter(body) {
            let is_person = party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person);
            let hit = ends.iter().any(|to| country_or_body(to) == country_or_body(&party));
            if is_person != person || hit {
                continue;
            }
            match &found {
                Some(known) if country_or_body(known) != country_or_body(&party) => return None,
                _ => found = Some(party),
            }
        }
    }
    found
}
