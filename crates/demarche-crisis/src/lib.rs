//! Many reports of one crisis: which tell the same story, which are copies of another, which events they tell and on whose word.
//!
//! A [`Digest`] of each report goes in; out comes a [`Crisis`] with stories ("forty reports of the strike on Natanz"), reprints ("the
//! Karoo Times printed the agency's report, with a word changed"), events and their origins, and [`rows`] that answer questions. Pure: no file, clock or network; the same reports give the same answers in any order.

pub mod agreement;
mod brief;
mod claims;
mod commitments;
mod crisis;
mod day;
mod diff;
mod digest;
mod drift;
mod dyad;
mod hedges;
mod humanitarian;
mod keep;
mod kinds;
mod mediation;
mod merge;
mod numbers;
mod origins;
pub mod parallel;
mod people;
mod quick;
mod reactions;
mod reprint;
#[cfg(test)]
mod row_examples;
pub mod rows;
mod scope;
mod sentence;
mod sides;
mod sketch;
mod story;
mod turned;
mod what;
mod words;

pub use brief::{Beside, EventLine, First, Page, Position, Reports, brief, printed_name};
pub use claims::claims;
pub use commitments::commitments;
pub use crisis::{Crisis, Event, KnownHedges};
pub use day::{day_number, iso_day};
pub use diff::{Came, Now, diff};
pub use digest::{
    Casualties, Channel, Commitment, Count, Digest, Evidence, Figure, Framing, Mediation, Move, Party, Place,
    Provision, Relief, Statement, Telling, When, Words,
};
pub use drift::{Own, Run, Shown, drift};
pub use dyad::{Deed, Doer, Period, Sums, dyad, network};
pub use hedges::{HedgeLost, Unsure};
pub use humanitarian::humanitarian;
pub use keep::{FORM, Packed};
pub use kinds::{Handles, KINDS, Kind, Named, Reach, Row, at, kind};
pub use mediation::mediation;
pub use numbers::numbers;
pub use origins::Origin;
pub use reactions::reactions;
pub use reprint::{Reprint, Reprints};
pub use scope::Scope;
pub use sides::{Side, sides, stretch};
pub use sketch::Sketch;
pub use story::{Setting, stories};
