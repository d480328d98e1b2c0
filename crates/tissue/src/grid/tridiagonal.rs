//! The implicit part of diffusion along one axis.

use super::layout::MARGIN;
use std::array;

/// Factors of `1 - r L`, eliminated from one end.
#[derive(Clone, Debug, Default)]
pub(super) struct Tridiagonal {
    pub(super) r: f64,
    /// r over the pivot before.
    pub(super) ratio: Vec<f64>,
    /// One over the pivot.
    pub(super) inverse: Vec<f64>,
    /// r over the pivot.
    beyond: Vec<f64>,
}

impl Tridiagonal {
    /// `1 - r L` with zero flux at both ends, eliminated from one end over `n` places of a run of `whole`.
    pub(super) fn fill(&mut self, r: f64, n: usize, whole: usize) {
        self.r = r;
        self.ratio.clear();
        self.inverse.clear();
        self.beyond.clear();
        let mut pivot: f64 = 1.0;
        for place in 0..n {
            let ends = f64::from(u8::from(place == 0)) + f64::from(u8::from(place + 1 == whole));
            let ratio = if place == 0 { 0.0 } else { r / pivot };
            pivot = 1.0 + (2.0 - ends) * r - ratio * r;
            self.ratio.push(ratio);
            self.inverse.push(1.0 / pivot);
            self.beyond.push(r / pivot);
        }
    }
}

/// Elimination and substitution along a row of `nx` cells, for fields that do not wait for each other.
#[inline(always)]
pub(super) fn along_row<const M: usize>(nx: usize, fields: [(&mut [f64], &Tridiagonal); M]) {
    let ratio: [&[f64]; M] = array::from_fn(|f| &fields[f].1.ratio[..nx]);
    let inverse: [&[f64]; M] = array::from_fn(|f| &fields[f].1.inverse[..nx]);
    let beyond: [&[f64]; M] = array::from_fn(|f| &fields[f].1.beyond[..nx]);
    let runs = fields.map(|(run, _)| &mut run[MARGIN..MARGIN + nx]);
    let mut last = [0.0; M];
    for x in 0..nx {
        for f in 0..M {
            last[f] = ratio[f][x].mul_add(last[f], runs[f][x]);
            runs[f][x] = last[f];
        }
    }
    // What waits for nothing goes into a loop of its own, which becomes vector instructions.
    for f in 0..M {
        for (value, inverse) in runs[f].iter_mut().zip(inverse[f]) {
            *value *= inverse;
        }
    }
    let mut last = [0.0; M];
    for x in (0..nx).rev() {
        for f in 0..M {
            last[f] = beyond[f][x].mul_add(last[f], runs[f][x]);
            runs[f][x] = last[f];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elimination_from_one_end_solves_the_whole_run() {
        let mut along = Tridiagonal::default();
        along.fill(0.7, 6, 6);
        let right = [1.0, 0.0, 2.0, -1.0, 0.5, 3.0];
        let mut x = right;
        for i in 1..6 {
            x[i] += along.ratio[i] * x[i - 1];
        }
        let mut after = 0.0;
        for i in (0..6).rev() {
            x[i] = (x[i] + 0.7 * after) * along.inverse[i];
            after = x[i];
        }
        for i in 0..6 {
            let (left, beyond) = (x[usize::saturating_sub(i, 1)], x[(i + 1).min(5)]);
            assert!((x[i] - 0.7 * (left + beyond - 2.0 * x[i]) - right[i]).abs() < 1e-12);
        }
    }
}
