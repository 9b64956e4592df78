//! Classes of nouns: `event_classes.tsv` in, for each lemma the set of its classes out.
//!
//! *rocket* is a projectile and a weapon; "fired rockets" is an attack, "fired the minister" is not.

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// A set of classes: one bit a class, in the order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet([u128; 2]);

/// How many classes there can be.
const MOST: usize = 2 * u128::BITS as usize;

impl ClassSet {
    /// The set of one class.
    fn one(at: usize) -> Self {
        let bit = |half: usize| if at / u128::BITS as usize == half { 1 << (at % u128::BITS as usize) } else { 0 };
        Self([bit(0), bit(1)])
    }

    /// Both sets together.
    const fn with(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// Whether the two sets share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0[0] & other.0[0] != 0 || self.0[1] & other.0[1] != 0
    }
}

/// Classes of nouns. Columns: `class`, its name; `lemmas`, separated by `|`.
#[derive(Debug, Default)]
pub struct Classes {
    names: HashMap<String, ClassSet>,
    of: HashMap<String, ClassSet>,
}

impl Classes {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut classes = Self::default();
        for table in files.tables("en/event_classes.tsv")? {
            let [class, lemmas] = table.positions(["class", "lemmas"])?;
            for row in table.rows() {
                let next = classes.names.len();
                let set = *classes.names.entry(row.cell(class).to_owned()).or_insert_with(|| ClassSet::one(next));
                if classes.names.len() > MOST {
                    return Err(row.error(format!("more than {MOST} classes")));
                }
                for lemma in row.list(lemmas) {
                    let of = classes.of.entry(lemma.to_owned()).or_default();
                    *of = of.with(set);
                }
            }
        }
        Ok(classes)
    }

    /// The class of this name.
    pub fn named(&self, name: &str) -> Option<ClassSet> {
        self.names.get(name).copied()
    }

    /// Whether a lemma is of the class of this name.
    pub fn has(&self, name: &str, lemma: &str) -> bool {
        let of = self.of(lemma);
        of != ClassSet::default() && self.named(name).is_some_and(|class| of.meets(class))
    }

    /// The classes of a lemma.
    pub fn of(&self, lemma: &str) -> ClassSet {
        self.of.get(lemma).copied().unwrap_or_default()
    }
}
