//! `cargo xtask eval ngec`: NGEC's own tests of actor resolution, put to `demarche actor --batch`.
//!
//! `{"func": "agent_to_code", "args": ["Rouhani"], "asserts": ["code['country'] == 'IRN'"], "expect": {"country": "IRN", "code_1": "GOV"}}` in;
//! how many countries and sectors agree out. Asked are the functions that code a text (`agent_to_code`, `short_text_to_agent`,
//! `search_nat`); "code is None" asks for neither country nor sector. Left out: cases that NGEC itself expects to fail, cases whose text is an
//! expression of the test (`<expr>`), and those about anything else (Wikipedia articles, patterns). NGEC's JRN is MED here, its MED
//! is HLH; where it says UNK, nothing is right as well.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a case wants.
#[derive(Debug, PartialEq)]
struct Case {
    id: String,
    surface: String,
    date: String,
    country: Option<String>,
    sector: Option<String>,
}

/// The lines of the scoreboard.
pub(crate) fn score(binary: &Path, sets: &Path) -> Result<String> {
    let path = sets.join("actors/ngec_actor_tests.jsonl");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let cases: Vec<Case> = text.lines().enumerate().filter_map(|(number, line)| case(number, line)).collect();
    let answers = ask(binary, &cases)?;
    let mut board = String::from("== ngec\n");
    let mut tally = [Tally::default(); 2];
    for case in &cases {
        let answer = answers.get(&case.id);
        let given = |field: &str| answer.and_then(|it| it.get(field)).and_then(Value::as_str).unwrap_or_default();
        let right_country = case.country.as_deref().map(|wanted| given("country") == wanted);
        let right_sector = case.sector.as_deref().map(|wanted| agrees(wanted, given("sector")));
        tally[0].count(right_country);
        tally[1].count(right_sector);
        if right_country == Some(false) || right_sector == Some(false) {
            board.push_str(&format!(
                "  note {:?}{}: wanted {} {}, got {} {} ({})\n",
                case.surface,
                if case.date.is_empty() { String::new() } else { format!(" on {}", case.date) },
                case.country.as_deref().unwrap_or("?"),
                case.sector.as_deref().unwrap_or("?"),
                given("country"),
                given("sector"),
                given("rule"),
            ));
        }
    }
    for (name, tally) in ["country", "sector"].iter().zip(tally) {
        let share = 100.0 * f64::from(tally.right) / f64::from(tally.all.max(1));
        board.push_str(&format!("  ngec {name:<8}  {share:.1}%   ({}/{})\n", tally.right, tally.all));
    }
    Ok(board)
}

#[derive(Clone, Copy, Default)]
struct Tally {
    right: u32,
    all: u32,
}

impl Tally {
    fn count(&mut self, right: Option<bool>) {
        self.all += u32::from(right.is_some());
        self.right += u32::from(right == Some(true));
    }
}

/// A line of the set, if it is about country or sector and can be asked offline.
fn case(number: usize, line: &str) -> Option<Case> {
    let value: Value = serde_json::from_str(line).ok()?;
    let func = value.get("func")?.as_str()?;
    let asked = matches!(func, "agent_to_code" | "short_text_to_agent" | "search_nat");
    let surface = value.get("args")?.get(0)?.as_str()?.to_owned();
    if !asked || value.get("xfail")?.as_bool()? || surface.starts_with('<') {
        return None;
    }
    let expect = value.get("expect");
    let wanted = |field: &str| Some(expect?.get(field)?.as_str()?.to_owned());
    let asserts: Vec<&str> = value.get("asserts")?.as_array()?.iter().filter_map(Value::as_str).collect();
    let nobody = asserts.iter().any(|it| matches!(*it, "code is None" | "code == None"));
    let nation = asserts.iter().find_map(|it| it.strip_prefix("cc == '")?.strip_suffix('\''));
    let none = || nobody.then(String::new);
    let country = wanted("country").or_else(|| nation.map(str::to_owned)).or_else(none);
    let sector = wanted("code_1").or_else(none);
    let date = value.get("kwargs").and_then(|it| it.get("query_date")).and_then(Value::as_str).unwrap_or_default();
    (country.is_some() || sector.is_some()).then(|| Case {
        id: format!("ngec-{number}"),
        surface,
        date: date.to_owned(),
        country,
        sector,
    })
}

/// Whether our sector is the one that NGEC names.
fn agrees(wanted: &str, given: &str) -> bool {
    match wanted {
        "JRN" => given == "MED",
        "MED" => given == "HLH",
        "UNK" => given.is_empty() || given == "UNK",
        _ => given == wanted,
    }
}

/// The answers of the program by id.
fn ask(binary: &Path, cases: &[Case]) -> Result<BTreeMap<String, Value>> {
    let mut questions = String::new();
    for case in cases {
        let question = json!({"id": case.id, "surface": case.surface, "date": case.date});
        questions.push_str(&format!("{question}\n"));
    }
    let mut child = Command::new(binary)
        .args(["actor", "--batch", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", binary.display()))?;
    let mut stdin = child.stdin.take().context("no standard input")?;
    let writer = std::thread::spawn(move || stdin.write_all(questions.as_bytes()));
    let output = child.wait_with_output().context("cannot read the answers")?;
    writer.join().ok().context("the questions were not written")??;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let answers = lines.lines().filter_map(|line| {
        let value: Value = serde_json::from_str(line).ok()?;
        Some((value.get("id")?.as_str()?.to_owned(), value))
    });
    Ok(answers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_read_from_its_asserts() {
        let line = r#"{"func": "agent_to_code", "args": ["Ruritanian troops"], "kwargs": {"query_date": "2022-05-01"}, "xfail": false,
            "asserts": ["code['country'] == 'RUR'"], "expect": {"country": "RUR", "code_1": "MIL"}}"#;
        let read = case(3, line).expect("a case");
        assert_eq!((read.surface.as_str(), read.date.as_str()), ("Ruritanian troops", "2022-05-01"));
        assert_eq!((read.country.as_deref(), read.sector.as_deref()), (Some("RUR"), Some("MIL")));
        let nobody = r#"{"func": "agent_to_code", "args": ["kittens"], "kwargs": {}, "xfail": false, "asserts": ["code is None"]}"#;
        let read = case(4, nobody).expect("a case");
        assert_eq!((read.country.as_deref(), read.sector.as_deref()), (Some(""), Some("")));
        let failing =
            r#"{"func": "agent_to_code", "args": ["x"], "kwargs": {}, "xfail": true, "asserts": ["code is None"]}"#;
        assert_eq!(case(5, failing), None);
    }

    #[test]
    fn sectors_are_compared_across_the_two_lists() {
        assert!(agrees("JRN", "MED") && agrees("MED", "HLH") && agrees("UNK", "") && agrees("GOV", "GOV"));
        assert!(!agrees("MED", "MED") && !agrees("GOV", ""));
    }
}
