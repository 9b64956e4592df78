//! `demarche diff --since A --until B`: what a span of time changed: new events, status, positions, numbers, moves of mediation, commitments, reports; was → is, with
//! the words that brought it.
//!
//! Events are those of the store as it is now, seen with the reports that were there then. Time is the day of publication, or, with `--clock ingested`, when
//! the store learned of a report.

use super::lean::{self, Fields, Tellings};
use crate::answers::{self, Column, Format};
use crate::ingest::StorePath;
use crate::{settle, view};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use demarche_crisis::{Came, Now};
use demarche_store::{Changes, Clock};
use serde_json::Value;
use std::process::ExitCode;

const COLUMNS: &[Column] = &[
    ("change", "/kind"),
    ("event", "/event"),
    ("what", "/what"),
    ("party", "/party"),
    ("was", "/was"),
    ("is", "/is"),
    ("outlet", "/evidence/outlet"),
    ("published", "/evidence/published"),
    ("evidence", "/evidence/text"),
];

/// The kinds of rows that a difference is read from.
const KINDS: [&str; 6] = ["articles", "timeline", "numbers", "claims", "mediation", "commitments"];

/// What `demarche diff` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche diff                                         what the newest day of publication brought
  demarche diff --since 2025-06-16 --until 2025-06-17   what was published on 17 June changed
  demarche diff --clock ingested --since 2025-06-17T08:00   what came into the store since eight (UTC)")]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StorePath,
    /// After this day, or this moment (default: a day before the newest report)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<String>,
    /// Until this day, with it, or this moment (default: now)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    until: Option<String>,
    /// Which clock the two are told by
    #[arg(long, value_enum, default_value_t = By::Published)]
    clock: By,
    /// Only changes of these kinds: new-event, status, position, number, mediation, commitment, article
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// A clock.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The day of publication
    Published,
    /// When the store learned of a report
    Ingested,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let store = settle::open(&arguments.store.path, None, &KINDS)?;
    let clock = match arguments.clock {
        By::Published => Clock::Published,
        By::Ingested => Clock::Ingested,
    };
    let since = match &arguments.since {
        Some(since) => bound(since, clock),
        None => store.day_before_newest(clock)?.unwrap_or_default(),
    };
    let until = arguments.until.as_deref().map(|until| bound(until, clock));
    let changes = store.changes(clock, &since, until.as_deref())?;
    let (now, came) = read(changes)?;
    let mut rows = demarche_crisis::diff(&now, &came);
    let is_asked =
        |row: &Value| row["kind"].as_str().is_some_and(|kind| arguments.kind.iter().any(|asked| asked == kind));
    rows.retain(|row| arguments.kind.is_empty() || is_asked(row));
    rows.truncate(arguments.limit.unwrap_or(usize::MAX));
    answers::print(&rows, COLUMNS, arguments.format)?;
    let clock = if clock == Clock::Published { "published" } else { "ingested" };
    let until = until.map_or(String::new(), |until| format!(" and until {until}"));
    anstream::eprintln!(
        "{}{} reports {clock} after {since}{until}; {} changes{}",
        view::DIM,
        came.within.len(),
        rows.len(),
        view::DIM.render_reset()
    );
    Ok(ExitCode::SUCCESS)
}

/// A day, or a moment of a day in UTC (`2025-06-16T08:00`).
fn moment(text: &str) -> Result<String, String> {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time.trim_end_matches('Z'))));
    let day = crate::ask::last_day(day)?;
    let Some(time) = time else { return Ok(day) };
    let is_time = matches!(time.len(), 5 | 8)
        && time
            .bytes()
            .enumerate()
            .all(|(place, byte)| if place % 3 == 2 { byte == b':' } else { byte.is_ascii_digit() });
    if is_time {
        Ok(format!("{day}T{time}"))
    } else {
        Err(format!("{text:?} is no moment; expected such as 2025-06-16T08:00 (UTC)"))
    }
}

/// The last moment that a day or a minute names, as the clock writes it.
fn bound(moment: &str, clock: Clock) -> String {
    match (clock, moment.len()) {
        (Clock::Published, _) => moment.chars().take(10).collect(),
        (Clock::Ingested, 10) => format!("{moment}T23:59:59Z"),
        (Clock::Ingested, 16) => format!("{moment}:00Z"),
        (Clock::Ingested, _) => format!("{moment}Z"),
    }
}

/// What a difference is told by: of each kind the fields of its rows, and those of evidence that is not new.
fn fields(kind: &str) -> Fields {
    match kind {
        "timeline" => {
            Fields { row: &["event", "what", "when"], old: &["occurrence", "stance"], tellings: Tellings::Read }
        }
        "claims" => Fields {
            row: &["event", "party", "position", "word"],
            old: &["key", "published"],
            tellings: Tellings::Read,
        },
        "numbers" => Fields {
            row: &["event", "kind", "side", "min", "max", "words", "claimant"],
            old: &["key", "published"],
            tellings: Tellings::Read,
        },
        _ => Fields { row: &["event"], old: &[], tellings: Tellings::Read },
    }
}

fn read(changes: Changes) -> Result<(Now, Came)> {
    let Changes { within, after, replaced, rows } = changes;
    let came = Came {
        within: within.into_iter().collect(),
        after: after.into_iter().collect(),
        replaced: replaced.into_iter().collect(),
    };
    let mut now = Now::default();
    for (kind, rows) in rows {
        let damaged = || format!("a kept row of {kind} is damaged");
        let read = match kind {
            // Of these there are few, or all is shown.
            "articles" | "mediation" | "commitments" => {
                rows.iter().map(|row| serde_json::from_str(row)).collect::<Result<_, _>>().with_context(damaged)?
            }
            _ => lean::rows(&rows, fields(kind), &came.within).with_context(damaged)?,
        };
        match kind {
            "articles" => now.articles = read,
            "timeline" => now.timeline = read,
            "numbers" => now.numbers = read,
            "claims" => now.claims = read,
            "mediation" => now.mediation = read,
            _ => now.commitments = read,
        }
    }
    Ok((now, came))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_with_its_last_second() {
        assert_eq!(bound("2031-05-04", Clock::Ingested), "2031-05-04T23:59:59Z");
        assert_eq!(bound(&moment("2031-05-04T08:30").expect("a moment"), Clock::Ingested), "2031-05-04T08:30:00Z");
        assert_eq!(bound("2031-05-04T08:30", Clock::Published), "2031-05-04");
        for wrong in ["2031-05-04T8", "2031-05-04T08:3x", "yesterday"] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
