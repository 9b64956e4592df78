//! `demarche read`: reports in, their records out.

use crate::pipeline::{self, Analysis};
use crate::setup::Input;
use crate::view;
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use demarche_export::write_record;
use demarche_language::Model;
use demarche_model::{DocumentRecord, Event, RawDocument};
use demarche_read::{ReadError, ReadOptions};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

/// What `demarche read` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche read samples/                                  read a folder, shown for people
  demarche read --published 2024-04-19 report.txt         give the day that the report does not state
  demarche read --min-confidence 0.7 report.txt           only events that are right seven times in ten or more
  demarche read --format jsonl pile.jsonl > records.jsonl one JSON record a line (the default in a pipe)
  cat report.txt | demarche read -                        read standard input")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// How to print: `view` for people, `jsonl` for programs (default: view on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Keep only events that are at least this likely to be right, between 0 and 1; what that costs in coverage is said on standard error
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    min_confidence: Option<f32>,
    /// Threads (default: one a core)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    View,
    Jsonl,
}

/// Counts for the exit status.
#[derive(Default)]
struct Tally {
    read: usize,
    failed: usize,
    kept: Expected,
    found: Expected,
}

/// Events, and how many of them are right by their own confidence.
#[derive(Clone, Copy, Default)]
struct Expected {
    events: usize,
    right: f64,
}

impl Expected {
    fn add(&mut self, events: &[Event]) {
        self.events += events.len();
        self.right += events.iter().map(|event| f64::from(event.confidence)).sum::<f64>();
    }
}

/// What a threshold costs: "kept 31 of 58 events, 79 % of them right; of the right ones 71 % are kept".
fn cost(kept: Expected, found: Expected) -> String {
    let share =
        |part: f64, whole: f64| if whole > 0.0 { format!("{:.0} %", 100.0 * part / whole) } else { "none".into() };
    format!(
        "kept {} of {} events, about {} of them right; of all right ones about {} are kept (by what the rules got right on labelled reports)",
        kept.events,
        found.events,
        share(kept.right, kept.events as f64),
        share(kept.right, found.right),
    )
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let terminal = io::stdout().is_terminal();
    let format = arguments.format.unwrap_or(if terminal { Format::View } else { Format::Jsonl });
    let analysis = Analysis {
        lexicon: arguments.input.lexicon()?,
        model: Model::english(),
        options: arguments.input.options(),
        threads: arguments.threads.map_or_else(default_threads, usize::from),
    };
    let progress = progress(arguments.quiet || (terminal && format == Format::View));
    let mut tally = Tally::default();
    let mut sink: Box<dyn Write> = match format {
        Format::View => Box::new(anstream::AutoStream::auto(io::stdout())),
        Format::Jsonl => Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
    };
    pipeline::run(documents(&arguments.input), analysis, |outcome| {
        match outcome {
            Ok(mut done) => {
                if let Some(least) = arguments.min_confidence {
                    tally.found.add(&done.record.events);
                    done.record.events.retain(|event| event.confidence >= least);
                    tally.kept.add(&done.record.events);
                }
                print(&done.record, format, &mut sink).context("cannot write the records")?;
                tally.read += 1;
            }
            Err(error) => {
                progress
                    .suspend(|| anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset()));
                tally.failed += 1;
            }
        }
        progress.inc(1);
        Ok(())
    })?;
    sink.flush().context("cannot write the records")?;
    progress.finish_and_clear();
    if arguments.min_confidence.is_some() && !arguments.quiet {
        anstream::eprintln!("{}", cost(tally.kept, tally.found));
    }
    Ok(status(&tally))
}

/// The documents of the paths, with the publication day that the user gave where they declare none.
pub(crate) fn documents(
    input: &Input,
) -> impl Iterator<Item = std::result::Result<RawDocument, ReadError>> + Send + use<> {
    let options = ReadOptions { published: input.published, ..ReadOptions::default() };
    demarche_read::open(input.paths.clone(), options)
}

/// A share between 0 and 1.
fn parse_share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(format!("{text:?} is no share; expected a number from 0 to 1, such as 0.7")),
    }
}

fn print(record: &DocumentRecord, format: Format, sink: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::View => view::show(record, view::width(), sink),
        Format::Jsonl => write_record(record, sink),
    }
}

pub(crate) fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// A counter on standard error: only where that is a terminal, and only once the work takes long.
pub(crate) fn progress(hidden: bool) -> ProgressBar {
    spinner(hidden, "{spinner} {pos} reports read, {per_sec}, {elapsed}")
}

/// A spinner that says at what a settling is; it goes when it is dropped.
pub(crate) fn settling(hidden: bool) -> ProgressBar {
    spinner(hidden, "{spinner} {msg} ({pos} reports, {elapsed})")
}

fn spinner(hidden: bool, template: &str) -> ProgressBar {
    if hidden || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn status(tally: &Tally) -> ExitCode {
    match (tally.read, tally.failed) {
        (0, _) => ExitCode::from(1),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(3),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_share;

    #[test]
    fn a_share_lies_between_nothing_and_all() {
        assert_eq!(parse_share("0.7"), Ok(0.7));
        for wrong in ["1.5", "-0.1", "NaN", "most", ""] {
            assert!(parse_share(wrong).is_err(), "{wrong}");
        }
    }
}
