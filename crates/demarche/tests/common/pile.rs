//! A pile of invented reports, as many as wanted, and the program run over them: "Norway accused Chile of shelling a port" in seven outlets, copies among them.
#![allow(dead_code, reason = "each ring uses its part")]

use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const STATES: [&str; 8] = ["Norway", "Chile", "Iceland", "Peru", "Finland", "Uruguay", "Ireland", "Ghana"];
const PLACES: [&str; 5] = ["Bergen", "Valparaiso", "Cusco", "Tampere", "Galway"];
const OUTLETS: [&str; 7] =
    ["Fjord Post", "Andes Wire", "Lake Courier", "Harbour Times", "Pampas Daily", "Moor Echo", "Coast Star"];

/// Numbers without a pattern, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The lines of a pile.
pub(crate) fn pile(count: usize) -> Vec<String> {
    let mut dice = Dice(7);
    let mut texts: Vec<String> = Vec::new();
    (0..count)
        .map(|number| {
            let copied = number > 3 && dice.below(5) == 0;
            let text = if copied { texts[dice.below(texts.len())].clone() } else { text(&mut dice) };
            texts.push(text.clone());
            let published = format!("2031-05-{:02}", 1 + (number * 20 / count.max(20)).min(27));
            let title = text.split('.').next().unwrap_or_default();
            json!({"id": format!("r{number:05}"), "outlet": dice.of(&OUTLETS), "published": published, "title": title, "text": text}).to_string()
        })
        .collect()
}

fn text(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..4 + dice.below(5) {
        let (a, b, place, some) = (dice.of(&STATES), dice.of(&STATES), dice.of(&PLACES), 3 + dice.below(40));
        let sentence = match dice.below(7) {
            0 => format!("{a} accused {b} of shelling the port of {place} on Friday."),
            1 => format!("The foreign ministry of {a} denied that its forces had bombed {place}."),
            2 => format!("{a} attacked {place} with drones on 3 May 2031, killing {some} people, officials said."),
            3 => format!("{a} has offered to mediate between {b} and its neighbours, its president said."),
            4 => format!("\"We will answer every strike,\" the prime minister of {a} told reporters in {place}."),
            5 => format!("{a} condemned the attack on {place} and called on {b} to show restraint."),
            _ => format!("Officials of {a} declined to comment on the reports from {place}."),
        };
        let _ = write!(text, "{sentence}{}", if dice.below(3) == 0 { "\n\n" } else { " " });
    }
    text
}

/// Writes lines into a file of a folder.
pub(crate) fn file(folder: &Path, name: &str, lines: &[String]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, lines.join("\n") + "\n").expect("the folder can be written");
    path
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(arguments).env_remove("DEMARCHE_STORE").env_remove("DEMARCHE_LEXICON").env("NO_COLOR", "1");
    command
}

/// Runs the program to its end.
pub(crate) fn demarche(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program starts")
}

/// Runs the program, which has to succeed, and gives what it prints.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let done = demarche(arguments);
    assert!(done.status.success(), "demarche {}: {}", arguments.join(" "), String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("the program prints UTF-8")
}

/// Starts the program and leaves it running.
pub(crate) fn started(arguments: &[&str]) -> Child {
    command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Puts a file into a store.
pub(crate) fn ingest(path: &Path, store: &Path) {
    printed(&["ingest", "--quiet", &path.to_string_lossy(), "--store", &store.to_string_lossy()]);
}

/// The questions across reports.
pub(crate) const KINDS: [&str; 9] =
    ["articles", "timeline", "claims", "mediation", "reactions", "numbers", "origins", "framing", "commitments"];

/// All that a store answers, question by question.
pub(crate) fn answers(store: &Path, more: &[&str]) -> Vec<(String, String)> {
    let store = store.to_string_lossy();
    KINDS
        .iter()
        .map(|kind| {
            let arguments: Vec<&str> =
                [*kind, "--format", "jsonl", "--store", &store].iter().chain(more).copied().collect();
            ((*kind).to_owned(), printed(&arguments))
        })
        .collect()
}

/// The rows of an answer.
pub(crate) fn rows(store: &Path, kind: &str, more: &[&str]) -> Vec<Value> {
    let store = store.to_string_lossy();
    let arguments: Vec<&str> = [kind, "--format", "jsonl", "--store", &store].iter().chain(more).copied().collect();
    printed(&arguments).lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}
