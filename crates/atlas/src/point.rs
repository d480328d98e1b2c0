//! Trigger points: where they lie and where they refer.

use crate::citation::Citation;
use crate::id::RegionId;
use serde::Serialize;

/// A trigger point of a muscle. Region lists are relative to the muscle's side: same side unless the field says
/// contralateral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TriggerPoint {
    /// "1", "2", ...: the numbering of Travell and Simons where there is one.
    #[serde(rename = "point")]
    pub number: &'static str,
    /// Where it lies, by landmarks.
    pub location: &'static str,
    /// Regions over the point.
    pub site: &'static [RegionId],
    /// Regions where most people feel its pain.
    pub essential: &'static [RegionId],
    /// The same on the other side of the body.
    pub essential_contralateral: &'static [RegionId],
    /// Regions where some people feel it too.
    pub spillover: &'static [RegionId],
    /// The same on the other side of the body.
    pub spillover_contralateral: &'static [RegionId],
    /// Those of the regions above that do not hang together with the site on the skin.
    pub remote: &'static [RegionId],
    /// What the pain is like, where that is typical.
    pub character: Option<&'static str>,
    /// Where this comes from.
    pub citation: Citation,
}
