//! Loaded labels: rows of `data/en/labels.tsv` in, [`Label`]s out.
//!
//! `en.label.zionist-entity⇥zionist entity⇥ISR⇥Israel⇥denies the state its name⇥The [Zionist entity] struck again.⇥own`

use crate::{Files, LexiconError};

/// A label with a view built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Row id.
    pub id: String,
    /// Its words, lower case; `*` stands for a name of a state or its adjective (`*-backed`).
    pub words: Vec<String>,
    /// Whom it colours: a country code; `adjective` for the state that `*` names; `near` for the one that it is said of; empty
    /// where only a name among its words tells.
    pub about: String,
    /// The neutral counterpart.
    pub plain: String,
    /// Why it is no neutral name.
    pub reason: String,
    /// A sentence in which it fires, the label in brackets.
    pub example: String,
}

/// Reads `en/labels.tsv`.
pub(super) fn load(files: &Files) -> Result<Vec<Label>, LexiconError> {
    let mut labels: Vec<Label> = Vec::new();
    for table in files.tables("en/labels.tsv")? {
        let [id, phrase, about, plain, reason, example] =
            table.positions(["id", "phrase", "about", "plain", "reason", "example"])?;
        for row in table.rows() {
            let label = Label {
                id: row.cell(id).to_owned(),
                words: row.cell(phrase).split(' ').map(str::to_lowercase).collect(),
                about: row.cell(about).to_owned(),
                plain: row.cell(plain).to_owned(),
                reason: row.cell(reason).to_owned(),
                example: row.cell(example).to_owned(),
            };
            match labels.iter_mut().find(|known| known.id == label.id) {
                Some(known) => *known = label,
                None => labels.push(label),
            }
        }
    }
    Ok(labels)
}
