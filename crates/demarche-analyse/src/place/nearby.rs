//! The words around a name: tokens before and after it in, what they say of it out.
//!
//! "in the northern city of Aleppo": a preposition of place, and the name is a town's; "Aleppo province": the name is a province's.

use super::names::Finder;
use demarche_language::{Dep, Pos};
use demarche_lexicon::places::PlaceWord;
use std::ops::Range;

/// What the words around a name say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// A preposition of place governs it.
    pub(super) locative: bool,
    /// "Aleppo province", "the city of Aleppo".
    pub(super) kind: Option<PlaceWord>,
    /// It stands before a common noun: "Aleppo residents".
    pub(super) modifies: bool,
}

impl Finder<'_> {
    /// Reads the words around a name.
    pub(super) fn around(&self, name: &Range<usize>) -> Around {
        let (before, kind_before) = self.before(name.start);
        let kind_after = self.kind_after(name.end);
        let (locative, kind) = (before || self.hangs_on_place(name), kind_after.or(kind_before));
        Around { locative, kind, modifies: self.modifies(name) }
    }

    fn modifies(&self, name: &Range<usize>) -> bool {
        let parse = self.reading.parse;
        let last = name.end - 1;
        parse.tokens[last].dep == Dep::Compound
            && parse.head(last).is_some_and(|head| head >= name.end && parse.tokens[head].pos == Pos::Noun)
    }

    /// Whether a preposition of place stands before, and the kind in "the city of".
    fn before(&self, first: usize) -> (bool, Option<PlaceWord>) {
        let mut at = first;
        let mut kind = None;
        for _ in 0..6 {
            let Some(previous) = at.checked_sub(1) else { return (false, kind) };
            let word = self.lower(previous);
            if word == "of" && kind.is_none() && previous > 0 {
                kind = self.words().kind(self.lower(previous - 1));
                if kind.is_none() {
                    return (false, None);
                }
                at = previous - 1;
                continue;
            }
            if self.words().is(word, PlaceWord::Preposition) {
                return (self.reading.parse.tokens[previous].pos != Pos::Verb, kind);
            }
            let token = &self.reading.parse.tokens[previous];
            let passed = matches!(token.dep, Dep::Det | Dep::Amod | Dep::Nummod | Dep::Poss)
                || self.words().is(word, PlaceWord::Direction)
                || self.words().kind(word).is_some() && token.dep == Dep::Compound;
            if !passed || token.pos == Pos::Propn && !self.words().is(word, PlaceWord::Direction) {
                return (kind.is_some(), kind);
            }
            at = previous;
        }
        (kind.is_some(), kind)
    }

    /// "Aleppo province", "Aleppo's northern province" is not read.
    fn kind_after(&self, end: usize) -> Option<PlaceWord> {
        let word = self.lower(end);
        let kind = self.words().kind(word)?;
        let after = self.lower(end + 1);
        // "Aleppo City Council", "Henry County Sheriff": a county that is part of a name stays a county.
        (kind != PlaceWord::Town || after != "council").then_some(kind)
    }

    /// Object of a preposition of place by the tree, also through a list: "in Homs, Hama and Aleppo".
    fn hangs_on_place(&self, name: &Range<usize>) -> bool {
        let parse = self.reading.parse;
        let mut at = name.end - 1;
        for _ in 0..8 {
            let token = &parse.tokens[at];
            let Some(head) = parse.head(at) else { return false };
            match token.dep {
                Dep::Conj | Dep::Appos | Dep::Compound if head < at => at = head,
                Dep::Pobj => return self.words().is(self.lower(head), PlaceWord::Preposition),
                _ if name.contains(&head) => at = head,
                _ => return false,
            }
        }
        false
    }
}
