//! Muscles: anatomy, signs, causes, points, and the guidance for them.

use crate::citation::Citation;
use crate::id::{HazardId, MuscleId, PointId};
use crate::motion::MotionSign;
use crate::needling::{Acupoint, DepthCap, Needling, Palpation, Variant, concerns};
use crate::point::TriggerPoint;
use serde::Serialize;

/// Who may needle a muscle, and whether at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Basic training.
    Routine,
    /// Advanced training: something grave or serious lies close.
    WithCare,
    /// Specialist training, often with imaging or in a specialist clinic.
    Specialist,
    /// Not needled; treated by other means.
    NotNeedled,
}

impl Category {
    /// Plain words.
    pub const fn label(self) -> &'static str {
        match self {
            Category::Routine => "routine",
            Category::WithCare => "with care",
            Category::Specialist => "specialist",
            Category::NotNeedled => "not needled",
        }
    }
}

/// How often a muscle is found at fault, in four steps. A judgement from small samples; see the source
/// `priors-tiers`. The letters are all the atlas says; the reasoning gives them numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Tier {
    /// Most often.
    A,
    /// Often.
    B,
    /// Now and then.
    C,
    /// Seldom.
    D,
}

/// Attachments, what it does, what drives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Anatomy {
    /// Name in Terminologia Anatomica.
    pub latin: &'static str,
    /// Origin.
    pub origin: &'static str,
    /// Insertion.
    pub insertion: &'static str,
    /// What it does when it shortens.
    pub action: &'static str,
    /// What it is for in daily life.
    pub function: &'static str,
    /// Motor nerve.
    pub nerve: &'static str,
    /// Roots or cranial nerves, such as "C5" or "XI".
    pub roots: &'static [&'static str],
    /// Where this comes from.
    pub citation: Citation,
}

/// Motions that tell on the muscle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MotionSigns {
    /// Motions that are limited, because they stretch it.
    pub limited: &'static [MotionSign],
    /// Motions that hurt.
    pub painful: &'static [MotionSign],
    /// Where this comes from.
    pub citation: Citation,
}

/// What activates its points and what keeps them going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Causes {
    /// Loads, injuries, sports, work.
    pub activates: &'static [&'static str],
    /// Postures, habits, other conditions.
    pub perpetuates: &'static [&'static str],
    /// Where this comes from.
    pub citation: Citation,
}

/// What its pain is mistaken for, or hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MistakenFor {
    /// Conditions to think of.
    pub conditions: &'static [&'static str],
    /// Where this comes from.
    pub citation: Citation,
}

/// A muscle, or a division of one that is needled by itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Muscle {
    /// Its id.
    pub id: MuscleId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// English name.
    pub name: &'static str,
    /// Muscle group, such as "quadriceps".
    pub group: &'static str,
    /// Who may needle it.
    pub category: Category,
    /// Present exactly for [`Category::NotNeedled`].
    pub not_needled_because: Option<&'static str>,
    /// How often it is found at fault.
    pub prior_tier: Tier,
    /// Other names and plain words.
    pub aliases: &'static [&'static str],
    /// Sports in which it suffers.
    pub sports: &'static [&'static str],
    /// Attachments, what it does, what drives it.
    pub anatomy: Anatomy,
    /// Motions that tell on it.
    pub motion: MotionSigns,
    /// What activates and perpetuates its points.
    pub causes: Causes,
    /// What its pain is mistaken for.
    pub mistaken_for: MistakenFor,
    /// Its trigger points, at least one.
    #[serde(rename = "trigger_points")]
    pub points: &'static [TriggerPoint],
    /// How to feel for them; every point is in exactly one block.
    pub palpations: &'static [Palpation],
    /// How to needle them; every point is in exactly one block, none if not needled.
    pub needlings: &'static [Needling],
    /// Published limits of depth.
    pub depth_caps: &'static [DepthCap],
    /// Where sources differ.
    pub variants: &'static [Variant],
    /// Neighbouring acupoints.
    pub acupoints: &'static [Acupoint],
}

impl Muscle {
    /// Ids of its points, in order.
    pub fn point_ids(&self) -> impl Iterator<Item = PointId> + use<> {
        let muscle = self.id;
        (0..self.points.len()).map(move |index| PointId { muscle, index: index as u8 })
    }

    /// How to feel for the point at `index`.
    pub fn palpation(&self, index: usize) -> Option<&'static Palpation> {
        self.palpations.iter().find(|block| concerns(block.points, index))
    }

    /// How to needle the point at `index`; `None` if the muscle is not needled.
    pub fn needling(&self, index: usize) -> Option<&'static Needling> {
        self.needlings.iter().find(|block| concerns(block.points, index))
    }

    /// The strictest published limit for the point at `index`, millimetres.
    pub fn max_depth_mm(&self, index: usize) -> Option<u16> {
        self.depth_caps_of(index).map(|cap| cap.max_depth_mm).min()
    }

    /// Published limits that hold for the point at `index`.
    pub fn depth_caps_of(&self, index: usize) -> impl Iterator<Item = &'static DepthCap> {
        self.depth_caps.iter().filter(move |cap| concerns(cap.points, index))
    }

    /// What other sources say about the point at `index`.
    pub fn variants_of(&self, index: usize) -> impl Iterator<Item = &'static Variant> {
        self.variants.iter().filter(move |variant| concerns(variant.points, index))
    }

    /// Neighbouring acupoints of the point at `index`.
    pub fn acupoints_of(&self, index: usize) -> impl Iterator<Item = &'static Acupoint> {
        self.acupoints.iter().filter(move |acupoint| concerns(acupoint.points, index))
    }

    /// Hazards of all its points, each once, in the order of the hazard table (grave first).
    pub fn hazards(&self) -> Vec<HazardId> {
        let mut hazards: Vec<HazardId> =
            self.needlings.iter().flat_map(|block| block.hazards).copied().collect();
        hazards.sort_unstable();
        hazards.dedup();
        hazards
    }
}
