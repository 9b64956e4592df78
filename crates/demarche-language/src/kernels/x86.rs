//! The implementations for x86-64 with AVX2 and with AVX-512.
//!
//! In and out as [`super`] says. A tile of rows (8 with AVX-512, 4 with AVX2) is multiplied with a panel of three registers;
//! its sums never leave the registers: a maxout takes the largest of the three there, and the row "sent" is normalised
//! while it is still in the nearest cache.
#![allow(unsafe_code, reason = "vector loads and stores, and calls of functions compiled for a processor's features")]

use super::{Form, Kernel, Line, Norm, PAIRS, Upper, WIDE, WIDTH, Weights, plain};
use std::arch::x86_64::*;

/// One product: `rows` rows at `input`, `stride` numbers apart; results at `out`, `width` numbers apart.
///
/// # Invariants, which [`multiply`] and [`layer`] establish
/// - `input` is valid for reading `(rows - 1) * stride + weights.inputs` numbers;
/// - `out` is valid for writing `rows * width` numbers, and nothing else refers to them;
/// - `width` is the number of outputs for sums, and [`WIDTH`] for a maxout;
/// - the weights are packed for the kernel that runs.
struct Task<'a> {
    weights: &'a Weights,
    rows: usize,
    input: *const f32,
    stride: usize,
    out: *mut f32,
    width: usize,
}

pub(super) fn multiply(weights: &Weights, rows: usize, input: &[f32], stride: usize, out: &mut [f32]) {
    assert!(rows == 0 || input.len() >= (rows - 1) * stride + weights.inputs);
    assert!(out.len() >= rows * weights.outputs && weights.form == Form::Sums && weights.kernel.is_available());
    let task = Task { weights, rows, input: input.as_ptr(), stride, out: out.as_mut_ptr(), width: weights.outputs };
    // SAFETY: the assertions establish the invariants of `Task`, and that the processor has the features; `out` is borrowed
    // exclusively.
    unsafe {
        match weights.kernel {
            Kernel::Avx512 => sums_avx512(&task),
            _ => sums_avx2(&task),
        }
    }
}

pub(super) fn layer(
    weights: &Weights,
    norm: &Norm,
    rows: usize,
    input: &[f32],
    stride: usize,
    residual: bool,
    out: &mut [f32],
) {
    /// Rows whose maxout is taken before they are normalised.
    const BLOCK: usize = 8;
    assert!(rows == 0 || input.len() >= (rows - 1) * stride + weights.inputs);
    assert!(out.len() >= rows * WIDTH && weights.form == Form::Maxout && weights.kernel.is_available());
    for first in (0..rows).step_by(BLOCK) {
        let count = BLOCK.min(rows - first);
        let (input, out) = (&input[first * stride..], &mut out[first * WIDTH..]);
        let task = Task { weights, rows: count, input: input.as_ptr(), stride, out: out.as_mut_ptr(), width: WIDTH };
        // SAFETY: the assertions establish the invariants of `Task` for all rows, hence for these; the processor has the
        // features; `out` is borrowed exclusively.
        unsafe {
            match weights.kernel {
                Kernel::Avx512 => sums_avx512(&task),
                _ => sums_avx2(&task),
            }
        }
        for (i, row) in out.as_chunks_mut().0.iter_mut().take(count).enumerate() {
            let own = if residual { input[i * stride + WIDTH..].first_chunk() } else { None };
            // SAFETY: the processor has the features, as asserted above.
            unsafe {
                match weights.kernel {
                    Kernel::Avx512 => normalise_avx512(norm, own, row),
                    _ => normalise_avx2(norm, own, row),
                }
            }
        }
    }
}

pub(super) fn finish(
    kernel: Kernel,
    parts: [Option<&[f32; WIDE]>; 3],
    bias: &[f32; WIDE],
    norm: &Norm,
    own: Option<&[f32; WIDTH]>,
    out: &mut [f32; WIDTH],
) {
    assert!(kernel.is_available());
    // SAFETY: the processor has the features, as asserted.
    unsafe {
        match kernel {
            Kernel::Avx512 => finish_avx512(parts, bias, norm, own, out),
            _ => finish_avx2(parts, bias, norm, own, out),
        }
    }
}

pub(super) fn score<const PLACES: usize, const LINES: usize>(
    kernel: Kernel,
    upper: &Upper<LINES>,
    products: [&[f32; PAIRS]; PLACES],
    scores: &mut [Line; LINES],
) {
    assert!(kernel.is_available());
    // SAFETY: the processor has the features, as asserted.
    unsafe {
        match kernel {
            Kernel::Avx512 => score_avx512(upper, products, scores),
            _ => score_avx2(upper, products, scores),
        }
    }
}

/// The loops of [`plain`], compiled for wider registers.
macro_rules! compiled_for {
    ($features:literal, $normalise:ident, $finish:ident, $score:ident) => {
        #[target_feature(enable = $features)]
        fn $normalise(norm: &Norm, own: Option<&[f32; WIDTH]>, row: &mut [f32; WIDTH]) {
            plain::normalise(norm, own, row);
        }

        #[target_feature(enable = $features)]
        fn $finish(
            parts: [Option<&[f32; WIDE]>; 3],
            bias: &[f32; WIDE],
            norm: &Norm,
            own: Option<&[f32; WIDTH]>,
            out: &mut [f32; WIDTH],
        ) {
            plain::finish(parts, bias, norm, own, out);
        }

        #[target_feature(enable = $features)]
        fn $score<const PLACES: usize, const LINES: usize>(
            upper: &Upper<LINES>,
            products: [&[f32; PAIRS]; PLACES],
            scores: &mut [Line; LINES],
        ) {
            plain::score::<PLACES, LINES, true>(upper, products, scores);
        }
    };
}

compiled_for!("avx2,fma", normalise_avx2, finish_avx2, score_avx2);
compiled_for!("avx512f,avx2,fma", normalise_avx512, finish_avx512, score_avx512);

/// A product over tiles of `$rows` rows and panels of three registers of `$lanes` numbers.
macro_rules! sums {
    ($name:ident, $features:literal, $rows:literal, $lanes:literal, $zero:ident, $broadcast:ident, $load:ident, $store:ident,
     $add:ident, $max:ident, $fused:ident) => {
        /// # Safety
        /// The processor has the features, and the invariants of [`Task`] hold.
        #[target_feature(enable = $features)]
        unsafe fn $name(task: &Task<'_>) {
            const ROWS: usize = $rows;
            const LANES: usize = $lanes;
            let weights = task.weights;
            let (inputs, outputs) = (weights.inputs, weights.outputs);
            let packed: *const f32 = weights.packed.as_ptr().cast();
            let bias: *const f32 = weights.bias.as_ptr().cast();
            let mut first = 0;
            while first < task.rows {
                // A tile that is not full computes its last row several times and stores it once.
                let count = ROWS.min(task.rows - first);
                // SAFETY: `first + i.min(count - 1)` is a row of the task.
                let rows: [*const f32; ROWS] =
                    std::array::from_fn(|i| unsafe { task.input.add((first + i.min(count - 1)) * task.stride) });
                for panel in 0..outputs.div_ceil(3 * LANES) {
                    let mut sums = [[$zero(); 3]; ROWS];
                    // SAFETY: panels of 3 · LANES columns with `inputs` rows lie one after the other in `packed`.
                    let columns = unsafe { packed.add(panel * 3 * LANES * inputs) };
                    for input in 0..inputs {
                        // SAFETY: the panel's row `input` has 3 · LANES columns.
                        let weights = unsafe {
                            let row = columns.add(input * 3 * LANES);
                            [$load(row), $load(row.add(LANES)), $load(row.add(2 * LANES))]
                        };
                        for row in 0..ROWS {
                            // SAFETY: each row has `inputs` numbers.
                            let value = $broadcast(unsafe { *rows[row].add(input) });
                            for i in 0..3 {
                                sums[row][i] = $fused(value, weights[i], sums[row][i]);
                            }
                        }
                    }
                    // SAFETY: the bias has as many numbers as there are columns.
                    let bias = unsafe {
                        let bias = bias.add(panel * 3 * LANES);
                        [$load(bias), $load(bias.add(LANES)), $load(bias.add(2 * LANES))]
                    };
                    for (row, sums) in sums.iter().enumerate().take(count) {
                        // SAFETY: a row of the task has `width` numbers at `out`.
                        let out = unsafe { task.out.add((first + row) * task.width) };
                        let sums = [$add(sums[0], bias[0]), $add(sums[1], bias[1]), $add(sums[2], bias[2])];
                        if weights.form == Form::Maxout {
                            // SAFETY: a maxout has LANES outputs a panel and [`WIDTH`] (a multiple of LANES) in all.
                            unsafe { $store(out.add(panel * LANES), $max($max(sums[0], sums[1]), sums[2])) };
                            continue;
                        }
                        for (i, sum) in sums.into_iter().enumerate() {
                            let column = (panel * 3 + i) * LANES;
                            if column + LANES <= outputs {
                                // SAFETY: columns up to `outputs`, which is `width`, belong to the row.
                                unsafe { $store(out.add(column), sum) };
                            } else if column < outputs {
                                let mut rest = [0.0f32; LANES];
                                // SAFETY: `rest` holds LANES numbers; the first `outputs - column` belong to the row.
                                unsafe {
                                    $store(rest.as_mut_ptr(), sum);
                                    std::ptr::copy_nonoverlapping(rest.as_ptr(), out.add(column), outputs - column);
                                }
                            }
                        }
                    }
                }
                first += ROWS;
            }
        }
    };
}

sums!(
    sums_avx2,
    "avx2,fma",
    4,
    8,
    _mm256_setzero_ps,
    _mm256_set1_ps,
    _mm256_loadu_ps,
    _mm256_storeu_ps,
    _mm256_add_ps,
    _mm256_max_ps,
    _mm256_fmadd_ps
);
sums!(
    sums_avx512,
    "avx512f,avx2,fma",
    8,
    16,
    _mm512_setzero_ps,
    _mm512_set1_ps,
    _mm512_loadu_ps,
    _mm512_storeu_ps,
    _mm512_add_ps,
    _mm512_max_ps,
    _mm512_fmadd_ps
);
