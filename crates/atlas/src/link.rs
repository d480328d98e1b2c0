//! The bridge to the reasoning: which point speaks for which region, and how firmly, as plain data.

use crate::atlas::Atlas;
use crate::cell::{Cell, Side};
use crate::id::{PointId, RegionId};
use serde::Serialize;
use std::collections::BTreeMap;

/// How firmly a point is tied to a region, firmest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkClass {
    /// Most people feel its pain there.
    Essential,
    /// Some people feel it there too.
    Spillover,
    /// The point lies there.
    Site,
    /// Borders on a region of its zone: a near miss of the finger that painted.
    Neighbour,
}

/// One tie between a point and a region. A pair of point, region and `crossed` occurs once, with the firmest
/// class that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReferralLink {
    /// The point.
    pub point: PointId,
    /// The region.
    pub region: RegionId,
    /// Whether the region is on the side opposite to the muscle.
    pub crossed: bool,
    /// How firmly.
    pub class: LinkClass,
}

impl ReferralLink {
    /// The cell it means when the muscle is on `side`.
    pub const fn cell(self, side: Side) -> Cell {
        Cell::new(self.region, if self.crossed { side.opposite() } else { side })
    }
}

impl Atlas {
    /// All ties of all points, in order of point. Neighbours are those of essential and spillover regions.
    pub fn referral_links(&self) -> Vec<ReferralLink> {
        self.points().flat_map(|point| self.links_of(point)).collect()
    }

    /// The ties of one point, firmest first.
    pub fn links_of(&self, id: PointId) -> Vec<ReferralLink> {
        let point = self.point(id);
        let mut firmest: BTreeMap<(RegionId, bool), LinkClass> = BTreeMap::new();
        let mut tie = |region: RegionId, crossed: bool, class: LinkClass| {
            let known = firmest.entry((region, crossed)).or_insert(class);
            *known = class.min(*known);
        };
        for (crossed, essential, spillover) in [
            (false, point.essential, point.spillover),
            (true, point.essential_contralateral, point.spillover_contralateral),
        ] {
            let zone = essential.iter().map(|region| (*region, LinkClass::Essential));
            for (region, class) in zone.chain(spillover.iter().map(|region| (*region, LinkClass::Spillover)))
            {
                tie(region, crossed, class);
                for near in self.region(region).adjacent {
                    tie(*near, crossed, LinkClass::Neighbour);
                }
            }
        }
        for region in point.site {
            tie(*region, false, LinkClass::Site);
        }
        let mut links: Vec<ReferralLink> = firmest
            .into_iter()
            .map(|((region, crossed), class)| ReferralLink { point: id, region, crossed, class })
            .collect();
        links.sort_by_key(|link| (link.class, link.crossed, link.region));
        links
    }
}
