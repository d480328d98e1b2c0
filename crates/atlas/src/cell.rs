//! Sides and cells: a cell is a region on one side of the body, what a finger paints.

use crate::atlas::Atlas;
use crate::id::{Error, RegionId, text_form};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// Side of the patient's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The patient's left.
    L,
    /// The patient's right.
    R,
}

impl Side {
    /// Both sides, left first.
    pub const ALL: [Side; 2] = [Side::L, Side::R];

    /// The other side.
    #[must_use]
    pub const fn opposite(self) -> Side {
        match self {
            Side::L => Side::R,
            Side::R => Side::L,
        }
    }

    /// `L` or `R`, as it is written and stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Side::L => "L",
            Side::R => "R",
        }
    }

    /// 0 for left, 1 for right.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Side {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "L" => Ok(Side::L),
            "R" => Ok(Side::R),
            _ => Err(Error::Side(text.into())),
        }
    }
}

text_form!(Side);

/// A region on one side, written `neck-side:R`. There are no midline cells: a central pain is painted on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The region.
    pub region: RegionId,
    /// The patient's side.
    pub side: Side,
}

impl Cell {
    /// A cell from its two parts.
    pub const fn new(region: RegionId, side: Side) -> Cell {
        Cell { region, side }
    }

    /// Number of cells on the map (two per region).
    pub fn count() -> usize {
        Atlas::get().regions().len() * 2
    }

    /// All cells in order of [`Cell::index`].
    pub fn all() -> impl Iterator<Item = Cell> {
        Atlas::get().regions().iter().flat_map(|region| Side::ALL.map(|side| Cell::new(region.id, side)))
    }

    /// Dense number from 0 to [`Cell::count`] - 1; left and right of a region lie side by side.
    pub const fn index(self) -> usize {
        self.region.index() * 2 + self.side.index()
    }

    /// The same region on the other side.
    #[must_use]
    pub const fn mirrored(self) -> Cell {
        Cell { region: self.region, side: self.side.opposite() }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.region, self.side)
    }
}

impl FromStr for Cell {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (region, side) = halves(text)?;
        Ok(Cell::new(region.parse()?, side))
    }
}

text_form!(Cell);

/// Splits `name:SIDE`.
pub(crate) fn halves(text: &str) -> Result<(&str, Side), Error> {
    let form = || Error::Form { expected: "a cell such as neck-side:R", found: text.into() };
    let (name, side) = text.rsplit_once(':').ok_or_else(form)?;
    Ok((name, side.parse()?))
}
