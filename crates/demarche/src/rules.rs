//! `demarche rules`: what each rule reads, with examples, what it leaves alone and what it misses.

use crate::view;
use anyhow::Result;
use clap::Args;
use demarche_analyse::rules::{STAGES, find};
use std::io::{self, Write};
use std::process::ExitCode;

/// What `demarche rules` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche rules          all rules, a line each
  demarche rules S010     the page of one rule, as `demarche why` names it
  demarche rules quot     the pages whose name has these letters")]
pub(crate) struct Arguments {
    /// A rule's number, its name, or a part of the name
    name: Option<String>,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut out = anstream::AutoStream::auto(io::stdout());
    let Some(name) = &arguments.name else {
        for stage in STAGES {
            writeln!(out, "{}: {}", stage.name, stage.finds)?;
            for page in stage.pages {
                writeln!(out, "  {:<34} {}", page.name, page.reads)?;
            }
        }
        return Ok(ExitCode::SUCCESS);
    };
    let pages = find(name);
    if pages.is_empty() {
        anstream::eprintln!(
            "{}error:{} no rule {name:?}; `demarche rules` lists them all",
            view::ERROR,
            view::ERROR.render_reset()
        );
        return Ok(ExitCode::from(1));
    }
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write!(out, "{}", page.text())?;
    }
    Ok(ExitCode::SUCCESS)
}
