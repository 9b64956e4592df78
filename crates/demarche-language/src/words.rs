//! Word types and their features: what the embedding sees of a word.
//!
//! In: a word as it stands in the text ("Moscow"), perhaps with the norm that a tokenizer exception gives it ("n't" →
//! "not"). Out: a number for the word type, and behind it norm, prefix, suffix and shape ("Xxxxx") with their hash ids.
//! Facts from spaCy's `lex_attrs.py`, `vocab.pyx` and `featureextractor.py`.

use crate::archive::{Archive, ModelError};
use crate::classes::{Class, Classes};
use crate::hash::{QuickMap, murmur64a};
use smol_str::SmolStr;

/// What is known of words without their context.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) classes: Classes,
    symbols: QuickMap<SmolStr, u64>,
    norm_keys: Vec<u64>,
    norm_values: Vec<SmolStr>,
}

impl Lexicon {
    /// Reads classes, symbols and norms from the model file.
    pub(crate) fn load(archive: &Archive<'_>) -> Result<Self, ModelError> {
        let damaged = |name: &str| ModelError::Section(name.to_owned());
        let mut symbols = QuickMap::default();
        for line in archive.lines("symbols")? {
            let (name, id) = line.split_once('\t').ok_or_else(|| damaged("symbols"))?;
            symbols.insert(name.into(), id.parse().map_err(|_| damaged("symbols"))?);
        }
        let norm_keys: Vec<u64> =
            archive.bytes("norm.keys")?.as_chunks().0.iter().map(|&key| u64::from_le_bytes(key)).collect();
        let norm_values: Vec<SmolStr> = archive.lines("norm.values")?.map(SmolStr::new).collect();
        if norm_keys.len() != norm_values.len() {
            return Err(damaged("norm.values"));
        }
        Ok(Self { classes: Classes::load(archive)?, symbols, norm_keys, norm_values })
    }

    /// spaCy's id of a string: 0 for none, a small number for a symbol ("mark", "det"), else a hash.
    pub(crate) fn id(&self, text: &str) -> u64 {
        match text {
            "" => 0,
            _ => self.symbols.get(text).copied().unwrap_or_else(|| murmur64a(text.as_bytes())),
        }
    }

    fn norm(&self, text: &str, lower: &SmolStr) -> SmolStr {
        match self.norm_keys.binary_search(&self.id(text)) {
            Ok(at) => self.norm_values[at].clone(),
            Err(_) => lower.clone(),
        }
    }

    /// "Moscow" → "Xxxxx", "2024" → "dddd": runs are cut at four, words of a hundred characters and more are "LONG".
    pub(crate) fn shape(&self, text: &str) -> String {
        if text.len() >= 100 && text.chars().nth(99).is_some() {
            return "LONG".to_owned();
        }
        let mut shape = String::with_capacity(8);
        let (mut last, mut run) = (None, 0);
        for c in text.chars() {
            let sort = if self.classes.is(c, Class::Alpha) {
                if self.classes.is(c, Class::Upper) { 'X' } else { 'x' }
            } else if self.classes.is(c, Class::Digit) {
                'd'
            } else {
                c
            };
            run = if last == Some(sort) { run + 1 } else { 0 };
            last = Some(sort);
            if run < 4 {
                shape.push(sort);
            }
        }
        shape
    }

    /// In lower case, but for letters that are younger than the model's Unicode.
    fn lower(&self, text: &str) -> SmolStr {
        let circled = '\u{24b6}'..='\u{24cf}';
        let changes = |c: char| !c.is_ascii() && !c.to_lowercase().eq([c]);
        let young = |c: char| changes(c) && !self.classes.is(c, Class::Word) && !circled.contains(&c);
        if !text.contains(young) {
            return text.to_lowercase().into();
        }
        let mut lower = String::new();
        for part in text.split_inclusive(young) {
            let end = part.strip_suffix(young).map_or(part.len(), str::len);
            lower.push_str(&part[..end].to_lowercase());
            lower.push_str(&part[end..]);
        }
        lower.into()
    }

    fn describe(&self, text: &str, norm: Option<&str>) -> Word {
        let lower = self.lower(text);
        let norm = norm.map_or_else(|| self.norm(text, &lower), SmolStr::new);
        let first = text.chars().next().map_or(0, char::len_utf8);
        let tail = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        let ids = [self.id(&norm), self.id(&text[..first]), self.id(&text[tail..]), self.id(&self.shape(text))];
        let is_space = !text.is_empty() && text.chars().all(|c| self.classes.is(c, Class::Space));
        Word { text: text.into(), lower, norm, ids, is_space }
    }
}

/// A word type.
#[derive(Debug)]
pub(crate) struct Word {
    /// As it stands in the text.
    pub(crate) text: SmolStr,
    /// In lower case.
    pub(crate) lower: SmolStr,
    /// Norm.
    pub(crate) norm: SmolStr,
    /// Ids of norm, prefix, suffix and shape.
    pub(crate) ids: [u64; 4],
    /// Whether it is white space.
    pub(crate) is_space: bool,
}

/// The word types met so far, numbered in order of appearance.
#[derive(Debug, Default)]
pub(crate) struct Words {
    list: Vec<Word>,
    plain: QuickMap<SmolStr, u32>,
    with_norm: QuickMap<(SmolStr, SmolStr), u32>,
    bytes: usize,
}

impl Words {
    /// The number of a word type; `norm` is set if a tokenizer exception overrules the usual norm.
    pub(crate) fn number(&mut self, lexicon: &Lexicon, text: &str, norm: Option<&str>) -> u32 {
        let next = self.list.len() as u32;
        let number = match norm {
            None => match self.plain.get(text) {
                Some(&number) => return number,
                None => *self.plain.entry(text.into()).or_insert(next),
            },
            Some(norm) => *self.with_norm.entry((text.into(), norm.into())).or_insert(next),
        };
        if number == next {
            self.list.push(lexicon.describe(text, norm));
            self.bytes += text.len();
        }
        number
    }

    /// Whether there are more types than this, or longer ones than a news text has.
    pub(crate) fn exceed(&self, types: usize) -> bool {
        self.list.len() > types || self.bytes > types * 64
    }
}

impl std::ops::Index<u32> for Words {
    type Output = Word;

    fn index(&self, number: u32) -> &Word {
        &self.list[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL_FILE;

    fn lexicon() -> Lexicon {
        Archive::open(MODEL_FILE).and_then(|archive| Lexicon::load(&archive)).expect("a lexicon")
    }

    #[test]
    fn shapes_are_cut_at_four() {
        let lexicon = lexicon();
        for (word, shape) in
            [("Moscow", "Xxxxx"), ("U.S.", "X.X."), ("12:30", "dd:dd"), ("NATO-led", "XXXX-xxx"), ("½", "½")]
        {
            assert_eq!(lexicon.shape(word), shape);
        }
        assert_eq!(lexicon.shape(&"é".repeat(100)), "LONG");
        assert_eq!(lexicon.shape(&"é".repeat(99)), "xxxx");
    }

    #[test]
    fn norms_come_from_the_table_or_lower_case() {
        let (lexicon, mut words) = (lexicon(), Words::default());
        for (word, norm) in [("colour", "color"), ("“", "\""), ("£", "$"), ("Moscow", "moscow"), ("ΟΔΟΣ", "οδος")]
        {
            let number = words.number(&lexicon, word, None);
            assert_eq!(words[number].norm, norm);
            assert_eq!(words.number(&lexicon, word, None), number);
        }
        let number = words.number(&lexicon, "'s", Some("us"));
        assert_eq!(words[number].norm, "us");
        assert_ne!(words.number(&lexicon, "'s", None), number);
    }

    #[test]
    fn letters_younger_than_the_model_keep_their_case() {
        let lexicon = lexicon();
        // U+10D50, a capital of Unicode 16.
        assert_eq!(lexicon.lower("F\u{10d50}\u{391}\u{3a3}"), "f\u{10d50}\u{3b1}\u{3c2}");
        assert_eq!(lexicon.lower("ⅧⒶİ"), "ⅷⓐi\u{307}");
    }
}
