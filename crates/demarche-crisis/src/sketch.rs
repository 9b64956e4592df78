//! What comparing texts needs of a text: its weighted terms and a sample of its five-word runs.
//!
//! "Jordan closes its airspace" under a headline with the same words gives `jordan` and `airspace` with much weight, `its` with none.

use crate::quick::QuickMap;
use crate::words::{folded_bytes, stem, written};
use demarche_lexicon::NewsWords;
use serde::{Deserialize, Serialize};

/// Words that are read for terms: what a report is about stands at its beginning.
const TERM_WORDS: usize = 400;
/// Words that count as its lead.
const LEAD: usize = 120;
/// How much more a word weighs in the lead, with a capital letter, in the headline …
const LEAD_WEIGHT: f32 = 1.5;
const CAPITAL_WEIGHT: f32 = 3.0;
const TITLE_WEIGHT: f32 = 3.0;
/// … and how much less a number in the text.
const DIGITS_WEIGHT: f32 = 0.5;

/// Words in a run.
const RUN: usize = 5;
/// A text of more runs than this is sampled: of all its runs, those whose hash is divisible by the next power of two.
const MOST_RUNS: usize = 4096;

/// The sketch of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// Terms by name, with their weights within this text.
    pub terms: Vec<(String, f32)>,
    /// Hashes of runs of five words, sorted, each once.
    pub runs: Vec<u64>,
}

impl Sketch {
    /// The sketch of a headline and the text under it.
    pub fn new(title: &str, text: &str, common: &NewsWords) -> Self {
        Self { terms: terms(title, text, common), runs: runs(text) }
    }
}

fn terms(title: &str, text: &str, common: &NewsWords) -> Vec<(String, f32)> {
    // All weights are quarters, whose sums are exact: the order in which they are summed up does not show.
    let mut counts: QuickMap<Vec<u8>, f32> = QuickMap::default();
    let mut folded = Vec::new();
    let mut count = |written: &str, weight: f32, digits: f32| {
        folded.clear();
        folded_bytes(written, |byte| folded.push(byte));
        let weight = if folded.iter().all(u8::is_ascii_digit) { weight * digits } else { weight };
        match counts.get_mut(folded.as_slice()) {
            Some(sum) => *sum += weight,
            None => {
                counts.insert(folded.clone(), weight);
            }
        }
    };
    for (place, word) in written(text).take(TERM_WORDS).enumerate() {
        let weight = if place < LEAD { LEAD_WEIGHT } else { 1.0 };
        let capital = place > 0 && word.starts_with(char::is_uppercase);
        count(word, if capital { weight * CAPITAL_WEIGHT } else { weight }, DIGITS_WEIGHT);
    }
    for word in written(title) {
        count(word, TITLE_WEIGHT, 1.0);
    }
    let words = counts.into_iter().filter_map(|(word, weight)| Some((String::from_utf8(word).ok()?, weight)));
    let telling = words.filter(|(word, _)| word.len() > 1 && !common.is_function_word(word));
    let mut terms: Vec<(String, f32)> = telling.map(|(word, weight)| (stem(&word), weight)).collect();
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    for (_, weight) in &mut terms {
        *weight = if *weight >= 1.0 { 1.0 + weight.ln() } else { *weight };
    }
    terms
}

fn runs(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = written(text).map(hash).collect();
    let mut runs: Vec<u64> =
        hashes.windows(RUN).map(|run| run.iter().fold(SEED, |sum, word| mix(sum ^ word))).collect();
    runs.sort_unstable();
    runs.dedup();
    let mut mask = 0;
    while runs.len() > MOST_RUNS {
        mask = mask << 1 | 1;
        runs.retain(|run| run & mask == 0);
    }
    runs
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a of a word, folded.
fn hash(word: &str) -> u64 {
    let mut sum = SEED;
    folded_bytes(word, |byte| sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    sum
}

/// Spreads a number over all bits (the finaliser of SplitMix64).
fn mix(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    fn sketch(title: &str, text: &str) -> Sketch {
        Sketch::new(title, text, &Lexicon::embedded().news_words)
    }

    #[test]
    fn names_and_headline_words_weigh_most() {
        let made = sketch("Jordan closes its airspace", "On Friday the army of Jordan said so.");
        let weight = |term: &str| made.terms.iter().find(|(known, _)| known == term).map_or(0.0, |(_, weight)| *weight);
        assert!(weight("jordan") > weight("airspace"));
        assert!(weight("airspace") > weight("army"));
        assert_eq!(weight("the"), 0.0);
    }

    #[test]
    fn a_long_text_keeps_a_sample_that_depends_on_its_words_alone() {
        let text: String = (0..20_000).map(|number| format!("w{number} ")).collect();
        let whole = runs(&text);
        assert!(whole.len() <= MOST_RUNS && whole.len() > MOST_RUNS / 4);
        let part: String = (0..10_000).map(|number| format!("w{number} ")).collect();
        let shared = runs(&part).iter().filter(|run| whole.binary_search(run).is_ok()).count();
        assert!(shared > 500, "{shared}");
    }
}
