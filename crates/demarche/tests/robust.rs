//! What befalls a store: a kill at any moment, two writers at once, a full disk, a file that may not be written or is no store. Nothing that was committed is
//! lost, and what is said names the file and the way out.
//!
//! `DEMARCHE_KILLS=200` kills two hundred times instead of twenty.

#[path = "common/pile.rs"]
mod pile;

use pile::{Dice, answers, demarche, file, ingest, pile, printed, started};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::tempdir;

/// All that a store holds but for the moments at which it was written: table by table, row by row. Of the index of words it is the words, each with where it
/// stands; how SQLite packs them hangs on when it was told to write.
fn export(store: &Path) -> String {
    let connection = Connection::open(store).expect("a store");
    let mut out = String::new();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT IN ('article_text_data', 'article_text_idx') ORDER BY name";
    let names: Vec<String> = column(&connection, tables);
    connection
        .execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'article_text', 'instance')")
        .expect("the words");
    let words =
        "SELECT term || ' ' || doc || ' ' || col || ' ' || offset FROM temp.words ORDER BY term, doc, col, offset";
    out.push_str(&column(&connection, words).join("\n"));
    for name in names {
        let columns: Vec<String> = column(&connection, &format!("SELECT name FROM pragma_table_info('{name}')"));
        let kept: Vec<String> =
            columns.into_iter().filter(|column| !matches!(column.as_str(), "ingested" | "settled")).collect();
        let list = kept.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let mut statement =
            connection.prepare(&format!("SELECT {list} FROM \"{name}\" ORDER BY 1, 2")).expect("a table");
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cells: Vec<Value> = (0..kept.len()).map(|cell| row.get(cell).expect("a cell")).collect();
            out.push_str(&format!("{name}: {cells:?}\n"));
        }
    }
    out
}

fn column(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect("a query");
    statement.query_map([], |row| row.get(0)).expect("rows").map(|name| name.expect("a name")).collect()
}

/// How many reports a store holds whole; it fails where a row is torn.
fn whole_reports(store: &Path) -> i64 {
    printed(&["verify", "--store", &store.to_string_lossy()]);
    let connection = Connection::open(store).expect("a store");
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count");
    let articles = count("SELECT count(*) FROM article");
    assert_eq!(articles, count("SELECT count(*) FROM record"));
    assert_eq!(articles, count("SELECT count(*) FROM digest"));
    assert_eq!(0, count("SELECT count(*) FROM pragma_foreign_key_check"));
    articles
}

#[test]
fn a_kill_at_any_moment_tears_nothing_and_loses_nothing() {
    let kills: usize = std::env::var("DEMARCHE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let folder = tempdir().expect("a folder");
    let path = file(folder.path(), "pile.jsonl", &pile(80));
    let unbroken = folder.path().join("unbroken.db");
    let start = std::time::Instant::now();
    ingest(&path, &unbroken);
    let took = usize::try_from(start.elapsed().as_millis()).unwrap_or(1000).max(10);
    let want = export(&unbroken);
    let mut dice = Dice(3);
    let mut round = 0;
    let mut store = folder.path().join("0.db");
    let mut before = 0;
    for _ in 0..kills {
        let mut child = started(&[
            "ingest",
            "--quiet",
            "--batch",
            "4",
            "--threads",
            "1",
            &path.to_string_lossy(),
            "--store",
            &store.to_string_lossy(),
        ]);
        std::thread::sleep(Duration::from_millis(dice.below(took) as u64));
        let finished = child.try_wait().expect("the child is ours").is_some();
        child.kill().expect("the child is ours");
        child.wait().expect("the child is ours");
        if store.exists() {
            let now = whole_reports(&store);
            assert!(now >= before && now <= 80, "{now} reports after {before}");
            before = now;
        }
        if finished {
            assert_eq!(export(&store), want, "round {round}");
            round += 1;
            store = folder.path().join(format!("{round}.db"));
            before = 0;
        }
    }
    ingest(&path, &store);
    assert_eq!(export(&store), want);
}

#[test]
fn a_store_cut_off_before_it_was_settled_answers_as_if_it_had_not_been() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    ingest(&file(folder.path(), "pile.jsonl", &pile(30)), &store);
    let want = answers(&store, &[]);
    let cut = Connection::open(&store).expect("a store");
    cut.execute_batch(
        "PRAGMA foreign_keys = OFF; UPDATE settled SET fresh = 0, form = ''; DELETE FROM answer WHERE id % 3 = 0; DELETE FROM telling WHERE event > 4;
         UPDATE crisis_event SET origins = 99 WHERE number = 2; DELETE FROM digest WHERE article % 2 = 0;",
    )
    .expect("a cut");
    drop(cut);
    assert_eq!(answers(&store, &[]), want);
    whole_reports(&store);
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let lines = pile(60);
    let (a, b) = (file(folder.path(), "a.jsonl", &lines[..40]), file(folder.path(), "b.jsonl", &lines[20..]));
    let both = [a, b].map(|path| {
        started(&[
            "ingest",
            "--quiet",
            "--batch",
            "3",
            "--threads",
            "1",
            &path.to_string_lossy(),
            "--store",
            &store.to_string_lossy(),
        ])
    });
    for mut child in both {
        assert!(child.wait().expect("the child is ours").success());
    }
    assert_eq!(whole_reports(&store), 60);
    assert_eq!(answers(&store, &[]), answers(&store, &["--as-of", "2099-01-01"]));
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let path = file(folder.path(), "pile.jsonl", &pile(60));
    let script = format!(
        "trap '' XFSZ; ulimit -f 700; exec '{}' ingest --quiet --batch 4 '{}' --store '{}'",
        env!("CARGO_BIN_EXE_demarche"),
        path.display(),
        store.display()
    );
    let done = Command::new("sh").args(["-c", &script]).output().expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success(), "the limit was not met");
    assert!(said.contains("crisis.db") && said.contains("what was committed before is kept"), "{said}");
    let kept = whole_reports(&store);
    ingest(&path, &store);
    assert!(whole_reports(&store) == 60 && kept <= 60);
    let unbroken = folder.path().join("unbroken.db");
    ingest(&path, &unbroken);
    assert_eq!(export(&store), export(&unbroken));
}

#[test]
fn what_is_no_store_is_named_with_the_way_out() {
    let folder = tempdir().expect("a folder");
    let path = file(folder.path(), "pile.jsonl", &pile(3));
    let said = |arguments: &[&str]| {
        let done = demarche(arguments);
        assert_eq!(done.status.code(), Some(1), "{arguments:?}");
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    let text = folder.path().join("notes.txt");
    fs::write(&text, "no database ".repeat(500)).expect("written");
    let text = text.to_string_lossy().into_owned();
    for arguments in [vec!["timeline", "--store", &text], vec!["ingest", &path.to_string_lossy(), "--store", &text]] {
        let said = said(&arguments);
        assert!(said.contains("notes.txt") && said.contains("demarche ingest"), "{said}");
    }
    assert!(fs::read_to_string(&text).expect("still there").starts_with("no database "));
    let nowhere = folder.path().join("no/such/folder/crisis.db").to_string_lossy().into_owned();
    assert!(said(&["ingest", &path.to_string_lossy(), "--store", &nowhere]).contains("check that its folder exists"));
    assert!(said(&["timeline", "--store", &nowhere]).contains("there is no such store"));
    let newer = folder.path().join("newer.db");
    ingest(&path, &newer);
    Connection::open(&newer).and_then(|newer| newer.execute_batch("PRAGMA user_version = 99")).expect("a newer store");
    assert!(said(&["timeline", "--store", &newer.to_string_lossy()]).contains("use a later demarche"));
}

#[cfg(unix)]
#[test]
fn a_store_that_may_only_be_read_answers_and_says_why_it_takes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().expect("a folder");
    let store = folder.path().join("crisis.db");
    let path = file(folder.path(), "pile.jsonl", &pile(12));
    ingest(&path, &store);
    let want = answers(&store, &[]);
    let rights = |file: u32, above: u32| {
        fs::set_permissions(&store, fs::Permissions::from_mode(file)).expect("the file is ours");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(above)).expect("the folder is ours");
    };
    rights(0o444, 0o555);
    let is_bound = fs::OpenOptions::new().append(true).open(&store).is_err();
    assert_eq!(answers(&store, &[]), want);
    let more = tempdir().expect("a folder");
    let later = file(more.path(), "more.jsonl", &pile(20));
    let done = demarche(&["ingest", "--quiet", &later.to_string_lossy(), "--store", &store.to_string_lossy()]);
    rights(0o644, 0o755);
    // Who is above all rights may write everywhere.
    if is_bound {
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("crisis.db") && said.contains("may not be written"), "{said}");
        assert_eq!(answers(&store, &[]), want);
    }
}

/// Asks a running program to stop.
#[cfg(unix)]
fn signal(child: &std::process::Child, name: &str) {
    let done = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(done.expect("there is a kill").success());
}

/// Waits until a store holds so many reports.
#[cfg(unix)]
fn wait_for(store: &Path, reports: i64) {
    let count = || {
        let store = Connection::open_with_flags(store, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        store.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, i64>(0)).ok()
    };
    for _ in 0..600 {
        if count() >= Some(reports) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the store did not fill");
}

#[cfg(unix)]
#[test]
fn who_is_asked_to_stop_keeps_what_was_read_and_goes_on_later() {
    let folder = tempdir().expect("a folder");
    let lines = pile(400);
    let path = file(folder.path(), "pile.jsonl", &lines);
    let unbroken = folder.path().join("unbroken.db");
    ingest(&path, &unbroken);
    for name in ["INT", "TERM"] {
        let store = folder.path().join(format!("{name}.db"));
        let place = store.to_string_lossy().into_owned();
        // The pipe stays open behind the part that is written: the program waits for more when it is asked.
        let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["ingest", "-", "--batch", "8", "--threads", "1", "--quiet", "--store", &place])
            .stdin(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        std::io::Write::write_all(&mut pipe, (lines[..150].join("\n") + "\n").as_bytes()).expect("it reads");
        wait_for(&store, 64);
        signal(&child, name);
        let done = child.wait_with_output().expect("the child is ours");
        drop(pipe);
        assert_eq!(done.status.code(), Some(130), "{name}");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(said.contains(&format!("{name}.db")) && said.contains("give the same command again"), "{said}");
        let kept = whole_reports(&store);
        assert!((64..=150).contains(&kept), "{kept} reports");
        let piped = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["ingest", "-", "--quiet", "--store", &place])
            .stdin(fs::File::open(&path).expect("the pile"))
            .status();
        assert!(piped.expect("the program starts").success());
        assert_eq!(whole_reports(&store), 400);
        assert_eq!(answers(&store, &[]), answers(&unbroken, &[]));
    }
}

#[test]
fn a_path_that_is_not_there_is_told_before_anything_is_written() {
    let folder = tempdir().expect("a folder");
    let path = file(folder.path(), "pile.jsonl", &pile(3)).to_string_lossy().into_owned();
    let store = folder.path().join("crisis.db");
    let place = store.to_string_lossy().into_owned();
    let nowhere = folder.path().join("pyle.jsonl").to_string_lossy().into_owned();
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let page = empty.join("page.html");
    fs::write(&page, "<html><p>Norway closed its ports.</p></html>").expect("written");
    let cases = [
        (vec![nowhere.as_str()], "pyle.jsonl"),
        (vec![path.as_str(), nowhere.as_str()], "correct the path"),
        (vec![empty.to_str().expect("a name")], "no report could be read"),
    ];
    for (paths, words) in cases {
        let arguments: Vec<&str> = [vec!["ingest"], paths, vec!["--store", &place]].concat();
        let done = demarche(&arguments);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{arguments:?}");
        assert!(said.contains(words), "{said}");
        assert!(!store.exists(), "{arguments:?}");
    }
    ingest(Path::new(&path), &store);
    let want = export(&store);
    assert_eq!(demarche(&["ingest", &nowhere, "--store", &place]).status.code(), Some(1));
    assert_eq!(export(&store), want);
}
