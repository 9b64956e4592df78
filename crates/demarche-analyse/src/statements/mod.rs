//! Step 6: who said what, to whom, in which words, how certainly; and how the outlet colours its own words.

mod quotes;

use crate::Reading;
use demarche_model::{Framing, Note, Statement};

/// Finds the statements of a report, in text order of their evidence.
pub fn find_statements(_reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<Statement> {
    Vec::new()
}

/// Finds the outlet's own colouring of words: scare quotes, loaded labels, distancing.
pub fn find_framings(_reading: Reading<'_>, _statements: &[Statement]) -> Vec<Framing> {
    Vec::new()
}
