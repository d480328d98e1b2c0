//! The equations of one piece of tissue: docs/TISSUE.md has them in mathematical notation.

use crate::math::{Number, inverses2, inverses3, inverses4};
use crate::parameters::Parameters;
use crate::section::KNOT_SHARE;

/// How many quantities a piece of tissue has.
pub const FIELDS: usize = 9;

/// The quantities of a piece of tissue, and their places in a state.
pub mod field {
    /// O2 pressure of the tissue, mmHg.
    pub const O2_MMHG: usize = 0;
    /// Phosphocreatine of the knot's fibres, share of full.
    pub const ENERGY: usize = 1;
    /// Free calcium of the knot's fibres, µmol/l.
    pub const CALCIUM_UM: usize = 2;
    /// Lactate, mmol/l.
    pub const LACTATE_MM: usize = 3;
    /// Sensitisers, times healthy.
    pub const SENSITISER: usize = 4;
    /// Endplate drive (proportional to endplate noise).
    pub const ENDPLATE: usize = 5;
    /// Dilatation of the vessels, times rest.
    pub const DILATATION: usize = 6;
    /// Glycogen, share of full.
    pub const GLYCOGEN: usize = 7;
    /// Phosphocreatine of the fibres beside the knot's, share of full.
    pub const BYSTANDER_ENERGY: usize = 8;
}

/// One number for each field, in the order of [`field`].
pub type State = [f64; FIELDS];

/// Absolute tolerance beside the relative one, in the unit of each field.
pub(crate) const SCALE: State = [0.1, 0.01, 0.01, 0.1, 0.1, 0.01, 0.1, 0.01, 0.01];

/// What acts on a piece of tissue from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Site<T = f64> {
    /// Share of fibres that belong to a knot, 0 to 1.
    pub knot_share: T,
    /// What the sensitisers can do to the endplates here, times [`Parameters::endplate_gain`]; 0 where there are none.
    pub endplates: T,
    /// Voluntary tension, share of maximum.
    pub load: T,
    /// Perfusion let through by a cuff, 0 to 1.
    pub inflow: T,
    /// Dilatation by the axon reflex, added to the tissue's own, times rest.
    pub reflex_dilatation: T,
    /// Share of the contracture that is mechanically released.
    pub released: T,
}

impl Site {
    /// Resting muscle that holds no point.
    pub const ORDINARY: Self = Self {
        knot_share: 0.05,
        endplates: 0.07,
        load: 0.0,
        inflow: 1.0,
        reflex_dilatation: 0.0,
        released: 0.0,
    };

    /// Resting tissue; `knot_share` 0.35 and `endplates` 1 where a point may form.
    pub fn resting(knot_share: f64, endplates: f64) -> Self {
        Self { knot_share, endplates, load: 0.0, inflow: 1.0, reflex_dilatation: 0.0, released: 0.0 }
    }
}

/// What follows from a state at once.
#[derive(Clone, Copy, Debug)]
pub struct Momentary<T = f64> {
    /// Contracture tension of the knot's fibres, share of maximum.
    pub contracture: T,
    /// Voluntary tension of all fibres, share of maximum.
    pub voluntary: T,
    /// What these add to the pressure of the compartment, mmHg.
    pub squeeze_mmhg: T,
}

/// Flows that follow from a state and the pressure of its compartment.
#[derive(Clone, Copy, Debug)]
pub struct Flows<T = f64> {
    /// Blood flow, 1/s.
    pub perfusion_per_s: T,
    /// O2 use, mmol/l/s.
    pub o2_use_mm_per_s: T,
    /// ATP use of the knot's fibres, mmol/l/s.
    pub atp_use_mm_per_s: T,
    /// ATP use of the bystanders, mmol/l/s.
    pub bystander_atp_use_mm_per_s: T,
    /// Calcium pumping, µmol/l/s.
    pub pump_um_per_s: T,
    /// pH.
    pub ph: T,
    /// Rise of the O2 pressure by one mmol/l, mmHg.
    pub per_o2_capacity: T,
}

/// Rates of change, and how fast each field relaxes by itself (for the implicit step).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates<T = f64> {
    pub(crate) rate: [T; FIELDS],
    pub(crate) decay: [T; FIELDS],
    pub(crate) flows: Flows<T>,
}

const LN_10: f64 = std::f64::consts::LN_10;

/// Voluntary tension of all fibres: without energy they lose half of it, and the rest at the very end.
#[inline(always)]
fn voluntary<T: Number>(energy: T, bystander: T, site: &Site<T>) -> T {
    let fresh = |energy: T| (energy * 0.5 + 0.5) * (energy * 10.0).at_most(1.0);
    site.load * (site.knot_share * fresh(energy) + site.knot_share.short_of(1.0) * fresh(bystander))
}

impl Parameters {
    /// pH of a lactate concentration in mmol/l.
    #[inline(always)]
    pub(crate) fn ph<T: Number>(&self, lactate_mm: T) -> T {
        ((lactate_mm - self.arterial_lactate_mm) * (1.0 / self.buffer_mm_per_ph)).short_of(self.neutral_ph)
    }

    /// Tensions and the pressure that they make.
    #[inline(always)]
    pub(crate) fn momentary<T: Number>(&self, state: &[T; FIELDS], site: &Site<T>) -> Momentary<T> {
        let energy = state[field::ENERGY].at_least(1e-6).at_most(1.0);
        let bystander = state[field::BYSTANDER_ENERGY].at_least(1e-6).at_most(1.0);
        let calcium = state[field::CALCIUM_UM].at_least(1e-4);
        let acid =
            (self.ph(state[field::LACTATE_MM]).short_of(self.neutral_ph) * 2.0).at_least(0.0).at_most(1.5);
        let x = calcium * (acid * self.tension_acid_um + self.tension_half_um).inverse();
        let x = x * x * x * x.sqrt(); // Hill exponent 3.5
        let weakened = (energy.short_of(1.0) * self.tension_energy_loss).short_of(1.0);
        let contracture =
            x * self.knot_tension * (x + 1.0).inverse() * weakened * site.released.short_of(1.0);
        let voluntary = voluntary(energy, bystander, site);
        let squeeze_mmhg =
            site.knot_share * contracture * self.contracture_mmhg + voluntary * self.voluntary_mmhg;
        Momentary { contracture, voluntary, squeeze_mmhg }
    }

    /// Rates of change without diffusion, under a compartment's squeeze in mmHg above rest.
    #[inline(always)]
    pub(crate) fn rates(&self, state: &State, site: &Site, squeeze_mmhg: f64) -> Rates {
        self.rates_of(state, site, self.momentary(state, site).contracture, squeeze_mmhg)
    }

    /// The same where the contracture tension of that state is known already.
    #[inline(always)]
    pub(crate) fn rates_of<T: Number>(
        &self,
        state: &[T; FIELDS],
        site: &Site<T>,
        contracture: T,
        squeeze_mmhg: T,
    ) -> Rates<T> {
        let p = state[field::O2_MMHG].at_least(1e-9);
        let energy = state[field::ENERGY].at_least(1e-6).at_most(1.0);
        let bystander = state[field::BYSTANDER_ENERGY].at_least(1e-6).at_most(1.0);
        let calcium = state[field::CALCIUM_UM].at_least(1e-4);
        let lactate = state[field::LACTATE_MM];
        let sensitiser = state[field::SENSITISER];
        let glycogen = state[field::GLYCOGEN].at_least(0.0);
        let knot = site.knot_share;
        let others = knot.short_of(1.0);
        let voluntary = voluntary(energy, bystander, site);
        let ph = self.ph(lactate);

        // Blood: a Starling resistor, smeared over the pulse pressure.
        let head = self.arterial_mmhg - self.resting_mmhg;
        let x = squeeze_mmhg.short_of(head) * (1.0 / self.closing_width_mmhg);
        let open = (x.at_least(0.0) + (-x.abs()).exp().ln_1p()) * (self.closing_width_mmhg * (1.0 / head));
        let relative = (state[field::DILATATION] + site.reflex_dilatation) * open * site.inflow;
        let perfusion = relative * self.perfusion_rest_per_s;

        // A division costs as much as a dozen multiplications: where several are due, they share one.
        // Respiration follows the energy deficit and the O2 that is there.
        let bound = (p + self.myoglobin_p50_mmhg) * (p + self.myoglobin_p50_mmhg);
        let held = bound * self.o2_capacity_free() + self.myoglobin_mm * self.myoglobin_p50_mmhg;
        let [per_oxygen, per_held] = inverses2(p + self.respiration_p50_mmhg, held);
        let per_capacity = bound * per_held;
        let oxygen = p * per_oxygen;
        let respiration_max = self.pcr_full_mm * (1.0 / self.pcr_recovery_s);
        let respiration = |energy: T| energy.short_of(1.0) * oxygen * respiration_max;
        let (jox, jox_b) = (respiration(energy), respiration(bystander));
        let o2_use = (jox * knot + jox_b * others) * (1.0 / self.atp_per_o2);
        let resistance =
            ((relative.at_least(0.0) + 1e-3).ln() * -0.85).exp() * (1.0 / self.capillary_conductance);
        let capillary = p + o2_use * resistance;
        let filled = ((capillary * (1.0 / self.haemoglobin_p50_mmhg)).ln() * self.haemoglobin_hill).exp();
        let [per_filled, per_capillary] = inverses2(filled + 1.0, capillary);
        let saturation = filled * per_filled;
        let o2_supply = perfusion * (saturation * self.haemoglobin_o2_mm).short_of(self.arterial_o2_mm);

        // The calcium pump: thermodynamic, and slowed by its product ADP.
        let proton = (-ph * LN_10).exp();
        // ATP over ADP is `charged` over `spent`.
        let kinase = energy * (CREATINE_KINASE_PER_M * self.pcr_full_mm);
        let charged = kinase * proton;
        let spent = (energy * self.pcr_full_mm).short_of(self.creatine_mm);
        let phosphate_m = (energy.short_of(1.0) * self.pcr_full_mm + self.phosphate_rest_mm) * 1e-3;
        let acid_slows = proton * Number::exp(self.pump_half_ph * LN_10) + 1.0;
        let slowed = (spent * self.adenine_mm + (charged + spent) * self.pump_adp_half_mm) * acid_slows;
        let half2 = self.pump_half_um * self.pump_half_um;
        let [per_kinase, per_slowed, per_pump] = inverses3(kinase, slowed, calcium * calcium + half2);
        // exp(-|dG|/RT), with one proton made by each ATP.
        let stall = phosphate_m * spent * per_kinase * (1e7 * (1.0 / self.hydrolysis_equilibrium_m));
        let rate_max =
            (charged + spent) * (self.pump_um_per_s * PUMP_NEUTRAL * self.pump_adp_half_mm) * per_slowed;
        let against = stall * (self.store_calcium_um * self.store_calcium_um);
        let pump = rate_max * (calcium * calcium - against) * per_pump;
        let energy2 = energy * energy;
        let deficit2 = energy.short_of(1.0) * energy.short_of(1.0);
        let deficit2_b = bystander.short_of(1.0) * bystander.short_of(1.0);
        let glycolysis2 = self.glycolysis_half * self.glycolysis_half;
        let (low, low_b) = (deficit2 + glycolysis2, deficit2_b + glycolysis2);
        // 10^(6.5 - pH) in the third power.
        let acidity = proton * 10_f64.powf(6.5);
        let inhibiting = acidity * acidity * acidity + 1.0;
        let open_half2 = energy2 + self.endplate_energy_half * self.endplate_energy_half;
        let [per_low, per_low_b, inhibited, per_open] = inverses4(low, low_b, inhibiting, open_half2);
        let opened = energy2 * per_open;
        let opening = state[field::ENDPLATE] * opened * self.endplate_release_um_per_s + self.leak_um_per_s;
        let release = opening * (calcium * (1.0 / self.release_end_um)).short_of(1.0);

        // What ATP is used for, and what else makes it.
        let limit = self.limitation_half;
        let [below, below_b, per_deficit] = inverses3(energy + limit, bystander + limit, deficit2 + 0.16);
        let limit_full = 1.0 + self.limitation_half;
        let per_limit = contracture * self.contracture_atp_mm_per_s
            + voluntary * self.voluntary_atp_mm_per_s
            + self.basal_atp_mm_per_s;
        let per_limit_b = voluntary * self.voluntary_atp_mm_per_s
            + (self.basal_atp_mm_per_s + self.leak_um_per_s * (1.0 / CALCIUM_PER_ATP));
        let atp_use = per_limit * (energy * limit_full * below) + pump * (1.0 / CALCIUM_PER_ATP);
        let atp_use_b = per_limit_b * (bystander * limit_full * below_b);
        let (drive_k, drive_b) = (deficit2 * per_low * inhibited, deficit2_b * per_low_b * inhibited);
        let active = |tension: T| (tension * 3.0 + 0.05).at_most(1.0) * self.glycogenolysis_mm_per_s;
        let store_k = drive_k * active(contracture + voluntary);
        let store_b = drive_b * active(voluntary);
        let acid = ph.short_of(self.neutral_ph).at_least(0.0);
        let [per_stored, per_relative, per_passage, per_acid] =
            inverses4(glycogen + 0.05, relative + 1.0, perfusion + self.lactate_passage_per_s, acid + 0.3);
        let stored = glycogen * per_stored;
        let glucose = relative * 2.0 * per_relative * self.glucose_mm_per_s;
        let (jgg, jgg_b) = (store_k * stored, store_b * stored);
        let (jgl, jgl_b) = (glucose * drive_k, glucose * drive_b);
        let from_store = jgg * knot + jgg_b * others;
        let from_blood = jgl * knot + jgl_b * others;

        // Lactate, sensitisers, endplates, dilatation, glycogen.
        let mean_energy = energy * knot + bystander * others;
        let carried = perfusion * self.lactate_passage_per_s * per_passage;
        let washed = carried + mean_energy * oxygen * self.lactate_oxidation_per_s;
        let lactate_rest = (mean_energy * 5.0).at_most(1.0) * self.lactate_rest_mm_per_s;
        let sensitising =
            deficit2 * per_deficit * self.sensitiser_energy + acid * per_acid * self.sensitiser_acid + 1.0;
        let clearing = (relative * 0.5 + 0.5) * (1.0 / self.sensitiser_s);
        let s3 = sensitiser * sensitiser * sensitiser;
        let half3 = self.endplate_half * self.endplate_half * self.endplate_half;
        // Dilatation begins where the deficit leaves its resting level; rounded there, so that steps keep their order.
        let want = mean_energy.short_of(1.0 - DEFICIT_REST);
        let want = (want + (want * want + DEFICIT_ROUNDING * DEFICIT_ROUNDING).sqrt()) * 0.5;
        let s6 = s3 * s3;
        let [per_s6, per_want] = inverses2(s6 + half3 * half3, want + self.dilatation_half);
        let endplate_goal = s6 * per_s6 * site.endplates * self.endplate_gain + self.endplate_rest;
        let knotted = (knot * (1.0 / KNOT_SHARE)).at_most(1.0);
        let dilatation_max = knotted * (self.knot_dilatation_max - self.dilatation_max) + self.dilatation_max;
        let dilatation_goal = want * per_want * (dilatation_max - 1.0) + 1.0;
        let refilling = (mean_energy - 0.5).at_least(0.0) * (1.0 / GLYCOGEN_REFILL_S);
        let emptying = 1.0 / (3.0 * self.glycogen_full_mm);

        let rate = [
            (o2_supply - o2_use) * per_capacity,
            (jox + jgg + jgl - atp_use) * (1.0 / self.pcr_full_mm),
            (release - pump - (calcium - 0.05) * self.extrusion_per_s) * (1.0 / self.calcium_buffer),
            lactate_rest + from_store * (1.0 / 1.5) + from_blood
                - washed * (lactate - self.arterial_lactate_mm),
            sensitising * (1.0 / self.sensitiser_s) - clearing * sensitiser,
            (endplate_goal - state[field::ENDPLATE]) * (1.0 / self.endplate_s),
            (dilatation_goal - state[field::DILATATION]) * (1.0 / self.dilatation_s),
            glycogen.short_of(1.0) * refilling - from_store * emptying,
            (jox_b + jgg_b + jgl_b - atp_use_b) * (1.0 / self.pcr_full_mm),
        ];

        let per_p = per_oxygen
            * per_oxygen
            * (self.respiration_p50_mmhg * respiration_max * (1.0 / self.atp_per_o2))
            * mean_energy.short_of(1.0);
        let steep = saturation
            * saturation.short_of(1.0)
            * per_capillary
            * (self.haemoglobin_hill * self.haemoglobin_o2_mm);
        let limit_slope = limit_full * self.limitation_half;
        let pump_slope = rate_max
            * calcium
            * (against + self.pump_half_um * self.pump_half_um)
            * 2.0
            * per_pump
            * per_pump;
        let decay = [
            (perfusion * steep * (per_p * resistance + 1.0) + per_p) * per_capacity,
            (oxygen * respiration_max + per_limit * (below * below * limit_slope)) * (1.0 / self.pcr_full_mm),
            (pump_slope + opening * (1.0 / self.release_end_um) + self.extrusion_per_s)
                * (1.0 / self.calcium_buffer),
            washed,
            clearing,
            T::of(1.0 / self.endplate_s),
            T::of(1.0 / self.dilatation_s),
            refilling + (store_k * knot + store_b * others) * (emptying * 0.05) * per_stored * per_stored,
            (oxygen * respiration_max + per_limit_b * (below_b * below_b * limit_slope))
                * (1.0 / self.pcr_full_mm),
        ];
        let flows = Flows {
            perfusion_per_s: perfusion,
            o2_use_mm_per_s: o2_use,
            atp_use_mm_per_s: atp_use,
            bystander_atp_use_mm_per_s: atp_use_b,
            pump_um_per_s: pump,
            ph,
            per_o2_capacity: per_capacity,
        };
        Rates { rate, decay, flows }
    }

    /// O2 that tissue holds without myoglobin, mmol/l/mmHg; some of it in the blood of its capillaries.
    pub(crate) fn o2_capacity_free(&self) -> f64 {
        self.o2_solubility + 2e-3
    }
}

/// Equilibrium constant of creatine kinase, 1/M of protons (Veech 1979; from memory).
const CREATINE_KINASE_PER_M: f64 = 1.66e9;
/// Makes the pump's speed 1 at pH 7.05: 1 + 10^(6.5 - 7.05).
const PUMP_NEUTRAL: f64 = 1.281_838_293;
/// Energy deficit (1 - PCr fraction) at rest, where dilatation begins.
const DEFICIT_REST: f64 = 0.014;
/// Width over which it begins.
const DEFICIT_ROUNDING: f64 = 0.002;

/// Calcium pumped per ATP, times 1000 for micromoles.
const CALCIUM_PER_ATP: f64 = 2000.0;
/// Time in which glycogen would be refilled at full energy, s.
const GLYCOGEN_REFILL_S: f64 = 43_200.0;
