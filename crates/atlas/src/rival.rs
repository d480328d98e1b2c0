//! Rival explanations: what else a drawing of pain may mean, how to tell it apart, and when to act.

use crate::atlas::Atlas;
use crate::cell::{Cell, Side};
use crate::citation::Citation;
use crate::id::{RegionId, RivalId};
use crate::link::LinkClass;
use crate::muscle::{MotionSigns, Tier};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// What kind of thing a rival is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RivalKind {
    /// A root at the spine.
    NerveRoot,
    /// A nerve further out.
    Nerve,
    /// A joint or a disc.
    Joint,
    /// A tendon, its sheath or its anchorage.
    Tendon,
    /// A bone.
    Bone,
    /// An inner organ, a tooth, a sinus.
    Organ,
    /// An artery or a vein.
    Vessel,
    /// A headache of its own.
    Headache,
    /// Anything else: skin, general disease.
    Other,
}

impl RivalKind {
    /// Plain words.
    pub const fn label(self) -> &'static str {
        match self {
            RivalKind::NerveRoot => "nerve root",
            RivalKind::Nerve => "nerve",
            RivalKind::Joint => "joint or disc",
            RivalKind::Tendon => "tendon",
            RivalKind::Bone => "bone",
            RivalKind::Organ => "organ",
            RivalKind::Vessel => "blood vessel",
            RivalKind::Headache => "headache",
            RivalKind::Other => "other",
        }
    }
}

/// On which sides of the body a rival can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sidedness {
    /// On either side, each by itself: a joint, a nerve.
    Either,
    /// One only, its zone told from the left: the heart.
    Left,
    /// One only, its zone told from the right: the gallbladder.
    Right,
    /// One only, painted on both halves: the stomach.
    Central,
}

/// Where a rival is felt. Region lists are on the rival's own side unless the field says contralateral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RivalZone {
    /// Regions where most people feel it.
    pub essential: &'static [RegionId],
    /// The same on the other side of the body.
    pub essential_contralateral: &'static [RegionId],
    /// Regions where some people feel it too.
    pub spillover: &'static [RegionId],
    /// The same on the other side of the body.
    pub spillover_contralateral: &'static [RegionId],
    /// What is doubtful about the zone.
    pub doubt: Option<&'static str>,
    /// Where this comes from.
    pub citation: Citation,
}

/// How often a rival stands behind a drawing in a practice that treats muscles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RivalPrior {
    /// Four steps; their chances are those for rivals in [`Priors::tiers`](crate::Priors::tiers).
    pub tier: Tier,
    /// Why this one.
    pub reason: &'static str,
    /// Where this comes from.
    pub citation: Citation,
}

/// What a yes speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Favours {
    /// For the rival.
    Rival,
    /// For a muscle.
    Muscle,
}

/// A question in plain words, to be answered with yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The words.
    pub ask: &'static str,
    /// What a yes speaks for.
    pub yes: Favours,
}

/// How soon to act on a red flag, soonest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Now: ambulance or emergency department.
    Emergency,
    /// A doctor the same day.
    SameDay,
    /// A doctor within days.
    Soon,
}

/// A sign that must not be missed, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RedFlag {
    /// What is seen or told.
    pub sign: &'static str,
    /// What to do.
    pub act: &'static str,
    /// How soon.
    pub urgency: Urgency,
}

/// Another explanation of a drawing than a muscle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rival {
    /// Its id.
    pub id: RivalId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// English name.
    pub name: &'static str,
    /// What it is.
    pub kind: RivalKind,
    /// On which sides it can be.
    pub sided: Sidedness,
    /// Other names and plain words.
    pub aliases: &'static [&'static str],
    /// Where it is felt.
    pub zone: RivalZone,
    /// Motions that tell on it; `None` where none is known to.
    pub motion: Option<MotionSigns>,
    /// How often it stands behind a drawing.
    pub prior: RivalPrior,
    /// Two to five questions that tell it apart from a muscle.
    pub questions: &'static [Question],
    /// Where the questions come from.
    pub questions_citation: Citation,
    /// At least one.
    pub red_flags: &'static [RedFlag],
    /// Where the red flags come from.
    pub red_flags_citation: Citation,
}

impl Rival {
    /// The causes that this rival makes in a network: one on each side, or a single one without a side.
    pub const fn places(&self) -> &'static [Option<Side>] {
        match self.sided {
            Sidedness::Either => &[Some(Side::L), Some(Side::R)],
            Sidedness::Left | Sidedness::Right | Sidedness::Central => &[None],
        }
    }
}

/// A rival where it is, written `root-c6:R` or, where there is only one, `heart`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RivalPlace {
    /// The rival.
    pub rival: RivalId,
    /// One of [`Rival::places`].
    pub side: Option<Side>,
}

impl fmt::Display for RivalPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.side {
            Some(side) => write!(formatter, "{}:{side}", self.rival),
            None => write!(formatter, "{}", self.rival),
        }
    }
}

/// One tie between a rival at a place and a cell. A pair of place and cell occurs once, with the firmest class
/// that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RivalLink {
    /// The rival and its side.
    pub place: RivalPlace,
    /// The cell.
    pub cell: Cell,
    /// How firmly: essential, spillover or neighbour; a rival has no site.
    pub class: LinkClass,
}

impl Atlas {
    /// All rivals, in order of id.
    pub fn rivals(&self) -> &'static [Rival] {
        self.rivals
    }

    /// One rival.
    pub fn rival(&self, id: RivalId) -> &'static Rival {
        &self.rivals[id.index()]
    }

    /// All ties of all rivals, in order of rival and side.
    pub fn rival_links(&self) -> Vec<RivalLink> {
        let places = self.rivals.iter().flat_map(|rival| {
            rival.places().iter().map(move |side| RivalPlace { rival: rival.id, side: *side })
        });
        places.flat_map(|place| self.links_of_rival(place)).collect()
    }

    /// The ties of one rival, firmest first; none if it cannot be on that side.
    pub fn links_of_rival(&self, place: RivalPlace) -> Vec<RivalLink> {
        let rival = self.rival(place.rival);
        if !rival.places().contains(&place.side) {
            return Vec::new();
        }
        let own = match (rival.sided, place.side) {
            (Sidedness::Right, _) => Side::R,
            (_, side) => side.unwrap_or(Side::L),
        };
        let zone = &rival.zone;
        let mut firmest: BTreeMap<Cell, LinkClass> = BTreeMap::new();
        let mut tie = |side: Side, regions: &'static [RegionId], class: LinkClass| {
            for region in regions {
                let near = self.region(*region).adjacent.iter().map(|near| (*near, LinkClass::Neighbour));
                for (region, class) in near.chain([(*region, class)]) {
                    let known = firmest.entry(Cell::new(region, side)).or_insert(class);
                    *known = class.min(*known);
                }
            }
        };
        let (essential_across, spillover_across) = match rival.sided {
            Sidedness::Central => (zone.essential, zone.spillover),
            _ => (zone.essential_contralateral, zone.spillover_contralateral),
        };
        tie(own, zone.essential, LinkClass::Essential);
        tie(own, zone.spillover, LinkClass::Spillover);
        tie(own.opposite(), essential_across, LinkClass::Essential);
        tie(own.opposite(), spillover_across, LinkClass::Spillover);
        let mut links: Vec<RivalLink> =
            firmest.into_iter().map(|(cell, class)| RivalLink { place, cell, class }).collect();
        links.sort_by_key(|link| (link.class, link.cell));
        links
    }
}
