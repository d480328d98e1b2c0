//! Reaction, diffusion and compartment pressure on a line or a rectangle of cells.
//!
//! ROS2 (Verwer), a W-method of second order for any approximation of the Jacobian, with approximate matrix factorisation:
//! `(1 - gh diag)(1 - gh Dx)(1 - gh Dy)`. Each field relaxes implicitly by itself, diffusion is implicit along each axis, the
//! rest is explicit. A first-order companion gives the error. Rows are computed from the outer edges towards the
//! middle by one thread from each side, and back: the tridiagonal systems along y are eliminated from both ends.

mod backward;
#[cfg(test)]
mod conservation;
mod forward;
mod layout;
mod tridiagonal;

use crate::error::Error;
use backward::{Backward, sum_squeeze};
use forward::Forward;
use layout::put;
pub(crate) use layout::{Compartments, Layout};
use std::f64::consts::FRAC_1_SQRT_2;
use tridiagonal::Tridiagonal;

/// Fewer cells than this are computed by one thread: waking the other costs more.
const CELLS_FOR_TWO_THREADS: usize = 1500;
/// Steps after which a run is given up.
const STEPS_MAX: usize = 2_000_000;

const GAMMA: f64 = 1.0 - FRAC_1_SQRT_2;

/// What acts at one cell, before the time factors of [`Moment`].
pub(crate) mod input {
    /// Share of fibres in a knot.
    pub(crate) const KNOT_SHARE: usize = 0;
    /// Susceptible endplates.
    pub(crate) const ENDPLATES: usize = 1;
    /// Axon reflex at time zero of the needle.
    pub(crate) const REFLEX: usize = 2;
    /// Release at time zero of the needle.
    pub(crate) const RELEASED: usize = 3;
    /// Endplates silenced by the needle in the slow course.
    pub(crate) const SILENCED: usize = 4;
    /// How many there are.
    pub(crate) const COUNT: usize = 5;
}

/// Time factors of what acts from outside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) load: f64,
    pub(crate) inflow: f64,
    pub(crate) reflex: f64,
    pub(crate) released: f64,
    pub(crate) silenced: f64,
}

/// Rates of one block of cells.
pub(crate) struct Local<const N: usize> {
    pub(crate) rate: [f64; N],
    pub(crate) decay: [f64; N],
    /// What the diffusivity of field 0 is multiplied with.
    pub(crate) mobility: f64,
}

/// A set of equations that the grid can follow.
pub(crate) trait Reaction<const N: usize>: Sync {
    /// Diffusivity of each field, m2/s; 0 where it stays in its cell. For field 0 the largest.
    fn diffusivity_m2_per_s(&self) -> [f64; N];
    /// Absolute error that counts as much as a relative one.
    fn scale(&self) -> [f64; N];
    /// What a cell adds to the pressure of its compartment, mmHg.
    fn squeeze(&self, state: &[f64; N], inputs: &[f64; input::COUNT], moment: &Moment) -> f64;
    /// Rates under the pressure of the compartment.
    fn local(
        &self,
        state: &[f64; N],
        inputs: &[f64; input::COUNT],
        moment: &Moment,
        squeeze_mmhg: f64,
    ) -> Local<N>;
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Accepted steps.
    pub steps: usize,
    /// Steps tried again with a smaller size.
    pub rejected: usize,
}

/// What one side of the grid collects.
#[derive(Clone, Debug, Default)]
struct Side {
    squeeze: Vec<f64>,
    error: f64,
}

/// A grid in motion.
#[derive(Clone, Debug)]
pub(crate) struct Grid<const N: usize> {
    pub(crate) layout: Layout,
    pub(crate) compartments: Compartments,
    state: Vec<f64>,
    stage: Vec<f64>,
    next: Vec<f64>,
    k1: Vec<f64>,
    k2: Vec<f64>,
    decay: Vec<f64>,
    inputs: Vec<f64>,
    /// Squeeze of each compartment, mmHg, of the state and of the stage.
    squeeze: Vec<f64>,
    along_x: Vec<Tridiagonal>,
    along_y: Vec<Tridiagonal>,
    sides: [Side; 2],
    step_s: f64,
    threads: bool,
}

impl<const N: usize> Grid<N> {
    pub(crate) fn new(layout: Layout, compartments: Compartments, start: [f64; N]) -> Self {
        let size = layout.row::<N>() * layout.ny;
        let mut state = vec![0.0; size];
        for run in state.chunks_mut(layout.row::<N>()) {
            for (field, cells) in run.chunks_mut(layout.stride).enumerate() {
                cells.fill(start[field]);
            }
        }
        let count = compartments.cells.len();
        let side = Side { squeeze: vec![0.0; count], error: 0.0 };
        Self {
            layout,
            squeeze: vec![0.0; count],
            compartments,
            stage: state.clone(),
            next: state.clone(),
            k1: vec![0.0; size],
            k2: vec![0.0; size],
            decay: vec![0.0; size],
            inputs: vec![0.0; input::COUNT * layout.stride * layout.ny],
            state,
            along_x: vec![Tridiagonal::default(); N],
            along_y: vec![Tridiagonal::default(); N],
            sides: [side.clone(), side],
            step_s: 0.0,
            threads: layout.nx * layout.ny >= CELLS_FOR_TWO_THREADS,
        }
    }

    /// One field of one row.
    pub(crate) fn run_of(&self, field: usize, y: usize) -> &[f64] {
        let start = y * self.layout.row::<N>() + field * self.layout.stride + 1;
        &self.state[start..start + self.layout.nx]
    }

    /// Sets one field of one cell.
    pub(crate) fn set(&mut self, field: usize, x: usize, y: usize, value: f64) {
        let start = y * self.layout.row::<N>() + field * self.layout.stride;
        put(&mut self.state[start..start + self.layout.stride], self.layout.nx, x, value);
    }

    /// Sets one input of one cell.
    pub(crate) fn set_input(&mut self, which: usize, x: usize, y: usize, value: f64) {
        let start = (y * input::COUNT + which) * self.layout.stride;
        put(&mut self.inputs[start..start + self.layout.stride], self.layout.nx, x, value);
    }

    /// One input of one cell.
    pub(crate) fn input(&self, which: usize, x: usize, y: usize) -> f64 {
        self.inputs[(y * input::COUNT + which) * self.layout.stride + 1 + x]
    }

    /// Squeeze of the compartment of a cell at the last state, mmHg above rest.
    pub(crate) fn squeeze_mmhg(&self, x: usize, y: usize) -> f64 {
        self.squeeze[usize::from(self.compartments.of_cell[y * self.layout.nx + x])]
    }

    /// The largest step is not asserted: it only keeps slow seconds from hiding quick inputs.
    pub(crate) fn forget_step(&mut self) {
        self.step_s = 0.0;
    }

    /// Goes on for some seconds. `moment` gives the time factors at a second since the start of this run.
    pub(crate) fn run(
        &mut self,
        reaction: &impl Reaction<N>,
        seconds: f64,
        pace: Pace,
        moment: impl Fn(f64) -> Moment,
    ) -> Result<Effort, Error> {
        let mut effort = Effort::default();
        let mut time = 0.0;
        let mut step = match pace {
            Pace::Fixed { step_s } => step_s,
            Pace::Adaptive { .. } if self.step_s > 0.0 => self.step_s,
            Pace::Adaptive { .. } => 0.05,
        };
        self.press(reaction, &moment(0.0));
        while time < seconds * (1.0 - 1e-12) {
            if effort.steps + effort.rejected > STEPS_MAX {
                return Err(Error::TooManySteps { steps: STEPS_MAX });
            }
            let taken = step.min(seconds - time);
            let tolerance = match pace {
                Pace::Fixed { .. } => 1.0,
                Pace::Adaptive { tolerance, .. } => tolerance,
            };
            let error = self.attempt(reaction, taken, &moment(time), &moment(time + taken)) / tolerance;
            if let Pace::Adaptive { step_max_s, .. } = pace {
                if error <= 1.0 {
                    // A step cut short to end on time says nothing about the next.
                    if taken >= step * 0.999 || error > 0.5 {
                        step = (taken * (0.9 / error.max(1e-6).sqrt()).clamp(0.3, 2.0)).min(step_max_s);
                    }
                } else {
                    step = taken * if error.is_finite() { (0.9 / error.sqrt()).clamp(0.1, 0.8) } else { 0.1 };
                    effort.rejected += 1;
                    self.press(reaction, &moment(time));
                    continue;
                }
            }
            std::mem::swap(&mut self.state, &mut self.next);
            time += taken;
            effort.steps += 1;
        }
        self.step_s = step;
        Ok(effort)
    }

    /// Pressure of the compartments at the present state.
    pub(crate) fn press(&mut self, reaction: &impl Reaction<N>, moment: &Moment) {
        let layout = self.layout;
        let [top, bottom] = &mut self.sides;
        top.squeeze.fill(0.0);
        bottom.squeeze.fill(0.0);
        for (y, row) in self.state.chunks(layout.row::<N>()).enumerate() {
            sum_squeeze(
                reaction,
                layout,
                moment,
                y,
                row,
                &self.inputs,
                &self.compartments.of_cell,
                &mut top.squeeze,
            );
        }
        self.level();
    }

    /// From the sums of both sides to the pressure of each compartment.
    fn level(&mut self) {
        let [top, bottom] = &mut self.sides;
        let Compartments { cells, beside, leak, .. } = &self.compartments;
        for ((sum, other), cells) in top.squeeze.iter_mut().zip(&bottom.squeeze).zip(cells) {
            *sum = (*sum + other) / cells;
        }
        for (own, squeeze) in self.squeeze.iter_mut().enumerate() {
            let around = &beside[own];
            let mean =
                around.iter().map(|&n| top.squeeze[usize::from(n)]).sum::<f64>() / around.len().max(1) as f64;
            let leak = if around.is_empty() { 0.0 } else { *leak };
            *squeeze = (1.0 - leak) * top.squeeze[own] + leak * mean;
        }
    }

    /// Tries one step into `next`; returns the error in units of `scale + |state|`.
    fn attempt(&mut self, reaction: &impl Reaction<N>, step_s: f64, now: &Moment, then: &Moment) -> f64 {
        let layout = self.layout;
        self.prepare(reaction, step_s);
        self.forward(reaction, step_s, now, Stage::First);
        self.meet(Stage::First);
        self.backward(reaction, step_s, then, Stage::First);
        self.level();
        self.forward(reaction, step_s, then, Stage::Second);
        self.meet(Stage::Second);
        self.backward(reaction, step_s, then, Stage::Second);
        self.level();
        let sum: f64 = self.sides.iter().map(|side| side.error).sum();
        (sum / (N * layout.nx * layout.ny) as f64).sqrt()
    }

    /// Factors of the implicit diffusion for a step.
    fn prepare(&mut self, reaction: &impl Reaction<N>, step_s: f64) {
        let per_cell = GAMMA * step_s / (self.layout.dx_m * self.layout.dx_m);
        let (nx, ny) = (self.layout.nx, self.layout.ny);
        for (field, d) in reaction.diffusivity_m2_per_s().into_iter().enumerate() {
            let r = d * per_cell;
            if self.along_x[field].r.to_bits() != r.to_bits() || self.along_x[field].ratio.is_empty() {
                self.along_x[field].fill(r, nx, nx);
                self.along_y[field].fill(r, self.layout.middle(), ny);
            }
        }
    }

    /// Rates, relaxation, diffusion along x, elimination along y; from the edges to the middle.
    fn forward(&mut self, reaction: &impl Reaction<N>, step_s: f64, moment: &Moment, stage: Stage) {
        let layout = self.layout;
        let split = layout.middle() * layout.row::<N>();
        let (state, k, k1) = match stage {
            Stage::First => (&self.state, &mut self.k1, None),
            Stage::Second => (&self.stage, &mut self.k2, Some(&self.k1)),
        };
        let task = Forward {
            reaction,
            layout,
            step_s,
            moment,
            state,
            k1,
            inputs: &self.inputs,
            squeeze: &self.squeeze,
            of_cell: &self.compartments.of_cell,
            along_x: &self.along_x,
            along_y: &self.along_y,
            diffusivity: reaction.diffusivity_m2_per_s(),
        };
        let (k_top, k_bottom) = k.split_at_mut(split);
        let (decay_top, decay_bottom) = self.decay.split_at_mut(split);
        match stage {
            Stage::First => both(
                self.threads,
                #[inline(always)]
                || task.top::<true>(k_top, decay_top),
                #[inline(always)]
                || task.bottom::<true>(k_bottom, decay_bottom),
            ),
            Stage::Second => both(
                self.threads,
                #[inline(always)]
                || task.top::<false>(k_top, decay_top),
                #[inline(always)]
                || task.bottom::<false>(k_bottom, decay_bottom),
            ),
        }
    }

    /// The two rows in the middle know each other only now.
    fn meet(&mut self, stage: Stage) {
        let layout = self.layout;
        let k = if matches!(stage, Stage::First) { &mut self.k1 } else { &mut self.k2 };
        if layout.ny < 2 {
            return;
        }
        let middle = layout.middle();
        let (top, bottom) = k.split_at_mut(middle * layout.row::<N>());
        let top = &mut top[(middle - 1) * layout.row::<N>()..];
        let last = layout.ny - middle - 1;
        for field in 0..N {
            let along = &self.along_y[field];
            if along.r == 0.0 {
                continue;
            }
            let (a, b) = (1.0 / along.inverse[middle - 1], 1.0 / along.inverse[last]);
            let determinant = 1.0 / (a * b - along.r * along.r);
            let cells = field * layout.stride + 1..field * layout.stride + 1 + layout.nx;
            for (upper, lower) in top[cells.clone()].iter_mut().zip(&mut bottom[cells]) {
                let (u, l) = (*upper, *lower);
                *upper = (b * u + along.r * l) * determinant;
                *lower = (a * l + along.r * u) * determinant;
            }
        }
    }

    /// Substitution along y from the middle to the edges, the new state, its error and its tension.
    fn backward(&mut self, reaction: &impl Reaction<N>, step_s: f64, moment: &Moment, stage: Stage) {
        let layout = self.layout;
        let split = layout.middle() * layout.row::<N>();
        let task = Backward {
            reaction,
            layout,
            step_s,
            moment,
            state: &self.state,
            inputs: &self.inputs,
            of_cell: &self.compartments.of_cell,
            along_y: &self.along_y,
            scale: reaction.scale(),
        };
        let (k, k1, out) = match stage {
            Stage::First => (&mut self.k1, None, &mut self.stage),
            Stage::Second => (&mut self.k2, Some(&self.k1), &mut self.next),
        };
        let (k_top, k_bottom) = k.split_at_mut(split);
        let (out_top, out_bottom) = out.split_at_mut(split);
        let [side_top, side_bottom] = &mut self.sides;
        both(
            self.threads,
            #[inline(always)]
            || task.top(k_top, k1, out_top, side_top),
            #[inline(always)]
            || task.bottom(k_bottom, k1, out_bottom, side_bottom),
        );
    }
}

/// How large steps are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pace {
    /// All the same; for convergence and for comparisons.
    Fixed { step_s: f64 },
    /// As the error allows.
    Adaptive { tolerance: f64, step_max_s: f64 },
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    First,
    Second,
}

/// Both halves, side by side if it pays.
fn both(threads: bool, top: impl FnOnce() + Send, bottom: impl FnOnce() + Send) {
    if threads {
        rayon::join(|| pulp::Arch::new().dispatch(top), || pulp::Arch::new().dispatch(bottom));
    } else {
        pulp::Arch::new().dispatch(top);
        pulp::Arch::new().dispatch(bottom);
    }
}
