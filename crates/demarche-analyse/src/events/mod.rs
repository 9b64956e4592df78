//! Step 7: who did what to whom, whether it happened, and how far it is vouched for.

use crate::Reading;
use demarche_model::{Commitment, Event, Note, Statement};

/// Finds the events and commitments of a report, in text order of their evidence.
pub fn find_events(
    _reading: Reading<'_>,
    _statements: &[Statement],
    _notes: &mut Vec<Note>,
) -> (Vec<Event>, Vec<Commitment>) {
    (Vec::new(), Vec::new())
}
