//! The words of a report as the index of names sees them: tokens in, folded words with their byte spans out.
//!
//! "U.S.-led forces": one token of the engine, three words here, so that *U.S.* is found.

use demarche_language::{Parse, Pos};
use demarche_lexicon::actors::{Case, Word, fold_into, words};
use demarche_model::Span;

/// The words of one text, with their folded forms side by side.
#[derive(Debug, Default)]
pub(super) struct TextWords {
    /// In text order.
    pub(super) list: Vec<TextWord>,
    folded: String,
}

/// One word, or a mark (comma, bracket, quotation mark), whose folded form is empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextWord {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// The token that holds it (0 without a parse).
    pub(super) token: usize,
    /// How it is written.
    pub(super) case: Case,
    /// A hyphen or slash joins it to the word before.
    pub(super) joined: bool,
    folded: (u32, u32),
    after_the: bool,
}

impl TextWords {
    /// Cuts the tokens of a parse into words.
    pub(super) fn of_parse(text: &str, parse: &Parse) -> Self {
        let mut words =
            Self { list: Vec::with_capacity(parse.tokens.len() + 8), folded: String::with_capacity(text.len()) };
        let mut joined = false;
        for (at, token) in parse.tokens.iter().enumerate() {
            let span = Span::new(token.start, token.end);
            // "Lt. Col. Lerner": a full stop inside a sentence, after a short word, belongs to that word.
            let next = parse.tokens.get(at + 1);
            let short = words.list.last().is_some_and(|word| word.span.end == token.start && word.span.len() <= 5);
            if span.of(text) == "." && short && next.is_some_and(|next| !next.sentence_start && next.pos != Pos::Punct)
            {
                continue;
            }
            joined = words.push(span.of(text), token.start, at, joined) && !token.space_after;
        }
        words.mark_articles();
        words
    }

    /// Cuts a phrase into words, without a parse.
    pub(super) fn of_phrase(text: &str) -> Self {
        let mut words = Self::default();
        let is_mark = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '-' | '‑' | '–' | '/'));
        for piece in text.split_whitespace() {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let mut rest = piece;
            while !rest.is_empty() {
                let at = rest.find(is_mark).unwrap_or(rest.len());
                let (word, after) = if at == 0 {
                    let width = rest.chars().next().map_or(1, char::len_utf8);
                    rest.split_at(width)
                } else {
                    rest.split_at(at)
                };
                let from = start + (word.as_ptr() as usize - piece.as_ptr() as usize);
                words.push(word, from as u32, 0, false);
                rest = after;
            }
        }
        words.mark_articles();
        words
    }

    /// Adds a token; returns whether it joins what stands before to what follows.
    fn push(&mut self, token: &str, start: u32, at: usize, joined: bool) -> bool {
        if matches!(token, "-" | "‑" | "–" | "/") {
            return true;
        }
        if !token.contains(char::is_alphanumeric) {
            let folded = self.folded.len() as u32;
            let span = Span::new(start, start + token.len() as u32);
            self.list.push(TextWord {
                span,
                token: at,
                case: Case::Lower,
                joined: false,
                folded: (folded, folded),
                after_the: false,
            });
            return false;
        }
        let mut joined = joined;
        for word in words(token) {
            let from = start + (word.as_ptr() as usize - token.as_ptr() as usize) as u32;
            let first = self.folded.len() as u32;
            fold_into(word, &mut self.folded);
            let folded = (first, self.folded.len() as u32);
            let span = Span::new(from, from + word.len() as u32);
            self.list.push(TextWord { span, token: at, case: Case::of(word), joined, folded, after_the: false });
            joined = true;
        }
        false
    }

    fn mark_articles(&mut self) {
        for at in 1..self.list.len() {
            self.list[at].after_the = self.folded(at - 1) == "the";
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The folded form of a word; empty for a mark and past the end.
    pub(super) fn folded(&self, at: usize) -> &str {
        let Some(word) = self.list.get(at) else { return "" };
        self.folded.get(word.folded.0 as usize..word.folded.1 as usize).unwrap_or_default()
    }

    /// Whether the word is a mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|word| word.folded.0 == word.folded.1)
    }

    /// Whether the word is a possessive ending.
    pub(super) fn is_possessive(&self, text: &str, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| matches!(word.span.of(text), "'s" | "’s" | "'" | "’"))
    }

    /// The bytes from one word to another (exclusive).
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.list.get(first), end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words from one on, as many as a name can have, up to a mark.
    pub(super) fn window(&self, at: usize) -> Window<'_> {
        self.window_without(at, usize::MAX)
    }

    /// The same, past one word that is left out.
    pub(super) fn window_without(&self, at: usize, left_out: usize) -> Window<'_> {
        let mut words = [Word { folded: "", case: Case::Lower, after_the: false }; LONGEST];
        let mut count = 0;
        let rest = self.list.iter().enumerate().skip(at).filter(|(index, _)| *index != left_out);
        for (slot, (index, word)) in words.iter_mut().zip(rest) {
            if word.folded.0 == word.folded.1 {
                break;
            }
            *slot = Word { folded: self.folded(index), case: word.case, after_the: word.after_the };
            count += 1;
        }
        Window { words, count }
    }
}

/// The most words that a name can have.
const LONGEST: usize = 12;

/// A few words in a row, without a mark between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'a> {
    words: [Word<'a>; LONGEST],
    count: usize,
}

impl<'a> Window<'a> {
    /// The words.
    pub(super) fn words(&self) -> &[Word<'a>] {
        &self.words[..self.count]
    }
}
