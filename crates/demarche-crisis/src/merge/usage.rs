//! How particular a word is, learned from the reports themselves: all tellings in, each one's words weighed out.
//!
//! "Nuclear" tells no strike on Verania from another where a quarter of the reports on Verania use it; "Tolm" does.

use super::traits::Trait;
use crate::quick::QuickMap;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A word that this part of the reports on a state uses is not particular …
const GENERIC_SHARE: f64 = 0.25;
/// … once so many reports use it.
const GENERIC_REPORTS: f64 = 4.0;
/// Words that together weigh less do not tell a deed from others.
const LEAST_MASS: f64 = 2.0;
/// So few words do not either: one of them is often the word for the deed itself. A name does.
const LEAST_WORDS: usize = 2;
/// How much more the names of places and victims weigh.
const NAME_WEIGHT: f64 = 1.5;
/// How many reports a count of words is worth before any is read.
const PRIOR: f64 = 8.0;

/// How many reports on a state tell deeds of a family, and how many of them use a word. Copies count once.
#[derive(Debug, Default)]
pub(super) struct Usage {
    blocks: BTreeMap<&'static str, QuickMap<SmolStr, Block>>,
}

/// The reports on a state that tell deeds of a family.
#[derive(Debug, Default)]
struct Block {
    reports: Count,
    /// By word: how many use it.
    holders: QuickMap<SmolStr, Count>,
}

/// How many reports there are, counted source by source.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    reports: f64,
    /// The source that was counted last, and one more.
    last: usize,
}

impl Count {
    fn add(&mut self, source: usize) {
        self.reports += f64::from(u8::from(self.last != source + 1));
        self.last = source + 1;
    }
}

impl Usage {
    /// Counts over all tellings.
    pub(super) fn of(traits: &[Trait]) -> Self {
        let mut usage = Self::default();
        // A report and its copies are told one after the other, so that nobody has to remember what of each was counted.
        let mut by_source: Vec<&Trait> = traits.iter().collect();
        by_source.sort_by_key(|own| own.source);
        for own in by_source {
            let blocks = usage.blocks.entry(own.family).or_default();
            for state in own.states.iter() {
                let block = match blocks.get_mut(state) {
                    Some(block) => block,
                    None => blocks.entry(state.clone()).or_default(),
                };
                block.reports.add(own.source);
                let words = own.particular.iter().map(|(word, _)| word).chain(own.behind.iter());
                for word in words {
                    match block.holders.get_mut(word) {
                        Some(count) => count.add(own.source),
                        None => block.holders.entry(word.clone()).or_default().add(own.source),
                    }
                }
            }
        }
        usage
    }

    /// Weighs the words of a telling by how rare they are among the reports on its states; those that are not rare go. Where none is left, the
    /// words behind it have to serve.
    pub(super) fn weigh(&self, own: &mut Trait) {
        let words: Vec<SmolStr> = own.particular.drain(..).map(|(word, _)| word).collect();
        own.particular = self.telling(own, &words);
        if own.is_bare() && !own.behind.is_empty() {
            let mut words: Vec<SmolStr> = words.into_iter().chain(std::mem::take(&mut own.behind)).collect();
            words.sort_unstable();
            own.particular = self.telling(own, &words);
            own.weak = !own.is_bare();
        }
        if own.is_bare() && !own.nominal && !own.ahead {
            own.days = own.news;
        }
    }

    /// The words that tell a deed from others, with their weights; none where they weigh too little.
    fn telling(&self, own: &Trait, words: &[SmolStr]) -> Vec<(SmolStr, f64)> {
        let blocks = self.blocks.get(own.family);
        let states: Vec<(f64, Option<&QuickMap<SmolStr, Count>>)> = own
            .states
            .iter()
            .map(|state| {
                let block = blocks.and_then(|blocks| blocks.get(state));
                (block.map_or(0.0, |block| block.reports.reports), block.map(|block| &block.holders))
            })
            .collect();
        let weight = |word: &SmolStr| {
            let befallen = own.befallen.contains(word) || own.called.contains(word);
            let rarity = states.iter().map(|(reports, holders)| {
                let held = holders.and_then(|holders| holders.get(word)).copied().unwrap_or_default().reports;
                let generic = held >= GENERIC_REPORTS && held >= GENERIC_SHARE * reports && !befallen;
                if generic { 0.0 } else { ((reports + PRIOR) / (held + 1.0)).ln() }
            });
            let rarity = rarity.fold(f64::INFINITY, f64::min);
            let name = is_name(own, word);
            (if rarity.is_finite() { rarity } else { 1.0 }) * if name { NAME_WEIGHT } else { 1.0 }
        };
        let mut weighed: Vec<(SmolStr, f64)> = words.iter().map(|word| (word.clone(), weight(word))).collect();
        weighed.retain(|(_, weight)| *weight > 0.0);
        let named = weighed.iter().any(|(word, _)| is_name(own, word));
        let mass: f64 = weighed.iter().map(|(_, weight)| weight).sum();
        if !named && (mass < LEAST_MASS || weighed.len() < LEAST_WORDS) {
            weighed.clear();
        }
        weighed
    }
}

/// Whether a word is a name of a victim, a place or anything else that the deed may be called by.
fn is_name(own: &Trait, word: &str) -> bool {
    [&own.befallen, &own.placed, &own.names].iter().any(|names| names.contains(word))
}
