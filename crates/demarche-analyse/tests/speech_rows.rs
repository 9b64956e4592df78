//! Every row of the lists of speech carries a sentence in which it fires; this runs all of them through the whole analysis.
//!
//! `The general [noted] that the road was mined.` has to yield a statement whose evidence names `en.cues.note`.

use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, DocumentRecord, RawDocument};

fn records(examples: &[&str]) -> Vec<DocumentRecord> {
    let documents = examples
        .iter()
        .enumerate()
        .map(|(index, example)| RawDocument {
            origin: format!("example {index}"),
            body: Body::Text(example.replace(['[', ']'], "")),
            ..RawDocument::default()
        })
        .collect();
    analyse(documents, Model::english(), Lexicon::embedded(), Options { as_is: true })
}

/// The rows (id, example) whose example does not make them fire.
fn silent<'a>(rows: &[(&'a str, &'a str)], fires: impl Fn(&DocumentRecord, &str) -> bool) -> Vec<&'a str> {
    let examples: Vec<&str> = rows.iter().map(|&(_, example)| example).collect();
    let records = records(&examples);
    rows.iter().zip(&records).filter(|((id, _), record)| !fires(record, id)).map(|(&(id, _), _)| id).collect()
}

#[test]
fn every_cue_fires_in_its_example() {
    let rows: Vec<(&str, &str)> =
        Lexicon::embedded().speech.cues().iter().map(|cue| (cue.id.as_str(), cue.example.as_str())).collect();
    let silent = silent(&rows, |record, id| {
        record.statements.iter().any(|statement| statement.evidence.rows.iter().any(|row| row == id))
    });
    assert!(silent.is_empty(), "{} of {} cues do not fire: {silent:?}", silent.len(), rows.len());
}

#[test]
fn every_label_fires_in_its_example() {
    let rows: Vec<(&str, &str)> =
        Lexicon::embedded().speech.labels().iter().map(|label| (label.id.as_str(), label.example.as_str())).collect();
    let silent = silent(&rows, |record, id| {
        record.framings.iter().any(|framing| framing.evidence.rows.iter().any(|row| row == id))
    });
    assert!(silent.is_empty(), "{} of {} labels do not fire: {silent:?}", silent.len(), rows.len());
}

#[test]
fn every_hedge_channel_and_stance_fires_in_its_example() {
    let speech = &Lexicon::embedded().speech;
    let lists = [&speech.hedges, &speech.channels, &speech.stances];
    let rows: Vec<(&str, &str)> =
        lists.iter().flat_map(|list| list.rows()).map(|phrase| (phrase.id.as_str(), phrase.example.as_str())).collect();
    let silent = silent(&rows, |record, id| {
        record.statements.iter().any(|statement| statement.evidence.rows.iter().any(|row| row == id))
    });
    assert!(silent.is_empty(), "{} of {} phrases do not fire: {silent:?}", silent.len(), rows.len());
}

#[test]
fn no_mute_noun_speaks() {
    let speech = &Lexicon::embedded().speech;
    let rows: Vec<(&str, &str)> =
        speech.mutes.rows().iter().map(|phrase| (phrase.id.as_str(), phrase.example.as_str())).collect();
    let loud = silent(&rows, |record, _| record.statements.is_empty());
    assert!(loud.is_empty(), "{} of {} nouns speak: {loud:?}", loud.len(), rows.len());
}
