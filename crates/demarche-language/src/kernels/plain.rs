//! The portable implementation, and the loops that the others compile again with wider registers.
//!
//! In and out as [`super`] says. The sums of "sent" are added in sixteen lanes, then lane by lane, in one order everywhere.

use super::{HIDDEN, LINE, Line, Norm, PAIRS, PIECES, Upper, WIDE, WIDTH, Weights, numbers};

/// Rows multiplied at a time, so that sums stay in the cache.
const BLOCK: usize = 128;

pub(super) fn multiply(weights: &Weights, rows: usize, input: &[f32], stride: usize, out: &mut [f32]) {
    product(weights, rows, input, stride, out);
    let bias = &numbers(&weights.bias)[..weights.outputs];
    for row in out.chunks_exact_mut(weights.outputs).take(rows) {
        row.iter_mut().zip(bias).for_each(|(value, bias)| *value += bias);
    }
}

fn product(weights: &Weights, rows: usize, input: &[f32], stride: usize, out: &mut [f32]) {
    if rows == 0 {
        return;
    }
    let packed = numbers(&weights.packed);
    let (inputs, outputs) = (weights.inputs, weights.outputs);
    assert!(input.len() >= (rows - 1) * stride + inputs);
    assert!(packed.len() >= inputs * outputs && out.len() >= rows * outputs);
    #[allow(unsafe_code, reason = "the product of slices whose lengths the assertions above have checked")]
    // SAFETY: reads `rows` × `inputs` numbers of `input` with the given stride and `inputs` × `outputs` numbers of `packed`, and
    // writes `rows` × `outputs` numbers of `out`: the assertions guarantee that these lie within the slices, and `out` is
    // borrowed exclusively.
    unsafe {
        matrixmultiply::sgemm(
            rows,
            inputs,
            outputs,
            1.0,
            input.as_ptr(),
            stride as isize,
            1,
            packed.as_ptr(),
            outputs as isize,
            1,
            0.0,
            out.as_mut_ptr(),
            outputs as isize,
            1,
        );
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
    let bias: &[f32; WIDE] = numbers(&weights.bias).first_chunk().unwrap_or(&[0.0; WIDE]);
    let mut sums = vec![0.0; BLOCK.min(rows) * WIDE];
    for first in (0..rows).step_by(BLOCK) {
        let count = BLOCK.min(rows - first);
        product(weights, count, &input[first * stride..], stride, &mut sums);
        let outs = out[first * WIDTH..].as_chunks_mut().0;
        for (i, (sums, out)) in sums.as_chunks().0.iter().zip(outs).take(count).enumerate() {
            let own = input[(first + i) * stride..].get(WIDTH..).filter(|_| residual).and_then(<[f32]>::first_chunk);
            finish([Some(sums), None, None], bias, norm, own, out);
        }
    }
}

#[inline(always)]
pub(super) fn finish(
    parts: [Option<&[f32; WIDE]>; 3],
    bias: &[f32; WIDE],
    norm: &Norm,
    own: Option<&[f32; WIDTH]>,
    out: &mut [f32; WIDTH],
) {
    let mut sums = [0.0; WIDE];
    for part in parts.into_iter().flatten() {
        for (sum, value) in sums.iter_mut().zip(part) {
            *sum += value;
        }
    }
    for (i, out) in out.iter_mut().enumerate() {
        let mut largest = sums[i] + bias[i];
        for piece in 1..PIECES {
            let sum = sums[piece * WIDTH + i] + bias[piece * WIDTH + i];
            largest = if sum > largest { sum } else { largest };
        }
        *out = largest;
    }
    normalise(norm, own, out);
}

/// Layer norm, then `own` is added.
#[inline(always)]
pub(super) fn normalise(norm: &Norm, own: Option<&[f32; WIDTH]>, row: &mut [f32; WIDTH]) {
    let mean = sum(row.as_chunks().0.iter().copied()) / WIDTH as f32;
    let squares = row.as_chunks::<LINE>().0.iter().map(|line| line.map(|value| (value - mean) * (value - mean)));
    let factor = 1.0 / (sum(squares) / WIDTH as f32 + 1e-8).sqrt();
    for ((value, scale), shift) in row.iter_mut().zip(&norm.scale).zip(&norm.shift) {
        *value = (*value - mean) * factor * scale + shift;
    }
    if let Some(own) = own {
        row.iter_mut().zip(own).for_each(|(value, own)| *value += own);
    }
}

/// The sum of all numbers: lines are added first, then the halves of the result, and so on.
#[inline(always)]
fn sum(lines: impl Iterator<Item = [f32; LINE]>) -> f32 {
    let mut lanes = [0.0; LINE];
    for line in lines {
        for (lane, value) in lanes.iter_mut().zip(line) {
            *lane += value;
        }
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
    }
    lanes[0]
}

#[inline(always)]
pub(super) fn score<const PLACES: usize, const LINES: usize, const FUSED: bool>(
    upper: &Upper<LINES>,
    products: [&[f32; PAIRS]; PLACES],
    scores: &mut [Line; LINES],
) {
    let mut sums = [0.0; PAIRS];
    for product in products {
        for (sum, value) in sums.iter_mut().zip(product) {
            *sum += value;
        }
    }
    for (sum, bias) in sums.iter_mut().zip(&upper.lower_bias) {
        *sum += bias;
    }
    let mut state = [0.0; HIDDEN];
    for (i, state) in state.iter_mut().enumerate() {
        *state = if sums[i] >= sums[HIDDEN + i] { sums[i] } else { sums[HIDDEN + i] };
    }
    let mut lanes = [[0.0; LINE]; LINES];
    for (&state, weights) in state.iter().zip(&upper.weights) {
        for (lanes, weights) in lanes.iter_mut().zip(weights) {
            for (lane, &weight) in lanes.iter_mut().zip(&weights.0) {
                *lane = if FUSED { state.mul_add(weight, *lane) } else { *lane + state * weight };
            }
        }
    }
    for ((score, lanes), bias) in scores.iter_mut().zip(&lanes).zip(&upper.bias) {
        for ((score, lane), bias) in score.0.iter_mut().zip(lanes).zip(&bias.0) {
            *score = lane + bias;
        }
    }
}
