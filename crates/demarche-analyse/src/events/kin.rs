//! Words that name one party by another and are not that other: a noun phrase in, whose it is out.
//!
//! "Ethiopia signed a truce with its neighbour, Eritrea": the neighbour is not Ethiopia, and its name says who it is. "ethnic Serbs in
//! Kosovo" are no party of Serbia: they live where the words say, and where nothing is said nobody knows.

use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_model::{Actor, ActorKind, Party};

/// Whether the noun names another party than the one before it: "its neighbour", "Iran's ally".
pub(super) fn is_another(reading: Reading<'_>, head: usize) -> bool {
    let token = &reading.parse.tokens[head];
    reading.lexicon.verbs.classes.has("another", &token.lemma)
}

/// Who such a noun is, if its adjective, its apposition or the name it stands before says so.
pub(super) fn named_other(reading: Reading<'_>, head: usize, whole: &Party) -> Vec<Party> {
    let parse = reading.parse;
    let mut out = Vec::new();
    // "his Saudi counterpart": the adjective says it.
    let before = parse.children(head).filter(|&child| child < head && parse.tokens[child].dep != Dep::Poss);
    for party in before.filter_map(|child| roles::state_party(reading, child, whole.span)) {
        roles::push(&mut out, Party { span: whole.span, ..party });
    }
    if !out.is_empty() {
        return out;
    }
    for name in parse.children_by(head, Dep::Appos) {
        for party in roles::parties(reading, name, Side::Acting) {
            roles::push(&mut out, Party { span: whole.span.cover(party.span), ..party });
        }
    }
    // "his colleagues in Oslo and Tolm": of the states that these are the capitals of.
    if out.is_empty() {
        let place = ["in", "from"].iter().find_map(|word| tree::behind(parse, head, word));
        for party in place.into_iter().flat_map(|place| roles::parties(reading, place, Side::Target)) {
            if party.actor.as_ref().is_some_and(|it| matches!(it.kind, ActorKind::State | ActorKind::Government)) {
                roles::push(&mut out, party);
            }
        }
    }
    out
}

/// "The presidents, Dal Oret and Ume Tarn, met": those whom a plural stands for, where they are named right behind it.
pub(super) fn named_beside(reading: Reading<'_>, head: usize, whole: &Party) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let actor = whole.actor.as_ref()?;
    if actor.country.is_some() || actor.kind != ActorKind::Group || parse.tokens[head].pos == Pos::Propn {
        return None;
    }
    let mut out = Vec::new();
    for name in parse.children_by(head, Dep::Appos).filter(|&name| parse.tokens[name].pos == Pos::Propn) {
        for party in roles::parties(reading, name, Side::Acting) {
            roles::push(&mut out, party);
        }
    }
    let known = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
    (out.len() > 1 && out.iter().all(known)).then_some(out)
}

/// "ethnic Serbs in Kosovo": of the country they live in, else of none that is told.
pub(super) fn ethnic(reading: Reading<'_>, head: usize, whole: Party) -> Party {
    let parse = reading.parse;
    let first = parse.tokens[head].left_edge as usize;
    let said =
        (first..head).any(|at| parse.tokens[at].norm == "ethnic" || parse.tokens[at].norm.starts_with("ethnic-"));
    let Some(actor) = whole.actor.as_ref().filter(|_| said) else { return whole };
    let home = ["in", "of", "from", "near"]
        .iter()
        .filter_map(|word| tree::behind(parse, head, word))
        .find_map(|noun| {
            let named = roles::parties(reading, noun, Side::Target).into_iter().next();
            named.and_then(|party| party.actor?.country)
        })
        .filter(|code| code.len() == 3);
    let words = whole.span.of(&reading.article.text);
    let key = words.to_lowercase().replace(char::is_whitespace, "-");
    let id = match &home {
        Some(code) => format!("text:{}.{key}", code.to_lowercase()),
        None => format!("text:{key}"),
    };
    let sector = actor.sector.clone().or_else(|| Some("CVL".to_owned()));
    let actor = Actor { id, name: words.to_owned(), kind: ActorKind::Group, country: home, sector, office: None };
    Party { actor: Some(actor), ..whole }
}
