//! A small problem of the same kind, to measure the solver with: four fields, pressure from the cell itself.
//!
//! O2 pressure, energy, lactate and dilatation in a square of cells of which an elliptical core begins starved; other
//! programs can be given it in a dozen lines (`xtask/bench/tissue_peers.py`). Its numbers are of an early draft of the model and
//! explain nothing.

use crate::error::Error;
use crate::grid::{Compartments, Effort, Grid, Layout, Local, Moment, Pace, Pressing, Reaction, input};
use crate::math::{Number, Single, inverses2};

/// O2 pressure (mmHg), energy (share), lactate (mmol/l), dilatation (times rest).
const FIELDS: usize = 4;
/// Where the core is: half axes in metres.
const CORE_M: [f64; 2] = [2.5e-3, 4e-3];
const STARVED: [f64; FIELDS] = [0.05, 0.07, 10.0, 9.0];
const HEALTHY: [f64; FIELDS] = [26.0, 0.99, 2.0, 1.0];
/// O2 that tissue holds, mmol/l/mmHg.
const CAPACITY: f64 = 5e-3;
/// Recovery of energy by respiration, mmol/l/s.
const RESPIRATION_MAX: f64 = 33.0 / 36.0;
const CLOSING_MMHG: f64 = 8.0;
const HEAD_MMHG: f64 = 66.0;

/// How the square begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// A starved core with a sharp edge.
    Core,
    /// Healthy, with a smooth hill of lactate and dilatation: what the order in space is measured on.
    Hill,
}

/// The square in motion.
#[derive(Clone, Debug)]
pub struct FourFields {
    grid: Grid<FIELDS>,
}

#[derive(Clone, Copy)]
struct Equations;

impl FourFields {
    /// A square of `side` by `side` cells of `cell_mm`.
    ///
    /// # Errors
    /// [`Error::Plan`] for a grid of no cells or a cell of no size.
    pub fn new(side: usize, cell_mm: f64, begin: Begin) -> Result<Self, Error> {
        if !((1..=1024).contains(&side) && cell_mm > 0.0 && cell_mm.is_finite()) {
            return Err(Error::Plan);
        }
        let dx_m = cell_mm * 1e-3;
        let layout = Layout::new(side, side, dx_m);
        let mut grid = Grid::new(
            layout,
            Compartments::new(side, vec![0; side * side], 0.0),
            Equations::SPREADS,
            HEALTHY,
        );
        let place = |at: usize| (at as f64 + 0.5 - side as f64 / 2.0) * dx_m;
        for y in 0..side {
            for x in 0..side {
                let away = (place(x) / CORE_M[0]).powi(2) + (place(y) / CORE_M[1]).powi(2);
                let hill = (-away).exp();
                let start = match begin {
                    Begin::Core if away < 1.0 => STARVED,
                    Begin::Core => HEALTHY,
                    Begin::Hill => [HEALTHY[0], HEALTHY[1], HEALTHY[2] + 8.0 * hill, HEALTHY[3] + 3.0 * hill],
                };
                for (field, value) in start.into_iter().enumerate() {
                    grid.set(field, x, y, value);
                }
            }
        }
        Ok(Self { grid })
    }

    /// Goes on with steps that keep the error of each near `tolerance`.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] if it does not get there.
    pub fn run(&mut self, seconds: f64, tolerance: f64) -> Result<Effort, Error> {
        self.grid.run(&Equations, seconds, Pace::Adaptive { tolerance, step_max_s: 60.0 }, |_| MOMENT)
    }

    /// Goes on with equal steps.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] if it does not get there.
    pub fn run_fixed(&mut self, seconds: f64, step_s: f64) -> Result<Effort, Error> {
        self.grid.run(&Equations, seconds, Pace::Fixed { step_s }, |_| MOMENT)
    }

    /// All of it: field by field, each row by row.
    pub fn values(&self) -> Vec<f64> {
        let rows = |field| (0..self.grid.layout.ny).map(move |y| (field, y));
        (0..FIELDS).flat_map(rows).flat_map(|(field, y)| self.grid.run_of(field, y).to_vec()).collect()
    }

    /// The same on a grid of half as many cells each way: each the mean of four.
    pub fn halved(values: &[f64], side: usize) -> Vec<f64> {
        let half = side / 2;
        let cell = |field: usize, y: usize, x: usize| values[(field * side + y) * side + x];
        let mut means = Vec::with_capacity(FIELDS * half * half);
        for field in 0..FIELDS {
            for y in (0..side).step_by(2) {
                for x in (0..side).step_by(2) {
                    let sum = cell(field, y, x)
                        + cell(field, y, x + 1)
                        + cell(field, y + 1, x)
                        + cell(field, y + 1, x + 1);
                    means.push(sum / 4.0);
                }
            }
        }
        means
    }
}

/// Nothing acts from outside.
const MOMENT: Moment = Moment { load: 0.0, inflow: 1.0, reflex: 0.0, released: 0.0, silenced: 0.0 };

impl Reaction<FIELDS> for Equations {
    const SPREADS: [bool; FIELDS] = [true, false, true, true];

    fn diffusivity_m2_per_s(&self) -> [f64; FIELDS] {
        [2e-9 * 1.35e-3 / CAPACITY, 0.0, 6e-10, 2.5e-8]
    }

    fn scale(&self) -> [f64; FIELDS] {
        [0.1, 0.01, 0.1, 0.1]
    }

    #[inline(always)]
    fn squeeze(&self, _: &[Single; FIELDS], _: &[Single; input::COUNT], _: &Moment) -> Pressing {
        Pressing { squeeze_mmhg: Single(0.0), kept: Single(0.0) }
    }

    #[inline(always)]
    fn local(
        &self,
        state: &[Single; FIELDS],
        _: &[Single; input::COUNT],
        _: &Moment,
        _: Single,
        _: Single,
    ) -> Local<FIELDS> {
        let [p, energy, lactate, dilatation] = *state;
        let p = p.at_least(1e-6);
        let deficit = energy.short_of(1.0);
        let z = energy * (1.0 / 0.15);
        let z4 = z * z * z * z;
        let want = (deficit - 0.0105).at_least(0.0);
        let [per_rigor, per_want] = inverses2(z4 * z4 + 1.0, want + 0.1);
        let tension = (deficit * 0.5).short_of(1.0) * 0.3 * per_rigor;
        let x = (tension * 430.0).short_of(HEAD_MMHG) * (1.0 / CLOSING_MMHG);
        let open = (x.at_least(0.0) + (-x.abs()).exp().ln_1p()) * (CLOSING_MMHG / HEAD_MMHG);
        let flow = dilatation * open * 5e-4;
        let filled = ((p * (1.0 / 27.0)).ln() * 2.7).exp();
        let [per_filled, per_oxygen] = inverses2(filled + 1.0, p + 1.5);
        let respiration = deficit * p * per_oxygen * RESPIRATION_MAX;
        let per_limit = (energy + 0.25).inverse();
        let use_max = tension * 0.2 + 8e-3;
        let washed = flow + energy * 1e-3;
        let rate = [
            (flow * 8.7 * per_filled - respiration * 0.2) * (1.0 / CAPACITY),
            (respiration + deficit * 2e-3 - use_max * 1.25 * energy * per_limit) * (1.0 / 33.0),
            deficit * 2e-3 + 2e-3 - washed * (lactate - 1.0),
            (want * per_want * 9.0 + 1.0 - dilatation) * 0.1,
        ];
        let sink = deficit * per_oxygen * per_oxygen * (RESPIRATION_MAX * 1.5 * 0.2);
        let supply = flow * (8.7 * 2.7) * filled * per_filled * per_filled * p.inverse();
        let decay = [
            (sink + supply) * (1.0 / CAPACITY),
            (p * per_oxygen * RESPIRATION_MAX + use_max * (1.25 * 0.25) * per_limit * per_limit)
                * (1.0 / 33.0),
            washed,
            Single(0.1),
        ];
        Local { rate, decay, mobility: Single(1.0) }
    }
}
