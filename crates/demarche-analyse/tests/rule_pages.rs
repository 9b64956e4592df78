//! Every rule's page carries examples in which that very rule fires; this runs all of them through the whole analysis.
//!
//! The page of `S010 quotation-with-cue` shows `"We will wait," Mr. Orlov said.`: its record has to name S010.

use demarche_analyse::rules::pages;
use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, Date, Declared, DocumentRecord, RawDocument};
use std::collections::BTreeSet;

/// The rules that a record names.
fn fired(record: &DocumentRecord) -> BTreeSet<&str> {
    let evidence = record.statements.iter().map(|statement| &statement.evidence);
    let evidence = evidence
        .chain(record.events.iter().map(|event| &event.evidence))
        .chain(record.framings.iter().map(|framing| &framing.evidence))
        .chain(record.commitments.iter().map(|commitment| &commitment.evidence))
        .chain(record.figures.iter().map(|figure| &figure.evidence))
        .chain(record.moves.iter().map(|step| &step.evidence))
        .chain(record.humanitarian.iter().map(|relief| &relief.evidence))
        .map(|evidence| evidence.rule);
    evidence
        .chain(record.mentions.iter().map(|mention| mention.rule))
        .chain(record.times.iter().map(|time| time.rule))
        .chain(record.places.iter().map(|place| place.rule))
        .collect()
}

fn records(day: Option<Date>) -> Vec<(&'static str, &'static str, DocumentRecord)> {
    let examples: Vec<(&str, &str)> =
        pages().flat_map(|page| page.examples.iter().map(|&example| (page.name, example))).collect();
    let documents = examples
        .iter()
        .map(|&(name, example)| RawDocument {
            origin: name.to_owned(),
            body: Body::Text(example.to_owned()),
            declared: Declared { published: day.map(|day| (day, day)), ..Declared::default() },
            ..RawDocument::default()
        })
        .collect();
    let records = analyse(documents, Model::english(), Lexicon::embedded(), Options { as_is: true });
    examples.into_iter().zip(records).map(|((name, example), record)| (name, example, record)).collect()
}

#[test]
fn every_example_fires_its_rule() {
    let dated = records(Some(Date { year: Some(2024), month: 5, day: 10 }));
    // Some rules read what a report without a day of publication leaves open.
    let undated = records(None);
    let silent: Vec<String> = dated
        .iter()
        .zip(&undated)
        .filter(|((name, _, dated), (_, _, undated))| !fired(dated).contains(name) && !fired(undated).contains(name))
        .map(|((name, example, record), _)| format!("{name}: {example}\n    fired: {:?}", fired(record)))
        .collect();
    assert!(silent.is_empty(), "{} of {} examples do not fire:\n{}", silent.len(), dated.len(), silent.join("\n"));
}

#[test]
fn names_are_unique_and_pages_whole() {
    let names: BTreeSet<&str> = pages().map(|page| page.name).collect();
    assert_eq!(names.len(), pages().count());
    let numbers: BTreeSet<&str> = pages().map(|page| page.number()).collect();
    assert_eq!(numbers.len(), names.len());
    for page in pages() {
        let whole = [page.reads, page.does_not_read, page.known_misses].iter().all(|part| !part.is_empty());
        assert!(whole && (!page.examples.is_empty() || page.number() == "M013"), "{} lacks a part", page.name);
    }
}
