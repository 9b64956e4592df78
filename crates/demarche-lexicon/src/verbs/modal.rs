//! Words that weaken what they govern: `modality.tsv` in, effects on occurrence and stance out.
//!
//! "plans an attack" makes the attack future, "failed to capture" makes the capture negated, "is said to have killed" alleged.

use super::put;
use crate::{Files, LexiconError};

/// A word of modality. Columns: `lemma`, `pos` (V, N, A, R, I, P, G), `effect`, `own`, `example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modal {
    /// Row.
    pub id: String,
    /// Base forms.
    pub lemmas: Vec<String>,
    /// Part of speech.
    pub pos: ModalPos,
    /// What it does.
    pub effect: Effect,
    /// Of a verb, whether its subject is who will do it ("Israel plans an attack"), not who speaks of it ("Israel fears an attack"); of an
    /// adjective, whether it says so only as a predicate ("the report is false", but "false accusations" are made); of a noun, whether it says so only of a clause (the
    /// agreement to attack is future, the agreement on the war has its war); of a quantifier, whether it negates only where it stands alone ("few attacked", but "few ships attacked" has some).
    pub own: bool,
    /// A sentence with the trigger of the event in brackets.
    pub example: String,
}

/// Part of speech of a word of modality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModalPos {
    /// "plans an attack".
    Verb,
    /// "the threat of an attack".
    Noun,
    /// "a possible attack".
    Adjective,
    /// "reportedly attacked".
    Adverb,
    /// "without attacking", "short of attacking": a preposition, alone or with the word that it hangs on.
    Preposition,
    /// "nobody attacked", "no ship was hit".
    Quantifier,
    /// "stopped bombing", "held off bombing": a verb, with its particle or preposition, and the gerund behind it.
    Gerund,
    /// "in the novel", "by all accounts": a preposition and its noun, which say in what sense a clause holds.
    Frame,
}

/// What a word of modality does to what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is to come.
    Future,
    /// It is conditional, wished, feared.
    Hypothetical,
    /// It does not happen.
    Negated,
    /// It is background.
    Historical,
    /// It is told with distance.
    Alleged,
    /// It is told with distance where the verb is passive ("is said to").
    AllegedPassive,
    /// As the word itself stands ("began to").
    Same,
}

pub(super) fn load(files: &Files) -> Result<Vec<Modal>, LexiconError> {
    let mut modals = Vec::new();
    for table in files.tables("en/modality.tsv")? {
        let [id, lemma, pos, effect, own, example] =
            table.positions(["id", "lemma", "pos", "effect", "own", "example"])?;
        for row in table.rows() {
            let modal = Modal {
                id: row.cell(id).to_owned(),
                lemmas: row.list(lemma).map(str::to_owned).collect(),
                pos: match row.cell(pos) {
                    "V" => ModalPos::Verb,
                    "N" => ModalPos::Noun,
                    "A" => ModalPos::Adjective,
                    "R" => ModalPos::Adverb,
                    "I" => ModalPos::Preposition,
                    "P" => ModalPos::Quantifier,
                    "G" => ModalPos::Gerund,
                    "F" => ModalPos::Frame,
                    other => return Err(row.error(format!("pos {other:?}; expected V, N, A, R, I, P, G or F"))),
                },
                effect: match row.cell(effect) {
                    "future" => Effect::Future,
                    "hypothetical" => Effect::Hypothetical,
                    "negated" => Effect::Negated,
                    "historical" => Effect::Historical,
                    "alleged" => Effect::Alleged,
                    "alleged-passive" => Effect::AllegedPassive,
                    "same" => Effect::Same,
                    other => return Err(row.error(format!("unknown effect {other:?}"))),
                },
                own: row.cell(own) == "yes",
                example: row.cell(example).to_owned(),
            };
            put(&mut modals, modal, |modal| &modal.id);
        }
    }
    Ok(modals)
}
