//! `demarche why`: the words, the rule and the lexicon rows behind a statement or an event.

use crate::pipeline::{self, Analysis};
use crate::read::documents;
use crate::setup::Input;
use crate::view;
use anyhow::Result;
use clap::Args;
use demarche_language::Model;
use demarche_model::{DocumentRecord, Evidence, Span};
use std::io::{self, Write};
use std::process::ExitCode;

/// What `demarche why` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche why s3 report.txt                 the third statement of a report
  demarche why 5f3a91c2e07b4d18/e2 samples/  the second event of one report among many")]
pub(crate) struct Arguments {
    /// `s3`, `e2`, `c1`, `x1`, `n1`, or with the article's id before it: `5f3a91c2e07b4d18/e2`
    id: String,
    #[command(flatten)]
    input: Input,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (article, item) = match arguments.id.rsplit_once('/') {
        Some((article, item)) => (Some(article), item),
        None => (None, arguments.id.as_str()),
    };
    let analysis = Analysis {
        lexicon: arguments.input.lexicon()?,
        model: Model::english(),
        options: arguments.input.options(),
        threads: 1,
    };
    let mut out = anstream::AutoStream::auto(io::stdout());
    let mut found = 0;
    pipeline::run(documents(&arguments.input), analysis, |outcome| {
        let record = outcome?.record;
        if article.is_none_or(|wanted| wanted == record.article.id) {
            found += usize::from(explain(&record, item, &mut out)?);
        }
        Ok(())
    })?;
    if found == 0 {
        anstream::eprintln!(
            "{}error:{} no {} in these reports; `demarche read` prints the ids (s1, e1, c1 …)",
            view::ERROR,
            view::ERROR.render_reset(),
            arguments.id
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the explanation of one item; whether the record has it.
fn explain(record: &DocumentRecord, item: &str, out: &mut dyn Write) -> io::Result<bool> {
    let Some((kind, number)) = item.split_at_checked(1) else { return Ok(false) };
    let Some(index) = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { return Ok(false) };
    let (line, evidence) = match kind {
        "s" => match record.statements.get(index) {
            Some(made) => (view::statement_line(record, index, made), &made.evidence),
            None => return Ok(false),
        },
        "e" => match record.events.get(index) {
            Some(event) => (view::event_line(record, index, event), &event.evidence),
            None => return Ok(false),
        },
        "c" => match record.commitments.get(index) {
            Some(made) => (view::commitment_line(record, index, made), &made.evidence),
            None => return Ok(false),
        },
        "x" => match record.moves.get(index) {
            Some(made) => (view::move_line(record, index, made), &made.evidence),
            None => return Ok(false),
        },
        "n" => match record.figures.get(index) {
            Some(figure) => (view::figure_line(record, index, figure), &figure.evidence),
            None => return Ok(false),
        },
        _ => return Ok(false),
    };
    writeln!(out, "{}  {}", record.article.origin, record.article.id)?;
    writeln!(out, "{line}")?;
    show_evidence(record, evidence, out)?;
    Ok(true)
}

fn show_evidence(record: &DocumentRecord, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let text = &record.article.text;
    for &span in &evidence.spans {
        let around = paragraph(record, span);
        writeln!(
            out,
            "  words  {}{}{}{}{}",
            Span::new(around.start, span.start).of(text),
            view::MARK,
            span.of(text),
            view::MARK.render_reset(),
            Span::new(span.end, around.end).of(text)
        )?;
    }
    writeln!(out, "  rule   {}", evidence.rule)?;
    let number = evidence.rule.split(' ').next().unwrap_or_default();
    if let Some(page) = demarche_analyse::rules::find(number).first() {
        writeln!(out, "         reads {} (`demarche rules {number}`)", page.reads)?;
    }
    for row in &evidence.rows {
        writeln!(out, "  row    {row}")?;
    }
    Ok(())
}

/// The paragraph that holds a span, or the span itself.
fn paragraph(record: &DocumentRecord, span: Span) -> Span {
    record.article.blocks.iter().map(|block| block.span).find(|block| block.contains(span)).unwrap_or(span)
}
