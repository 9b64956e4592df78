//! `cargo xtask eval confidence`: how often events are right, by rule and parties, and what a threshold of confidence costs.
//!
//! In: the sets in which every event is labelled (whole reports; leads with all events; the sentences of a coder's test set). Out: counts for
//! `data/event_confidence.tsv` and the table "threshold → precision, coverage". An event is right where people mark an event of its type at its
//! words, with its actors and recipients (reports), or of its type in its sentence (the others).

use crate::eval::read_records;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// PLOVER types of CAMEO's two-digit roots, from 03 on.
const ROOTS: [&str; 18] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "ACCUSE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
    "ASSAULT",
    "ASSAULT",
];

/// One event that we made.
struct Made {
    rule: String,
    parties: &'static str,
    confidence: f64,
    right: bool,
}

/// Measures the sets in a folder.
pub(crate) fn run(binary: &Path, sets: &Path) -> Result<()> {
    let mut made = Vec::new();
    let mut gold_events = 0;
    for (file, whole) in [
        ("crisis/crisis.dev.jsonl", true),
        ("events/cameo_consensus.dev.jsonl", false),
        ("events/petr2_gsr.dev.jsonl", false),
    ] {
        let path = sets.join(file);
        if !path.exists() {
            println!("confidence: no {}", path.display());
            continue;
        }
        let records = read_records(binary, &path)?;
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines() {
            let gold: Value = serde_json::from_str(line)?;
            let Some(record) = records.get(gold["id"].as_str().unwrap_or_default()) else { continue };
            gold_events += gold["events"].as_array().map_or(0, Vec::len);
            let judged: Box<dyn Fn(&Value) -> bool> =
                if whole { Box::new(at_its_words(&gold)) } else { Box::new(in_its_sentence(&gold)) };
            for event in record["events"].as_array().into_iter().flatten() {
                made.push(Made {
                    rule: event["evidence"]["rule"].as_str().unwrap_or_default().chars().take(4).collect(),
                    parties: parties(event),
                    confidence: event["confidence"].as_f64().unwrap_or(0.0),
                    right: judged(event),
                });
            }
        }
    }
    counts(&made);
    thresholds(&made, gold_events);
    Ok(())
}

/// What people mark: where its words stand, the types they accept, the countries of its actors and recipients.
struct Marked {
    words: std::ops::Range<usize>,
    types: BTreeSet<String>,
    sides: [BTreeSet<String>; 2],
}

/// Right: a marked event of an accepted type stands at the trigger, and a country of each side is among those marked.
fn at_its_words(gold: &Value) -> impl Fn(&Value) -> bool {
    let text: Vec<char> = gold["text"].as_str().unwrap_or_default().chars().collect();
    let marked: Vec<Marked> = gold["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| {
            let words: Vec<char> = event["evidence"].as_str()?.chars().collect();
            let start = text.windows(words.len().max(1)).position(|window| window == words)?;
            Some(Marked {
                words: start..start + words.len(),
                types: strings(&event["plover"]),
                sides: [strings(&event["actors"]), strings(&event["recipients"])],
            })
        })
        .collect();
    move |event| {
        let Some(at) = event["trigger"]["span"][0].as_u64() else { return false };
        let at = at as usize;
        let sides = [countries(&event["actors"]), countries(&event["recipients"])];
        marked.iter().any(|marked| {
            let meet = |at: usize| marked.sides[at] == sides[at] || !marked.sides[at].is_disjoint(&sides[at]);
            marked.words.contains(&at)
                && event["plover"].as_str().is_some_and(|plover| marked.types.contains(plover))
                && meet(0)
                && meet(1)
        })
    }
}

/// Right: the sentence has a marked event of the type.
fn in_its_sentence(gold: &Value) -> impl Fn(&Value) -> bool {
    let types: BTreeSet<&str> = gold["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| {
            let root = event["cameo_root"].as_str()?.get(..2)?.parse::<usize>().ok()?;
            ROOTS.get(root.checked_sub(3)?).copied()
        })
        .collect();
    move |event| {
        let plover = event["plover"].as_str().unwrap_or_default();
        // The old codes know one YIELD.
        types.contains(plover) || plover == "RETREAT" && types.contains("CONCEDE")
    }
}

fn countries(parties: &Value) -> BTreeSet<String> {
    parties.as_array().into_iter().flatten().filter_map(|it| it["country"].as_str().map(str::to_owned)).collect()
}

fn strings(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

/// How the parties of an event are known, in the words of `event_confidence.tsv`.
fn parties(event: &Value) -> &'static str {
    let rows = strings(&event["evidence"]["rows"]);
    let known =
        |side: &str| event[side].as_array().into_iter().flatten().filter(|party| party["country"].is_string()).count();
    match (known("actors"), known("recipients")) {
        _ if rows.contains("carried") => "carried",
        (0, 0) => "neither",
        (0, _) => "recipient",
        (2.., _) => "both",
        (1, 0) => "actor",
        (1, _) => "both",
    }
}

fn counts(made: &[Made]) {
    let mut cells: BTreeMap<(&str, &str), (u32, u32)> = BTreeMap::new();
    for event in made {
        for key in [(event.rule.as_str(), event.parties), (event.rule.as_str(), "*"), ("*", event.parties), ("*", "*")]
        {
            let cell = cells.entry(key).or_default();
            cell.0 += u32::from(event.right);
            cell.1 += 1;
        }
    }
    println!("| rule | parties | right | made | share |");
    for ((rule, parties), (right, made)) in cells {
        println!("| {rule} | {parties} | {right} | {made} | {:.2} |", f64::from(right) / f64::from(made));
    }
}

fn thresholds(made: &[Made], gold: usize) {
    let all = made.iter().filter(|event| event.right).count().max(1);
    println!("{gold} events marked, {} made", made.len());
    println!("| at least | made | precision | right ones kept |");
    for step in [0, 50, 60, 65, 70, 75, 80, 85, 90, 95] {
        let least = f64::from(step) / 100.0;
        let kept: Vec<&Made> = made.iter().filter(|event| event.confidence + 1e-6 >= least).collect();
        let right = kept.iter().filter(|event| event.right).count();
        let share = |of: usize, all: usize| if all > 0 { 100.0 * of as f64 / all as f64 } else { 0.0 };
        println!("| {least:.2} | {} | {:.1} % | {:.1} % |", kept.len(), share(right, kept.len()), share(right, all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_type_has_to_stand_at_the_words() {
        let gold =
            json!({"text": "Norway fired at Mali.", "events": [{"evidence": "fired at Mali", "plover": ["ASSAULT"]}]});
        let judged = at_its_words(&gold);
        assert!(judged(&json!({"plover": "ASSAULT", "trigger": {"span": [7, 12]}})));
        assert!(!judged(&json!({"plover": "MOBILIZE", "trigger": {"span": [7, 12]}})));
        assert!(!judged(&json!({"plover": "ASSAULT", "trigger": {"span": [0, 6]}})));
    }
}
