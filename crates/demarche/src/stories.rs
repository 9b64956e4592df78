//! `demarche stories`: reports in, in any order, and for each the story that it tells.
//!
//! The reports are cleaned and compared; nothing is analysed, so thousands take seconds.

use crate::answers;
use crate::read::documents;
use crate::setup::Input;
use crate::view;
use anyhow::Result;
use clap::Args;
use demarche_crisis::{Setting, Sketch, day_number, stories};
use serde_json::json;
use std::process::ExitCode;

/// What `demarche stories` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche stories samples/                               which reports tell the same story
  demarche stories --format jsonl pile.jsonl              {\"key\": …, \"story\": …}, one a line, in input order")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<answers::Format>,
}

const COLUMNS: &[answers::Column] =
    &[("story", "/story"), ("published", "/published"), ("title", "/title"), ("report", "/key")];

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let lexicon = arguments.input.lexicon()?;
    let mut sketches: Vec<(Sketch, Option<i64>)> = Vec::new();
    let mut rows = Vec::new();
    let mut failed = 0;
    for document in documents(&arguments.input) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset());
                failed += 1;
                continue;
            }
        };
        let (article, _) = demarche_analyse::clean::clean(document, lexicon, arguments.input.options());
        let published = article.published.map(|published| published.from.to_string());
        let day = published.as_deref().and_then(day_number);
        let sketch = Sketch::new(article.title.as_deref().unwrap_or_default(), &article.text, &lexicon.news_words);
        sketches.push((sketch, day));
        let key = article.key.unwrap_or(article.origin);
        rows.push(json!({"key": key, "story": null, "published": published, "title": article.title}));
    }
    let told: Vec<_> = sketches.iter().map(|(sketch, day)| (sketch, *day)).collect();
    for (row, story) in rows.iter_mut().zip(stories(&told, &lexicon.news_words, Setting::default())) {
        row["story"] = json!(format!("t{}", story + 1));
    }
    answers::print(&rows, COLUMNS, arguments.format)?;
    Ok(match (rows.len(), failed) {
        (0, _) => ExitCode::from(1),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(3),
    })
}
