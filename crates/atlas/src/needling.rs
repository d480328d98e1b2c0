//! How to feel for a point and how to needle it.

use crate::citation::Citation;
use crate::id::HazardId;
use serde::Serialize;

/// How the patient lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// On the back.
    Supine,
    /// On the belly.
    Prone,
    /// On the side, the treated side up.
    SideLyingAffectedUp,
    /// On the side, the treated side down.
    SideLyingAffectedDown,
    /// Sitting, supported.
    Seated,
}

impl Position {
    /// Plain words.
    pub const fn label(self) -> &'static str {
        match self {
            Position::Supine => "lying on the back",
            Position::Prone => "lying on the belly",
            Position::SideLyingAffectedUp => "lying on the side, treated side up",
            Position::SideLyingAffectedDown => "lying on the side, treated side down",
            Position::Seated => "sitting, supported",
        }
    }
}

/// How the fingers meet the muscle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grip {
    /// Fingertips roll the band against what lies beneath.
    Flat,
    /// Thumb and fingers lift the muscle between them.
    Pincer,
    /// Either, as the build allows.
    FlatOrPincer,
    /// Steady pressure through other muscles; a band is not felt.
    DeepPressure,
    /// A gloved finger inside the mouth.
    InsideTheMouth,
}

impl Grip {
    /// Plain words.
    pub const fn label(self) -> &'static str {
        match self {
            Grip::Flat => "flat palpation",
            Grip::Pincer => "pincer palpation",
            Grip::FlatOrPincer => "flat or pincer palpation",
            Grip::DeepPressure => "deep pressure",
            Grip::InsideTheMouth => "inside the mouth",
        }
    }
}

/// How to feel for points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Palpation {
    /// Indices of the points it is for; empty means all of the muscle's.
    #[serde(serialize_with = "numbers")]
    pub points: &'static [u8],
    /// How the patient lies.
    pub position: Position,
    /// How the fingers meet the muscle.
    pub grip: Grip,
    /// What the hands do.
    pub how: &'static str,
    /// How the fibres run, so across what to roll.
    pub fibres: &'static str,
    /// What a local twitch looks like.
    pub twitch: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// How to needle points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Needling {
    /// Indices of the points it is for; empty means all of the muscle's.
    #[serde(serialize_with = "numbers")]
    pub points: &'static [u8],
    /// How the patient lies.
    pub position: Position,
    /// Where the needle enters the skin.
    pub entry: &'static str,
    /// The landmark it is driven toward.
    pub direction: &'static str,
    /// Usual needle, thinnest and thickest, millimetres.
    pub diameter_mm: [f64; 2],
    /// Usual needle, shortest and longest, millimetres.
    pub length_mm: [u16; 2],
    /// Guidance on depth.
    pub depth: &'static str,
    /// What lies beneath, at least one; grave ones first in the table's order of severity.
    pub hazards: &'static [HazardId],
    /// Where this comes from.
    pub citation: Citation,
}

/// A published limit of depth. Not a guarantee: it was measured on a sample of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DepthCap {
    /// Indices of the points it is for; empty means all of the muscle's.
    #[serde(serialize_with = "numbers")]
    pub points: &'static [u8],
    /// Not deeper than this, millimetres.
    pub max_depth_mm: u16,
    /// What the number rests on.
    pub basis: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// What a variant is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Attachments, nerve, divisions.
    Anatomy,
    /// Motions limited or painful.
    Motion,
    /// Where a point lies.
    Location,
    /// Where it refers.
    Referral,
    /// How to feel for it.
    Palpation,
    /// How to needle it.
    Needling,
    /// What lies beneath.
    Hazard,
    /// How often the muscle is found at fault.
    Prevalence,
}

/// What another source says. Where sources differ, both stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// Indices of the points it is for; empty means all of the muscle's.
    #[serde(serialize_with = "numbers")]
    pub points: &'static [u8],
    /// What it is about.
    pub topic: Topic,
    /// What is said.
    pub says: &'static str,
    /// By whom.
    pub citation: Citation,
}

/// A neighbouring acupoint. Neighbourhood is all that is claimed, and even that is disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Acupoint {
    /// Indices of the points it is for; empty means all of the muscle's.
    #[serde(serialize_with = "numbers")]
    pub points: &'static [u8],
    /// Its usual name, such as "GB21".
    pub name: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

impl Acupoint {
    /// How it must always be called.
    pub const LABEL: &'static str = "anatomical neighbour (disputed)";
}

/// Whether a block is for the point at `index`.
pub(crate) fn concerns(points: &[u8], index: usize) -> bool {
    points.is_empty() || points.iter().any(|point| usize::from(*point) == index)
}

/// Indices from 0 are shown as the points' numbers from 1.
fn numbers<S: serde::Serializer>(points: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(points.iter().map(|point| (point + 1).to_string()))
}
