//! The S-curve: steady states of a point while its endplate drive is held, followed around both folds (pseudo-arclength).

use crate::error::Error;
use crate::parameters::Parameters;
use crate::point::{Factors, NEAR_HEALTH, rate};
use crate::rates::{FIELDS, SCALE, Site, State, field};

/// Unknowns: the state and the endplate drive that is held.
const UNKNOWNS: usize = FIELDS + 1;
/// Most points of a curve.
const POINTS_MAX: usize = 20_000;

/// A steady state under a held endplate drive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steady {
    /// Endplate drive.
    pub drive: f64,
    /// The state.
    pub state: State,
    /// Between the folds a state is unstable.
    pub stable: bool,
}

/// Steady states from no drive to a drive beyond both folds.
#[derive(Clone, Debug)]
pub struct SCurve {
    /// In the order of the curve.
    pub states: Vec<Steady>,
    /// Where it turns: the drive at which health ends, and the drive below which the crisis ends. Empty without a fold.
    pub folds: Vec<Steady>,
}

impl SCurve {
    /// Follows the curve of a site from a drive of 0 to `drive_max`.
    ///
    /// # Errors
    /// [`Error::Continuation`] where no steady state can be found nearby; [`Error::TooManySteps`] at the start.
    pub fn of(parameters: &Parameters, site: Site, drive_max: f64) -> Result<Self, Error> {
        let held = |x: &[f64; UNKNOWNS]| residual(parameters, &site, x);
        // Without drive there is one state, and time finds it.
        let mut point = crate::point::Point { parameters: *parameters, state: NEAR_HEALTH };
        point.state[field::ENDPLATE] = 0.0;
        point.parameters.endplate_gain = 0.0;
        point.parameters.endplate_rest = 0.0;
        point.run(10.0 * 86_400.0, 1e-8, |_| site)?;
        let mut x = [0.0; UNKNOWNS];
        x[..FIELDS].copy_from_slice(&scaled(&point.state));
        let mut direction = [0.0; UNKNOWNS];
        direction[FIELDS] = 1.0;
        (x, direction) = correct(&held, x, x, direction).ok_or(Error::Continuation)?;

        let mut curve = Self { states: vec![steady(&x, true)], folds: Vec::new() };
        let mut step: f64 = 0.01;
        let mut stable = true;
        while curve.states.len() < POINTS_MAX {
            let guess = std::array::from_fn(|i| x[i] + step * direction[i]);
            let Some((next, tangent)) = correct(&held, guess, x, direction) else {
                step *= 0.5;
                if step < 1e-7 {
                    return Err(Error::Continuation);
                }
                continue;
            };
            let turned: f64 = (0..UNKNOWNS).map(|i| tangent[i] * direction[i]).sum();
            if turned < 0.95 && step > 1e-4 {
                step *= 0.5;
                continue;
            }
            if tangent[FIELDS] * direction[FIELDS] < 0.0 {
                stable = !stable;
                curve.folds.push(steady(&next, stable));
            }
            (x, direction) = (next, tangent);
            curve.states.push(steady(&x, stable));
            step = (step * 1.3).min(0.05);
            if x[FIELDS] > drive_max {
                return Ok(curve);
            }
        }
        Err(Error::Continuation)
    }

    /// The curve as an SVG figure: energy over endplate drive, unstable states dashed.
    pub fn svg(&self) -> String {
        const SIZE: (f64, f64) = (480.0, 300.0);
        const FRAME: (f64, f64, f64, f64) = (56.0, 16.0, 460.0, 252.0);
        let drive_max = self.states.iter().map(|s| s.drive).fold(0.1, f64::max);
        let place = |s: &Steady| {
            let x = FRAME.0 + s.drive / drive_max * (FRAME.2 - FRAME.0);
            let y = FRAME.3 - s.state[field::ENERGY].clamp(0.0, 1.0) * (FRAME.3 - FRAME.1);
            format!("{x:.1},{y:.1}")
        };
        let mut lines = String::new();
        for run in self.states.chunk_by(|a, b| a.stable == b.stable) {
            let points: Vec<String> = run.iter().map(place).collect();
            let dash = if run[0].stable { "" } else { " stroke-dasharray=\"5 5\"" };
            lines.extend(["<polyline points=\"", &points.join(" "), "\"", dash, "/>"]);
        }
        let marks: String = self
            .folds
            .iter()
            .map(|fold| {
                let at = place(fold);
                let (x, y) = at.split_once(',').unwrap_or_default();
                format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"#a3271f\" stroke=\"none\"/>")
            })
            .collect();
        let (w, h) = SIZE;
        let (left, top, right, bottom) = FRAME;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
             aria-label=\"Energy of the fibres over endplate drive: an S-curve with two folds\">\
             <rect width=\"{w}\" height=\"{h}\" fill=\"#fbf8f1\"/>\
             <path d=\"M{left} {top}V{bottom}H{right}\" fill=\"none\" stroke=\"#2b2a27\"/>\
             <g fill=\"none\" stroke=\"#2b2a27\" stroke-width=\"2\">{lines}</g>{marks}\
             <g font-family=\"serif\" font-size=\"13\" fill=\"#2b2a27\">\
             <text x=\"{right}\" y=\"{}\" text-anchor=\"end\">endplate drive, held (0 to {drive_max:.1})</text>\
             <text x=\"{left}\" y=\"{}\" text-anchor=\"middle\">0</text>\
             <text x=\"{}\" y=\"{bottom}\" text-anchor=\"end\">0</text><text x=\"{}\" y=\"{}\" text-anchor=\"end\">1</text>\
             <text transform=\"translate(18 {}) rotate(-90)\" text-anchor=\"middle\">energy left (PCr, share)</text>\
             </g></svg>\n",
            bottom + 32.0,
            bottom + 16.0,
            left - 8.0,
            left - 8.0,
            top + 8.0,
            0.5 * (top + bottom),
        )
    }
}

fn scaled(state: &State) -> State {
    std::array::from_fn(|i| state[i] / unit(i))
}

/// Unit in which a field is of the order of one.
fn unit(i: usize) -> f64 {
    [30.0, 1.0, 5.0, 10.0, 3.0, 1.0, 10.0, 1.0, 1.0][i]
}

fn steady(x: &[f64; UNKNOWNS], stable: bool) -> Steady {
    Steady { drive: x[FIELDS], state: std::array::from_fn(|i| x[i] * unit(i)), stable }
}

/// Rates, with the endplate's replaced by its distance from the drive that is held.
fn residual(parameters: &Parameters, site: &Site, x: &[f64; UNKNOWNS]) -> State {
    let state: State = std::array::from_fn(|i| x[i] * unit(i));
    let mut rates = rate(parameters, &state, site);
    // Rates per second of quick and slow fields are made comparable.
    for (i, times) in [1.0, 10.0, 10.0, 1000.0, 1000.0, 0.0, 10.0, 10_000.0, 100.0].into_iter().enumerate() {
        rates[i] *= times / unit(i);
    }
    rates[field::ENDPLATE] = x[field::ENDPLATE] - x[FIELDS];
    rates
}

/// Newton's method in the plane through the guess across the direction; the state and the new direction.
fn correct(
    held: &impl Fn(&[f64; UNKNOWNS]) -> State,
    guess: [f64; UNKNOWNS],
    from: [f64; UNKNOWNS],
    direction: [f64; UNKNOWNS],
) -> Option<([f64; UNKNOWNS], [f64; UNKNOWNS])> {
    let mut x = guess;
    for _ in 0..12 {
        let value = held(&x);
        let mut matrix = [[0.0; UNKNOWNS]; UNKNOWNS];
        for column in 0..UNKNOWNS {
            let width = 1e-6 * x[column].abs().max(if column < FIELDS { SCALE[column] * 1e-2 } else { 1e-2 });
            let (mut above, mut below) = (x, x);
            above[column] += width;
            below[column] -= width;
            let (above, below) = (held(&above), held(&below));
            for row in 0..FIELDS {
                matrix[row][column] = (above[row] - below[row]) / (2.0 * width);
            }
        }
        matrix[FIELDS] = direction;
        let factors = Factors::<UNKNOWNS>::of(matrix)?;
        let mut right = [0.0; UNKNOWNS];
        right[..FIELDS].copy_from_slice(&value);
        right[FIELDS] = (0..UNKNOWNS).map(|i| (x[i] - guess[i]) * direction[i]).sum();
        let change = factors.solve(right);
        for i in 0..UNKNOWNS {
            x[i] -= change[i];
        }
        let size = change.iter().map(|c| c * c).sum::<f64>().sqrt();
        if !size.is_finite() || size > 1.0 {
            return None;
        }
        if size < 1e-9 {
            let mut ahead = [0.0; UNKNOWNS];
            ahead[FIELDS] = 1.0;
            let mut tangent = factors.solve(ahead);
            let length = tangent.iter().map(|t| t * t).sum::<f64>().sqrt();
            for t in &mut tangent {
                *t /= length;
            }
            let far = (0..UNKNOWNS).map(|i| (x[i] - from[i]).powi(2)).sum::<f64>().sqrt();
            return if far < 0.5 { Some((x, tangent)) } else { None };
        }
    }
    None
}
