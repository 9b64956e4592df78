//! Moves of mediation as the record has them: a model's move in, the format's fields out.
//!
//! `{"id": "x1", "move": "refused", "by": {"country": "ISR"}, "word": "second-hand", "terms": "while under fire", …}`.

use super::{Evidence, Party, View, When, Words, statement_id};
use crate::words;
use demarche_model as model;
use serde::Serialize;

/// A move of mediation.
#[derive(Serialize)]
pub(super) struct Move<'a> {
    id: String,
    r#move: &'static str,
    about: &'static str,
    by: Option<Party<'a>>,
    with: Vec<Party<'a>>,
    word: &'static str,
    offeror: Vec<Party<'a>>,
    parties: Vec<Party<'a>>,
    terms: Option<Words<'a>>,
    planned: bool,
    when: Option<When<'a>>,
    on_word_of: Vec<String>,
    evidence: Evidence<'a>,
}

impl<'a> View<'a> {
    pub(super) fn made_move(&self, index: usize, made: &'a model::Move) -> Move<'a> {
        Move {
            id: format!("x{}", index + 1),
            r#move: words::mediation_move(made.step),
            about: words::move_topic(made.about),
            by: made.by.as_ref().map(|party| self.party(party)),
            with: self.parties(&made.with),
            word: words::word_of(made.word),
            offeror: self.parties(&made.offeror),
            parties: self.parties(&made.parties),
            terms: made.terms.and_then(|span| self.words(&[span]).pop()),
            planned: made.planned,
            when: made.when.map(|when| self.when(when)),
            on_word_of: made.on_word_of.iter().copied().map(statement_id).collect(),
            evidence: self.evidence(&made.evidence),
        }
    }
}
