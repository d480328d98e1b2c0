//! What is known of one complaint: the drawing, the motions, what the finger found.

use atlas::{
    Cell, ComplaintId, MotionFault, MotionId, MotionKind, MuscleId, PointId, Side, SidedMotion, View,
};

use crate::error::ReasoningError;

/// Lowest and highest pain of a painted cell.
pub(crate) const INTENSITIES: std::ops::RangeInclusive<u8> = 1..=10;

/// A trigger point of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The point.
    pub point: PointId,
    /// The patient's side.
    pub side: Side,
}

/// A painted cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Painted {
    /// Where.
    pub cell: Cell,
    /// How strong, 1 to 10, where it was told.
    pub intensity: Option<u8>,
}

impl Painted {
    /// A cell that is painted, nothing more.
    pub const fn plain(cell: Cell) -> Self {
        Self { cell, intensity: None }
    }
}

/// What examining a motion showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MotionFound {
    /// Limited, or painful.
    Fault(MotionFault),
    /// Examined for this one and without it; of the other nothing is known.
    Without(MotionFault),
    /// Neither.
    Free,
}

/// A motion that was examined. A motion that was not examined is no evidence and not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MotionSeen {
    /// Which.
    pub motion: SidedMotion,
    /// What it showed.
    pub found: MotionFound,
}

impl MotionSeen {
    /// A motion with its side.
    ///
    /// # Errors
    /// [`ReasoningError::MotionSide`] if a side is missing, or given for a motion that has none.
    pub fn new(motion: MotionId, side: Option<Side>, found: MotionFound) -> Result<Self, ReasoningError> {
        let needs = match (atlas::Atlas::get().motion(motion).kind, side) {
            (MotionKind::Axial, Some(_)) => "has no side: leave it out",
            (MotionKind::Limb, None) => "needs the side of the limb: add :L or :R",
            (MotionKind::Directed, None) => "needs the side it goes towards: add :L or :R",
            _ => return Ok(Self { motion: SidedMotion { motion, side }, found }),
        };
        Err(ReasoningError::MotionSide { motion: motion.to_string(), needs })
    }
}

/// A sign that the model has a weight for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProbedSign {
    /// A tender spot in the band.
    TenderSpot,
    /// Pressure brings the pain that the person knows.
    RecognisedPain,
    /// A taut band. Counts only where tenderness was not tested: the two are found together.
    TautBand,
}

/// A sign that was tested at a point. What was not tested is no evidence and not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palpated {
    /// Where.
    pub place: Place,
    /// Which sign.
    pub sign: ProbedSign,
    /// Whether it was there.
    pub present: bool,
}

/// What one clinic has found itself under a complaint: in how many of the people in whom a muscle was examined it had an
/// active point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClinicFigure {
    /// The complaint group.
    pub complaint: ComplaintId,
    /// The muscle.
    pub muscle: MuscleId,
    /// People with an active point.
    pub active: u32,
    /// People in whom it was looked for.
    pub examined: u32,
}

/// All that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// The drawing; each cell once.
    pub painted: Vec<Painted>,
    /// Views that were not shown, so that an empty cell that is on no other view says nothing.
    pub not_shown: Vec<View>,
    /// Motions that were examined.
    pub motions: Vec<MotionSeen>,
    /// Signs that were tested. The last word on a place and sign holds.
    pub palpated: Vec<Palpated>,
    /// What the person comes for, where it is one of the atlas's groups.
    pub complaint: Option<ComplaintId>,
    /// What the clinic has found itself; empty unless the clinic lead turned it on.
    pub clinic: Vec<ClinicFigure>,
}

impl Case {
    /// A drawing and nothing else.
    pub fn of_cells(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { painted: cells.into_iter().map(Painted::plain).collect(), ..Self::default() }
    }

    /// The painted cells.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.painted.iter().map(|painted| painted.cell)
    }

    /// Whether it can be ranked.
    pub(crate) fn check(&self) -> Result<(), ReasoningError> {
        if self.painted.is_empty() {
            return Err(ReasoningError::NothingPainted);
        }
        for (at, painted) in self.painted.iter().enumerate() {
            if self.painted[..at].iter().any(|before| before.cell == painted.cell) {
                return Err(ReasoningError::PaintedTwice(painted.cell));
            }
            if let Some(intensity) = painted.intensity.filter(|i| !INTENSITIES.contains(i)) {
                return Err(ReasoningError::Intensity { cell: painted.cell, intensity });
            }
        }
        Ok(())
    }
}
