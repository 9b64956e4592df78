//! Dropped attributions: reports and what they were copied from in, the statements whose words a copy tells as its own out.
//!
//! The agency has "the envoy said the attacks had killed 78 people"; the copy has "The attacks killed 78 people". The words may have been put in
//! another order and another tense, so what is sought is a stretch of the copy, outside of every statement in it, that holds most of the
//! statement's words.

use crate::crisis::KnownHedges;
use crate::digest::{Digest, Statement};
use crate::reprint::Reprint;
use crate::words::{stem, words};
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, BTreeSet};

/// What the source attributed, a copy tells flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeLost {
    /// The copy.
    pub report: usize,
    /// The source.
    pub origin: usize,
    /// The source's statement, by number.
    pub statement: usize,
}

/// Words of a statement that tell something, for the two to be compared.
const LEAST_WORDS: usize = 5;
/// Part of those words that a stretch of the copy holds …
const SAME_WORDS: f64 = 0.8;
/// … which is so many times as long as the statement.
const STRETCH: f64 = 1.5;

/// Statements of a source whose words a copy holds outside of every statement of its own, and the source does not.
pub(crate) fn hedges_lost(
    reports: &[Digest],
    reprints: &[Option<Reprint>],
    common: &NewsWords,
    known: &KnownHedges,
) -> Vec<HedgeLost> {
    let mut lost = Vec::new();
    // What a much-copied source tells flat is read once.
    let mut flats: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    for (number, reprint) in reprints.iter().enumerate() {
        let Some(reprint) = reprint else { continue };
        let (Some(copy), Some(source)) = (reports.get(number), reports.get(reprint.of)) else { continue };
        if let Some(known) = known.get(&(copy.number_at(number), source.number_at(reprint.of))) {
            lost.extend(known.iter().map(|&statement| HedgeLost { report: number, origin: reprint.of, statement }));
            continue;
        }
        let copy_flat = flat(copy);
        let source_flat = flats.entry(reprint.of).or_insert_with(|| flat(source));
        for (index, statement) in source.statements.iter().enumerate() {
            if statement.speaker.is_none() {
                continue;
            }
            let (sought, length) = sought(statement, common);
            if sought.len() >= LEAST_WORDS && holds(&copy_flat, &sought, length) && !holds(source_flat, &sought, length)
            {
                lost.push(HedgeLost { report: number, origin: reprint.of, statement: index });
            }
        }
    }
    lost
}

/// The telling words of a statement, and how long it is in words.
fn sought(statement: &Statement, common: &NewsWords) -> (BTreeSet<String>, usize) {
    let all: Vec<String> =
        statement.content.iter().flat_map(|part| words(&part.text)).map(|word| word.folded).collect();
    let telling = all.iter().filter(|word| !common.is_function_word(word)).map(|word| stem(word));
    (telling.collect(), all.len())
}

/// The stretches of a text outside of its statements, as stems.
fn flat(report: &Digest) -> Vec<Vec<String>> {
    let mut said: Vec<[u32; 2]> =
        report.statements.iter().flat_map(|made| made.evidence.spans.iter().copied()).collect();
    said.sort_unstable();
    let mut stretches = vec![String::new()];
    let mut spans = said.into_iter().peekable();
    let mut until = 0;
    for (number, letter) in report.text.chars().enumerate() {
        while let Some(span) = spans.next_if(|span| span[0] as usize <= number) {
            until = until.max(span[1] as usize);
        }
        if number < until {
            if stretches.last().is_some_and(|last| !last.is_empty()) {
                stretches.push(String::new());
            }
        } else if let Some(last) = stretches.last_mut() {
            last.push(letter);
        }
    }
    stretches.iter().map(|text| words(text).map(|word| stem(&word.folded)).collect()).collect()
}

/// Whether a stretch, somewhere within so many words, holds most of the words sought.
fn holds(stretches: &[Vec<String>], sought: &BTreeSet<String>, length: usize) -> bool {
    let window = (length as f64 * STRETCH).ceil() as usize;
    let enough = (sought.len() as f64 * SAME_WORDS).ceil() as usize;
    stretches.iter().filter(|stretch| stretch.len() >= enough).any(|stretch| {
        let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
        let mut different = 0;
        stretch.iter().enumerate().any(|(number, word)| {
            if sought.contains(word) {
                let count = inside.entry(word).or_default();
                different += usize::from(*count == 0);
                *count += 1;
            }
            let gone = number.checked_sub(window).and_then(|first| stretch.get(first));
            if let Some(count) = gone.and_then(|word| inside.get_mut(word.as_str())) {
                *count -= 1;
                different -= usize::from(*count == 0);
            }
            different >= enough
        })
    })
}
