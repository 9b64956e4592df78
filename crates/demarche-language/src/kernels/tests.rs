//! Every kernel against plain sums in double precision, on shapes that fill tiles and panels and on shapes that do not.

use super::*;

/// Numbers between -1 and 1, always the same.
fn noise(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 8_388_608.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn kernels() -> impl Iterator<Item = Kernel> {
    Kernel::ALL.into_iter().filter(|kernel| kernel.is_available())
}

fn exact(inputs: usize, by_output: &[f32], bias: &[f32], row: &[f32]) -> Vec<f64> {
    let dot = |weights: &[f32]| weights.iter().zip(row).map(|(w, x)| f64::from(*w) * f64::from(*x)).sum::<f64>();
    by_output.chunks(inputs).zip(bias).map(|(weights, bias)| dot(weights) + f64::from(*bias)).collect()
}

#[test]
fn products_equal_plain_sums() {
    for kernel in kernels() {
        for (rows, inputs, outputs) in
            [(1, 96, 50), (8, 96, 64), (13, 64, 384), (3, 7, 48), (9, 96, 864), (4, 64, 1024)]
        {
            let (by_output, bias) = (noise(inputs * outputs, 1), noise(outputs, 2));
            let input = noise(rows * inputs + 5, 3);
            let weights = Weights::product(kernel, inputs, &by_output, &bias);
            let mut out = vec![9.0; rows * outputs + 1];
            weights.multiply(rows, &input, inputs, &mut out);
            for (row, out) in input.chunks(inputs).zip(out.chunks_exact(outputs)).take(rows) {
                for (got, want) in out.iter().zip(exact(inputs, &by_output, &bias, row)) {
                    assert!(
                        (f64::from(*got) - want).abs() < 1e-4,
                        "{kernel:?} {rows}×{inputs}×{outputs}: {got} {want}"
                    );
                }
            }
            assert_eq!(out[rows * outputs], 9.0, "{kernel:?} wrote behind the end");
        }
    }
}

fn norm() -> Norm {
    let (scale, shift) = (noise(WIDTH, 5), noise(WIDTH, 6));
    Norm { scale: std::array::from_fn(|i| scale[i]), shift: std::array::from_fn(|i| shift[i]) }
}

/// Maxout and layer norm of sums, in double precision.
fn exact_layer(sums: &[f64], norm: &Norm, own: Option<&[f32]>) -> Vec<f64> {
    let largest: Vec<f64> = (0..WIDTH).map(|i| sums[i].max(sums[WIDTH + i]).max(sums[2 * WIDTH + i])).collect();
    let mean = largest.iter().sum::<f64>() / WIDTH as f64;
    let variance = largest.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / WIDTH as f64;
    let scaled =
        |i: usize| (largest[i] - mean) / (variance + 1e-8).sqrt() * f64::from(norm.scale[i]) + f64::from(norm.shift[i]);
    (0..WIDTH).map(|i| scaled(i) + own.map_or(0.0, |own| f64::from(own[i]))).collect()
}

#[test]
fn layers_equal_plain_sums() {
    for kernel in kernels() {
        for (rows, inputs, residual) in [(1, WIDE, true), (21, WIDE, true), (8, 384, false), (6, 576, false)] {
            let (by_output, bias) = (noise(inputs * WIDE, 1), noise(WIDE, 2));
            let stride = if residual { WIDTH } else { inputs };
            let input = noise((rows - 1) * stride + inputs, 3);
            let (weights, norm) = (Weights::maxout(kernel, inputs, &by_output, &bias), norm());
            let mut out = vec![0.0; rows * WIDTH];
            weights.layer(&norm, rows, &input, stride, residual, &mut out);
            for (i, out) in out.chunks_exact(WIDTH).enumerate() {
                let row = &input[i * stride..][..inputs];
                let want = exact_layer(&exact(inputs, &by_output, &bias, row), &norm, residual.then(|| &row[WIDTH..]));
                for (got, want) in out.iter().zip(want) {
                    assert!((f64::from(*got) - want).abs() < 1e-3, "{kernel:?} row {i}: {got} {want}");
                }
            }
        }
    }
}

#[test]
fn a_row_does_not_depend_on_its_neighbours() {
    for kernel in kernels() {
        let weights = Weights::maxout(kernel, WIDE, &noise(WIDE * WIDE, 1), &noise(WIDE, 2));
        let (norm, input) = (norm(), noise(300 * WIDTH, 3));
        let rows = 298;
        let mut together = vec![0.0; rows * WIDTH];
        weights.layer(&norm, rows, &input, WIDTH, true, &mut together);
        for row in [0, 1, 5, 8, 127, 128, 129, 297] {
            let mut alone = [0.0; WIDTH];
            weights.layer(&norm, 1, &input[row * WIDTH..], WIDTH, true, &mut alone);
            assert_eq!(together[row * WIDTH..][..WIDTH], alone, "{kernel:?} row {row}");
        }
    }
}

#[test]
fn scores_equal_plain_sums() {
    let numbers = noise(HIDDEN * 112 + 112 + PAIRS + 3 * PAIRS, 7);
    let (weights, rest) = numbers.split_at(HIDDEN * 112);
    let (bias, rest) = rest.split_at(112);
    let (lower_bias, products) = rest.split_at(PAIRS);
    let line = |from: &[f32]| Line(std::array::from_fn(|i| from[i]));
    let lines = |from: &[f32]| -> [Line; 7] { std::array::from_fn(|i| line(&from[i * LINE..])) };
    let upper = Upper {
        weights: weights.chunks_exact(112).map(lines).collect(),
        bias: lines(bias),
        lower_bias: std::array::from_fn(|i| lower_bias[i]),
    };
    let products: [&[f32; PAIRS]; 3] =
        std::array::from_fn(|i| products[i * PAIRS..].first_chunk().expect("long enough"));
    for kernel in kernels() {
        let mut scores = [Line::ZERO; 7];
        upper.score(kernel, products, &mut scores);
        let sum = |i: usize| products.iter().map(|p| f64::from(p[i])).sum::<f64>() + f64::from(lower_bias[i]);
        for (at, got) in scores.iter().flat_map(|line| line.0).enumerate() {
            let terms = (0..HIDDEN).map(|i| sum(i).max(sum(HIDDEN + i)) * f64::from(weights[i * 112 + at]));
            let want = terms.sum::<f64>() + f64::from(bias[at]);
            assert!((f64::from(got) - want).abs() < 1e-3, "{kernel:?} move {at}: {got} {want}");
        }
    }
}
