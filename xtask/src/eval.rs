//! `cargo xtask eval`: the scoreboard, compared with floors that only rise.
//!
//! The evaluation sets are third-party texts and no part of the project; they are looked for beside the checkout (`../shared/eval`)
//! or in `DEMARCHE_EVAL`. Where they are not, only our own (`eval/crises`) are measured and that is said.
//! The parts `factuality` and `confidence` are measured by the modules of that name and have no floors.
//! `eval/floors.toml`, written by hand and raised by `--update`: under each part, `"line and column of the scoreboard" = lowest figure allowed`.

use crate::{release_binary, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FLOORS: &str = "eval/floors.toml";

/// The part whose sets are our own and always at hand.
const OWN_SETS: &str = "crises";

/// Measures the sets in a folder with a built program.
type Measure = fn(&Path, &Path) -> Result<()>;

/// Runs the parts asked for (default: all that have a floor) and compares.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let sets = std::env::var_os("DEMARCHE_EVAL").map_or_else(|| root().join("../shared/eval"), PathBuf::from);
    let scoreboard = sets.join("run");
    let update = arguments.iter().any(|argument| argument == "--update");
    let floors = parse_floors(&fs::read_to_string(FLOORS).with_context(|| format!("cannot read {FLOORS}"))?)?;
    let mut parts: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with("--")).cloned().collect();
    if parts.is_empty() {
        parts = floors.keys().cloned().collect();
    }
    if !scoreboard.exists() {
        println!(
            "eval: no evaluation sets beside the checkout (set DEMARCHE_EVAL to their folder); only our own are measured"
        );
        parts.retain(|part| part == OWN_SETS);
        if parts.is_empty() {
            return Ok(());
        }
    }
    let binary = match arguments.iter().find_map(|argument| argument.strip_prefix("--bin=")) {
        Some(path) => PathBuf::from(path),
        None => release_binary()?,
    };
    if arguments.iter().any(|argument| argument == "--errors") {
        let asked: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with("--")).cloned().collect();
        return crate::errors::run(&binary, &sets, &asked);
    }
    // Two parts are measured here, the others by the scorers beside the sets.
    let own: [(&str, Measure); 2] = [("factuality", crate::factuality::run), ("confidence", crate::confidence::run)];
    for (_, measure) in own.iter().filter(|(name, _)| parts.iter().any(|part| part == name)) {
        measure(&binary, &sets)?;
    }
    parts.retain(|part| own.iter().all(|(name, _)| part != name));
    let mut failed = Vec::new();
    let mut raised = floors.clone();
    for part in &parts {
        let text = if part == "ngec" {
            crate::ngec::score(&binary, &sets)?
        } else if part == OWN_SETS {
            crate::crises::score(&binary)?
        } else {
            let done =
                Command::new(&scoreboard).arg(&binary).arg(part).output().context("cannot run the scoreboard")?;
            String::from_utf8_lossy(&done.stdout).into_owned()
        };
        println!("{}", text.trim_end());
        let figures = figures(&text);
        for (name, floor) in floors.get(part).into_iter().flatten() {
            match figures.get(name) {
                Some(figure) if figure + 1e-9 >= *floor => {
                    let allowed = allowed(*figure).max(*floor);
                    raised.entry(part.clone()).or_default().insert(name.clone(), allowed);
                }
                Some(figure) => failed.push(format!("{part}: {name} is {figure}, the floor is {floor}")),
                None => failed.push(format!("{part}: the scoreboard printed no {name}")),
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

/// The records of a set, by the key of their article.
pub(crate) fn read_records(binary: &Path, set: &Path) -> Result<BTreeMap<String, Value>> {
    let done = Command::new(binary)
        .args(["read", "--as-is", "--quiet", "--format", "jsonl"])
        .arg(set)
        .output()
        .with_context(|| format!("cannot start {}", binary.display()))?;
    let mut records = BTreeMap::new();
    for line in String::from_utf8_lossy(&done.stdout).lines() {
        let record: Value = serde_json::from_str(line).context("a line of the records is no JSON")?;
        if let Some(key) = record["article"]["key"].as_str() {
            records.insert(key.to_owned(), record);
        }
    }
    Ok(records)
}

/// The floor under a figure: another processor's kernels may turn a decision or two.
fn allowed(figure: f64) -> f64 {
    let margin = match figure {
        f if f > 99.9 => 0.01,
        f if f > 1.5 => 0.3,
        _ => 0.003,
    };
    ((figure - margin) * 1e4).floor().max(0.0) / 1e4
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
        "# The lowest figures allowed on the development sets (`cargo xtask eval`), a hair below what was reached. They only rise: `--update`\n\
         # raises them; lowering one needs a commit that says why.\n",
    );
    for (part, figures) in floors {
        text.push_str(&format!("\n[{part}]\n"));
        for (name, figure) in figures {
            text.push_str(&format!("\"{name}\" = {figure}\n"));
        }
    }
    text
}

/// Every figure that the scoreboard printed, named by what stands before it: "type  P 0.650  R 0.329  F1 0.437" under "-- plv dev" gives
/// `plv dev: type F1`. The scorers print lines of words, tables between bars, and JSON; each is read in its own way.
fn figures(text: &str) -> BTreeMap<String, f64> {
    let mut board = Board::default();
    for line in text.lines().map(str::trim) {
        board.read(line);
    }
    board.found
}

/// The scoreboard as far as it was read.
#[derive(Default)]
struct Board {
    found: BTreeMap<String, f64>,
    /// What stands before the names below: the set, and what was counted.
    heading: String,
    /// The object of pretty-printed JSON that we are in.
    object: String,
    /// How many JSON texts this heading has had: the time scorer prints all, then calendar dates alone.
    texts: usize,
    /// The header of a table between bars.
    columns: Vec<String>,
}

impl Board {
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("-- ") {
            (self.heading, self.texts) = (format!("{name}: "), 0);
        } else if let Some(name) = line.strip_prefix("# ") {
            // The statement scorer prints the core first, then all.
            let core = !self.found.keys().any(|key| key.starts_with("core "));
            self.heading = if core && name.contains("docs=") { "core " } else { "all " }.to_owned();
        } else if line.starts_with('{') || line.starts_with('"') || line.starts_with('}') {
            self.read_json(line);
        } else if line.starts_with('|') {
            self.read_table(line);
        } else if !line.starts_with("==") && !line.starts_with('[') && !line.contains("bootstrap") {
            // (An interval is no figure: "triple F1 95% bootstrap over docs: 76.1-80.9".)
            for (name, figure) in line_figures(line) {
                self.found.insert(format!("{}{name}", self.heading), figure);
            }
        }
    }

    fn read_json(&mut self, line: &str) {
        if let Ok(Value::Object(whole)) = serde_json::from_str(line) {
            for (outer, inner) in whole {
                for (name, figure) in inner.as_object().into_iter().flatten() {
                    if let Some(figure) = figure.as_f64() {
                        self.found.insert(format!("{}{outer} {name}", self.heading), figure);
                    }
                }
            }
        } else if line == "{" {
            self.texts += 1;
        } else if let Some((name, rest)) = line.strip_prefix('"').and_then(|rest| rest.split_once("\": ")) {
            if rest == "{" {
                self.object = name.to_owned();
            } else if let (Some(figure), "F1") = (number(rest), name) {
                let which = if self.texts > 1 { "calendar " } else { "" };
                self.found.insert(format!("{}{which}{} F1", self.heading, self.object), figure);
            }
        }
    }

    fn read_table(&mut self, line: &str) {
        let cells: Vec<String> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        match cells.first().map(String::as_str) {
            Some("kind") => self.columns = cells,
            Some(kind) => {
                for (column, cell) in self.columns.iter().zip(&cells).skip(2) {
                    if let Some(figure) = number(cell) {
                        self.found.insert(format!("{kind} {column}"), figure);
                    }
                }
            }
            None => {}
        }
    }
}

/// The figures of one line by name.
fn line_figures(line: &str) -> Vec<(String, f64)> {
    if let Some(at) = line.find("F1 ") {
        let name = line[..line.find(" P ").unwrap_or(at)].split_whitespace().collect::<Vec<_>>().join(" ");
        // "stories: 197 articles, 16 gold, 12 made": what was made is no part of the name.
        let counts = name.starts_with("stories:") || name.starts_with("lines:");
        let name = name.split(',').next().filter(|_| counts).unwrap_or(&name);
        return number(line[at + 3..].trim_start()).map(|figure| (format!("{name} F1"), figure)).into_iter().collect();
    }
    if line.starts_with("all ") {
        let share = line.rsplit_once(" = ").and_then(|(_, share)| number(share));
        return share.map(|figure| ("all".to_owned(), figure)).into_iter().collect();
    }
    let Some((name, rest)) = line.split_once("  ") else { return Vec::new() };
    let rest = rest.trim().replace("/ ", "/");
    let cells: Vec<&str> = rest.split_whitespace().collect();
    match cells.as_slice() {
        [all, direct, mixed, indirect] if all.contains('/') => {
            [("", all), (" direct", direct), (" mixed", mixed), (" indirect", indirect)]
                .into_iter()
                .filter_map(|(form, cell)| Some((format!("{name}{form} F1"), number(cell.rsplit('/').next()?)?)))
                .collect()
        }
        [first, ..] if first.ends_with('%') => {
            number(first).map(|figure| (name.trim().to_owned(), figure)).into_iter().collect()
        }
        _ => Vec::new(),
    }
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
        let statements = "# x docs=84 gold=1 pred=1\ntriple             69.7/ 43.6/ 53.6      72.6/ 72.6/ 72.6      1.0/ 2.0/ 3.0     4.0/ 5.0/ 6.0";
        assert_eq!(figures(statements).get("core triple indirect F1"), Some(&6.0));
        let interval = format!("{statements}\n  triple F1 95% bootstrap over docs: 76.1-80.9");
        assert_eq!(figures(&interval).get("core triple F1"), Some(&53.6));
        let times = "-- timebank\n{\n \"value\": {\n  \"P\": 1.0,\n  \"F1\": 81.2\n },\n}\n{\n \"value\": {\n  \"F1\": 84.0\n }\n}";
        assert_eq!(figures(times).get("timebank: value F1"), Some(&81.2));
        assert_eq!(figures(times).get("timebank: calendar value F1"), Some(&84.0));
        let places = "-- lgl\n{\"all\": {\"n\": 9, \"acc161\": 64.9}, \"coverage\": 92.0}";
        assert_eq!(figures(places).get("lgl: all acc161"), Some(&64.9));
        let actors = "| kind | n | answered | country |\n| ALL | 652 | 90.0 | 70.5 |";
        assert_eq!(figures(actors).get("ALL country"), Some(&70.5));
    }

    #[test]
    fn floors_survive_a_round_trip() {
        let text = write_floors(&parse_floors("[seeds]\n\"all\" = 75\n").expect("sound"));
        assert_eq!(parse_floors(&text).expect("sound")["seeds"]["all"], 75.0);
    }
}
