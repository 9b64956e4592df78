//! Where a text stands: news counts from its day of publication, a story of the past from the date told last.
//!
//! In: what the rules found. Out: a [`Mode`]. "In May, the army …" is last May in a report, and the May after in a history of 1955.

use super::reading::{Found, Meaning, Origin, Relation, Year};
use jiff::civil;

/// What open dates are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The day of publication.
    News,
    /// The date mentioned last.
    Narrative,
}

/// Years that a story has to name.
const FEWEST_YEARS: usize = 6;

/// Decides by what stands in the whole text: a story names old years and hardly a weekday or a "yesterday".
pub(super) fn mode(found: &[Found], published: Option<civil::Date>) -> Mode {
    let old = found.iter().filter(|found| names_old_year(&found.meaning, published)).count();
    let newsy = found.iter().filter(|found| counts_from_now(&found.meaning)).count();
    if old >= FEWEST_YEARS && old >= newsy * 3 { Mode::Narrative } else { Mode::News }
}

/// A year at least two before publication.
fn names_old_year(meaning: &Meaning, published: Option<civil::Date>) -> bool {
    let Meaning::Date(pieces) = meaning else { return false };
    match pieces.year {
        Year::Known(year) => published.is_none_or(|published| year < published.year().saturating_sub(1)),
        _ => false,
    }
}

fn counts_from_now(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Step { from, .. } | Meaning::YearEarlier(from) => *from == Origin::Now,
        Meaning::Date(pieces) => {
            pieces.weekday.is_some() && pieces.month.is_none()
                || matches!(pieces.relation, Relation::Last | Relation::Next | Relation::This)
        }
        Meaning::Today | Meaning::Weekend | Meaning::Stretch { .. } => true,
        _ => false,
    }
}
