//! A report as it came, as one line of JSON: what a store keeps so that the report can be read again, and back.
//!
//! `{"origin": "pile.jsonl:3", "id": "a3", "published": "2031-05-04", "text": "Verania closed its ports."}` is also a line that `demarche read` takes.

use anyhow::{Context, Result};
use demarche_model::{Body, Declared, Note, NoteCode, RawDocument};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Line {
    origin: String,
    id: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    language: Option<String>,
    url: Option<String>,
    text: String,
    /// The text is the source of a page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    html: bool,
    /// The text was taken as clean.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    as_is: bool,
    /// What the reader noticed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<(u16, String)>,
}

/// The line of a report.
pub(crate) fn write(document: &RawDocument, as_is: bool) -> Result<String> {
    let (Body::Text(text) | Body::Html(text)) = &document.body;
    let Declared { title, outlet, published, language, url } = document.declared.clone();
    let line = Line {
        origin: document.origin.clone(),
        id: document.key.clone(),
        title,
        outlet,
        published: published.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") }),
        language,
        url,
        text: text.clone(),
        html: matches!(document.body, Body::Html(_)),
        as_is,
        notes: document.notes.iter().map(|note| (note.code.0, note.message.clone())).collect(),
    };
    serde_json::to_string(&line).context("a report cannot be kept as JSON")
}

/// The report of a line, and whether its text was taken as clean.
pub(crate) fn read(line: &str) -> Result<(RawDocument, bool)> {
    let line: Line = serde_json::from_str(line).context("a kept source is damaged")?;
    let published = line.published.as_deref().and_then(|days| {
        let (from, to) = days.split_once('/').unwrap_or((days, days));
        Some((demarche_read::parse_days(from)?.0, demarche_read::parse_days(to)?.1))
    });
    let document = RawDocument {
        origin: line.origin,
        key: line.id,
        declared: Declared {
            title: line.title,
            outlet: line.outlet,
            published,
            language: line.language,
            url: line.url,
        },
        body: if line.html { Body::Html(line.text) } else { Body::Text(line.text) },
        notes: line
            .notes
            .into_iter()
            .map(|(code, message)| Note { code: NoteCode(code), span: None, message })
            .collect(),
    };
    Ok((document, line.as_is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_model::Date;

    #[test]
    fn a_report_comes_back_as_it_came() {
        let day = |day| Date { year: Some(2031), month: 5, day };
        let document = RawDocument {
            origin: "pile.jsonl:3".to_owned(),
            key: Some("a3".to_owned()),
            declared: Declared {
                outlet: Some("Post".to_owned()),
                published: Some((day(4), day(6))),
                ..Declared::default()
            },
            body: Body::Text("Verania “closed” its ports.\u{FFFD}".to_owned()),
            notes: vec![Note { code: NoteCode::UNDECODABLE, span: None, message: "bytes".to_owned() }],
        };
        assert_eq!(read(&write(&document, true).expect("JSON")).expect("a line"), (document, true));
    }
}
