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
use crate::kernels::{Kernel, Norm, PIECES, WIDE, WIDTH, Weights, finish};

const ROWS: [usize; 6] = [5000, 1000, 2500, 2500, 50, 50];
const FIRST_SEED: u64 = 8;
/// The row of no word: four of these before, between and after texts.
pub(crate) const PADDING: u32 = u32::MAX;
/// How many padding rows keep two texts from seeing each other: one for each convolution.
pub(crate) const HALO: usize = 4;
/// Word types embedded at a time, so that intermediate values stay in the cache.
const BLOCK: usize = 64;

/// What the encoder sees of a word type: ids of norm, prefix, suffix and shape, whether a blank follows, whether it is space.
pub(crate) type Features = [u64; 6];

/// A maxout layer with layer norm.
#[derive(Debug)]
struct Layer {
    weights: Weights,
    norm: Norm,
}

/// The encoder's weights.
#[derive(Debug)]
pub(crate) struct Encoder {
    kernel: Kernel,
    tables: Vec<Vec<f32>>,
    mix: Layer,
    /// The first convolution's weights for the token before, the token itself and the token after, side by side.
    first: Weights,
    first_bias: [f32; WIDE],
    first_norm: Norm,
    convolutions: [Layer; 3],
}

/// The rows of a batch and room for the numbers on the way; used again for the next batch.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// For each row the place of its word type among `vectors`, or [`PADDING`].
    pub(crate) types: Vec<u32>,
    /// The embeddings of the batch's word types.
    pub(crate) vectors: Vec<f32>,
    products: Vec<f32>,
    here: Vec<f32>,
    there: Vec<f32>,
}

impl Encoder {
    /// Reads the weights of the encoder whose sections begin with `prefix` and that sees the first `features` features.
    pub(crate) fn load(
        archive: &Archive<'_>,
        kernel: Kernel,
        prefix: &str,
        features: usize,
    ) -> Result<Self, ModelError> {
        let tables = ROWS[..features].iter().enumerate();
        let tables: Result<_, _> =
            tables.map(|(i, rows)| archive.numbers(&format!("{prefix}.embed{i}"), rows * WIDTH)).collect();
        let part = |i: usize, inputs: usize| Part::load(archive, &format!("{prefix}.layer{i}"), inputs);
        let layer = |i, inputs| part(i, inputs).map(|part| part.into_layer(kernel, inputs));
        let first = part(1, WIDE)?;
        Ok(Self {
            kernel,
            tables: tables?,
            mix: layer(0, features * WIDTH)?,
            first: Weights::product(kernel, WIDTH, &side_by_side(&first.by_output), &[]),
            first_bias: first.bias,
            first_norm: first.norm,
            convolutions: [layer(2, WIDE)?, layer(3, WIDE)?, layer(4, WIDE)?],
        })
    }

    /// Appends the embedding of each word type.
    pub(crate) fn embed(&self, types: &[Features], out: &mut Vec<f32>) {
        let start = out.len();
        out.resize(start + types.len() * WIDTH, 0.0);
        let width = self.tables.len() * WIDTH;
        let mut sums = vec![0.0; BLOCK.min(types.len()) * width];
        for (types, out) in types.chunks(BLOCK).zip(out[start..].chunks_mut(BLOCK * WIDTH)) {
            for (features, sum) in types.iter().zip(sums.chunks_exact_mut(width)) {
                self.look_up(features, sum);
            }
            self.mix.weights.layer(&self.mix.norm, types.len(), &sums, width, false, out);
        }
    }

    /// The sum of four table rows for each feature.
    fn look_up(&self, features: &Features, out: &mut [f32]) {
        for (i, (table, out)) in self.tables.iter().zip(out.as_chunks_mut().0).enumerate() {
            *out = [0.0; WIDTH];
            for row in embedding_rows(features[i], FIRST_SEED + i as u64) {
                let row = row as usize % ROWS[i];
                out.iter_mut().zip(&table[row * WIDTH..]).for_each(|(sum, value)| *sum += value);
            }
        }
    }

    /// Encodes rows. The vector of row `i` stands at `(i + 1) * WIDTH`.
    pub(crate) fn encode<'a>(&self, rows: &'a mut Rows) -> &'a [f32] {
        let count = rows.types.len();
        for buffer in [&mut rows.here, &mut rows.there] {
            // One row of zeros before the first and one after the last.
            buffer.resize((count + 2) * WIDTH, 0.0);
            buffer[..WIDTH].fill(0.0);
            buffer[(count + 1) * WIDTH..].fill(0.0);
        }
        self.convolve_types(rows);
        for layer in &self.convolutions {
            layer.weights.layer(&layer.norm, count, &rows.here, WIDTH, true, &mut rows.there[WIDTH..]);
            std::mem::swap(&mut rows.here, &mut rows.there);
        }
        &rows.here
    }

    /// The first convolution: three products of each type, added up row by row.
    fn convolve_types(&self, rows: &mut Rows) {
        let types = rows.vectors.len() / WIDTH;
        rows.products.resize((types * 3 * WIDE).max(rows.products.len()), 0.0);
        self.first.multiply(types, &rows.vectors, WIDTH, &mut rows.products);
        let products: &[[f32; WIDE]] = rows.products.as_chunks().0;
        let vectors: &[[f32; WIDTH]] = rows.vectors.as_chunks().0;
        let part = |row: Option<&u32>, which: usize| match row {
            None | Some(&PADDING) => None,
            Some(&row) => products.get(row as usize * 3 + which),
        };
        let mut before = None;
        for (at, (row, out)) in rows.types.iter().zip(rows.here[WIDTH..].as_chunks_mut().0).enumerate() {
            let parts = [part(before, 0), part(Some(row), 1), part(rows.types.get(at + 1), 2)];
            finish(self.kernel, parts, &self.first_bias, &self.first_norm, vectors.get(*row as usize), out);
            before = Some(row);
        }
    }
}

/// A layer as the file has it, but ordered piece by piece.
struct Part {
    by_output: Vec<f32>,
    bias: [f32; WIDE],
    norm: Norm,
}

impl Part {
    fn load(archive: &Archive<'_>, prefix: &str, inputs: usize) -> Result<Self, ModelError> {
        let weight = archive.numbers(&format!("{prefix}.weight"), WIDE * inputs)?;
        let bias = archive.numbers(&format!("{prefix}.bias"), WIDE)?;
        let by_piece = |i: usize| (i % WIDTH) * PIECES + i / WIDTH;
        let scale = archive.numbers(&format!("{prefix}.scale"), WIDTH)?;
        let shift = archive.numbers(&format!("{prefix}.shift"), WIDTH)?;
        Ok(Self {
            by_output: (0..WIDE).flat_map(|i| &weight[by_piece(i) * inputs..][..inputs]).copied().collect(),
            bias: std::array::from_fn(|i| bias[by_piece(i)]),
            norm: Norm { scale: std::array::from_fn(|i| scale[i]), shift: std::array::from_fn(|i| shift[i]) },
        })
    }

    fn into_layer(self, kernel: Kernel, inputs: usize) -> Layer {
        Layer { weights: Weights::maxout(kernel, inputs, &self.by_output, &self.bias), norm: self.norm }
    }
}

/// 288 outputs × (3 · 96) inputs → (3 · 288) outputs × 96 inputs: a product of its own for each of the three neighbours.
fn side_by_side(by_output: &[f32]) -> Vec<f32> {
    (0..3)
        .flat_map(|which| by_output.chunks_exact(WIDE).flat_map(move |row| &row[which * WIDTH..][..WIDTH]))
        .copied()
        .collect()
}
