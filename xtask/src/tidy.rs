//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! Every source file opens with `//!`; crates use each other only along the arrows of ARCHITECTURE.md; the pure crates touch no file,
//! clock, network or environment; every path that ARCHITECTURE.md names exists; no machine's paths stand in the tree.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Who may use whom (ARCHITECTURE.md, "Arrows").
const ARROWS: &[(&str, &[&str])] = &[
    ("demarche-model", &[]),
    ("demarche-language", &[]),
    ("demarche-lexicon", &["demarche-model"]),
    ("demarche-read", &["demarche-model"]),
    ("demarche-analyse", &["demarche-model", "demarche-lexicon", "demarche-language"]),
    ("demarche-crisis", &["demarche-lexicon"]),
    ("demarche-export", &["demarche-model"]),
    ("demarche-store", &["demarche-model", "demarche-export"]),
    (
        "demarche",
        &[
            "demarche-model",
            "demarche-lexicon",
            "demarche-language",
            "demarche-read",
            "demarche-analyse",
            "demarche-crisis",
            "demarche-export",
            "demarche-store",
        ],
    ),
    ("xtask", &["demarche-lexicon", "demarche-language"]),
];

/// Crates that compute and do nothing else, and what they must not say.
const PURE: &[&str] = &["demarche-model", "demarche-analyse", "demarche-crisis"];
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "println!",
    "eprintln!",
    "Zoned::now",
];

/// A file longer than this wants to be two.
const MAX_LINES: usize = 700;

/// Checks everything and prints each defect.
pub(crate) fn run() -> Result<()> {
    let mut defects = Vec::new();
    check_sources(&mut defects)?;
    check_arrows(&mut defects)?;
    check_licences(&mut defects)?;
    check_architecture(&mut defects);
    for defect in &defects {
        println!("{defect}");
    }
    if !defects.is_empty() {
        bail!("{} places break a rule of the house (CONTRIBUTING.md)", defects.len());
    }
    println!("tidy: all in order");
    Ok(())
}

fn check_sources(defects: &mut Vec<String>) -> Result<()> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(Path::new(folder), &mut files)?;
    }
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.display().to_string();
        if !text.starts_with("//!") && !text.starts_with("#!") {
            defects.push(format!(
                "{name}:1: no `//!`: say what comes in, what goes out, and one real sentence it handles"
            ));
        }
        if text.lines().count() > MAX_LINES {
            defects.push(format!(
                "{name}: {} lines; a file that one can hold in the head has {MAX_LINES}",
                text.lines().count()
            ));
        }
        if PURE.iter().any(|pure| name.starts_with(&format!("crates/{pure}/src"))) {
            check_purity(&name, &text, defects);
        }
    }
    Ok(())
}

fn check_purity(name: &str, text: &str, defects: &mut Vec<String>) {
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for word in IMPURE {
            if code.contains(word) {
                defects
                    .push(format!("{name}:{}: `{word}` in a pure crate: the caller passes what it needs", number + 1));
            }
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn check_arrows(defects: &mut Vec<String>) -> Result<()> {
    let done = Command::new("cargo").args(["metadata", "--no-deps", "--format-version", "1", "--offline"]).output()?;
    let metadata: Value = serde_json::from_slice(&done.stdout).context("cargo metadata gave no JSON")?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name) else {
            defects
                .push(format!("crate {name} has no row in the table of arrows (xtask/src/tidy.rs, ARCHITECTURE.md)"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            let ours = ARROWS.iter().any(|(crate_name, _)| *crate_name == used);
            if ours && dependency["kind"].is_null() && !allowed.contains(&used) {
                defects.push(format!("{name} must not use {used}: no such arrow (ARCHITECTURE.md)"));
            }
        }
    }
    Ok(())
}

/// Licences that a dependency may have, one of them for each `OR`, all of them for each `AND`.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Unlicense",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "CC0-1.0",
    "Unicode-3.0",
    "MPL-2.0",
];

fn check_licences(defects: &mut Vec<String>) -> Result<()> {
    let done = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", &host()?])
        .output()?;
    if !done.status.success() {
        println!("tidy: licences not checked: {}", String::from_utf8_lossy(&done.stderr).trim());
        return Ok(());
    }
    let metadata: Value = serde_json::from_slice(&done.stdout).context("cargo metadata gave no JSON")?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence) {
            let name = package["name"].as_str().unwrap_or_default();
            defects.push(format!("dependency {name} has licence {licence:?}; allowed: {}", LICENCES.join(", ")));
        }
    }
    Ok(())
}

/// The triple of this machine: only its dependencies are downloaded.
fn host() -> Result<String> {
    let done = Command::new("rustc").arg("-vV").output().context("cannot start rustc")?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned).context("rustc names no host")
}

/// Whether an SPDX expression can be met with the allowed licences (`/` is an old spelling of OR).
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], "");
    expression.split(" AND ").all(|part| part.split(" OR ").any(|licence| LICENCES.contains(&licence.trim())))
}

/// Paths between backticks that look like ours have to exist.
fn check_architecture(defects: &mut Vec<String>) {
    for page in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
        let Ok(text) = fs::read_to_string(page) else {
            defects.push(format!("{page} is missing"));
            continue;
        };
        for word in text.split('`').skip(1).step_by(2) {
            let path = word.trim_end_matches('/');
            let ours = ["crates/", "xtask/", "data/", "models/", "cases/", "golden/", "samples/", "eval/"];
            if ours.iter().any(|folder| path.starts_with(folder))
                && !path.contains(['*', '<', ' '])
                && !Path::new(path).exists()
            {
                defects.push(format!("{page} names {path}, which is not there"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_licences_needs_one_that_is_allowed() {
        assert!(is_allowed("GPL-3.0 OR MIT"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0"));
        assert!(!is_allowed(""));
    }
}
