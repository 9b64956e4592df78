//! Where an event happened: the place behind *in*, *at*, *near* that hangs on its words.
//!
//! "Israel's attack on targets in Isfahan": Isfahan, in Iran. "the Iranian consulate in Damascus": the attack happened in Syria.

use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::{Place, PlaceMention, Span};

/// Prepositions that tell where, nearest first.
const WHERE: &[&str] = &[
    "in", "at", "near", "inside", "around", "across", "within", "over", "on", "into", "from", "of", "to", "along",
    "off", "against",
];

/// The place of a draft with the words that name it.
pub(super) fn place(reading: Reading<'_>, draft: &Draft) -> Option<(Option<Span>, Place)> {
    let parse = reading.parse;
    let mut heads: Vec<usize> = vec![draft.trigger];
    heads.extend(draft.carrier);
    heads.extend(tree::objects(parse, draft.governor()).into_iter().filter(|&object| object != draft.trigger));
    for &preposition in WHERE {
        for &head in &heads {
            if let Some(found) = behind(reading, head, preposition, 3) {
                return Some(found);
            }
        }
    }
    // A place that is itself struck or visited, or that stands before the noun ("the Gaza operation").
    heads
        .iter()
        .skip(1)
        .copied()
        .chain(parse.children(draft.trigger).filter(|&child| {
            matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod | Dep::Dobj) && child < draft.trigger
        }))
        .find_map(|token| at(reading, token))
}

fn behind(reading: Reading<'_>, head: usize, preposition: &str, depth: u32) -> Option<(Option<Span>, Place)> {
    let parse = reading.parse;
    for at_preposition in tree::prepositions(parse, head).filter(|&at| parse.tokens[at].norm == preposition) {
        let Some(noun) = parse.child(at_preposition, Dep::Pobj) else { continue };
        if let Some(found) = inner(reading, noun, depth) {
            return Some(found);
        }
    }
    None
}

/// The place that a noun phrase names or lies in: "targets in Isfahan", "the consulate in Damascus", "the town of Rafah".
fn inner(reading: Reading<'_>, noun: usize, depth: u32) -> Option<(Option<Span>, Place)> {
    if depth > 0 {
        for preposition in ["in", "at", "near", "of", "inside", "across"] {
            if let Some(found) = behind(reading, noun, preposition, depth - 1) {
                return Some(found);
            }
        }
    }
    at(reading, noun)
}

fn at(reading: Reading<'_>, token: usize) -> Option<(Option<Span>, Place)> {
    let mention = mention_at(reading.parse, reading.places, token)?;
    let place = mention.place.clone()?;
    Some((Some(mention.span), place))
}

fn mention_at<'a>(parse: &Parse, places: &'a [PlaceMention], token: usize) -> Option<&'a PlaceMention> {
    let token = parse.tokens.get(token)?;
    let first = places.partition_point(|place| place.span.end <= token.start);
    places.get(first).filter(|place| place.span.start < token.end)
}
