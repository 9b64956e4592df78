//! Character classes, as Python and spaCy's regular expressions see them.
//!
//! In: the `class.*` sections of the model file. Out: `classes.is(c, Class::Alpha)`. The classes are stored rather than
//! taken from the standard library, so that a newer Unicode does not change how "U+1F9A3" is cut.

use crate::archive::{Archive, ModelError};

/// A class of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Class {
    /// White space (Python's `str.isspace`).
    Space = 1,
    /// Letters (Python's `str.isalpha`).
    Alpha = 1 << 1,
    /// Letters that are upper case.
    Upper = 1 << 2,
    /// Digits of any kind (Python's `str.isdigit`).
    Digit = 1 << 3,
    /// Decimal digits (`\d`).
    Decimal = 1 << 4,
    /// Word characters (`\w`).
    Word = 1 << 5,
    /// Cut off at the front of a run.
    Prefix = 1 << 6,
    /// Cut off at the end of a run.
    Suffix = 1 << 7,
    /// A full stop after it is cut off.
    BeforeStop = 1 << 8,
    /// A full stop after two of these is cut off.
    Capital = 1 << 9,
    /// Always a token of its own within a run.
    Infix = 1 << 10,
    /// Letters as the infix rules know them.
    InfixLetter = 1 << 11,
    /// May stand before a full stop that divides a run.
    InfixBeforeStop = 1 << 12,
    /// May stand after a full stop that divides a run.
    InfixAfterStop = 1 << 13,
    /// Letters of a top-level domain.
    Domain = 1 << 14,
}

const NAMES: [(Class, &str); 15] = [
    (Class::Space, "space"),
    (Class::Alpha, "alpha"),
    (Class::Upper, "upper"),
    (Class::Digit, "digit"),
    (Class::Decimal, "decimal"),
    (Class::Word, "word"),
    (Class::Prefix, "prefix"),
    (Class::Suffix, "suffix"),
    (Class::BeforeStop, "before_stop"),
    (Class::Capital, "capital"),
    (Class::Infix, "infix"),
    (Class::InfixLetter, "infix_letter"),
    (Class::InfixBeforeStop, "infix_before_stop"),
    (Class::InfixAfterStop, "infix_after_stop"),
    (Class::Domain, "domain"),
];

/// Code points below this have their classes in one table, the others in the ranges.
const TABLE: u32 = 0x3000;

/// All classes.
#[derive(Debug)]
pub(crate) struct Classes {
    table: Vec<u16>,
    ranges: Vec<Vec<(u32, u32)>>,
}

impl Classes {
    /// Reads the classes from the model file.
    pub(crate) fn load(archive: &Archive<'_>) -> Result<Self, ModelError> {
        let mut table = vec![0; TABLE as usize];
        let mut above = Vec::new();
        for (class, name) in NAMES {
            let ranges = archive.ranges(&format!("class.{name}"))?;
            for &(first, last) in ranges.iter().filter(|range| range.0 < TABLE) {
                table[first as usize..=last.min(TABLE - 1) as usize].iter_mut().for_each(|bits| *bits |= class as u16);
            }
            above.push(ranges.into_iter().filter(|range| range.1 >= TABLE).collect());
        }
        Ok(Self { table, ranges: above })
    }

    /// Whether the character belongs to the class.
    pub(crate) fn is(&self, c: char, class: Class) -> bool {
        let point = c as u32;
        if let Some(bits) = self.table.get(point as usize) {
            return bits & class as u16 != 0;
        }
        let ranges = &self.ranges[(class as u16).trailing_zeros() as usize];
        let at = ranges.partition_point(|range| range.1 < point);
        ranges.get(at).is_some_and(|range| range.0 <= point)
    }
}
