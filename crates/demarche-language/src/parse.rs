//! What the engine makes of one text: tokens in a dependency tree, sentences, entities, and ways to walk them.
//!
//! "Moscow sent a message to Israel." → six words and a full stop; `sent` is the root, `Moscow` its `nsubj`.

use crate::labels::{Dep, EntityKind, Pos};
use smol_str::SmolStr;
use std::ops::Range;

/// One token. Offsets are UTF-8 bytes into the text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Whether one blank follows.
    pub space_after: bool,
    /// Normal form (`n't` → `not`), lower case.
    pub norm: SmolStr,
    /// Base form.
    pub lemma: SmolStr,
    /// Penn Treebank tag (`VBD`).
    pub tag: SmolStr,
    /// Part of speech.
    pub pos: Pos,
    /// Morphology in spaCy's notation (`Tense=Past|VerbForm=Fin`).
    pub morph: SmolStr,
    /// Index of the governing token; a root governs itself.
    pub head: u32,
    /// Label of the arc from the head.
    pub dep: Dep,
    /// Whether a sentence starts here.
    pub sentence_start: bool,
    /// Index of the leftmost token of the subtree.
    pub left_edge: u32,
    /// Index of the rightmost token of the subtree (inclusive).
    pub right_edge: u32,
}

/// A named entity: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Index of the first token.
    pub first: u32,
    /// Index after the last token.
    pub end: u32,
    /// Kind.
    pub kind: EntityKind,
}

/// The reading of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// The tokens, in text order.
    pub tokens: Vec<Token>,
    /// The sentences: token ranges, in order, covering all tokens.
    pub sentences: Vec<Range<usize>>,
    /// The entities, in order, without overlap.
    pub entities: Vec<Entity>,
    /// For each token, its children's indices are `children[child_offsets[i]..child_offsets[i + 1]]`.
    children: Vec<u32>,
    child_offsets: Vec<u32>,
}

impl Parse {
    /// Builds the reading from tokens whose heads are set; computes edges, sentences and children.
    /// `sentence_start` must be set on each token that begins a sentence.
    pub fn new(mut tokens: Vec<Token>, entities: Vec<Entity>) -> Self {
        let count = tokens.len();
        let mut child_offsets = vec![0u32; count + 1];
        for (i, token) in tokens.iter().enumerate() {
            if token.head as usize != i {
                child_offsets[token.head as usize + 1] += 1;
            }
        }
        for i in 0..count {
            child_offsets[i + 1] += child_offsets[i];
        }
        let mut next = child_offsets.clone();
        let mut children = vec![0u32; child_offsets[count] as usize];
        for (i, token) in tokens.iter().enumerate() {
            let head = token.head as usize;
            if head != i {
                children[next[head] as usize] = i as u32;
                next[head] += 1;
            }
        }
        let heads: Vec<u32> = tokens.iter().map(|token| token.head).collect();
        for (token, (left, right)) in tokens.iter_mut().zip(crate::tree::edges(&heads)) {
            (token.left_edge, token.right_edge) = (left, right);
        }
        let mut sentences = Vec::new();
        let mut first = 0;
        for (i, token) in tokens.iter().enumerate().skip(1) {
            if token.sentence_start {
                sentences.push(first..i);
                first = i;
            }
        }
        if count > 0 {
            sentences.push(first..count);
        }
        Self { tokens, sentences, entities, children, child_offsets }
    }

    /// The children of a token, in text order. A token that is not there has none, here and in the functions below.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = match (self.child_offsets.get(token), self.child_offsets.get(token + 1)) {
            (Some(&first), Some(&end)) => first as usize..end as usize,
            _ => 0..0,
        };
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The children with this label, in text order.
    pub fn children_by(&self, token: usize, dep: Dep) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(token).filter(move |&child| self.tokens[child].dep == dep)
    }

    /// The first child with this label.
    pub fn child(&self, token: usize, dep: Dep) -> Option<usize> {
        self.children_by(token, dep).next()
    }

    /// The governing token, or `None` for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.tokens.get(token)?.head as usize;
        (head != token).then_some(head)
    }

    /// The governors from the token's head up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), move |&at| self.head(at))
    }

    /// The tokens from the left to the right edge of the subtree. (The tree is nearly always projective; tokens that
    /// hang elsewhere may lie between.)
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.tokens.get(token).map_or(0..0, |token| token.left_edge as usize..token.right_edge as usize + 1)
    }

    /// Whether `token` is `top` or hangs below it.
    pub fn within(&self, token: usize, top: usize) -> bool {
        token == top || self.ancestors(token).any(|at| at == top)
    }

    /// Index of the sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|range| range.end <= token)
    }

    /// Index of the first token that ends after this byte (the token at or after it); the token count if there is none.
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= byte)
    }

    /// The tokens that overlap a byte range.
    pub fn tokens_in(&self, start: u32, end: u32) -> Range<usize> {
        let first = self.token_at(start);
        let last = self.tokens.partition_point(|token| token.start < end);
        first..last.max(first)
    }

    /// Byte range of a range of tokens; `(0, 0)` when it is empty.
    pub fn bytes(&self, tokens: Range<usize>) -> (u32, u32) {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if !tokens.is_empty() => (first.start, last.end),
            _ => (0, 0),
        }
    }

    /// The token's words.
    pub fn word<'a>(&self, text: &'a str, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|token| text.get(token.start as usize..token.end as usize)).unwrap_or_default()
    }
}
