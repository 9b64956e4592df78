//! Step 4: who is spoken of, linked to the lexicon by the day of the report.

use crate::Reading;
use demarche_model::{Mention, Note};

/// Finds the mentions of a report, in text order.
pub fn find_mentions(_reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<Mention> {
    Vec::new()
}
