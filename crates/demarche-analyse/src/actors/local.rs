//! Whose the people of a place are: mentions and places in, mentions with countries out.
//!
//! "Shells hit Kharkiv on Monday, residents said": residents, witnesses, police of no country named are of the one whose place the sentence
//! names; where it names two, they stay open.

use super::discourse::subject_like;
use crate::Reading;
use demarche_language::Dep;
use demarche_model::{Mention, MentionId, PlaceMention, Span};

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
            let own = actor.id.strip_prefix("text:").unwrap_or(&actor.id);
            actor.id = format!("text:{}.{own}", country.to_ascii_lowercase());
            actor.country = Some(country);
            *rule = "M043 local";
        }
        pass_on(mentions, at);
    }
}

/// "A village elder told … he said": whoever takes up a local is of the same country.
fn pass_on(mentions: &mut [Mention], first: usize) {
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

fn only(mut codes: Vec<&str>) -> Option<String> {
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] if !matches!(*only, "IGO" | "NGO" | "UNO" | "EUR") => Some((*only).to_owned()),
        _ => None,
    }
}
