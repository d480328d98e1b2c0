//! The model against twenty published measurements: ten it was calibrated on, ten held out and never tuned to.

mod calibrated;
mod held_out;

use crate::error::Error;
use crate::parameters::Parameters;
use crate::point::Point;
use crate::rates::Site;
use crate::section::KNOT_SHARE;

/// What a row was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Parameters were chosen with it in view.
    Calibration,
    /// No parameter was changed because of it.
    HeldOut,
}

/// How sure a published value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The source, or its abstract, was read.
    Checked,
    /// From memory.
    Memory,
}

/// A number of the model beside the range that is accepted.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What it is, with its unit.
    pub what: &'static str,
    /// The model's value.
    pub value: f64,
    /// Least and most that pass.
    pub accepted: (f64, f64),
}

impl Measured {
    fn new(what: &'static str, value: f64, least: f64, most: f64) -> Self {
        Self { what, value, accepted: (least, most) }
    }

    /// Whether the value lies in the range.
    pub fn passes(&self) -> bool {
        (self.accepted.0..=self.accepted.1).contains(&self.value)
    }
}

/// One published measurement beside the model.
#[derive(Clone, Debug)]
pub struct Row {
    /// 1 to 20, as in docs/TISSUE.md.
    pub number: u8,
    /// What was measured.
    pub quantity: &'static str,
    /// What was published, with its spread.
    pub published: &'static str,
    /// How sure that is.
    pub certainty: Certainty,
    /// What it was used for.
    pub set: Set,
    /// The model's numbers; the row passes if all do.
    pub measured: Vec<Measured>,
    /// What a failure of this row would mean, or what the pass leaves open.
    pub meaning: &'static str,
}

impl Row {
    /// Whether every number lies in its range.
    pub fn passes(&self) -> bool {
        self.measured.iter().all(Measured::passes)
    }
}

/// All twenty rows for a set of parameters.
///
/// # Errors
/// [`Error::TooManySteps`] for parameters that cannot be followed.
pub fn table(parameters: &Parameters) -> Result<Vec<Row>, Error> {
    let mut rows = calibrated::rows(parameters)?;
    rows.extend(held_out::rows(parameters)?);
    rows.sort_by_key(|row| row.number);
    Ok(rows)
}

/// Tissue that can hold a point.
fn site() -> Site {
    Site::resting(KNOT_SHARE, 1.0)
}

/// Ordinary muscle, loaded.
fn loaded(load: f64) -> Site {
    Site { load, ..Site::ORDINARY }
}

/// First second at which a condition holds, to within the integrator's steps; `None` if it never does.
fn first_time(
    point: &mut Point,
    seconds: f64,
    acting: Site,
    holds: impl Fn(&Point) -> bool,
) -> Result<Option<f64>, Error> {
    let parameters = point.parameters;
    let mut found = None;
    let mut before = (0.0, point.state);
    point.watch(
        seconds,
        1e-5,
        |_| acting,
        |time, state| {
            if found.is_none() && holds(&Point { parameters, state: *state }) {
                // Between two steps the state is taken as a straight line.
                let (mut early, mut late) = (0.0, 1.0);
                for _ in 0..30 {
                    let half = 0.5 * (early + late);
                    let state = std::array::from_fn(|i| before.1[i] + half * (state[i] - before.1[i]));
                    if holds(&Point { parameters, state }) { late = half } else { early = half }
                }
                found = Some(before.0 + late * (time - before.0));
            }
            before = (time, *state);
        },
    )?;
    Ok(found)
}

/// Where a condition that holds at `high` and not at `low` begins.
fn threshold(
    mut low: f64,
    mut high: f64,
    mut holds: impl FnMut(f64) -> Result<bool, Error>,
) -> Result<f64, Error> {
    for _ in 0..18 {
        let middle = 0.5 * (low + high);
        if holds(middle)? { high = middle } else { low = middle }
    }
    Ok(0.5 * (low + high))
}
