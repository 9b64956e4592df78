//! `demarche search WORDS`: reports whose words match, best first.

use super::Question;
use crate::answers;
use anyhow::Result;
use clap::Args;
use demarche_lexicon::Lexicon;
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
    let rows: Vec<_> = question
        .store()?
        .search(&telling(&arguments.words.join(" ")), &question.filter())?
        .into_iter()
        .map(|hit| {
            json!({"article": hit.article, "key": hit.key, "outlet": hit.outlet, "published": hit.published, "title": hit.title, "snippet": hit.snippet})
        })
        .collect();
    answers::print(&rows, COLUMNS, question.format)?;
    Ok(if rows.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The words that tell reports apart: "the" and "of" are passed over, unless they stand in a phrase or alone.
fn telling(words: &str) -> String {
    let common = &Lexicon::embedded().news_words;
    let parts: Vec<String> = words
        .split('"')
        .enumerate()
        .map(|(number, part)| {
            if number % 2 == 1 {
                return format!("\"{part}\"");
            }
            let kept = part.split_whitespace().filter(|word| !common.is_function_word(&word.to_lowercase()));
            kept.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let kept = parts.join(" ");
    if kept.trim().is_empty() { words.to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_tell_nothing_are_passed_over_but_not_in_a_phrase() {
        assert_eq!(telling("The port of Bergen").trim(), "port Bergen");
        assert_eq!(telling("\"the port of\" Bergen").trim(), "\"the port of\"  Bergen");
        assert_eq!(telling("of the"), "of the");
    }
}
