//! PLOVER and CAMEO: `plover.tsv` and `cameo.tsv` in, types with quad class and intensity, codes with Goldstein values out.
//!
//! CAMEO 195 is ASSAULT, mode aerial; ACCUSE is verbal conflict (3). Where the manuals contradict themselves the tables decide:
//! ACCUSE has intensity -3 (the sign is missing in print, its modes have it); SANCTION is material conflict (4); easing a curfew or an
//! emergency is CONCEDE, a rule eased, not a retreat; a sanction imposed (CAMEO 163) is SANCTION, as its root 16 says, not COERCE;
//! an apology is CONCEDE, as the manual's text says; modes that only the CAMEO table knows fall back to the manual's.

use crate::{Files, LexiconError, Row};
use std::collections::BTreeMap;

/// A PLOVER type. Columns of `plover.tsv` with `kind` type: `name`, `quad` 1 to 4, `intensity`.
#[derive(Clone, Debug, PartialEq)]
pub struct EventType {
    /// `ASSAULT`.
    pub name: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// Between -10 and 10.
    pub intensity: f32,
    /// Its modes.
    pub modes: Vec<Mode>,
}

/// A mode of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// `aerial`.
    pub name: String,
    /// Between -10 and 10.
    pub intensity: f32,
}

/// A CAMEO code.
#[derive(Clone, Debug, PartialEq)]
pub struct Cameo {
    /// `195`.
    pub code: String,
    /// What it is.
    pub name: String,
    /// Goldstein value.
    pub goldstein: f32,
    /// PLOVER type, where it has one.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
}

/// What was decided where the manual contradicts itself. Columns of `ontology_decisions.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Row.
    pub id: String,
    /// Version of our reading that has it.
    pub since: String,
    /// What the manual says.
    pub manual: String,
    /// How we read it.
    pub decision: String,
}

/// What is done: a type with its mode, contexts and CAMEO code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// `ASSAULT`.
    pub plover: String,
    /// `aerial`.
    pub mode: Option<String>,
    /// `military`.
    pub contexts: Vec<String>,
    /// `195`.
    pub cameo: Option<String>,
}

/// PLOVER's types, modes and contexts; CAMEO's codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ontology {
    types: BTreeMap<String, EventType>,
    definitions: BTreeMap<String, String>,
    decisions: Vec<Decision>,
    contexts: Vec<String>,
    cameo: BTreeMap<String, Cameo>,
}

impl Ontology {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut ontology = Self::default();
        ontology.load_plover(files)?;
        ontology.load_cameo(files)?;
        ontology.load_words(files)?;
        Ok(ontology)
    }

    fn load_plover(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("plover.tsv")? {
            let [kind, name, of, quad, intensity] = table.positions(["kind", "name", "of", "quad", "intensity"])?;
            for row in table.rows().filter(|row| row.cell(kind) == "type") {
                let event = EventType {
                    name: row.cell(name).to_owned(),
                    quad: number(&row, quad)?,
                    intensity: number(&row, intensity)?,
                    modes: Vec::new(),
                };
                self.types.insert(event.name.clone(), event);
            }
            for row in table.rows() {
                match row.cell(kind) {
                    "mode" => {
                        let mode = Mode { name: row.cell(name).to_owned(), intensity: number(&row, intensity)? };
                        let event = self.types.get_mut(row.cell(of));
                        event.ok_or_else(|| row.error(format!("no type {:?}", row.cell(of))))?.modes.push(mode);
                    }
                    "context" => self.contexts.push(row.cell(name).to_owned()),
                    "type" | "auxiliary" => {}
                    other => {
                        return Err(row.error(format!("kind {other:?}; expected type, mode, context or auxiliary")));
                    }
                }
            }
        }
        Ok(())
    }

    fn load_cameo(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("cameo.tsv")? {
            let [code, name, goldstein, plover, mode, contexts] =
                table.positions(["code", "name", "goldstein", "plover", "mode", "contexts"])?;
            for row in table.rows() {
                let some = |column| Some(row.cell(column).to_owned()).filter(|cell| !cell.is_empty());
                let cameo = Cameo {
                    code: row.cell(code).to_owned(),
                    name: row.cell(name).to_owned(),
                    goldstein: number(&row, goldstein)?,
                    plover: some(plover),
                    mode: some(mode),
                    contexts: row.list(contexts).map(str::to_owned).collect(),
                };
                self.cameo.insert(cameo.code.clone(), cameo);
            }
        }
        Ok(())
    }

    fn load_words(&mut self, files: &Files) -> Result<(), LexiconError> {
        for table in files.tables("plover_definitions.tsv")? {
            let [name, definition] = table.positions(["name", "definition"])?;
            for row in table.rows() {
                if self.event(row.cell(name)).is_none() {
                    return Err(row.error(format!("no type {:?}", row.cell(name))));
                }
                self.definitions.insert(row.cell(name).to_owned(), row.cell(definition).to_owned());
            }
        }
        for table in files.tables("ontology_decisions.tsv")? {
            let [id, since, manual, decision] = table.positions(["id", "since", "manual", "decision"])?;
            for row in table.rows() {
                let cell = |column| row.cell(column).to_owned();
                self.decisions.push(Decision {
                    id: cell(id),
                    since: cell(since),
                    manual: cell(manual),
                    decision: cell(decision),
                });
            }
        }
        Ok(())
    }

    /// What a type means, in a sentence.
    pub fn definition(&self, name: &str) -> Option<&str> {
        self.definitions.get(name).map(String::as_str)
    }

    /// What was decided where the manual contradicts itself.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Every type, by name.
    pub fn types(&self) -> impl Iterator<Item = &EventType> {
        self.types.values()
    }

    /// The contexts, in the order of the rows.
    pub fn contexts(&self) -> &[String] {
        &self.contexts
    }

    /// Every CAMEO code, in order.
    pub fn cameo_codes(&self) -> impl Iterator<Item = &Cameo> {
        self.cameo.values()
    }

    /// The type of this name.
    pub fn event(&self, name: &str) -> Option<&EventType> {
        self.types.get(name)
    }

    /// A CAMEO code.
    pub fn cameo(&self, code: &str) -> Option<&Cameo> {
        self.cameo.get(code)
    }

    /// Intensity of an action: its CAMEO code's Goldstein value, else its mode's, else its type's.
    pub fn intensity(&self, action: &Action) -> Option<f32> {
        let goldstein = action.cameo.as_deref().and_then(|code| self.cameo(code)).map(|cameo| cameo.goldstein);
        let event = self.event(&action.plover)?;
        let mode = action.mode.as_deref().and_then(|mode| event.modes.iter().find(|known| known.name == mode));
        goldstein.or_else(|| mode.map(|mode| mode.intensity)).or(Some(event.intensity))
    }

    /// The action of a row: its type must exist, its mode must be one of the type's, its code and contexts must be known.
    pub(super) fn action(&self, row: &Row<'_>, columns: [usize; 4]) -> Result<Action, LexiconError> {
        let [plover, mode, cameo, contexts] = columns;
        let name = row.cell(plover);
        let event = self.event(name).ok_or_else(|| row.error(format!("no PLOVER type {name:?}")))?;
        let some = |column| Some(row.cell(column).to_owned()).filter(|cell| !cell.is_empty());
        let (mode, cameo) = (some(mode), some(cameo));
        if let Some(mode) = &mode
            && !event.modes.iter().any(|known| known.name == *mode)
        {
            return Err(row.error(format!("{name} has no mode {mode:?}")));
        }
        if let Some(code) = &cameo
            && self.cameo(code).is_none()
        {
            return Err(row.error(format!("no CAMEO code {code:?}")));
        }
        let contexts: Vec<String> = row.list(contexts).map(str::to_owned).collect();
        if let Some(unknown) = contexts.iter().find(|context| !self.contexts.contains(context)) {
            return Err(row.error(format!("no context {unknown:?}")));
        }
        Ok(Action { plover: name.to_owned(), mode, contexts, cameo })
    }
}

fn number<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T, LexiconError> {
    row.cell(column).parse().map_err(|_| row.error(format!("{:?} is not a number", row.cell(column))))
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn a_code_knows_its_type_and_its_value() {
        let ontology = &Lexicon::embedded().verbs.ontology;
        let air = ontology.cameo("195").expect("195 is a code");
        assert_eq!((air.plover.as_deref(), air.goldstein), (Some("ASSAULT"), -10.0));
        assert_eq!(ontology.event("ACCUSE").map(|event| (event.quad, event.intensity)), Some((3, -3.0)));
        assert_eq!(ontology.types().count(), 16);
    }
}
