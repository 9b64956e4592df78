//! What a draft is about, so that parties may be carried to it: a draft in, yes or no out.
//!
//! "called for a truce" is about both sides; "criticized the statement" is about somebody's words, and whose is not said.

use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;
use demarche_language::Parse;
use demarche_model::Party;

/// Whether a charge is about a thing that is no deed of force, such as words.
pub(super) fn at_something(parse: &Parse, draft: &Draft) -> bool {
    tree::objects(parse, draft.trigger).into_iter().any(|object| {
        matches!(
            parse.tokens[object].lemma.as_str(),
            "statement"
                | "resolution"
                | "report"
                | "decision"
                | "remark"
                | "comment"
                | "vote"
                | "speech"
                | "article"
                | "plan"
        )
    })
}

/// Whether what is agreed or proposed is a truce.
pub(super) fn of_truce(parse: &Parse, draft: &Draft) -> bool {
    tree::objects(parse, draft.trigger)
        .into_iter()
        .chain(tree::behind(parse, draft.trigger, "to"))
        .map(|object| tree::hyphenated(parse, object).unwrap_or_else(|| parse.tokens[object].lemma.to_lowercase()))
        .any(|lemma| matches!(lemma.as_str(), "truce" | "ceasefire" | "cease-fire" | "armistice"))
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
pub(super) fn between(parse: &Parse, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| {
        matches!(
            parse.tokens[token].lemma.as_str(),
            "truce"
                | "ceasefire"
                | "fire"
                | "peace"
                | "restraint"
                | "de-escalation"
                | "talk"
                | "negotiation"
                | "calm"
                | "hostility"
        )
    };
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && parse.subtree(draft.trigger).take(25).any(peace)
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
