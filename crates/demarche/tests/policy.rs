//! What demarche promises of fairness, tried on invented reports: whoever is accused is accused by somebody, in words, on a day; a private person has no
//! page; parties stand in the order of the alphabet; no state weighs more than another.

#[path = "common/pile.rs"]
mod pile;

use pile::{demarche, file, ingest, pile, rows};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::{TempDir, tempdir};

/// A store of reports; of each its outlet and text.
fn store(reports: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempdir().expect("a folder");
    let lines: Vec<String> = reports
        .iter()
        .enumerate()
        .map(|(number, (outlet, text))| {
            json!({"id": format!("r{number}"), "outlet": outlet, "published": "2031-05-04", "text": text}).to_string()
        })
        .collect();
    let store = folder.path().join("crisis.db");
    ingest(&file(folder.path(), "reports.jsonl", &lines), &store);
    (folder, store)
}

fn named(party: &Value) -> bool {
    ["name", "text"].iter().any(|field| party[field].as_str().is_some_and(|words| !words.is_empty()))
}

#[test]
fn an_accusation_carries_who_makes_it_the_words_and_a_day() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let lines = pile(60);
    ingest(&file(folder.path(), "pile.jsonl", &lines), &store);
    let texts: BTreeMap<String, String> = lines
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).expect("a report is JSON"))
        .map(|report| (report["id"].as_str().unwrap_or_default().to_owned(), report["text"].to_string()))
        .collect();
    let carried = |evidence: &Value| {
        let words = evidence["text"].as_str().unwrap_or_default();
        let text = texts.get(evidence["key"].as_str().unwrap_or_default()).expect("the report is one of ours");
        assert!(!words.is_empty() && text.contains(words), "{evidence}");
        assert!(evidence["published"].is_string(), "{evidence}");
    };
    let claims = rows(&store, "claims", &["--status", "accuses"]);
    assert!(claims.len() > 5, "too few accusations to test with");
    for claim in &claims {
        assert!(named(&claim["party"]) && named(&claim["speaker"]), "{claim}");
        carried(&claim["evidence"]);
    }
    let timeline = rows(&store, "timeline", &[]);
    let accusations: Vec<&Value> = timeline.iter().filter(|row| row["plover"] == "ACCUSE").collect();
    assert!(accusations.len() > 5, "too few accusations to test with");
    for event in accusations {
        // Where nobody is named as making it, the line says that.
        let made = event["actors"].as_array().is_some_and(|actors| actors.iter().any(named));
        assert!(made || event["what"].as_str().is_some_and(|line| line.starts_with("unnamed")), "{event}");
        event["tellings"].as_array().into_iter().flatten().for_each(carried);
    }
}

#[test]
fn what_one_is_accused_of_is_never_told_as_fact() {
    let (_folder, store) = store(&[
        ("Fjord Post", "Norway accused Chile of bombing the port of Bergen on 3 May 2031."),
        ("Andes Wire", "Chile was accused of bombing the port of Bergen."),
    ]);
    let deeds: Vec<Value> =
        rows(&store, "timeline", &[]).into_iter().filter(|row| row["plover"] == "ASSAULT").collect();
    assert!(!deeds.is_empty());
    assert!(deeds.iter().all(|row| row["status"]["stance"] != "asserted"), "{deeds:?}");
}

#[test]
fn a_private_person_has_no_page_and_no_line_of_their_own() {
    let name = "Petra Lindqvist";
    let (_folder, store) = store(&[
        (
            "Fjord Post",
            "Norway arrested Petra Lindqvist, a baker, on Friday. Petra Lindqvist denied that she had bombed the port of Bergen.",
        ),
        ("Coast Star", "Petra Lindqvist confirmed that she had bombed the port of Bergen, Norway said."),
    ]);
    let asked = demarche(&["actor", name]);
    assert!(!asked.status.success(), "{}", String::from_utf8_lossy(&asked.stdout));
    for series in ["drift", "network"] {
        let rows = rows(&store, series, &[]);
        assert!(
            !json!(rows.iter().map(|row| json!([row["speaker"], row["actor"], row["recipient"]])).collect::<Vec<_>>())
                .to_string()
                .contains("Lindqvist"),
            "{series}: {rows:?}"
        );
    }
}

#[test]
fn parties_stand_in_the_order_of_the_alphabet_whoever_is_named_first() {
    let (_folder, store) = store(&[
        (
            "Fjord Post",
            "Peru and Chile held talks in Bergen on 3 May 2031. Finland offered to mediate between Peru and Chile.",
        ),
        (
            "Andes Wire",
            "Norway and Ghana held talks in Cusco on 2 May 2031. Iceland offered to mediate between Norway and Ghana.",
        ),
    ]);
    let names = |parties: &Value| -> Vec<String> {
        parties
            .as_array()
            .into_iter()
            .flatten()
            .map(|party| party["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let mut several = 0;
    for row in rows(&store, "timeline", &[]).iter().chain(&rows(&store, "mediation", &[])) {
        for side in ["actors", "recipients", "parties", "offerors"] {
            let given = names(&row[side]);
            several += usize::from(given.len() > 1);
            assert!(given.is_sorted(), "{side}: {given:?}");
        }
    }
    assert!(several >= 4, "too few parties to test with");
    let lines = rows(&store, "timeline", &[]).iter().map(|row| row["what"].to_string()).collect::<Vec<_>>().join("\n");
    assert!(lines.contains("Chile and Peru") && lines.contains("Ghana and Norway"), "{lines}");
}

#[test]
fn no_state_weighs_more_than_another() {
    let sums = |one: &str, other: &str, codes: [&str; 2]| -> Vec<Value> {
        let text = format!(
            "{one} bombed the port of {other} on 3 May 2031. {other} accused {one} of killing civilians. {one} imposed sanctions on {other}. {other} thanked {one} for the release of ten sailors."
        );
        let (_folder, store) = store(&[("Moor Echo", &text)]);
        let place = |code: &Value| codes.iter().position(|known| code == known);
        let mut sums: Vec<Value> = rows(&store, "dyad", &codes)
            .iter()
            .map(|row| {
                json!([
                    place(&row["actor"]),
                    place(&row["recipient"]),
                    row["goldstein"],
                    row["material_conflict"],
                    row["verbal_conflict"],
                    row["verbal_cooperation"],
                    row["asserted"]["goldstein"]
                ])
            })
            .collect();
        sums.sort_by_key(Value::to_string);
        sums
    };
    let pairs = [
        ("Norway", "Chile", ["NOR", "CHL"]),
        ("Chile", "Norway", ["CHL", "NOR"]),
        ("Russia", "Ghana", ["RUS", "GHA"]),
        ("Ghana", "China", ["GHA", "CHN"]),
    ];
    let all: Vec<Vec<Value>> = pairs.map(|(one, other, codes)| sums(one, other, codes)).into();
    assert!(all[0].len() >= 2, "{all:?}");
    for other in &all[1..] {
        assert_eq!(&all[0], other);
    }
}

#[test]
fn no_list_of_actors_has_a_column_that_weighs_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/actors");
    let mut folders = vec![folder];
    let mut lists = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the lists are there").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a list is text");
            let header = text.lines().next().unwrap_or_default().to_lowercase();
            for word in ["weight", "score", "rank", "trust", "reliab", "credib", "bias"] {
                assert!(!header.contains(word), "{}: {header}", path.display());
            }
            lists += 1;
        }
    }
    assert!(lists > 10);
}
