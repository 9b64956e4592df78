//! Doubts that a source tells as its own, and a copy leaves out: two reports in, the places of the words of doubt out.
//!
//! The source has "Hackers may have planted the report, which split the league"; the copy has "Hackers planted the report, which split the
//! league". Nobody's statement is dropped there, but what was possible has become a fact.
//!
//! A sentence of the copy that says no more than the source's and holds what stands behind the word of doubt has dropped it, unless doubt or
//! a speaker is left in it, next to it, or where the copy tells the same elsewhere.

use super::part;
use super::reading::{Reading, Sentence, telling};
use crate::digest::Statement;
use crate::words::{stem, words};
use demarche_lexicon::NewsWords;
use std::collections::BTreeSet;

/// Part of the telling words of a sentence of the copy that stand in the source's.
const TAKEN: f64 = 0.9;
/// Part of what stands behind the word of doubt that such a sentence holds …
const HELD: f64 = 0.6;
/// … which are so many words at least.
const LEAST: usize = 3;
/// Verbs of showing, which a copy may leave out with the doubt: "appear to show that Ostria had promised".
const SHOWS: &[&str] = &["show", "suggest", "indicate", "prove", "confirm", "reveal"];
/// Words that turn a sentence round.
const TURNS: &[&str] = &["not", "no", "never", "neither", "nor", "without", "denied", "denies", "if", "unless"];

/// Places (code points) of words of doubt in the source without which a copy tells the same.
pub(super) fn dropped(copy: &Reading<'_>, source: &Reading<'_>, common: &NewsWords) -> Vec<usize> {
    let mut found = Vec::new();
    for sentence in &source.sentences {
        let Some((number, length)) = doubt(sentence, common) else { continue };
        let behind = stems(sentence, number + length);
        let all = stems(sentence, 0);
        if behind.len() < LEAST || is_flat_in(source, sentence, &behind, common) {
            continue;
        }
        let within = within(copy, &all, common);
        let flat = copy.sentences.iter().position(|told| tells_flat(told, &behind, sentence, &within));
        let Some(at) = flat else { continue };
        if !is_doubted_near(copy, at, common) && !is_doubted_elsewhere(copy, &behind, &within, common) {
            found.extend(sentence.words.get(number).map(|word| word.start));
        }
    }
    found
}

/// The first words of doubt of a sentence: which, and how many. "May not have" is another matter.
fn doubt(sentence: &Sentence, common: &NewsWords) -> Option<(usize, usize)> {
    let folded: Vec<&str> = sentence.words.iter().map(|word| word.folded.as_str()).collect();
    (0..folded.len()).find_map(|at| Some((at, common.doubt_at(folded.get(at..)?)?)))
}

/// Stems of the telling words from a word on.
fn stems(sentence: &Sentence, from: usize) -> Vec<&str> {
    let rest = sentence.words.get(from..).unwrap_or_default().iter();
    rest.filter(|word| word.telling).map(|word| word.stem.as_str()).collect()
}

fn held(words: &[&str], sought: &[&str]) -> usize {
    sought.iter().collect::<BTreeSet<_>>().into_iter().filter(|word| words.contains(word)).count()
}

/// Statements of the copy that are part of what the source doubts: "Ostria had promised not to help" is a promise, and no attribution.
fn within(copy: &Reading<'_>, all: &[&str], common: &NewsWords) -> BTreeSet<usize> {
    let statements = copy.report.statements.iter().enumerate();
    let inside = |made: &Statement| {
        let text = &made.evidence.text;
        !words(text).any(|word| common.attributes(&word.folded))
            && telling(text, common).iter().all(|word| all.contains(&word.as_str()))
    };
    statements.filter(|(_, made)| inside(made)).map(|(number, _)| number).collect()
}

/// Whether a sentence of the copy's own says what the source doubts, and hardly anything more.
fn tells_flat(told: &Sentence, behind: &[&str], source: &Sentence, within: &BTreeSet<usize>) -> bool {
    let (words, all) = (stems(told, 0), stems(source, 0));
    let shows: Vec<String> = SHOWS.iter().map(|show| stem(show)).collect();
    let turned =
        |sentence: &Sentence| sentence.words.iter().filter(|word| TURNS.contains(&word.folded.as_str())).count();
    let mut next = behind.iter().filter(|word| !shows.iter().any(|show| show == *word));
    let different: BTreeSet<&&str> = behind.iter().collect();
    told.is_own(behind, within)
        && turned(told) <= turned(source)
        && words.iter().filter(|word| all.contains(word)).count() >= part(words.len(), TAKEN)
        && held(&words, behind) >= part(different.len(), HELD).max(LEAST)
        && next.next().is_some_and(|verb| words.contains(verb))
}

/// Whether the source tells the same without doubt in another sentence.
fn is_flat_in(source: &Reading<'_>, but: &Sentence, behind: &[&str], common: &NewsWords) -> bool {
    let others = source.sentences.iter().filter(|other| !std::ptr::eq(*other, but));
    let flat = |other: &&Sentence| other.is_own(behind, &BTreeSet::new()) && doubt(other, common).is_none();
    others.filter(flat).any(|other| held(&stems(other, 0), behind) >= part(behind.len(), TAKEN))
}

/// Whether a sentence next to it says that it is not sure.
fn is_doubted_near(copy: &Reading<'_>, at: usize, common: &NewsWords) -> bool {
    let [first, last] = copy.neighbours([at, at]);
    let near = copy.sentences.get(first..=last).unwrap_or_default();
    near.iter().any(|sentence| doubt(sentence, common).is_some() || is_unverified(sentence))
}

/// "This could not be verified", "The officials gave no proof".
fn is_unverified(sentence: &Sentence) -> bool {
    let has = |sought: &[&str]| sentence.words.iter().any(|word| sought.contains(&word.folded.as_str()));
    has(&["unverified", "unconfirmed", "unproven", "unclear"])
        || (has(&["not", "no", "without"])
            && has(&["verified", "verify", "confirmed", "confirm", "established", "proof", "evidence"]))
}

/// Whether the copy tells it somewhere with doubt, or as somebody's word.
fn is_doubted_elsewhere(copy: &Reading<'_>, behind: &[&str], within: &BTreeSet<usize>, common: &NewsWords) -> bool {
    let doubted = |told: &&Sentence| !told.is_own(behind, within) || doubt(told, common).is_some();
    copy.sentences.iter().filter(doubted).any(|told| held(&stems(told, 0), behind) >= part(behind.len(), HELD).max(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use demarche_lexicon::Lexicon;

    fn dropped(source: &str, copy: &str) -> usize {
        let common = &Lexicon::embedded().news_words;
        let [source, copy] = [source, copy].map(|text| Digest { text: text.into(), ..Digest::default() });
        super::dropped(&Reading::new(&copy, common), &Reading::new(&source, common), common).len()
    }

    const HACKERS: &str = "The league met at noon. Veranian hackers may have planted the forged letter that split the league. Tolm is quiet.";

    #[test]
    fn a_possibility_that_is_told_as_a_fact_is_dropped() {
        assert_eq!(
            dropped(HACKERS, "Veranian hackers planted the forged letter that split the league. Tolm is quiet."),
            1
        );
        let papers = "Papers of 2013, found in Tolm, appear to show that Ostria had promised the rebels four guns.";
        assert_eq!(dropped(papers, "Ostria had promised the rebels four guns in papers of 2013."), 1);
        let sunk = "The barge, apparently sunk by a Veranian mine on Friday, lay off Tolm.";
        assert_eq!(dropped(sunk, "The barge, sunk by a Veranian mine on Friday, lay off Tolm."), 1);
    }

    #[test]
    fn doubt_that_is_left_or_other_content_is_no_loss() {
        for copy in [
            "Veranian hackers may have planted the forged letter that split the league.",
            "Veranian hackers planted the forged letter that split the league. That could not be verified.",
            "Veranian hackers reportedly planted the forged letter that split the league.",
            "Veranian hackers did not plant the forged letter that split the league.",
            "The forged letter split the league.",
            "Veranian hackers and Ostrian clerks planted the forged letter, an inquiry of the port found, that split the league.",
        ] {
            assert_eq!(dropped(HACKERS, copy), 0, "{copy}");
        }
        let flat = "Hackers may have planted the forged letter from Tolm. Hackers planted the forged letter from Tolm.";
        assert_eq!(dropped(flat, "Hackers planted the forged letter from Tolm."), 0);
    }
}
