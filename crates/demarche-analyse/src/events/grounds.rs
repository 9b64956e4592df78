//! What speaks for an event beside its rule: a draft in, the sort of evidence that its confidence is measured by out.
//!
//! "Israel struck Iran": both parties are named in the words. "The shelling resumed": they are carried from elsewhere in the report.

use super::carry::CARRIED;
use super::coder::Draft;
use demarche_lexicon::verbs::Parties;

/// How its parties are known.
pub(super) fn of(draft: &Draft) -> Parties {
    let known = |parties: &[demarche_model::Party]| {
        parties.iter().any(|party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some()))
    };
    let two = known(&draft.actors) && (known(&draft.recipients) || draft.mutual && draft.actors.len() > 1);
    if draft.rows.iter().any(|row| row == CARRIED) {
        Parties::Carried
    } else if two {
        Parties::Both
    } else if known(&draft.actors) {
        Parties::Actor
    } else if known(&draft.recipients) {
        Parties::Recipient
    } else {
        Parties::Neither
    }
}
