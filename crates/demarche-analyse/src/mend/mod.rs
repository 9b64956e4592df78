//! Misreadings of the small parser that the words themselves show: a parse in, the parse with those words rehung out. All later steps read the mended tree.
//!
//! "killed in Russian shelling" ([`nouns`]), before the days of a report are known; "On Sunday Verania's army shelled" ([`fronted`]), after.

mod fronted;
mod nouns;

pub(crate) use fronted::parted;
pub(crate) use nouns::mend;
