//! How often points were found, under which complaint, and by whom: the numbers that reasoning starts from.
//!
//! Almost all of them are P(point | complaint) from small samples in which only a few muscles were looked at; see
//! [`Priors::cautions`] before using one.

use crate::atlas::Atlas;
use crate::citation::Citation;
use crate::id::{ComplaintId, MuscleId, PointId, RegionId, RivalId};
use crate::muscle::Tier;
use serde::Serialize;

/// Which points were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointState {
    /// Points whose pressure brings the person's own pain.
    Active,
    /// Tender points that do not.
    Latent,
    /// The source does not tell them apart.
    ActiveOrLatent,
}

/// A published share of people with at least one point in a muscle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The muscle; several if the source counted them together.
    pub muscles: &'static [MuscleId],
    /// The points meant; empty for any point of the muscles.
    pub points: &'static [PointId],
    /// Which points were counted.
    pub state: PointState,
    /// Percent of people; equal to `high_percent` where one figure is published.
    pub low_percent: f64,
    /// Upper end: sides or studies differ.
    pub high_percent: f64,
    /// How many people were looked at, where it is known.
    pub people: Option<u16>,
    /// Who they were.
    pub sample: &'static str,
    /// What to know about the figure.
    pub note: Option<&'static str>,
    /// Where this comes from.
    pub citation: Citation,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Trigger points.
    Points,
    /// Muscles with at least one.
    Muscles,
}

/// Which average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Average {
    /// Arithmetic mean.
    Mean,
    /// Median.
    Median,
}

/// A published number of points or muscles at once in one person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PointCount {
    /// What was counted.
    pub counted: Counted,
    /// Which of them.
    pub state: PointState,
    /// Which average.
    pub average: Average,
    /// The number per person.
    pub value: f64,
    /// How many people were looked at.
    pub people: u16,
    /// Who they were, and where was looked.
    pub sample: &'static str,
    /// What to know about the figure.
    pub note: Option<&'static str>,
    /// Where this comes from.
    pub citation: Citation,
}

/// A finding that has no figure of the forms above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The finding.
    pub says: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// People who come for the same reason; its id is what `--complaint` takes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ComplaintGroup {
    /// Its id.
    pub id: ComplaintId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// Plain words.
    pub name: &'static str,
    /// Other plain words.
    pub aliases: &'static [&'static str],
    /// Rivals to think of with it, the likeliest first.
    pub rivals: &'static [RivalId],
    /// Published shares per muscle; empty where none was found.
    pub shares: &'static [Share],
    /// Published numbers of points at once.
    pub counts: &'static [PointCount],
    /// What else is known, or that nothing is.
    pub remarks: &'static [Remark],
}

/// Starting chances of a tier, without any complaint. A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TierWeight {
    /// The tier.
    pub tier: Tier,
    /// Chance of an active point in a muscle on one side, to be divided over its points.
    pub muscle: f64,
    /// Chance of a rival at one place.
    pub rival: f64,
    /// Where this comes from.
    pub citation: Citation,
}

/// A sign under the palpating finger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PalpationSign {
    /// A nodule that is tender.
    TenderNodule,
    /// Pressure brings the pain that the person knows.
    RecognisedPain,
}

/// How often a sign is found in an active point and without one. A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PalpationWeight {
    /// The sign.
    pub sign: PalpationSign,
    /// Muscles it holds for; empty for all that no other entry of the sign names.
    pub muscles: &'static [MuscleId],
    /// Chance of the sign if the point is active.
    pub if_active: f64,
    /// Chance of the sign if it is not.
    pub if_not: f64,
    /// Where this comes from.
    pub citation: Citation,
}

/// Chance that a region is painted for a reason that is not in the atlas. A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Leak {
    /// Regions it holds for; empty for all that no other entry names.
    pub regions: &'static [RegionId],
    /// The chance, per cell.
    pub chance: f64,
    /// Where this comes from.
    pub citation: Citation,
}

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Priors {
    /// What must be known before a figure is used.
    pub cautions: &'static [Remark],
    /// Starting chances, tiers A to D.
    pub tiers: &'static [TierWeight],
    /// Weights of palpation signs.
    pub palpation: &'static [PalpationWeight],
    /// Leaks.
    pub leaks: &'static [Leak],
    /// Complaint groups, head to toe.
    pub complaints: &'static [ComplaintGroup],
    /// Latent points of people without pain.
    pub healthy: &'static [Share],
}

impl Priors {
    /// Starting chance of an active point in a muscle of this tier, on one side, all its points together.
    pub fn muscle_chance(&self, tier: Tier) -> f64 {
        self.tiers[tier as usize].muscle
    }

    /// Starting chance of a rival of this tier at one place.
    pub fn rival_chance(&self, tier: Tier) -> f64 {
        self.tiers[tier as usize].rival
    }

    /// What a sign weighs in a muscle.
    pub fn palpation_weight(&self, sign: PalpationSign, muscle: MuscleId) -> &'static PalpationWeight {
        let of_sign = || self.palpation.iter().filter(move |weight| weight.sign == sign);
        let own = of_sign().find(|weight| weight.muscles.contains(&muscle));
        own.or_else(|| of_sign().find(|weight| weight.muscles.is_empty()))
            .expect("proved by the build: each sign has one entry for all muscles")
    }

    /// The leak of a region.
    pub fn leak(&self, region: RegionId) -> f64 {
        let own = self.leaks.iter().find(|leak| leak.regions.contains(&region));
        own.or_else(|| self.leaks.iter().find(|leak| leak.regions.is_empty()))
            .expect("proved by the build: one entry is for all regions")
            .chance
    }
}

impl Atlas {
    /// The numbers that reasoning starts from.
    pub fn priors(&self) -> &'static Priors {
        self.priors
    }

    /// All complaint groups, head to toe.
    pub fn complaint_groups(&self) -> &'static [ComplaintGroup] {
        self.priors.complaints
    }

    /// One complaint group.
    pub fn complaint(&self, id: ComplaintId) -> &'static ComplaintGroup {
        &self.priors.complaints[id.index()]
    }
}
