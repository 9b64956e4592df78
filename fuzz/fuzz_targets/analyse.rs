//! Any text through the whole analysis and out as JSON: no panic, every span on a boundary.
#![no_main]

use demarche_analyse::{Options, analyse};
use demarche_model::{Body, RawDocument};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for as_is in [false, true] {
        let document = RawDocument { body: Body::Text(text.to_owned()), ..RawDocument::default() };
        let model = demarche_language::Model::english();
        let lexicon = demarche_lexicon::Lexicon::embedded();
        for record in analyse(vec![document], model, lexicon, Options { as_is }) {
            demarche_export::write_record(&record, &mut Vec::new()).expect("memory takes every byte");
        }
    }
});
