//! `demarche show ID`: the whole record of a report in the store.

use super::Question;
use crate::view;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};
use std::process::ExitCode;

/// What `demarche show` takes.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Id or key of a report
    id: String,
    #[command(flatten)]
    question: Question,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match arguments.question.store()?.record(&arguments.id)? {
        Some(json) => {
            io::stdout().write_all(json.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            anstream::eprintln!(
                "{}error:{} no report {:?} in this store; `demarche articles` lists them",
                view::ERROR,
                view::ERROR.render_reset(),
                arguments.id
            );
            Ok(ExitCode::from(1))
        }
    }
}
