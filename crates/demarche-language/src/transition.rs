//! Scores the moves of a transition system from the tokens it looks at.
//!
//! In: the encoder's vectors of a text, and for each step the tokens that the state shows (the next word of the buffer,
//! the top of the stack …). Out: a score for every move. Used by the parser (8 tokens, 106 moves) and by the entity
//! recogniser (3 tokens, 74 moves).
//!
//! Facts from spaCy's `ml/parser_model.pyx` and `ml/_precomputable_affine.py`: the product of each token with each place is
//! computed once; a state adds up one product per place, takes the larger of two pieces, and is multiplied with the moves.

use crate::archive::{Archive, ModelError};
use crate::encoder::WIDTH;
use crate::kernels::Matrix;

const HIDDEN: usize = 64;
const PAIRS: usize = 2 * HIDDEN;
/// Tokens whose products are computed together.
const CHUNK: usize = 256;
/// How many chunks are kept: what a sentence looks at is rarely further away.
const KEPT: usize = 8;

/// The weights of a transition system that looks at `PLACES` tokens.
#[derive(Debug)]
pub(crate) struct Scorer<const PLACES: usize> {
    hidden: Matrix,
    hidden_bias: Vec<f32>,
    lower: Matrix,
    lower_bias: Vec<f32>,
    missing: Vec<f32>,
    upper: Matrix,
    upper_bias: Vec<f32>,
}

impl<const PLACES: usize> Scorer<PLACES> {
    /// Reads the weights whose sections begin with `prefix`.
    pub(crate) fn load(archive: &Archive<'_>, prefix: &str, moves: usize) -> Result<Self, ModelError> {
        let numbers = |name: &str, count| archive.numbers(&format!("{prefix}.{name}"), count);
        // The file has (place, output, piece, input); here the two pieces lie one after the other.
        let by_piece = |i: usize| (i / PAIRS) * PAIRS + (i % HIDDEN) * 2 + (i % PAIRS) / HIDDEN;
        let weight = numbers("lower.weight", PLACES * PAIRS * HIDDEN)?;
        let ordered: Vec<f32> =
            (0..PLACES * PAIRS).flat_map(|i| &weight[by_piece(i) * HIDDEN..][..HIDDEN]).copied().collect();
        let bias = numbers("lower.bias", PAIRS)?;
        let missing = numbers("lower.pad", PLACES * PAIRS)?;
        Ok(Self {
            hidden: Matrix::from_outputs(HIDDEN, WIDTH, &numbers("hidden.weight", HIDDEN * WIDTH)?),
            hidden_bias: numbers("hidden.bias", HIDDEN)?,
            lower: Matrix::from_outputs(PLACES * PAIRS, HIDDEN, &ordered),
            lower_bias: (0..PAIRS).map(|i| bias[by_piece(i)]).collect(),
            missing: (0..PLACES * PAIRS).map(|i| missing[by_piece(i)]).collect(),
            upper: Matrix::from_outputs(moves, HIDDEN, &numbers("upper.weight", moves * HIDDEN)?),
            upper_bias: numbers("upper.bias", moves)?,
        })
    }

    /// The hidden vectors of tokens, from their encodings.
    pub(crate) fn hidden(&self, encoded: &[f32]) -> Vec<f32> {
        let count = encoded.len() / WIDTH;
        let mut hidden = vec![0.0; count * HIDDEN];
        self.hidden.multiply(count, encoded, WIDTH, &mut hidden);
        for row in hidden.chunks_exact_mut(HIDDEN) {
            row.iter_mut().zip(&self.hidden_bias).for_each(|(value, bias)| *value += bias);
        }
        hidden
    }

    /// Prepares to score states over the tokens with these hidden vectors.
    pub(crate) fn over<'a>(&'a self, hidden: &'a [f32]) -> Scores<'a, PLACES> {
        Scores { scorer: self, hidden, chunks: Vec::new(), scores: vec![0.0; self.upper.outputs] }
    }
}

/// Scores for the states of one text.
pub(crate) struct Scores<'a, const PLACES: usize> {
    scorer: &'a Scorer<PLACES>,
    hidden: &'a [f32],
    /// Products of the chunks looked at last, with their numbers, latest last.
    chunks: Vec<(usize, Vec<f32>)>,
    scores: Vec<f32>,
}

impl<const PLACES: usize> Scores<'_, PLACES> {
    /// The score of each move in a state that shows these tokens.
    pub(crate) fn of(&mut self, tokens: [Option<u32>; PLACES]) -> &[f32] {
        let mut sum = [0.0f32; PAIRS];
        for (place, token) in tokens.into_iter().enumerate() {
            let product = match token {
                None => &self.scorer.missing[place * PAIRS..][..PAIRS],
                Some(token) => &self.products(token as usize)[place * PAIRS..][..PAIRS],
            };
            sum.iter_mut().zip(product).for_each(|(sum, value)| *sum += value);
        }
        sum.iter_mut().zip(&self.scorer.lower_bias).for_each(|(sum, bias)| *sum += bias);
        let moves = self.scores.len();
        self.scores.fill(0.0);
        for (i, weights) in self.scorer.upper.values.chunks_exact(moves).enumerate() {
            let state = if sum[i] >= sum[HIDDEN + i] { sum[i] } else { sum[HIDDEN + i] };
            self.scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += state * weight);
        }
        self.scores.iter_mut().zip(&self.scorer.upper_bias).for_each(|(score, bias)| *score += bias);
        &self.scores
    }

    /// The products of a token with all places.
    fn products(&mut self, token: usize) -> &[f32] {
        let number = token / CHUNK;
        let at = match self.chunks.iter().rposition(|chunk| chunk.0 == number) {
            Some(at) => at,
            None => self.compute(number),
        };
        &self.chunks[at].1[token % CHUNK * PLACES * PAIRS..][..PLACES * PAIRS]
    }

    fn compute(&mut self, number: usize) -> usize {
        let mut products = if self.chunks.len() < KEPT { Vec::new() } else { self.chunks.remove(0).1 };
        let hidden = &self.hidden[number * CHUNK * HIDDEN..];
        let count = CHUNK.min(hidden.len() / HIDDEN);
        products.resize(count * PLACES * PAIRS, 0.0);
        self.scorer.lower.multiply(count, hidden, HIDDEN, &mut products);
        self.chunks.push((number, products));
        self.chunks.len() - 1
    }
}

/// The valid move with the highest score, the first of equals.
pub(crate) fn best(scores: &[f32], valid: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best = None;
    for (i, &score) in scores.iter().enumerate() {
        if valid(i) && best.is_none_or(|(_, high)| score > high) {
            best = Some((i, score));
        }
    }
    best.map(|(i, _)| i)
}
