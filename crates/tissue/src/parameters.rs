//! The numbers of the model, with units in their names. Sources and certainty marks: docs/TISSUE.md.

/// Parameters of one kind of muscle tissue. [`Parameters::default`] is the calibrated set; it was chosen so that a
/// self-sustaining point exists, and most plausible choices have none (see [`crate::Census`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Perfusion at rest, ml blood per ml tissue per second (5e-4 = 3 ml/100 ml/min).
    pub perfusion_rest_per_s: f64,
    /// O2 of arterial blood, mmol/l.
    pub arterial_o2_mm: f64,
    /// O2 capacity of haemoglobin in blood, mmol/l.
    pub haemoglobin_o2_mm: f64,
    /// Half saturation of haemoglobin, mmHg.
    pub haemoglobin_p50_mmhg: f64,
    /// Hill exponent of haemoglobin.
    pub haemoglobin_hill: f64,
    /// Pressure at the arterial end of the capillaries, mmHg.
    pub arterial_mmhg: f64,
    /// Pressure in resting muscle, mmHg.
    pub resting_mmhg: f64,
    /// Pressure that a full contracture of every fibre of a compartment makes, mmHg. Not measured; the most decisive number.
    pub contracture_mmhg: f64,
    /// Pressure that a full voluntary contraction makes, mmHg.
    pub voluntary_mmhg: f64,
    /// Width over which vessels close (the pulse pressure smears it), mmHg.
    pub closing_width_mmhg: f64,
    /// Largest metabolic dilatation of ordinary muscle, times rest.
    pub dilatation_max: f64,
    /// The same where a knot takes up [`crate::KNOT_SHARE`] of the fibres (assumed; less than elsewhere).
    pub knot_dilatation_max: f64,
    /// Energy deficit (1 - PCr fraction) of half dilatation.
    pub dilatation_half: f64,
    /// Time constant of dilatation, s.
    pub dilatation_s: f64,
    /// Capillary wall to tissue O2 conductance at rest, mmol/l/s/mmHg.
    pub capillary_conductance: f64,
    /// O2 solubility, mmol/l/mmHg.
    pub o2_solubility: f64,
    /// Myoglobin, mmol/l.
    pub myoglobin_mm: f64,
    /// Half saturation of myoglobin, mmHg.
    pub myoglobin_p50_mmhg: f64,
    /// Phosphocreatine when full, mmol/l.
    pub pcr_full_mm: f64,
    /// Creatine, free and bound, mmol/l.
    pub creatine_mm: f64,
    /// Adenine nucleotides (ATP + ADP), mmol/l.
    pub adenine_mm: f64,
    /// Inorganic phosphate at rest, mmol/l.
    pub phosphate_rest_mm: f64,
    /// Time constant of phosphocreatine recovery with enough O2, s.
    pub pcr_recovery_s: f64,
    /// Half saturation of respiration, mmHg.
    pub respiration_p50_mmhg: f64,
    /// ATP per O2.
    pub atp_per_o2: f64,
    /// Basal ATP use without the calcium pump, mmol/l/s.
    pub basal_atp_mm_per_s: f64,
    /// PCr fraction at which ATP use is limited by half.
    pub limitation_half: f64,
    /// ATP cost of a full contracture, mmol/l/s.
    pub contracture_atp_mm_per_s: f64,
    /// ATP cost of a full voluntary contraction, mmol/l/s.
    pub voluntary_atp_mm_per_s: f64,
    /// Largest glycogenolysis, mmol ATP/l/s.
    pub glycogenolysis_mm_per_s: f64,
    /// Glycogen when full, mmol glucosyl/l.
    pub glycogen_full_mm: f64,
    /// Largest glycolysis from blood glucose, mmol ATP/l/s at high flow (half of it at resting flow).
    pub glucose_mm_per_s: f64,
    /// Energy deficit of half glycolytic drive.
    pub glycolysis_half: f64,
    /// Calcium leak of the store, µmol/l/s.
    pub leak_um_per_s: f64,
    /// Largest calcium pumping, µmol/l/s.
    pub pump_um_per_s: f64,
    /// Half saturation of the pump, µmol/l.
    pub pump_half_um: f64,
    /// ADP that slows the pump to half (product inhibition), mmol/l.
    pub pump_adp_half_mm: f64,
    /// Free calcium in the store, µmol/l.
    pub store_calcium_um: f64,
    /// Equilibrium constant of ATP hydrolysis over what pH 7 leaves of it: exp(-dG0'/RT), mol/l.
    pub hydrolysis_equilibrium_m: f64,
    /// pH of half pumping.
    pub pump_half_ph: f64,
    /// Loss of calcium through the cell wall, 1/s.
    pub extrusion_per_s: f64,
    /// Calcium at which release stops for want of a gradient, µmol/l.
    pub release_end_um: f64,
    /// Bound per free calcium.
    pub calcium_buffer: f64,
    /// Calcium of half tension at rest pH, µmol/l.
    pub tension_half_um: f64,
    /// Its shift per 0.5 pH, µmol/l.
    pub tension_acid_um: f64,
    /// Share of tension lost when energy is gone.
    pub tension_energy_loss: f64,
    /// Largest contracture tension of a knot's fibre, share of its maximum.
    pub knot_tension: f64,
    /// Calcium release by full endplate drive, µmol/l/s.
    pub endplate_release_um_per_s: f64,
    /// PCr fraction at which want of ATP closes half of that release (K-ATP channels).
    pub endplate_energy_half: f64,
    /// pH without lactate above the arterial.
    pub neutral_ph: f64,
    /// Buffering, mmol/l per pH unit.
    pub buffer_mm_per_ph: f64,
    /// Lactate of arterial blood, mmol/l.
    pub arterial_lactate_mm: f64,
    /// Lactate made at rest, mmol/l/s.
    pub lactate_rest_mm_per_s: f64,
    /// Passage of lactate from fibres to blood, 1/s: it leaves no faster, however much blood flows.
    pub lactate_passage_per_s: f64,
    /// Lactate burnt in place, 1/s.
    pub lactate_oxidation_per_s: f64,
    /// Time constant of the sensitisers at resting flow, s.
    pub sensitiser_s: f64,
    /// Sensitiser made by energy deficit, times rest.
    pub sensitiser_energy: f64,
    /// Sensitiser made by acid, times rest.
    pub sensitiser_acid: f64,
    /// Endplate drive of healthy muscle.
    pub endplate_rest: f64,
    /// Endplate drive that the sensitisers can add.
    pub endplate_gain: f64,
    /// Sensitiser level of half that gain.
    pub endplate_half: f64,
    /// Time constant of the endplates, s.
    pub endplate_s: f64,
    /// Diffusivities, m2/s: oxygen.
    pub o2_m2_per_s: f64,
    /// Diffusivity of lactate, m2/s.
    pub lactate_m2_per_s: f64,
    /// Diffusivity of the sensitisers, m2/s.
    pub sensitiser_m2_per_s: f64,
    /// Distance over which dilatation is conducted along vessels, m.
    pub conduction_m: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            perfusion_rest_per_s: 5.0e-4,
            arterial_o2_mm: 8.7,
            haemoglobin_o2_mm: 9.0,
            haemoglobin_p50_mmhg: 26.8,
            haemoglobin_hill: 2.7,
            arterial_mmhg: 80.0,
            resting_mmhg: 14.0,
            contracture_mmhg: 430.0,
            voluntary_mmhg: 280.0,
            closing_width_mmhg: 8.0,
            dilatation_max: 25.0,
            knot_dilatation_max: 10.0,
            dilatation_half: 0.10,
            dilatation_s: 10.0,
            capillary_conductance: 3.0e-4,
            o2_solubility: 1.35e-3,
            myoglobin_mm: 0.35,
            myoglobin_p50_mmhg: 3.2,
            pcr_full_mm: 33.0,
            creatine_mm: 42.0,
            adenine_mm: 8.2,
            phosphate_rest_mm: 3.0,
            pcr_recovery_s: 36.0,
            respiration_p50_mmhg: 1.5,
            atp_per_o2: 5.0,
            basal_atp_mm_per_s: 4.5e-3,
            limitation_half: 0.25,
            contracture_atp_mm_per_s: 0.20,
            voluntary_atp_mm_per_s: 1.69,
            glycogenolysis_mm_per_s: 0.30,
            glycogen_full_mm: 80.0,
            glucose_mm_per_s: 4.0e-3,
            glycolysis_half: 0.3,
            leak_um_per_s: 6.0,
            pump_um_per_s: 200.0,
            pump_half_um: 0.40,
            pump_adp_half_mm: 0.05,
            store_calcium_um: 1000.0,
            hydrolysis_equilibrium_m: 2.47e5,
            pump_half_ph: 6.5,
            extrusion_per_s: 0.3,
            release_end_um: 10.0,
            calcium_buffer: 100.0,
            tension_half_um: 0.9,
            tension_acid_um: 0.3,
            tension_energy_loss: 0.5,
            knot_tension: 0.86,
            endplate_release_um_per_s: 110.0,
            endplate_energy_half: 0.10,
            neutral_ph: 7.05,
            buffer_mm_per_ph: 35.0,
            arterial_lactate_mm: 1.0,
            lactate_rest_mm_per_s: 2.0e-3,
            lactate_passage_per_s: 6.0e-3,
            lactate_oxidation_per_s: 5.0e-4,
            sensitiser_s: 900.0,
            sensitiser_energy: 1.5,
            sensitiser_acid: 1.0,
            endplate_rest: 0.01,
            endplate_gain: 0.70,
            endplate_half: 2.0,
            endplate_s: 7200.0,
            o2_m2_per_s: 2.0e-9,
            lactate_m2_per_s: 6.0e-10,
            sensitiser_m2_per_s: 1.5e-10,
            conduction_m: 0.5e-3,
        }
    }
}
