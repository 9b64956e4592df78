//! What is told of any word that can name a happening, whether or not the lists of events have it: a report in, a status for each such word out.
//!
//! "Gonzalez did not back down": *back* is no word of an event, and is told not to have happened. The status is composed by the very steps
//! that compose it for events, so that sentences labelled by others for all their heads can measure these steps.

use super::coder::{self, Draft};
use super::status;
use crate::Reading;
use demarche_language::Pos;
use demarche_model::{Occurrence, Span, Stance, Statement, StatementId};

/// What is told of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The word.
    pub span: Span,
    /// Whether what it names happens.
    pub occurrence: Occurrence,
    /// How far it is vouched for.
    pub stance: Stance,
    /// The innermost statement that tells it.
    pub on_word_of: Option<StatementId>,
    /// Rows of modality that decided.
    pub rows: Vec<String>,
}

/// The standing of each verb, noun and adjective, in text order.
pub fn standings(reading: Reading<'_>, statements: &[Statement]) -> Vec<Standing> {
    let charges = coder::code(reading).charges;
    let tokens = reading.parse.tokens.iter().enumerate();
    tokens
        .filter(|(_, token)| matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Noun | Pos::Propn | Pos::Adj))
        .map(|(at, token)| {
            let status = status::status(reading, statements, &charges, &Draft::bare(at, None, ""));
            Standing {
                span: Span::new(token.start, token.end),
                occurrence: status.occurrence,
                stance: status.stance,
                on_word_of: status.on_word_of,
                rows: status.rows,
            }
        })
        .collect()
}
