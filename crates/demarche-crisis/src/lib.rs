//! Many reports of one crisis: which tell the same story, which are copies of another.
//!
//! A [`Sketch`] of each report goes in, in order; out come stories ("forty reports of the strike on Natanz") and reprints ("the Karoo Times
//! printed the agency's report, with a word changed"). Pure: no file, clock or network; the same reports in the same order give the same answers.

mod day;
mod reprint;
mod sketch;
mod story;
mod words;

pub use day::day_number;
pub use reprint::{Reprint, Reprints};
pub use sketch::Sketch;
pub use story::{Setting, Stories};
