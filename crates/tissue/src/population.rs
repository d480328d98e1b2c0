//! Who gets better: what a needle does to one point, mixed over patients whose needle does or does not find it.
//!
//! A point that tips back is well within the hour; trials see less, because not every needle is on target, not every one makes a
//! twitch, some points come back and some heal by themselves. This layer is separate, so that it can be switched off.

use crate::error::Error;
use crate::needle::{Dose, reflex_left, release_left, silencing};
use crate::parameters::Parameters;
use crate::point::Point;
use crate::rates::{Site, field};
use crate::section::KNOT_SHARE;
use crate::symptoms::{Symptoms, analgesia, nociception, soreness_at_once, soreness_left};

const WEEK_S: f64 = 7.0 * 86_400.0;

/// What distinguishes patients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Population {
    /// Share of needles on target. Palpation and elastography name the same place in 63 % (checked); taken for it.
    pub on_target: f64,
    /// Share of needles on target that make a twitch (assumed).
    pub twitching: f64,
    /// Share of released points that come back in a week, because the load goes on (assumed).
    pub recurring_per_week: f64,
    /// Share of points that let go by themselves in a week (assumed).
    pub healing_per_week: f64,
}

impl Default for Population {
    fn default() -> Self {
        Self { on_target: 0.63, twitching: 0.6, recurring_per_week: 0.10, healing_per_week: 0.05 }
    }
}

/// What was done to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// A needle that did not enter.
    Sham,
    /// A needle as it happens: some on target, some twitching.
    Needle,
    /// A needle that made a twitch.
    NeedleWithTwitch,
    /// A needle that made none.
    NeedleWithoutTwitch,
}

/// A point treated alone.
#[derive(Clone, Copy, Debug)]
struct Treated {
    symptoms: Symptoms,
    flow_ratio: f64,
}

impl Population {
    /// Mean symptoms some seconds after a treatment of a point.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] for parameters that cannot be followed.
    pub fn after(
        &self,
        parameters: &Parameters,
        treatment: Treatment,
        seconds: f64,
    ) -> Result<Symptoms, Error> {
        Ok(self.mix(parameters, treatment, seconds)?.0)
    }

    /// Mean flow at the point some seconds after a treatment, times rest.
    ///
    /// # Errors
    /// As [`Population::after`].
    pub fn flow_after(
        &self,
        parameters: &Parameters,
        treatment: Treatment,
        seconds: f64,
    ) -> Result<f64, Error> {
        Ok(self.mix(parameters, treatment, seconds)?.1)
    }

    fn mix(
        &self,
        parameters: &Parameters,
        treatment: Treatment,
        seconds: f64,
    ) -> Result<(Symptoms, f64), Error> {
        let ill = Point::crisis(*parameters, Site::resting(KNOT_SHARE, 1.0))?;
        let healthy = Point::healthy(*parameters, Site::resting(KNOT_SHARE, 1.0))?;
        let weeks = seconds / WEEK_S;
        let healed = 1.0 - (1.0 - self.healing_per_week).powf(weeks);
        let back = 1.0 - (1.0 - self.recurring_per_week).powf(weeks);
        let groups: &[(f64, Option<u8>, bool)] = match treatment {
            Treatment::Sham => &[(1.0, None, false)],
            Treatment::Needle => &[
                (self.on_target * self.twitching, Some(1), true),
                (self.on_target * (1.0 - self.twitching), Some(0), true),
                (1.0 - self.on_target, Some(0), false),
            ],
            Treatment::NeedleWithTwitch => {
                &[(self.on_target, Some(1), true), (1.0 - self.on_target, Some(1), false)]
            }
            Treatment::NeedleWithoutTwitch => {
                &[(self.on_target, Some(0), true), (1.0 - self.on_target, Some(0), false)]
            }
        };
        let mut parts = Vec::new();
        for &(share, twitches, on_target) in groups {
            let end = treated(&ill, twitches, on_target, seconds)?;
            let (as_ill, as_healthy) =
                (treated_as(&ill, twitches, seconds, &ill), treated_as(&ill, twitches, seconds, &healthy));
            let well = end.symptoms.nociception < 0.3;
            // A released point may have come back; one that is still there may have healed.
            let (other, moved) = if well { (as_ill, back) } else { (as_healthy, healed) };
            parts.push((share * (1.0 - moved), end));
            parts.push((share * moved, other));
        }
        let mean =
            |of: &dyn Fn(&Treated) -> f64| parts.iter().map(|(share, part)| share * of(part)).sum::<f64>();
        let symptoms = Symptoms {
            pain: mean(&|t| t.symptoms.pain),
            soreness: mean(&|t| t.symptoms.soreness),
            threshold_kpa: mean(&|t| t.symptoms.threshold_kpa),
            stiffness_kpa: mean(&|t| t.symptoms.stiffness_kpa),
            nociception: mean(&|t| t.symptoms.nociception),
            analgesia: mean(&|t| t.symptoms.analgesia),
        };
        Ok((symptoms, mean(&|t| t.flow_ratio)))
    }
}

/// A point some seconds after its treatment; off target only the axon reflex reaches it.
fn treated(ill: &Point, twitches: Option<u8>, on_target: bool, seconds: f64) -> Result<Treated, Error> {
    let mut point = *ill;
    let Some(count) = twitches else { return Ok(treated_as(ill, None, seconds, &point)) };
    let dose = if on_target { Dose::of_needle(count) } else { Dose::of_needle(count).at_mm(8.0) };
    point.state[field::ENDPLATE] *= 1.0 - dose.silenced;
    point.run(seconds, 1e-5, |time| needled(&dose, time))?;
    let reading = point.reading(&needled(&dose, seconds));
    let mut end = treated_as(ill, twitches, seconds, &point);
    end.flow_ratio = reading.flow_ratio;
    Ok(end)
}

/// The site of a point some seconds after a dose.
pub(crate) fn needled(dose: &Dose, seconds: f64) -> Site {
    Site {
        reflex_dilatation: dose.reflex_dilatation * reflex_left(seconds),
        released: dose.released * release_left(seconds),
        endplates: 1.0 - dose.silenced_slowly * silencing(seconds),
        ..Site::resting(KNOT_SHARE, 1.0)
    }
}

/// Symptoms of a patient whose point is in a given state.
fn treated_as(ill: &Point, twitches: Option<u8>, seconds: f64, point: &Point) -> Treated {
    let reading = point.reading(&Site::resting(KNOT_SHARE, 1.0));
    let first = twitches.map_or(0.0, soreness_at_once);
    let held = if twitches.is_some() { analgesia(seconds) } else { 0.0 };
    let healthy_flow = ill.parameters.perfusion_rest_per_s;
    let symptoms = Symptoms::of(
        nociception(point.state[field::SENSITISER], reading.flows.ph),
        KNOT_SHARE * reading.momentary.contracture,
        first * soreness_left(seconds),
        first,
        held,
    );
    Treated { symptoms, flow_ratio: reading.flows.perfusion_per_s / healthy_flow }
}
