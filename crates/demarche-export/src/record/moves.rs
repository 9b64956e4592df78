//! Moves of mediation and humanitarian moves as the record has them: a model's move in, the format's fields out.
//!
//! `{"id": "x1", "move": "refused", "by": {"country": "ISR"}, "word": "second-hand", "terms": "while under fire", …}`.

use super::event::Count;
use super::mention::Party;
use super::world::When;
use super::{Evidence, View, Words, statement_id};
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

/// A humanitarian move.
#[derive(Serialize)]
pub(super) struct Relief<'a> {
    id: String,
    kind: &'static str,
    by: Vec<Party<'a>>,
    who: Option<Words<'a>>,
    count: Option<Count<'a>>,
    route: Vec<Words<'a>>,
    occurrence: &'static str,
    stance: &'static str,
    on_word_of: Vec<String>,
    when: Option<When<'a>>,
    evidence: Evidence<'a>,
}

impl<'a> View<'a> {
    pub(super) fn relief(&self, index: usize, made: &'a model::Relief) -> Relief<'a> {
        Relief {
            id: format!("h{}", index + 1),
            kind: words::relief_kind(made.kind),
            by: self.parties(&made.by),
            who: self.words(&[made.who]).pop(),
            count: made.count.as_ref().map(|count| self.count(count)),
            route: self.words(&made.route),
            occurrence: words::occurrence(made.occurrence),
            stance: words::stance(made.stance),
            on_word_of: made.on_word_of.iter().copied().map(statement_id).collect(),
            when: made.when.map(|when| self.when(when)),
            evidence: self.evidence(&made.evidence),
        }
    }

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
