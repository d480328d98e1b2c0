//! Published cases: what was painted or told, and which points were found to be behind it.
//!
//! They are for evaluating the reasoning, not part of what is known: nothing else in the atlas rests on them, and
//! they are not in the export.

use crate::cell::{Cell, Side};
use crate::citation::Citation;
use crate::data;
use crate::id::{ComplaintId, MuscleId, PointId};
use crate::motion::SidedMotion;
use serde::Serialize;

/// What a case may be used for. The build holds every case to one rule: FNV-1a (32 bits) of the key of its first
/// source, upper half of the range for evaluation; so cases of one paper stay together and nobody can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// May be looked at while numbers are set.
    Tune,
    /// Must not be.
    Evaluate,
}

/// How the points were shown to be responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShownBy {
    /// Pressure on them brought the pain.
    Palpation,
    /// Treating them took it away.
    Treatment,
}

/// A muscle, or one of its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Suspect {
    /// The muscle.
    pub muscle: MuscleId,
    /// The point, where the report tells it.
    pub point: Option<PointId>,
}

/// What was found responsible on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Responsible {
    /// Usually one. Several where the report names a muscle whose divisions the atlas tells apart, or a group:
    /// finding any of them is right.
    pub any_of: &'static [Suspect],
    /// The patient's side.
    pub side: Side,
}

/// One published case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedCase {
    /// Its id.
    pub id: &'static str,
    /// Who and what, in a few words of our own.
    pub title: &'static str,
    /// What it may be used for.
    pub split: Split,
    /// The complaint it belongs to.
    pub complaint: ComplaintId,
    /// False if the report does not tell the side and right was taken.
    pub side_told: bool,
    /// The drawing or description as cells.
    pub painted: &'static [Cell],
    /// Motions reported as limited.
    pub limited: &'static [SidedMotion],
    /// Motions reported as painful.
    pub painful: &'static [SidedMotion],
    /// What was found responsible, the main one first where the report has one.
    pub responsible: &'static [Responsible],
    /// How it was shown.
    pub shown_by: ShownBy,
    /// How the report's words became cells, and what is doubtful.
    pub reading: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// All published cases, in order of id.
pub fn published_cases() -> &'static [PublishedCase] {
    data::CASES
}
