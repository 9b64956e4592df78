//! A report as it is compared with its source: a digest in, its sentences out, with the words that no statement of the report holds.
//!
//! Of "The army said two ships had sunk. The port is closed." the second sentence is the report's own; the words of the first are said.

use super::TELLS;
use crate::digest::{Digest, Party, Statement};
use crate::sentence::begins;
use crate::words::{stem, words};
use demarche_lexicon::NewsWords;
use std::collections::BTreeSet;

/// Marks of quotation: what stands between them is no word of the outlet's own.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A report, sentence by sentence.
pub(super) struct Reading<'a> {
    pub(super) report: &'a Digest,
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence, or a line without a stop.
#[derive(Default)]
pub(super) struct Sentence {
    /// Where it stands, in code points.
    pub(super) span: [usize; 2],
    /// The paragraph that it stands in, by number.
    paragraph: usize,
    pub(super) words: Vec<Told>,
    /// Stems of the words in it that say that somebody says so, or that it is not sure.
    attributing: Vec<String>,
    /// Whether marks of quotation stand in it.
    quotes: bool,
}

/// A word of a sentence.
pub(super) struct Told {
    /// Where it begins, in code points.
    pub(super) start: usize,
    /// In small letters.
    pub(super) folded: String,
    pub(super) stem: String,
    /// Whether it tells something, as "the" and "of" do not.
    pub(super) telling: bool,
    /// The longest statement of the report that it stands in, by number.
    pub(super) said: Option<usize>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(report: &'a Digest, common: &NewsWords) -> Self {
        let letters: Vec<char> = report.text.chars().collect();
        let said = said(&report.statements, letters.len());
        let mut sentences = Vec::new();
        let (mut start, mut paragraph) = (0, 0);
        for at in 1..=letters.len() {
            if at < letters.len() && !begins(&letters, at) {
                continue;
            }
            let sentence = sentence(&letters, &said, [start, at], paragraph, common);
            if !sentence.words.is_empty() {
                sentences.push(sentence);
            }
            paragraph += usize::from(letters.get(at - 1) == Some(&'\n'));
            start = at;
        }
        Self { report, sentences }
    }

    /// The first and the last sentence that words of the report stand in.
    pub(super) fn around(&self, span: [usize; 2]) -> Option<[usize; 2]> {
        let meets = |sentence: &Sentence| sentence.span[0] < span[1] && span[0] < sentence.span[1];
        let first = self.sentences.iter().position(meets)?;
        let last = self.sentences.iter().rposition(meets)?;
        Some([first, last])
    }

    /// The same sentences with the one before and the one behind, of one paragraph.
    pub(super) fn neighbours(&self, [first, last]: [usize; 2]) -> [usize; 2] {
        let paragraph = |at: usize| self.sentences.get(at).map(|sentence| sentence.paragraph);
        let before = first.checked_sub(1).filter(|at| paragraph(*at) == paragraph(first));
        let behind = Some(last + 1).filter(|at| paragraph(*at) == paragraph(last));
        [before.unwrap_or(first), behind.unwrap_or(last)]
    }

    /// Whether somebody is named as telling something in these sentences, in a statement that counts.
    pub(super) fn speaks_in(
        &self,
        [first, last]: [usize; 2],
        who: &Party,
        counts: impl Fn(&Statement) -> bool,
    ) -> bool {
        let (Some(first), Some(last)) = (self.sentences.get(first), self.sentences.get(last)) else { return false };
        let span = [first.span[0], last.span[1]];
        let here = |made: &&Statement| {
            made.evidence.spans.iter().any(|own| (own[0] as usize) < span[1] && span[0] < own[1] as usize)
        };
        let same = |other: &Party| other.name == who.name || (who.actor.is_some() && other.actor == who.actor);
        let tells = self.report.statements.iter().filter(|made| TELLS.contains(&made.position.as_str()));
        tells.filter(here).filter(|made| made.speaker.as_ref().is_some_and(same)).any(counts)
    }
}

impl Sentence {
    /// The stems of the words that tell something, in order.
    pub(super) fn telling(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|word| word.telling).map(|word| word.stem.as_str())
    }

    /// Whether something in it says that somebody says so, or that it is not sure: a mark of quotation, or a word that is none of what is
    /// told ("the forged report").
    pub(super) fn attributes(&self, told: &[impl AsRef<str>]) -> bool {
        let other = |word: &String| !told.iter().any(|told| told.as_ref() == word);
        self.quotes || self.attributing.iter().any(other)
    }

    /// Whether all of it is the report's own, or of statements that are within what is told.
    pub(super) fn is_own(&self, told: &[impl AsRef<str>], within: &BTreeSet<usize>) -> bool {
        !self.attributes(told) && self.words.iter().all(|word| word.said.is_none_or(|said| within.contains(&said)))
    }
}

/// By code point: the longest statement that it stands in.
fn said(statements: &[Statement], length: usize) -> Vec<Option<usize>> {
    let mut said: Vec<Option<usize>> = vec![None; length];
    let mut shortest: Vec<(u32, usize)> = statements
        .iter()
        .enumerate()
        .map(|(at, made)| (made.evidence.spans.iter().map(|s| s[1] - s[0]).sum(), at))
        .collect();
    shortest.sort_unstable();
    for (_, number) in shortest {
        for span in statements.get(number).map(|made| made.evidence.spans.as_slice()).unwrap_or_default() {
            let end = (span[1] as usize).min(length);
            if let Some(inside) = said.get_mut(span[0] as usize..end) {
                inside.fill(Some(number));
            }
        }
    }
    said
}

fn sentence(
    letters: &[char],
    said: &[Option<usize>],
    span: [usize; 2],
    paragraph: usize,
    common: &NewsWords,
) -> Sentence {
    let mut made = Sentence { span, paragraph, ..Sentence::default() };
    let mut from = span[0];
    while from < span[1] {
        let here = said.get(from).copied().flatten();
        let length = said.get(from..span[1]).map_or(1, |rest| rest.iter().take_while(|next| **next == here).count());
        let text: String = letters.get(from..from + length).unwrap_or_default().iter().collect();
        made.quotes |= text.contains(QUOTES);
        for word in words(&text) {
            // "May" is the month.
            let attributes = common.attributes(&word.folded) && word.written != "May";
            made.attributing.extend(attributes.then(|| stem(&word.folded)));
            let telling = !common.is_function_word(&word.folded);
            // A word is a part of the text, so that its place is how far it begins behind it.
            let before = word.written.as_ptr() as usize - text.as_ptr() as usize;
            let start = from + text.get(..before).map_or(0, |before| before.chars().count());
            made.words.push(Told { start, stem: stem(&word.folded), folded: word.folded, telling, said: here });
        }
        from += length.max(1);
    }
    made
}

/// The stems of the words of a text that tell something, in order.
pub(super) fn telling(text: &str, common: &NewsWords) -> Vec<String> {
    let own = words(text).filter(|word| !common.is_function_word(&word.folded));
    own.map(|word| stem(&word.folded)).collect()
}

/// How many of some words stand in others, in the same order.
pub(super) fn in_order(some: &[&str], others: &[&str]) -> usize {
    let mut best = vec![0; others.len() + 1];
    for word in some {
        let mut before = 0;
        for (at, other) in others.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word == other { before + 1 } else { above.max(best[at]) };
            before = above;
        }
    }
    best.last().copied().unwrap_or(0)
}

/// The different words among some.
pub(super) fn different(some: &[String]) -> BTreeSet<&str> {
    some.iter().map(String::as_str).collect()
}
