//! `cargo xtask eval`: the scoreboard, compared with floors that only rise.
//!
//! The evaluation sets are third-party texts and no part of the project; they are looked for beside the checkout (`../shared/eval`)
//! or in `DEMARCHE_EVAL`. Where they are not, nothing is measured and that is said.
//! `eval/floors.toml`: under each part, `"line and column of the scoreboard" = lowest figure allowed`.

use crate::{release_binary, root};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const FLOORS: &str = "eval/floors.toml";

/// Runs the parts asked for (default: all that have a floor) and compares.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let sets = std::env::var_os("DEMARCHE_EVAL").map_or_else(|| root().join("../shared/eval"), PathBuf::from);
    let scoreboard = sets.join("run");
    if !scoreboard.exists() {
        println!("eval: no evaluation sets beside the checkout (set DEMARCHE_EVAL to their folder); nothing measured");
        return Ok(());
    }
    let update = arguments.iter().any(|argument| argument == "--update");
    let floors = parse_floors(&fs::read_to_string(FLOORS).with_context(|| format!("cannot read {FLOORS}"))?)?;
    let mut parts: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with("--")).cloned().collect();
    if parts.is_empty() {
        parts = floors.keys().cloned().collect();
    }
    let binary = release_binary()?;
    let mut failed = Vec::new();
    let mut raised = floors.clone();
    for part in &parts {
        let done = Command::new(&scoreboard).arg(&binary).arg(part).output().context("cannot run the scoreboard")?;
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        println!("{}", text.trim_end());
        let figures = figures(&text);
        for (name, floor) in floors.get(part).into_iter().flatten() {
            match figures.get(name) {
                Some(figure) if figure + 1e-9 >= *floor => {
                    raised.entry(part.clone()).or_default().insert(name.clone(), *figure);
                }
                Some(figure) => failed.push(format!("{part}: {name} is {figure}, the floor is {floor}")),
                None => failed.push(format!("{part}: the scoreboard printed no {name}")),
            }
        }
        if update {
            for (name, figure) in figures {
                raised.entry(part.clone()).or_default().entry(name).or_insert(figure);
            }
        }
    }
    for failure in &failed {
        println!("below the floor: {failure}");
    }
    if !failed.is_empty() {
        bail!("{} figures fell", failed.len());
    }
    if update {
        fs::write(FLOORS, write_floors(&raised))?;
        println!("{FLOORS} raised");
    }
    Ok(())
}

type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// The little TOML that the file uses: tables of quoted names and numbers.
fn parse_floors(text: &str) -> Result<Floors> {
    let mut floors = Floors::new();
    let mut part = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            part = name.to_owned();
            floors.entry(part.clone()).or_default();
        } else if let Some((name, figure)) = line.rsplit_once('=') {
            let figure =
                figure.trim().parse().with_context(|| format!("{FLOORS}:{}: expected a number", number + 1))?;
            floors.entry(part.clone()).or_default().insert(name.trim().trim_matches('"').to_owned(), figure);
        } else {
            bail!("{FLOORS}:{}: expected [part] or \"figure\" = number", number + 1);
        }
    }
    Ok(floors)
}

fn write_floors(floors: &Floors) -> String {
    let mut text = String::from(
        "# The lowest figures allowed on the development sets (`cargo xtask eval`). They only rise: `--update` writes what was\n\
         # reached; lowering one needs a commit that says why.\n",
    );
    for (part, figures) in floors {
        text.push_str(&format!("\n[{part}]\n"));
        for (name, figure) in figures {
            text.push_str(&format!("\"{name}\" = {figure}\n"));
        }
    }
    text
}

/// Every figure that the scoreboard printed: the words before it on its line (with the heading above where lines repeat) and
/// its place. "type         P 0.650  R 0.329  F1 0.437" gives "type F1" = 0.437.
fn figures(text: &str) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("==")
            || line.starts_with('[')
            || line.starts_with("demarche ")
            || line.starts_with("records kept")
        {
            continue;
        }
        if let Some(name) = line.strip_prefix("-- ") {
            heading = format!("{name}: ");
        } else if let Some(name) = line.strip_prefix("# ") {
            let core = if found.keys().any(|key: &String| key.starts_with("triple")) { "all " } else { "" };
            heading = format!("{core}{}", if name.contains("core") { "core " } else { "" });
        }
        for (name, figure) in line_figures(line) {
            found.insert(format!("{heading}{name}"), figure);
        }
    }
    found
}

/// The figures of one line by name.
fn line_figures(line: &str) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    if let Some(at) = line.find("F1 ") {
        let name = line[..line.find(" P ").unwrap_or(at)].trim().trim_end_matches(['P', ' ']);
        if let Some(figure) = number(&line[at + 3..]) {
            out.push((format!("{name} F1"), figure));
        }
        return out;
    }
    if let Some((name, rest)) = line.split_once("  ") {
        let rest = rest.trim();
        if let Some(figure) = rest.split_whitespace().next().and_then(|word| word.strip_suffix('%')).and_then(number) {
            out.push((name.trim().to_owned(), figure));
        } else if name.starts_with("triple") || name.starts_with("content_tok") {
            // all, direct, mixed, indirect: P/R/F1 each
            let cells: Vec<&str> = rest.split_whitespace().collect::<Vec<_>>();
            let joined = cells.join("");
            let f1: Vec<f64> = joined.split('/').skip(2).step_by(2).filter_map(number).collect();
            if let Some(&figure) = f1.first() {
                out.push((format!("{} F1", name.trim()), figure));
            }
        }
    }
    if let Some((_, share)) = line.split_once(" = ").filter(|_| line.starts_with("all ")) {
        if let Some(figure) = share.strip_suffix('%').and_then(number) {
            out.push(("all".to_owned(), figure));
        }
    }
    out
}

fn number(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_named_by_their_line() {
        let board = "== events\n  -- plv dev\n  type         P 0.650  R 0.329  F1 0.437  (made 1, gold 2)\n";
        assert_eq!(figures(board).get("plv dev: type F1"), Some(&0.437));
        let language = "documents with the same tokens 122/122, tokens compared 9\n    head       99.9911%\n";
        assert_eq!(figures(language).get("head"), Some(&99.9911));
        let seeds = "all                    90/100 = 90.0%";
        assert_eq!(figures(seeds).get("all"), Some(&90.0));
    }

    #[test]
    fn floors_survive_a_round_trip() {
        let text = write_floors(&parse_floors("[seeds]\n\"all\" = 75\n").expect("sound"));
        assert_eq!(parse_floors(&text).expect("sound")["seeds"]["all"], 75.0);
    }
}
