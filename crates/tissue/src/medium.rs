//! The tissue's equations as the grid wants them.

use crate::grid::{Local, Moment, Pressing, Reaction, input};
use crate::parameters::Parameters;
use crate::rates::{FIELDS, SCALE, Site, State};

/// The site that inputs and time factors make.
#[inline(always)]
fn site(inputs: &[f64; input::COUNT], moment: &Moment) -> Site {
    Site {
        knot_share: inputs[input::KNOT_SHARE],
        endplates: inputs[input::ENDPLATES] * (1.0 - inputs[input::SILENCED] * moment.silenced),
        load: moment.load,
        inflow: moment.inflow,
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
    fn squeeze(&self, state: &State, inputs: &[f64; input::COUNT], moment: &Moment) -> Pressing {
        let now = self.momentary(state, &site(inputs, moment));
        Pressing { squeeze_mmhg: now.squeeze_mmhg, kept: now.contracture }
    }

    #[inline(always)]
    fn local(
        &self,
        state: &State,
        inputs: &[f64; input::COUNT],
        moment: &Moment,
        contracture: f64,
        squeeze_mmhg: f64,
    ) -> Local<FIELDS> {
        let rates = self.rates_of(state, &site(inputs, moment), contracture, squeeze_mmhg);
        let mobility = self.o2_capacity_free() * rates.flows.per_o2_capacity;
        Local { rate: rates.rate, decay: rates.decay, mobility }
    }
}
