//! The encoder (spaCy's tok2vec): word types in, one vector of 96 numbers for each token out.
//!
//! In: the word types of a batch and, row by row, which of them stands there; texts are set apart by [`PADDING`] rows.
//! Out: a vector for each row that knows its four neighbours on either side: the "sent" of "Moscow sent a message".
//!
//! Facts from spaCy's `ml/models/tok2vec.py` and thinc's layers: hash embeddings are summed and mixed by a maxout layer;
//! four convolutions over three tokens follow, each a maxout with layer norm whose input is added to its output. The
//! embedding and the products of the first convolution depend on the word type alone and are computed once for each.

use crate::archive::{Archive, ModelError};
use crate::hash::embedding_rows;
use crate::kernels::Matrix;

/// Length of a token's vector.
pub(crate) const WIDTH: usize = 96;
const PIECES: usize = 3;
const WIDE: usize = WIDTH * PIECES;
const ROWS: [usize; 6] = [5000, 1000, 2500, 2500, 50, 50];
const FIRST_SEED: u64 = 8;
/// The row of no word: four of these before, between and after texts.
pub(crate) const PADDING: u32 = u32::MAX;
/// How many padding rows keep two texts from seeing each other: one for each convolution.
pub(crate) const HALO: usize = 4;
/// Rows computed at a time, so that intermediate values stay in the cache.
const BLOCK: usize = 256;

/// What the encoder sees of a word type: ids of norm, prefix, suffix and shape, whether a blank follows, whether it is space.
pub(crate) type Features = [u64; 6];

/// A maxout layer with layer norm.
#[derive(Debug)]
struct Maxout {
    /// Outputs are ordered piece by piece.
    weight: Matrix,
    bias: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

/// The encoder's weights.
#[derive(Debug)]
pub(crate) struct Encoder {
    tables: Vec<Vec<f32>>,
    mix: Maxout,
    /// The first convolution's weights for the token before, the token itself and the token after, side by side.
    first: Matrix,
    convolutions: [Maxout; 4],
}

impl Encoder {
    /// Reads the weights of the encoder whose sections begin with `prefix` and that sees the first `features` features.
    pub(crate) fn load(archive: &Archive<'_>, prefix: &str, features: usize) -> Result<Self, ModelError> {
        let tables = ROWS[..features].iter().enumerate();
        let tables: Result<_, _> =
            tables.map(|(i, rows)| archive.numbers(&format!("{prefix}.embed{i}"), rows * WIDTH)).collect();
        let layer = |i: usize, inputs: usize| Maxout::load(archive, &format!("{prefix}.layer{i}"), inputs);
        let convolutions = [layer(1, WIDE)?, layer(2, WIDE)?, layer(3, WIDE)?, layer(4, WIDE)?];
        let first = side_by_side(&convolutions[0].weight);
        Ok(Self { tables: tables?, mix: layer(0, features * WIDTH)?, first, convolutions })
    }

    /// Encodes rows; the result has one zero vector before the first and one after the last row.
    pub(crate) fn encode(&self, types: &[Features], rows: &[u32]) -> Vec<f32> {
        let embedded = self.embed(types);
        let mut here = self.convolve_types(types.len(), &embedded, rows);
        let mut there = vec![0.0; here.len()];
        for layer in &self.convolutions[1..] {
            layer.convolve(&here, &mut there);
            std::mem::swap(&mut here, &mut there);
        }
        here
    }

    /// The vector of each word type.
    fn embed(&self, types: &[Features]) -> Vec<f32> {
        let mut out = vec![0.0; types.len() * WIDTH];
        let width = self.tables.len() * WIDTH;
        let mut sums = vec![0.0; BLOCK * width];
        let mut wide = vec![0.0; BLOCK * WIDE];
        for (types, out) in types.chunks(BLOCK).zip(out.chunks_mut(BLOCK * WIDTH)) {
            for (features, sum) in types.iter().zip(sums.chunks_exact_mut(width)) {
                self.look_up(features, sum);
            }
            self.mix.weight.multiply(types.len(), &sums, width, &mut wide);
            for (wide, out) in wide.chunks_exact(WIDE).zip(out.chunks_exact_mut(WIDTH)) {
                self.mix.finish(wide, out);
            }
        }
        out
    }

    /// The sum of four table rows for each feature.
    fn look_up(&self, features: &Features, out: &mut [f32]) {
        for (i, (table, out)) in self.tables.iter().zip(out.chunks_exact_mut(WIDTH)).enumerate() {
            let rows = embedding_rows(features[i], FIRST_SEED + i as u64);
            let [a, b, c, d] = rows.map(|row| {
                let row = row as usize % ROWS[i];
                &table[row * WIDTH..(row + 1) * WIDTH]
            });
            for (j, out) in out.iter_mut().enumerate() {
                *out = a[j] + b[j] + c[j] + d[j];
            }
        }
    }

    /// The first convolution: three products of each type, added up row by row.
    fn convolve_types(&self, count: usize, embedded: &[f32], rows: &[u32]) -> Vec<f32> {
        let mut products = vec![0.0; count * 3 * WIDE];
        self.first.multiply(count, embedded, WIDTH, &mut products);
        let layer = &self.convolutions[0];
        let part = |row: Option<&u32>, which: usize| match row {
            None | Some(&PADDING) => None,
            Some(&row) => Some(&products[(row as usize * 3 + which) * WIDE..][..WIDE]),
        };
        let mut out = vec![0.0; (rows.len() + 2) * WIDTH];
        let mut wide = [0.0; WIDE];
        for (at, &row) in rows.iter().enumerate() {
            wide.fill(0.0);
            let before = at.checked_sub(1).and_then(|at| rows.get(at));
            for part in [part(before, 0), part(Some(&row), 1), part(rows.get(at + 1), 2)].into_iter().flatten() {
                wide.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
            }
            let out = &mut out[(at + 1) * WIDTH..][..WIDTH];
            layer.finish(&wide, out);
            if row != PADDING {
                let own = &embedded[row as usize * WIDTH..][..WIDTH];
                out.iter_mut().zip(own).for_each(|(out, own)| *out += own);
            }
        }
        out
    }
}

impl Maxout {
    fn load(archive: &Archive<'_>, prefix: &str, inputs: usize) -> Result<Self, ModelError> {
        let weight = archive.numbers(&format!("{prefix}.weight"), WIDE * inputs)?;
        let bias = archive.numbers(&format!("{prefix}.bias"), WIDE)?;
        let by_piece = |i: usize| (i % WIDTH) * PIECES + i / WIDTH;
        let ordered: Vec<f32> = (0..WIDE).flat_map(|i| &weight[by_piece(i) * inputs..][..inputs]).copied().collect();
        Ok(Self {
            weight: Matrix::from_outputs(WIDE, inputs, &ordered),
            bias: (0..WIDE).map(|i| bias[by_piece(i)]).collect(),
            scale: archive.numbers(&format!("{prefix}.scale"), WIDTH)?,
            shift: archive.numbers(&format!("{prefix}.shift"), WIDTH)?,
        })
    }

    /// A convolution over rows that have a zero row before and after them.
    fn convolve(&self, input: &[f32], output: &mut [f32]) {
        let rows = input.len() / WIDTH - 2;
        let mut wide = vec![0.0; BLOCK * WIDE];
        for first in (0..rows).step_by(BLOCK) {
            let count = BLOCK.min(rows - first);
            self.weight.multiply(count, &input[first * WIDTH..], WIDTH, &mut wide);
            for (i, wide) in wide.chunks_exact(WIDE).take(count).enumerate() {
                let at = (first + i + 1) * WIDTH;
                let out = &mut output[at..at + WIDTH];
                self.finish(wide, out);
                out.iter_mut().zip(&input[at..]).for_each(|(out, own)| *out += own);
            }
        }
    }

    /// Bias, maximum over the pieces, and layer norm.
    fn finish(&self, wide: &[f32], out: &mut [f32]) {
        for (i, out) in out.iter_mut().enumerate() {
            let piece = |p: usize| wide[p * WIDTH + i] + self.bias[p * WIDTH + i];
            *out = piece(0).max(piece(1)).max(piece(2));
        }
        let mean = out.iter().sum::<f32>() / WIDTH as f32;
        let variance = out.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / WIDTH as f32;
        let factor = 1.0 / (variance + 1e-8).sqrt();
        for (i, value) in out.iter_mut().enumerate() {
            *value = (*value - mean) * factor * self.scale[i] + self.shift[i];
        }
    }
}

/// (3 · 96) × 288 → 96 × (3 · 288): the products with the three neighbours next to each other.
fn side_by_side(weight: &Matrix) -> Matrix {
    let mut values = vec![0.0; weight.values.len()];
    for (input, row) in weight.values.chunks_exact(WIDE).enumerate() {
        let (which, input) = (input / WIDTH, input % WIDTH);
        values[(input * 3 + which) * WIDE..][..WIDE].copy_from_slice(row);
    }
    Matrix { inputs: WIDTH, outputs: 3 * WIDE, values }
}
