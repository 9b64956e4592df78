//! `cargo xtask eval crises`: reports of whole crises, with what a careful reader takes from them, put to the store's questions; and single
//! reports of other crises, read one by one ([`mod@reports`]).
//!
//! A folder of `eval/crises` with `reports.jsonl` and `truth.json` in; for each question how much of the truth was found and how much of it is
//! right out: "tellings found P 58.1 R 52.2 F1 55.0". The reports are ours, so nothing but the program is needed. Precision is a lower bound
//! where the truth lists a choice (tellings, claims).

mod reports;
mod score;
mod text;
mod words;

use crate::root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The questions that are asked.
const QUESTIONS: [&str; 8] =
    ["timeline", "claims", "mediation", "reactions", "numbers", "origins", "articles", "framing"];

/// The rows of the answers, by question.
type Answers = BTreeMap<&'static str, Vec<Value>>;

/// The lines of the scoreboard.
pub(crate) fn score(binary: &Path) -> Result<String> {
    let mut board = String::from("== crises\n");
    for folder in folders()? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let truth = fs::read_to_string(folder.join("truth.json"))
            .with_context(|| format!("cannot read the truth of {name}"))?;
        let truth: Value = serde_json::from_str(&truth).with_context(|| format!("the truth of {name} is no JSON"))?;
        let answers = ask(binary, &folder.join("reports.jsonl"))?;
        board.push_str(&format!("  -- {name}\n"));
        for line in score::lines(&truth, &answers) {
            board.push_str(&format!("  {line}\n"));
        }
    }
    for set in reports()? {
        let name = set.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        board.push_str(&format!("  -- {name}\n"));
        for line in reports::lines(binary, &set)? {
            board.push_str(&format!("  {line}\n"));
        }
    }
    Ok(board)
}

/// The files of single reports, by name.
fn reports() -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("eval/crises"))
        .context("cannot list eval/crises")?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    files.sort();
    Ok(files)
}

/// The crises, by name.
fn folders() -> Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("eval/crises"))
        .context("cannot list eval/crises")?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("truth.json").exists())
        .collect();
    folders.sort();
    Ok(folders)
}

/// Fills a store with the reports and asks it.
fn ask(binary: &Path, reports: &Path) -> Result<Answers> {
    let store = std::env::temp_dir().join(format!("demarche-crises-{}.db", std::process::id()));
    let clear = || {
        for ending in ["", "-wal", "-shm"] {
            // What is not there need not go.
            let _ = fs::remove_file(format!("{}{ending}", store.display()));
        }
    };
    clear();
    let done = Command::new(binary)
        .args(["ingest", "--quiet"])
        .arg(reports)
        .arg("--store")
        .arg(&store)
        .stdout(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {}", binary.display()))?;
    if !done.success() {
        bail!("ingest of {} failed ({done})", reports.display());
    }
    let mut answers = Answers::new();
    for question in QUESTIONS {
        let told = Command::new(binary)
            .args([question, "--format", "jsonl", "--store"])
            .arg(&store)
            .output()
            .with_context(|| format!("cannot ask {question}"))?;
        let text = String::from_utf8_lossy(&told.stdout);
        let rows = text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
        let rows: Result<Vec<Value>, _> = rows.collect();
        answers.insert(question, rows.with_context(|| format!("a row of {question} is no JSON"))?);
    }
    clear();
    Ok(answers)
}
