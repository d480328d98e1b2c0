//! From the edges to the middle: rates, relaxation, diffusion along x, elimination along y. Fields that stay in their cell are done
//! with at once.

use super::layout::{BLOCK, Compartments, Half, Layout, MARGIN};
use super::tridiagonal::{Tridiagonal, along_row};
use super::{GAMMA, Moment, Reaction, Side, States, input, inputs_of, part_of_error, read};
use crate::math::{Number, Single};
use pulp::{Simd, WithSimd};
use std::array;

pub(super) struct Forward<'a, const N: usize, E> {
    pub(super) reaction: E,
    pub(super) layout: Layout,
    pub(super) step_s: f64,
    pub(super) moment: &'a Moment,
    /// At the beginning of the step.
    pub(super) still: &'a [f64],
    /// At the beginning of the step.
    pub(super) moving: &'a [f64],
    /// Where the rates are taken.
    pub(super) moving_at: &'a [f64],
    pub(super) inputs: &'a [Single],
    pub(super) kept: &'a [Single],
    pub(super) squeeze: &'a [f64],
    pub(super) compartments: &'a Compartments,
    pub(super) along_x: &'a [Tridiagonal],
    pub(super) along_y: &'a [Tridiagonal],
}

/// What half of the grid writes.
pub(super) struct Written<'a> {
    /// Fields that stay in their cell: within the step, then at its end.
    pub(super) still: &'a mut [f64],
    /// Slopes of the fields that spread.
    pub(super) k: &'a mut [f64],
    /// One over one plus what relaxes; half the digits are enough for what only has to be near.
    pub(super) slowness: &'a mut [Single],
    pub(super) side: &'a mut Side,
}

/// One half of the grid, of the first stage or of the second.
pub(super) struct Inward<'a, 'b, const FIRST: bool, const N: usize, E>(
    pub(super) &'b Forward<'a, N, E>,
    pub(super) Half,
    pub(super) Written<'b>,
);

impl<const FIRST: bool, const N: usize, E: Reaction<N>> WithSimd for Inward<'_, '_, FIRST, N, E> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.0.sweep::<FIRST>(self.1, self.2);
    }
}

impl<const N: usize, E: Reaction<N>> Forward<'_, N, E> {
    #[inline(always)]
    fn sweep<const FIRST: bool>(&self, half: Half, written: Written) {
        let length = self.layout.row::<N>();
        let Written { still, k, slowness, side } = written;
        // A copy of its own: what follows from the parameters alone is computed once, not in each row.
        let reaction = self.reaction;
        side.error = 0.0;
        for from_edge in 0..half.rows {
            let (y, own) = half.row(from_edge);
            let (k, outer) = half.with_outer(k, from_edge, length);
            let still = &mut still[own * length..][..length];
            let slowness = &mut slowness[own * length..][..length];
            self.row::<FIRST>(&reaction, y, still, k, slowness, side);
            self.sweep_x(k);
            let Some(outer) = outer else { continue };
            for field in 0..N {
                if E::SPREADS[field] {
                    let ratio = self.along_y[field].ratio[from_edge];
                    let run = field * self.layout.stride + MARGIN..(field + 1) * self.layout.stride - MARGIN;
                    for (k, outer) in k[run.clone()].iter_mut().zip(&outer[run]) {
                        *k += ratio * outer;
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn row<const FIRST: bool>(
        &self,
        reaction: &E,
        y: usize,
        still: &mut [f64],
        k: &mut [f64],
        slowness: &mut [Single],
        side: &mut Side,
    ) {
        let Layout { nx, ny, dx_m, stride } = self.layout;
        let length = self.layout.row::<N>();
        let row_at = |y: usize| &self.moving_at[y * length..][..length];
        let (row, above, below) = (row_at(y), row_at(y.saturating_sub(1)), row_at((y + 1).min(ny - 1)));
        let (still_now, moving_now) =
            (&self.still[y * length..][..length], &self.moving[y * length..][..length]);
        let inputs = &self.inputs[y * input::COUNT * stride..][..input::COUNT * stride];
        let kept = &self.kept[y * stride..][..stride];
        for stretch in self.compartments.row(y) {
            // What fills the last block is pressed as the last cell.
            let end = if stretch.end == nx { stride } else { MARGIN + stretch.end };
            side.row[MARGIN + stretch.begin..end].fill(Single::of(self.squeeze[usize::from(stretch.own)]));
        }
        let diffusivity = reaction.diffusivity_m2_per_s().map(|of_field| of_field / (dx_m * dx_m));
        let implicit = GAMMA * self.step_s;
        let (half, per_step) = (0.5 * self.step_s, 1.0 / self.step_s);
        let scale = reaction.scale();
        let mut errors = [Single(0.0); BLOCK];
        let zero = [Single(0.0); BLOCK];
        let mut states: States<N> = [zero; N];
        let (mut rate, mut decay, mut mobility) = ([zero; N], [zero; N], zero);
        for block in 0..self.layout.blocks() {
            let at = MARGIN + block * BLOCK;
            let still_at: &[f64] = if FIRST { still_now } else { still };
            read::<N, E>(&mut states, self.layout, at, still_at, row);
            let inputs = inputs_of(self.layout, at, inputs);
            let (kept, squeeze) = (&kept[at..][..BLOCK], &side.row[at..][..BLOCK]);
            for lane in 0..BLOCK {
                let (state, inputs) = (states.each_ref().map(|run| run[lane]), inputs.map(|run| run[lane]));
                let local = reaction.local(&state, &inputs, self.moment, kept[lane], squeeze[lane]);
                mobility[lane] = local.mobility;
                for field in 0..N {
                    rate[field][lane] = local.rate[field];
                    if FIRST {
                        decay[field][lane] = local.decay[field];
                    }
                }
            }
            // What fills the last block is no cell.
            let count = (nx - block * BLOCK).min(BLOCK);
            let counts: [Single; BLOCK] = array::from_fn(|lane| Single(f32::from(u8::from(lane < count))));
            for field in 0..N {
                let at = field * stride + at;
                let (rate, decay) = (&rate[field], &decay[field]);
                let slow = &mut slowness[at..][..BLOCK];
                if FIRST {
                    for lane in 0..BLOCK {
                        slow[lane] = (decay[lane] * implicit + 1.0).inverse();
                    }
                }
                if E::SPREADS[field] {
                    let here = &row[at..][..BLOCK];
                    let (left, right) = (&row[at - 1..][..BLOCK], &row[at + 1..][..BLOCK]);
                    let (up, down) = (&above[at..][..BLOCK], &below[at..][..BLOCK]);
                    // In all digits: what one cell loses is to be what the next one gets.
                    let mut slope = [0.0; BLOCK];
                    for lane in 0..BLOCK {
                        let around = left[lane] + right[lane] + up[lane] + down[lane];
                        let bend = (around - 4.0 * here[lane]) * diffusivity[field];
                        let bend = if field == 0 { bend * mobility[lane].plain() } else { bend };
                        slope[lane] = rate[lane].plain() + bend;
                    }
                    let out = &mut k[at..][..BLOCK];
                    if FIRST {
                        for lane in 0..BLOCK {
                            out[lane] = slope[lane] * slow[lane].plain();
                        }
                    } else {
                        let now = &moving_now[at..][..BLOCK];
                        for lane in 0..BLOCK {
                            let k1 = (here[lane] - now[lane]) * per_step;
                            out[lane] = (slope[lane] - 2.0 * k1) * slow[lane].plain();
                        }
                    }
                } else {
                    let now = &still_now[at..][..BLOCK];
                    let out = &mut still[at..][..BLOCK];
                    let mut rise = [Single(0.0); BLOCK];
                    if FIRST {
                        for lane in 0..BLOCK {
                            rise[lane] = rate[lane] * slow[lane] * self.step_s;
                        }
                    } else {
                        // Taken away and shortened in one loop, it would become no vector instructions.
                        let mut whole = [0.0; BLOCK];
                        for lane in 0..BLOCK {
                            whole[lane] = out[lane] - now[lane];
                        }
                        for lane in 0..BLOCK {
                            rise[lane] = Single::of(whole[lane]);
                        }
                        let value = &states[field];
                        for lane in 0..BLOCK {
                            let first = rise[lane];
                            let rest = (rate[lane] - first * (2.0 * per_step)) * slow[lane] * half;
                            rise[lane] = first * 1.5 + rest;
                            let part = part_of_error(first * 0.5 + rest, scale[field], value[lane]);
                            errors[lane] = errors[lane] + part * counts[lane];
                        }
                    }
                    for lane in 0..BLOCK {
                        out[lane] = now[lane] + rise[lane].plain();
                    }
                }
            }
        }
        side.error += errors.iter().map(|part| part.plain()).sum::<f64>();
    }

    /// Solves along x. Each place waits for the one before it, so the diffusing fields go side by side, four at a time.
    #[inline(always)]
    fn sweep_x(&self, k: &mut [f64]) {
        let Layout { nx, stride, .. } = self.layout;
        if nx < 2 {
            return;
        }
        let mut spreading = k
            .chunks_exact_mut(stride)
            .zip(self.along_x)
            .enumerate()
            .filter_map(|(field, run)| E::SPREADS[field].then_some(run));
        while let Some(first) = spreading.next() {
            match (spreading.next(), spreading.next(), spreading.next()) {
                (Some(second), Some(third), Some(fourth)) => {
                    along_row(nx, [first, second, third, fourth]);
                }
                (Some(second), Some(third), None) => along_row(nx, [first, second, third]),
                (Some(second), ..) => along_row(nx, [first, second]),
                (None, ..) => along_row(nx, [first]),
            }
        }
    }
}
