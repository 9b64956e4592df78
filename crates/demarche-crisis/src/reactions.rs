//! The world's reactions: a [`Crisis`] in, a row for each state or organisation that takes a stance without being a party to the fighting.
//!
//! "China's ambassador, Fu Cong, condemned Israel's violation of Iranian sovereignty" is China, condemns. What Iran says of an attack on Iran is no
//! reaction but the claim of a party, and stands in the claim ledger.

use crate::crisis::{Crisis, Event};
use crate::digest::Statement;
use crate::rows::evidence;
use crate::words::words;
use demarche_lexicon::Reaction;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Longest quotation, in words.
const MOST_WORDS: usize = 25;
/// An attack counts its sides as parties when it is told so often.
const TOLD: usize = 3;

/// The reactions, in the order of the reports.
pub fn reactions(crisis: &Crisis, phrases: &[Reaction]) -> Vec<Value> {
    let parties = parties(crisis);
    let mut rows = Vec::new();
    for (number, report) in crisis.reports.iter().enumerate() {
        for statement in report.statements.iter().filter(|statement| statement.inside.is_none()) {
            let Some(speaker) = &statement.speaker else { continue };
            let Some(country) = speaker.country.as_ref().filter(|country| !parties.contains(country.as_str())) else {
                continue;
            };
            let Some(stance) = stance(statement, phrases) else { continue };
            rows.push(json!({"event": attack_of(crisis, number).map(|event| &event.id), "country": country, "speaker": speaker, "office": null,
                             "stance": stance, "quotation": quotation(statement), "when": statement.said_on,
                             "channel": statement.channel.as_ref().map(|channel| &channel.kind), "evidence": evidence(report, &statement.evidence)}));
        }
    }
    rows
}

/// The states that fight.
fn parties(crisis: &Crisis) -> BTreeSet<&str> {
    let attacks = crisis.events.iter().filter(|event| event.tellings.len() >= TOLD);
    let told =
        attacks.flat_map(|event| &event.tellings).filter_map(|at| crisis.telling(*at)).map(|(_, telling)| telling);
    told.filter(|telling| telling.plover == "ASSAULT" && telling.occurrence == "actual")
        .flat_map(|telling| telling.actors.iter().chain(&telling.recipients))
        .filter_map(|party| party.country.as_deref())
        .collect()
}

/// The attack that a report tells and most others tell too.
fn attack_of(crisis: &Crisis, report: usize) -> Option<&Event> {
    let told = crisis.events.iter().filter(|event| {
        event
            .tellings
            .iter()
            .any(|at| at.0 == report && crisis.telling(*at).is_some_and(|(_, telling)| telling.plover == "ASSAULT"))
    });
    told.rev().max_by_key(|event| event.tellings.len())
}

/// The stance of a statement: its position where that is one, else the first phrase that shows one.
fn stance<'a>(statement: &Statement, phrases: &'a [Reaction]) -> Option<&'a str> {
    match statement.position.as_str() {
        "condemns" => return Some("condemns"),
        "regrets" => return Some("concern"),
        _ => {}
    }
    let folded: Vec<String> = words(&statement.evidence.text).map(|word| word.folded).collect();
    let text = format!(" {} ", folded.join(" "));
    let shown = phrases.iter().filter_map(|reaction| {
        let first = reaction.phrases.iter().filter_map(|phrase| text.find(phrase.as_str())).min()?;
        Some((first, reaction.stance.as_str()))
    });
    shown.min_by_key(|(place, _)| *place).map(|(_, stance)| stance)
}

/// The words in quotation marks, else the content; cut to a few words.
fn quotation(statement: &Statement) -> Option<String> {
    let parts = if statement.quoted.is_empty() { &statement.content } else { &statement.quoted };
    let text = parts.first()?.text.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Evidence;
    use demarche_lexicon::Lexicon;

    fn said(text: &str, position: &str) -> Statement {
        let evidence = Evidence { spans: vec![[0, 1]], text: text.into(), ..Evidence::default() };
        Statement { position: position.into(), evidence, ..Statement::default() }
    }

    #[test]
    fn every_row_shows_its_stance_in_its_example() {
        let phrases = &Lexicon::embedded().reactions;
        for reaction in phrases {
            let example = reaction.example.replace(['[', ']'], "");
            assert_eq!(stance(&said(&example, "asserts"), phrases), Some(reaction.stance.as_str()), "{}", reaction.id);
        }
    }

    #[test]
    fn what_takes_no_stance_is_no_reaction() {
        let phrases = &Lexicon::embedded().reactions;
        assert_eq!(stance(&said("Verania said that its minister would travel on Monday", "asserts"), phrases), None);
        assert_eq!(stance(&said("Verania spoke of the raid", "condemns"), phrases), Some("condemns"));
    }
}
