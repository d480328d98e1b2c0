//! Which plates there are: `data/plates.toml`.

use crate::body::Sex;
use crate::picture::Direction;
use crate::{Error, source};
use glam::DVec3;
use serde::Deserialize;
use std::path::Path;

/// Parts of the skin that stay skin over the bones when the superficial muscles are shown.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// From the wrist.
    Hand,
    /// From the ankle.
    Foot,
    /// Above the jaw.
    Head,
}

/// A side of the body.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Its left.
    Left,
    /// Its right.
    Right,
}

impl Plate {
    /// Does the plate's box hold a place?
    pub fn holds(&self, place: DVec3) -> bool {
        self.cut.is_none_or(|[low, high]| (0..3).all(|k| place[k] >= low[k] && place[k] <= high[k]))
    }
}

impl Side {
    /// 1 left, -1 right, as x goes.
    pub fn sign(self) -> i8 {
        match self {
            Self::Left => 1,
            Self::Right => -1,
        }
    }
}

/// One plate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plate {
    /// `front`, `hand-palm`, ...: file name and `data-plate`.
    pub id: String,
    /// In English.
    pub title: String,
    /// From where.
    pub view: Direction,
    /// u0, v0, u1, v1 in mm. Of a symmetric plate the left half of the page: u1 is 0.
    pub frame: [f64; 4],
    /// Only the left half of the page is engraved; the right is its mirror.
    #[serde(default)]
    pub symmetric: bool,
    /// 1 for a whole figure, less for details.
    pub scale: f64,
    /// The arm is left out below the deltoid.
    #[serde(default)]
    pub without_arm: bool,
    /// Only this side's limbs and muscles, if one is given.
    #[serde(default)]
    pub side: Option<Side>,
    /// What stays skin.
    #[serde(default)]
    pub ground: Vec<Ground>,
    /// Muscles that this plate does not show.
    #[serde(default)]
    pub without: Vec<String>,
    /// If given, the only muscles that this plate shows.
    #[serde(default)]
    pub only: Vec<String>,
    /// Bones that are taken away to see what is behind (`rib*` takes all ribs).
    #[serde(default)]
    pub without_bones: Vec<String>,
    /// A plain diagram: no skin, no outline of the body.
    #[serde(default)]
    pub without_skin: bool,
    /// Only what lies in this box of the body (mm): least x, y, z, then largest.
    #[serde(default)]
    pub cut: Option<[[f64; 3]; 2]>,
    /// Other bodies than the male one that have this plate.
    #[serde(default)]
    pub also: Vec<Sex>,
}

/// The table of plates.
pub fn read(path: &Path) -> Result<Vec<Plate>, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Table {
        plate: Vec<Plate>,
    }
    let table: Table =
        toml::from_str(&source::text(path)?).map_err(|e| source::malformed(path, e.to_string()))?;
    Ok(table.plate)
}
