//! The tissue's equations as the grid wants them.

use crate::grid::{Local, Moment, Pressing, Reaction, input};
use crate::math::{Number, Single};
use crate::parameters::Parameters;
use crate::rates::{FIELDS, SCALE, Site};

/// The site that inputs and time factors make.
#[inline(always)]
fn site(inputs: &[Single; input::COUNT], moment: &Moment) -> Site<Single> {
    Site {
        knot_share: inputs[input::KNOT_SHARE],
        endplates: inputs[input::ENDPLATES] * (inputs[input::SILENCED] * moment.silenced).short_of(1.0),
        load: Single::of(moment.load),
        inflow: Single::of(moment.inflow),
        reflex_dilatation: inputs[input::REFLEX] * moment.reflex,
        released: inputs[input::RELEASED] * moment.released,
    }
}

impl Reaction<FIELDS> for Parameters {
    const SPREADS: [bool; FIELDS] = [true, false, false, true, true, false, true, false, false];

    fn diffusivity_m2_per_s(&self) -> [f64; FIELDS] {
        let conducted = self.conduction_m * self.conduction_m / self.dilatation_s;
        // Oxygen is slowed where myoglobin holds it: that is its mobility.
        let oxygen = self.o2_m2_per_s * self.o2_solubility / self.o2_capacity_free();
        let (lactate, sensitiser) = (self.lactate_m2_per_s, self.sensitiser_m2_per_s);
        [oxygen, 0.0, 0.0, lactate, sensitiser, 0.0, conducted, 0.0, 0.0]
    }

    fn scale(&self) -> [f64; FIELDS] {
        SCALE
    }

    #[inline(always)]
    fn squeeze(
        &self,
        state: &[Single; FIELDS],
        inputs: &[Single; input::COUNT],
        moment: &Moment,
    ) -> Pressing {
        let now = self.momentary(state, &site(inputs, moment));
        Pressing { squeeze_mmhg: now.squeeze_mmhg, kept: now.contracture }
    }

    #[inline(always)]
    fn local(
        &self,
        state: &[Single; FIELDS],
        inputs: &[Single; input::COUNT],
        moment: &Moment,
        contracture: Single,
        squeeze_mmhg: Single,
    ) -> Local<FIELDS> {
        let rates = self.rates_of(state, &site(inputs, moment), contracture, squeeze_mmhg);
        let mobility = rates.flows.per_o2_capacity * self.o2_capacity_free();
        Local { rate: rates.rate, decay: rates.decay, mobility }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::Point;
    use crate::section::KNOT_SHARE;

    /// Rates are differences of what comes and goes, so they are measured by what goes beside what is left.
    #[test]
    fn rates_in_single_precision_are_those_in_double_to_four_digits() {
        let parameters = Parameters::default();
        let site = Site::resting(KNOT_SHARE, 1.0);
        let single = Site {
            knot_share: Single::of(KNOT_SHARE),
            endplates: Single(1.0),
            load: Single(0.3),
            inflow: Single(1.0),
            reflex_dilatation: Single(0.5),
            released: Single(0.2),
        };
        let plain = Site { load: 0.3, reflex_dilatation: 0.5, released: 0.2, ..site };
        for point in [Point::healthy(parameters, site), Point::crisis(parameters, site)] {
            let mut state = point.expect("a steady state").state;
            for step in 0..20 {
                // Away from rest too: everything a little lower each time, down to an eighth.
                state = state.map(|value| value * 0.9);
                let now = parameters.momentary(&state, &plain);
                let exact = parameters.rates_of(&state, &plain, now.contracture, now.squeeze_mmhg);
                let of_single = state.map(Single::of);
                let now = parameters.momentary(&of_single, &single);
                let rates = parameters.rates_of(&of_single, &single, now.contracture, now.squeeze_mmhg);
                for field in 0..FIELDS {
                    let turnover =
                        exact.decay[field] * (SCALE[field] + state[field].abs()) + exact.rate[field].abs();
                    let off = (rates.rate[field].plain() - exact.rate[field]).abs() / turnover;
                    assert!(off < 1e-4, "field {field}, step {step}: off by {off:.1e} of its turnover");
                    let slower = rates.decay[field].plain() / exact.decay[field] - 1.0;
                    assert!(slower.abs() < 1e-4, "field {field}, step {step}: decay off by {slower:.1e}");
                }
            }
        }
    }
}
