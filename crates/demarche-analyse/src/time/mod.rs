//! Step 3: expressions of time, with TIMEX3 values and ranges of days.

use crate::Reading;
use demarche_model::{Note, TimeExpression};

/// Finds the time expressions of a report, in text order, without overlap.
pub fn find_times(_reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<TimeExpression> {
    Vec::new()
}
