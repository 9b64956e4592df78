//! Plurals whose singular the lemmatiser mistakes: rows of `data/en/plurals.tsv` in, the singular of a word out.
//!
//! `en.plural.bases⇥bases⇥base⇥Verania struck two [bases] in Ostria.⇥own`: in news these are seldom the plural of "basis".

use crate::{Files, LexiconError};
use std::collections::BTreeMap;

/// Plurals with their singulars, folded.
#[derive(Clone, Debug, Default)]
pub struct Plurals {
    singulars: BTreeMap<String, String>,
}

impl Plurals {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut made = Self::default();
        for table in files.tables("en/plurals.tsv")? {
            let [word, lemma] = table.positions(["word", "lemma"])?;
            for row in table.rows() {
                made.singulars.insert(row.cell(word).to_owned(), row.cell(lemma).to_owned());
            }
        }
        Ok(made)
    }

    /// The singular of a folded word that is listed.
    pub fn singular(&self, word: &str) -> Option<&str> {
        self.singulars.get(word).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_places_and_no_grounds() {
        let plurals = Plurals::load(&Files::embedded()).expect("the list is in order");
        assert_eq!(plurals.singular("bases"), Some("base"));
        assert_eq!(plurals.singular("crises"), None);
    }
}
