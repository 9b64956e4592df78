//! Any text through the language engine: the tokens ascend and stay inside the text.
#![no_main]

use demarche_language::{Input, Model};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parse = Model::english().read(&[Input::new(text)]).remove(0);
    let mut last = 0;
    for token in &parse.tokens {
        assert!(token.start >= last && token.start < token.end && token.end as usize <= text.len());
        last = token.end;
    }
});
