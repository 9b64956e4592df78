//! Whose the people of an event are where their words do not say: drafts in, drafts with countries out.
//!
//! "Turkish police dispersed demonstrators": where nothing else is said, the one is of the other's country. "the Sudanese government and the
//! rebels": of one country. "Gunmen killed five people in Haifa": whoever lives there.

use super::country;
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::place;
use demarche_model::{Party, Span};

/// Sectors of those whom a state rules, and who are of it where nothing else is said.
const RULED: &[&str] = &[
    "OPP", "CVL", "LEG", "PTY", "JUD", "COP", "GOV", "LAB", "EDU", "ELI", "REB", "CRM", "MIL", "PRM", "UAF", "BUS",
    "MED", "REL", "AGR",
];

/// Those of them that act upon their own state; reporters and firms may be anybody's.
const RULING: &[&str] =
    &["OPP", "CVL", "LEG", "PTY", "JUD", "COP", "GOV", "LAB", "EDU", "ELI", "REB", "CRM", "MIL", "PRM", "UAF", "AGR"];

/// Gives the people of an event their country, where only one can be meant.
pub(super) fn at_home(reading: Reading<'_>, draft: &mut Draft) {
    let plover = draft.action.plover.as_str();
    // Those who meet are of different countries.
    if !draft.mutual {
        among_themselves(reading, &mut draft.actors);
        among_themselves(reading, &mut draft.recipients);
    }
    let at_each_other = matches!(
        plover,
        "COERCE" | "PROTEST" | "CONCEDE" | "REQUEST" | "REJECT" | "THREATEN" | "AGREE" | "RETREAT" | "ACCUSE"
    );
    let police = draft.actors.iter().any(|party| sector(party) == Some("COP"));
    if at_each_other || plover == "ASSAULT" && police {
        let home = |parties: &[Party]| parties.iter().find_map(country);
        let (doers, others) = (home(&draft.actors), home(&draft.recipients));
        settle(reading, &mut draft.recipients, doers.as_ref(), RULED);
        settle(reading, &mut draft.actors, others.as_ref(), RULING);
    }
    if matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE") {
        where_hit(reading, draft);
    }
    let nowhere = |parties: &[Party]| parties.iter().all(|party| country(party).is_none());
    if nowhere(&draft.actors) && nowhere(&draft.recipients) && !draft.mutual {
        let only = only_country(reading, draft);
        let power = |party: &Party| matches!(sector(party), Some("GOV" | "OPP" | "LEG" | "MIL" | "PTY"));
        for party in draft.actors.iter_mut().chain(&mut draft.recipients).filter(|party| power(party)) {
            give(reading, party, only.as_ref());
        }
    }
}

/// "the Sudanese government and the rebels": listed together, of one country.
fn among_themselves(reading: Reading<'_>, parties: &mut [Party]) {
    let mut countries: Vec<String> = parties.iter().filter_map(country).collect();
    countries.dedup();
    if let [only] = countries.as_slice() {
        let only = only.clone();
        settle(reading, parties, Some(&only), RULED);
    }
}

fn settle(reading: Reading<'_>, parties: &mut [Party], home: Option<&String>, sectors: &[&str]) {
    for party in parties {
        if sector(party).is_some_and(|sector| sectors.contains(&sector)) {
            give(reading, party, home);
        }
    }
}

fn give(reading: Reading<'_>, party: &mut Party, home: Option<&String>) {
    let from_outside = outside(reading, party.span);
    if let (Some(actor), Some(home)) = (party.actor.as_mut(), home)
        && actor.country.is_none()
        && !from_outside
    {
        actor.country = Some(home.clone());
    }
}

/// People hit where they are, and nobody says that they are from elsewhere.
fn where_hit(reading: Reading<'_>, draft: &mut Draft) {
    let people = |party: &Party| {
        matches!(sector(party), Some("CVL" | "EDU" | "HLH" | "REL" | "LAB" | "LEG" | "JUD" | "COP" | "OPP"))
            && party.actor.as_ref().is_some_and(|actor| actor.country.is_none())
    };
    if !draft.recipients.iter().any(people) {
        return;
    }
    let home = place::place(reading, draft).and_then(|(_, place)| place.country);
    for party in draft.recipients.iter_mut().filter(|party| people(party)) {
        give(reading, party, home.as_ref());
    }
}

/// The one country that the sentence of a draft names, if it names one alone.
fn only_country(reading: Reading<'_>, draft: &Draft) -> Option<String> {
    let parse = reading.parse;
    let sentence = parse.sentences.get(parse.sentence_of(draft.trigger))?.clone();
    let (start, end) = parse.bytes(sentence);
    let within = Span::new(start, end);
    let mut countries: Vec<&str> = Vec::new();
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    for mention in reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end) {
        countries.extend(mention.actor.as_ref().and_then(|actor| actor.country.as_deref()));
    }
    let first = reading.places.partition_point(|place| place.span.end <= start);
    for mention in reading.places.iter().skip(first).take_while(|mention| mention.span.start < end) {
        if within.contains(mention.span) {
            countries.extend(mention.place.as_ref().and_then(|place| place.country.as_deref()));
        }
    }
    countries.sort_unstable();
    countries.dedup();
    match countries.as_slice() {
        [only] if only.len() == 3 && !matches!(*only, "IGO" | "NGO" | "UNO" | "EUR") => Some((*only).to_owned()),
        _ => None,
    }
}

/// Whether the words say that it comes from outside: "a regional force", "foreign troops", "peacekeepers".
fn outside(reading: Reading<'_>, span: Span) -> bool {
    let classes = &reading.lexicon.verbs.classes;
    reading
        .parse
        .tokens_in(span.start, span.end)
        .any(|token| classes.has("outside", &reading.parse.tokens[token].lemma.to_lowercase()))
}

fn sector(party: &Party) -> Option<&str> {
    party.actor.as_ref()?.sector.as_deref()
}
