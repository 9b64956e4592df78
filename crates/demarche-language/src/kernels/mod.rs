//! The arithmetic of the networks: products with weights, maxout with layer norm, scores of moves.
//!
//! In: rows of numbers and packed weights. Out: rows of numbers. A row's result depends on nothing but the row, so a text is
//! read alike in every batch and on every number of threads: "Moscow" before "sent" has one vector, whoever stands beside.
//!
//! There are three implementations of one thing: [`plain`] loops over the products of the `matrixmultiply` crate for every
//! processor, and two for x86-64 with AVX2 or AVX-512, chosen at run time. They differ in the last bits, not in meaning.

mod plain;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Length of a token's vector.
pub(crate) const WIDTH: usize = 96;
/// Pieces of a maxout layer.
pub(crate) const PIECES: usize = 3;
/// Length of a maxout layer's sums.
pub(crate) const WIDE: usize = WIDTH * PIECES;
/// Numbers in the hidden state of a transition system.
pub(crate) const HIDDEN: usize = 64;
/// Sums from which the hidden state is made: the larger of two each.
pub(crate) const PAIRS: usize = 2 * HIDDEN;
/// Numbers in a line of memory.
pub(crate) const LINE: usize = 16;

/// A line of memory: 16 numbers, aligned.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub(crate) struct Line(pub(crate) [f32; LINE]);

impl Line {
    pub(crate) const ZERO: Self = Self([0.0; LINE]);
}

/// Which implementation computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Any processor.
    Portable,
    /// x86-64 with AVX2 and FMA.
    Avx2,
    /// x86-64 with AVX-512.
    Avx512,
}

impl Kernel {
    /// Every kernel, slowest first.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Avx512];

    /// The fastest kernel that this processor has.
    pub fn fastest() -> Self {
        Self::ALL.into_iter().rev().find(|kernel| kernel.is_available()).unwrap_or(Self::Portable)
    }

    /// Whether this processor can run the kernel.
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => is_x86_feature_detected!("avx512f") && Self::Avx2.is_available(),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }

    /// Numbers in one register.
    fn lanes(self) -> usize {
        match self {
            Self::Avx2 => 8,
            Self::Portable | Self::Avx512 => 16,
        }
    }
}

/// How the sums of a product become its output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As they are.
    Sums,
    /// The largest of three pieces; the weights' outputs are ordered piece by piece.
    Maxout,
}

/// Weights and bias, packed for a kernel.
///
/// The portable kernel has them `inputs` × `outputs`. The others have panels of three registers' width, each `inputs` rows
/// long; in the form of a maxout the three registers hold the pieces of the same outputs. What is left over is zero.
#[derive(Debug)]
pub(crate) struct Weights {
    kernel: Kernel,
    form: Form,
    inputs: usize,
    outputs: usize,
    packed: Vec<Line>,
    bias: Vec<Line>,
}

/// Scale and shift of a layer norm.
#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) scale: [f32; WIDTH],
    pub(crate) shift: [f32; WIDTH],
}

impl Weights {
    /// Packs the weights of a product; `by_output` is `outputs` × `inputs`, `bias` has `outputs` numbers or none.
    pub(crate) fn product(kernel: Kernel, inputs: usize, by_output: &[f32], bias: &[f32]) -> Self {
        Self::pack(kernel, Form::Sums, inputs, by_output, bias)
    }

    /// Packs the weights of a maxout layer; `by_output` and `bias` are ordered piece by piece.
    pub(crate) fn maxout(kernel: Kernel, inputs: usize, by_output: &[f32], bias: &[f32]) -> Self {
        assert!(by_output.len() == WIDE * inputs && bias.len() == WIDE);
        Self::pack(kernel, Form::Maxout, inputs, by_output, bias)
    }

    fn pack(kernel: Kernel, form: Form, inputs: usize, by_output: &[f32], bias: &[f32]) -> Self {
        assert!(kernel.is_available());
        let outputs = by_output.len() / inputs;
        let panel = 3 * kernel.lanes();
        let columns = if kernel == Kernel::Portable { outputs } else { outputs.next_multiple_of(panel) };
        let mut weights = Self {
            kernel,
            form,
            inputs,
            outputs,
            packed: vec![Line::ZERO; (inputs * columns).div_ceil(LINE)],
            bias: vec![Line::ZERO; columns.div_ceil(LINE)],
        };
        for (output, row) in by_output.chunks_exact(inputs).enumerate() {
            let column = weights.column(output);
            if let Some(&bias) = bias.get(output) {
                weights.bias[column / LINE].0[column % LINE] = bias;
            }
            for (input, &value) in row.iter().enumerate() {
                let at = match kernel {
                    Kernel::Portable => input * outputs + column,
                    _ => column / panel * panel * inputs + input * panel + column % panel,
                };
                weights.packed[at / LINE].0[at % LINE] = value;
            }
        }
        weights
    }

    /// Where an output stands among the packed columns.
    fn column(&self, output: usize) -> usize {
        let lanes = self.kernel.lanes();
        match (self.kernel, self.form) {
            (Kernel::Portable, _) | (_, Form::Sums) => output,
            (_, Form::Maxout) => {
                let (piece, output) = (output / WIDTH, output % WIDTH);
                (output / lanes * PIECES + piece) * lanes + output % lanes
            }
        }
    }

    /// `out[row] = input[row * stride..][..inputs] · weights + bias` for each row; `out` has `outputs` numbers a row.
    ///
    /// # Panics
    /// If `input` or `out` is too short, or if these are the weights of a maxout layer.
    pub(crate) fn multiply(&self, rows: usize, input: &[f32], stride: usize, out: &mut [f32]) {
        assert!(self.form == Form::Sums && out.len() >= rows * self.outputs);
        self.check(rows, input, stride);
        match self.kernel {
            Kernel::Portable => plain::multiply(self, rows, input, stride, out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 | Kernel::Avx512 => x86::multiply(self, rows, input, stride, out),
            #[cfg(not(target_arch = "x86_64"))]
            _ => unreachable!("not available here"),
        }
    }

    /// A maxout layer with layer norm; with `residual`, the row's middle input is added (for a convolution over three rows).
    ///
    /// # Panics
    /// If `input` or `out` is too short, or if these are not the weights of a maxout layer.
    pub(crate) fn layer(
        &self,
        norm: &Norm,
        rows: usize,
        input: &[f32],
        stride: usize,
        residual: bool,
        out: &mut [f32],
    ) {
        assert!(self.form == Form::Maxout && out.len() >= rows * WIDTH && (!residual || self.inputs >= 2 * WIDTH));
        self.check(rows, input, stride);
        match self.kernel {
            Kernel::Portable => plain::layer(self, norm, rows, input, stride, residual, out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 | Kernel::Avx512 => x86::layer(self, norm, rows, input, stride, residual, out),
            #[cfg(not(target_arch = "x86_64"))]
            _ => unreachable!("not available here"),
        }
    }

    fn check(&self, rows: usize, input: &[f32], stride: usize) {
        assert!(rows == 0 || input.len() >= (rows - 1) * stride + self.inputs);
    }
}

/// Adds up to three products, and makes of the sum what a maxout layer makes of its sums. `own` is added at the end.
pub(crate) fn finish(
    kernel: Kernel,
    parts: [Option<&[f32; WIDE]>; 3],
    bias: &[f32; WIDE],
    norm: &Norm,
    own: Option<&[f32; WIDTH]>,
    out: &mut [f32; WIDTH],
) {
    match kernel {
        Kernel::Portable => plain::finish(parts, bias, norm, own, out),
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 | Kernel::Avx512 => x86::finish(kernel, parts, bias, norm, own, out),
        #[cfg(not(target_arch = "x86_64"))]
        _ => unreachable!("not available here"),
    }
}

/// The last two layers of a transition system with up to `LINES` × 16 moves.
#[derive(Debug)]
pub(crate) struct Upper<const LINES: usize> {
    /// Weights of all moves for each number of the hidden state.
    pub(crate) weights: Vec<[Line; LINES]>,
    pub(crate) bias: [Line; LINES],
    /// Bias of the sums.
    pub(crate) lower_bias: [f32; PAIRS],
}

impl<const LINES: usize> Upper<LINES> {
    /// Scores of all moves in a state that shows tokens with these products.
    pub(crate) fn score<const PLACES: usize>(
        &self,
        kernel: Kernel,
        products: [&[f32; PAIRS]; PLACES],
        scores: &mut [Line; LINES],
    ) {
        match kernel {
            Kernel::Portable => plain::score::<PLACES, LINES, false>(self, products, scores),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 | Kernel::Avx512 => x86::score(kernel, self, products, scores),
            #[cfg(not(target_arch = "x86_64"))]
            _ => unreachable!("not available here"),
        }
    }
}

/// The numbers of lines, one after the other.
fn numbers(lines: &[Line]) -> &[f32] {
    #[allow(unsafe_code, reason = "a slice of arrays seen as a slice of their elements")]
    // SAFETY: `Line` is `repr(C)` with 16 × 4 bytes in an alignment of 64: no padding, so the elements of all lines lie one
    // after the other, `lines.len() * LINE` of them, borrowed as long as `lines`.
    unsafe {
        std::slice::from_raw_parts(lines.as_ptr().cast(), lines.len() * LINE)
    }
}

#[cfg(test)]
mod tests;
