//! `demarche stats`: how much a store holds.

use super::{Question, Unused};
use crate::answers;
use anyhow::Result;
use serde_json::json;
use std::process::ExitCode;

const COLUMNS: &[answers::Column] = &[
    ("articles", "/articles"),
    ("earlier versions", "/superseded"),
    ("outlets", "/outlets"),
    ("statements", "/statements"),
    ("events", "/events"),
    ("published", "/published"),
];

/// Runs the verb.
pub(crate) fn run(question: &Question) -> Result<ExitCode> {
    use Unused::{About, Actor, AsOf, Days, Origins, Status};
    question.refuse("what a store holds in all", &[Days, Actor, About, AsOf, Status, Origins])?;
    let stats = question.store()?.stats()?;
    let published = stats.days.map(|(from, to)| json!({"from": from, "to": to}));
    let row = json!({"articles": stats.articles, "superseded": stats.superseded, "outlets": stats.outlets, "statements": stats.statements,
                     "events": stats.events, "published": published});
    answers::print(&[row], COLUMNS, question.format)?;
    Ok(ExitCode::SUCCESS)
}
