//! A cross-section of muscle: cells in fascicles, some of which can hold a point; also a line across it.

use crate::error::Error;
use crate::grid::{Compartments, Effort, Grid, Layout, Moment, Pace, Reaction, input};
use crate::needle::{Dose, reflex_left, release_left, silencing};
use crate::parameters::Parameters;
use crate::point::Point;
use crate::rates::{FIELDS, Momentary, Site, State, field};

/// Most cells of a grid: a 2-D run of this size takes minutes.
pub const CELLS_MAX: usize = 1 << 20;
/// Share of a fascicle's pressure that comes from those beside it (assumed).
const PRESSURE_LEAK: f64 = 0.10;
/// Knot fibres in a fascicle that can hold a point, of all its fibres.
pub const KNOT_SHARE: f64 = 0.35;

/// Measures of a section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Width, mm.
    pub width_mm: f64,
    /// Height, mm; 0 makes a line.
    pub height_mm: f64,
    /// Side of a cell, mm.
    pub cell_mm: f64,
    /// Width of a fascicle, mm.
    pub fascicle_mm: f64,
    /// Fascicles around the middle that can hold a point.
    pub susceptible: usize,
}

impl Plan {
    /// A line of 20 mm with four susceptible fascicles of 2 mm.
    pub const LINE: Self =
        Self { width_mm: 20.0, height_mm: 0.0, cell_mm: 0.1, fascicle_mm: 2.0, susceptible: 4 };
    /// A section of 16 mm square with twelve susceptible fascicles around its middle: about 0.5 cm2.
    pub const SECTION: Self =
        Self { width_mm: 16.0, height_mm: 16.0, cell_mm: 0.5, fascicle_mm: 2.0, susceptible: 12 };
}

/// What acts on a section from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// Voluntary tension, share of maximum.
    pub load: f64,
    /// Inflow that a cuff leaves, 0 to 1.
    pub inflow: f64,
}

impl Influence {
    /// Rest.
    pub const REST: Self = Self { load: 0.0, inflow: 1.0 };
}

/// A section of muscle in time.
#[derive(Clone, Debug)]
pub struct Section {
    parameters: Parameters,
    plan: Plan,
    grid: Grid<FIELDS>,
    healthy: State,
    /// Middle of each fascicle, mm.
    centres_mm: Vec<[f64; 2]>,
    susceptible: Vec<bool>,
    since_needle_s: f64,
    influence: Influence,
}

impl Section {
    /// Rested, healthy muscle.
    ///
    /// # Errors
    /// [`Error::Plan`] for measures that make no grid, [`Error::TooManySteps`] for parameters that cannot be followed.
    pub fn healthy(parameters: Parameters, plan: Plan) -> Result<Self, Error> {
        let Plan { width_mm, height_mm, cell_mm, fascicle_mm, susceptible } = plan;
        let fine = [width_mm, cell_mm, fascicle_mm].iter().all(|m| m.is_finite() && *m > 0.0);
        let nx = (width_mm / cell_mm).round() as usize;
        let ny = ((height_mm / cell_mm).round() as usize).max(1);
        if !fine || !height_mm.is_finite() || height_mm < 0.0 || nx < 2 || nx.saturating_mul(ny) > CELLS_MAX {
            return Err(Error::Plan);
        }
        let centres_mm = centres(&plan);
        if centres_mm.len() > usize::from(u16::MAX) {
            return Err(Error::Plan);
        }
        let mut of_cell = Vec::with_capacity(nx * ny);
        for y in 0..ny {
            for x in 0..nx {
                of_cell.push(nearest(&centres_mm, place(x, y, nx, ny, cell_mm)) as u16);
            }
        }
        let mut order: Vec<usize> = (0..centres_mm.len()).collect();
        order.sort_by(|&a, &b| norm(centres_mm[a]).total_cmp(&norm(centres_mm[b])));
        let mut marked = vec![false; centres_mm.len()];
        order.iter().take(susceptible).for_each(|&own| marked[own] = true);

        let healthy = Point::healthy(parameters, Site::ORDINARY)?.state;
        let layout = Layout::new(nx, ny, cell_mm * 1e-3);
        let mut grid =
            Grid::new(layout, Compartments::new(nx, of_cell, PRESSURE_LEAK), Parameters::SPREADS, healthy);
        for y in 0..ny {
            for x in 0..nx {
                let own = marked[usize::from(grid.compartments.of_cell[y * nx + x])];
                let (share, endplates) = if own {
                    (KNOT_SHARE, 1.0)
                } else {
                    (Site::ORDINARY.knot_share, Site::ORDINARY.endplates)
                };
                grid.set_input(input::KNOT_SHARE, x, y, share);
                grid.set_input(input::ENDPLATES, x, y, endplates);
            }
        }
        let mut section = Self {
            parameters,
            plan,
            grid,
            healthy,
            centres_mm,
            susceptible: marked,
            since_needle_s: f64::INFINITY,
            influence: Influence::REST,
        };
        section.press();
        Ok(section)
    }

    /// The susceptible fascicles in the crisis of a single point, the rest healthy; not yet settled in space.
    ///
    /// # Errors
    /// As [`Section::healthy`].
    pub fn in_crisis(parameters: Parameters, plan: Plan) -> Result<Self, Error> {
        let mut section = Self::healthy(parameters, plan)?;
        let crisis = Point::crisis(parameters, Site::resting(KNOT_SHARE, 1.0))?.state;
        let Layout { nx, ny, .. } = section.grid.layout;
        for y in 0..ny {
            for x in 0..nx {
                if section.is_susceptible(x, y) {
                    for (field, value) in crisis.into_iter().enumerate() {
                        section.grid.set(field, x, y, value);
                    }
                }
            }
        }
        section.press();
        Ok(section)
    }

    /// Cells across and down.
    pub fn size(&self) -> (usize, usize) {
        (self.grid.layout.nx, self.grid.layout.ny)
    }

    /// Its measures.
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// Its parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// State of rested, healthy tissue, for comparison.
    pub fn healthy_state(&self) -> &State {
        &self.healthy
    }

    /// Fascicle of each cell, row by row.
    pub fn fascicle_of_cell(&self) -> &[u16] {
        &self.grid.compartments.of_cell
    }

    /// Middle of each fascicle from the middle of the section, mm.
    pub fn fascicle_centres_mm(&self) -> &[[f64; 2]] {
        &self.centres_mm
    }

    /// Whether a cell lies in a fascicle that can hold a point.
    pub fn is_susceptible(&self, x: usize, y: usize) -> bool {
        self.susceptible[usize::from(self.grid.compartments.of_cell[y * self.grid.layout.nx + x])]
    }

    /// Share of a cell's fibres that belong to a knot.
    pub fn knot_share(&self, x: usize, y: usize) -> f64 {
        self.grid.input(input::KNOT_SHARE, x, y)
    }

    /// Where a cell lies, mm from the middle of the section.
    pub fn place_mm(&self, x: usize, y: usize) -> [f64; 2] {
        place(x, y, self.grid.layout.nx, self.grid.layout.ny, self.plan.cell_mm)
    }

    /// State of a cell.
    pub fn state(&self, x: usize, y: usize) -> State {
        std::array::from_fn(|field| self.grid.run_of(field, y)[x])
    }

    /// Sets the state of a cell.
    pub fn set_state(&mut self, x: usize, y: usize, state: &State) {
        for (field, value) in state.iter().enumerate() {
            self.grid.set(field, x, y, *value);
        }
        self.grid.forget_step();
    }

    /// One field of a row.
    pub fn row(&self, field: usize, y: usize) -> &[f64] {
        self.grid.run_of(field, y)
    }

    /// Pressure of a cell's fascicle, mmHg.
    pub fn pressure_mmhg(&self, x: usize, y: usize) -> f64 {
        self.parameters.resting_mmhg + self.grid.squeeze_mmhg(x, y)
    }

    /// Tensions of a cell under what acts now.
    pub fn momentary(&self, x: usize, y: usize) -> Momentary {
        self.parameters.momentary(&self.state(x, y), &self.site(x, y))
    }

    /// Flow through a cell, times rest.
    pub fn flow_ratio(&self, x: usize, y: usize) -> f64 {
        let rates = self.parameters.rates(&self.state(x, y), &self.site(x, y), self.grid.squeeze_mmhg(x, y));
        rates.flows.perfusion_per_s / self.parameters.perfusion_rest_per_s
    }

    /// pH of a cell.
    pub fn ph(&self, x: usize, y: usize) -> f64 {
        self.parameters.ph(self.grid.run_of(field::LACTATE_MM, y)[x])
    }

    /// Cells whose knot fibres have lost half of their energy, as an area in cm2 (for a line: of the disc as wide).
    pub fn crisis_cm2(&self) -> f64 {
        let Layout { nx, ny, .. } = self.grid.layout;
        let cells = (0..ny)
            .flat_map(|y| (0..nx).map(move |x| (x, y)))
            .filter(|&(x, y)| self.is_susceptible(x, y) && self.grid.run_of(field::ENERGY, y)[x] < 0.5)
            .count() as f64;
        if ny == 1 {
            let width_cm = cells * self.plan.cell_mm * 0.1;
            std::f64::consts::PI * width_cm * width_cm / 4.0
        } else {
            cells * (self.plan.cell_mm * 0.1).powi(2)
        }
    }

    /// Mean over the cells within a distance of a place.
    pub fn mean_within(&self, middle_mm: [f64; 2], radius_mm: f64, of: impl Fn(usize, usize) -> f64) -> f64 {
        let Layout { nx, ny, .. } = self.grid.layout;
        let (mut sum, mut count) = (0.0, 0.0);
        for y in 0..ny {
            for x in 0..nx {
                let place = self.place_mm(x, y);
                if norm([place[0] - middle_mm[0], place[1] - middle_mm[1]]) <= radius_mm {
                    sum += of(x, y);
                    count += 1.0;
                }
            }
        }
        if count > 0.0 { sum / count } else { f64::NAN }
    }

    /// Puts a needle in: at a place in the section, its tip this far above or below it.
    pub fn needle(&mut self, place_mm: [f64; 2], missed_depth_mm: f64, dose: &Dose) {
        let Layout { nx, ny, .. } = self.grid.layout;
        let earlier = if self.since_needle_s.is_finite() { self.since_needle_s } else { f64::MAX };
        for y in 0..ny {
            for x in 0..nx {
                let distance =
                    |of: [f64; 2]| norm([of[0] - place_mm[0], of[1] - place_mm[1]]).hypot(missed_depth_mm);
                let here = dose.at_mm(distance(self.place_mm(x, y)));
                // A twitch shortens whole fibres: it acts on the fascicle.
                let fascicle = usize::from(self.grid.compartments.of_cell[y * nx + x]);
                let whole = dose.at_mm(distance(self.centres_mm[fascicle]));
                let a = self.grid.run_of(field::ENDPLATE, y)[x];
                self.grid.set(field::ENDPLATE, x, y, a * (1.0 - here.silenced));
                let left = |grid: &Grid<FIELDS>, which, factor: f64| grid.input(which, x, y) * factor;
                let reflex = here.reflex_dilatation + left(&self.grid, input::REFLEX, reflex_left(earlier));
                // Silencing starts anew: what an earlier needle still silences is part of it.
                let silenced =
                    here.silenced_slowly.max(left(&self.grid, input::SILENCED, silencing(earlier)));
                self.grid.set_input(input::REFLEX, x, y, reflex);
                self.grid.set_input(input::RELEASED, x, y, whole.released);
                self.grid.set_input(input::SILENCED, x, y, silenced);
            }
        }
        self.since_needle_s = 0.0;
        self.grid.forget_step();
        self.press();
    }

    /// Goes on for some seconds.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] when the tolerance cannot be kept.
    pub fn run(&mut self, seconds: f64, tolerance: f64, influence: Influence) -> Result<Effort, Error> {
        self.follow(seconds, Pace::Adaptive { tolerance, step_max_s: 120.0 }, influence)
    }

    /// Goes on with steps of one size, for convergence.
    ///
    /// # Errors
    /// [`Error::TooManySteps`] for more steps than are sensible.
    pub fn run_fixed(&mut self, seconds: f64, step_s: f64, influence: Influence) -> Result<Effort, Error> {
        self.follow(seconds, Pace::Fixed { step_s }, influence)
    }

    fn follow(&mut self, seconds: f64, pace: Pace, influence: Influence) -> Result<Effort, Error> {
        if influence != self.influence {
            self.grid.forget_step();
        }
        self.influence = influence;
        let since = self.since_needle_s;
        let effort =
            self.grid.run(&self.parameters, seconds, pace, |time| moment(&influence, since + time))?;
        self.since_needle_s += seconds;
        Ok(effort)
    }

    fn press(&mut self) {
        let moment = moment(&self.influence, self.since_needle_s);
        self.grid.press(&self.parameters, &moment);
    }

    fn site(&self, x: usize, y: usize) -> Site {
        let moment = moment(&self.influence, self.since_needle_s);
        let input = |which| self.grid.input(which, x, y);
        Site {
            knot_share: input(input::KNOT_SHARE),
            endplates: input(input::ENDPLATES) * (1.0 - input(input::SILENCED) * moment.silenced),
            load: moment.load,
            inflow: moment.inflow,
            reflex_dilatation: input(input::REFLEX) * moment.reflex,
            released: input(input::RELEASED) * moment.released,
        }
    }
}

fn moment(influence: &Influence, since_needle_s: f64) -> Moment {
    // Before the first needle the inputs are zero, and so may their factors be.
    let since = since_needle_s.min(1e9);
    Moment {
        load: influence.load,
        inflow: influence.inflow,
        reflex: reflex_left(since),
        released: release_left(since),
        silenced: silencing(since),
    }
}

fn norm(place: [f64; 2]) -> f64 {
    place[0].hypot(place[1])
}

fn place(x: usize, y: usize, nx: usize, ny: usize, cell_mm: f64) -> [f64; 2] {
    let of = |i: usize, n: usize| (i as f64 + 0.5 - n as f64 / 2.0) * cell_mm;
    [of(x, nx), of(y, ny)]
}

fn nearest(centres_mm: &[[f64; 2]], place: [f64; 2]) -> usize {
    let distance = |c: &[f64; 2]| norm([c[0] - place[0], c[1] - place[1]]);
    (0..centres_mm.len())
        .min_by(|&a, &b| distance(&centres_mm[a]).total_cmp(&distance(&centres_mm[b])))
        .unwrap_or(0)
}

/// Middles of the fascicles: side by side on a line; on a plane in staggered rows, each moved a little, always the same way.
fn centres(plan: &Plan) -> Vec<[f64; 2]> {
    let w = plan.fascicle_mm;
    let columns = (plan.width_mm / w).round().max(1.0) as i64;
    if plan.height_mm <= 0.0 {
        return (0..columns).map(|i| [(i as f64 + 0.5) * w - plan.width_mm / 2.0, 0.0]).collect();
    }
    let rise = w * 0.9;
    let rows = (plan.height_mm / rise).ceil().max(1.0) as i64;
    let mut centres = Vec::new();
    for row in 0..rows {
        for column in 0..=columns {
            let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
            let wobble = |salt: i64| ((row * 7 + column * 13 + salt * 5) * 29 % 17) as f64 / 17.0 - 0.5;
            let x = (column as f64 + shift - columns as f64 / 2.0 + 0.3 * wobble(1)) * w;
            let y = (row as f64 + 0.5 - rows as f64 / 2.0) * rise + 0.3 * wobble(2) * w;
            centres.push([x, y]);
        }
    }
    centres
}
