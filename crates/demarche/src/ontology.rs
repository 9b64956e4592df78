//! `demarche ontology`: the types of events with modes, values and CAMEO codes, and what was decided where PLOVER's manual contradicts itself.
//!
//! ASSAULT is material conflict, -9, with modes such as aerial (CAMEO 195, Goldstein -10). `docs/ontology.md` is what this verb prints as Markdown.

use crate::answers::{self, Column, Format};
use crate::ingest::ONTOLOGY;
use anyhow::Result;
use clap::{Args, ValueEnum};
use demarche_lexicon::Lexicon;
use demarche_lexicon::verbs::Ontology;
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;

/// What `demarche ontology` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche ontology                          the whole, for people
  demarche ontology --part cameo --format csv
  demarche ontology --part decisions")]
pub(crate) struct Arguments {
    /// Only one part
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// How to print (default: everything as Markdown; a part as table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Parts.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The sixteen types
    Types,
    /// Their modes
    Modes,
    /// CAMEO's codes with Goldstein values
    Cameo,
    /// What was decided
    Decisions,
}

const QUADS: [&str; 4] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let ontology = &Lexicon::embedded().verbs.ontology;
    match (arguments.part, arguments.format) {
        (None, None | Some(Format::Markdown | Format::Table)) => answers::print_text(&markdown(ontology))?,
        (None, format) => {
            let all = [Part::Types, Part::Modes, Part::Cameo, Part::Decisions];
            let rows: Vec<Value> = all.into_iter().flat_map(|part| rows(ontology, part)).collect();
            answers::print(&rows, ALL, format)?;
        }
        (Some(part), format) => answers::print(&rows(ontology, part), columns(part), format)?,
    }
    Ok(ExitCode::SUCCESS)
}

const ALL: &[Column] = &[
    ("part", "/part"),
    ("name", "/name"),
    ("of", "/of"),
    ("quad", "/quad"),
    ("value", "/value"),
    ("meaning", "/meaning"),
];

const fn columns(part: Part) -> &'static [Column] {
    match part {
        Part::Types => &[("type", "/name"), ("class", "/class"), ("intensity", "/value"), ("meaning", "/meaning")],
        Part::Modes => &[("mode", "/name"), ("of", "/of"), ("intensity", "/value")],
        Part::Cameo => {
            &[("code", "/name"), ("type", "/of"), ("mode", "/mode"), ("Goldstein", "/value"), ("meaning", "/meaning")]
        }
        Part::Decisions => {
            &[("decision", "/name"), ("since", "/since"), ("the manual", "/manual"), ("read as", "/meaning")]
        }
    }
}

fn rows(ontology: &Ontology, part: Part) -> Vec<Value> {
    let class = |quad: u8| QUADS.get(usize::from(quad).wrapping_sub(1));
    match part {
        Part::Types => ontology
            .types()
            .map(|event| json!({"part": "type", "ontology": ONTOLOGY, "name": event.name, "quad": event.quad, "class": class(event.quad), "value": event.intensity, "meaning": ontology.definition(&event.name)}))
            .collect(),
        Part::Modes => ontology
            .types()
            .flat_map(|event| event.modes.iter().map(|mode| json!({"part": "mode", "ontology": ONTOLOGY, "name": mode.name, "of": event.name, "quad": event.quad, "value": mode.intensity})))
            .collect(),
        Part::Cameo => ontology
            .cameo_codes()
            .map(|code| json!({"part": "cameo", "ontology": ONTOLOGY, "name": code.code, "of": code.plover, "mode": code.mode, "contexts": code.contexts, "value": code.goldstein, "meaning": code.name}))
            .collect(),
        Part::Decisions => ontology
            .decisions()
            .iter()
            .map(|made| json!({"part": "decision", "ontology": ONTOLOGY, "name": made.id, "since": made.since, "manual": made.manual, "meaning": made.decision}))
            .collect(),
    }
}

/// The whole as a page.
fn markdown(ontology: &Ontology) -> String {
    let mut out = format!(
        "# Event types\n\nThe ontology `{ONTOLOGY}`, as `demarche ontology` prints it: PLOVER's sixteen types with their modes, CAMEO's codes with Goldstein's values. \
         Every row of a store names it.\n\n## Where PLOVER's manual contradicts itself\n\n| since | the manual | read as |\n|---|---|---|\n"
    );
    for made in ontology.decisions() {
        let _ = writeln!(out, "| {} | {} | {} |", made.since, made.manual, made.decision);
    }
    out.push_str("\n## Types and modes\n\nValues lie between -10 and 10; a mode without a CAMEO code has its own, a code has Goldstein's.\n\n| type | class | value | meaning | modes |\n|---|---|---|---|---|\n");
    for event in ontology.types() {
        let class = QUADS.get(usize::from(event.quad).wrapping_sub(1)).copied().unwrap_or_default();
        let modes: Vec<String> =
            event.modes.iter().map(|mode| format!("{} ({:.1})", mode.name, mode.intensity)).collect();
        let meaning = ontology.definition(&event.name).unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {class} ({}) | {:.1} | {meaning} | {} |",
            event.name,
            event.quad,
            event.intensity,
            modes.join(", ")
        );
    }
    out.push_str("\n## Occurrence\n\nPLOVER names four auxiliary modes: historical, future, hypothetical, negation. Every event has its `occurrence` (actual or one of these) apart from its `stance`: how far whoever tells it vouches for it.\n");
    let _ = writeln!(out, "\n## Contexts\n\n{}.", ontology.contexts().join(", "));
    out.push_str("\n## CAMEO\n\n| code | meaning | Goldstein | type | mode |\n|---|---|---|---|---|\n");
    for code in ontology.cameo_codes() {
        let (plover, mode) = (code.plover.as_deref().unwrap_or("–"), code.mode.as_deref().unwrap_or("–"));
        let _ = writeln!(out, "| {} | {} | {:.1} | {plover} | {mode} |", code.code, code.name, code.goldstein);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_meaning_and_five_decisions_are_told() {
        let ontology = &Lexicon::embedded().verbs.ontology;
        assert!(ontology.types().all(|event| ontology.definition(&event.name).is_some()));
        assert_eq!(ontology.decisions().len(), 5);
        assert_eq!(rows(ontology, Part::Types).len(), 16);
    }

    #[test]
    fn the_page_of_the_documentation_is_what_the_verb_prints() {
        let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ontology.md");
        let written = std::fs::read_to_string(page).expect("docs/ontology.md is there");
        let printed = markdown(&Lexicon::embedded().verbs.ontology);
        assert_eq!(written, printed, "run `demarche ontology > docs/ontology.md`");
    }
}
