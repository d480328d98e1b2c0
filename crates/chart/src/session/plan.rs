//! "Same as last time": the last treatment as a proposal, complete or refused; each part is confirmed by hand.

use super::technique::Current;
use crate::ids::{NeedleId, SessionId};
use crate::values::{NeedleSize, Place, Technique};
use serde::{Deserialize, Serialize};

/// A whole treatment to be done again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The session it is taken from.
    pub from: SessionId,
    /// Every needle of it, in order.
    pub parts: Vec<Planned>,
}

/// One needle that is proposed. It is placed by confirming it, under the same id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The id that the needle gets.
    pub needle: NeedleId,
    /// Where.
    pub place: Place,
    /// Which needle.
    pub size: NeedleSize,
    /// How deep, mm.
    pub depth_mm: Option<u16>,
    /// What is done with it.
    pub technique: Technique,
    /// The current, where there was one.
    pub current: Option<Current>,
}
