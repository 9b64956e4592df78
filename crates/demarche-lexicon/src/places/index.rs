//! The index of our own names and those of countries: a folded name or a loose key in, what it stands for out.
//!
//! "fordow" → row `irn.fordow`; "us" only where the text has capitals; "states" only after "the"; "ind" only with its full stop; "oh" only
//! after a comma.

use super::fold::{fold_name, loose_key};
use super::{Country, OwnPlace, Source, Written};
use std::collections::{HashMap, HashSet};

/// Names by folded form and by loose key.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: Vec<Name>,
    folded: HashMap<Box<str>, Vec<u32>>,
    keys: HashMap<Box<str>, Vec<u32>>,
    first_words: HashSet<Box<str>>,
}

/// A name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// What it names.
    pub(super) source: Source,
    /// Whether it is the main name.
    pub(super) primary: bool,
    /// Whether it is the adjective.
    pub(super) adjective: bool,
    /// How it has to be written: in capitals ("US"), after "the" ("the States"), after a comma (", OH"), with a full stop ("Ind.").
    needs: Written,
}

impl Name {
    /// Whether a name written so is this one.
    pub(super) fn fits(&self, written: Written) -> bool {
        let Written { capitals, after_the, after_comma, full_stop } = self.needs;
        (written.capitals || !capitals)
            && (written.after_the || !after_the)
            && (written.after_comma || !after_comma)
            && (written.full_stop || !full_stop)
    }
}

impl Index {
    pub(super) fn of(places: &[OwnPlace], countries: &[Country]) -> Self {
        let mut index = Self::default();
        for (place, at) in places.iter().zip(0..) {
            index.add(&place.name, Source::Own(at), true, false);
            for alias in &place.aliases {
                index.add(alias, Source::Own(at), false, false);
            }
            for adjective in &place.adjectives {
                index.add(adjective, Source::Own(at), false, true);
            }
        }
        for (country, at) in countries.iter().zip(0..) {
            index.add(&country.name, Source::Country(at), true, false);
            for alias in &country.aliases {
                index.add(alias, Source::Country(at), false, false);
            }
            for adjective in &country.adjectives {
                index.add(adjective, Source::Country(at), false, true);
            }
        }
        index
    }

    fn add(&mut self, name: &str, source: Source, primary: bool, adjective: bool) {
        let (after_the, name) = name.strip_prefix("the ").map_or((false, name), |name| (true, name));
        let (after_comma, name) = name.strip_prefix(", ").map_or((false, name), |name| (true, name));
        let folded = fold_name(name);
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let capitals = folded.len() <= 4 && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        // "U.S." is also written "US"; "Ind." is never "Ind".
        let full_stop = name.ends_with('.') && letters.clone().any(char::is_lowercase);
        let needs = Written { capitals, after_the, after_comma, full_stop };
        let number = self.names.len() as u32;
        let listed = self.folded.entry(folded.as_str().into()).or_default();
        if listed.iter().any(|&at| self.names[at as usize].source == source && self.names[at as usize].needs == needs) {
            return;
        }
        listed.push(number);
        self.names.push(Name { source, primary, adjective, needs });
        if !adjective && needs == Written::default() {
            self.keys.entry(loose_key(&folded).into()).or_default().push(number);
        }
        if let Some(first) = folded.split(' ').next() {
            self.first_words.insert(first.into());
        }
    }

    /// Whether some name begins with this folded word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The names with this folded form.
    pub(super) fn exact(&self, folded: &str) -> impl Iterator<Item = Name> + '_ {
        self.folded.get(folded).into_iter().flatten().filter_map(|&at| self.names.get(at as usize).copied())
    }

    /// The names with this loose key.
    pub(super) fn loose(&self, key: &str) -> impl Iterator<Item = Name> + '_ {
        self.keys.get(key).into_iter().flatten().filter_map(|&at| self.names.get(at as usize).copied())
    }
}
