//! Motions: what a muscle may limit, what may hurt.

use crate::atlas::Atlas;
use crate::cell::Side;
use crate::citation::Citation;
use crate::id::MotionId;
use serde::{Serialize, Serializer};
use std::fmt;

/// Whether a motion has a side, and what the side means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MotionKind {
    /// Of a limb or half of the body: the side is the limb's.
    Limb,
    /// Of the whole trunk, neck or jaw: no side.
    Axial,
    /// Of the trunk or neck towards a side.
    Directed,
}

/// Unit of a range of motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Degrees.
    Deg,
    /// Millimetres.
    Mm,
}

/// A published value of a healthy range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Lower end; equal to `high` where one value is published.
    pub low: u16,
    /// Upper end.
    pub high: u16,
    /// Unit of both.
    pub unit: Unit,
    /// How or in which table it was measured.
    pub note: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// A motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Motion {
    /// Its id.
    pub id: MotionId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// Plain words.
    pub label: &'static str,
    /// Whether it has a side.
    pub kind: MotionKind,
    /// Published healthy ranges; several where sources differ.
    pub references: &'static [Reference],
}

/// Direction of a directed motion relative to the muscle's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toward {
    /// Towards the muscle's side.
    Ipsi,
    /// Away from it.
    Contra,
}

/// A motion beside a muscle, written `neck-rotation-contra` or `shoulder-abduction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MotionSign {
    /// The motion.
    pub motion: MotionId,
    /// Present exactly for directed motions.
    pub toward: Option<Toward>,
}

/// A motion on the patient: with the limb's side, the side it goes towards, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SidedMotion {
    /// The motion.
    pub motion: MotionId,
    /// `None` for axial motions.
    pub side: Option<Side>,
}

impl MotionSign {
    /// What this means on the patient when the muscle is on `side`.
    pub fn on(self, side: Side) -> SidedMotion {
        let side = match (Atlas::get().motion(self.motion).kind, self.toward) {
            (MotionKind::Axial, _) => None,
            (_, Some(Toward::Contra)) => Some(side.opposite()),
            _ => Some(side),
        };
        SidedMotion { motion: self.motion, side }
    }
}

impl fmt::Display for MotionSign {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = match self.toward {
            None => "",
            Some(Toward::Ipsi) => "-ipsi",
            Some(Toward::Contra) => "-contra",
        };
        write!(formatter, "{}{suffix}", self.motion)
    }
}

impl Serialize for MotionSign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for SidedMotion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.side {
            Some(side) => write!(formatter, "{}:{side}", self.motion),
            None => write!(formatter, "{}", self.motion),
        }
    }
}
