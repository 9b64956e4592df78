//! Coding again and forgetting, as users meet them: the same program finds the same, decisions stay with their words, and of a forgotten report no word is left.

#[path = "common/pile.rs"]
mod pile;

use pile::{answers, demarche, file, ingest, pile, printed, rows};
use rusqlite::Connection;
use std::path::Path;
use tempfile::tempdir;

fn run(store: &Path, arguments: &[&str]) -> String {
    let store = store.to_string_lossy();
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--store", &store]).collect();
    printed(&arguments)
}

fn shown(store: &Path) -> Vec<String> {
    let reports = rows(store, "articles", &[]);
    reports.iter().map(|row| run(store, &["show", row["id"].as_str().expect("an id")])).collect()
}

#[test]
fn the_same_program_codes_the_same_and_another_coding_is_replaced() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let lines = pile(20);
    ingest(&file(folder.path(), "pile.jsonl", &lines), &store);
    let (want, records) = (answers(&store, &[]), shown(&store));
    assert_eq!(run(&store, &["recode", "--all", "--format", "jsonl"]), "");
    assert_eq!(run(&store, &["recode", "--format", "jsonl"]), "");
    assert_eq!((answers(&store, &[]), shown(&store)), (want.clone(), records.clone()));

    // A store of another version: other rows, other versions on them, and a decision of a reviewer.
    let other = Connection::open(&store).expect("a store");
    let (article, evidence, first): (String, String, i64) = other
        .query_row(
            "SELECT a.id, e.evidence, e.first FROM event e JOIN article a ON a.number = e.article ORDER BY 1 LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("an event");
    let words = evidence.split(" … ").next().unwrap_or_default().to_owned();
    let decide = "INSERT INTO decision (article, kind, exact, first, verdict, reviewer, decided) VALUES (?1, 'event', ?2, ?3, 'accept', 'me', 'today')";
    other.execute(decide, (&article, &words, first + 1)).expect("a decision");
    other.execute(decide, (&article, "words that no report holds", 3)).expect("a decision");
    other
        .execute_batch(
            "UPDATE coder SET program = '0.0.1'; UPDATE event SET plover = 'AID'; DELETE FROM statement; UPDATE settled SET fresh = 0;
             UPDATE article SET text = 'Verania. ' || text;",
        )
        .expect("another coding");
    drop(other);
    let before = run(&store, &["recode", "--dry-run", "--format", "jsonl"]);
    assert_eq!(run(&store, &["recode", "--format", "jsonl"]), before);
    assert_eq!((answers(&store, &[]), shown(&store)), (want, records));
    let kept = Connection::open(&store).expect("a store");
    let places: Vec<i64> = {
        let mut statement = kept.prepare("SELECT first FROM decision ORDER BY number").expect("a query");
        statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a place")).collect()
    };
    assert_eq!(places, [first, 3]);
    run(&store, &["verify"]);
}

#[test]
fn of_a_forgotten_report_no_word_is_left_and_it_does_not_come_back() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let mut lines = pile(20);
    lines[7] = lines[7]
        .replace("\"text\":\"", "\"text\":\"Peru accused Zebulonia Quux of shelling Cusco, Zebulonia Quux said. ");
    let path = file(folder.path(), "pile.jsonl", &lines);
    ingest(&path, &store);
    let holds = |words: &str| {
        let bytes = std::fs::read(&store).expect("the file");
        bytes.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
    };
    assert!(holds("Zebulonia"));
    run(&store, &["forget", "r00007", "--reason", "request of 3 May"]);
    assert!(!holds("Zebulonia") && !holds("zebulonia"));
    run(&store, &["verify"]);
    assert_eq!(answers(&store, &[]), answers(&store, &["--as-of", "2099-01-01"]));
    ingest(&path, &store);
    assert_eq!(rows(&store, "articles", &[]).len(), 19);
    assert!(!holds("Zebulonia"));
    assert!(run(&store, &["forget", "--list"]).contains("request of 3 May"));
    let unknown = demarche(&["forget", "nothing", "--reason", "none", "--store", &store.to_string_lossy()]);
    assert_eq!(unknown.status.code(), Some(1));
    lines.remove(7);
    let without = folder.path().join("without.db");
    ingest(&file(folder.path(), "without.jsonl", &lines), &without);
    assert_eq!(unnumbered(&store), unnumbered(&without));
}

/// What a store answers, with events and stories numbered in a row: they are called after their first reports, and of those one is missing.
fn unnumbered(store: &Path) -> Vec<(String, String)> {
    let answers = answers(store, &[]);
    let numbers = |letter: char| -> Vec<u64> {
        let all = answers.iter().flat_map(|(_, rows)| rows.split('"'));
        let mut numbers: Vec<u64> = all.filter_map(|id| id.strip_prefix(letter)?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let known = ['v', 't'].map(|letter| (letter, numbers(letter)));
    let renamed = |part: &str| {
        let of = |(letter, numbers): &(char, Vec<u64>)| {
            let number = part.strip_prefix(*letter)?.parse().ok()?;
            Some(format!("{letter}{}", numbers.binary_search(&number).ok()?))
        };
        known.iter().find_map(of).unwrap_or_else(|| part.to_owned())
    };
    let rows = |rows: &str| rows.split('"').map(renamed).collect::<Vec<_>>().join("\"");
    answers.iter().map(|(kind, of)| (kind.clone(), rows(of))).collect()
}
