//! What a draft is about, so that parties may be carried to it: a draft in, yes or no out.
//!
//! "called for a truce" is about both sides; "criticized the statement" is about somebody's words, and whose is not said.

use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;
use demarche_model::Party;

/// Whether a charge is about a thing that is no deed of force, such as words.
pub(super) fn at_something(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger).into_iter().any(|object| tree::is(reading, object, "words"))
}

/// Whether what is agreed or proposed is a truce.
pub(super) fn of_truce(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    tree::objects(reading, draft.trigger).into_iter().chain(tree::behind(parse, draft.trigger, "to")).any(|object| {
        let tied = tree::hyphenated(parse, object);
        let lemma = tied.as_deref().unwrap_or(parse.tokens[object].lemma.as_str());
        reading.lexicon.verbs.classes.has("truce", lemma)
    })
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
pub(super) fn between(reading: Reading<'_>, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| tree::is(reading, token, "peace");
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && reading.parse.subtree(draft.trigger).take(25).any(peace)
}

/// Words for the two sides together.
pub(super) fn collective(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    let Some(last) = words.split_whitespace().last() else { return false };
    match last {
        "sides" | "parties" | "adversaries" | "rivals" | "belligerents" => true,
        "countries" | "nations" | "neighbors" | "neighbours" | "states" | "armies" | "enemies" | "foes" => {
            words.starts_with("both") || words.starts_with("the two") || words.starts_with("two")
        }
        "other" => words == "each other",
        _ => false,
    }
}
