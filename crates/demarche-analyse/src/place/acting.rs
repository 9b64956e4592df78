//! Names that act: a candidate name in, whether it stands for those who govern there out.
//!
//! "Moscow urged Tehran to wait" names two governments; "Moscow was hit by drones", "Tehran lies below the mountains" name two cities.

use super::names::Name;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::places::{PlaceWord, PlaceWords};
use demarche_model::ActorKind;

/// Whether a name stands for a government here: a seat of government that does what only somebody can do, or to whom one only does what
/// one does to somebody.
pub(super) fn acts(reading: Reading<'_>, name: &Name) -> bool {
    let at = reading.mentions.partition_point(|mention| mention.span.start < name.span.start);
    let government = reading.mentions.get(at).is_some_and(|mention| {
        mention.span == name.span && mention.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Government)
    });
    government && is_somebody(reading.parse, &reading.lexicon.places.words, name.tokens.end - 1)
}

fn is_somebody(parse: &Parse, words: &PlaceWords, token: usize) -> bool {
    let mut at = token;
    while parse.tokens[at].dep == Dep::Conj {
        match parse.head(at) {
            Some(head) if head < at => at = head,
            _ => return false,
        }
    }
    let Some(head) = parse.head(at) else { return false };
    let governor = &parse.tokens[head];
    match parse.tokens[at].dep {
        Dep::Nsubj => governor.pos == Pos::Verb && !words.is(&governor.lemma, PlaceWord::Bears),
        Dep::Dobj | Dep::Dative | Dep::Nsubjpass => words.is(&governor.lemma, PlaceWord::Addresses),
        Dep::Pobj => match governor.norm.as_str() {
            "by" | "with" => true,
            "between" | "among" => {
                parse.head(head).is_none_or(|noun| !words.is(&parse.tokens[noun].lemma, PlaceWord::Way))
            }
            _ => false,
        },
        _ => false,
    }
}
