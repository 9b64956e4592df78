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
use demarche_crisis::{Beside, Crisis, Digest, POSITIONS, Page};
use demarche_export::write_record;
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::Date;
use demarche_store::{Filter, Store};
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
        if page.articles.is_empty() {
            bail!("there is no report to tell of");
        }
        // What cannot be had of a few rows is left out of their lines.
        let event = |id: &str| {
            let row = store.answer("timeline", id.strip_prefix('v')?.parse().ok()?).ok()??;
            serde_json::from_str(&row).ok()
        };
        let speaks = |country: &str| store.speaks(country, &filter).unwrap_or(true);
        let made = demarche_crisis::brief(&page, Beside { text_of, event: &event, speaks: &speaks });
        // The program is about to end; handing back every word of very many rows takes longer than writing from them.
        std::mem::forget(page);
        Ok(made)
    })?;
    Ok(io::stdout().write_all(made.as_bytes())?)
}

/// The kinds of rows that a page is made of.
const KINDS: [&str; 6] = ["articles", "timeline", "claims", "mediation", "numbers", "origins"];

/// The fields that lines are written from.
fn fields(kind: &str) -> Fields {
    const WORDS: &[&str] = &["key", "outlet", "published", "span", "text"];
    let row: &[&str] = match kind {
        "articles" => &["key", "outlet", "published", "reprint_of", "partial_reprint_of"],
        "timeline" => &["event", "what", "place", "when", "status", "origins", "actors", "recipients"],
        "claims" => &["party", "position", "word"],
        "numbers" => &["kind", "words", "claimant"],
        "origins" => &["hedge_lost"],
        _ => &["offeror", "state", "moves"],
    };
    Fields { row, old: WORDS, tellings: Tellings::Counted }
}

/// The rows that a settled store holds, as a page.
fn page(store: &Store, filter: &Filter, speakerless: usize) -> Result<Page> {
    let none = BTreeSet::new();
    let read = |kind: &str, filter: &Filter| -> Result<Vec<Value>> {
        lean::rows(&store.answers(kind, filter)?, fields(kind), &none).context("a kept row is damaged")
    };
    let rows = |kind: &str| read(kind, filter);
    let taking = |position: &str| Filter { status: Some(position.to_owned()), ..filter.clone() };
    let claims = POSITIONS.iter().map(|position| read("claims", &taking(position))).collect::<Result<Vec<_>>>()?;
    Ok(Page {
        articles: rows("articles")?,
        timeline: rows("timeline")?,
        claims: claims.into_iter().flatten().collect(),
        mediation: rows("mediation")?,
        numbers: rows("numbers")?,
        origins: rows("origins")?,
        speakerless,
    })
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
