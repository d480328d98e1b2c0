//! The hazard table: what lies beneath, why it matters, what makes it safer, what consent must name.

use crate::citation::Citation;
use crate::id::HazardId;
use serde::Serialize;

/// How bad the harm can be. Orders a page: grave first, and never folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Can kill or disable: pleura, cord, brain stem, great vessels, bowel.
    Grave,
    /// Can leave lasting harm or need treatment: nerves, arteries, joints, implants.
    Serious,
    /// What any needle can do: bruise, soreness, faintness.
    Usual,
}

/// One entry of the hazard table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// Its id.
    pub id: HazardId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// The structure at risk.
    pub structure: &'static str,
    /// How bad the harm can be.
    pub severity: Severity,
    /// Why the needle can reach it, and what happens then.
    pub why: &'static str,
    /// What makes it safer.
    pub safer: &'static str,
    /// What the consent must name.
    pub consent: &'static str,
    /// Whether both sides may be needled on one day.
    pub both_sides_same_day: bool,
    /// Where structure, why and the rule about both sides come from.
    pub citation: Citation,
    /// Where the advice on safety and consent comes from.
    pub safer_citation: Citation,
}
