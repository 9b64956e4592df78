//! The words of a report as the index of names sees them: tokens in, folded words with their byte spans out.
//!
//! "U.S.-led forces": one token of the engine, two words here, so that *U.S.* is found.

use demarche_language::Parse;
use demarche_lexicon::actors::{Case, Word, fold_into, words};
use demarche_model::Span;

/// The words of one text. Marks that no name spans are empty words.
#[derive(Debug, Default)]
pub(super) struct TextWords {
    /// In text order.
    pub(super) list: Vec<TextWord>,
    folded: String,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextWord {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// The token that holds it.
    pub(super) token: u32,
    /// How it is written.
    pub(super) case: Case,
    folded: (u32, u32),
    after_the: bool,
}

impl TextWords {
    /// Cuts the tokens of a parse into words.
    pub(super) fn of_parse(text: &str, parse: &Parse) -> Self {
        let mut words =
            Self { list: Vec::with_capacity(parse.tokens.len() + 8), folded: String::with_capacity(text.len()) };
        for (at, token) in parse.tokens.iter().enumerate() {
            let span = Span::new(token.start, token.end);
            words.push(span.of(text), token.start, at as u32);
        }
        words.mark_articles();
        words
    }

    fn push(&mut self, token: &str, start: u32, at: u32) {
        // A hyphen between letters joins two words of a name; any other mark ends a name.
        if matches!(token, "-" | "‑" | "–" | "/") {
            return;
        }
        if !token.contains(char::is_alphanumeric) {
            let end = start + token.len() as u32;
            let folded = self.folded.len() as u32;
            self.list.push(TextWord {
                span: Span::new(start, end),
                token: at,
                case: Case::Lower,
                folded: (folded, folded),
                after_the: false,
            });
            return;
        }
        for word in words(token) {
            let from = start + (word.as_ptr() as usize - token.as_ptr() as usize) as u32;
            let first = self.folded.len() as u32;
            fold_into(word, &mut self.folded);
            let folded = (first, self.folded.len() as u32);
            let span = Span::new(from, from + word.len() as u32);
            self.list.push(TextWord { span, token: at, case: Case::of(word), folded, after_the: false });
        }
    }

    fn mark_articles(&mut self) {
        for at in 1..self.list.len() {
            self.list[at].after_the = self.folded(at - 1) == "the";
        }
    }

    /// The folded form of a word; empty for a mark.
    pub(super) fn folded(&self, at: usize) -> &str {
        let Some(word) = self.list.get(at) else { return "" };
        self.folded.get(word.folded.0 as usize..word.folded.1 as usize).unwrap_or_default()
    }

    /// The words from one on, as many as a name can have, for the index.
    pub(super) fn window(&self, at: usize) -> Window<'_> {
        let mut words = [Word { folded: "", case: Case::Lower, after_the: false }; LONGEST];
        let mut count = 0;
        for (slot, word) in words.iter_mut().zip(self.list.iter().skip(at)) {
            if word.folded.0 == word.folded.1 {
                break;
            }
            *slot = Word { folded: self.folded(at + count), case: word.case, after_the: word.after_the };
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
