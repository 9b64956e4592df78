//! `demarche statements`: who said what, by day: "everything the Kremlin said about mediation, with source".

use super::{Question, Unused};
use crate::answers;
use anyhow::Result;
use serde_json::json;
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

/// Runs the verb.
pub(crate) fn run(question: &Question) -> Result<ExitCode> {
    question.refuse("statements, which are of one report,", &[Unused::Origins])?;
    let rows: Vec<_> = question
        .store()?
        .statements(&question.filter())?
        .into_iter()
        .map(|row| {
            let code = format!("{}{}", row.speaker_country.as_deref().unwrap_or(""), row.speaker_sector.as_deref().unwrap_or(""));
            json!({
                "id": format!("{}/s{}", row.article, row.number),
                "speaker": row.speaker.map(|name| json!({"name": name, "code": code, "country": row.speaker_country, "sector": row.speaker_sector})),
                "addressees": row.addressees.split_whitespace().collect::<Vec<_>>(),
                "form": row.form, "position": row.position, "negated": row.negated, "cue": row.cue, "channel": row.channel, "said_on": row.said_on, "content": row.content,
                "evidence": {"key": row.key, "article": row.article, "span": row.span, "text": row.content, "outlet": row.outlet, "published": row.published},
            })
        })
        .collect();
    question.print(rows, COLUMNS)
}
