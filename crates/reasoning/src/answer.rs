//! What a ranking says.

use atlas::{CauseKey, Cell, LinkClass, MotionFault, MuscleId, RivalPlace, Side, SidedMotion};

use crate::case::Place;

/// A trigger point with how well it explains.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedCause {
    /// Which.
    pub place: Place,
    /// P(active, and making some of what was painted hurt | all that is known): how well it "explains the drawing". Held
    /// below [`DRAWING_CAP`](crate::DRAWING_CAP) but for what its own palpation adds.
    pub probability: f64,
    /// The same without the cap, as the network has it: for studies, not for a page.
    pub uncapped: f64,
    /// P(active | all that is known), with the same cap; larger where a point is common but far from the pain.
    pub active: f64,
    /// Before anything was known of the person, but for the complaint.
    pub prior: f64,
    /// Painted cells of its zone, firmest first.
    pub explains: Vec<(Cell, LinkClass)>,
    /// Essential cells of its zone that were shown and not painted.
    pub not_painted: Vec<Cell>,
}

/// A muscle of a side with how well it explains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedMuscle {
    /// Which.
    pub muscle: MuscleId,
    /// Its side.
    pub side: Side,
    /// P(at least one of its points is active and makes some of what was painted hurt | all that is known), held below
    /// [`DRAWING_CAP`](crate::DRAWING_CAP) but for what was felt at one of its points.
    pub probability: f64,
    /// The same without the cap.
    pub uncapped: f64,
}

/// Another explanation with how well it fits.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedRival {
    /// Which.
    pub place: RivalPlace,
    /// P(present | all that is known), in the model.
    pub probability: f64,
    /// Before anything was known of the person, but for the complaint.
    pub prior: f64,
    /// Painted cells of its zone, firmest first.
    pub explains: Vec<(Cell, LinkClass)>,
    /// Whether it is listed because it must not be missed, though it is improbable.
    pub not_to_be_missed: bool,
}

/// A set of causes that together explain what is known, all others being absent.
#[derive(Debug, Clone, PartialEq)]
pub struct JointExplanation {
    /// The causes, points first.
    pub causes: Vec<CauseKey>,
    /// P(exactly these | all that is known).
    pub probability: f64,
    /// Painted cells that none of them accounts for.
    pub unexplained: Vec<Cell>,
}

/// One thing that speaks for or against a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// A cell, painted or left out.
    Cell {
        /// Which.
        cell: Cell,
        /// Whether it was painted.
        painted: bool,
        /// ln odds with it less ln odds without it, all else being known. Positive speaks for the point.
        log_odds: f64,
    },
    /// A motion.
    Motion {
        /// Which.
        motion: SidedMotion,
        /// With which fault.
        fault: MotionFault,
        /// As above.
        log_odds: f64,
    },
}

impl Reason {
    /// How much it speaks for the point; negative against it.
    pub const fn log_odds(&self) -> f64 {
        match self {
            Reason::Cell { log_odds, .. } | Reason::Motion { log_odds, .. } => *log_odds,
        }
    }
}

/// A point that is worth a finger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToPalpate {
    /// Where.
    pub place: Place,
    /// What asking "is this your pain?" there is expected to tell, in bits.
    pub bits: f64,
}

/// What explains a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Every trigger point of both sides, strongest first.
    pub causes: Vec<RankedCause>,
    /// Every rival explanation, strongest first.
    pub rivals: Vec<RankedRival>,
    /// Painted cells that probably nothing known explains, with that probability.
    pub unexplained: Vec<(Cell, f64)>,
    /// Painted cells that had to be left out, because with them the exact answer would have cost more than the budget. The
    /// answer is the exact one to the drawing without them.
    pub left_out: Vec<Cell>,
}

impl Ranking {
    /// Whether it is the exact answer to the whole drawing.
    pub fn is_exact(&self) -> bool {
        self.left_out.is_empty()
    }
}
