//! Step 5: where things are.

use crate::Reading;
use demarche_model::{Note, PlaceMention};

/// Finds the places of a report, in text order.
pub fn find_places(_reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<PlaceMention> {
    Vec::new()
}
