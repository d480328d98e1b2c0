//! Ids: small indices into the atlas, written and stored as text.
//!
//! The text of an id never changes and is what other crates and files keep; the index may differ from one
//! version of the data to the next and must not be stored.

use crate::atlas::Atlas;
use crate::search::distance;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// What can be wrong with text that should name something in the atlas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No such id in this version of the data.
    #[error("unknown {kind} {id:?}{}", question(near))]
    Unknown {
        /// What was expected: "region", "muscle", "motion", ...
        kind: &'static str,
        /// What was given.
        id: String,
        /// Ids that look like it, the likest first; may be none.
        near: Vec<&'static str>,
    },
    /// A muscle has no trigger point of that number.
    #[error("{muscle} has no trigger point {number:?}")]
    NoSuchPoint {
        /// The muscle's id.
        muscle: &'static str,
        /// What was given.
        number: String,
    },
    /// A side other than `L` or `R`.
    #[error("unknown side {0:?}, expected L or R")]
    Side(String),
    /// Text without the sign that separates its two parts.
    #[error("expected {expected}, found {found:?}")]
    Form {
        /// An example of the form.
        expected: &'static str,
        /// What was given.
        found: String,
    },
}

fn question(near: &[&str]) -> String {
    if near.is_empty() { String::new() } else { format!("; do you mean {}?", near.join(" or ")) }
}

/// Ids that are told beside one that does not exist.
const NEAR_MAX: usize = 3;

/// The ids that look like `typed`: a slip or two away, or holding all of it.
fn near(typed: &str, keys: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let letters: Vec<char> = typed.trim().to_lowercase().replace([' ', '_'], "-").chars().collect();
    let slips_max = (letters.len() / 4).max(1);
    let whole: String = letters.iter().collect();
    let mut alike: Vec<(usize, &'static str)> = keys
        .filter_map(|key| {
            let slips = distance(&letters, &key.chars().collect::<Vec<char>>()).0;
            let holds = letters.len() >= 3 && key.contains(&whole);
            (slips <= slips_max || holds).then_some((slips, key))
        })
        .collect();
    alike.sort_unstable();
    alike.into_iter().take(NEAR_MAX).map(|(_, key)| key).collect()
}

macro_rules! text_form {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    };
}
pub(crate) use text_form;

macro_rules! id {
    ($name:ident, $kind:literal, $($table:ident).+, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) u8);

        impl $name {
            /// Place in the atlas's table of this kind, from 0. For arrays in memory, not for storage.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id as it is written and stored.
            pub fn as_str(self) -> &'static str {
                Atlas::get().$($table).+[self.index()].key
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                let table = || Atlas::get().$($table).+.iter();
                let found = table().find(|entry| entry.key == text);
                found.map(|entry| entry.id).ok_or_else(|| Error::Unknown {
                    kind: $kind,
                    id: text.into(),
                    near: near(text, table().map(|entry| entry.key)),
                })
            }
        }

        text_form!($name);
    };
}

id!(RegionId, "region", regions, "One of the 134 regions of the body map, without a side.");
id!(GroupId, "group of regions", groups, "One of the 24 groups that regions roll up to.");
id!(MotionId, "motion", motions, "A motion that can be limited or painful.");
id!(HazardId, "hazard", hazards, "An entry of the hazard table.");
id!(SourceId, "source", sources, "A work that facts rest on.");
id!(RivalId, "rival", rivals, "Another explanation of a drawing than a muscle.");
id!(ComplaintId, "complaint", priors.complaints, "A complaint group: people who come for the same reason.");
id!(MuscleId, "muscle", muscles, "A muscle, or a division of one that is needled by itself.");

/// A trigger point of a muscle, without a side; written `trapezius-upper/1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId {
    pub(crate) muscle: MuscleId,
    pub(crate) index: u8,
}

impl PointId {
    /// The point with this number ("1", "2", ...) in a muscle.
    pub fn new(muscle: MuscleId, number: &str) -> Result<PointId, Error> {
        let points = Atlas::get().muscle(muscle).points;
        let index = points.iter().position(|point| point.number == number);
        index
            .map(|index| PointId { muscle, index: index as u8 })
            .ok_or_else(|| Error::NoSuchPoint { muscle: muscle.as_str(), number: number.into() })
    }

    /// The muscle it lies in.
    pub const fn muscle(self) -> MuscleId {
        self.muscle
    }

    /// Place among the muscle's points, from 0.
    pub const fn index(self) -> usize {
        self.index as usize
    }

    /// Its number as text: "1", "2", ...
    pub fn number(self) -> &'static str {
        Atlas::get().point(self).number
    }
}

impl fmt::Display for PointId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.muscle, self.number())
    }
}

impl FromStr for PointId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let form = || Error::Form { expected: "a point such as trapezius-upper/1", found: text.into() };
        let (muscle, number) = text.split_once('/').ok_or_else(form)?;
        PointId::new(muscle.parse()?, number)
    }
}

text_form!(PointId);
