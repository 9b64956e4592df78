//! Names that act: a candidate name in, whether it stands for those who govern there out.
//!
//! "Moscow urged Tehran to wait" names two governments; "Moscow was hit by drones", "Tehran lies below the mountains" name two cities.

use super::names::Name;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_lexicon::places::PlaceWord;
use demarche_model::ActorKind;

/// Whether a name stands for a government here: a seat of government that is the subject of a verb which only somebody can do.
pub(super) fn acts(reading: Reading<'_>, name: &Name) -> bool {
    let government = reading.mentions.iter().any(|mention| {
        mention.span == name.span && mention.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Government)
    });
    government && is_agent(reading, name.tokens.end - 1)
}

/// The subject of a verb in the active voice that places do not bear.
fn is_agent(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    let mut at = token;
    while parse.tokens[at].dep == Dep::Conj {
        match parse.head(at) {
            Some(head) if head < at => at = head,
            _ => return false,
        }
    }
    if parse.tokens[at].dep != Dep::Nsubj {
        return false;
    }
    parse.head(at).is_some_and(|verb| {
        let governor = &parse.tokens[verb];
        governor.pos == Pos::Verb && !reading.lexicon.places.words.is(&governor.lemma, PlaceWord::Bears)
    })
}
