//! How the questions print: rows as a table, JSON, JSON Lines, CSV or Markdown.
//!
//! A row is one JSON object of `demarche-answers/1`; the tables pick cells out of it. Data goes to standard output and nothing else does.

use anyhow::{Context, Result};
use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::Value;
use std::io::{self, IsTerminal, Write};

/// Formats of answers.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people
    Table,
    /// One array
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
    /// A Markdown table
    Markdown,
}

/// A column of the tables: its heading, and the JSON pointer of its cell.
pub(crate) type Column = (&'static str, &'static str);

/// The format: as asked, else a table on a terminal and JSON Lines elsewhere.
fn chosen(format: Option<Format>) -> Format {
    format.unwrap_or_else(|| if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
}

/// Whether rows are printed as the cells of a table, which shows no list of objects.
pub(crate) fn is_tabular(format: Option<Format>) -> bool {
    matches!(chosen(format), Format::Table | Format::Csv | Format::Markdown)
}

/// Whether rows are printed for people, who read no thousand of them.
pub(crate) fn is_for_people(format: Option<Format>) -> bool {
    chosen(format) == Format::Table
}

/// So many rows a table for people shows, where nothing else is asked for.
pub(crate) const MOST_FOR_PEOPLE: u32 = 200;

/// Whether each row is printed as one line of JSON, as a store keeps it.
pub(crate) fn is_lines(format: Option<Format>) -> bool {
    chosen(format) == Format::Jsonl
}

/// Prints lines of JSON as they come: `each` hands every line to whom it is given.
pub(crate) fn print_lines(each: impl FnOnce(&mut dyn FnMut(&str) -> Result<()>) -> Result<()>) -> Result<()> {
    let mut out = io::BufWriter::with_capacity(LINES, io::stdout().lock());
    each(&mut |line| {
        out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\n")).context("cannot write the answer")
    })?;
    out.flush().context("cannot write the answer")
}

/// Bytes that are written at once.
const LINES: usize = 1 << 16;

/// Prints rows in the format [`chosen`].
pub(crate) fn print(rows: &[Value], columns: &[Column], format: Option<Format>) -> Result<()> {
    let format = chosen(format);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, rows)?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut out, row)?;
                writeln!(out)?;
            }
        }
        Format::Csv => print_csv(rows, columns, &mut out)?,
        Format::Table => print_table(rows, columns, presets::UTF8_HORIZONTAL_ONLY, &mut out)?,
        Format::Markdown => print_table(rows, columns, presets::ASCII_MARKDOWN, &mut out)?,
    }
    out.flush().context("cannot write the answer")
}

/// Prints a text as it is.
pub(crate) fn print_text(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write the answer")
}

fn print_csv(rows: &[Value], columns: &[Column], out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|(heading, _)| heading))?;
    for row in rows {
        writer.write_record(columns.iter().map(|(_, pointer)| guarded(cell(row, pointer))))?;
    }
    writer.flush()?;
    Ok(())
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe: a report's words must not compute.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell
    }
}

fn print_table(rows: &[Value], columns: &[Column], preset: &str, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new();
    table.load_preset(preset).set_header(columns.iter().map(|(heading, _)| *heading));
    if preset == presets::UTF8_HORIZONTAL_ONLY {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(crate::view::width()).unwrap_or(100));
    }
    for row in rows {
        table.add_row(columns.iter().map(|(_, pointer)| crate::view::plain(&cell(row, pointer)).replace('|', "¦")));
    }
    writeln!(out, "{table}")?;
    Ok(())
}

/// The words of a cell: lists joined, parties by name and code, null as a dash.
fn cell(row: &Value, pointer: &str) -> String {
    words(row.pointer(pointer).unwrap_or(&Value::Null))
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => match (fields.get("name"), fields.get("code").and_then(Value::as_str)) {
            (Some(name), Some(code)) if !code.is_empty() => format!("{} ({code})", words(name)),
            (Some(name), _) => words(name),
            _ => match (fields.get("from"), fields.get("to")) {
                (Some(Value::Null), Some(to @ Value::String(_))) => format!("by {}", words(to)),
                (Some(from), Some(to)) if from != to => format!("{} to {}", words(from), words(to)),
                (Some(from), _) => words(from),
                _ => fields.get("text").map(words).unwrap_or_default(),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_party_shows_its_name_and_code() {
        let row = json!({"speaker": {"name": "Sergey Lavrov", "code": "RUSGOV"}, "when": {"from": "2024-04-18", "to": "2024-04-18"}});
        assert_eq!(cell(&row, "/speaker"), "Sergey Lavrov (RUSGOV)");
        assert_eq!(cell(&row, "/when"), "2024-04-18");
        assert_eq!(cell(&json!({"when": {"from": null, "to": "2024-04-18"}}), "/when"), "by 2024-04-18");
        assert_eq!(cell(&row, "/channel"), "–");
    }

    #[test]
    fn a_report_cannot_put_a_formula_into_a_spreadsheet() {
        assert_eq!(guarded("=HYPERLINK(1)".to_owned()), "'=HYPERLINK(1)");
        assert_eq!(guarded("-5.5".to_owned()), "-5.5");
    }
}
