//! The story that every leaflet tells, as frames: overload, tipping over, rest that does not help, needle, twitch, blood
//! returns, flush, days of soreness. Computed by the simulator; also where the needle misses or nothing twitches.

use crate::error::Error;
use crate::needle::Dose;
use crate::parameters::Parameters;
use crate::rates::field;
use crate::section::{Influence, Plan, Section};
use crate::symptoms::{Symptoms, soreness_at_once};

/// Accuracy of the story: a picture needs no more.
const TOLERANCE: f64 = 2e-3;
/// Longest overload, h.
const OVERLOAD_H_MAX: f64 = 24.0;

/// What happens in a story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Load of the overused muscle, share of its maximum, 0 to 1.
    pub load: f64,
    /// How long it is overused, h, 0 to 24.
    pub overload_h: f64,
    /// Whether there is a needle.
    pub needled: bool,
    /// How far beside the point the needle lands, mm.
    pub missed_mm: f64,
    /// How far too shallow or too deep it stays, mm.
    pub missed_depth_mm: f64,
    /// Local twitch responses.
    pub twitches: u8,
}

impl Course {
    /// The needle finds the point and it twitches, several times.
    pub const TWITCH: Self = Self {
        load: 0.45,
        overload_h: 8.0,
        needled: true,
        missed_mm: 0.0,
        missed_depth_mm: 0.0,
        twitches: 2,
    };
    /// It finds the point and nothing twitches.
    pub const NO_TWITCH: Self = Self { twitches: 0, ..Self::TWITCH };
    /// It misses the point.
    pub const MISSED: Self = Self { missed_mm: 8.0, twitches: 0, ..Self::TWITCH };
    /// A lighter load than tips over.
    pub const LIGHT: Self = Self { load: 0.15, needled: false, ..Self::TWITCH };
    /// No needle.
    pub const LEFT_ALONE: Self = Self { needled: false, ..Self::TWITCH };
}

/// A part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Healthy, rested.
    Healthy,
    /// Under load.
    Overload,
    /// The load is gone; nothing else happens.
    Rest,
    /// The needle is in: seconds to two minutes.
    Needle,
    /// Blood returns and flushes the place: the first hour.
    Flush,
    /// Hours and days after.
    Days,
}

impl Phase {
    /// A stable name for scripts and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Overload => "overload",
            Self::Rest => "rest",
            Self::Needle => "needle",
            Self::Flush => "flush",
            Self::Days => "days",
        }
    }
}

/// One quantity over the section: a byte for each cell, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(pub Vec<u8>);

impl Picture {
    /// Oxygen: 0 is 0 mmHg, 255 is 60 mmHg.
    pub const OXYGEN_MMHG: (f64, f64) = (0.0, 60.0);
    /// Acid: 0 is pH 7.1, 255 is pH 6.3.
    pub const PH: (f64, f64) = (7.1, 6.3);
    /// Tension of the fibres, knot and load: 0 to 60 % of maximum.
    pub const TENSION: (f64, f64) = (0.0, 0.6);
    /// Blood flow: 0 to 6 times rest.
    pub const FLOW: (f64, f64) = (0.0, 6.0);

    fn of(section: &Section, range: (f64, f64), value: impl Fn(usize, usize) -> f64) -> Self {
        let (nx, ny) = section.size();
        let byte =
            |value: f64| ((value - range.0) / (range.1 - range.0) * 255.0).round().clamp(0.0, 255.0) as u8;
        Self((0..ny).flat_map(|y| (0..nx).map(move |x| (x, y))).map(|(x, y)| byte(value(x, y))).collect())
    }
}

/// A moment of the story.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Part of the story.
    pub phase: Phase,
    /// Since the story began, s.
    pub time_s: f64,
    /// Since the needle, s; negative before it.
    pub since_needle_s: f64,
    /// Load now, share of maximum.
    pub load: f64,
    /// O2 pressure of each cell, [`Picture::OXYGEN_MMHG`].
    pub oxygen: Picture,
    /// pH of each cell, [`Picture::PH`].
    pub acid: Picture,
    /// Tension of the fibres of each cell, [`Picture::TENSION`].
    pub tension: Picture,
    /// Blood flow of each cell, [`Picture::FLOW`].
    pub flow: Picture,
    /// Pressure of each fascicle, mmHg.
    pub pressure_mmhg: Vec<f32>,
    /// Area whose fibres are starved, cm2.
    pub crisis_cm2: f64,
    /// Mean over the point (4 mm around the middle): O2, mmHg.
    pub point_o2_mmhg: f64,
    /// Mean over the point: flow, times rest.
    pub point_flow: f64,
    /// Mean over the whole section: flow, times rest.
    pub section_flow: f64,
    /// Pain, threshold, stiffness, soreness.
    pub symptoms: Symptoms,
}

/// A story as frames over a small cross-section.
#[derive(Clone, Debug)]
pub struct Story {
    /// What happens in it.
    pub course: Course,
    /// Cells across and down.
    pub size: (usize, usize),
    /// Side of a cell, mm.
    pub cell_mm: f64,
    /// Fascicle of each cell, row by row.
    pub fascicle_of_cell: Vec<u16>,
    /// Middle of each fascicle from the middle of the section, mm.
    pub fascicle_centres_mm: Vec<[f64; 2]>,
    /// Where the needle goes, mm from the middle.
    pub needle_mm: [f64; 2],
    /// The frames in order.
    pub frames: Vec<Frame>,
}

impl Story {
    /// Computes a story with the calibrated parameters.
    ///
    /// # Errors
    /// [`Error::Course`] for a load or a time that is not offered; the others as [`Section::healthy`].
    pub fn of(course: Course) -> Result<Self, Error> {
        Self::on(Parameters::default(), Plan::SECTION, course)
    }

    /// Computes a story on a section of one's own.
    ///
    /// # Errors
    /// As [`Story::of`].
    pub fn on(parameters: Parameters, plan: Plan, course: Course) -> Result<Self, Error> {
        let offered = (0.0..=1.0).contains(&course.load)
            && (0.0..=OVERLOAD_H_MAX).contains(&course.overload_h)
            && (0.0..=50.0).contains(&course.missed_mm)
            && (0.0..=50.0).contains(&course.missed_depth_mm);
        if !offered {
            return Err(Error::Course);
        }
        let section = Section::healthy(parameters, plan)?;
        let mut teller = Teller { section, course, time_s: 0.0, needled_at_s: None, frames: Vec::new() };
        teller.tell()?;
        let Teller { section, frames, .. } = teller;
        Ok(Self {
            course,
            size: section.size(),
            cell_mm: plan.cell_mm,
            fascicle_of_cell: section.fascicle_of_cell().to_vec(),
            fascicle_centres_mm: section.fascicle_centres_mm().to_vec(),
            needle_mm: [course.missed_mm, 0.0],
            frames,
        })
    }

    /// The first frame of a part of the story.
    pub fn first(&self, phase: Phase) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.phase == phase)
    }

    /// The last frame of a part of the story.
    pub fn last(&self, phase: Phase) -> Option<&Frame> {
        self.frames.iter().rev().find(|frame| frame.phase == phase)
    }
}

/// Where a story stands while it is told.
struct Teller {
    section: Section,
    course: Course,
    time_s: f64,
    needled_at_s: Option<f64>,
    frames: Vec<Frame>,
}

impl Teller {
    fn tell(&mut self) -> Result<(), Error> {
        const MINUTE: f64 = 60.0;
        const HOUR: f64 = 3600.0;
        let course = self.course;
        self.show(Phase::Healthy, 0.0);
        let loaded = course.overload_h * HOUR;
        // More pictures where more happens: at the beginning.
        for share in [0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0] {
            self.until(share * loaded, course.load, Phase::Overload)?;
        }
        for seconds in
            [30.0, 2.0 * MINUTE, 5.0 * MINUTE, 15.0 * MINUTE, HOUR, 3.0 * HOUR, 8.0 * HOUR, 16.0 * HOUR]
        {
            self.until(loaded + seconds, 0.0, Phase::Rest)?;
        }
        if course.needled {
            let dose = Dose::of_needle(course.twitches);
            self.section.needle([course.missed_mm, 0.0], course.missed_depth_mm, &dose);
            self.needled_at_s = Some(self.time_s);
            self.show(Phase::Needle, 0.0);
        }
        let start = self.time_s;
        for seconds in [5.0, 10.0, 20.0, 30.0, 45.0, MINUTE, 1.5 * MINUTE, 2.0 * MINUTE] {
            self.until(start + seconds, 0.0, if course.needled { Phase::Needle } else { Phase::Rest })?;
        }
        for minutes in [3.0, 4.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0] {
            self.until(
                start + minutes * MINUTE,
                0.0,
                if course.needled { Phase::Flush } else { Phase::Rest },
            )?;
        }
        for hours in [2.0, 4.0, 8.0, 12.0, 24.0, 36.0, 48.0, 72.0] {
            self.until(start + hours * HOUR, 0.0, if course.needled { Phase::Days } else { Phase::Rest })?;
        }
        Ok(())
    }

    fn until(&mut self, time_s: f64, load: f64, phase: Phase) -> Result<(), Error> {
        let seconds = time_s - self.time_s;
        if seconds > 0.0 {
            self.section.run(seconds, TOLERANCE, Influence { load, ..Influence::REST })?;
            self.time_s = time_s;
            self.show(phase, load);
        }
        Ok(())
    }

    fn show(&mut self, phase: Phase, load: f64) {
        let section = &self.section;
        let since_needle_s = self.needled_at_s.map_or(-1.0, |needled| self.time_s - needled);
        let soreness = if self.needled_at_s.is_some() { soreness_at_once(self.course.twitches) } else { 0.0 };
        let tension = |x: usize, y: usize| {
            let now = section.momentary(x, y);
            section.knot_share(x, y) * now.contracture + now.voluntary
        };
        let fascicles = section.fascicle_centres_mm().len();
        let mut pressure_mmhg = vec![0.0; fascicles];
        let (nx, ny) = section.size();
        for y in 0..ny {
            for x in 0..nx {
                let own = usize::from(section.fascicle_of_cell()[y * nx + x]);
                pressure_mmhg[own] = section.pressure_mmhg(x, y) as f32;
            }
        }
        let middle = [0.0, 0.0];
        let frame = Frame {
            phase,
            time_s: self.time_s,
            since_needle_s,
            load,
            oxygen: Picture::of(section, Picture::OXYGEN_MMHG, |x, y| section.row(field::O2_MMHG, y)[x]),
            acid: Picture::of(section, Picture::PH, |x, y| section.ph(x, y)),
            tension: Picture::of(section, Picture::TENSION, tension),
            flow: Picture::of(section, Picture::FLOW, |x, y| section.flow_ratio(x, y)),
            pressure_mmhg,
            crisis_cm2: section.crisis_cm2(),
            point_o2_mmhg: section.mean_within(middle, 4.0, |x, y| section.row(field::O2_MMHG, y)[x]),
            point_flow: section.mean_within(middle, 4.0, |x, y| section.flow_ratio(x, y)),
            section_flow: section.mean_within(middle, f64::INFINITY, |x, y| section.flow_ratio(x, y)),
            symptoms: Symptoms::of_section(section, since_needle_s, soreness),
        };
        self.frames.push(frame);
    }
}
