//! From the middle to the edges: substitution along y, the new state, its error and its tension.

use super::layout::{BLOCK, Layout, load_all};
use super::tridiagonal::Tridiagonal;
use super::{Moment, Reaction, Side, input};
use std::array;

/// Adds what each cell of a row gives to the pressure of its compartment.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "one loop of two callers")]
pub(super) fn sum_squeeze<const N: usize>(
    reaction: &impl Reaction<N>,
    layout: Layout,
    moment: &Moment,
    y: usize,
    row: &[f64],
    inputs: &[f64],
    of_cell: &[u16],
    sums: &mut [f64],
) {
    let inputs = &inputs[y * input::COUNT * layout.stride..][..input::COUNT * layout.stride];
    let cells = &of_cell[y * layout.nx..][..layout.nx];
    for (block, cells) in cells.chunks(BLOCK).enumerate() {
        let at = 1 + block * BLOCK;
        let state = load_all::<N>(row, layout.stride, at);
        let inputs = load_all::<{ input::COUNT }>(inputs, layout.stride, at);
        let mut squeeze = [0.0; BLOCK];
        for lane in 0..BLOCK {
            let of_cell = (array::from_fn(|f| state[f][lane]), array::from_fn(|i| inputs[i][lane]));
            squeeze[lane] = reaction.squeeze(&of_cell.0, &of_cell.1, moment);
        }
        for (&own, squeeze) in cells.iter().zip(squeeze) {
            sums[usize::from(own)] += squeeze;
        }
    }
}

pub(super) struct Backward<'a, const N: usize, E> {
    pub(super) reaction: &'a E,
    pub(super) layout: Layout,
    pub(super) step_s: f64,
    pub(super) moment: &'a Moment,
    pub(super) state: &'a [f64],
    pub(super) inputs: &'a [f64],
    pub(super) of_cell: &'a [u16],
    pub(super) along_y: &'a [Tridiagonal],
    pub(super) scale: [f64; N],
}

impl<const N: usize, E: Reaction<N>> Backward<'_, N, E> {
    #[inline(always)]
    pub(super) fn top(&self, k: &mut [f64], k1: Option<&Vec<f64>>, out: &mut [f64], side: &mut Side) {
        let length = self.layout.row::<N>();
        side.squeeze.fill(0.0);
        side.error = 0.0;
        let middle = self.layout.middle();
        for y in (0..middle).rev() {
            let (rest, after) = k.split_at_mut((y + 1) * length);
            let after = if y + 1 < middle { Some(&after[..length]) } else { None };
            self.row(y, y, &mut rest[y * length..], after, k1, &mut out[y * length..][..length], side);
        }
    }

    #[inline(always)]
    pub(super) fn bottom(&self, k: &mut [f64], k1: Option<&Vec<f64>>, out: &mut [f64], side: &mut Side) {
        let length = self.layout.row::<N>();
        side.squeeze.fill(0.0);
        side.error = 0.0;
        let middle = self.layout.middle();
        for y in middle..self.layout.ny {
            let own = y - middle;
            let (after, rest) = k.split_at_mut(own * length);
            let after = if own > 0 { Some(&after[(own - 1) * length..]) } else { None };
            let from_edge = self.layout.ny - 1 - y;
            let out = &mut out[own * length..][..length];
            self.row(y, from_edge, &mut rest[..length], after, k1, out, side);
        }
    }

    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "one loop of two callers")]
    fn row(
        &self,
        y: usize,
        from_edge: usize,
        k: &mut [f64],
        after: Option<&[f64]>,
        k1: Option<&Vec<f64>>,
        out: &mut [f64],
        side: &mut Side,
    ) {
        let Layout { nx, stride, .. } = self.layout;
        let length = self.layout.row::<N>();
        let state = &self.state[y * length..][..length];
        let k1 = k1.map(|k1| &k1[y * length..][..length]);
        for field in 0..N {
            let along = &self.along_y[field];
            let run = field * stride + 1..field * stride + 1 + nx;
            if let Some(after) = after
                && along.r > 0.0
            {
                let inverse = along.inverse[from_edge];
                for (k, after) in k[run.clone()].iter_mut().zip(&after[run.clone()]) {
                    *k = (*k + along.r * after) * inverse;
                }
            }
            let (k, state, out_run) = (&k[run.clone()], &state[run.clone()], &mut out[run.clone()]);
            if let Some(k1) = k1 {
                // Eight sums side by side: one alone would wait for itself.
                let mut sums = [0.0; 8];
                let half = self.step_s * 0.5;
                let eights = out_run.chunks_mut(8).zip(k.chunks(8)).zip(k1[run.clone()].chunks(8));
                for (((out, k2), k1), state) in eights.zip(state.chunks(8)) {
                    for ((((out, k2), k1), state), sum) in
                        out.iter_mut().zip(k2).zip(k1).zip(state).zip(&mut sums)
                    {
                        let value = state + half * (3.0 * k1 + k2);
                        let error = half * (k1 + k2) / (self.scale[field] + value.abs());
                        *sum += error * error;
                        *out = value;
                    }
                }
                side.error += sums.iter().sum::<f64>();
            } else {
                for ((out, k), state) in out_run.iter_mut().zip(k).zip(state) {
                    *out = state + self.step_s * k;
                }
            }
            let whole = &mut out[field * stride..][..stride];
            whole[0] = whole[1];
            let edge = whole[nx];
            whole[nx + 1..].fill(edge);
        }
        let (inputs, cells) = (self.inputs, self.of_cell);
        sum_squeeze(self.reaction, self.layout, self.moment, y, out, inputs, cells, &mut side.squeeze);
    }
}
