//! The spot where a needle went in, as it was marked on the map: a place on the skin of the neutral body, never a pixel.

use crate::refusal::Refusal;
use atlas::Side;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// A place on the skin of the neutral body the plates are made from, in whole mm from between its hips. It says where on a body, not how
/// far on this patient: it is drawn, and its numbers are shown to nobody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// To the body's left.
    pub x_mm: i16,
    /// Up.
    pub y_mm: i16,
    /// Forward.
    pub z_mm: i16,
}

/// A box round the body, with the arms as they hang on the plates: what lies outside was never marked on a plate.
const ACROSS_MM: RangeInclusive<i16> = -600..=600;
const UP_MM: RangeInclusive<i16> = -1000..=900;
const FORWARD_MM: RangeInclusive<i16> = -400..=400;
/// So far beyond the midline a finger may slip: muscles beside the spine begin at it.
const MIDLINE_MM: i16 = 25;

impl Spot {
    /// Checks that the place can be on the body.
    pub fn new(x_mm: i64, y_mm: i64, z_mm: i64) -> Result<Self, Refusal> {
        let within = |mm: i64, range: &RangeInclusive<i16>| {
            i16::try_from(mm).ok().filter(|mm| range.contains(mm)).ok_or_else(Self::off_body)
        };
        Ok(Self {
            x_mm: within(x_mm, &ACROSS_MM)?,
            y_mm: within(y_mm, &UP_MM)?,
            z_mm: within(z_mm, &FORWARD_MM)?,
        })
    }

    /// Parses a form's `-96,512,-44`; empty is no spot.
    pub fn parse(text: &str) -> Result<Option<Self>, Refusal> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let numbers: Result<Vec<i64>, _> = text.split(',').map(|number| number.trim().parse()).collect();
        match numbers.as_deref() {
            Ok([x_mm, y_mm, z_mm]) => Self::new(*x_mm, *y_mm, *z_mm).map(Some),
            _ => Err(Self::off_body()),
        }
    }

    /// A place that is not on the body.
    pub fn off_body() -> Refusal {
        Refusal::new("needle.spot_off_body").on("spot")
    }

    /// Whether a needle of this side can have gone in here.
    pub fn can_be(self, side: Side) -> bool {
        match side {
            Side::L => self.x_mm >= -MIDLINE_MM,
            Side::R => self.x_mm <= MIDLINE_MM,
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}", self.x_mm, self.y_mm, self.z_mm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_three_whole_numbers_on_the_body_or_nothing() {
        let spot = Spot { x_mm: -96, y_mm: 512, z_mm: -44 };
        assert_eq!(Spot::parse(" -96, 512,-44 "), Ok(Some(spot)));
        assert_eq!(Spot::parse(&spot.to_string()), Ok(Some(spot)));
        assert_eq!(Spot::parse("  "), Ok(None));
        let huge = "9".repeat(400);
        for text in
            ["1,2", "1,2,3,4", "NaN,0,0", "inf,0,0", "1.5,0,0", "601,0,0", "0,901,0", "0,0,-401", &huge]
        {
            assert_eq!(Spot::parse(text), Err(Spot::off_body()), "{text}");
        }
    }

    #[test]
    fn a_spot_beside_the_spine_can_be_of_both_sides_and_one_on_a_shoulder_cannot() {
        let at = |x_mm| Spot { x_mm, y_mm: 300, z_mm: -100 };
        assert!(at(-20).can_be(Side::L) && at(-20).can_be(Side::R) && at(-96).can_be(Side::R));
        assert!(!at(-96).can_be(Side::L) && !at(96).can_be(Side::R));
    }
}
