//! `cargo xtask rules`: writes the pages of the rules to `docs/rules`, a file a stage; `--check` says whether they are current.
//!
//! The table is the one of `demarche-analyse`, asked through the binary (`demarche rules`), so that no page can say what the program
//! does not. It also looks for rules that evidence may name and no page explains.

use crate::{root, run};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the task.
pub(crate) fn run_rules(arguments: &[String]) -> Result<()> {
    let check = arguments.iter().any(|argument| argument == "--check");
    run("cargo", &["build", "-q", "-p", "demarche"])?;
    let list = ask(&[])?;
    let folder = root().join("docs/rules");
    let mut pages: Vec<(PathBuf, String)> = Vec::new();
    let mut known = BTreeSet::new();
    for line in list.lines() {
        match line.strip_prefix("  ") {
            None => {
                let (stage, finds) = line.split_once(": ").context("`demarche rules` prints `stage: what it finds`")?;
                let head = format!(
                    "<!-- Written by `cargo xtask rules`; edit crates/demarche-analyse/src/rules/{stage}.rs. -->\n\nStage *{stage}*: {finds}. The rules in order of their numbers; each example is a test.\n"
                );
                pages.push((folder.join(format!("{stage}.md")), head));
            }
            Some(rule) => {
                let number = rule.split(' ').next().unwrap_or_default();
                known.insert(number.to_owned());
                let (_, text) = pages.last_mut().context("a rule stands under its stage")?;
                text.push('\n');
                text.push_str(&ask(&[number])?.replacen("# ", "## ", 1));
            }
        }
    }
    let unexplained: Vec<String> = named_in_code(&root().join("crates/demarche-analyse/src"))?
        .into_iter()
        .filter(|name| !known.contains(name.split(' ').next().unwrap_or_default()))
        .collect();
    if !unexplained.is_empty() {
        bail!("rules without a page in crates/demarche-analyse/src/rules: {}", unexplained.join(", "));
    }
    if !check {
        fs::create_dir_all(&folder)?;
    }
    for (path, text) in &pages {
        if check && fs::read_to_string(path).ok().as_ref() != Some(text) {
            bail!("{} is not current; run `cargo xtask rules`", path.display());
        }
        if !check {
            fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    println!(
        "rules: {} pages in {} files, all {}",
        known.len(),
        pages.len(),
        if check { "current" } else { "written" }
    );
    Ok(())
}

fn ask(arguments: &[&str]) -> Result<String> {
    let done = Command::new(root().join("target/debug/demarche")).arg("rules").args(arguments).output()?;
    if !done.status.success() {
        bail!("demarche rules {} failed", arguments.join(" "));
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// The names of rules that stand as text in the code: `"S010 quotation-with-cue"`.
fn named_in_code(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            names.extend(named_in_code(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            names.extend(text.split('"').filter(|part| is_rule(part)).map(str::to_owned));
        }
    }
    Ok(names)
}

fn is_rule(text: &str) -> bool {
    let Some((number, name)) = text.split_once(' ') else { return false };
    let mut letters = number.chars();
    letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && number.len() == 4
        && letters.all(|digit| digit.is_ascii_digit())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.contains('\n')
}
