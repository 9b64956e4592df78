//! The engine against spaCy, on texts of our own: every token, offset, tag, lemma, head, label, edge, sentence and entity.
//!
//! `texts.jsonl` holds the texts, `texts.tsv` what spaCy 3.8 makes of them with en_core_web_sm 3.8.0; `reference.py` writes the
//! latter. "``They fired first,'' the captain insisted" is among them, and "The minister said itâ€™s …".
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use demarche_language::{Input, Kernel, Model, Parse, Pos};
use serde_json::Value;

struct Case {
    id: String,
    text: String,
    breaks: Vec<u32>,
}

fn cases() -> Vec<Case> {
    let case = |line: &str| {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap().to_owned();
        let offsets = case["breaks"].as_array().into_iter().flatten().map(|offset| offset.as_u64().unwrap() as usize);
        let byte = |offset| text.char_indices().nth(offset).map_or(text.len(), |(at, _)| at) as u32;
        Case { id: case["id"].as_str().unwrap().to_owned(), breaks: offsets.map(byte).collect(), text }
    };
    include_str!("texts.jsonl").lines().map(case).collect()
}

fn inputs(cases: &[Case]) -> Vec<Input<'_>> {
    cases.iter().map(|case| Input { text: &case.text, breaks: &case.breaks }).collect()
}

/// White space as Python shows it.
fn escape(word: &str) -> String {
    let shown = |c: char| match (c, c as u32) {
        (' ', _) => " ".to_owned(),
        ('\n', _) => "\\n".to_owned(),
        ('\t', _) => "\\t".to_owned(),
        ('\r', _) => "\\r".to_owned(),
        (_, point @ ..0x100) => format!("\\x{point:02x}"),
        (_, point) => format!("\\u{point:04x}"),
    };
    word.chars().map(shown).collect()
}

/// The table that reference.py writes.
fn table(case: &Case, parse: &Parse) -> Vec<String> {
    let mut entities = vec!["O".to_owned(); parse.tokens.len()];
    for entity in &parse.entities {
        for at in entity.first..entity.end {
            let mark = if at == entity.first { 'B' } else { 'I' };
            entities[at as usize] = format!("{mark}-{}", entity.kind.as_str());
        }
    }
    let row = |(i, token): (usize, &demarche_language::Token)| {
        let offset = case.text[..token.start as usize].chars().count();
        let is_space = token.pos == Pos::Space;
        let word = parse.word(&case.text, i);
        let (shown, norm, lemma) = match is_space {
            true => (escape(word), "_", "_"),
            false => (word.to_owned(), &*token.norm, &*token.lemma),
        };
        let (space, start) = (u8::from(token.space_after), u8::from(token.sentence_start));
        let (pos, dep, entity) = (token.pos.as_str(), token.dep.as_str(), &entities[i]);
        let demarche_language::Token { tag, morph, head, left_edge, right_edge, .. } = token;
        format!(
            "{i}\t{offset}\t{shown}\t{space}\t{norm}\t{tag}\t{pos}\t{morph}\t{lemma}\t{head}\t{dep}\t{start}\t{entity}\t{left_edge}\t{right_edge}"
        )
    };
    parse.tokens.iter().enumerate().map(row).collect()
}

#[test]
fn every_token_equals_spacys() {
    let cases = cases();
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
        let parses = Model::with_kernel(kernel).unwrap().read(&inputs(&cases));
        let mut got = Vec::new();
        for (case, parse) in cases.iter().zip(&parses) {
            got.push(format!("#D\t{}", case.id));
            got.extend(table(case, parse));
        }
        for (number, (got, want)) in got.iter().zip(include_str!("texts.tsv").lines()).enumerate() {
            assert_eq!(got, want, "{kernel:?}, line {} of texts.tsv", number + 1);
        }
        assert_eq!(got.len(), include_str!("texts.tsv").lines().count());
    }
}

#[test]
fn a_text_is_read_alike_in_every_batch() {
    let cases = cases();
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
        let model = Model::with_kernel(kernel).unwrap();
        let together = model.read(&inputs(&cases));
        for size in [1, 7] {
            let apart: Vec<Parse> = inputs(&cases).chunks(size).flat_map(|batch| model.read(batch)).collect();
            assert_eq!(together, apart, "{kernel:?}, batches of {size}");
        }
        let mut reversed = inputs(&cases);
        reversed.reverse();
        let mut backwards = Model::with_kernel(kernel).unwrap().read(&reversed);
        backwards.reverse();
        assert_eq!(together, backwards, "{kernel:?}, last text first");
    }
}

/// A text longer than a batch is encoded in overlapping pieces: its beginning is read as if it stood alone.
#[test]
fn a_long_text_is_read_as_its_parts_are() {
    let sentence = "The talks failed on Monday, and nobody was surprised.\n";
    let (short, long) = (sentence.repeat(20), sentence.repeat(2_000));
    let parses = Model::english().read(&[Input::new(&short), Input::new(&long)]);
    let (short, long) = (&parses[0], &parses[1]);
    let beginning = short.tokens.len() - 11;
    assert_eq!(short.tokens[..beginning], long.tokens[..beginning]);
    // The same sentence over and over has the same tree everywhere but at the ends.
    let shape = |i: usize| {
        let token = &long.tokens[i];
        (token.head as i64 - i as i64, token.dep, token.tag.clone(), token.sentence_start)
    };
    let period = long.tokens.len() / 2_000;
    for i in 5 * period..1_990 * period {
        assert_eq!(shape(i), shape(5 * period + i % period), "token {i}");
    }
}

#[test]
fn sentences_start_at_the_breaks() {
    for case in cases() {
        let parse = &Model::english().read(&[Input { text: &case.text, breaks: &case.breaks }])[0];
        for &at in &case.breaks {
            if let Some(token) = parse.tokens.iter().find(|token| token.start >= at) {
                assert!(
                    token.sentence_start,
                    "{}: {:?}",
                    case.id,
                    &case.text[token.start as usize..token.end as usize]
                );
            }
        }
    }
}
