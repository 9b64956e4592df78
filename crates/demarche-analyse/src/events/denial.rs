//! Denials that tell of no deed the lists know: drafts and events in, whether such a denial stands as a rejection out.
//!
//! "The navy denied that any message had been delivered", "denied any part in the blast": the side rejects what is said of it. Where the words tell
//! of a deed ("denied that its guns had shelled the port"), that deed is denied, and the denial is no event beside it.

use super::coder::Draft;
use super::tree;
use super::when::Told;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::{Event, Occurrence, Stance};

/// Whether a draft is a side's denial of a clause, or of a part in something.
pub(super) fn is_denial(reading: Reading<'_>, draft: &Draft) -> bool {
    draft.action.plover == "REJECT" && draft.rule == "E120 verb" && denies(reading, draft.trigger)
}

/// Leaves out each denial of a deed that is told as denied, and each that was not made.
pub(super) fn fold(reading: Reading<'_>, events: &mut Vec<(Told, Event)>) {
    let parse = reading.parse;
    let stands = |(told, event): &(Told, Event)| {
        if event.plover != "REJECT" || event.evidence.rule != "E120 verb" || !denies(reading, told.trigger) {
            return true;
        }
        // "has neither confirmed nor denied that it was behind the blasts": nothing is denied.
        if event.occurrence == Occurrence::Negated {
            return false;
        }
        !parse.subtree(told.trigger).filter(|&at| at > told.trigger).any(|below| {
            events.iter().any(|(other, deed)| {
                deed.stance == Stance::Denied && (other.trigger == below || other.governor == below)
            })
        })
    };
    let kept: Vec<bool> = events.iter().map(stands).collect();
    let mut kept = kept.into_iter();
    events.retain(|_| kept.next().unwrap_or(true));
}

/// "denied that …", "denied having …", "denied any part in …"; not "denied the charge".
fn denies(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let clause = |&at: &usize| matches!(parse.tokens[at].dep, Dep::Ccomp | Dep::Xcomp) && at > verb;
    let part = || tree::objects(reading, verb).into_iter().any(|object| tree::is(reading, object, "denied-part"));
    is_verb(parse, verb) && (parse.children(verb).any(|at| clause(&at)) || part())
}

/// The verb whose clause is said to be untrue.
pub(super) fn is_verb(parse: &Parse, verb: usize) -> bool {
    parse.tokens[verb].lemma == "deny"
}
