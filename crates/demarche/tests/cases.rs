//! The literate cases under `cases/`: a heading, a sentence of why, a text, and lines of what its record must say.
//!
//! `statement speaker=Iran cue=say inside=yes` asks that the record has such a statement; `no event actor=RUS` that it has none;
//! `count statement 2` for their number. `field=value` is equality, `field~"words"` containment; fields left out are not compared.
//! CONTRIBUTING.md describes the notation for those who write cases.

mod common;

use demarche_analyse::Options;
use demarche_model::Declared;
use serde_json::Value;
use std::path::{Path, PathBuf};

#[test]
fn every_case_reads_as_it_says() {
    let mut files = Vec::new();
    collect(&common::root().join("cases"), &mut files);
    let mut failures = Vec::new();
    let mut count = 0;
    for file in &files {
        let text = std::fs::read_to_string(file).expect("a case is a readable file");
        let name = file.strip_prefix(common::root()).unwrap_or(file).display().to_string();
        for case in parse(&name, &text) {
            count += 1;
            failures.extend(failing_lines(&case));
        }
    }
    assert!(count > 0, "there are no cases under cases/");
    assert!(failures.is_empty(), "{} of {count} cases' lines fail:\n\n{}", failures.len(), failures.join("\n"));
}

/// One case.
struct Case {
    name: String,
    text: String,
    declared: Declared,
    as_is: bool,
    lines: Vec<String>,
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

fn parse(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        } else if let Some(attributes) = line.strip_prefix("```text") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let mut case = Case {
                name: format!("{file}: {heading}"),
                text: unescape(&body.join("\n")),
                declared: Declared::default(),
                as_is: false,
                lines: Vec::new(),
            };
            for (key, value) in words(attributes).iter().map(|word| word.split_once('=').unwrap_or((word, "yes"))) {
                let value = value.trim_matches('"').to_owned();
                match key {
                    "published" => case.declared.published = demarche_read::parse_days(&value),
                    "outlet" => case.declared.outlet = Some(value),
                    "title" => case.declared.title = Some(value),
                    "as-is" => case.as_is = true,
                    other => panic!("{}: the text block knows published, outlet, title, as-is; not {other}", case.name),
                }
            }
            cases.push(case);
        } else if line == "```record" {
            let body = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned);
            let case = cases.last_mut().unwrap_or_else(|| panic!("{file}: a record block before any text block"));
            case.lines.extend(body.filter(|line| !line.trim().is_empty() && !line.starts_with('#')));
        }
    }
    for case in &cases {
        assert!(!case.lines.is_empty(), "{}: a text without a record block", case.name);
    }
    cases
}

/// `\u{a0}` and `\t` in a case's text, for dirt that an editor would hide.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let Some((digits, tail)) = after[3..].split_once('}') else { break };
        out.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
        rest = tail;
    }
    out.push_str(rest);
    out.replace("\\t", "\t")
}

/// The words of a line; quotation marks keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for character in line.trim().chars() {
        match character {
            '"' => {
                quoted = !quoted;
                out.last_mut().expect("never empty").push('"');
            }
            ' ' if !quoted => out.push(String::new()),
            other => out.last_mut().expect("never empty").push(other),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

fn failing_lines(case: &Case) -> Vec<String> {
    let record = common::read(vec![common::document(&case.text, case.declared.clone())], Options { as_is: case.as_is });
    let record = common::json(&record[0]);
    let wrong = |line: &&String| !holds(&record, line, &case.name);
    let failed: Vec<&String> = case.lines.iter().filter(wrong).collect();
    if failed.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<String> = failed.iter().map(|line| format!("{}\n    expected  {line}", case.name)).collect();
    out.push(format!("    the record has\n{}\n", summary(&record)));
    out
}

/// Whether the record says what the line asks.
fn holds(record: &Value, line: &str, case: &str) -> bool {
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["count", kind, number] => items(record, kind, case).len().to_string() == *number,
        ["no", kind, fields @ ..] => !items(record, kind, case).iter().any(|item| fits(item, kind, fields)),
        [kind, fields @ ..] => items(record, kind, case).iter().any(|item| fits(item, kind, fields)),
        [] => true,
    }
}

fn items(record: &Value, kind: &str, case: &str) -> Vec<Value> {
    let list = match kind {
        "statement" => &record["statements"],
        "event" => &record["events"],
        "commitment" => &record["commitments"],
        "move" => &record["moves"],
        "humanitarian" => &record["humanitarian"],
        "figure" => &record["figures"],
        "mention" => &record["mentions"],
        "framing" => &record["framings"],
        "time" => &record["times"],
        "place" => &record["places"],
        "note" => &record["notes"],
        "block" => return blocks(record),
        "removed" => &record["article"]["removed"],
        "repair" => &record["article"]["repairs"],
        "article" => return vec![record["article"].clone()],
        other => panic!("{case}: no kind {other:?} in a record"),
    };
    list.as_array().cloned().unwrap_or_default()
}

/// The paragraphs, each with its words (the record has them once, in `article.text`).
fn blocks(record: &Value) -> Vec<Value> {
    let text: Vec<char> = record["article"]["text"].as_str().unwrap_or_default().chars().collect();
    let mut blocks = record["article"]["blocks"].as_array().cloned().unwrap_or_default();
    for block in &mut blocks {
        let at =
            |place: usize| block["span"][place].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
        let words: String = text.get(at(0)..at(1)).unwrap_or_default().iter().collect();
        block["text"] = Value::String(words);
    }
    blocks
}

fn fits(item: &Value, kind: &str, fields: &[&str]) -> bool {
    fields.iter().all(|field| {
        let (name, contains, value) = match (field.find('='), field.find('~')) {
            (Some(at), tilde) if tilde.is_none_or(|tilde| at < tilde) => (&field[..at], false, &field[at + 1..]),
            (_, Some(at)) => (&field[..at], true, &field[at + 1..]),
            _ => ("", true, *field),
        };
        let value = value.trim_matches('"');
        texts(item, kind, name)
            .iter()
            .any(|text| if contains { fold(text).contains(&fold(value)) } else { text == value })
    })
}

/// Typographic marks count like plain ones.
fn fold(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").to_lowercase()
}

/// The texts that a field of an item may be compared with.
fn texts(item: &Value, kind: &str, field: &str) -> Vec<String> {
    match (kind, field) {
        ("event", "") => vec![text(&item["plover"])],
        ("framing" | "block" | "commitment", "") => vec![text(&item["kind"]), text(&item["text"]), text(&item["name"])],
        ("move", "" | "move") => vec![text(&item["move"])],
        ("move", "by") => party(&item["by"]),
        ("move", "terms") => vec![text(&item["terms"]["text"])],
        ("humanitarian", "") => vec![text(&item["kind"])],
        ("humanitarian", "by") => parties(&item["by"]),
        ("humanitarian", "who") => vec![text(&item["who"]["text"])],
        ("humanitarian", "route") => vec![joined(&item["route"])],
        ("humanitarian", "number") => vec![text(&item["count"]["min"])],
        (_, "offeror") => parties(&item["offeror"]),
        ("figure", "") => vec![text(&item["kind"])],
        (_, "claimant") => party(&item["claimant"]),
        ("note", "") => vec![text(&item["code"])],
        ("statement", "") => vec![joined(&item["content"])],
        (_, "") => vec![text(&item["text"]), text(&item["name"])],
        (_, "speaker") => party(&item["speaker"]),
        (_, "actor") if kind == "mention" => {
            [&item["actor"]["id"], &item["actor"]["name"], &item["actor"]["country"], &item["actor"]["code"]]
                .into_iter()
                .map(text)
                .collect()
        }
        (_, "actor") => parties(&item["actors"]),
        (_, "recipient") => parties(&item["recipients"]),
        (_, "addressee") => parties(&item["addressees"]),
        (_, "party") => parties(&item["parties"]),
        ("statement", "cue") => vec![text(&item["cue"]["lemma"]), text(&item["cue"]["text"])],
        (_, "content" | "quoted" | "hedge") => {
            let list = if field == "hedge" { &item["hedges"] } else { &item[field] };
            vec![joined(list)]
        }
        (_, "evidence") => vec![text(&item["evidence"]["text"])],
        (_, "rule") => vec![text(&item["rule"]), text(&item["evidence"]["rule"])],
        (_, "inside" | "on") => {
            let list = if field == "on" { &item["on_word_of"] } else { &item[field] };
            let some = !list.is_null() && list.as_array().is_none_or(|list| !list.is_empty());
            vec![if some { "yes" } else { "no" }.to_owned(), text(list), joined_ids(list)]
        }
        (_, "channel" | "mediation" | "outlet") => object(&item[field]),
        ("event", "place") => object(&item["place"]),
        ("event", "from" | "to" | "ground") => vec![text(&item["when"][field])],
        ("statement", "said_on") => vec![text(&item["said_on"]["from"])],
        ("article", "published") => vec![text(&item["published"]["from"])],
        ("commitment", "has" | "lacks") => item["provisions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|provision| provision["present"] == Value::Bool(field == "has"))
            .map(|provision| text(&provision["text"]))
            .collect(),
        ("event", "killed" | "wounded") => {
            vec![text(&item["casualties"][field]["min"]), text(&item["casualties"][field]["text"])]
        }
        ("mention", "country" | "sector" | "kind" | "office" | "name" | "id") => vec![text(&item["actor"][field])],
        _ => vec![text(&item[field])],
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn joined(list: &Value) -> String {
    let texts: Vec<String> = list.as_array().into_iter().flatten().map(|item| text(&item["text"])).collect();
    texts.join(" … ")
}

fn joined_ids(list: &Value) -> String {
    let texts: Vec<String> = list.as_array().into_iter().flatten().map(text).collect();
    texts.join(",")
}

fn party(party: &Value) -> Vec<String> {
    if party.is_null() {
        return vec!["none".to_owned()];
    }
    [&party["name"], &party["text"], &party["code"], &party["country"], &party["actor"]].into_iter().map(text).collect()
}

fn parties(list: &Value) -> Vec<String> {
    let all: Vec<String> = list.as_array().into_iter().flatten().flat_map(party).collect();
    if all.is_empty() { vec!["none".to_owned()] } else { all }
}

fn object(value: &Value) -> Vec<String> {
    match value.as_object() {
        Some(fields) => fields.values().map(text).collect(),
        None => vec!["none".to_owned()],
    }
}

/// The record in a few lines, for whoever looks at a failing case.
fn summary(record: &Value) -> String {
    let mut out = Vec::new();
    for made in record["statements"].as_array().into_iter().flatten() {
        out.push(format!(
            "      {} statement speaker={} cue={} form={} position={} inside={} content={:?}",
            text(&made["id"]),
            text(&made["speaker"]["name"]),
            text(&made["cue"]["lemma"]),
            text(&made["form"]),
            text(&made["position"]),
            text(&made["inside"]),
            joined(&made["content"])
        ));
    }
    for event in record["events"].as_array().into_iter().flatten() {
        let codes = |list: &Value| {
            list.as_array().into_iter().flatten().map(|party| text(&party["code"])).collect::<Vec<_>>().join("+")
        };
        out.push(format!(
            "      {} event {} {} -> {} {} {} on={} when={} place={} evidence={:?}",
            text(&event["id"]),
            text(&event["plover"]),
            codes(&event["actors"]),
            codes(&event["recipients"]),
            text(&event["occurrence"]),
            text(&event["stance"]),
            joined_ids(&event["on_word_of"]),
            text(&event["when"]["from"]),
            text(&event["place"]["name"]),
            text(&event["evidence"]["text"])
        ));
    }
    for kind in ["mentions", "times", "places", "framings"] {
        for item in record[kind].as_array().into_iter().flatten() {
            out.push(format!(
                "      {} {:?} {} {}",
                kind.trim_end_matches('s'),
                text(&item["text"]),
                text(if kind == "mentions" { &item["actor"]["id"] } else { &item["value"] }),
                text(&item["country"])
            ));
        }
    }
    for block in record["article"]["blocks"].as_array().into_iter().flatten() {
        out.push(format!("      block {block}"));
    }
    out.join("\n")
}
