//! `cargo xtask eval factuality`: whether what the labelled sentences tell is told to have happened, beside what our events say of it.
//!
//! In: sentences whose heads people marked from -3 (certainly not) to 3 (certainly); out: a table of confusion over the heads that we code, and its
//! macro-F1. "Reno denied the request, but Gonzalez didn't back down": *back* is marked low and must be `negated` here.
//! Only a head that is the trigger of an event can be compared; how few they are is printed, too.

use crate::eval::read_records;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a head says of its happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Actual,
    Uncertain,
    Not,
}

const CLASSES: [(Class, &str); 3] = [(Class::Actual, "actual"), (Class::Uncertain, "uncertain"), (Class::Not, "not")];

/// Marks at least this far from 0 are taken for certain or probable.
const PROBABLE: f64 = 1.5;

type Confusion = BTreeMap<(Class, Class), u32>;

/// Measures the sets in a folder.
pub(crate) fn run(binary: &Path, sets: &Path) -> Result<()> {
    let mut all = Confusion::new();
    for name in ["uw", "meantime"] {
        let gold = sets.join(format!("statements/factuality.{name}.dev.jsonl"));
        if !gold.exists() {
            println!("factuality: no {}", gold.display());
            continue;
        }
        let (confusion, heads) = measure(binary, &gold)?;
        println!("-- {name}");
        print(&confusion, heads);
        for (cell, count) in confusion {
            *all.entry(cell).or_default() += count;
        }
    }
    println!("-- both");
    print(&all, 0);
    Ok(())
}

fn measure(binary: &Path, gold: &Path) -> Result<(Confusion, u32)> {
    let records = read_records(binary, gold)?;
    let text = fs::read_to_string(gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let (mut confusion, mut heads) = (Confusion::new(), 0);
    for line in text.lines() {
        let sentence: Value = serde_json::from_str(line)?;
        let events = records.get(sentence["id"].as_str().unwrap_or_default()).map(|record| &record["events"]);
        for head in sentence["events"].as_array().into_iter().flatten() {
            heads += 1;
            let named = |event: &&Value| overlap(&event["trigger"]["span"], &head["span"]);
            let event = events.and_then(Value::as_array).and_then(|events| events.iter().find(named));
            if let (Some(event), Some(mark)) = (event, head["factuality"].as_f64()) {
                *confusion.entry((marked(mark), told(event))).or_default() += 1;
            }
        }
    }
    Ok((confusion, heads))
}

fn marked(mark: f64) -> Class {
    match mark {
        _ if mark >= PROBABLE => Class::Actual,
        _ if mark <= -PROBABLE => Class::Not,
        _ => Class::Uncertain,
    }
}

/// What an event says of the deed that its trigger names: a refusal's deed is not done, an obligation's is open.
fn told(event: &Value) -> Class {
    let rule = event["evidence"]["rule"].as_str().unwrap_or_default();
    let (occurrence, stance) = (event["occurrence"].as_str(), event["stance"].as_str());
    if rule.starts_with("E310") || occurrence == Some("negated") || stance == Some("denied") {
        Class::Not
    } else if rule.starts_with("E350") || occurrence == Some("hypothetical") || stance == Some("alleged") {
        Class::Uncertain
    } else {
        Class::Actual
    }
}

fn overlap(a: &Value, b: &Value) -> bool {
    let ends = |span: &Value| Some((span.get(0)?.as_u64()?, span.get(1)?.as_u64()?));
    matches!((ends(a), ends(b)), (Some(a), Some(b)) if a.0 < b.1 && b.0 < a.1)
}

fn print(confusion: &Confusion, heads: u32) {
    let compared: u32 = confusion.values().sum();
    if heads > 0 {
        println!("compared {compared} of {heads} heads");
    }
    println!("| marked | {} |", CLASSES.map(|(_, name)| name).join(" | "));
    for (class, name) in CLASSES {
        let row = CLASSES.map(|(told, _)| confusion.get(&(class, told)).copied().unwrap_or(0).to_string());
        println!("| {name} | {} |", row.join(" | "));
    }
    println!("macro-F1  {:.3}", macro_f1(confusion));
}

/// The mean F1 of the three classes.
fn macro_f1(confusion: &Confusion) -> f64 {
    let f1 = |(class, _): (Class, &str)| {
        let right = f64::from(confusion.get(&(class, class)).copied().unwrap_or(0));
        let sum = |marked: bool| -> f64 {
            confusion
                .iter()
                .filter(|((gold, made), _)| if marked { *gold == class } else { *made == class })
                .map(|(_, count)| f64::from(*count))
                .sum()
        };
        let all = sum(true) + sum(false);
        if all > 0.0 { 2.0 * right / all } else { 0.0 }
    };
    CLASSES.into_iter().map(f1).sum::<f64>() / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_refused_deed_is_not_done() {
        let refusal = json!({"evidence": {"rule": "E310 refusal"}, "occurrence": "actual", "stance": "asserted"});
        assert_eq!(told(&refusal), Class::Not);
        let alleged = json!({"evidence": {"rule": "E120 verb"}, "occurrence": "actual", "stance": "alleged"});
        assert_eq!(told(&alleged), Class::Uncertain);
    }

    #[test]
    fn macro_f1_is_the_mean_of_three() {
        let confusion = Confusion::from([((Class::Actual, Class::Actual), 3), ((Class::Not, Class::Actual), 1)]);
        assert!((macro_f1(&confusion) - 6.0 / 7.0 / 3.0).abs() < 1e-9);
    }
}
