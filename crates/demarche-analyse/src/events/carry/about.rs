//! What a draft is about, so that parties may be carried to it: a draft in, yes or no out.
//!
//! "called for a truce" is about both sides; "criticized the statement" is about somebody's words, and whose is not said.

use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;

/// Whether a charge is about a thing that is no deed of force, such as words.
pub(super) fn at_something(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger).into_iter().any(|object| tree::is(reading, object, "words"))
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
pub(super) fn between(reading: Reading<'_>, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| tree::is(reading, token, "peace");
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && reading.parse.subtree(draft.trigger).take(25).any(peace)
}

/// Whether what a deed is about is a truce, talks, or what came of them: "welcomed the outcome".
pub(super) fn of_settlement(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger)
        .into_iter()
        .any(|object| ["truce", "peace", "talks", "outcome"].iter().any(|class| tree::is(reading, object, class)))
}
