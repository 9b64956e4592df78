//! Who brings two sides together where they are the ones who meet: a fit of `moves.tsv` in, whoever hosts or mediates out.
//!
//! "The delegations met under the auspices of Tolm", "flew in at the invitation of the emir", "a meeting hosted by Tolm", "Tolmian-brokered talks",
//! "with Tolm in the chair".

use super::super::nominal;
use super::super::roles::{self, Side};
use super::super::tree;
use super::fits::Fit;
use super::parties;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::Part;
use demarche_model::Party;

/// Whoever the words of a meeting name as its host or mediator.
pub(super) fn sponsor(reading: Reading<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let mut words = fit.found.path.clone();
    words.extend([fit.trigger, fit.verb]);
    words.dedup();
    let found = words.iter().map(|&word| under(reading, word)).find(|named| !named.is_empty());
    let found = found.or_else(|| words.iter().map(|&word| made(reading, word)).find(|named| !named.is_empty()));
    found.unwrap_or_else(|| done(reading, fit))
}

/// "*under* the auspices of Tolm", "*under* a Tolmian mediator", "*at* the invitation of the emir", "*with* Tolm in the chair".
fn under(reading: Reading<'_>, word: usize) -> Vec<Party> {
    let parse = reading.parse;
    let end = parse.tokens.get(word).map_or(0, |token| token.right_edge as usize);
    let below = parse.subtree(word).filter(|&at| at > word && at <= end);
    let lead = |at: usize| {
        let noun = parse.child(at, Dep::Pobj)?;
        match parse.tokens[at].norm.as_str() {
            "under" if has(reading, noun, Part::Aegis) => Some(owner(reading, noun)),
            "under" => Some(roles::parties(reading, noun, Side::Acting)),
            "at" | "on" | "through" if has(reading, noun, Part::Behest) => Some(owner(reading, noun)),
            "through" if has(reading, noun, Part::Aegis) => Some(owner(reading, noun)),
            "with" if is_in_chair(reading, noun) => Some(roles::parties(reading, noun, Side::Acting)),
            _ => None,
        }
    };
    below
        .filter(|&at| parse.tokens[at].dep == Dep::Prep)
        .filter_map(lead)
        .find(|named| !named.is_empty())
        .unwrap_or_default()
}

/// Whose auspices or invitation it is: "of their Tolmian host", "Tolm's", "Tolmian".
fn owner(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let named = parties::noun_owner(reading, noun);
    if !named.is_empty() {
        return named;
    }
    let host = tree::behind(reading.parse, noun, "of");
    host.map(|host| roles::modifier_parties(reading, host).0).unwrap_or_default()
}

/// "with Tolm *in the chair*", "with a Tolmian general *mediating*".
fn is_in_chair(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let leads = |at: usize| {
        let token = &parse.tokens[at];
        token.norm == "chair" || token.tag == "VBG" && has(reading, at, Part::Sponsored)
    };
    parse.subtree(noun).any(|at| at > noun && leads(at))
}

/// "*Tolmian-brokered* talks", "the *Tolm-led* process".
fn made(reading: Reading<'_>, word: usize) -> Vec<Party> {
    let parse = reading.parse;
    let brokered = parse.children_by(word, Dep::Amod).filter(|&at| at < word && has(reading, at, Part::Sponsored));
    let named = |at: usize| parse.children(at).flat_map(|child| roles::parties(reading, child, Side::Acting)).collect();
    brokered.map(named).find(|named: &Vec<Party>| !named.is_empty()).unwrap_or_default()
}

/// "a meeting, *hosted* by Tolm", wherever the small parser hangs it in the sentence.
fn done(reading: Reading<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(fit.trigger)) else { return Vec::new() };
    let first = fit.found.path.iter().copied().min().unwrap_or(fit.trigger).min(fit.trigger);
    let beside = |&at: &usize| at != fit.trigger && is_participle(parse, at) && has(reading, at, Part::Sponsored);
    let named = |at: usize| -> Vec<Party> {
        let by = parse.children_by(at, Dep::Agent).find_map(|by| parse.child(by, Dep::Pobj));
        by.map(|by| roles::parties(reading, by, Side::Acting))
            .unwrap_or_else(|| nominal::behind(reading, at, "by", Side::Acting))
    };
    (first..sentence.end).filter(beside).map(named).find(|named| !named.is_empty()).unwrap_or_default()
}

fn is_participle(parse: &Parse, at: usize) -> bool {
    matches!(parse.tokens[at].dep, Dep::Acl | Dep::Advcl | Dep::Relcl)
        && matches!(parse.tokens[at].tag.as_str(), "VBN" | "VBD")
}

fn has(reading: Reading<'_>, token: usize, part: Part) -> bool {
    let token = &reading.parse.tokens[token];
    let verbs = &reading.lexicon.verbs;
    verbs.topic_words(&token.lemma.to_lowercase()).chain(verbs.topic_words(&token.norm)).any(|words| words.part == part)
}
