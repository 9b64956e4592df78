//! What the test rings share: a text through the whole analysis, its record as JSON.
#![allow(dead_code, reason = "each ring uses its part")]

use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, Declared, DocumentRecord, RawDocument};
use serde_json::Value;
use std::path::PathBuf;

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A report of plain text.
pub(crate) fn document(text: &str, declared: Declared) -> RawDocument {
    RawDocument { origin: "case".to_owned(), declared, body: Body::Text(text.to_owned()), ..RawDocument::default() }
}

/// Reads reports as one batch.
pub(crate) fn read(documents: Vec<RawDocument>, options: Options) -> Vec<DocumentRecord> {
    analyse(documents, Model::english(), Lexicon::embedded(), options)
}

/// The line that is printed for a record.
pub(crate) fn line(record: &DocumentRecord) -> String {
    let mut bytes = Vec::new();
    demarche_export::write_record(record, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// The record as users read it.
pub(crate) fn json(record: &DocumentRecord) -> Value {
    serde_json::from_str(&line(record)).expect("the program prints JSON")
}
