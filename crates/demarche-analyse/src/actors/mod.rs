//! Step 4: who is spoken of, linked to the lexicon by the day of the report.
//!
//! "Russian Foreign Minister Sergey Lavrov said Moscow would wait": one mention for the minister with his title, one for Moscow,
//! which acts here and so is Russia's government, not a place. Mentions come in text order and never overlap.
//!
//! Words are matched to the lexicon ([`scan`]), matches are put together to phrases ([`phrase`]), phrases are resolved by themselves
//! ([`resolve`]: names and places; [`office`]: offices and their holders; [`unnamed`]: institutions and agents), and then in text order against
//! what was spoken of before ([`discourse`], [`link`], [`people`]).

mod bare;
mod bearers;
mod behind;
mod collective;
mod discourse;
mod first_person;
mod gender;
mod home;
mod link;
mod local;
mod make;
mod metonym;
mod nearby;
mod office;
mod owner;
mod party;
mod people;
mod phrase;
mod plain;
mod resolve;
mod scan;
mod settle;
mod surface;
mod unnamed;
mod words;

pub use local::{settle_fronted, settle_locals};
pub use nearby::settle_nearby;
pub use party::{of_state_before, parties_for, party_for};
pub use surface::{Answer, look_up};

use crate::Reading;
use demarche_lexicon::actors::Day;
use demarche_model::{Mention, Note, Published};

/// Finds the mentions of a report, in text order, without overlap.
pub fn find_mentions(reading: Reading<'_>, notes: &mut Vec<Note>) -> Vec<Mention> {
    link::mentions(reading, notes)
}

/// The day by which offices are looked up: the last day of publication.
fn day_of(published: Option<&Published>) -> Option<Day> {
    let to = published?.to;
    to.year.map(|year| Day::new(year, to.month, to.day))
}
