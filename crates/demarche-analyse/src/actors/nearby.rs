//! Whose the bodies and sources are that stand beside a name: mentions and places in, mentions with countries out.
//!
//! "A source close to the Ostrian government said": Ostria's. "The International Committee of the Red Cross … The Committee said": the same body
//! again. "Shells fell on Olmar, local officials said": of the country that Olmar lies in.

use super::local::{of_country, only, pass_on};
use crate::Reading;
use demarche_lexicon::actors::fold;
use demarche_model::{Actor, ActorKind, Mention, PlaceMention, Span};

/// Gives those who stand beside a name or a place the country that it tells.
pub fn settle_nearby(reading: Reading<'_>, mentions: &mut [Mention]) {
    let text = reading.article.text.as_str();
    for at in 0..mentions.len() {
        let Some(found) = served(reading, text, mentions, at)
            .or_else(|| again(reading, text, mentions, at))
            .or_else(|| of_place(reading, text, mentions, at))
        else {
            continue;
        };
        let Some(mention) = mentions.get_mut(at) else { continue };
        mention.rule = found.rule;
        mention.actor = Some(found.actor);
        pass_on(mentions, at);
    }
}

/// Whoever a mention stands for, and by which rule.
struct Found {
    actor: Actor,
    rule: &'static str,
}

fn open(mentions: &[Mention], at: usize) -> Option<(&Mention, &Actor)> {
    let mention = mentions.get(at)?;
    let actor = mention.actor.as_ref().filter(|actor| actor.country.is_none())?;
    (mention.rule == "M060 agent").then_some((mention, actor))
}

/// "a source close to the Ostrian government", "an officer in the Ostrian navy", "a person familiar with the Ostrian government's thinking".
fn served(reading: Reading<'_>, text: &str, mentions: &[Mention], at: usize) -> Option<Found> {
    let (mention, actor) = open(mentions, at)?;
    let body = mentions.get(at + 1)?;
    let known = body.actor.as_ref()?;
    let between = words_between(text, mention.span, body.span)?;
    let between = between.strip_suffix(" the").unwrap_or(&between);
    let group = matches!(actor.kind, ActorKind::Person | ActorKind::Group);
    let official = matches!(known.sector.as_deref(), Some("GOV" | "MIL" | "SPY" | "COP" | "LEG" | "JUD"));
    // "a source in Ostria" may be anybody; a body of the state is not.
    let institution = matches!(known.kind, ActorKind::Government | ActorKind::Military | ActorKind::Organisation);
    let person =
        known.kind == ActorKind::Person && matches!(between, "close to" | "near to" | "loyal to" | "briefed by");
    let country = known.country.as_deref()?;
    (group && official && (institution || person) && reading.lexicon.verbs.classes.has("knowing", between)).then(|| {
        let sector = actor.sector.clone().or_else(|| known.sector.clone());
        Found { actor: Actor { sector, ..of_country(actor, country) }, rule: "M048 beside-body" }
    })
}

/// "The Committee", "the authority": the last body named in several words of which this is one.
fn again(reading: Reading<'_>, text: &str, mentions: &[Mention], at: usize) -> Option<Found> {
    let (mention, _) = open(mentions, at)?;
    let noun = fold(mention.span.of(text));
    let definite = words_before(text, mention.span).last().is_some_and(|word| word == "the");
    if !definite || !reading.lexicon.verbs.classes.has("short-body", &noun) {
        return None;
    }
    let before = mentions.get(..at)?.iter().rev();
    let named = |mention: &&Mention| {
        let words = fold(mention.span.of(text));
        words.contains(' ') && words.split(' ').any(|word| word == noun)
    };
    let actor = before.filter(named).find_map(|mention| mention.actor.clone())?;
    actor.country.is_some().then_some(Found { actor, rule: "M049 short-name" })
}

/// "Shells fell on Olmar, local officials said", "a security official in Olmar": of the country of the one place named.
fn of_place(reading: Reading<'_>, text: &str, mentions: &[Mention], at: usize) -> Option<Found> {
    let (mention, actor) = open(mentions, at)?;
    let words = fold(mention.span.of(text));
    let head = words.rsplit(' ').next().unwrap_or_default();
    if !reading.lexicon.verbs.classes.has("local-official", head) {
        return None;
    }
    let local = words.split(' ').any(|word| matches!(word, "local" | "municipal" | "provincial" | "regional"))
        || words_before(text, mention.span).last().is_some_and(|word| word == "local");
    let behind = place_after(reading, mention.span).filter(|place| {
        let between = words_between(text, mention.span, place.span);
        between.is_some_and(|between| matches!(between.as_str(), "in" | "in the" | "of"))
    });
    let country = match behind {
        Some(place) => place.place.as_ref()?.country.clone()?,
        None if local => {
            let tokens = reading.parse.tokens_in(mention.span.start, mention.span.end).last()?;
            let sentence = reading.parse.sentences.get(reading.parse.sentence_of(tokens)).cloned()?;
            let (start, end) = reading.parse.bytes(sentence);
            let within = reading.places.iter().filter(|place| start <= place.span.start && place.span.end <= end);
            only(within.filter_map(|place| place.place.as_ref()?.country.as_deref()).collect())?
        }
        None => return None,
    };
    let state = !matches!(country.as_str(), "IGO" | "NGO" | "UNO" | "EUR");
    state.then(|| Found { actor: of_country(actor, &country), rule: "M043 local" })
}

fn place_after<'a>(reading: Reading<'a>, span: Span) -> Option<&'a PlaceMention> {
    reading.places.get(reading.places.partition_point(|place| place.span.start < span.end))
}

/// The words between two spans in small letters, a comma left out; `None` where they are many or a sentence ends.
fn words_between(text: &str, before: Span, after: Span) -> Option<String> {
    let between = text.get(before.end as usize..after.start as usize)?;
    if between.len() > 40 || between.contains(['.', ';', '\n', '"', '“', '”']) {
        return None;
    }
    Some(between.to_lowercase().replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The last two words before a span, in small letters.
fn words_before(text: &str, span: Span) -> Vec<String> {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let near = before.char_indices().rev().nth(24).map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
    near.split_whitespace().map(str::to_lowercase).collect()
}
