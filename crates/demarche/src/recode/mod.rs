//! `demarche recode`: the kept sources are coded again by this program and its word lists, and the difference is shown by type of change. Decisions of people stay, at the words
//! on which they were made.
//!
//! A store of last year's version says after it: "events.plover 41, statements added 12, 7 decisions kept, none lost".

mod compare;

use crate::answers::{self, Column, Format};
use crate::ingest::{Prepared, StorePath, coder, now};
use crate::pipeline::{self, Analysis, Done};
use crate::read::{default_threads, progress, settling};
use crate::{settle, setup, source, view};
use anyhow::{Context, Result};
use clap::Args;
use compare::{Change, compare};
use demarche_analyse::Options;
use demarche_language::Model;
use demarche_store::{Anchored, Coder, Store};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

/// Examples that a type of change shows.
const EXAMPLES: usize = 3;
/// Reports that one transaction holds.
const BATCH: usize = 256;

const COLUMNS: &[Column] = &[
    ("change", "/change"),
    ("rows", "/rows"),
    ("reports", "/reports"),
    ("for example", "/examples/0/text"),
    ("was", "/examples/0/was"),
    ("is", "/examples/0/is"),
];

/// What `demarche recode` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche recode --dry-run --store crisis.db     what would change, and nothing written
  demarche recode --store crisis.db               code again what other versions coded
  demarche recode --all --store crisis.db         code everything again")]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StorePath,
    /// Also what this very version coded
    #[arg(long)]
    all: bool,
    /// Show the difference and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Your own word lists, laid out like data/, over the built-in ones
    #[arg(long, value_name = "DIR", env = "DEMARCHE_LEXICON")]
    lexicon: Option<PathBuf>,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// No progress and no summary on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let path = &arguments.store.path;
    // A store that is not there is not made.
    let reader = Store::open(path)?;
    let lexicon = setup::lexicon(arguments.lexicon.as_deref())?;
    let coder = coder(lexicon);
    let numbers = reader.coded_by_others(&coder, arguments.all)?;
    let mut recoding = Recoding {
        store: if arguments.dry_run { Store::open(path)? } else { Store::create(path)? },
        dry: arguments.dry_run,
        coder,
        waiting: Vec::new(),
        difference: Difference::default(),
        anchored: Anchored::default(),
    };
    let progress = progress(arguments.quiet);
    let mut failed = 0;
    // Reports that were taken as clean are read as such; the others by themselves.
    for as_is in [false, true] {
        let mut order = VecDeque::new();
        let mut documents = Vec::new();
        for &number in &numbers {
            let (document, clean) = source::read(&reader.source(number)?.json)?;
            if clean == as_is {
                order.push_back(number);
                documents.push(document);
            }
        }
        let analysis =
            Analysis { lexicon, model: Model::english(), options: Options { as_is }, threads: default_threads() };
        let prepare = |done: Done| Prepared::of(done, as_is);
        pipeline::run_until(&AtomicBool::new(false), documents.into_iter().map(Ok), analysis, prepare, |outcome| {
            let number = order.pop_front().context("more records than reports")?;
            match outcome {
                Ok((prepared, json)) => recoding.take(number, prepared, &json)?,
                Err(error) => {
                    progress.suspend(|| {
                        anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset())
                    });
                    failed += 1;
                }
            }
            progress.inc(1);
            Ok(())
        })?;
    }
    recoding.put()?;
    let Recoding { mut store, dry, difference, anchored, .. } = recoding;
    progress.finish_and_clear();
    if !dry {
        settle::settle(&mut store, settle::Fresh::default(), &settling(arguments.quiet))?;
        store.fold()?;
    }
    answers::print(&difference.rows(), COLUMNS, arguments.format)?;
    if !arguments.quiet {
        let Anchored { kept, moved, lost } = anchored;
        let done = if dry { "would be coded again" } else { "coded again" };
        anstream::eprintln!(
            "{} reports {done}, {failed} failed; decisions: {kept} stand, {moved} moved with their words, {lost} lost their words",
            numbers.len() - failed
        );
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Records on their way into the store, and what they change.
struct Recoding {
    store: Store,
    dry: bool,
    coder: Coder,
    waiting: Vec<(i64, Prepared)>,
    difference: Difference,
    anchored: Anchored,
}

impl Recoding {
    fn take(&mut self, number: i64, prepared: Prepared, json: &str) -> Result<()> {
        let was: Value =
            serde_json::from_str(&self.store.record_by_number(number)?).context("a kept record is damaged")?;
        let is: Value = serde_json::from_str(json).context("a record is no JSON")?;
        self.difference.add(&prepared.record.article.id, compare(&was, &is));
        if self.dry {
            return Ok(());
        }
        self.waiting.push((number, prepared));
        if self.waiting.len() < BATCH { Ok(()) } else { self.put() }
    }

    fn put(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let form = settle::form();
        let mut batch = self.store.begin(&self.coder, &now())?;
        for (number, prepared) in self.waiting.drain(..) {
            let Anchored { kept, moved, lost } = batch.recode(number, &prepared.record, prepared.source(&form))?;
            self.anchored.kept += kept;
            self.anchored.moved += moved;
            self.anchored.lost += lost;
        }
        batch.commit()?;
        Ok(())
    }
}

/// Changes by type.
#[derive(Default)]
struct Difference {
    types: BTreeMap<String, (usize, std::collections::BTreeSet<String>, Vec<Value>)>,
}

impl Difference {
    fn add(&mut self, article: &str, changes: Vec<Change>) {
        for Change { what, words, was, is } in changes {
            let (rows, reports, examples) = self.types.entry(what).or_default();
            *rows += 1;
            reports.insert(article.to_owned());
            if examples.len() < EXAMPLES {
                examples.push(json!({"article": article, "text": words, "was": was, "is": is}));
            }
        }
    }

    /// One row a type, the most frequent first.
    fn rows(&self) -> Vec<Value> {
        let mut types: Vec<_> = self.types.iter().collect();
        types.sort_by_key(|(what, (rows, ..))| (std::cmp::Reverse(*rows), (*what).clone()));
        let row = |(what, (rows, reports, examples)): &(
            &String,
            &(usize, std::collections::BTreeSet<String>, Vec<Value>),
        )| { json!({"change": what, "rows": rows, "reports": reports.len(), "examples": examples}) };
        types.iter().map(row).collect()
    }
}
