//! `cargo xtask scale REPORTS.jsonl [COUNT] [--words=N] [--bin=BINARY] [--keep]`: how a store of very many reports behaves.
//!
//! Real reports (third-party texts that stay outside the project) are damaged and re-dated until there are enough: cut short, sentences lost, digits changed,
//! every eighth a copy under another masthead. The pile goes into a store in `target/scale/`; then each question is asked six times and timed
//! with the start of the program in it. `--keep` asks the store that is there.

use crate::{release_binary, root};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Words that are left of a report, unless said otherwise.
const MOST_WORDS: usize = 260;
/// How often a question is asked; the first time is left out.
const TIMES: usize = 6;
/// The last part of the pile, which the store gets by itself: one in so many.
const DELTA: usize = 10;

const OUTLETS: [&str; 12] = [
    "Fjord Post",
    "Andes Wire",
    "Lake Courier",
    "Harbour Times",
    "Pampas Daily",
    "Moor Echo",
    "Coast Star",
    "Delta Mail",
    "Steppe News",
    "Island Herald",
    "River Gazette",
    "Summit Journal",
];

/// The questions that are timed, with what they are to stay below, in milliseconds.
const QUESTIONS: &[(&[&str], u128)] = &[
    (&["timeline", "--limit", "200"], 300),
    (&["timeline", "--actor", "IRN", "--origins", "3", "--limit", "200"], 300),
    (&["timeline", "--from", "2031-03-01", "--to", "2031-03-03"], 300),
    (&["timeline", "--status", "disputed", "--limit", "200"], 300),
    (&["timeline", "--about", "embassy", "--limit", "200"], 300),
    (&["claims", "--actor", "RUS", "--limit", "200"], 300),
    (&["claims", "--actor", "ISR", "--status", "denies", "--limit", "200"], 300),
    (&["claims", "--about", "nuclear", "--limit", "200"], 300),
    (&["statements", "--actor", "USA", "--about", "sanctions", "--limit", "200"], 300),
    (&["statements", "--from", "2031-03-01", "--to", "2031-03-02", "--limit", "200"], 300),
    (&["mediation", "--limit", "200"], 300),
    (&["commitments", "--limit", "200"], 300),
    (&["reactions", "--actor", "CHN", "--limit", "200"], 300),
    (&["numbers", "--limit", "200"], 300),
    (&["origins", "--origins", "5", "--limit", "200"], 300),
    (&["framing", "--limit", "200"], 300),
    (&["articles", "--from", "2031-04-01", "--limit", "200"], 300),
    (&["humanitarian", "--limit", "200"], 300),
    (&["dyad", "ISR", "IRN"], 300),
    (&["dyad", "RUSGOV", "Ukraine", "--per", "day"], 300),
    (&["dyad", "ISR", "IRN", "--about", "strike"], 300),
    (&["dyad", "USA", "CHN", "--status", "asserted", "--origins", "2"], 300),
    (&["network"], 300),
    (&["network", "--from", "2031-03-01"], 300),
    (&["network", "--graph", "graphml"], 300),
    (&["drift", "--limit", "200"], 300),
    (&["drift", "--actor", "IRN"], 300),
    (&["drift", "--about", "nuclear"], 300),
    (&["drift", "--from", "2031-03-01", "--to", "2031-03-07"], 300),
    (&["show", "r000012"], 300),
    (&["audit", "sample", "--n", "100"], 300),
    (&["timeline", "--format", "table"], 300),
    (&["claims", "--format", "table"], 300),
    (&["statements", "--format", "table"], 300),
    (&["drift", "--format", "table"], 300),
    (&["brief", "--from", "2031-03-01", "--to", "2031-03-07"], 300),
    (&["brief"], 300),
    (&["stats"], 300),
    (&["search", "ceasefire"], 100),
    (&["search", "the president said"], 100),
    (&["search", "\"foreign minister\" nuclear"], 100),
    (&["search", "Tehran", "--from", "2031-04-01"], 100),
    (&["search", "government"], 100),
];

/// Questions without a limit, whose answer is every row of a kind: a part of the store is printed, in as many bytes.
const WHOLE: &[&[&str]] = &[
    &["articles"],
    &["statements"],
    &["timeline"],
    &["claims"],
    &["claims", "--actor", "USA"],
    &["origins"],
    &["drift"],
];

/// Makes the pile and the store, asks, prints.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut plain = arguments.iter().filter(|argument| !argument.starts_with("--"));
    let Some(source) = plain.next() else { bail!("usage: cargo xtask scale REPORTS.jsonl [COUNT] [--bin=BINARY]") };
    let count: usize = plain.next().map_or(Ok(10_000), |count| count.parse()).context("COUNT is no number")?;
    let binary = match arguments.iter().find_map(|argument| argument.strip_prefix("--bin=")) {
        Some(binary) => PathBuf::from(binary),
        None => release_binary()?,
    };
    let folder = root().join("target/scale");
    fs::create_dir_all(&folder)?;
    let store = folder.join("crisis.db");
    if !arguments.iter().any(|argument| argument == "--keep") {
        let most = arguments.iter().find_map(|argument| argument.strip_prefix("--words="));
        let most = most.map_or(Ok(MOST_WORDS), str::parse).context("--words is no number")?;
        fill(&folder, &store, &binary, Path::new(source), (count, most))?;
    }
    ask(&binary, &store, count)
}

/// Makes the pile and puts it into a new store.
fn fill(folder: &Path, store: &Path, binary: &Path, source: &Path, (count, most): (usize, usize)) -> Result<()> {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("crisis.db{end}")));
    }
    let (first, delta) = (folder.join("first.jsonl"), folder.join("delta.jsonl"));
    let words = pile(source, (count, most), &first, &delta)?;
    println!("{count} reports, {words} words");
    for (name, path) in [("first", &first), ("delta", &delta)] {
        let took = timed(binary, &["ingest", "--quiet", &path.to_string_lossy()], store)?;
        println!("ingest of {name}: {:.1} s", took.as_secs_f64());
    }
    println!("store: {:.1} MB", fs::metadata(store)?.len() as f64 / 1e6);
    Ok(())
}

/// Asks each question and times it.
fn ask(binary: &Path, store: &Path, count: usize) -> Result<()> {
    let mut slow = 0;
    let since = day((count - count / DELTA).saturating_sub(1), count);
    let event = first_event(binary, store)?;
    let (diff, event) = (["diff", "--since", &since], ["claims", "--event", &event]);
    for (question, most) in QUESTIONS.iter().copied().chain([(&event[..], 300), (&diff[..], 2000)]) {
        let (median, worst) = times(binary, question, store)?;
        let verdict = if median > most { "SLOW" } else { "" };
        slow += usize::from(median > most);
        println!("{median:>6} ms (worst {worst:>6}) {} {verdict}", question.join(" "));
    }
    println!("{slow} questions slower than they are to be; all rows, as JSON Lines:");
    for question in WHOLE {
        let (median, worst) = times(binary, question, store)?;
        println!("{median:>6} ms (worst {worst:>6}) {}", question.join(" "));
    }
    Ok(())
}

/// The median and the longest of the times that a question takes, in milliseconds.
fn times(binary: &Path, question: &[&str], store: &Path) -> Result<(u128, u128)> {
    let mut times = (0..TIMES).map(|_| timed(binary, question, store)).collect::<Result<Vec<_>>>()?;
    times.remove(0);
    times.sort();
    Ok((times[times.len() / 2].as_millis(), times[times.len() - 1].as_millis()))
}

/// The id of an event of the store.
fn first_event(binary: &Path, store: &Path) -> Result<String> {
    let asked = ["timeline", "--actor", "IRN", "--limit", "1", "--format", "jsonl", "--store"];
    let done = Command::new(binary).args(asked).arg(store).output()?;
    let row: Value = serde_json::from_slice(&done.stdout).context("no event of IRN in the store")?;
    Ok(row["event"].as_str().unwrap_or_default().to_owned())
}

fn timed(binary: &Path, arguments: &[&str], store: &Path) -> Result<Duration> {
    let start = Instant::now();
    let done = Command::new(binary)
        .args(arguments)
        .arg("--store")
        .arg(store)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("cannot run {}", binary.display()))?;
    // 1 is a search that finds nothing.
    if !matches!(done.status.code(), Some(0 | 1)) || String::from_utf8_lossy(&done.stderr).contains("error:") {
        bail!("demarche {}: {}", arguments.join(" "), String::from_utf8_lossy(&done.stderr).trim());
    }
    Ok(start.elapsed())
}

/// Writes the pile in two parts and counts its words.
fn pile(source: &Path, (count, most): (usize, usize), first: &Path, delta: &Path) -> Result<usize> {
    let text = fs::read_to_string(source).with_context(|| format!("cannot read {}", source.display()))?;
    let bases: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if bases.is_empty() {
        bail!("{} holds no JSON Lines", source.display());
    }
    let mut files = [BufWriter::new(fs::File::create(first)?), BufWriter::new(fs::File::create(delta)?)];
    let (mut dice, mut words, mut last) = (Dice(11), 0, String::new());
    for number in 0..count {
        let base = &bases[dice.below(bases.len())];
        if number == 0 || dice.below(8) > 0 {
            last = damaged(base["text"].as_str().unwrap_or_default(), most, &mut dice);
        }
        words += last.split_whitespace().count();
        let line = json!({"id": format!("r{number:06}"), "outlet": OUTLETS[dice.below(OUTLETS.len())], "published": day(number, count),
                          "title": base["title"], "text": last});
        writeln!(files[usize::from(number >= count - count / DELTA)], "{line}")?;
    }
    files.iter_mut().try_for_each(Write::flush)?;
    Ok(words)
}

/// The days of the pile: half a year.
fn day(number: usize, count: usize) -> String {
    let day = number * 168 / count.max(1);
    format!("2031-{:02}-{:02}", 1 + day / 28, 1 + day % 28)
}

/// A report cut short, sentences lost, digits changed.
fn damaged(text: &str, most: usize, dice: &mut Dice) -> String {
    let mut made = String::new();
    let mut words = 0;
    for sentence in text.split_inclusive(". ") {
        if dice.below(6) == 0 {
            continue;
        }
        words += sentence.split_whitespace().count();
        made.extend(sentence.chars().map(|letter| match letter.to_digit(10) {
            Some(digit) if dice.below(3) == 0 => char::from_digit((digit + 1) % 10, 10).unwrap_or(letter),
            _ => letter,
        }));
        if words > most {
            break;
        }
    }
    made
}

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}
