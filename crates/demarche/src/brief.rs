//! `demarche brief`: reports in, the page that a reader of the crisis wants first out.
//!
//! `demarche brief samples/` reads a folder and prints; with `--store` the reports go into that store, or, without reports, come out of it.

use crate::ask::lean::{self, Fields, Tellings};
use crate::ask::{first_day, last_day};
use crate::ingest::{BATCH, ingest};
use crate::pipeline::{self, Analysis};
use crate::read::{default_threads, documents};
use crate::settle;
use crate::setup::{self, Input};
use crate::stop;
use crate::view;
use anyhow::{Context, Result, bail};
use clap::Args;
use demarche_crisis::{Beside, Crisis, Digest, EventLine, First, Page, Position, Reports, printed_name};
use demarche_export::write_record;
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::Date;
use demarche_store::{EventParty, EventRow, Filter, PositionRow, ReportCount, Store};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `demarche brief` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche brief samples/                       read a folder and say what happened
  demarche brief --store crisis.db              the same of a store
  demarche brief new.jsonl --store crisis.db    put more reports into the store first")]
pub(crate) struct Arguments {
    /// Files or folders of reports; `-` is standard input
    #[arg(value_name = "PATH", required_unless_present = "store")]
    paths: Vec<PathBuf>,
    /// A store to put the reports into, or to ask
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Publication day of reports that do not declare one (2024-04-19)
    #[arg(long, value_name = "DATE", value_parser = setup::parse_published)]
    published: Option<(Date, Date)>,
    /// First day of what happened, was said or published
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<String>,
    /// Only what was published on or before this day, of a store
    #[arg(long, value_name = "DATE", value_parser = last_day, requires = "store")]
    as_of: Option<String>,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let input = Input { paths: arguments.paths.clone(), published: arguments.published, as_is: false, lexicon: None };
    let mut failed = 0;
    match &arguments.store {
        Some(path) => {
            if !input.paths.is_empty() {
                let summary = ingest(&input, path, default_threads(), BATCH, false)?;
                if summary.stopped {
                    stop::say(&format!("{}: what was read is in; give the same command again", path.display()));
                    return Ok(ExitCode::from(stop::STATUS));
                }
                failed = summary.failed;
            }
            let store = Store::open(path)?;
            let kept = settle::open(path, arguments.as_of.as_deref(), &KINDS)?;
            let speakerless = usize::try_from(store.speakerless(arguments.as_of.as_deref())?)?;
            // A text that cannot be had leaves the words of the evidence to stand alone.
            print(&kept, arguments, speakerless, &|id| store.text(id).ok().flatten())?;
        }
        None => {
            let (crisis, errors) = read(&input)?;
            failed += errors;
            let texts: BTreeMap<&str, &str> =
                crisis.reports.iter().map(|report| (report.id.as_str(), report.text.as_str())).collect();
            let statements = crisis.reports.iter().flat_map(|report| &report.statements);
            let speakerless = statements.filter(|made| made.speaker.is_none()).count();
            print(&settle::in_memory(&crisis)?, arguments, speakerless, &|id| {
                texts.get(id).map(|text| (*text).to_owned())
            })?;
        }
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Prints the brief of a settled store.
fn print(
    store: &Store,
    arguments: &Arguments,
    speakerless: usize,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<()> {
    let filter = Filter { from: arguments.from.clone(), to: arguments.to.clone(), ..Filter::default() };
    let made = store.at_once(|store| {
        let page = page(store, &filter, speakerless)?;
        if page.reports.count == 0 {
            bail!("there is no report to tell of");
        }
        // What cannot be had of a few rows is left out of their lines.
        let row = |kind: &str, number: u64| store.answer(kind, number).ok()?;
        let speaks = |country: &str| store.speaks(country, &filter).unwrap_or(true);
        Ok(demarche_crisis::brief(&page, Beside { text_of, row: &row, speaks: &speaks }))
    })?;
    Ok(io::stdout().write_all(made.as_bytes())?)
}

/// The kinds of rows that a page is made of.
const KINDS: [&str; 6] = ["articles", "timeline", "claims", "mediation", "numbers", "origins"];

/// Rows that are shown of kinds of which very many are kept.
const SHOWN: usize = 12;

/// What a settled store holds, as a page.
fn page(store: &Store, filter: &Filter, speakerless: usize) -> Result<Page> {
    let ReportCount { reports: count, outlets, days, undated, copies } = store.count_reports(filter)?;
    let first = Filter { limit: u32::try_from(SHOWN).ok(), ..filter.clone() };
    Ok(Page {
        reports: Reports { count, outlets, days, undated },
        timeline: store.events(filter)?.into_iter().map(line).collect(),
        positions: store.positions(filter)?.into_iter().filter_map(position).collect(),
        mediation: values(&store.answers("mediation", filter)?)?,
        numbers: First { rows: values(&store.answers("numbers", &first)?)?, all: store.count("numbers", filter)? },
        copies: First { rows: values(&store.first_copies(filter, SHOWN)?)?, all: copies },
        origins: values(&dropping(store, filter)?)?,
        speakerless,
    })
}

/// Rows of origins of which some attribution was dropped: few of many.
fn dropping(store: &Store, filter: &Filter) -> Result<Vec<String>> {
    // Rows are kept without blanks, and within their words quotation marks are escaped.
    const NOTHING: &str = r#""hedge_lost":[]"#;
    let mut rows = Vec::new();
    store.each_answer("origins", filter, |row| {
        if !row.contains(NOTHING) {
            rows.push(row.to_owned());
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(rows)
}

fn values(rows: &[String]) -> Result<Vec<Value>> {
    let fields = Fields {
        row: &[
            "kind",
            "words",
            "claimant",
            "key",
            "reprint_of",
            "partial_reprint_of",
            "hedge_lost",
            "offeror",
            "state",
            "moves",
        ],
        old: &["key", "outlet", "published", "span", "text"],
        tellings: Tellings::Counted,
    };
    lean::rows(rows, fields, &BTreeSet::new()).context("a kept row is damaged")
}

fn line(row: EventRow) -> EventLine {
    let known = |party: &EventParty| !party.country.is_empty() || !party.code.is_empty();
    let states = row.actors.iter().chain(&row.recipients);
    let states = states.filter(|party| party.kind == "state" && !party.country.is_empty());
    EventLine {
        number: row.number,
        what: row.what.into(),
        place: row.place.unwrap_or_default().into(),
        days: [row.day, row.day_to].map(|day| day.unwrap_or_default().into()),
        occurrence: row.occurrence.into(),
        stance: row.stance.into(),
        disputed: row.disputed,
        tellings: usize::try_from(row.tellings).unwrap_or(usize::MAX),
        origins: usize::try_from(row.origins).unwrap_or(usize::MAX),
        has_doer: !row.actors.is_empty(),
        has_party: row.actors.iter().any(known),
        states: states.map(|party| (party.country.to_string(), party.name.to_string())).collect(),
    }
}

fn position(PositionRow { claim, name, country, position, day }: PositionRow) -> Option<Position> {
    let party = printed_name(&name, &country)?;
    Some(Position { party, position: position.into(), day: day.into(), claim })
}

/// The crisis of the reports, without a store, and how many could not be read.
fn read(input: &Input) -> Result<(Crisis, usize)> {
    let lexicon = Lexicon::embedded();
    let analysis = Analysis { lexicon, model: Model::english(), options: input.options(), threads: default_threads() };
    let mut reports = Vec::new();
    let mut failed = 0;
    pipeline::run(documents(input), analysis, |outcome| {
        match outcome {
            Ok(done) => {
                let mut json = Vec::new();
                write_record(&done.record, &mut json)?;
                let json = String::from_utf8(json).context("a record is no UTF-8")?;
                reports.push(Digest::of_record(&json, &lexicon.news_words)?);
            }
            Err(error) => {
                anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset());
                failed += 1;
            }
        }
        Ok(())
    })?;
    Ok((Crisis::build(reports, &lexicon.news_words), failed))
}
