//! Step 4: who is spoken of, linked to the lexicon by the day of the report.
//!
//! "Russian Foreign Minister Sergey Lavrov said Moscow sent a message": one mention for the minister with his title, one for Moscow,
//! which acts here and so is Russia's government, not a place. Mentions come in text order and never overlap.

mod link;
mod party;
mod words;

pub use party::{parties_for, party_for};

use crate::Reading;
use demarche_lexicon::actors::Day;
use demarche_model::{Mention, Note, Published};

/// Finds the mentions of a report, in text order, without overlap.
pub fn find_mentions(reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<Mention> {
    link::names(reading)
}

/// The day by which offices are looked up: the last day of publication.
fn day_of(published: Option<&Published>) -> Option<Day> {
    let to = published?.to;
    to.year.map(|year| Day::new(year, to.month, to.day))
}
