//! Words of humanitarian moves: `relief.tsv` in, which word moves whom or what out.
//!
//! *evacuate* with people is an evacuation, *deliver* with flour is aid, *swap* with prisoners is an exchange.

use super::put;
use crate::{Files, LexiconError};
use demarche_model::ReliefKind;

/// A word that makes a humanitarian move. Columns: `kind`; `lemma`; `pos` V or N; `words` one of which has to hang below it; `who`: where those it
/// is for stand (object, subject, below); `of`: lemmas or classes (`@people`) that have to stand there; `route`: whether a way has to be
/// named; `example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// Row.
    pub id: String,
    /// What it is.
    pub kind: ReliefKind,
    /// Base forms.
    pub lemmas: Vec<String>,
    /// Whether it is a noun.
    pub noun: bool,
    /// Lemmas one of which has to hang below it.
    pub words: Vec<String>,
    /// Where those it is for stand.
    pub who: ReliefPlace,
    /// What has to stand there: lemmas, classes with `@`.
    pub of: Vec<String>,
    /// Whether a way has to be named: "left *through Tolm*".
    pub route: bool,
    /// A sentence with the trigger in brackets.
    pub example: String,
}

/// Where those whom it is for stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReliefPlace {
    /// The object: "evacuated students".
    Object,
    /// The subject: "students left".
    Subject,
    /// Behind *of* or *for*: "the evacuation of students".
    Below,
}

pub(super) fn load(files: &Files) -> Result<Vec<Relief>, LexiconError> {
    let mut reliefs = Vec::new();
    for table in files.tables("en/relief.tsv")? {
        let [id, kind, lemma, pos, words, who, of, route, example] =
            table.positions(["id", "kind", "lemma", "pos", "words", "who", "of", "route", "example"])?;
        for row in table.rows() {
            let list = |column| row.list(column).map(str::to_owned).collect();
            let found = Relief {
                id: row.cell(id).to_owned(),
                kind: match row.cell(kind) {
                    "evacuation" => ReliefKind::Evacuation,
                    "aid" => ReliefKind::Aid,
                    "corridor" => ReliefKind::Corridor,
                    "exchange" => ReliefKind::Exchange,
                    other => {
                        return Err(
                            row.error(format!("kind {other:?}; expected evacuation, aid, corridor or exchange"))
                        );
                    }
                },
                lemmas: list(lemma),
                noun: row.cell(pos) == "N",
                words: list(words),
                who: match row.cell(who) {
                    "object" => ReliefPlace::Object,
                    "subject" => ReliefPlace::Subject,
                    "below" => ReliefPlace::Below,
                    other => return Err(row.error(format!("who {other:?}; expected object, subject or below"))),
                },
                of: list(of),
                route: row.cell(route) == "yes",
                example: row.cell(example).to_owned(),
            };
            put(&mut reliefs, found, |found| &found.id);
        }
    }
    Ok(reliefs)
}
