//! Forms whose base the lemmatiser mistakes: rows of `data/en/lemmas.tsv` in, the base of a form out.
//!
//! `en.lemma.base.n⇥bases⇥N⇥base⇥Verania struck two [bases] in Ostria.⇥own`: in news these are seldom the plural of "basis"; and whoever "staged" a
//! raid is no stag.

use crate::{Files, LexiconError};
use std::collections::BTreeMap;

/// Forms with their bases, folded: of nouns and of verbs.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    nouns: BTreeMap<String, String>,
    verbs: BTreeMap<String, String>,
}

impl Lemmas {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut made = Self::default();
        for table in files.tables("en/lemmas.tsv")? {
            let [words, pos, lemma] = table.positions(["words", "pos", "lemma"])?;
            for row in table.rows() {
                let forms = match row.cell(pos) {
                    "N" => &mut made.nouns,
                    "V" => &mut made.verbs,
                    _ => return Err(row.error("pos: N or V is expected".to_owned())),
                };
                forms.extend(row.list(words).map(|word| (word.to_owned(), row.cell(lemma).to_owned())));
            }
        }
        Ok(made)
    }

    /// The base of a folded noun that is listed.
    pub fn noun(&self, form: &str) -> Option<&str> {
        self.nouns.get(form).map(String::as_str)
    }

    /// The base of a folded verb that is listed.
    pub fn verb(&self, form: &str) -> Option<&str> {
        self.verbs.get(form).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_places_and_no_grounds() {
        let lemmas = Lemmas::load(&Files::embedded()).expect("the list is in order");
        assert_eq!(lemmas.noun("bases"), Some("base"));
        assert_eq!(lemmas.verb("staged"), Some("stage"));
        assert_eq!(lemmas.noun("crises"), None);
    }
}
