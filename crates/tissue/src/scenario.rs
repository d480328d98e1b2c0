//! Scenarios: small TOML texts that say what happens to a piece of muscle, and what comes of it.

use crate::error::Error;
use crate::needle::{Dose, TWITCHES_MAX};
use crate::parameters::Parameters;
use crate::rates::field;
use crate::section::{Influence, Plan, Section};
use crate::symptoms::{Symptoms, soreness_at_once, soreness_left};
use serde::{Deserialize, Serialize};

/// Most steps of a scenario.
pub const STEPS_MAX: usize = 100;
/// Longest scenario, minutes: sixty days.
pub const MINUTES_MAX: f64 = 60.0 * 24.0 * 60.0;
/// Moments reported of a step that lasts.
const SAMPLES: usize = 12;
const TOLERANCE: f64 = 2e-3;

/// The scenarios that come with the program: name and text.
pub const BUILT_IN: [(&str, &str); 11] = [
    ("rest", include_str!("../scenarios/rest.toml")),
    ("overuse", include_str!("../scenarios/overuse.toml")),
    ("cuff", include_str!("../scenarios/cuff.toml")),
    ("sham", include_str!("../scenarios/sham.toml")),
    ("needle-one-twitch", include_str!("../scenarios/needle-one-twitch.toml")),
    ("needle-several-twitches", include_str!("../scenarios/needle-several-twitches.toml")),
    ("needle-no-twitch", include_str!("../scenarios/needle-no-twitch.toml")),
    ("needle-off-target", include_str!("../scenarios/needle-off-target.toml")),
    ("depth-missed", include_str!("../scenarios/depth-missed.toml")),
    ("repeated-sessions", include_str!("../scenarios/repeated-sessions.toml")),
    ("whole-story", include_str!("../scenarios/whole-story.toml")),
];

/// What happens to a piece of muscle.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// How space is resolved.
    pub tissue: Tissue,
    /// How it begins.
    pub start: Start,
    /// What happens, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// How space is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tissue {
    /// A well-mixed piece.
    Point,
    /// A line across the muscle, 20 mm.
    Line,
    /// A cross-section, 16 mm square.
    Section,
}

/// How a scenario begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// Rested.
    Healthy,
    /// With a point, settled for an hour.
    Crisis,
}

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// Nothing.
    Rest {
        /// How long.
        minutes: f64,
    },
    /// A load.
    Load {
        /// Share of maximal tension, 0 to 1.
        load: f64,
        /// How long.
        minutes: f64,
    },
    /// A cuff that lets no blood through.
    Cuff {
        /// How long.
        minutes: f64,
    },
    /// A needle.
    Needle {
        /// Beside the middle of the point, mm.
        #[serde(default)]
        x_mm: f64,
        /// Above or below it in the section, mm.
        #[serde(default)]
        y_mm: f64,
        /// Too shallow or too deep, mm.
        #[serde(default)]
        depth_missed_mm: f64,
        /// Local twitch responses.
        twitches: u8,
    },
    /// A needle that does not enter.
    Sham,
}

impl Step {
    fn minutes(&self) -> f64 {
        match self {
            Self::Rest { minutes } | Self::Load { minutes, .. } | Self::Cuff { minutes } => *minutes,
            Self::Needle { .. } | Self::Sham => 0.0,
        }
    }

    /// What is wrong with it.
    fn fault(&self) -> Option<&'static str> {
        let near = |mm: f64| mm.abs() <= 50.0;
        match *self {
            _ if !(0.0..=MINUTES_MAX).contains(&self.minutes()) => Some("minutes are 0 to 86400"),
            Self::Load { load, .. } if !(0.0..=1.0).contains(&load) => Some("a load is 0 to 1"),
            Self::Needle { twitches, .. } if twitches > TWITCHES_MAX => Some("twitches are 0 to 3"),
            Self::Needle { x_mm, y_mm, depth_missed_mm, .. }
                if !(near(x_mm) && near(y_mm) && near(depth_missed_mm)) =>
            {
                Some("a needle lands within 50 mm")
            }
            _ => None,
        }
    }
}

/// A moment of a scenario: means over the point (4 mm around the middle) unless said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// Since the beginning, s.
    pub time_s: f64,
    /// Place of the step in the scenario, from 0.
    pub step: usize,
    /// O2 pressure, mmHg.
    pub o2_mmhg: f64,
    /// Phosphocreatine of the knot's fibres, share of full.
    pub energy: f64,
    /// Of the others.
    pub bystander_energy: f64,
    /// Calcium of the knot's fibres, umol/l.
    pub calcium_um: f64,
    /// Lactate, mmol/l.
    pub lactate_mm: f64,
    /// pH.
    pub ph: f64,
    /// Sensitisers, times healthy.
    pub sensitiser: f64,
    /// Endplate drive.
    pub endplate_drive: f64,
    /// Blood flow, times rest.
    pub flow_ratio: f64,
    /// Pressure, mmHg.
    pub pressure_mmhg: f64,
    /// Contracture of the knot's fibres, share of maximum.
    pub contracture: f64,
    /// Blood flow of everything that is computed, times rest.
    pub whole_flow_ratio: f64,
    /// Area whose fibres are starved, cm2.
    pub crisis_cm2: f64,
    /// Pain, 0 to 10, soreness included.
    pub pain: f64,
    /// Soreness, 0 to 10.
    pub soreness: f64,
    /// Pressure pain threshold, kPa.
    pub threshold_kpa: f64,
    /// Shear modulus, kPa.
    pub stiffness_kpa: f64,
}

/// Fields at the end of a step, row by row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fields {
    /// Place of the step in the scenario, from 0.
    pub step: usize,
    /// Since the beginning, s.
    pub time_s: f64,
    /// O2 pressure, mmHg.
    pub o2_mmhg: Vec<f32>,
    /// pH.
    pub ph: Vec<f32>,
    /// Blood flow, times rest.
    pub flow_ratio: Vec<f32>,
    /// Phosphocreatine of the knot's fibres, share of full.
    pub energy: Vec<f32>,
}

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub about: String,
    /// What must be said with it.
    pub caveat: &'static str,
    /// How space is resolved.
    pub tissue: Tissue,
    /// Cells across and down.
    pub cells: (usize, usize),
    /// Side of a cell, mm.
    pub cell_mm: f64,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Means over time.
    pub samples: Vec<Sample>,
    /// Fields at the end of each step.
    pub fields: Vec<Fields>,
}

/// What every outcome is printed with.
pub const CAVEAT: &str = "An illustration of a disputed hypothesis. Its parameters were chosen so that it works; most \
plausible choices give no self-sustaining point. See docs/TISSUE.md.";

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`Error::Scenario`] with the line and what was expected there.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let scenario: Self = toml::from_str(text).map_err(|error| Error::Scenario(error.to_string()))?;
        let refuse = |text: String| Err(Error::Scenario(text));
        if scenario.steps.is_empty() || scenario.steps.len() > STEPS_MAX {
            return refuse(format!("a scenario has 1 to {STEPS_MAX} steps"));
        }
        for (at, step) in scenario.steps.iter().enumerate() {
            if let Some(fault) = step.fault() {
                return refuse(format!("step {}: {fault}", at + 1));
            }
        }
        if scenario.steps.iter().map(Step::minutes).sum::<f64>() > MINUTES_MAX {
            return refuse("all steps together take at most 86400 minutes (60 days)".to_owned());
        }
        Ok(scenario)
    }

    /// One that comes with the program.
    ///
    /// # Errors
    /// [`Error::UnknownScenario`] with the names that there are.
    pub fn built_in(name: &str) -> Result<Self, Error> {
        let found = BUILT_IN.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| Error::UnknownScenario {
            name: name.to_owned(),
            known: BUILT_IN.map(|(known, _)| known).join(", "),
        })?;
        Self::parse(text)
    }

    /// Plays it.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the equations cannot be followed.
    pub fn play(&self, parameters: &Parameters) -> Result<Outcome, Error> {
        let plan = match self.tissue {
            Tissue::Point => {
                Plan { width_mm: 0.2, height_mm: 0.0, cell_mm: 0.1, fascicle_mm: 0.2, susceptible: 1 }
            }
            Tissue::Line => Plan::LINE,
            Tissue::Section => Plan::SECTION,
        };
        let mut section = match self.start {
            Start::Healthy => Section::healthy(*parameters, plan)?,
            Start::Crisis => Section::in_crisis(*parameters, plan)?,
        };
        if self.start == Start::Crisis {
            section.run(3600.0, TOLERANCE, Influence::REST)?;
        }
        let mut player = Player { section, time_s: 0.0, needled: None, samples: Vec::new() };
        let mut fields = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            player.step(at, step)?;
            fields.push(player.fields(at));
        }
        Ok(Outcome {
            name: self.name.clone(),
            about: self.about.clone(),
            caveat: CAVEAT,
            tissue: self.tissue,
            cells: player.section.size(),
            cell_mm: plan.cell_mm,
            steps: self.steps.clone(),
            samples: player.samples,
            fields,
        })
    }
}

struct Player {
    section: Section,
    time_s: f64,
    /// When the last needle went in, and the soreness right after it.
    needled: Option<(f64, f64)>,
    samples: Vec<Sample>,
}

impl Player {
    fn step(&mut self, at: usize, step: &Step) -> Result<(), Error> {
        let influence = match *step {
            Step::Load { load, .. } => Influence { load, ..Influence::REST },
            Step::Cuff { .. } => Influence { inflow: 1e-6, ..Influence::REST },
            _ => Influence::REST,
        };
        if let Step::Needle { x_mm, y_mm, depth_missed_mm, twitches } = *step {
            let left = self.needled.map_or(0.0, |(when, first)| first * soreness_left(self.time_s - when));
            self.section.needle([x_mm, y_mm], depth_missed_mm, &Dose::of_needle(twitches));
            self.needled = Some((self.time_s, (left + soreness_at_once(twitches)).min(10.0)));
        }
        let seconds = step.minutes() * 60.0;
        self.sample(at);
        let mut done = 0.0;
        for sample in 1..=SAMPLES {
            // Closer together at the beginning, where more happens.
            let until = seconds * (sample as f64 / SAMPLES as f64).powi(3);
            if until > done {
                self.section.run(until - done, TOLERANCE, influence)?;
                self.time_s += until - done;
                done = until;
                self.sample(at);
            }
        }
        Ok(())
    }

    fn sample(&mut self, step: usize) {
        let section = &self.section;
        let mean = |of: &dyn Fn(usize, usize) -> f64| section.mean_within([0.0, 0.0], 4.0, of);
        let mean_of = |field: usize| mean(&|x, y| section.row(field, y)[x]);
        let (when, first) = self.needled.unwrap_or((self.time_s, 0.0));
        let symptoms = Symptoms::of_section(section, self.time_s - when, first);
        let sample = Sample {
            time_s: self.time_s,
            step,
            o2_mmhg: mean_of(field::O2_MMHG),
            energy: mean_of(field::ENERGY),
            bystander_energy: mean_of(field::BYSTANDER_ENERGY),
            calcium_um: mean_of(field::CALCIUM_UM),
            lactate_mm: mean_of(field::LACTATE_MM),
            ph: mean(&|x, y| section.ph(x, y)),
            sensitiser: mean_of(field::SENSITISER),
            endplate_drive: mean_of(field::ENDPLATE),
            flow_ratio: mean(&|x, y| section.flow_ratio(x, y)),
            pressure_mmhg: mean(&|x, y| section.pressure_mmhg(x, y)),
            contracture: mean(&|x, y| section.momentary(x, y).contracture),
            whole_flow_ratio: section.mean_within([0.0, 0.0], f64::INFINITY, |x, y| section.flow_ratio(x, y)),
            crisis_cm2: section.crisis_cm2(),
            pain: symptoms.pain,
            soreness: symptoms.soreness,
            threshold_kpa: symptoms.threshold_kpa,
            stiffness_kpa: symptoms.stiffness_kpa,
        };
        self.samples.push(sample);
    }

    fn fields(&self, step: usize) -> Fields {
        let section = &self.section;
        let (nx, ny) = section.size();
        let all = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f32> {
            (0..ny).flat_map(|y| (0..nx).map(move |x| (x, y))).map(|(x, y)| of(x, y) as f32).collect()
        };
        Fields {
            step,
            time_s: self.time_s,
            o2_mmhg: all(&|x, y| section.row(field::O2_MMHG, y)[x]),
            ph: all(&|x, y| section.ph(x, y)),
            flow_ratio: all(&|x, y| section.flow_ratio(x, y)),
            energy: all(&|x, y| section.row(field::ENERGY, y)[x]),
        }
    }
}
