//! Whoever made what another welcomes, condemns or rejects: drafts in, drafts with those parties as recipients out.
//!
//! "Iran condemned the bombardment": whoever is told to have bombed. "Islamabad welcomed the offer": whoever is told to have offered.

use super::{CARRIED, country, same};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::{nominal, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::NounKind;
use demarche_model::Party;
use std::collections::BTreeMap;

/// How many sentences back what a word points to is looked for.
const REACH: usize = 6;

/// Before parties are carried: an offer that is welcomed, studied or rejected is of whoever last offered.
pub(in super::super) fn offered(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let answers = matches!(draft.action.plover.as_str(), "REJECT" | "SUPPORT" | "AGREE")
            && draft.recipients.is_empty()
            && !draft.mutual
            && tree::verbal(parse, draft.trigger);
        if !answers {
            continue;
        }
        let objects = tree::objects(reading, draft.trigger);
        // "The ELN accepted", right after an offer: that offer.
        let bare = objects.is_empty() && tree::is(reading, draft.trigger, "answering") && draft.complements.is_empty();
        let pointing = |&object: &usize| {
            tree::is(reading, object, "offer") && points_back(parse, object) || tree::is(reading, object, "mediating")
        };
        let Some(word) = objects.into_iter().find(pointing).or(Some(draft.trigger).filter(|_| bare)) else { continue };
        let reach = if bare { 1 } else { REACH };
        let offers = |other: &&Draft| {
            other.governor() < word
                && parse.sentence_of(word).saturating_sub(parse.sentence_of(other.governor())) <= reach
                && other.words().any(|at| tree::is(reading, at, "offering"))
                && other.actors.iter().any(|party| country(party).is_some() || body(party))
                && !other.actors.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party)))
        };
        if let Some(maker) = drafts.iter().rev().find(offers).map(|offer| offer.actors.clone()) {
            drafts[here].recipients = maker;
            drafts[here].rows.push(CARRIED.to_owned());
        }
    }
}

fn body(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| actor.country.is_some())
}

/// After all drafts are filled: whoever condemns an attack or an exercise accuses whoever is said to have done it.
///
/// "The ministers condemned the attack": where its doer is not named there, it is whoever the report last told to have struck; "as a
/// violation of Yemen's sovereignty" tells that it was not Yemen.
pub(in super::super) fn link(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    let doers: BTreeMap<usize, Vec<Party>> = drafts
        .iter()
        .filter(|draft| !draft.actors.is_empty())
        .map(|draft| (draft.trigger, draft.actors.clone()))
        .collect();
    let deeds = |plover: &str| -> Vec<usize> {
        let told = drafts.iter().filter(|draft| draft.action.plover == plover && happened(parse, draft));
        told.map(|draft| draft.trigger).collect()
    };
    let (forces, drills) = (deeds("ASSAULT"), deeds("MOBILIZE"));
    let mut all: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.action.plover != "ACCUSE" && happened(parse, draft))
        .map(|draft| draft.trigger)
        .collect();
    all.sort_unstable();
    for draft in drafts.iter_mut().filter(|draft| draft.action.plover == "ACCUSE" && tree::verbal(parse, draft.trigger))
    {
        let wronged = named_as_wronged(reading, draft.trigger);
        let objects: Vec<usize> = tree::objects(reading, draft.trigger)
            .into_iter()
            .chain(tree::behind(parse, draft.trigger, "by"))
            .chain(tree::behind(parse, draft.trigger, "at"))
            .map(|object| tree::content(reading, object))
            .collect();
        let about = objects.into_iter().find_map(|object| {
            doers.get(&object).or_else(|| {
                // "began naval exercises … condemned the exercises"
                let same_word = |&&deed: &&usize| parse.tokens[deed].lemma == parse.tokens[object].lemma;
                let again: Vec<usize> = all.iter().filter(same_word).copied().collect();
                if let Some(doers) = last_doer(parse, &doers, &again, &wronged, object) {
                    return Some(doers);
                }
                let kind = nominal::event_noun(reading, object)?;
                let told = match kind.action.plover.as_str() {
                    "ASSAULT" if kind.kind == NounKind::Deed => &forces,
                    "MOBILIZE" => &drills,
                    _ => return None,
                };
                last_doer(parse, &doers, told, &wronged, object)
            })
        });
        if let Some(about) = about
            && !about.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party)))
        {
            draft.recipients.clone_from(about);
        }
    }
}

/// Whether a deed is told as one that was or is done: not what "would" be, and not what is to be.
fn happened(parse: &Parse, draft: &Draft) -> bool {
    let verb = draft.governor();
    let modal = parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].tag == "MD");
    let inside = parse
        .head(verb)
        .filter(|_| matches!(parse.tokens[verb].dep, Dep::Xcomp | Dep::Pcomp))
        .is_some_and(|head| parse.children_by(head, Dep::Aux).any(|aux| parse.tokens[aux].tag == "MD"));
    !modal && !inside && !tree::infinitive(parse, verb)
}

/// The countries that a charge names behind "as" or "against": "as a violation of Yemen's sovereignty".
fn named_as_wronged(reading: Reading<'_>, verb: usize) -> Vec<String> {
    let parse = reading.parse;
    let mut out = Vec::new();
    for at in tree::prepositions(parse, verb).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "as" | "against")) {
        let tokens = || parse.subtree(at);
        let (Some(first), Some(last)) = (tokens().min(), tokens().max()) else { continue };
        let (start, end) = parse.bytes(first..last + 1);
        let mentions = reading.mentions.iter().filter(|mention| mention.span.start >= start && mention.span.end <= end);
        out.extend(mentions.filter_map(|mention| mention.actor.as_ref()?.country.clone()));
    }
    out
}

/// Whoever did the last of some deeds told before a word for such a deed, at most six sentences back, and was not wronged by it.
fn last_doer<'a>(
    parse: &Parse,
    doers: &'a BTreeMap<usize, Vec<Party>>,
    deeds: &[usize],
    wronged: &[String],
    word: usize,
) -> Option<&'a Vec<Party>> {
    let free = |trigger: usize| {
        doers.get(&trigger).is_some_and(|doers| !doers.iter().filter_map(country).any(|code| wronged.contains(&code)))
    };
    let last = deeds.iter().rev().find(|&&trigger| trigger < word && free(trigger))?;
    let near = parse.sentence_of(word).saturating_sub(parse.sentence_of(*last)) <= REACH;
    doers.get(last).filter(|_| points_back(parse, word) && !is_named(parse, word) && near)
}

/// "the Tolm attack", "the attack in Tolm": a deed of its own, not the last that was told.
fn is_named(parse: &Parse, word: usize) -> bool {
    let name = |token: usize| parse.tokens[token].pos == Pos::Propn;
    let before = parse
        .children(word)
        .any(|child| child < word && matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod) && name(child));
    before || ["in", "at", "of"].iter().filter_map(|at| tree::behind(parse, word, at)).any(name)
}

/// Whether a noun points to something already told: "the attack", "these raids".
fn points_back(parse: &Parse, word: usize) -> bool {
    parse.children(word).any(|child| {
        let token = &parse.tokens[child];
        token.dep == Dep::Poss
            || token.dep == Dep::Det && matches!(token.norm.as_str(), "the" | "this" | "that" | "these" | "those")
    })
}
