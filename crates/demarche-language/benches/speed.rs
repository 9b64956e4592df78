//! How fast the engine reads: tokens per second of processor time, for each kernel.
//!
//! `cargo bench -p demarche-language [-- FILE [KERNEL…]]` reads texts divided by NUL characters, or the crate's own test texts over
//! and over (which flatters: the same few words come again and again). `against_spacy.py` runs it in turn with spaCy.
#![allow(clippy::print_stdout, reason = "a program that talks to its user")]

use demarche_language::{Input, Kernel, Model};
use std::time::{Duration, Instant};

/// Texts given to the engine at a time.
const BATCH: usize = 64;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let texts = arguments.first().map_or_else(own_texts, |path| match std::fs::read_to_string(path) {
        Ok(texts) => texts.split('\0').map(str::to_owned).collect(),
        Err(error) => panic!("{path}: {error}"),
    });
    let wanted = |kernel: &Kernel| {
        let name = format!("{kernel:?}").to_lowercase();
        kernel.is_available() && (arguments.len() < 2 || arguments[1..].contains(&name))
    };
    for kernel in Kernel::ALL.into_iter().filter(wanted) {
        measure(kernel, &texts);
    }
}

fn own_texts() -> Vec<String> {
    let text = |line| -> Option<String> {
        let case: serde_json::Value = serde_json::from_str(line).ok()?;
        case["text"].as_str().map(str::to_owned)
    };
    let texts: Vec<String> = include_str!("../tests/texts.jsonl").lines().filter_map(text).collect();
    std::iter::repeat_n(texts, 50).flatten().collect()
}

fn measure(kernel: Kernel, texts: &[String]) {
    let start = Instant::now();
    let Ok(model) = Model::with_kernel(kernel) else { return };
    let ready = start.elapsed();
    let start = busy();
    let mut tokens = 0;
    for texts in texts.chunks(BATCH) {
        let inputs: Vec<Input<'_>> = texts.iter().map(|text| Input::new(text)).collect();
        tokens += model.read(&inputs).iter().map(|parse| parse.tokens.len()).sum::<usize>();
    }
    let took = busy() - start;
    println!(
        "{:8} {tokens} tokens, {:.0} tokens a second, ready in {} ms, peak {} MB",
        format!("{kernel:?}").to_lowercase(),
        tokens as f64 / took.as_secs_f64(),
        ready.as_millis(),
        peak_bytes() >> 20,
    );
}

/// Processor time of this thread where the system tells it, else time on the clock since the first call.
fn busy() -> Duration {
    static FIRST: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let first = *FIRST;
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = nanoseconds.and_then(|stat| stat.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| first.elapsed(), Duration::from_nanos)
}

/// The most memory that was in use, where the system tells it.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) << 10
}
