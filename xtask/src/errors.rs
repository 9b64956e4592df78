//! `cargo xtask eval --errors [statements|crisis]`: what is lost and what is wrong on the development sets, grouped by construction.
//!
//! A lost statement stands under its form, why it is lost and its cue; a wrong one under its form, its rule and its cue. The texts of the sets
//! are printed to the terminal and nowhere else. "mixed · nothing made · call" gathers all that is called something in marks.

use crate::eval::read_records;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How many groups of a kind are shown, and how many texts of each.
const GROUPS: usize = 30;
const SHOWN: usize = 3;

/// The words of a text, by the code point where each starts.
type Words = BTreeSet<usize>;

/// A statement of the gold or of a record.
struct Item {
    content: Words,
    cue: Words,
    speaker: Words,
    form: String,
    /// The rule of a made one.
    rule: String,
    cue_text: String,
    text: String,
    counts: bool,
}

/// A report with its statements, wanted and made.
struct Report {
    wanted: Vec<Item>,
    made: Vec<Item>,
}

/// Prints the errors of the parts asked for.
pub(crate) fn run(binary: &Path, sets: &Path, parts: &[String]) -> Result<()> {
    let tables = [("statements", "statements/polnear.dev.jsonl"), ("crisis", "crisis/crisis.dev.jsonl")];
    for (part, file) in tables.iter().filter(|(part, _)| parts.is_empty() || parts.iter().any(|asked| asked == part)) {
        let path = sets.join(file);
        let gold = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let records = read_records(binary, &path)?;
        let mut lost = BTreeMap::new();
        let mut wrong = BTreeMap::new();
        for line in gold.lines().filter(|line| !line.trim().is_empty()) {
            let wanted: Value = serde_json::from_str(line).context("a line of the gold is no JSON")?;
            let key = wanted["id"].as_str().unwrap_or_default();
            if let Some(record) = records.get(key) {
                compare(&report(&wanted, record), &mut lost, &mut wrong);
            }
        }
        show(&format!("{part}: lost"), &lost);
        show(&format!("{part}: wrong"), &wrong);
    }
    Ok(())
}

type Groups = BTreeMap<String, Vec<String>>;

fn compare(report: &Report, lost: &mut Groups, wrong: &mut Groups) {
    let right = |wanted: &Item, made: &Item| {
        share(&wanted.content, &made.content) >= 0.5
            && overlap(&wanted.cue, &made.cue) >= 0.5
            && overlap(&wanted.speaker, &made.speaker) >= 0.5
    };
    for wanted in report.wanted.iter().filter(|wanted| wanted.counts) {
        if report.made.iter().any(|made| right(wanted, made)) {
            continue;
        }
        let same_words = report.made.iter().find(|made| share(&wanted.content, &made.content) >= 0.5);
        let same_cue = report.made.iter().any(|made| made.cue.intersection(&wanted.cue).next().is_some());
        let why = match same_words {
            Some(made) if overlap(&wanted.cue, &made.cue) < 0.5 => "another cue",
            Some(_) => "another speaker",
            None if same_cue => "other words at this cue",
            None => "nothing made",
        };
        let group = format!("{} · {why} · {}", wanted.form, wanted.cue_text.to_lowercase());
        lost.entry(group).or_default().push(wanted.text.clone());
    }
    for made in &report.made {
        // What answers a statement that does not count is neither right nor wrong.
        let spared = report.wanted.iter().any(|wanted| {
            right(wanted, made) || !wanted.counts && wanted.content.intersection(&made.content).next().is_some()
        });
        if !spared {
            let group = format!("{} · {} · {}", made.form, made.rule, made.cue_text.to_lowercase());
            wrong.entry(group).or_default().push(made.text.clone());
        }
    }
}

fn show(title: &str, groups: &Groups) {
    let mut order: Vec<(&String, &Vec<String>)> = groups.iter().collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    println!("\n{title}: {} in {} groups", groups.values().map(Vec::len).sum::<usize>(), groups.len());
    for (group, texts) in order.into_iter().take(GROUPS) {
        println!("{:5}  {group}", texts.len());
        for text in texts.iter().take(SHOWN) {
            println!("         {}", text.chars().take(150).collect::<String>().replace('\n', " "));
        }
    }
}

fn report(gold: &Value, record: &Value) -> Report {
    let text: Vec<char> = record["article"]["text"].as_str().unwrap_or_default().chars().collect();
    let wanted = match gold["attributions"].as_array() {
        Some(attributions) => attributions.iter().map(|it| spanned(&text, it)).collect(),
        None => gold["statements"].as_array().into_iter().flatten().map(|it| quoted(&text, it)).collect(),
    };
    let made = record["statements"].as_array().into_iter().flatten().map(|it| made(&text, record, it)).collect();
    Report { wanted, made }
}

/// A statement whose parts are spans.
fn spanned(text: &[char], it: &Value) -> Item {
    let part = |name: &str| words(text, &spans(&it[name]));
    Item {
        content: part("content"),
        cue: part("cue"),
        speaker: part("source"),
        form: it["type"].as_str().unwrap_or_default().to_owned(),
        rule: String::new(),
        cue_text: slice(text, &spans(&it["cue"])),
        text: slice(text, &spans(&it["content"])),
        counts: it["core"].as_bool().unwrap_or(true),
    }
}

/// A statement whose parts are words of the text.
fn quoted(text: &[char], it: &Value) -> Item {
    let mut from = 0;
    let mut found = Vec::new();
    for piece in it["content"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let piece: Vec<char> = piece.chars().collect();
        if let Some(at) = (from..text.len().saturating_sub(piece.len()) + 1).find(|&at| text[at..].starts_with(&piece))
        {
            from = at + piece.len();
            found.push((at, from));
        }
    }
    Item {
        content: words(text, &found),
        cue: Words::new(),
        speaker: Words::new(),
        form: it["form"].as_str().unwrap_or_default().to_owned(),
        rule: String::new(),
        cue_text: it["cue"].as_str().unwrap_or_default().to_owned(),
        text: slice(text, &found),
        counts: true,
    }
}

fn made(text: &[char], record: &Value, it: &Value) -> Item {
    let content: Vec<(usize, usize)> =
        it["content"].as_array().into_iter().flatten().filter_map(|piece| span(&piece["span"])).collect();
    let mention = record["mentions"].as_array().into_iter().flatten().find(|one| one["id"] == it["speaker"]["mention"]);
    let speaker = span(&it["speaker"]["span"]).or_else(|| mention.and_then(|one| span(&one["span"])));
    Item {
        content: words(text, &content),
        cue: words(text, &span(&it["cue"]["span"]).into_iter().collect::<Vec<_>>()),
        speaker: words(text, &speaker.into_iter().collect::<Vec<_>>()),
        form: it["form"].as_str().unwrap_or_default().to_owned(),
        rule: it["evidence"]["rule"].as_str().unwrap_or_default().to_owned(),
        cue_text: it["cue"]["lemma"].as_str().unwrap_or_default().to_owned(),
        text: slice(text, &content),
        counts: true,
    }
}

fn span(value: &Value) -> Option<(usize, usize)> {
    Some((usize::try_from(value[0].as_u64()?).ok()?, usize::try_from(value[1].as_u64()?).ok()?))
}

fn spans(value: &Value) -> Vec<(usize, usize)> {
    value.as_array().into_iter().flatten().filter_map(span).collect()
}

fn slice(text: &[char], spans: &[(usize, usize)]) -> String {
    let pieces = spans.iter().filter_map(|&(start, end)| text.get(start..end));
    pieces.map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join(" … ")
}

fn words(text: &[char], spans: &[(usize, usize)]) -> Words {
    let starts = |at: usize| text[at].is_alphanumeric() && (at == 0 || !text[at - 1].is_alphanumeric());
    spans.iter().flat_map(|&(start, end)| start..end.min(text.len())).filter(|&at| starts(at)).collect()
}

fn share(a: &Words, b: &Words) -> f64 {
    let both = a.intersection(b).count();
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

/// The share of the smaller set that lies in the other; a side without words asks for nothing.
fn overlap(a: &Words, b: &Words) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 1.0 } else { a.intersection(b).count() as f64 / least as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(content: &[usize], cue: &[usize], rule: &str) -> Item {
        Item {
            content: content.iter().copied().collect(),
            cue: cue.iter().copied().collect(),
            speaker: Words::new(),
            form: "direct".to_owned(),
            rule: rule.to_owned(),
            cue_text: "say".to_owned(),
            text: String::new(),
            counts: true,
        }
    }

    #[test]
    fn what_is_lost_says_why() {
        let report = Report {
            wanted: vec![item(&[1, 2, 3], &[5], ""), item(&[10, 11], &[13], ""), item(&[20, 21], &[23], "")],
            made: vec![item(&[1, 2, 3], &[5], "S010 a"), item(&[10, 11], &[19], "S015 b")],
        };
        let (mut lost, mut wrong) = (Groups::new(), Groups::new());
        compare(&report, &mut lost, &mut wrong);
        let groups: Vec<&str> = lost.keys().map(String::as_str).collect();
        assert_eq!(groups, ["direct · another cue · say", "direct · nothing made · say"]);
        assert_eq!(wrong.keys().collect::<Vec<_>>(), ["direct · S015 b · say"]);
    }
}
