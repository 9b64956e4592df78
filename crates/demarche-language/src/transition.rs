//! Scores the moves of a transition system from the tokens it looks at.
//!
//! In: the encoder's vectors of a text, and for each step the tokens that the state shows (the next word of the buffer,
//! the top of the stack …). Out: a score for every move. Used by the parser (8 tokens, 106 moves) and by the entity
//! recogniser (3 tokens, 74 moves): after "Moscow sent" the parser asks what to do with `Moscow` and `sent`.
//!
//! Facts from spaCy's `ml/parser_model.pyx` and `ml/_precomputable_affine.py`: the product of each token with each place is
//! computed once; a state adds up one product per place, takes the larger of two pieces, and is multiplied with the moves.

use crate::archive::{Archive, ModelError};
use crate::kernels::{HIDDEN, Kernel, LINE, Line, PAIRS, Upper, WIDTH, Weights};
use std::ops::Range;

/// Tokens whose products are computed together.
const CHUNK: usize = 64;
/// How many chunks are kept. What a state looks at is rarely further away; if it is, its chunk is computed again. There are
/// more than a state can look at, so that those it looks at never drive each other out.
const KEPT: usize = 16;

/// The weights of a transition system that looks at `PLACES` tokens and has up to `LINES` × 16 moves.
#[derive(Debug)]
pub(crate) struct Scorer<const PLACES: usize, const LINES: usize> {
    kernel: Kernel,
    hidden: Weights,
    lower: Weights,
    missing: Vec<f32>,
    upper: Upper<LINES>,
}

impl<const PLACES: usize, const LINES: usize> Scorer<PLACES, LINES> {
    /// Reads the weights whose sections begin with `prefix`.
    pub(crate) fn load(archive: &Archive<'_>, kernel: Kernel, prefix: &str, moves: usize) -> Result<Self, ModelError> {
        let numbers = |name: &str, count| archive.numbers(&format!("{prefix}.{name}"), count);
        if moves > LINES * LINE {
            return Err(ModelError::Section(format!("{prefix}.moves")));
        }
        // The file has (place, output, piece, input); here the two pieces lie one after the other.
        let by_piece = |i: usize| (i / PAIRS) * PAIRS + (i % HIDDEN) * 2 + (i % PAIRS) / HIDDEN;
        let lower = numbers("lower.weight", PLACES * PAIRS * HIDDEN)?;
        let lower: Vec<f32> =
            (0..PLACES * PAIRS).flat_map(|i| &lower[by_piece(i) * HIDDEN..][..HIDDEN]).copied().collect();
        let lower_bias = numbers("lower.bias", PAIRS)?;
        let missing = numbers("lower.pad", PLACES * PAIRS)?;
        let upper = numbers("upper.weight", moves * HIDDEN)?;
        let bias = numbers("upper.bias", moves)?;
        let lines = |value: &dyn Fn(usize) -> f32| -> [Line; LINES] {
            std::array::from_fn(|line| {
                Line(std::array::from_fn(|i| if line * LINE + i < moves { value(line * LINE + i) } else { 0.0 }))
            })
        };
        Ok(Self {
            kernel,
            hidden: Weights::product(
                kernel,
                WIDTH,
                &numbers("hidden.weight", HIDDEN * WIDTH)?,
                &numbers("hidden.bias", HIDDEN)?,
            ),
            lower: Weights::product(kernel, HIDDEN, &lower, &[]),
            missing: (0..PLACES * PAIRS).map(|i| missing[by_piece(i)]).collect(),
            upper: Upper {
                weights: (0..HIDDEN).map(|i| lines(&|number| upper[number * HIDDEN + i])).collect(),
                bias: lines(&|number| bias[number]),
                lower_bias: std::array::from_fn(|i| lower_bias[by_piece(i)]),
            },
        })
    }

    /// Appends the hidden vectors of tokens with these encodings.
    pub(crate) fn hidden(&self, encoded: &[f32], out: &mut Vec<f32>) {
        let (start, count) = (out.len(), encoded.len() / WIDTH);
        out.resize(start + count * HIDDEN, 0.0);
        self.hidden.multiply(count, encoded, WIDTH, &mut out[start..]);
    }

    /// Prepares to score states over the tokens with these hidden vectors.
    pub(crate) fn over<'a>(&'a self, hidden: &'a [f32], products: &'a mut Products) -> Scores<'a, PLACES, LINES> {
        const { assert!(PLACES < KEPT) };
        products.chunks = [None; KEPT];
        products.numbers.resize(products.numbers.len().max(KEPT * CHUNK * PLACES * PAIRS), 0.0);
        Scores { scorer: self, hidden, products, scores: [Line::ZERO; LINES] }
    }
}

/// Products of the tokens looked at last; the room is used again for the next text.
#[derive(Debug, Default)]
pub(crate) struct Products {
    /// Which chunk lies in each place.
    chunks: [Option<usize>; KEPT],
    /// The place filled last.
    latest: usize,
    numbers: Vec<f32>,
}

impl Products {
    /// The place where a chunk lies.
    fn place(&self, chunk: usize) -> Option<usize> {
        if self.chunks[self.latest] == Some(chunk) {
            return Some(self.latest);
        }
        self.chunks.iter().position(|&own| own == Some(chunk))
    }

    /// Where the products of a token begin.
    fn at<const PLACES: usize>(&self, token: u32) -> Option<usize> {
        let place = self.place(token as usize / CHUNK)?;
        Some((place * CHUNK + token as usize % CHUNK) * PLACES * PAIRS)
    }
}

/// Scores for the states of one text.
pub(crate) struct Scores<'a, const PLACES: usize, const LINES: usize> {
    scorer: &'a Scorer<PLACES, LINES>,
    hidden: &'a [f32],
    products: &'a mut Products,
    scores: [Line; LINES],
}

impl<const PLACES: usize, const LINES: usize> Scores<'_, PLACES, LINES> {
    /// Scores the moves in a state that shows these tokens.
    pub(crate) fn score(&mut self, tokens: [Option<u32>; PLACES]) {
        // A chunk that is computed may take the place of another that is needed; then that one is computed again.
        while let Some(chunk) = self.missing(tokens) {
            self.compute(chunk);
        }
        let Self { scorer, products, scores, .. } = self;
        let shown = std::array::from_fn(|place| {
            let (numbers, at) = match tokens[place].and_then(|token| products.at::<PLACES>(token)) {
                None => (&scorer.missing, 0),
                Some(at) => (&products.numbers, at),
            };
            numbers[at + place * PAIRS..].first_chunk().unwrap_or(&[0.0; PAIRS])
        });
        scorer.upper.score::<PLACES>(scorer.kernel, shown, scores);
    }

    /// A chunk that is needed and not there.
    fn missing(&self, tokens: [Option<u32>; PLACES]) -> Option<usize> {
        let mut chunks = tokens.into_iter().flatten().map(|token| token as usize / CHUNK);
        chunks.find(|&chunk| self.products.place(chunk).is_none())
    }

    fn compute(&mut self, chunk: usize) {
        let hidden = &self.hidden[chunk * CHUNK * HIDDEN..];
        let count = CHUNK.min(hidden.len() / HIDDEN);
        let place = (self.products.latest + 1) % KEPT;
        let numbers = &mut self.products.numbers[place * CHUNK * PLACES * PAIRS..];
        self.scorer.lower.multiply(count, hidden, HIDDEN, numbers);
        self.products.chunks[place] = Some(chunk);
        self.products.latest = place;
    }

    /// The best of the moves in these ranges, the first of equals.
    pub(crate) fn best(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        for number in ranges.into_iter().flatten() {
            let score = self.scores[number / LINE].0[number % LINE];
            if best.is_none_or(|(_, high)| score > high) {
                best = Some((number, score));
            }
        }
        best.map(|(number, _)| number)
    }
}
