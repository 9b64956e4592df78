//! What a draft is about, so that parties may be carried to it: a draft in, yes or no out.
//!
//! "called for a truce" is about both sides; "criticized the statement" is about somebody's words, and whose is not said.

use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::tree;
use demarche_language::{Dep, Pos};
use demarche_model::Party;

/// Whether a charge is about a thing that is no deed of force, such as words.
pub(super) fn at_something(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger).into_iter().any(|object| tree::is(reading, object, "words"))
}

/// Whether force is used on somebody by name.
pub(super) fn at_a_person(reading: Reading<'_>, draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE")
        && tree::objects(reading, draft.trigger)
            .into_iter()
            .any(|object| reading.parse.tokens[object].pos == Pos::Propn)
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
pub(super) fn between(reading: Reading<'_>, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| tree::is(reading, token, "peace");
    let quarrel = |token: usize| peace(token) || tree::is(reading, token, "quarrel");
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && reading.parse.subtree(draft.trigger).take(25).any(peace)
        || draft.action.plover == "AGREE" && reading.parse.subtree(draft.trigger).take(25).any(quarrel)
}

/// Whether what a deed is about is a truce, talks, or what came of them: "welcomed the outcome".
pub(super) fn of_settlement(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger)
        .into_iter()
        .any(|object| ["truce", "peace", "talks", "outcome"].iter().any(|class| tree::is(reading, object, class)))
}

/// Whether a party is only the city where talks are held: "the talks in Brussels".
pub(super) fn is_venue(reading: Reading<'_>, party: &Party) -> bool {
    let parse = reading.parse;
    let words = parse.tokens_in(party.span.start, party.span.end);
    let talks = |&word: &usize| tree::is(reading, word, "talks");
    words.clone().find(talks).is_some_and(|talks| {
        let venue = ["in", "at"].iter().find_map(|preposition| tree::behind(parse, talks, preposition));
        let owner = parse.children(talks).any(|child| child < talks && roles::names_party(reading, child));
        venue.is_some_and(|venue| words.contains(&venue) && roles::place_party(reading, venue).is_some()) && !owner
    })
}

/// Whether what is shut or restricted is the doer's own: "closed *its* airspace".
pub(super) fn is_its_own(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    tree::objects(reading, draft.governor())
        .into_iter()
        .flat_map(|object| parse.children_by(object, Dep::Poss))
        .any(|owner| parse.tokens[owner].pos == Pos::Pron)
}

/// Whether the clause names a party as the one to whom it was done: "calls strikes *on Iran* unprovoked".
pub(super) fn is_wronged(reading: Reading<'_>, draft: &Draft, party: &Party) -> bool {
    let parse = reading.parse;
    let Some(code) = super::country(party) else { return false };
    parse.subtree(draft.governor()).any(|at| {
        matches!(parse.tokens[at].norm.as_str(), "on" | "against")
            && parse.child(at, Dep::Pobj).is_some_and(|noun| {
                roles::parties(reading, noun, Side::Target).iter().any(|it| super::country(it).as_ref() == Some(&code))
            })
    })
}

/// Whether a request is told as what another's deed answers: "at Guyana's request".
pub(super) fn at_request(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let head = parse.head(draft.trigger).filter(|_| !tree::verbal(parse, draft.trigger));
    head.is_some_and(|head| matches!(parse.tokens[head].norm.as_str(), "at" | "upon" | "on"))
}
