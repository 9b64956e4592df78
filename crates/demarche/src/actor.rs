//! `demarche actor`: who a name, an office or a description stands for on a day, and which row of the word lists says so.
//!
//! `demarche actor "Iranian foreign minister" --on 2024-04-19` answers Hossein Amir-Abdollahian and names the row of that tenure.

use crate::setup;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use demarche_analyse::actors::{Answer, look_up};
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::Day;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `demarche actor` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche actor Lavrov                                      who is this
  demarche actor \"Iranian foreign minister\" --on 2024-04-19  who was it on a day
  demarche actor --batch names.jsonl --format jsonl          {\"id\", \"surface\", \"date\"} a line")]
pub(crate) struct Arguments {
    /// A name, an office ("British prime minister"), an institution, an outlet
    #[arg(value_name = "NAME", required_unless_present = "batch")]
    names: Vec<String>,
    /// The day (2024-04-19); without it, today's holders as far as the lists go
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    on: Option<Day>,
    /// Read names from JSON Lines with `id`, `surface`, `date`; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "names")]
    batch: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Your own word lists, laid out like data/, over the built-in ones
    #[arg(long, value_name = "DIR", env = "DEMARCHE_LEXICON")]
    lexicon: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// For people
    Table,
    /// One JSON object a line
    Jsonl,
}

/// One question.
struct Question {
    id: Value,
    surface: String,
    day: Option<Day>,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let lexicon = setup::lexicon(arguments.lexicon.as_deref())?;
    let mut sink = BufWriter::new(io::stdout().lock());
    let (mut answered, mut failed) = (0, 0);
    let ask = |question: &Question, sink: &mut BufWriter<_>| -> Result<bool> {
        let answer = look_up(lexicon, &question.surface, question.day);
        match arguments.format {
            Format::Jsonl => writeln!(sink, "{}", line(question, &answer))?,
            Format::Table => table(sink, lexicon, question, &answer)?,
        }
        Ok(answer.actor.is_some())
    };
    if let Some(path) = &arguments.batch {
        for (number, line) in lines(path)?.enumerate() {
            let line = line.with_context(|| format!("cannot read {}", path.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            match question(&line) {
                Ok(question) => answered += u32::from(ask(&question, &mut sink)?),
                Err(error) => {
                    failed += 1;
                    anstream::eprintln!("{}:{}: {error:#}", path.display(), number + 1);
                }
            }
        }
    } else {
        for name in &arguments.names {
            let question = Question { id: Value::Null, surface: name.clone(), day: arguments.on };
            answered += u32::from(ask(&question, &mut sink)?);
        }
    }
    sink.flush()?;
    Ok(match (answered, failed) {
        (_, 1..) => ExitCode::from(3),
        (0, _) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

fn lines(path: &PathBuf) -> Result<Box<dyn Iterator<Item = io::Result<String>>>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lines()));
    }
    let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(Box::new(io::BufReader::new(file).lines()))
}

/// A line of a batch.
fn question(line: &str) -> Result<Question> {
    let value: Value = serde_json::from_str(line).context("expected a JSON object")?;
    let Some(surface) = value.get("surface").and_then(Value::as_str) else {
        bail!("no \"surface\"; expected {{\"id\", \"surface\", \"date\"}}");
    };
    let day = match value.get("date").and_then(Value::as_str) {
        None | Some("") => None,
        Some(date) => Some(parse_day(date).map_err(anyhow::Error::msg)?),
    };
    Ok(Question { id: value.get("id").cloned().unwrap_or_default(), surface: surface.to_owned(), day })
}

/// An answer as one JSON object; names of fields as in a batch.
fn line(question: &Question, answer: &Answer) -> Value {
    let mut object = Map::new();
    if question.id.is_null() {
        object.insert("surface".to_owned(), json!(question.surface));
    } else {
        object.insert("id".to_owned(), question.id.clone());
    }
    let actor = answer.actor.as_ref();
    object.insert("actor".to_owned(), json!(actor.map(|actor| &actor.id)));
    object.insert("name".to_owned(), json!(actor.map(|actor| &actor.name)));
    object.insert("role".to_owned(), json!(actor.and_then(|actor| actor.office.as_ref())));
    object.insert("country".to_owned(), json!(actor.and_then(|actor| actor.country.as_ref())));
    object.insert("sector".to_owned(), json!(actor.and_then(|actor| actor.sector.as_ref())));
    object.insert("org".to_owned(), json!(answer.organisation));
    object.insert("row".to_owned(), json!(answer.rows));
    object.insert("rule".to_owned(), json!(answer.rule));
    if !answer.rivals.is_empty() {
        let rivals: Vec<Value> = answer.rivals.iter().map(|it| json!({"id": it.id, "score": it.score})).collect();
        object.insert("rivals".to_owned(), json!(rivals));
    }
    Value::Object(object)
}

fn table(sink: &mut impl Write, lexicon: &Lexicon, question: &Question, answer: &Answer) -> Result<()> {
    let on = question.day.map(|day| format!(" on {day}")).unwrap_or_default();
    let Some(actor) = &answer.actor else {
        writeln!(sink, "{}{on}: not known", question.surface)?;
        return rivals(sink, lexicon, answer);
    };
    writeln!(sink, "{}{on}: {}", question.surface, actor.name)?;
    let mut row =
        |name: &str, value: &str| if value.is_empty() { Ok(()) } else { writeln!(sink, "  {name:<9} {value}") };
    row("office", actor.office.as_deref().unwrap_or_default())?;
    row("country", actor.country.as_deref().unwrap_or_default())?;
    row("sector", actor.sector.as_deref().unwrap_or_default())?;
    row("part of", answer.organisation.as_deref().filter(|root| *root != actor.name).unwrap_or_default())?;
    row("id", &actor.id)?;
    row("row", &answer.rows.join(", "))?;
    row("rule", answer.rule)?;
    rivals(sink, lexicon, answer)
}

fn rivals(sink: &mut impl Write, lexicon: &Lexicon, answer: &Answer) -> Result<()> {
    let chosen = answer.actor.as_ref().map(|actor| actor.id.as_str());
    for rival in answer.rivals.iter().filter(|rival| Some(rival.id.as_str()) != chosen) {
        let name = lexicon.actors.person(&rival.id).map_or(rival.id.as_str(), |person| person.name.as_str());
        writeln!(sink, "  {:<9} {name} ({}, {:.2})", "or", rival.id, rival.score)?;
    }
    Ok(())
}

/// The last day that a date names.
fn parse_day(text: &str) -> Result<Day, String> {
    let (_, to) = demarche_read::parse_days(text)
        .ok_or_else(|| format!("{text:?} is no day; expected a date such as 2024-04-19"))?;
    to.year.map(|year| Day::new(year, to.month, to.day)).ok_or_else(|| format!("{text:?} has no year"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_batch_is_a_question() {
        let question =
            question(r#"{"id": "a1", "surface": "Kremlin spokesman", "date": "2024-04-19"}"#).expect("well formed");
        assert_eq!((question.surface.as_str(), question.day), ("Kremlin spokesman", Some(Day::new(2024, 4, 19))));
    }

    #[test]
    fn a_line_without_a_surface_says_what_was_expected() {
        let error = question(r#"{"id": "a1"}"#).err().expect("there is no surface");
        assert!(error.to_string().contains("surface"), "{error}");
    }
}
