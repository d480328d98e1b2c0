//! The network that reasoning runs on, as plain data: what may be behind a pain, what it does, and how firmly.
//!
//! Causes are trigger points with a side and rival explanations; findings are cells that get painted and motions that are
//! found limited or painful. This room knows no inference: it says what is tied to what, somebody else reckons.
//! The strengths are judgements, named one by one in [`Strengths`]; `docs/REASONING.md` says where each comes from.

use crate::atlas::Atlas;
use crate::cell::{Cell, Side};
use crate::id::{MuscleId, PointId, RegionId};
use crate::link::LinkClass;
use crate::motion::SidedMotion;
use crate::muscle::MotionSigns;
use crate::region::View;
use crate::rival::RivalPlace;
use std::collections::BTreeMap;

/// What may be behind a pain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CauseKey {
    /// An active trigger point.
    Point {
        /// Which.
        point: PointId,
        /// The side of its muscle.
        side: Side,
    },
    /// Another explanation than a muscle.
    Rival(RivalPlace),
}

/// What examining a motion can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MotionFault {
    /// It does not go as far as it should.
    Limited,
    /// It hurts.
    Painful,
}

/// What a cause may bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKey {
    /// The cell is painted.
    Cell(Cell),
    /// The motion has the fault.
    Motion(SidedMotion, MotionFault),
}

/// A cause with its chance before anything is known of the person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WiredCause {
    /// Which.
    pub key: CauseKey,
    /// 0 to 1.
    pub prior: f64,
}

/// A finding with the chance that it is there for none of the causes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WiredFinding {
    /// Which.
    pub key: FindingKey,
    /// 0 to 1.
    pub leak: f64,
}

/// A tie: if only this cause is there, the finding shows with this chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wire {
    /// Position in [`Wiring::causes`].
    pub cause: usize,
    /// Position in [`Wiring::findings`].
    pub finding: usize,
    /// 0 to 1, with what people forget to paint already taken off.
    pub strength: f64,
}

/// The network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wiring {
    /// Points (left and right of each side by side, in order of id), then rivals.
    pub causes: Vec<WiredCause>,
    /// Cells in order of [`Cell::index`], then motions.
    pub findings: Vec<WiredFinding>,
    /// Each pair of cause and finding at most once.
    pub wires: Vec<Wire>,
}

/// How firmly things are tied. All are chances, and all are judgements (certainty: memory).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strengths {
    /// Pain in a region where most people feel the point.
    pub essential: f64,
    /// Pain in a region where some people feel it too.
    pub spillover: f64,
    /// Pain over the point itself; joins the one above where the site is part of the zone.
    pub site: f64,
    /// A near miss: a region beside an essential one.
    pub neighbour: f64,
    /// The hand painted for the finger, the cheek for the tooth: the parent of an essential or spillover region, as a
    /// part of what that region itself would get.
    pub parent: f64,
    /// Pain in a region of a rival's zone where most people feel it.
    pub rival_essential: f64,
    /// The same where some do.
    pub rival_spillover: f64,
    /// A motion that the muscle or rival is known for, with the fault it is known for.
    pub motion: f64,
    /// The same motion with the other fault: what is limited mostly hurts at its end.
    pub motion_other_fault: f64,
    /// A motion at fault for none of the causes.
    pub motion_leak: f64,
    /// Chance that what hurts gets painted, on a region that is seen from the front.
    pub recall_front: f64,
    /// The same, seen from the side or the back only.
    pub recall_back: f64,
    /// The same on an inset (mouth, hand, foot, saddle) only.
    pub recall_inset: f64,
    /// How much of a muscle's chance its first point gets, in shares of the others' (`priors-tiers` says equal, or two to one).
    pub first_point: f64,
    /// How the active points of an active muscle grow with the points it has: 0 all of them, 1 never more than one, 0.5 their
    /// square root. Points of one muscle are rarely active alone.
    pub several_points: f64,
}

impl Strengths {
    /// The strengths of the model.
    pub const MODEL: Strengths = Strengths {
        essential: 0.8,
        spillover: 0.25,
        site: 0.35,
        neighbour: 0.08,
        parent: 0.2,
        rival_essential: 0.6,
        rival_spillover: 0.25,
        motion: 0.4,
        motion_other_fault: 0.2,
        motion_leak: 0.05,
        recall_front: 0.6,
        recall_back: 0.5,
        recall_inset: 0.45,
        first_point: 1.0,
        several_points: 0.4,
    };

    /// Chance that what hurts in a region gets painted.
    fn recall(&self, views: &[View]) -> f64 {
        if views.contains(&View::Front) {
            self.recall_front
        } else if views.contains(&View::Side) || views.contains(&View::Back) {
            self.recall_back
        } else {
            self.recall_inset
        }
    }

    fn of_point(&self, class: LinkClass) -> f64 {
        match class {
            LinkClass::Essential => self.essential,
            LinkClass::Spillover => self.spillover,
            LinkClass::Site => self.site,
            LinkClass::Neighbour => self.neighbour,
        }
    }

    fn of_rival(&self, class: LinkClass) -> f64 {
        match class {
            LinkClass::Essential => self.rival_essential,
            LinkClass::Spillover => self.rival_spillover,
            LinkClass::Site | LinkClass::Neighbour => 0.0,
        }
    }
}

/// Two independent ways to the same finding.
fn either(a: f64, b: f64) -> f64 {
    1.0 - (1.0 - a) * (1.0 - b)
}

impl Atlas {
    /// The network of all points on both sides and all rivals, over all cells and all motions.
    pub fn wiring(&self, strengths: &Strengths) -> Wiring {
        let mut making = Making::new(self, strengths);
        for muscle in self.muscles() {
            for point in muscle.point_ids() {
                for side in Side::ALL {
                    making.point(point, side);
                }
            }
        }
        for rival in self.rivals() {
            for side in rival.places() {
                making.rival(RivalPlace { rival: rival.id, side: *side });
            }
        }
        making.wiring
    }

    /// Chance of an active point before anything is known: the muscle's, divided over its points.
    pub fn point_chance(&self, point: PointId, strengths: &Strengths) -> f64 {
        let muscle = self.muscle(point.muscle());
        chance_of_point(self.priors().muscle_chance(muscle.prior_tier), point, strengths)
    }

    /// Where a pain of this region gets painted if its own small area is not found: the hand or the palm for a finger, the
    /// foot for a toe, the cheek or the jaw for a tooth. Empty for all other regions.
    pub fn parents(&self, region: RegionId) -> Vec<RegionId> {
        let own = self.region(region);
        let small = |of: RegionId| {
            ["fingers", "toes"].contains(&self.region(of).group.as_str())
                || self.region(of).views.contains(&View::Mouth)
        };
        let parent = |of: &&RegionId| {
            !small(**of) && ["hand", "foot", "face"].contains(&self.region(**of).group.as_str())
        };
        if small(region) { own.adjacent.iter().filter(parent).copied().collect() } else { Vec::new() }
    }
}

/// The chance of one point of a muscle, from the chance of an active point in the muscle.
pub fn chance_of_point(of_muscle: f64, point: PointId, strengths: &Strengths) -> f64 {
    let others = Atlas::get().muscle(point.muscle()).points.len() as f64 - 1.0;
    let weight = if point.index() == 0 { strengths.first_point } else { 1.0 };
    1.0 - (1.0 - of_muscle).powf(weight / (strengths.first_point + others).powf(strengths.several_points))
}

/// A network half made.
struct Making<'a> {
    atlas: &'a Atlas,
    strengths: &'a Strengths,
    wiring: Wiring,
    motions: BTreeMap<(usize, Option<Side>, MotionFault), usize>,
}

impl<'a> Making<'a> {
    fn new(atlas: &'a Atlas, strengths: &'a Strengths) -> Self {
        let cells = Cell::all().map(|cell| WiredFinding {
            key: FindingKey::Cell(cell),
            leak: atlas.priors().leak(cell.region) * strengths.recall(atlas.region(cell.region).views),
        });
        let wiring = Wiring { findings: cells.collect(), ..Wiring::default() };
        Self { atlas, strengths, wiring, motions: BTreeMap::new() }
    }

    fn cause(
        &mut self,
        key: CauseKey,
        prior: f64,
        cells: &BTreeMap<Cell, f64>,
        motion: Vec<(SidedMotion, MotionFault)>,
    ) {
        let cause = self.wiring.causes.len();
        self.wiring.causes.push(WiredCause { key, prior });
        for (cell, strength) in cells.iter().filter(|(_, strength)| **strength > 0.0) {
            let recall = self.strengths.recall(self.atlas.region(cell.region).views);
            self.wiring.wires.push(Wire { cause, finding: cell.index(), strength: strength * recall });
        }
        let mut firmest: BTreeMap<usize, f64> = BTreeMap::new();
        for (motion, known_for) in motion {
            for fault in [MotionFault::Limited, MotionFault::Painful] {
                let strength = if fault == known_for {
                    self.strengths.motion
                } else {
                    self.strengths.motion_other_fault
                };
                let known = firmest.entry(self.motion(motion, fault)).or_insert(strength);
                *known = known.max(strength);
            }
        }
        let wires = firmest.into_iter().map(|(finding, strength)| Wire { cause, finding, strength });
        self.wiring.wires.extend(wires);
    }

    /// The finding of a motion, made when it is first needed.
    fn motion(&mut self, motion: SidedMotion, fault: MotionFault) -> usize {
        let findings = &mut self.wiring.findings;
        let leak = self.strengths.motion_leak;
        *self.motions.entry((motion.motion.index(), motion.side, fault)).or_insert_with(|| {
            findings.push(WiredFinding { key: FindingKey::Motion(motion, fault), leak });
            findings.len() - 1
        })
    }

    fn point(&mut self, id: PointId, side: Side) {
        let (atlas, strengths) = (self.atlas, self.strengths);
        let point = atlas.point(id);
        let mut cells: BTreeMap<Cell, f64> = BTreeMap::new();
        for link in atlas.links_of(id) {
            let firm = if link.crossed { point.essential_contralateral } else { point.essential };
            let near_miss = atlas.region(link.region).adjacent.iter().any(|near| firm.contains(near));
            // Beside what only some people feel is next to nothing, and would tie the whole body together.
            if link.class == LinkClass::Neighbour && !near_miss {
                continue;
            }
            let strength = strengths.of_point(link.class);
            join(&mut cells, link.cell(side), strength);
            // Without the fallback, a finger that is painted as a hand would speak against the finger's points.
            if matches!(link.class, LinkClass::Essential | LinkClass::Spillover) {
                for parent in atlas.parents(link.region) {
                    let cell = Cell::new(parent, link.cell(side).side);
                    cells.entry(cell).or_insert(strength * strengths.parent);
                }
            }
        }
        let zone = [point.essential, point.spillover];
        for region in point.site.iter().filter(|region| zone.iter().any(|part| part.contains(region))) {
            join(&mut cells, Cell::new(*region, side), strengths.site);
        }
        let motion = motions(&atlas.muscle(id.muscle()).motion, side);
        self.cause(CauseKey::Point { point: id, side }, atlas.point_chance(id, strengths), &cells, motion);
    }

    fn rival(&mut self, place: RivalPlace) {
        let rival = self.atlas.rival(place.rival);
        let cells: BTreeMap<Cell, f64> = self
            .atlas
            .links_of_rival(place)
            .into_iter()
            .map(|link| (link.cell, self.strengths.of_rival(link.class)))
            .collect();
        let side = place.side.unwrap_or(Side::L);
        let motion = rival.motion.as_ref().map_or(Vec::new(), |signs| motions(signs, side));
        let prior = self.atlas.priors().rival_chance(rival.prior.tier);
        self.cause(CauseKey::Rival(place), prior, &cells, motion);
    }
}

fn join(cells: &mut BTreeMap<Cell, f64>, cell: Cell, strength: f64) {
    let known = cells.entry(cell).or_insert(0.0);
    *known = either(*known, strength);
}

fn motions(signs: &MotionSigns, side: Side) -> Vec<(SidedMotion, MotionFault)> {
    let limited = signs.limited.iter().map(|sign| (sign.on(side), MotionFault::Limited));
    limited.chain(signs.painful.iter().map(|sign| (sign.on(side), MotionFault::Painful))).collect()
}

impl CauseKey {
    /// The muscle, if it is a point's.
    pub fn muscle(self) -> Option<MuscleId> {
        match self {
            CauseKey::Point { point, .. } => Some(point.muscle()),
            CauseKey::Rival(_) => None,
        }
    }
}
