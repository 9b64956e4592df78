//! Cuts a text into tokens, exactly as spaCy's English tokenizer does.
//!
//! In: text, as dirty as it comes. Out: tokens with byte offsets, word types, and whether one blank follows; together they
//! cover the text but for those blanks. "He didn't go (yet)." → `He did n't go ( yet ) .`
//!
//! Facts from spaCy's `tokenizer.pyx`: runs of non-space are looked up among the exceptions, else stripped of prefixes and
//! suffixes ([`affix`]), and what remains is an exception, a web address ([`url`]), or cut at infixes. At the end, exceptions
//! that contain affixes themselves (":)") are mended by comparing sequences of tokens.

pub(crate) mod affix;
pub(crate) mod url;

use crate::archive::{Archive, ModelError};
use crate::classes::Class;
use crate::hash::QuickMap;
use crate::words::{Lexicon, Words};
use affix::Affixes;
use smol_str::SmolStr;
use std::collections::HashSet;

/// A token before it is read: bytes `start..end` of the text, its word type, and whether one blank follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: u32,
    pub(crate) space_after: bool,
}

/// One token of an exception.
#[derive(Clone, Debug)]
struct Part {
    orth: SmolStr,
    norm: Option<SmolStr>,
}

/// The rules and exceptions.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    affixes: Affixes,
    exceptions: QuickMap<SmolStr, Vec<Part>>,
    /// Bytes of the longest exception.
    longest: usize,
    /// Exceptions that the affix rules would cut, by the first of the tokens they would be cut into.
    phrases: QuickMap<SmolStr, Vec<Vec<SmolStr>>>,
}

/// What the runs met so far were cut into: byte length and word type of each token.
#[derive(Debug, Default)]
pub(crate) struct RunCache {
    runs: QuickMap<SmolStr, (u32, u32)>,
    tokens: Vec<(u32, u32)>,
}

/// The pieces of one run while it is being cut, as byte ranges within the run.
#[derive(Default)]
struct Cut {
    prefixes: Vec<(usize, usize)>,
    suffixes: Vec<(usize, usize)>,
}

impl Tokenizer {
    /// Reads rules and exceptions from the model file.
    pub(crate) fn load(archive: &Archive<'_>, lexicon: &Lexicon) -> Result<Self, ModelError> {
        let affixes = Affixes::load(archive)?;
        let mut exceptions: QuickMap<SmolStr, Vec<Part>> = QuickMap::default();
        let mut phrases: QuickMap<SmolStr, Vec<Vec<SmolStr>>> = QuickMap::default();
        for line in archive.lines("exceptions")? {
            let cells: Vec<&str> = line.split('\t').collect();
            let part =
                |cell: &[&str; 2]| Part { orth: cell[0].into(), norm: (!cell[1].is_empty()).then(|| cell[1].into()) };
            let parts: Vec<Part> = cells.as_chunks().0.iter().map(part).collect();
            let chunk: String = parts.iter().map(|part| part.orth.as_str()).collect();
            exceptions.insert(chunk.as_str().into(), parts);
        }
        let longest = exceptions.keys().map(|chunk| chunk.len()).max().unwrap_or(0);
        let mut tokenizer = Self { affixes, exceptions, longest, phrases: QuickMap::default() };
        let mut chunks: Vec<&SmolStr> = tokenizer.exceptions.keys().collect();
        chunks.sort();
        for chunk in chunks {
            if tokenizer.affixes.cuts(lexicon, chunk) || chunk.contains(' ') {
                let sequence = tokenizer.cut_by_rules(lexicon, chunk);
                if let Some(first) = sequence.first() {
                    phrases.entry(first.clone()).or_default().push(sequence);
                }
            }
        }
        tokenizer.phrases = phrases;
        Ok(tokenizer)
    }

    /// Cuts a text.
    pub(crate) fn tokenize(
        &self,
        lexicon: &Lexicon,
        text: &str,
        words: &mut Words,
        cache: &mut RunCache,
    ) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 5 + 2);
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(|c| lexicon.classes.is(c, Class::Space));
        for (at, c) in text.char_indices() {
            if lexicon.classes.is(c, Class::Space) == in_space {
                continue;
            }
            if start < at {
                self.run(lexicon, text, start, at, words, cache, &mut pieces);
            }
            start = at;
            if c == ' ' {
                if let Some(last) = pieces.last_mut() {
                    last.space_after = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            self.run(lexicon, text, start, text.len(), words, cache, &mut pieces);
        }
        self.mend_phrases(lexicon, text, words, &mut pieces);
        pieces
    }

    /// Cuts one run of space or of non-space, bytes `start..end`.
    #[allow(clippy::too_many_arguments, reason = "the parts of one loop; a struct for them would be used once")]
    fn run(
        &self,
        lexicon: &Lexicon,
        text: &str,
        start: usize,
        end: usize,
        words: &mut Words,
        cache: &mut RunCache,
        pieces: &mut Vec<Piece>,
    ) {
        let run = &text[start..end];
        let (first, last) = match cache.runs.get(run) {
            Some(&range) => range,
            None => {
                let first = cache.tokens.len() as u32;
                self.cut(lexicon, run, words, &mut cache.tokens);
                let range = (first, cache.tokens.len() as u32);
                cache.runs.insert(run.into(), range);
                range
            }
        };
        let mut at = start as u32;
        for &(length, word) in &cache.tokens[first as usize..last as usize] {
            pieces.push(Piece { start: at, end: at + length, word, space_after: false });
            at += length;
        }
    }

    fn cut(&self, lexicon: &Lexicon, run: &str, words: &mut Words, tokens: &mut Vec<(u32, u32)>) {
        let mut push =
            |text: &str, norm: Option<&str>| tokens.push((text.len() as u32, words.number(lexicon, text, norm)));
        if let Some(parts) = self.exception(run) {
            parts.iter().for_each(|part| push(&part.orth, part.norm.as_deref()));
            return;
        }
        let (cut, middle) = self.strip(lexicon, run, true);
        cut.prefixes.iter().for_each(|&(from, to)| push(&run[from..to], None));
        let rest = &run[middle.0..middle.1];
        if let Some(parts) = self.exception(rest) {
            parts.iter().for_each(|part| push(&part.orth, part.norm.as_deref()));
        } else {
            self.affixes.divide(lexicon, rest, |piece| push(piece, None));
        }
        cut.suffixes.iter().rev().for_each(|&(from, to)| push(&run[from..to], None));
    }

    /// The tokens of an exception. Asks for the length first: a long run must not be hashed after each of its prefixes.
    fn exception(&self, chunk: &str) -> Option<&[Part]> {
        if chunk.len() > self.longest { None } else { self.exceptions.get(chunk).map(Vec::as_slice) }
    }

    /// Takes prefixes and suffixes off until nothing changes or an exception remains.
    fn strip(&self, lexicon: &Lexicon, run: &str, with_exceptions: bool) -> (Cut, (usize, usize)) {
        let known = |from: usize, to: usize| with_exceptions && self.exception(&run[from..to]).is_some();
        let mut cut = Cut::default();
        let (mut from, mut to) = (0, run.len());
        while from < to && !known(from, to) {
            let prefix = self.affixes.prefix(lexicon, &run[from..to]);
            if prefix > 0 && known(from + prefix, to) {
                cut.prefixes.push((from, from + prefix));
                from += prefix;
                break;
            }
            let suffix = self.affixes.suffix(lexicon, &run[from + prefix..to]);
            if suffix > 0 && known(from, to - suffix) {
                cut.suffixes.push((to - suffix, to));
                to -= suffix;
                break;
            }
            if prefix > 0 {
                cut.prefixes.push((from, from + prefix));
                from += prefix;
            }
            if suffix > 0 {
                cut.suffixes.push((to - suffix, to));
                to -= suffix;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
        }
        (cut, (from, to))
    }

    /// The tokens of an exception if it were none.
    fn cut_by_rules(&self, lexicon: &Lexicon, chunk: &str) -> Vec<SmolStr> {
        let mut tokens = Vec::new();
        for run in chunk.split(' ').filter(|run| !run.is_empty()) {
            let (cut, (from, to)) = self.strip(lexicon, run, false);
            tokens.extend(cut.prefixes.iter().map(|&(from, to)| SmolStr::new(&run[from..to])));
            self.affixes.divide(lexicon, &run[from..to], |piece| tokens.push(piece.into()));
            tokens.extend(cut.suffixes.iter().rev().map(|&(from, to)| SmolStr::new(&run[from..to])));
        }
        tokens
    }

    /// Replaces sequences of tokens that together are an exception (": )" is none, ":)" is).
    fn mend_phrases(&self, lexicon: &Lexicon, text: &str, words: &mut Words, pieces: &mut Vec<Piece>) {
        let spans = self.phrases_in(words, pieces);
        if spans.is_empty() {
            return;
        }
        let mut mended = Vec::with_capacity(pieces.len());
        let mut next = 0;
        for (first, end) in spans {
            mended.extend_from_slice(&pieces[next..first]);
            next = end;
            let (from, to) = (pieces[first].start, pieces[end - 1].end);
            let Some(parts) = self.exception(&text[from as usize..to as usize]) else {
                mended.extend_from_slice(&pieces[first..end]);
                continue;
            };
            let mut at = from;
            for part in parts {
                let word = words.number(lexicon, &part.orth, part.norm.as_deref());
                let end = at + part.orth.len() as u32;
                mended.push(Piece { start: at, end, word, space_after: false });
                at = end;
            }
            if let Some(last) = mended.last_mut() {
                last.space_after = pieces[end - 1].space_after;
            }
        }
        mended.extend_from_slice(&pieces[next..]);
        *pieces = mended;
    }

    /// Token ranges that match a phrase: longest first, then leftmost, dropped if either end was seen before.
    fn phrases_in(&self, words: &Words, pieces: &[Piece]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for first in 0..pieces.len() {
            let Some(sequences) = self.phrases.get(words[pieces[first].word].text.as_str()) else { continue };
            for sequence in sequences {
                let end = first + sequence.len();
                let fits = |(piece, want): (&Piece, &SmolStr)| words[piece.word].text == *want;
                if end <= pieces.len() && pieces[first..end].iter().zip(sequence).all(fits) {
                    found.push((first, end));
                }
            }
        }
        found.sort_by_key(|&(first, end)| (std::cmp::Reverse(end - first), first));
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for (first, end) in found {
            if !seen.contains(&first) && !seen.contains(&(end - 1)) {
                kept.push((first, end));
            }
            seen.extend(first..end);
        }
        kept.sort_unstable();
        kept
    }
}

#[cfg(test)]
mod tests;
