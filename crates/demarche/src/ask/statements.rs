//! `demarche statements`: who said what, by day: "everything the Kremlin said about mediation, with source".

use super::{Question, Unused};
use crate::answers;
use anyhow::Result;
use demarche_store::StatementRow;
use serde::Serialize;
use std::process::ExitCode;

const COLUMNS: &[answers::Column] = &[
    ("said on", "/said_on"),
    ("speaker", "/speaker"),
    ("to", "/addressees"),
    ("form", "/form"),
    ("position", "/position"),
    ("negated", "/negated"),
    ("content", "/content"),
    ("outlet", "/evidence/outlet"),
    ("evidence", "/id"),
];

/// A statement as it is printed, its fields in the order of their names.
#[derive(Serialize)]
struct Printed<'a> {
    addressees: Vec<&'a str>,
    channel: Option<&'a str>,
    content: &'a str,
    cue: Option<&'a str>,
    evidence: Evidence<'a>,
    form: &'a str,
    id: String,
    negated: bool,
    position: &'a str,
    said_on: Option<&'a str>,
    speaker: Option<Speaker<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    article: &'a str,
    key: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    span: [u32; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct Speaker<'a> {
    code: String,
    country: Option<&'a str>,
    name: &'a str,
    sector: Option<&'a str>,
}

impl<'a> Printed<'a> {
    fn of(row: &'a StatementRow) -> Self {
        let (country, sector) = (row.speaker_country.as_deref(), row.speaker_sector.as_deref());
        let code = || [country, sector].into_iter().flatten().collect();
        Self {
            addressees: row.addressees.split_whitespace().collect(),
            channel: row.channel.as_deref(),
            content: &row.content,
            cue: row.cue.as_deref(),
            evidence: Evidence {
                article: &row.article,
                key: row.key.as_deref(),
                outlet: row.outlet.as_deref(),
                published: row.published.as_deref(),
                span: row.span,
                text: &row.content,
            },
            form: &row.form,
            id: format!("{}/s{}", row.article, row.number),
            negated: row.negated,
            position: &row.position,
            said_on: row.said_on.as_deref(),
            speaker: row.speaker.as_deref().map(|name| Speaker { code: code(), country, name, sector }),
        }
    }
}

/// Runs the verb.
pub(crate) fn run(question: &Question) -> Result<ExitCode> {
    question.refuse("statements, which are of one report,", &[Unused::Origins])?;
    let (store, filter) = (question.store()?, question.filter());
    if answers::is_lines(question.format) {
        let mut empty = true;
        answers::print_lines(|print| {
            let mut line = Vec::new();
            store.each_statement(&filter, |row| {
                empty = false;
                line.clear();
                serde_json::to_writer(&mut line, &Printed::of(&row))?;
                print(std::str::from_utf8(&line)?)
            })
        })?;
        return question.done(empty);
    }
    let mut rows = Vec::new();
    store.each_statement(&filter, |row| {
        rows.push(serde_json::to_value(Printed::of(&row))?);
        Ok::<(), anyhow::Error>(())
    })?;
    question.print(rows, COLUMNS)
}
