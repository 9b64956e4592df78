//! Every row of the event lists fires on its own example: the sentence in, an event that names the row out.
//!
//! `en.event.capture.people`: "Hamas [captured] an Israeli soldier."

use demarche_analyse::{Options, analyse, standings};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_lexicon::verbs::Turn;
use demarche_model::{Body, RawDocument};

/// Reads each example without its brackets and reports the rows that did not fire.
fn silent(rows: &[(&str, &str)]) -> Vec<String> {
    let documents = rows
        .iter()
        .map(|(id, example)| RawDocument {
            origin: (*id).to_owned(),
            body: Body::Text(example.replace(['[', ']'], "")),
            ..RawDocument::default()
        })
        .collect();
    let records = analyse(documents, Model::english(), Lexicon::embedded(), Options { as_is: true });
    let mut silent = Vec::new();
    for ((id, example), record) in rows.iter().zip(records) {
        let (Some(open), Some(close)) = (example.find('['), example.find(']')) else {
            silent.push(format!("{id}: no [brackets] in {example:?}"));
            continue;
        };
        let (start, end) = (open as u32, close as u32 - 1);
        let fires = record.events.iter().any(|event| {
            let span = event.evidence.spans[0];
            event.evidence.rows.iter().any(|row| row == id) && span.start <= start && span.end >= end
        });
        if !fires {
            let made: Vec<_> = record.events.iter().map(|event| (&event.plover, &event.evidence.rows)).collect();
            silent.push(format!("{id}: {example} gave {made:?}"));
        }
    }
    silent
}

#[track_caller]
fn all_fire(rows: &[(&str, &str)]) {
    let silent = silent(rows);
    assert!(silent.is_empty(), "{} rows do not fire on their example:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn frames_fire_on_their_examples() {
    let frames = Lexicon::embedded().verbs.all_frames();
    let rows = frames.iter().filter(|frame| frame.turn != Turn::Silent);
    all_fire(&rows.map(|frame| (frame.id.as_str(), frame.example.as_str())).collect::<Vec<_>>());
}

#[test]
fn silent_frames_make_no_event() {
    let frames = Lexicon::embedded().verbs.all_frames();
    let rows: Vec<_> = frames
        .iter()
        .filter(|frame| frame.turn == Turn::Silent)
        .map(|frame| (frame.id.as_str(), frame.example.as_str()))
        .collect();
    let quiet = silent(&rows);
    assert!(
        !rows.is_empty() && quiet.len() == rows.len() && quiet.iter().all(|line| line.ends_with("gave []")),
        "{quiet:?}"
    );
}

#[test]
fn nouns_fire_on_their_examples() {
    let nouns = Lexicon::embedded().verbs.all_nouns();
    all_fire(&nouns.iter().map(|noun| (noun.id.as_str(), noun.example.as_str())).collect::<Vec<_>>());
}

#[test]
fn light_verbs_fire_on_their_examples() {
    let lights = Lexicon::embedded().verbs.all_lights();
    all_fire(&lights.iter().map(|light| (light.id.as_str(), light.example.as_str())).collect::<Vec<_>>());
}

/// A word of modality bears on the word in brackets, whether that makes an event of its own or is part of another.
#[test]
fn words_of_modality_fire_on_their_examples() {
    let modals = Lexicon::embedded().verbs.all_modals();
    let documents = modals
        .iter()
        .map(|modal| RawDocument { body: Body::Text(modal.example.replace(['[', ']'], "")), ..RawDocument::default() })
        .collect();
    let found = standings(documents, Model::english(), Lexicon::embedded(), Options { as_is: true });
    let silent: Vec<&str> = modals
        .iter()
        .zip(found)
        .filter(|(modal, standings)| {
            let at = modal.example.find('[').unwrap_or_default() as u32;
            !standings.iter().any(|standing| standing.span.start == at && standing.rows.contains(&modal.id))
        })
        .map(|(modal, _)| modal.example.as_str())
        .collect();
    assert!(silent.is_empty(), "{} rows do not fire on their example:\n{}", silent.len(), silent.join("\n"));
}
