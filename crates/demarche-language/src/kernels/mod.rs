//! Matrix products.
//!
//! In: rows of numbers and a weight matrix. Out: their product. A row's result does not depend on the rows beside it, so
//! a text is read alike in every batch.

/// A weight matrix, `inputs` × `outputs`, stored row by row.
#[derive(Debug)]
pub(crate) struct Matrix {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    pub(crate) values: Vec<f32>,
}

impl Matrix {
    /// Makes a matrix from values stored by output (`outputs` × `inputs`), as the model file has them.
    pub(crate) fn from_outputs(outputs: usize, inputs: usize, by_output: &[f32]) -> Self {
        let mut values = vec![0.0; inputs * outputs];
        for (output, row) in by_output.chunks_exact(inputs).enumerate() {
            for (input, &value) in row.iter().enumerate() {
                values[input * outputs + output] = value;
            }
        }
        Self { inputs, outputs, values }
    }

    /// `out[r] = input[r * stride..][..inputs] · self` for each row; `out` has `outputs` numbers a row.
    ///
    /// # Panics
    /// If `input` or `out` is too short for `rows`.
    pub(crate) fn multiply(&self, rows: usize, input: &[f32], stride: usize, out: &mut [f32]) {
        if rows == 0 {
            return;
        }
        assert!(input.len() >= (rows - 1) * stride + self.inputs && out.len() >= rows * self.outputs);
        assert!(self.values.len() == self.inputs * self.outputs);
        #[allow(unsafe_code, reason = "the product of slices whose lengths the assertions above have checked")]
        // SAFETY: reads rows × inputs numbers of `input` with the given stride, all of `values`, and writes rows × outputs
        // numbers of `out`; the assertions guarantee that these lie within the slices, and `out` is borrowed exclusively.
        unsafe {
            matrixmultiply::sgemm(
                rows,
                self.inputs,
                self.outputs,
                1.0,
                input.as_ptr(),
                stride as isize,
                1,
                self.values.as_ptr(),
                self.outputs as isize,
                1,
                0.0,
                out.as_mut_ptr(),
                self.outputs as isize,
                1,
            );
        }
    }
}
