//! `demarche audit sample` and `demarche review`: rows to check out, verdicts of people in, how good the coding is on these reports out.
//!
//! "ASSAULT, 18 of 20 right, precision .90, interval .70 to .97; alpha between two coders .81". Decisions stay when reports are coded again.

mod figures;
mod sample;

use crate::answers::{self, Column, Format};
use crate::ingest::{StorePath, now};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use demarche_store::{Auditable, Decision, Drawable, Store};
use sample::Draw;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `demarche audit` takes.
#[derive(Args, Debug)]
pub(crate) struct AuditArguments {
    #[command(subcommand)]
    what: Audit,
}

#[derive(Subcommand, Debug)]
enum Audit {
    /// Draw statements and events to check: every category gets its share, and the same seed the same sample
    Sample(SampleArguments),
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche audit sample --n 200 --stratify category,status > sample.jsonl
  demarche review --queue sample.jsonl --reviewer ada        judge them one by one
  demarche review                                            how good the coding is, by category")]
struct SampleArguments {
    /// How many
    #[arg(long, default_value_t = 200)]
    n: usize,
    /// What every share is drawn from
    #[arg(long, value_enum, value_delimiter = ',', default_value = "category")]
    stratify: Vec<Stratum>,
    /// Only events or only statements
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Another seed, another sample
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    store: StorePath,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// What a sample is drawn by.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Stratum {
    /// PLOVER type, or position
    Category,
    /// Occurrence and stance, or form
    Status,
    /// Outlet
    Outlet,
}

impl Stratum {
    /// Adds what of a row tells its stratum to the name of that.
    fn add(self, row: &Drawable<'_>, name: &mut String) {
        match self {
            Self::Category => name.push_str(row.category),
            Self::Status => {
                name.push_str(row.status);
                if let Some(stance) = row.stance {
                    name.push(' ');
                    name.push_str(stance);
                }
            }
            Self::Outlet => name.push_str(row.outlet.unwrap_or_default()),
        }
    }
}

/// Kinds of rows.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Events
    Event,
    /// Statements
    Statement,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Statement => "statement",
        }
    }
}

const SAMPLE: &[Column] = &[
    ("id", "/id"),
    ("category", "/category"),
    ("status", "/status"),
    ("coded", "/coded"),
    ("words", "/evidence/text"),
    ("outlet", "/evidence/outlet"),
];

/// Runs `demarche audit`.
pub(crate) fn audit(arguments: &AuditArguments) -> Result<ExitCode> {
    let Audit::Sample(wanted) = &arguments.what;
    let store = Store::open(&wanted.store.path)?;
    let rows: Vec<Value> = store.at_once(|store| {
        let mut draw = Draw::new(wanted.n, wanted.seed);
        let mut stratum = String::new();
        store.each_drawable(|row| {
            if wanted.kind.is_none_or(|kind| kind.word() == row.kind) {
                name(&wanted.stratify, &row, &mut stratum);
                draw.put(&stratum, &row);
            }
        })?;
        draw.done()
            .into_iter()
            .map(|item| {
                let found = store.auditable(&BTreeSet::from([item.article.as_str()]))?;
                let found = found.iter().find(|found| found.kind == item.kind && found.number == item.number);
                row(store, found.context("the store is another by now; ask again")?)
            })
            .collect::<Result<_>>()
    })?;
    answers::print(&rows, SAMPLE, wanted.format)?;
    Ok(ExitCode::SUCCESS)
}

/// The name of the stratum of a row: `event ASSAULT / actual asserted`.
fn name(by: &[Stratum], row: &Drawable<'_>, name: &mut String) {
    name.clear();
    name.push_str(row.kind);
    for (place, part) in by.iter().enumerate() {
        name.push_str(if place == 0 { " " } else { " / " });
        part.add(row, name);
    }
}

/// `5f3a…/e3`
fn handle(item: &Auditable) -> String {
    format!("{}/{}{}", item.article, item.kind.get(..1).unwrap_or_default(), item.number)
}

fn row(store: &Store, item: &Auditable) -> Result<Value> {
    let text = store.text(&item.article)?.unwrap_or_default();
    let words: String = words(&text, item.span);
    Ok(
        json!({"id": handle(item), "kind": item.kind, "category": item.category, "status": item.status, "coded": item.coded,
              "evidence": {"article": item.article, "span": item.span, "text": words, "outlet": item.outlet, "published": item.published}}),
    )
}

/// The words between two code points.
fn words(text: &str, [first, last]: [i64; 2]) -> String {
    let (first, last) = (usize::try_from(first).unwrap_or(0), usize::try_from(last).unwrap_or(0));
    text.chars().skip(first).take(last.saturating_sub(first)).collect()
}

/// What `demarche review` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche review                                            precision by category with intervals, alpha between coders
  demarche review 5f3a91c2e07b4d18/e3 --verdict accept --reviewer ada
  demarche review 5f3a91c2e07b4d18/e3 --verdict edit --edit '{\"plover\": \"THREATEN\"}' --reviewer ada
  demarche review 5f3a91c2e07b4d18/e3 --verdict undo --reviewer ada
  demarche review --queue sample.jsonl --reviewer bob        judge a sample; nobody sees what others decided")]
pub(crate) struct ReviewArguments {
    /// Statements and events to judge: the report's id, a slash, s3 or e2
    ids: Vec<String>,
    /// The verdict on them
    #[arg(long, value_enum, requires = "ids", requires = "reviewer")]
    verdict: Option<Verdict>,
    /// The corrected fields, one JSON object
    #[arg(long, value_name = "JSON", requires = "verdict")]
    edit: Option<String>,
    /// Who judges
    #[arg(long, env = "DEMARCHE_REVIEWER", value_name = "NAME")]
    reviewer: Option<String>,
    /// Judge the rows of a sample one by one: a accept, r reject, e edit, s skip, u undo the last, q quit
    #[arg(long, value_name = "FILE", requires = "reviewer", conflicts_with = "verdict")]
    queue: Option<PathBuf>,
    #[command(flatten)]
    store: StorePath,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Verdicts.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The row is right
    Accept,
    /// It is wrong
    Reject,
    /// It is wrong, and what is right is given
    Edit,
    /// The reviewer's last verdict on it is taken back
    Undo,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Edit => "edit",
            Self::Undo => "undo",
        }
    }
}

const FIGURES: &[Column] = &[
    ("kind", "/kind"),
    ("category", "/category"),
    ("coder", "/reviewer"),
    ("judged", "/judged"),
    ("right", "/right"),
    ("precision", "/precision"),
    ("from", "/low"),
    ("to", "/high"),
    ("alpha", "/alpha"),
];

/// Runs `demarche review`.
pub(crate) fn review(arguments: &ReviewArguments) -> Result<ExitCode> {
    if let Some(verdict) = arguments.verdict {
        return judge(arguments, verdict);
    }
    if arguments.queue.is_some() {
        return queue(arguments);
    }
    if !arguments.ids.is_empty() {
        bail!("what is the verdict on them? --verdict accept, reject, edit or undo, with --reviewer NAME");
    }
    let store = Store::open(&arguments.store.path)?;
    let decisions = store.decisions()?;
    let reports = decisions.iter().map(|made| made.article.as_str()).collect();
    let rows = figures::figures(&store.auditable(&reports)?, &decisions);
    answers::print(&rows, FIGURES, arguments.format)?;
    Ok(ExitCode::SUCCESS)
}

fn judge(arguments: &ReviewArguments, verdict: Verdict) -> Result<ExitCode> {
    let edit = edit(arguments.edit.as_deref(), verdict)?;
    let store = Store::create(&arguments.store.path)?;
    let items = store.auditable(&arguments.ids.iter().map(|id| report_of(id)).collect())?;
    for id in &arguments.ids {
        let item = find(&items, id)?;
        let reviewer = arguments.reviewer.clone().unwrap_or_default();
        store.decide(&decision(&store, item, verdict, edit.clone(), reviewer)?)?;
        anstream::eprintln!("{id}: {}", verdict.word());
    }
    Ok(ExitCode::SUCCESS)
}

/// The corrections of an edit: a JSON object, and only with an edit.
fn edit(text: Option<&str>, verdict: Verdict) -> Result<Option<String>> {
    match (text, verdict) {
        (Some(text), Verdict::Edit) => {
            let fields: Value = serde_json::from_str(text)
                .context("--edit takes one JSON object, such as {\"plover\": \"THREATEN\"}")?;
            if !fields.is_object() {
                bail!("--edit takes one JSON object, such as {{\"plover\": \"THREATEN\"}}; not {text}");
            }
            Ok(Some(fields.to_string()))
        }
        (None, Verdict::Edit) => {
            bail!("what is right? --edit takes one JSON object, such as {{\"plover\": \"THREATEN\"}}")
        }
        (Some(_), _) => bail!("--edit goes with --verdict edit"),
        (None, _) => Ok(None),
    }
}

/// `5f3a…` of `5f3a…/e3`.
fn report_of(handle: &str) -> &str {
    handle.split_once('/').map_or(handle, |(report, _)| report)
}

fn find<'a>(items: &'a [Auditable], id: &str) -> Result<&'a Auditable> {
    let found = items.iter().find(|item| handle(item) == id);
    found.with_context(|| format!("no statement or event {id:?} in this store; `demarche audit sample` prints the ids"))
}

fn decision(
    store: &Store,
    item: &Auditable,
    verdict: Verdict,
    edit: Option<String>,
    reviewer: String,
) -> Result<Decision> {
    let text = store.text(&item.article)?.unwrap_or_default();
    Ok(Decision {
        article: item.article.clone(),
        kind: item.kind.clone(),
        exact: words(&text, item.span),
        first: item.span[0],
        verdict: verdict.word().to_owned(),
        edit,
        reviewer,
        decided: now(),
    })
}

/// One row after the other; what the reviewer has judged already is passed over.
fn queue(arguments: &ReviewArguments) -> Result<ExitCode> {
    let path = arguments.queue.clone().unwrap_or_default();
    let reviewer = arguments.reviewer.clone().unwrap_or_default();
    let sample = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let ids: Vec<String> = sample
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let row: Value = serde_json::from_str(line)
                .context("a sample has one row of JSON a line; print it with --format jsonl")?;
            row.get("id").and_then(Value::as_str).map(str::to_owned).context("a row of the sample has no id")
        })
        .collect::<Result<_>>()?;
    let store = Store::create(&arguments.store.path)?;
    let decisions = store.decisions()?;
    let items = store.auditable(&ids.iter().map(|id| report_of(id)).collect())?;
    let judged: BTreeSet<String> = figures::standing(&decisions)
        .into_iter()
        .filter(|made| made.reviewer == reviewer)
        .filter_map(|made| items.iter().find(|item| figures::is_of(made, item)).map(handle))
        .collect();
    let open: Vec<&Auditable> =
        ids.iter().filter(|id| !judged.contains(*id)).map(|id| find(&items, id)).collect::<Result<_>>()?;
    let mut input = io::stdin().lock();
    let mut at = 0;
    let mut last: Option<usize> = None;
    while let Some(item) = open.get(at) {
        show(&store, item, at + 1, open.len())?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            break;
        }
        let (key, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let verdict = match key {
            "a" => Verdict::Accept,
            "r" => Verdict::Reject,
            "e" => Verdict::Edit,
            "u" => {
                if let Some(before) = last.take()
                    && let Some(item) = open.get(before)
                {
                    store.decide(&decision(&store, item, Verdict::Undo, None, reviewer.clone())?)?;
                    at = before;
                }
                continue;
            }
            "s" => {
                at += 1;
                continue;
            }
            "q" => break,
            _ => {
                anstream::eprintln!(
                    "a accept, r reject, e {{\"field\": \"what is right\"}}, s skip, u undo the last, q quit"
                );
                continue;
            }
        };
        match edit(Some(rest).filter(|rest| !rest.is_empty()), verdict) {
            Ok(edit) => {
                store.decide(&decision(&store, item, verdict, edit, reviewer.clone())?)?;
                last = Some(at);
                at += 1;
            }
            Err(error) => anstream::eprintln!("{error:#}"),
        }
    }
    anstream::eprintln!("{at} of {} gone through; `demarche review` shows the figures", open.len());
    Ok(ExitCode::SUCCESS)
}

/// One row on the screen: its words in their surroundings, what was coded.
fn show(store: &Store, item: &Auditable, number: usize, all: usize) -> Result<()> {
    const AROUND: i64 = 200;
    let text = store.text(&item.article)?.unwrap_or_default();
    let [first, last] = item.span;
    let (before, after) = (words(&text, [(first - AROUND).max(0), first]), words(&text, [last, last + AROUND]));
    let mut out = anstream::AutoStream::auto(io::stderr());
    writeln!(
        out,
        "\n{number} of {all}  {}  {} {}",
        handle(item),
        item.outlet.as_deref().unwrap_or("outlet unknown"),
        item.published.as_deref().unwrap_or_default()
    )?;
    writeln!(
        out,
        "{before}{}{}{}{after}",
        crate::view::MARK,
        words(&text, item.span),
        crate::view::MARK.render_reset()
    )?;
    writeln!(out, "coded: {}  [{}]", item.coded, item.status)?;
    if io::stdin().is_terminal() {
        write!(out, "a r e s u q > ")?;
        out.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_says_what_is_right() {
        assert!(edit(None, Verdict::Edit).is_err());
        assert!(edit(Some("[1]"), Verdict::Edit).is_err());
        assert!(edit(Some("{}"), Verdict::Accept).is_err());
        assert_eq!(
            edit(Some("{\"mode\": null}"), Verdict::Edit).expect("an object").as_deref(),
            Some("{\"mode\":null}")
        );
    }

    #[test]
    fn words_are_counted_in_code_points() {
        assert_eq!(words("é raid at dawn", [2, 6]), "raid");
        assert_eq!(words("raid", [2, 1]), "");
    }
}
