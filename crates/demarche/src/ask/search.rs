//! `demarche search WORDS`: reports whose words match, best first.

use super::{Question, Unused};
use crate::answers;
use anyhow::Result;
use clap::Args;
use serde_json::json;
use std::process::ExitCode;

const COLUMNS: &[answers::Column] = &[
    ("published", "/published"),
    ("outlet", "/outlet"),
    ("title", "/title"),
    ("words", "/snippet"),
    ("article", "/article"),
];

/// What `demarche search` takes.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Words, all of which the report holds; a phrase stands between quotation marks
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    question: Question,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let question = &arguments.question;
    question.refuse("reports by their words", &[Unused::Actor, Unused::About, Unused::Status, Unused::Origins])?;
    let rows: Vec<_> = question
        .store()?
        .search(&arguments.words.join(" "), &question.filter())?
        .into_iter()
        .map(|hit| {
            json!({"article": hit.article, "key": hit.key, "outlet": hit.outlet, "published": hit.published, "title": hit.title, "snippet": hit.snippet})
        })
        .collect();
    answers::print(&rows, COLUMNS, question.format)?;
    question.done(rows.is_empty())?;
    Ok(if rows.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
