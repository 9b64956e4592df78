//! Base forms by rule and table.
//!
//! In: a word, its part of speech and morphology. Out: its lemma: "sent" as a past-tense verb → "send". Facts from spaCy's
//! `pipeline/lemmatizer.py` and `lang/en/lemmatizer.py`; the tables come from WordNet.

use crate::archive::{Archive, ModelError, WordList};
use crate::classes::{Class, Classes};
use crate::hash::QuickMap;
use crate::labels::Pos;
use smol_str::SmolStr;

/// The tables of one part of speech.
#[derive(Debug, Default)]
struct Table {
    index: WordList,
    exceptions: QuickMap<SmolStr, Vec<SmolStr>>,
    rules: Vec<(SmolStr, SmolStr)>,
}

/// The lemmatizer.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    /// By part of speech.
    tables: Vec<Option<Table>>,
}

impl Lemmatizer {
    /// Reads the tables from the model file.
    pub(crate) fn load(archive: &Archive<'_>) -> Result<Self, ModelError> {
        let tables: Result<_, _> =
            Pos::ALL.iter().map(|pos| Table::load(archive, &pos.as_str().to_ascii_lowercase())).collect();
        Ok(Self { tables: tables? })
    }

    /// The lemma of a word.
    pub(crate) fn lemma(&self, classes: &Classes, word: &str, lower: &SmolStr, pos: Pos, morph: &str) -> SmolStr {
        if matches!(pos, Pos::None_ | Pos::Space) || is_base(pos, morph) {
            return lower.clone();
        }
        match &self.tables[pos as usize] {
            Some(table) => table.lemma(classes, word, lower),
            None if pos == Pos::Propn => word.into(),
            None => lower.clone(),
        }
    }
}

/// Whether the form is uninflected.
fn is_base(pos: Pos, morph: &str) -> bool {
    let has = |feature: &str| morph.split('|').any(|own| own == feature);
    let number = || morph.split('|').any(|own| own.starts_with("Number="));
    pos == Pos::Noun && has("Number=Sing")
        || pos == Pos::Verb && has("VerbForm=Fin") && has("Tense=Pres") && !number()
        || has("VerbForm=Inf")
        || has("Degree=Pos")
}

impl Table {
    fn load(archive: &Archive<'_>, pos: &str) -> Result<Option<Self>, ModelError> {
        let (index, exceptions, rules) =
            (format!("lemma.index.{pos}"), format!("lemma.exceptions.{pos}"), format!("lemma.rules.{pos}"));
        let mut table = Self::default();
        if archive.has(&index) {
            table.index = archive.words(&index)?;
        }
        if archive.has(&exceptions) {
            for line in archive.lines(&exceptions)? {
                let mut words = line.split('\t').map(SmolStr::new);
                table.exceptions.insert(words.next().unwrap_or_default(), words.collect());
            }
        }
        if archive.has(&rules) {
            let rules = archive.lines(&rules)?.filter_map(|line| line.split_once('\t'));
            table.rules = rules.map(|(old, new)| (old.into(), new.into())).collect();
        }
        let empty = table.rules.is_empty() && table.exceptions.is_empty();
        Ok((!empty).then_some(table))
    }

    fn lemma(&self, classes: &Classes, word: &str, lower: &SmolStr) -> SmolStr {
        let known = |form: &str| self.index.contains(form);
        let mut forms: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if known(&form) {
                forms.insert(0, form);
            } else if !form.chars().all(|c| classes.is(c, Class::Alpha)) {
                forms.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        for exception in self.exceptions.get(lower).into_iter().flatten() {
            if !forms.iter().any(|form| form == exception) {
                forms.insert(0, exception.to_string());
            }
        }
        match (forms.into_iter().next(), unknown) {
            (Some(form), _) | (None, Some(form)) => form.into(),
            (None, None) => word.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL_FILE;

    #[test]
    fn words_have_spacys_lemmas() {
        let archive = Archive::open(MODEL_FILE).expect("a model file");
        let classes = Classes::load(&archive).expect("classes");
        let lemmatizer = Lemmatizer::load(&archive).expect("tables");
        for (word, pos, morph, want) in [
            ("sent", Pos::Verb, "Tense=Past|VerbForm=Fin", "send"),
            ("Warnings", Pos::Noun, "Number=Plur", "warning"),
            ("lies", Pos::Verb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "lie"),
            ("leaves", Pos::Noun, "Number=Plur", "leaf"),
            ("worst", Pos::Adj, "Degree=Sup", "bad"),
            ("Larger", Pos::Adj, "Degree=Cmp", "large"),
            ("attack", Pos::Verb, "VerbForm=Inf", "attack"),
            ("Meeting", Pos::Noun, "Number=Sing", "meeting"),
            ("Moscow", Pos::Propn, "Number=Sing", "Moscow"),
            ("“", Pos::Punct, "PunctSide=Ini|PunctType=Quot", "\""),
            ("THE", Pos::Det, "Definite=Def|PronType=Art", "the"),
            ("X-ing", Pos::Verb, "Aspect=Prog|Tense=Pres|VerbForm=Part", "x-e"),
            ("Blah", Pos::Verb, "Tense=Past|VerbForm=Fin", "Blah"),
        ] {
            let lower = SmolStr::new(word.to_lowercase());
            assert_eq!(lemmatizer.lemma(&classes, word, &lower, pos, morph), want, "{word}");
        }
    }
}
