//! Event nouns and the light verbs that carry them: `event_nouns.tsv` and `light_verbs.tsv` in, typed rows out.
//!
//! "Israel's attack on targets in Isfahan" needs no verb; in "came under attack" the subject is the one attacked.

use super::ontology::{Action, Ontology};
use super::put;
use crate::{Files, LexiconError};

/// A noun that names an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventNoun {
    /// Row.
    pub id: String,
    /// Base forms of the head.
    pub lemmas: Vec<String>,
    /// One of these has to stand before it ("rocket fire"); empty: no condition. `%party`: a party has to hang on it; `%against`: the
    /// word *against* has to follow; `%peace`: an infinitive of peacemaking has to follow ("attempts to broker").
    pub with: Vec<String>,
    /// None of these may stand before it ("trade war").
    pub without: Vec<String>,
    /// How its parties hang on it.
    pub kind: NounKind,
    /// What it means.
    pub action: Action,
    /// A sentence with the trigger in brackets.
    pub example: String,
}

/// How the parties of an event noun hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// One side does it to another: possessor acts, *on*, *of*, *against* name the recipient.
    Deed,
    /// It is done to somebody: *of* names the recipient, *by* the actor; a lone possessor is the recipient.
    Suffer,
    /// Several do it together: whoever is named takes part.
    Mutual,
    /// It is done in words: possessor or *by*, *from* speaks; *to*, *on*, *against* name the addressee.
    Word,
}

/// A verb that adds little to the event noun it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LightVerb {
    /// Row.
    pub id: String,
    /// Base forms.
    pub lemmas: Vec<String>,
    /// Lemmas that have to hang below it ("carry *out*").
    pub words: Vec<String>,
    /// What it makes of its subject.
    pub does: Does,
    /// PLOVER types of the nouns it carries; empty: any.
    pub nouns: Vec<String>,
    /// A sentence with the trigger in brackets.
    pub example: String,
}

/// What a light verb makes of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// The subject does it.
    Do,
    /// It is done to the subject.
    Undergo,
    /// The noun is the subject: it happens ("the fighting intensified").
    Happen,
}

pub(super) fn load_nouns(files: &Files, ontology: &Ontology) -> Result<Vec<EventNoun>, LexiconError> {
    let mut nouns = Vec::new();
    for table in files.tables("en/event_nouns.tsv")? {
        let [id, lemma, with, without, kind, example] =
            table.positions(["id", "lemma", "with", "without", "kind", "example"])?;
        let action = table.positions(["plover", "mode", "cameo", "contexts"])?;
        for row in table.rows() {
            let noun = EventNoun {
                id: row.cell(id).to_owned(),
                lemmas: row.list(lemma).map(str::to_owned).collect(),
                with: row.list(with).map(str::to_owned).collect(),
                without: row.list(without).map(str::to_owned).collect(),
                kind: match row.cell(kind) {
                    "deed" => NounKind::Deed,
                    "suffer" => NounKind::Suffer,
                    "mutual" => NounKind::Mutual,
                    "word" => NounKind::Word,
                    other => return Err(row.error(format!("kind {other:?}; expected deed, suffer, mutual or word"))),
                },
                action: ontology.action(&row, action)?,
                example: row.cell(example).to_owned(),
            };
            put(&mut nouns, noun, |noun| &noun.id);
        }
    }
    Ok(nouns)
}

pub(super) fn load_lights(files: &Files, ontology: &Ontology) -> Result<Vec<LightVerb>, LexiconError> {
    let mut lights = Vec::new();
    for table in files.tables("en/light_verbs.tsv")? {
        let [id, lemma, words, does, nouns, example] =
            table.positions(["id", "lemma", "words", "does", "nouns", "example"])?;
        for row in table.rows() {
            if let Some(unknown) = row.list(nouns).find(|name| ontology.event(name).is_none()) {
                return Err(row.error(format!("no PLOVER type {unknown:?}")));
            }
            let light = LightVerb {
                id: row.cell(id).to_owned(),
                lemmas: row.list(lemma).map(str::to_owned).collect(),
                words: row.list(words).map(str::to_owned).collect(),
                does: match row.cell(does) {
                    "do" => Does::Do,
                    "undergo" => Does::Undergo,
                    "happen" => Does::Happen,
                    other => return Err(row.error(format!("does {other:?}; expected do, undergo or happen"))),
                },
                nouns: row.list(nouns).map(str::to_owned).collect(),
                example: row.cell(example).to_owned(),
            };
            put(&mut lights, light, |light| &light.id);
        }
    }
    Ok(lights)
}
