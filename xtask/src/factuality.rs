//! `cargo xtask eval factuality`: whether what the labelled sentences tell is told to have happened, beside what we read of it.
//!
//! In: sentences whose heads people marked from -3 (certainly not) to 3 (certainly). Out: two tables of confusion with their macro-F1: of all heads
//! (`demarche tokens --format status`, the reading of status without the question whether a word makes an event), and of those that are triggers of
//! events. "Reno denied the request, but Gonzalez didn't back down": *back* is marked low and must be `negated` here.

use crate::eval::read_records;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

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

/// The classes of heads of one sentence, by where they stand (code points).
type Told = Vec<([u64; 2], Class)>;

/// Measures the sets in a folder.
pub(crate) fn run(binary: &Path, sets: &Path) -> Result<()> {
    let (mut every, mut coded) = (Confusion::new(), Confusion::new());
    for name in ["uw", "meantime"] {
        let gold = sets.join(format!("statements/factuality.{name}.dev.jsonl"));
        if !gold.exists() {
            println!("factuality: no {}", gold.display());
            continue;
        }
        for (title, told, all) in [
            ("all heads", standings(binary, &gold)?, &mut every),
            ("heads of events", events(binary, &gold)?, &mut coded),
        ] {
            let (confusion, heads) = measure(&gold, &told)?;
            println!("-- {name}, {title}");
            print(&confusion, heads);
            for (cell, count) in confusion {
                *all.entry(cell).or_default() += count;
            }
        }
    }
    println!("-- both, all heads");
    print(&every, 0);
    println!("-- both, heads of events");
    print(&coded, 0);
    Ok(())
}

/// What is told of each word, by the key of its sentence.
fn standings(binary: &Path, gold: &Path) -> Result<BTreeMap<String, Told>> {
    let done = Command::new(binary)
        .args(["tokens", "--as-is", "--format", "status"])
        .arg(gold)
        .output()
        .with_context(|| format!("cannot start {}", binary.display()))?;
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    let mut key = String::new();
    for line in String::from_utf8_lossy(&done.stdout).lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["#D", document] => key = (*document).to_owned(),
            [start, end, _, occurrence, stance, ..] => {
                let class = class(Some(occurrence), Some(stance));
                told.entry(key.clone()).or_default().push(([start.parse()?, end.parse()?], class));
            }
            _ => bail!("a line of the statuses has {} cells", cells.len()),
        }
    }
    Ok(told)
}

/// What the events say of the deeds that their triggers name, by the key of their sentence.
fn events(binary: &Path, gold: &Path) -> Result<BTreeMap<String, Told>> {
    let of = |record: &Value| {
        let events = record["events"].as_array().into_iter().flatten();
        events.filter_map(|event| Some((ends(&event["trigger"]["span"])?, told(event)))).collect()
    };
    Ok(read_records(binary, gold)?.into_iter().map(|(key, record)| (key, of(&record))).collect())
}

fn measure(gold: &Path, told: &BTreeMap<String, Told>) -> Result<(Confusion, u32)> {
    let text = fs::read_to_string(gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let (mut confusion, mut heads) = (Confusion::new(), 0);
    for line in text.lines() {
        let sentence: Value = serde_json::from_str(line)?;
        let told = told.get(sentence["id"].as_str().unwrap_or_default());
        for head in sentence["events"].as_array().into_iter().flatten() {
            heads += 1;
            let (Some([from, to]), Some(mark)) = (ends(&head["span"]), head["factuality"].as_f64()) else { continue };
            let here = told.into_iter().flatten().find(|([start, end], _)| *start < to && from < *end);
            if let Some((_, class)) = here {
                *confusion.entry((marked(mark), *class)).or_default() += 1;
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
    match rule.get(..4) {
        Some("E310") => Class::Not,
        Some("E350") => Class::Uncertain,
        _ => class(event["occurrence"].as_str(), event["stance"].as_str()),
    }
}

/// Our two axes on the one of the marks. What is announced is marked as if it happens; so is what somebody said, unless it is told with doubt.
/// Who denies a thing leaves it open, as who alleges it does: the marks are the reader's, and the denial is another's.
fn class(occurrence: Option<&str>, stance: Option<&str>) -> Class {
    match (occurrence, stance) {
        (Some("hypothetical"), _) | (_, Some("alleged" | "denied")) => Class::Uncertain,
        (Some("negated"), _) => Class::Not,
        _ => Class::Actual,
    }
}

fn ends(span: &Value) -> Option<[u64; 2]> {
    Some([span.get(0)?.as_u64()?, span.get(1)?.as_u64()?])
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
