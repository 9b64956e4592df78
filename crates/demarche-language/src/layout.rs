//! Lays the tokens of texts out as rows for the encoder.
//!
//! In: texts cut into tokens. Out: their vectors, in order, in portions. The four rows of padding between "… agreed." and
//! "Moscow sent …" keep the two texts from seeing each other.
//!
//! What is longer than a portion is encoded in pieces that overlap by the reach of the convolutions, which gives the same
//! numbers. The embedding of a word type is kept for later batches.

use crate::encoder::{Encoder, Features, HALO, PADDING, Rows};
use crate::kernels::WIDTH;
use crate::model::{BATCH_TOKENS, Text};
use crate::tokenizer::Piece;

/// No number yet.
const NONE: u32 = u32::MAX;

/// The embeddings of word types by their key.
#[derive(Default)]
pub(crate) struct Types {
    /// For each key the number of its vector.
    numbers: Vec<u32>,
    vectors: Vec<f32>,
    /// For each key its place in the present portion, and the keys that have one.
    places: Vec<u32>,
    used: Vec<u32>,
}

/// The tokens of texts, padding before, between and after them.
pub(crate) struct Layout<'a>(Vec<Option<&'a Piece>>);

impl<'a> Layout<'a> {
    /// Lays texts out.
    pub(crate) fn of(texts: &'a [Text]) -> Self {
        let mut pieces = vec![None; HALO];
        for text in texts.iter().filter(|text| !text.pieces.is_empty()) {
            pieces.extend(text.pieces.iter().map(Some));
            pieces.extend([None; HALO]);
        }
        Self(pieces)
    }

    /// How many rows there are: more than tokens, by the padding.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Encodes the tokens and hands over their vectors. `key` is a small number for the word type that has these features.
    pub(crate) fn encode(
        &self,
        encoder: &Encoder,
        types: &mut Types,
        rows: &mut Rows,
        key: impl Fn(&Piece) -> u32,
        features: impl Fn(&Piece) -> Features,
        mut take: impl FnMut(&[f32]),
    ) {
        let tokens_end = self.0.len() - HALO;
        for first in (HALO..tokens_end).step_by(BATCH_TOKENS) {
            let end = (first + BATCH_TOKENS).min(tokens_end);
            types.lay_out(encoder, rows, &self.0[first - HALO..end + HALO], &key, &features);
            // The encoder's rows begin with one of zeros, then come those before `first`.
            let own = &encoder.encode(rows)[(HALO + 1) * WIDTH..];
            let mut at = 0;
            for run in self.0[first..end].chunk_by(|a, b| a.is_some() == b.is_some()) {
                if run[0].is_some() {
                    take(&own[at * WIDTH..][..run.len() * WIDTH]);
                }
                at += run.len();
            }
        }
    }
}

impl Types {
    /// Fills the rows of a portion, embedding the word types that are new.
    fn lay_out(
        &mut self,
        encoder: &Encoder,
        rows: &mut Rows,
        portion: &[Option<&Piece>],
        key: impl Fn(&Piece) -> u32,
        features: impl Fn(&Piece) -> Features,
    ) {
        let mut new = Vec::new();
        let known = (self.vectors.len() / WIDTH) as u32;
        for used in self.used.drain(..) {
            self.places[used as usize] = NONE;
        }
        rows.types.clear();
        for piece in portion {
            let Some(piece) = piece else {
                rows.types.push(PADDING);
                continue;
            };
            let key = key(piece) as usize;
            if key >= self.places.len() {
                self.places.resize(key + 1, NONE);
                self.numbers.resize(key + 1, NONE);
            }
            if self.places[key] == NONE {
                self.places[key] = self.used.len() as u32;
                self.used.push(key as u32);
                if self.numbers[key] == NONE {
                    self.numbers[key] = known + new.len() as u32;
                    new.push(features(piece));
                }
            }
            rows.types.push(self.places[key]);
        }
        encoder.embed(&new, &mut self.vectors);
        rows.vectors.clear();
        for &key in &self.used {
            let number = self.numbers[key as usize] as usize;
            rows.vectors.extend_from_slice(&self.vectors[number * WIDTH..][..WIDTH]);
        }
    }
}
