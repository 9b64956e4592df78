//! Where the time of a reading goes: start-up, then each step's share of the processor time.
//!
//! `cargo bench -p demarche --bench steps [-- REPORTS.jsonl]` reads the `text` of each line, or the repository's samples over and over.
//! docs/actors.md holds what was measured last.
#![allow(clippy::print_stdout, reason = "a program that talks to its user")]

use demarche_analyse::{Options, Reading, actors, clean, events, place, statements, time};
use demarche_language::{Input, Model};
use demarche_lexicon::Lexicon;
use demarche_model::{Article, Body, Declared, RawDocument};
use std::time::{Duration, Instant};

/// Reports given to the engine at a time.
const BATCH: usize = 64;
/// How often the word lists are loaded; the fastest counts.
const LOADS: usize = 10;
/// How often the samples are read.
const ROUNDS: usize = 40;

const STEPS: [&str; 7] = ["clean", "language", "time", "actors", "place", "statements", "events"];

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let texts = path.map_or_else(samples, |path| match std::fs::read_to_string(&path) {
        Ok(lines) => lines.lines().filter_map(text_of).collect(),
        Err(error) => panic!("{path}: {error}"),
    });
    start_up();
    let lexicon = Lexicon::embedded();
    let model = Model::english();
    let mut spent = [Duration::ZERO; STEPS.len()];
    let mut words = 0;
    for batch in texts.chunks(BATCH) {
        words += read(batch, model, lexicon, &mut spent);
    }
    report(&spent, texts.len(), words);
}

fn text_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(value.get("text")?.as_str()?.to_owned())
}

fn samples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    std::iter::repeat_n(texts, ROUNDS).flatten().collect()
}

/// What has to be done before the first report is read.
fn start_up() {
    let fastest = (0..LOADS).map(|_| {
        let start = busy();
        let lexicon = Lexicon::with_overlay(Vec::new());
        let took = busy().saturating_sub(start);
        assert!(lexicon.is_ok(), "the embedded word lists load");
        took
    });
    let lexicon = fastest.min().unwrap_or_default();
    let start = busy();
    let _ = Model::english();
    let model = busy().saturating_sub(start);
    println!("start-up    word lists {:.1} ms, language model {:.1} ms", milliseconds(lexicon), milliseconds(model));
}

/// Reads a batch and books the time of each step; answers how many words there were.
fn read(texts: &[String], model: &Model, lexicon: &Lexicon, spent: &mut [Duration]) -> usize {
    let mut clock = Clock(busy());
    let document = |text: &String| RawDocument {
        origin: "bench".to_owned(),
        declared: Declared::default(),
        body: Body::Text(text.clone()),
        ..RawDocument::default()
    };
    let cleaned: Vec<Article> =
        texts.iter().map(|text| clean::clean(document(text), lexicon, Options::default()).0).collect();
    clock.book(&mut spent[0]);
    let inputs: Vec<Input<'_>> = cleaned.iter().map(|article| Input::new(&article.text)).collect();
    let parses = model.read(&inputs);
    clock.book(&mut spent[1]);
    let mut notes = Vec::new();
    let plain = cleaned.iter().zip(&parses);
    let start: Vec<Reading<'_>> = plain.map(|(article, parse)| Reading::start(article, parse, lexicon)).collect();
    let times: Vec<_> = start.iter().map(|&reading| time::find_times(reading, &mut notes)).collect();
    clock.book(&mut spent[2]);
    let timed: Vec<_> = start.iter().zip(&times).map(|(&reading, times)| Reading { times, ..reading }).collect();
    let mentions: Vec<_> = timed.iter().map(|&reading| actors::find_mentions(reading, &mut notes)).collect();
    clock.book(&mut spent[3]);
    let peopled: Vec<_> =
        timed.iter().zip(&mentions).map(|(&reading, mentions)| Reading { mentions, ..reading }).collect();
    let places: Vec<_> = peopled.iter().map(|&reading| place::find_places(reading, &mut notes)).collect();
    clock.book(&mut spent[4]);
    let placed: Vec<_> = peopled.iter().zip(&places).map(|(&reading, places)| Reading { places, ..reading }).collect();
    let said: Vec<_> = placed.iter().map(|&reading| statements::find_statements(reading, &mut notes)).collect();
    placed.iter().zip(&said).for_each(|(&reading, said)| drop(statements::find_framings(reading, said)));
    clock.book(&mut spent[5]);
    placed.iter().zip(&said).for_each(|(&reading, said)| drop(events::find_events(reading, said)));
    clock.book(&mut spent[6]);
    cleaned.iter().map(|article| article.text.split_whitespace().count()).sum()
}

/// Books the processor time since it was last asked.
struct Clock(Duration);

impl Clock {
    fn book(&mut self, spent: &mut Duration) {
        let now = busy();
        *spent += now.saturating_sub(self.0);
        self.0 = now;
    }
}

/// Processor time of this thread where the system tells it, else time on the clock since the first call.
fn busy() -> Duration {
    static FIRST: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let first = *FIRST;
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = nanoseconds.and_then(|stat| stat.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| first.elapsed(), Duration::from_nanos)
}

fn report(spent: &[Duration], reports: usize, words: usize) {
    let all: Duration = spent.iter().sum();
    let share = |part: Duration| 100.0 * part.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE);
    for (step, &took) in STEPS.iter().zip(spent) {
        println!(
            "{step:10}  {:5.1} %  {:7.1} µs a report",
            share(took),
            took.as_secs_f64() * 1e6 / reports.max(1) as f64
        );
    }
    let ours: Duration = spent[2..5].iter().sum();
    println!("time, actors and places together {:.1} %", share(ours));
    println!("{reports} reports, {words} words, {:.0} words a second", words as f64 / all.as_secs_f64());
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
