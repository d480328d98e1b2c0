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
use crate::math::{Number, Single};
use backward::{Backward, Outward, Pressed, Squeeze};
use forward::{Forward, Inward};
use layout::{Aligned, BLOCK, MARGIN, put};
pub(crate) use layout::{Compartments, Layout};
use pulp::WithSimd;
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
    pub(crate) rate: [Single; N],
    pub(crate) decay: [Single; N],
    /// What the diffusivity of field 0 is multiplied with.
    pub(crate) mobility: Single,
}

/// What a block of cells gives to the pressure.
pub(crate) struct Pressing {
    /// What a cell adds to the pressure of its compartment, mmHg.
    pub(crate) squeeze_mmhg: Single,
    /// A number of its own that the rates at the same state want again.
    pub(crate) kept: Single,
}

/// A set of equations that the grid can follow.
pub(crate) trait Reaction<const N: usize>: Copy + Sync {
    /// Which fields spread to the cells beside; the others stay in their cell.
    const SPREADS: [bool; N];
    /// Diffusivity of each field, m2/s; 0 where it stays in its cell. For field 0 the largest.
    fn diffusivity_m2_per_s(&self) -> [f64; N];
    /// Absolute error that counts as much as a relative one.
    fn scale(&self) -> [f64; N];
    /// What a cell adds to the pressure of its compartment.
    fn squeeze(&self, state: &[Single; N], inputs: &[Single; input::COUNT], moment: &Moment) -> Pressing;
    /// Rates under the pressure of the compartment; `kept` is what [`Reaction::squeeze`] left for them.
    fn local(
        &self,
        state: &[Single; N],
        inputs: &[Single; input::COUNT],
        moment: &Moment,
        kept: Single,
        squeeze_mmhg: Single,
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

/// What one side of the grid collects, and its room to write in.
#[derive(Clone, Debug)]
struct Side {
    squeeze: Vec<f64>,
    error: f64,
    /// A number of each cell of a row.
    row: Aligned<Single>,
    /// Slopes of the row that was computed before.
    after: Aligned<f64>,
}

/// A grid in motion. What stays in its cell and what spreads lie in arrays of their own: the former needs no more than two, and
/// what a step touches fits better into the caches. In each array there is room for all fields.
#[derive(Clone, Debug)]
pub(crate) struct Grid<const N: usize> {
    pub(crate) layout: Layout,
    pub(crate) compartments: Compartments,
    spreads: [bool; N],
    /// At the beginning of a step; within it, then at its end.
    still: [Aligned<f64>; 2],
    /// At the beginning of a step; within it; at its end.
    moving: [Aligned<f64>; 3],
    slowness: Aligned<Single>,
    inputs: Aligned<Single>,
    /// What [`Pressing`] left for the rates.
    kept: Aligned<Single>,
    /// Squeeze of each compartment, mmHg, of the state and of the stage.
    squeeze: Vec<f64>,
    along_x: Vec<Tridiagonal>,
    along_y: Vec<Tridiagonal>,
    sides: [Side; 2],
    step_s: f64,
    threads: bool,
}

impl<const N: usize> Grid<N> {
    /// Cells that all start alike; `spreads` is [`Reaction::SPREADS`] of what will move them.
    pub(crate) fn new(
        layout: Layout,
        compartments: Compartments,
        spreads: [bool; N],
        start: [f64; N],
    ) -> Self {
        let size = layout.row::<N>() * layout.ny;
        let count = compartments.cells.len();
        let side = Side {
            squeeze: vec![0.0; count],
            error: 0.0,
            row: Aligned::new(layout.stride),
            after: Aligned::new(layout.row::<N>()),
        };
        let array = || Aligned::new(size);
        let mut grid = Self {
            layout,
            squeeze: vec![0.0; count],
            compartments,
            spreads,
            still: [array(), array()],
            moving: [array(), array(), array()],
            slowness: Aligned::new(size),
            inputs: Aligned::new(input::COUNT * layout.stride * layout.ny),
            kept: Aligned::new(layout.stride * layout.ny),
            along_x: vec![Tridiagonal::default(); N],
            along_y: vec![Tridiagonal::default(); N],
            sides: [side.clone(), side],
            step_s: 0.0,
            threads: layout.nx * layout.ny >= CELLS_FOR_TWO_THREADS,
        };
        for y in 0..layout.ny {
            for (field, &value) in start.iter().enumerate() {
                grid.whole(field, y).fill(value);
            }
        }
        grid
    }

    /// One field of one row, with what lies beside it.
    fn whole(&mut self, field: usize, y: usize) -> &mut [f64] {
        let start = y * self.layout.row::<N>() + field * self.layout.stride;
        let array = if self.spreads[field] { &mut self.moving[0] } else { &mut self.still[0] };
        &mut array[start..start + self.layout.stride]
    }

    /// One field of one row.
    pub(crate) fn run_of(&self, field: usize, y: usize) -> &[f64] {
        let start = y * self.layout.row::<N>() + field * self.layout.stride + MARGIN;
        let array = if self.spreads[field] { &self.moving[0] } else { &self.still[0] };
        &array[start..start + self.layout.nx]
    }

    /// Sets one field of one cell.
    pub(crate) fn set(&mut self, field: usize, x: usize, y: usize, value: f64) {
        let nx = self.layout.nx;
        put(self.whole(field, y), nx, x, value);
    }

    /// Sets one input of one cell.
    pub(crate) fn set_input(&mut self, which: usize, x: usize, y: usize, value: f64) {
        let start = (y * input::COUNT + which) * self.layout.stride;
        put(&mut self.inputs[start..start + self.layout.stride], self.layout.nx, x, Single::of(value));
    }

    /// One input of one cell.
    pub(crate) fn input(&self, which: usize, x: usize, y: usize) -> f64 {
        self.inputs[(y * input::COUNT + which) * self.layout.stride + MARGIN + x].plain()
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
        moment: impl Fn(f64) -> Moment + Send,
    ) -> Result<Effort, Error> {
        // From outside the pool each half of each sweep would be handed over and waited for: a quarter of the time (docs/TISSUE.md).
        if self.threads {
            rayon::scope(|_| self.steps(reaction, seconds, pace, moment))
        } else {
            self.steps(reaction, seconds, pace, moment)
        }
    }

    /// [`Grid::run`], on the thread it is called on.
    fn steps(
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
            self.still.swap(0, 1);
            self.moving.swap(0, 2);
            time += taken;
            effort.steps += 1;
        }
        self.step_s = step;
        Ok(effort)
    }

    /// Pressure of the compartments at the present state.
    pub(crate) fn press(&mut self, reaction: &impl Reaction<N>, moment: &Moment) {
        let layout = self.layout;
        let (inputs, compartments) = (&self.inputs, &self.compartments);
        let task = Squeeze { reaction: *reaction, layout, moment, inputs, compartments };
        let (still, moving) = (&self.still[0], &self.moving[0]);
        let (kept_top, kept_bottom) = self.kept.split_at_mut(layout.middle() * layout.stride);
        let [top, bottom] = &mut self.sides;
        let half = |bottom, kept, side| Pressed::<N, _> {
            task: &task,
            half: layout.half(bottom),
            still,
            moving,
            kept,
            side,
        };
        both(self.threads, half(false, kept_top, top), half(true, kept_bottom, bottom));
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
        self.forward::<true>(reaction, step_s, now);
        self.meet::<true>();
        self.backward::<true>(reaction, step_s, then);
        self.level();
        self.forward::<false>(reaction, step_s, then);
        self.meet::<false>();
        self.backward::<false>(reaction, step_s, then);
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
    fn forward<const FIRST: bool>(&mut self, reaction: &impl Reaction<N>, step_s: f64, moment: &Moment) {
        let layout = self.layout;
        let split = layout.middle() * layout.row::<N>();
        let [still, inner] = &mut self.still;
        let [moving, stage, end] = &mut self.moving;
        let (moving_at, k): (&[f64], &mut [f64]) = if FIRST { (moving, stage) } else { (stage, end) };
        let task = Forward {
            reaction: *reaction,
            layout,
            step_s,
            moment,
            still,
            moving,
            moving_at,
            inputs: &self.inputs,
            kept: &self.kept,
            squeeze: &self.squeeze,
            compartments: &self.compartments,
            along_x: &self.along_x,
            along_y: &self.along_y,
        };
        let (still_top, still_bottom) = inner.split_at_mut(split);
        let (k_top, k_bottom) = k.split_at_mut(split);
        let (slow_top, slow_bottom) = self.slowness.split_at_mut(split);
        let [top, bottom] = &mut self.sides;
        let top = forward::Written { still: still_top, k: k_top, slowness: slow_top, side: top };
        let bottom =
            forward::Written { still: still_bottom, k: k_bottom, slowness: slow_bottom, side: bottom };
        let top = Inward::<FIRST, N, _>(&task, layout.half(false), top);
        both(self.threads, top, Inward(&task, layout.half(true), bottom));
    }

    /// The two rows in the middle know each other only now.
    fn meet<const FIRST: bool>(&mut self) {
        let layout = self.layout;
        let k = &mut self.moving[if FIRST { 1 } else { 2 }];
        if layout.ny < 2 {
            return;
        }
        let middle = layout.middle();
        let (top, bottom) = k.split_at_mut(middle * layout.row::<N>());
        let top = &mut top[(middle - 1) * layout.row::<N>()..];
        let last = layout.ny - middle - 1;
        for field in 0..N {
            let along = &self.along_y[field];
            if !self.spreads[field] {
                continue;
            }
            let (a, b) = (1.0 / along.inverse[middle - 1], 1.0 / along.inverse[last]);
            let determinant = 1.0 / (a * b - along.r * along.r);
            let begin = field * layout.stride + MARGIN;
            let cells = begin..begin + layout.nx;
            for (upper, lower) in top[cells.clone()].iter_mut().zip(&mut bottom[cells]) {
                let (u, l) = (*upper, *lower);
                *upper = (b * u + along.r * l) * determinant;
                *lower = (a * l + along.r * u) * determinant;
            }
        }
    }

    /// Substitution along y from the middle to the edges, the new state, its error and its tension.
    fn backward<const FIRST: bool>(&mut self, reaction: &impl Reaction<N>, step_s: f64, moment: &Moment) {
        let layout = self.layout;
        let split = layout.middle() * layout.row::<N>();
        let [moving, stage, end] = &mut self.moving;
        let (stage, out): (&[f64], &mut [f64]) = if FIRST { (&[], stage) } else { (stage, end) };
        let (inputs, compartments) = (&self.inputs, &self.compartments);
        let task = Backward {
            squeeze: Squeeze { reaction: *reaction, layout, moment, inputs, compartments },
            step_s,
            moving,
            stage,
            still: &self.still[1],
            along_y: &self.along_y,
        };
        let (out_top, out_bottom) = out.split_at_mut(split);
        let (kept_top, kept_bottom) = self.kept.split_at_mut(layout.middle() * layout.stride);
        let [top, bottom] = &mut self.sides;
        let top = backward::Written { out: out_top, kept: kept_top, side: top };
        let bottom = backward::Written { out: out_bottom, kept: kept_bottom, side: bottom };
        let top = Outward::<FIRST, N, _>(&task, layout.half(false), top);
        both(self.threads, top, Outward(&task, layout.half(true), bottom));
    }
}

/// The states of a block of cells, in the digits that the rates are computed in.
type States<const N: usize> = [[Single; BLOCK]; N];

/// Reads the states of the block that begins at a place of a row.
#[inline(always)]
fn read<const N: usize, E: Reaction<N>>(
    states: &mut States<N>,
    layout: Layout,
    at: usize,
    still: &[f64],
    moving: &[f64],
) {
    for field in 0..N {
        let row = if E::SPREADS[field] { moving } else { still };
        let run = &row[field * layout.stride + at..][..BLOCK];
        for lane in 0..BLOCK {
            states[field][lane] = Single::of(run[lane]);
        }
    }
}

/// The inputs of that block.
#[inline(always)]
fn inputs_of(layout: Layout, at: usize, inputs: &[Single]) -> [&[Single]; input::COUNT] {
    let mut runs: [&[Single]; input::COUNT] = [&[]; input::COUNT];
    for which in 0..input::COUNT {
        runs[which] = &inputs[which * layout.stride + at..][..BLOCK];
    }
    runs
}

/// What a cell's error adds to the sum of squares. It steers and enters no state: half the digits are enough.
#[inline(always)]
fn part_of_error(error: Single, scale: f64, value: Single) -> Single {
    let relative = error * (value.abs() + scale).inverse();
    relative * relative
}

/// How large steps are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pace {
    /// All the same; for convergence and for comparisons.
    Fixed { step_s: f64 },
    /// As the error allows.
    Adaptive { tolerance: f64, step_max_s: f64 },
}

/// Both halves, side by side if it pays, with the vector instructions that there are.
fn both<W: WithSimd<Output = ()> + Send>(threads: bool, top: W, bottom: W) {
    let sweep = |half: W| pulp::Arch::new().dispatch(half);
    if threads {
        rayon::join(|| sweep(top), || sweep(bottom));
    } else {
        sweep(top);
        sweep(bottom);
    }
}
