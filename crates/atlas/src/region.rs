//! Regions of the body map and the groups they roll up to.

use crate::id::{GroupId, RegionId};
use serde::Serialize;

/// A figure or inset on which a region is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Whole figure from the front.
    Front,
    /// Whole figure from the side.
    Side,
    /// Whole figure from the back.
    Back,
    /// Inset: teeth, tongue, throat.
    Mouth,
    /// Inset: both faces of the hand.
    Hand,
    /// Inset: top, sole and edges of the foot.
    Foot,
    /// Inset: perineum.
    Saddle,
}

/// A region of the body map; every one exists on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its id.
    pub id: RegionId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// Plain words.
    pub label: &'static str,
    /// What it covers.
    pub description: &'static str,
    /// The group it belongs to.
    pub group: GroupId,
    /// Where it is drawn.
    pub views: &'static [View],
    /// CHOIR body map segments (standard numbering) that the right cell straddles.
    pub choir_right: &'static [u16],
    /// The same for the left cell.
    pub choir_left: &'static [u16],
    /// Neighbours on the skin; mutual.
    pub adjacent: &'static [RegionId],
    /// Other plain words for it.
    pub aliases: &'static [&'static str],
}

/// A group of regions, for a coarse first tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RegionGroup {
    /// Its id.
    pub id: GroupId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// Plain words.
    pub label: &'static str,
    /// Its members, in order of the map.
    pub regions: &'static [RegionId],
}
