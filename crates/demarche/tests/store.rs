//! The store as its users meet it: reports put in by any batches, questions asked, and the same answers as from a crisis built at once.

#[path = "common/pile.rs"]
mod pile;

use pile::{answers, file, ingest, pile, rows};
use tempfile::tempdir;

/// A day after all reports: the answer about it is built in memory, from nothing that is kept across reports.
const AFTER_ALL: [&str; 2] = ["--as-of", "2099-01-01"];

#[test]
fn what_is_kept_is_what_is_found_at_once_whatever_the_batches() {
    let folder = tempdir().expect("a folder");
    let lines = pile(60);
    let whole = folder.path().join("whole.db");
    ingest(&file(folder.path(), "whole.jsonl", &lines), &whole);
    let once = answers(&whole, &[]);
    assert!(once.iter().filter(|(_, rows)| !rows.is_empty()).count() >= 6, "the pile is too poor to test with");
    assert_eq!(once, answers(&whole, &AFTER_ALL));
    for sizes in [[1, 2, 57], [20, 20, 20], [59, 1, 0]] {
        let store = folder.path().join(format!("{}.db", sizes[0]));
        let mut rest = lines.as_slice();
        for size in sizes {
            let (part, later) = rest.split_at(size);
            rest = later;
            if !part.is_empty() {
                ingest(&file(folder.path(), "part.jsonl", part), &store);
            }
        }
        assert_eq!(once, answers(&store, &[]), "batches of {sizes:?}");
    }
}

#[test]
fn the_same_reports_again_change_nothing_and_a_new_version_replaces_the_earlier() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let mut lines = pile(12);
    let path = file(folder.path(), "pile.jsonl", &lines);
    ingest(&path, &store);
    let first = answers(&store, &[]);
    ingest(&path, &store);
    assert_eq!(first, answers(&store, &[]));
    lines[3] = lines[3].replace("\"text\":\"", "\"text\":\"Peru expelled the ambassador of Ghana on Monday. ");
    ingest(&file(folder.path(), "later.jsonl", &lines), &store);
    assert_eq!(rows(&store, "articles", &[]).len(), 12);
    assert_eq!(answers(&store, &[]), answers(&store, &AFTER_ALL));
    assert_ne!(first, answers(&store, &[]));
}

#[test]
fn filters_leave_the_rows_that_they_describe() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    ingest(&file(folder.path(), "pile.jsonl", &pile(40)), &store);
    let all = rows(&store, "timeline", &[]);
    let told = rows(&store, "timeline", &["--origins", "2"]);
    assert!(!told.is_empty() && told.len() < all.len());
    assert!(told.iter().all(|row| row["origins"].as_u64() >= Some(2)));
    let denied = rows(&store, "claims", &["--status", "denies", "--actor", "NOR"]);
    assert!(!denied.is_empty());
    assert!(denied.iter().all(|row| row["position"] == "denies" && row["party"]["country"] == "NOR"));
    let days = rows(&store, "timeline", &["--from", "2031-05-02", "--to", "2031-05-03"]);
    assert!(!days.is_empty() && days.len() < all.len());
    // What is dated only by its report is known to have been said by then.
    let day = |row: &serde_json::Value| row["when"]["from"].as_str().or(row["when"]["to"].as_str()).map(str::to_owned);
    assert!(days.iter().all(|row| matches!(day(row).as_deref(), Some("2031-05-02" | "2031-05-03"))));
    assert_eq!(rows(&store, "timeline", &["--limit", "3"]), all[..3]);
    let about = rows(&store, "claims", &["--about", "bergen"]);
    assert!(!about.is_empty() && about.iter().all(|row| row.to_string().to_lowercase().contains("bergen")));
}

#[test]
fn the_differences_of_all_days_are_the_whole_crisis() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    ingest(&file(folder.path(), "pile.jsonl", &pile(40)), &store);
    let (mut events, mut articles) = (Vec::new(), 0);
    for day in 0..28 {
        let (since, until) = (format!("2031-05-{day:02}"), format!("2031-05-{:02}", day + 1));
        let since = if day == 0 { "2031-04-30".to_owned() } else { since };
        let rows = rows(&store, "diff", &["--since", &since, "--until", &until]);
        articles += rows.iter().filter(|row| row["kind"] == "article").count();
        events.extend(rows.iter().filter(|row| row["kind"] == "new-event").map(|row| row["event"].to_string()));
        assert!(rows.iter().all(|row| row["evidence"]["published"] == until.as_str()));
        // An offer made again is a move, though the offer stands as it stood.
        assert!(rows.iter().all(|row| row["kind"] == "mediation" || row["was"] != row["is"]));
    }
    let mut all: Vec<String> = rows(&store, "timeline", &[]).iter().map(|row| row["event"].to_string()).collect();
    events.sort();
    all.sort();
    assert_eq!(articles, 40);
    assert_eq!(events, all);
    let newest = rows(&store, "diff", &[]);
    assert!(newest.iter().all(|row| row["evidence"]["published"] == "2031-05-20"), "{newest:?}");
    assert!(rows(&store, "diff", &["--clock", "ingested", "--since", "2098-01-01"]).is_empty());
    assert!(rows(&store, "diff", &["--clock", "ingested", "--kind", "article"]).len() == 40);
}
