//! Whom a word colours: the actor that it names, else the one that it is said of.
//!
//! "the terror-sponsoring enemy in Tehran" → IRN; "martyred two generals" → the generals' state.

use crate::statements::desk::Desk;
use demarche_language::{Dep, Pos};
use demarche_model::{Actor, Span};
use std::ops::Range;

/// The actor of the first mention that shares words with a span.
pub(super) fn actor_in<'d>(desk: &'d Desk<'_>, span: Span) -> Option<&'d Actor> {
    let mentions = desk.reading.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < span.start).saturating_sub(1);
    let near = mentions.get(from..).unwrap_or_default().iter().take_while(|mention| mention.span.start < span.end);
    near.filter(|mention| mention.span.overlaps(span)).find_map(|mention| mention.actor.as_ref())
}

/// The country that some words are said of: of an actor among them; of the object of a verb; of the noun that they describe, its
/// owner or its "of"; else of the only country that the sentence names.
pub(super) fn near(desk: &Desk<'_>, tokens: Range<usize>) -> Option<String> {
    let country = |token: usize| actor_in(desk, desk.span(token)).and_then(|actor| actor.country.clone());
    if let Some(named) = tokens.clone().find_map(country) {
        return Some(named);
    }
    let top = tokens.clone().find(|&token| desk.parse.head(token).is_none_or(|head| !tokens.contains(&head)))?;
    let of_noun = |noun: usize| {
        let owned = desk.parse.children(noun).filter(|&child| {
            let it = desk.token(child);
            matches!(it.dep, Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod)
                || it.dep == Dep::Prep && matches!(it.norm.as_str(), "of" | "in" | "from")
        });
        owned.into_iter().flat_map(|child| desk.parse.subtree(child)).find_map(country)
    };
    let described = match desk.token(top).pos {
        Pos::Verb => {
            let object =
                desk.parse.children(top).find(|&child| matches!(desk.token(child).dep, Dep::Dobj | Dep::Nsubjpass));
            object
                .and_then(|object| country(object).or_else(|| of_noun(object)))
                .or_else(|| desk.parse.child(top, Dep::Nsubj).and_then(country))
        }
        _ => of_noun(top).or_else(|| {
            let head = desk.parse.head(top)?;
            let object = matches!(desk.token(top).dep, Dep::Dobj | Dep::Pobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr);
            if object {
                return None;
            }
            country(head).or_else(|| of_noun(head)).or_else(|| desk.parse.child(head, Dep::Nsubj).and_then(country))
        }),
    };
    described.or_else(|| only_country(desk, top))
}

/// The country of the actors of a sentence, if they all have the same.
fn only_country(desk: &Desk<'_>, token: usize) -> Option<String> {
    let (start, end) = desk.parse.bytes(desk.sentence(token));
    let span = Span::new(start, end);
    let mentions = desk.reading.mentions.iter().filter(|mention| span.contains(mention.span));
    let mut countries = mentions.filter_map(|mention| mention.actor.as_ref()?.country.clone());
    let first = countries.next()?;
    countries.all(|other| other == first).then_some(first)
}
