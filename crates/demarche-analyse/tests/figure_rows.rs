//! Every row of `data/en/figures.tsv` counts in its own example: the sentence in, a figure of the row's kind over the bracketed word out.
//!
//! `en.figure.state.dead`: "The ministry counted 627 [dead]."

use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, DocumentRecord, RawDocument};

fn read(texts: Vec<String>) -> Vec<DocumentRecord> {
    let documents =
        texts.into_iter().map(|text| RawDocument { body: Body::Text(text), ..RawDocument::default() }).collect();
    analyse(documents, Model::english(), Lexicon::embedded(), Options { as_is: true })
}

#[test]
fn rows_count_in_their_examples() {
    let rows = Lexicon::embedded().figures.rows();
    let records = read(rows.iter().map(|row| row.example.replace(['[', ']'], "")).collect());
    let mut silent = Vec::new();
    for (row, record) in rows.iter().zip(records) {
        let start = row.example.find('[').expect("brackets") as u32;
        let counts = record.figures.iter().any(|figure| {
            let span = figure.evidence.spans[0];
            figure.evidence.rows.contains(&row.id) && span.start <= start && start < span.end
        });
        if !counts {
            silent.push(format!("{}: {} gave {:?}", row.id, row.example, record.figures));
        }
    }
    assert!(silent.is_empty(), "{} rows do not count:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn money_days_and_distances_are_no_figures() {
    let text =
        "Verania paid 14 million dollars on 3 May. The 40-year-old minister flew 200 kilometres. Prices rose to 45.";
    assert_eq!(read(vec![text.to_owned()])[0].figures, []);
}
