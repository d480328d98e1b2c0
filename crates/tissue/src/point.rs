//! One piece of tissue by itself: a Rosenbrock method of fourth order with an error estimate of third.
//!
//! Shampine's coefficients for the method of Kaps and Rentrop; its Jacobian is made by differences.

use crate::error::Error;
use crate::parameters::Parameters;
use crate::rates::{FIELDS, Flows, Momentary, SCALE, Site, State, field};
use pulp::{Simd, WithSimd};

/// Steps after which a computation is given up: a week of tissue time takes a few thousand.
const STEPS_MAX: usize = 400_000;

/// A well-mixed piece of tissue: its compartment is as large as itself.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Its parameters.
    pub parameters: Parameters,
    /// Its state, in the units of [`field`].
    pub state: State,
}

/// A state from which healthy tissue settles quickly.
pub const NEAR_HEALTH: State = [25.0, 0.99, 0.09, 2.0, 1.0, 0.02, 1.0, 1.0, 0.99];
/// A state inside the crisis, where there is one.
pub const NEAR_CRISIS: State = [0.3, 0.12, 1.5, 10.0, 3.5, 0.7, 9.0, 0.0, 0.3];

/// What a point shows from outside.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Tensions and squeeze.
    pub momentary: Momentary,
    /// Flows.
    pub flows: Flows,
    /// Pressure in the tissue, mmHg.
    pub pressure_mmhg: f64,
    /// Flow, times rest.
    pub flow_ratio: f64,
}

impl Point {
    /// Healthy tissue with a site's fibres after five days of rest.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the parameters make the equations too stiff.
    pub fn healthy(parameters: Parameters, site: Site) -> Result<Self, Error> {
        let mut point = Self { parameters, state: NEAR_HEALTH };
        point.run(5.0 * 86_400.0, 1e-6, |_| site)?;
        Ok(point)
    }

    /// What is left after twenty days that began in a crisis: a crisis, if the parameters hold one.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the parameters make the equations too stiff.
    pub fn crisis(parameters: Parameters, site: Site) -> Result<Self, Error> {
        let mut point = Self { parameters, state: NEAR_CRISIS };
        point.run(20.0 * 86_400.0, 1e-6, |_| site)?;
        Ok(point)
    }

    /// Whether the knot's fibres have less than half of their energy.
    pub fn is_in_crisis(&self) -> bool {
        self.state[field::ENERGY] < 0.5
    }

    /// What it shows under a site's influence.
    pub fn reading(&self, site: &Site) -> Reading {
        let momentary = self.parameters.momentary(&self.state, site);
        let flows = self.parameters.rates(&self.state, site, momentary.squeeze_mmhg).flows;
        Reading {
            momentary,
            flows,
            pressure_mmhg: self.parameters.resting_mmhg + momentary.squeeze_mmhg,
            flow_ratio: flows.perfusion_per_s / self.parameters.perfusion_rest_per_s,
        }
    }

    /// Rates of change per second under a site's influence.
    pub fn rate(&self, site: &Site) -> State {
        rate(&self.parameters, &self.state, site)
    }

    /// Goes on for some seconds; `site` says what acts at each second from the start of this run.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the tolerance cannot be kept.
    pub fn run(&mut self, seconds: f64, tolerance: f64, site: impl Fn(f64) -> Site) -> Result<usize, Error> {
        self.watch(seconds, tolerance, site, |_, _| {})
    }

    /// Like [`Point::run`], and shows each accepted step: seconds and state.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the tolerance cannot be kept.
    pub fn watch(
        &mut self,
        seconds: f64,
        tolerance: f64,
        site: impl Fn(f64) -> Site,
        mut seen: impl FnMut(f64, &State),
    ) -> Result<usize, Error> {
        let f = |time: f64, state: &State| rate(&self.parameters, state, &site(time));
        let mut time = 0.0;
        let mut step = (seconds * 1e-3).min(0.1);
        for steps in 0..STEPS_MAX {
            if time >= seconds {
                return Ok(steps);
            }
            step = step.min(seconds - time);
            let (next, error) = attempt(&f, time, &self.state, step, tolerance);
            if error <= 1.0 {
                time = if seconds - time - step < 1e-9 * seconds { seconds } else { time + step };
                self.state = next;
                seen(time, &next);
            }
            // Fourth order: the error grows with the fourth power of the step (third-order estimate).
            let factor = if error > 0.0 { 0.9 * error.powf(-0.25) } else { 4.0 };
            step *= if error.is_finite() { factor.clamp(0.2, 4.0) } else { 0.1 };
        }
        Err(Error::TooManySteps { steps: STEPS_MAX })
    }
}

/// Rates of a piece of tissue that is its own compartment.
pub(crate) fn rate(parameters: &Parameters, state: &State, site: &Site) -> State {
    pulp::Arch::new().dispatch(Rate { parameters, state, site })
}

/// The rates with the instructions that there are: without them each fused operation would be a call.
struct Rate<'a> {
    parameters: &'a Parameters,
    state: &'a State,
    site: &'a Site,
}

impl WithSimd for Rate<'_> {
    type Output = State;
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> State {
        let Rate { parameters, state, site } = self;
        let now = parameters.momentary(state, site);
        parameters.rates_of(state, site, now.contracture, now.squeeze_mmhg).rate
    }
}

/// Jacobian by central differences.
pub(crate) fn jacobian(f: impl Fn(&State) -> State, state: &State) -> [[f64; FIELDS]; FIELDS] {
    let mut jacobian = [[0.0; FIELDS]; FIELDS];
    for column in 0..FIELDS {
        let width = 1e-5 * state[column].abs().max(SCALE[column] * 1e-2);
        let (mut above, mut below) = (*state, *state);
        above[column] += width;
        below[column] -= width;
        let (above, below) = (f(&above), f(&below));
        for row in 0..FIELDS {
            jacobian[row][column] = (above[row] - below[row]) / (2.0 * width);
        }
    }
    jacobian
}

const GAMMA: f64 = 0.5;
const A: [[f64; 2]; 2] = [[2.0, 0.0], [48.0 / 25.0, 6.0 / 25.0]];
const C: [[f64; 3]; 3] =
    [[-8.0, 0.0, 0.0], [372.0 / 25.0, 12.0 / 5.0, 0.0], [-112.0 / 125.0, -54.0 / 125.0, -2.0 / 5.0]];
const B: [f64; 4] = [19.0 / 9.0, 0.5, 25.0 / 108.0, 125.0 / 108.0];
const E: [f64; 4] = [17.0 / 54.0, 7.0 / 36.0, 0.0, 125.0 / 108.0];
const CX: [f64; 4] = [0.5, -1.5, 121.0 / 50.0, 29.0 / 250.0];
const AX: [f64; 4] = [0.0, 1.0, 0.6, 0.6];

/// One step: the new state and its error over the tolerance.
fn attempt(
    f: &impl Fn(f64, &State) -> State,
    time: f64,
    state: &State,
    step: f64,
    tolerance: f64,
) -> (State, f64) {
    let here = f(time, state);
    let moment = step * 1e-4;
    let (after, before) = (f(time + moment, state), f(time - moment, state));
    let drift: State = std::array::from_fn(|i| (after[i] - before[i]) / (2.0 * moment));
    let mut matrix = jacobian(|state| f(time, state), state);
    for (row, line) in matrix.iter_mut().enumerate() {
        for value in line.iter_mut() {
            *value = -*value;
        }
        line[row] += 1.0 / (GAMMA * step);
    }
    let Some(factors) = Factors::of(matrix) else { return (*state, f64::INFINITY) };
    let mut stages = [[0.0; FIELDS]; 4];
    for stage in 0..4 {
        let mut right = match stage {
            0 => here,
            // The third and the fourth share their place.
            _ => {
                let row = A[(stage - 1).min(1)];
                let place = std::array::from_fn(|i| state[i] + row[0] * stages[0][i] + row[1] * stages[1][i]);
                f(time + AX[stage] * step, &place)
            }
        };
        for i in 0..FIELDS {
            right[i] += step * CX[stage] * drift[i];
            if stage > 0 {
                for (earlier, weight) in C[stage - 1].iter().enumerate().take(stage) {
                    right[i] += weight * stages[earlier][i] / step;
                }
            }
        }
        stages[stage] = factors.solve(right);
    }
    let mut next = *state;
    let mut error: f64 = 0.0;
    for i in 0..FIELDS {
        let mut estimate = 0.0;
        for stage in 0..4 {
            next[i] += B[stage] * stages[stage][i];
            estimate += E[stage] * stages[stage][i];
        }
        let scale = tolerance * (SCALE[i] + state[i].abs().max(next[i].abs()));
        error = if estimate.is_finite() { error.max((estimate / scale).abs()) } else { f64::INFINITY };
    }
    (next, error)
}

/// LU factors with row exchanges.
pub(crate) struct Factors<const N: usize = FIELDS> {
    matrix: [[f64; N]; N],
    rows: [usize; N],
}

impl<const N: usize> Factors<N> {
    /// `None` for a singular matrix.
    pub(crate) fn of(mut matrix: [[f64; N]; N]) -> Option<Self> {
        let mut rows = [0; N];
        for column in 0..N {
            let pivot =
                (column..N).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))?;
            if matrix[pivot][column] == 0.0 || !matrix[pivot][column].is_finite() {
                return None;
            }
            matrix.swap(column, pivot);
            rows[column] = pivot;
            for row in column + 1..N {
                let factor = matrix[row][column] / matrix[column][column];
                matrix[row][column] = factor;
                for k in column + 1..N {
                    matrix[row][k] -= factor * matrix[column][k];
                }
            }
        }
        Some(Self { matrix, rows })
    }

    pub(crate) fn solve(&self, mut right: [f64; N]) -> [f64; N] {
        // All exchanges first: the factors lie in the rows where they ended.
        for column in 0..N {
            right.swap(column, self.rows[column]);
        }
        for column in 0..N {
            for row in column + 1..N {
                right[row] -= self.matrix[row][column] * right[column];
            }
        }
        for row in (0..N).rev() {
            for k in row + 1..N {
                right[row] -= self.matrix[row][k] * right[k];
            }
            right[row] /= self.matrix[row][row];
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_solve_a_system_that_needs_its_rows_exchanged() {
        let matrix = [[0.0, 2.0, 1.0, 0.0], [1.0, 0.0, 3.0, 1.0], [4.0, 1.0, 0.0, 2.0], [0.5, 7.0, 1.0, 0.0]];
        let right = [1.0, -2.0, 3.0, 0.5];
        let x = Factors::<4>::of(matrix).expect("not singular").solve(right);
        for (line, right) in matrix.iter().zip(right) {
            let sum: f64 = line.iter().zip(x).map(|(a, x)| a * x).sum();
            assert!((sum - right).abs() < 1e-12, "{x:?}");
        }
        assert!(Factors::<2>::of([[1.0, 2.0], [2.0, 4.0]]).is_none());
    }
}
