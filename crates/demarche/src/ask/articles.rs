//! `demarche articles`: the reports of a store, in order of arrival.

use super::Question;
use crate::answers;
use anyhow::Result;
use serde_json::json;
use std::process::ExitCode;

const COLUMNS: &[answers::Column] = &[
    ("published", "/published"),
    ("outlet", "/outlet"),
    ("title", "/title"),
    ("statements", "/statements"),
    ("events", "/events"),
    ("article", "/id"),
];

/// Runs the verb.
pub(crate) fn run(question: &Question) -> Result<ExitCode> {
    let rows: Vec<_> = question
        .store()?
        .articles(&question.filter())?
        .into_iter()
        .map(|row| {
            json!({"key": row.key, "id": row.id, "origin": row.origin, "outlet": row.outlet, "published": row.published, "title": row.title,
                   "statements": row.statements, "events": row.events})
        })
        .collect();
    answers::print(&rows, COLUMNS, question.format)?;
    Ok(ExitCode::SUCCESS)
}
