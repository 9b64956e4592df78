//! `demarche forget REPORT --reason WORDS`: a report is taken out of a store with all its words, rows and decisions. A log keeps its id, the reason and the day, and no word of it.
//!
//! Where a private person asks to be left out, `demarche forget a17 --reason "request of 3 May"` takes the report out; put in again, it is passed over.

use crate::ingest::{StorePath, now};
use crate::read::settling;
use crate::{settle, view};
use anyhow::Result;
use clap::Args;
use demarche_store::{Forgotten, Store};
use std::process::ExitCode;

/// What `demarche forget` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche forget a17 --reason \"request of 3 May\" --store crisis.db
  demarche forget --list --store crisis.db                what was forgotten, when and why")]
pub(crate) struct Arguments {
    /// Ids or keys of reports; all versions of each go
    #[arg(required_unless_present = "list", value_name = "REPORT")]
    reports: Vec<String>,
    /// Why, for the log; write no name here
    #[arg(long, value_name = "WORDS", required_unless_present = "list")]
    reason: Option<String>,
    /// Print the log
    #[arg(long, conflicts_with_all = ["reports", "reason"])]
    list: bool,
    #[command(flatten)]
    store: StorePath,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let path = &arguments.store.path;
    let log = Store::open(path)?;
    if arguments.list {
        for [id, reason, when] in log.forgotten()? {
            anstream::println!("{when}  {id}  {reason}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    drop(log);
    let mut store = Store::create(path)?;
    let mut missing = 0;
    for report in &arguments.reports {
        let forgotten = store.forget(report, arguments.reason.as_deref().unwrap_or_default(), &now())?;
        if forgotten.is_empty() {
            let (mark, end) = (view::ERROR, view::ERROR.render_reset());
            anstream::eprintln!("{mark}error:{end} no report {report:?} in this store; `demarche articles` lists them");
            missing += 1;
        }
        for Forgotten { id, statements, events } in forgotten {
            anstream::eprintln!("{id}: forgotten, with {statements} statements and {events} events");
        }
    }
    settle::settle(&mut store, settle::Fresh::default(), &settling(false))?;
    store.compact()?;
    store.fold()?;
    Ok(if missing == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
