//! How much of the plausible has a point at all: a Latin hypercube over the parameters that nobody knows well.

use crate::error::Error;
use crate::parameters::Parameters;
use crate::point::{NEAR_CRISIS, NEAR_HEALTH, Point};
use crate::rates::{Site, field};

/// Most samples of a census.
pub const SAMPLES_MAX: usize = 100_000;
const DAY_S: f64 = 86_400.0;

/// What was found among plausible parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Census {
    /// How many choices were tried.
    pub samples: usize,
    /// Share with a healthy state.
    pub healthy: f64,
    /// Share with a healthy state and a self-sustaining point.
    pub both: f64,
    /// Share with both, whose point keeps more than a quarter of its resting flow: it is no infarct.
    pub both_with_flow: f64,
}

/// A range of plausible values, and what it sets.
type Range = (f64, f64, bool, fn(&mut Parameters, &mut Site, f64));

/// Ranges as scanned in the research behind the model (docs/TISSUE.md); `true` where the scale is logarithmic.
const RANGES: [Range; 16] = [
    (150.0, 620.0, true, |q, _, v| q.contracture_mmhg = v),
    (0.25, 0.5, false, |_, s, v| s.knot_share = v),
    (0.4, 1.0, true, |q, _, v| q.knot_tension = v),
    (0.2, 0.7, false, |q, _, v| q.tension_energy_loss = v),
    (5.0, 40.0, true, |q, _, v| (q.knot_dilatation_max, q.dilatation_max) = (v, v.max(q.dilatation_max))),
    (60.0, 100.0, false, |q, _, v| q.arterial_mmhg = v),
    (3.0, 15.0, false, |q, _, v| q.closing_width_mmhg = v),
    (0.02, 0.5, true, |q, _, v| q.pump_adp_half_mm = v),
    (120.0, 600.0, true, |q, _, v| q.pump_um_per_s = v),
    (0.08, 0.5, true, |q, _, v| q.contracture_atp_mm_per_s = v),
    (0.1, 1.5, true, |q, _, v| q.endplate_gain = v),
    (0.03, 0.3, true, |q, _, v| q.endplate_energy_half = v),
    (0.05, 0.4, false, |q, _, v| q.limitation_half = v),
    (0.6, 1.3, false, |q, _, v| q.tension_half_um = v),
    (1.5, 3.5, false, |q, _, v| q.endplate_half = v),
    (3e-4, 9e-4, true, |q, _, v| q.perfusion_rest_per_s = v),
];

impl Census {
    /// Takes the census with some samples, 1 to [`SAMPLES_MAX`]; the same number gives the same answer.
    ///
    /// # Errors
    /// [`Error::Samples`] for another number of samples.
    pub fn of(samples: usize) -> Result<Self, Error> {
        if samples == 0 || samples > SAMPLES_MAX {
            return Err(Error::Samples);
        }
        let columns: Vec<Vec<usize>> = (0..RANGES.len()).map(|column| shuffled(samples, column)).collect();
        let (mut healthy, mut both, mut flowing) = (0.0, 0.0, 0.0);
        for sample in 0..samples {
            let (mut q, mut site) = (Parameters::default(), Site::resting(crate::KNOT_SHARE, 1.0));
            for (column, (least, most, logarithmic, set)) in columns.iter().zip(RANGES) {
                let u = (column[sample] as f64 + 0.5) / samples as f64;
                let value =
                    if logarithmic { least * (most / least).powf(u) } else { least + u * (most - least) };
                set(&mut q, &mut site, value);
            }
            let end = |state, days: f64| {
                let mut point = Point { parameters: q, state };
                point.run(days * DAY_S, 1e-5, |_| site).map(|_| point)
            };
            // What cannot be followed is counted as neither.
            let (Ok(well), Ok(ill)) = (end(NEAR_HEALTH, 3.0), end(NEAR_CRISIS, 8.0)) else { continue };
            if well.state[field::ENERGY] > 0.8 {
                healthy += 1.0;
                if ill.is_in_crisis() {
                    both += 1.0;
                    let flow = |point: &Point| point.reading(&site).flow_ratio;
                    flowing += f64::from(u8::from(flow(&ill) > 0.25 * flow(&well)));
                }
            }
        }
        let all = samples as f64;
        Ok(Self { samples, healthy: healthy / all, both: both / all, both_with_flow: flowing / all })
    }
}

/// The numbers below `count` in an order that looks like chance and is always the same.
fn shuffled(count: usize, column: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(column as u64 + 1);
    for last in (1..count).rev() {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        order.swap(last, (z % (last as u64 + 1)) as usize);
    }
    order
}
