//! From the middle to the edges: substitution along y, the new state of the fields that spread, its error, and the tension of all.

use super::layout::{BLOCK, Compartments, Half, Layout, MARGIN};
use super::tridiagonal::Tridiagonal;
use super::{Moment, Reaction, Side, States, input, inputs_of, part_of_error, read};
use crate::math::{Number, Single};
use pulp::{Simd, WithSimd};

/// What each cell of a row gives to the pressure of its compartment.
pub(super) struct Squeeze<'a, E> {
    pub(super) reaction: E,
    pub(super) layout: Layout,
    pub(super) moment: &'a Moment,
    pub(super) inputs: &'a [Single],
    pub(super) compartments: &'a Compartments,
}

impl<E> Squeeze<'_, E> {
    /// Adds that of a row to the sums of a side, and writes what the rates will ask for again.
    #[inline(always)]
    pub(super) fn add<const N: usize>(
        &self,
        y: usize,
        still: &[f64],
        moving: &[f64],
        kept: &mut [Single],
        side: &mut Side,
    ) where
        E: Reaction<N>,
    {
        let stride = self.layout.stride;
        let inputs = &self.inputs[y * input::COUNT * stride..][..input::COUNT * stride];
        let mut states: States<N> = [[Single(0.0); BLOCK]; N];
        for block in 0..self.layout.blocks() {
            let at = MARGIN + block * BLOCK;
            read::<N, E>(&mut states, self.layout, at, still, moving);
            let inputs = inputs_of(self.layout, at, inputs);
            // Written to arrays of their own first: the loop then is known not to read what it writes.
            let (mut of_kept, mut of_row) = ([Single(0.0); BLOCK], [Single(0.0); BLOCK]);
            for lane in 0..BLOCK {
                let state = states.each_ref().map(|run| run[lane]);
                let pressing = self.reaction.squeeze(&state, &inputs.map(|run| run[lane]), self.moment);
                of_row[lane] = pressing.squeeze_mmhg;
                of_kept[lane] = pressing.kept;
            }
            side.row[at..][..BLOCK].copy_from_slice(&of_row);
            kept[at..][..BLOCK].copy_from_slice(&of_kept);
        }
        for stretch in self.compartments.row(y) {
            side.squeeze[usize::from(stretch.own)] +=
                sum(&side.row[MARGIN + stretch.begin..MARGIN + stretch.end]);
        }
    }
}

/// The pressure of half of the grid at a state that is there already.
pub(super) struct Pressed<'a, 'b, const N: usize, E> {
    pub(super) task: &'b Squeeze<'a, E>,
    pub(super) half: Half,
    pub(super) still: &'b [f64],
    pub(super) moving: &'b [f64],
    pub(super) kept: &'b mut [Single],
    pub(super) side: &'b mut Side,
}

impl<const N: usize, E: Reaction<N>> WithSimd for Pressed<'_, '_, N, E> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Layout { stride, .. } = self.task.layout;
        let length = self.task.layout.row::<N>();
        self.side.squeeze.fill(0.0);
        for from_edge in 0..self.half.rows {
            let (y, own) = self.half.row(from_edge);
            let row = y * length..(y + 1) * length;
            let kept = &mut self.kept[own * stride..][..stride];
            self.task.add::<N>(y, &self.still[row.clone()], &self.moving[row], kept, self.side);
        }
    }
}

/// Four sums side by side: one alone would wait for itself.
#[inline(always)]
fn sum(run: &[Single]) -> f64 {
    let mut sums = [0.0; 4];
    let fours = run.chunks_exact(4);
    let rest: f64 = fours.remainder().iter().map(|value| value.plain()).sum();
    for four in fours {
        for (sum, value) in sums.iter_mut().zip(four) {
            *sum += value.plain();
        }
    }
    sums.iter().sum::<f64>() + rest
}

pub(super) struct Backward<'a, const N: usize, E> {
    pub(super) squeeze: Squeeze<'a, E>,
    pub(super) step_s: f64,
    /// At the beginning of the step.
    pub(super) moving: &'a [f64],
    /// Within the step; of the second stage only.
    pub(super) stage: &'a [f64],
    pub(super) still: &'a [f64],
    pub(super) along_y: &'a [Tridiagonal],
}

/// What half of the grid writes.
pub(super) struct Written<'a> {
    /// Slopes of the fields that spread, which become states.
    pub(super) out: &'a mut [f64],
    pub(super) kept: &'a mut [Single],
    pub(super) side: &'a mut Side,
}

/// One half of the grid, of the first stage or of the second.
pub(super) struct Outward<'a, 'b, const FIRST: bool, const N: usize, E>(
    pub(super) &'b Backward<'a, N, E>,
    pub(super) Half,
    pub(super) Written<'b>,
);

impl<const FIRST: bool, const N: usize, E: Reaction<N>> WithSimd for Outward<'_, '_, FIRST, N, E> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.0.sweep::<FIRST>(self.1, self.2);
    }
}

impl<const N: usize, E: Reaction<N>> Backward<'_, N, E> {
    #[inline(always)]
    fn sweep<const FIRST: bool>(&self, half: Half, written: Written) {
        let Written { out, kept, side } = written;
        let Layout { stride, .. } = self.squeeze.layout;
        let length = self.squeeze.layout.row::<N>();
        side.squeeze.fill(0.0);
        side.after.fill(0.0);
        for from_edge in (0..half.rows).rev() {
            let (y, own) = half.row(from_edge);
            let innermost = from_edge + 1 == half.rows;
            let out = &mut out[own * length..][..length];
            self.row::<FIRST>(y, from_edge, innermost, out, side);
            let still = &self.still[y * length..][..length];
            self.squeeze.add(y, still, out, &mut kept[own * stride..][..stride], side);
        }
    }

    #[inline(always)]
    fn row<const FIRST: bool>(
        &self,
        y: usize,
        from_edge: usize,
        innermost: bool,
        out: &mut [f64],
        side: &mut Side,
    ) {
        let Layout { nx, stride, .. } = self.squeeze.layout;
        let length = self.squeeze.layout.row::<N>();
        let scale = self.squeeze.reaction.scale();
        let half = 0.5 * self.step_s;
        for field in 0..N {
            if !E::SPREADS[field] {
                continue;
            }
            let along = &self.along_y[field];
            let (r, inverse) = (along.r, if innermost { 1.0 } else { along.inverse[from_edge] });
            let run = field * stride + MARGIN..field * stride + MARGIN + nx;
            let now = &self.moving[y * length..][run.clone()];
            let after = &mut side.after[run.clone()];
            let whole = &mut out[field * stride..][..stride];
            let k = &mut whole[MARGIN..MARGIN + nx];
            if FIRST {
                for ((k, after), now) in k.iter_mut().zip(after).zip(now) {
                    *after = (*k + r * *after) * inverse;
                    *k = now + self.step_s * *after;
                }
            } else {
                let stage = &self.stage[y * length..][run];
                let mut sums = [Single(0.0); BLOCK];
                let blocks = k.chunks_mut(BLOCK).zip(after.chunks_mut(BLOCK));
                for (((k, after), now), stage) in blocks.zip(now.chunks(BLOCK)).zip(stage.chunks(BLOCK)) {
                    for ((((k, after), now), stage), sum) in
                        k.iter_mut().zip(after).zip(now).zip(stage).zip(&mut sums)
                    {
                        *after = (*k + r * *after) * inverse;
                        let (rise, rest) = (stage - now, half * *after);
                        *k = now + (1.5 * rise + rest);
                        let error = Single::of(0.5 * rise + rest);
                        *sum = *sum + part_of_error(error, scale[field], Single::of(*k));
                    }
                }
                side.error += sums.iter().map(|part| part.plain()).sum::<f64>();
            }
            whole[MARGIN - 1] = whole[MARGIN];
            let edge = whole[MARGIN + nx - 1];
            whole[MARGIN + nx..].fill(edge);
        }
    }
}
