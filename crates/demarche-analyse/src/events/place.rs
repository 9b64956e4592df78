//! Where an event happened: the place behind *in*, *at*, *near* that hangs on its words.
//!
//! "Israel's attack on targets in Isfahan": Isfahan, in Iran. "the Iranian consulate in Damascus": the attack happened in Syria.

use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Place, PlaceMention, Span};

/// Prepositions that tell where, nearest first.
const WHERE: &[&str] = &[
    "in", "at", "near", "inside", "around", "across", "within", "over", "on", "into", "from", "of", "to", "along",
    "off", "against", "toward", "towards",
];

/// The place of a draft with the words that name it.
pub(super) fn place(reading: Reading<'_>, draft: &Draft) -> Option<(Option<Span>, Place)> {
    let parse = reading.parse;
    let mut heads: Vec<usize> = vec![draft.trigger];
    heads.extend(draft.carrier);
    heads.extend(tree::objects(reading, draft.governor()).into_iter().filter(|&object| object != draft.trigger));
    // "broke the truce by shelling the town"
    let means: Vec<usize> = tree::prepositions(parse, draft.governor())
        .filter(|&preposition| parse.tokens[preposition].norm == "by")
        .filter_map(|preposition| parse.child(preposition, Dep::Pcomp))
        .collect();
    for verb in means {
        heads.push(verb);
        heads.extend(tree::objects(reading, verb));
    }
    // "struck two launchers and a plant in the north"
    let conjuncts: Vec<usize> = heads.iter().skip(1).flat_map(|&head| parse.children_by(head, Dep::Conj)).collect();
    heads.extend(conjuncts);
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
        .chain(heads.iter().flat_map(|&head| {
            parse.children(head).filter(move |&child| {
                matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod | Dep::Dobj) && child < head
            })
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

/// The place at a token; for "Israeli territory", "the Syrian town" that of the adjective.
fn at(reading: Reading<'_>, token: usize) -> Option<(Option<Span>, Place)> {
    let parse = reading.parse;
    let belongs = || {
        parse
            .children_by(token, Dep::Amod)
            .filter(|_| parse.tokens[token].pos == Pos::Noun && is_area(reading, token))
            .find_map(|adjective| mention_at(parse, reading.places, adjective))
    };
    let mention = mention_at(parse, reading.places, token).or_else(belongs)?;
    let place = mention.place.clone()?;
    Some((Some(mention.span), place))
}

/// Whether the noun is a stretch of land, air or water that an adjective of nationality can name.
fn is_area(reading: Reading<'_>, noun: usize) -> bool {
    let classes = &reading.lexicon.verbs.classes;
    let area = classes.named("area").unwrap_or_default();
    classes.of(&reading.parse.tokens[noun].lemma).meets(area)
}

fn mention_at<'a>(parse: &Parse, places: &'a [PlaceMention], token: usize) -> Option<&'a PlaceMention> {
    let token = parse.tokens.get(token)?;
    let first = places.partition_point(|place| place.span.end <= token.start);
    places.get(first).filter(|place| place.span.start < token.end)
}
