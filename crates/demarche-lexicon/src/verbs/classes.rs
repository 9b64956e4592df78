//! Classes of nouns: `event_classes.tsv` in, for each lemma the set of its classes out.
//!
//! *rocket* is a projectile and a weapon; "fired rockets" is an attack, "fired the minister" is not.

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// A set of classes: one bit a class, in the order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u128);

impl ClassSet {
    /// Whether the two sets share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Classes of nouns. Columns: `class`, its name; `lemmas`, separated by `|`.
#[derive(Debug, Default)]
pub struct Classes {
    names: Vec<String>,
    of: HashMap<String, ClassSet>,
}

impl Classes {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut classes = Self::default();
        for table in files.tables("en/event_classes.tsv")? {
            let [class, lemmas] = table.positions(["class", "lemmas"])?;
            for row in table.rows() {
                let at = match classes.names.iter().position(|name| name == row.cell(class)) {
                    Some(at) => at,
                    None => {
                        classes.names.push(row.cell(class).to_owned());
                        classes.names.len() - 1
                    }
                };
                if at >= u128::BITS as usize {
                    return Err(row.error(format!("more than {} classes", u128::BITS)));
                }
                for lemma in row.list(lemmas) {
                    classes.of.entry(lemma.to_owned()).or_default().0 |= 1 << at;
                }
            }
        }
        Ok(classes)
    }

    /// The class of this name.
    pub fn named(&self, name: &str) -> Option<ClassSet> {
        self.names.iter().position(|known| known == name).map(|at| ClassSet(1 << at))
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
