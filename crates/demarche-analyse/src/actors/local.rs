//! Whose the people of a place are: mentions and places in, mentions with countries out.
//!
//! "Shells hit Kharkiv on Monday, residents said": residents, witnesses, police of no country named are of the one whose place the sentence
//! names; where it names two, they stay open.

use super::discourse::subject_like;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_model::{Actor, ActorKind, Mention, MentionId, PlaceMention, Span};

/// "In Tolm the junta put it otherwise. Its men", "From the Ostrian side, the ministry said": an institution of no state named is of the place, or
/// the side, that its sentence begins with, whatever was told of before; so is whoever takes it up.
pub fn settle_fronted(reading: Reading<'_>, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at).filter(|mention| is_institution(mention)) else { continue };
        let (span, old) = (mention.span, mention.actor.clone());
        let Some(country) = fronted(reading, mentions, span) else { continue };
        let Some(state) = reading.lexicon.actors.state(&country) else { continue };
        let label = state.adjectives.first().unwrap_or(&state.name).clone();
        if old.as_ref().is_some_and(|actor| actor.country.as_ref() == Some(&country)) {
            continue;
        }
        let mut chain = vec![MentionId(at as u32)];
        for (other, mention) in mentions.iter_mut().enumerate().skip(at) {
            let again = other == at || mention.same_as.is_some_and(|before| chain.contains(&before));
            if !again || mention.actor != old {
                continue;
            }
            let Some(actor) = &mut mention.actor else { continue };
            let own = actor.id.rsplit(['.', ':']).next().unwrap_or_default().to_owned();
            let noun = span.of(&reading.article.text);
            actor.id = format!("text:{}.{own}", country.to_ascii_lowercase());
            actor.name = format!("{label} {noun}");
            actor.country = Some(country.clone());
            if other == at {
                mention.rule = "M047 institution-fronted";
            }
            chain.push(MentionId(other as u32));
        }
        belongings(reading, mentions, &chain, old.and_then(|actor| actor.country), &country);
    }
}

/// "*Its* men", "their leader": whoever is named as of those whose country was set right is of the same.
fn belongings(reading: Reading<'_>, mentions: &mut [Mention], chain: &[MentionId], old: Option<String>, country: &str) {
    for &MentionId(owner) in chain {
        let Some(span) = mentions.get(owner as usize).map(|mention| mention.span) else { continue };
        let words = span.of(&reading.article.text).to_lowercase();
        if !matches!(words.as_str(), "its" | "their" | "his" | "her") {
            continue;
        }
        let Some(next) = mentions.get_mut(owner as usize + 1) else { continue };
        let beside = next.span.start > span.end && next.span.start - span.end < 24 && next.rule == "M060 agent";
        if let Some(actor) = next.actor.as_mut().filter(|actor| beside && actor.country == old) {
            actor.country = Some(country.to_owned());
        }
    }
}

/// Whether an institution got its country from what stands near, or none.
fn is_institution(mention: &Mention) -> bool {
    matches!(mention.rule, "M041 institution-open" | "M042 institution-near" | "M044 institution-at-home")
        && mention.actor.as_ref().is_some_and(|actor| !matches!(actor.kind, ActorKind::Outlet))
}

/// The country of the place or the side that the sentence of a mention begins with, if the mention stands right behind it.
fn fronted(reading: Reading<'_>, mentions: &[Mention], span: Span) -> Option<String> {
    let parse = reading.parse;
    let token = parse.tokens_in(span.start, span.end).next()?;
    let sentence = parse.sentences.get(parse.sentence_of(token)).cloned()?;
    let first = sentence.clone().find(|&at| parse.tokens[at].pos != Pos::Space)?;
    if token <= first || token - first > FRONT {
        return None;
    }
    let leads = parse.tokens[first].norm.as_str();
    let (start, end) = (parse.tokens[first].start, span.start);
    if matches!(leads, "from" | "on") {
        let side = (first..token).any(|at| matches!(parse.tokens[at].norm.as_str(), "side" | "part"));
        let from = mentions.partition_point(|mention| mention.span.end <= start);
        let named = mentions.iter().skip(from).take_while(|mention| mention.span.end <= end);
        return only(named.filter(|_| side).filter_map(|mention| mention.actor.as_ref()?.country.as_deref()).collect());
    }
    if leads != "in" {
        return None;
    }
    let from = reading.places.partition_point(|place| place.span.end <= start);
    let within = reading.places.iter().skip(from).take_while(|place| place.span.end <= end);
    only(within.filter_map(|place| place.place.as_ref()?.country.as_deref()).collect())
}

/// Within how many words of the beginning of a sentence an institution is told of under what it begins with.
const FRONT: usize = 8;

/// Gives those who speak or act where they live the country of the one place of their sentence, else the one country that it names.
pub fn settle_locals(reading: Reading<'_>, mentions: &mut [Mention]) {
    let parse = reading.parse;
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at).filter(|mention| is_open(mention)) else { continue };
        let Some(token) = parse.tokens_in(mention.span.start, mention.span.end).last() else { continue };
        let lemma = parse.tokens.get(token).map(|token| token.lemma.to_lowercase()).unwrap_or_default();
        if !reading.lexicon.verbs.classes.has("local", &lemma) || !subject_like(parse, token, 4) {
            continue;
        }
        let Some(sentence) = parse.sentences.get(parse.sentence_of(token)).cloned() else { continue };
        let (start, end) = parse.bytes(sentence);
        let sentence = Span::new(start, end);
        let Some(country) = of_places(reading, mentions, sentence).unwrap_or_else(|| of_names(mentions, sentence))
        else {
            continue;
        };
        if let Some(Mention { actor: Some(actor), rule, .. }) = mentions.get_mut(at) {
            *actor = of_country(actor, &country);
            *rule = "M043 local";
        }
        pass_on(mentions, at);
    }
}

/// "A village elder told … he said": whoever takes up a mention that has just got its country is of the same.
pub(super) fn pass_on(mentions: &mut [Mention], first: usize) {
    let Some(actor) = mentions.get(first).and_then(|mention| mention.actor.clone()) else { return };
    let mut chain = vec![MentionId(first as u32)];
    for (at, mention) in mentions.iter_mut().enumerate().skip(first + 1) {
        let again = mention.same_as.is_some_and(|before| chain.contains(&before));
        if again && mention.actor.as_ref().is_some_and(|known| known.country.is_none()) {
            mention.actor = Some(actor.clone());
            chain.push(MentionId(at as u32));
        }
    }
}

/// Somebody known by the words of the text alone, as of this country.
pub(super) fn of_country(actor: &Actor, country: &str) -> Actor {
    let own = actor.id.strip_prefix("text:").unwrap_or(&actor.id);
    Actor {
        id: format!("text:{}.{own}", country.to_ascii_lowercase()),
        country: Some(country.to_owned()),
        ..actor.clone()
    }
}

fn is_open(mention: &Mention) -> bool {
    matches!(mention.rule, "M060 agent" | "M041 institution-open" | "M051 office-unheld")
        && mention.actor.as_ref().is_some_and(|actor| actor.country.is_none())
}

/// The country of the places of a sentence: `None` where it names no place, no country where they lie in several.
fn of_places(reading: Reading<'_>, mentions: &[Mention], sentence: Span) -> Option<Option<String>> {
    let first = reading.places.partition_point(|place| place.span.end <= sentence.start);
    let within = reading.places.iter().skip(first).take_while(|place| place.span.start < sentence.end);
    // "Russian shelling … in Sumy": an adjective says whose, a town behind a preposition says where.
    let parse = reading.parse;
    let stands = |place: &&PlaceMention| {
        let mut words = parse.tokens_in(place.span.start, place.span.end);
        words.any(|at| matches!(parse.tokens[at].dep, Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass))
    };
    let states = |place: &&PlaceMention| {
        let at = mentions.partition_point(|mention| mention.span.end <= place.span.start);
        let named = mentions.get(at).filter(|mention| mention.span.overlaps(place.span));
        named.is_some_and(|mention| mention.rule.starts_with("M01"))
    };
    let towns = within.filter(stands).filter(|place| !states(place));
    let codes: Vec<&str> = towns.filter_map(|place| place.place.as_ref()?.country.as_deref()).collect();
    (!codes.is_empty()).then(|| only(codes))
}

/// The one country that the mentions of a sentence are of.
fn of_names(mentions: &[Mention], sentence: Span) -> Option<String> {
    let first = mentions.partition_point(|mention| mention.span.end <= sentence.start);
    let within = mentions.iter().skip(first).take_while(|mention| mention.span.start < sentence.end);
    only(within.filter_map(|mention| mention.actor.as_ref()?.country.as_deref()).collect())
}

/// The one country of all these, if it is a state's.
pub(super) fn only(mut codes: Vec<&str>) -> Option<String> {
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] if !matches!(*only, "IGO" | "NGO" | "UNO" | "EUR") => Some((*only).to_owned()),
        _ => None,
    }
}
