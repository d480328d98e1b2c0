//! A signature by finger, as compact vector data: the strokes as an SVG path of whole numbers.

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Strokes in a box of 1000 × 400 units, as an SVG path: `M` with a point, then `l` with steps from it, for each stroke.
/// What exists has been read: it can be drawn as it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(String);

impl Signature {
    /// Width of the box.
    pub const WIDTH: i32 = 1_000;
    /// Height of the box.
    pub const HEIGHT: i32 = 400;
    /// Points of all strokes: a long name written slowly.
    pub const POINTS_MAX: usize = 4_000;
    /// Length of all strokes together: a dot or a slip of the finger is no signature.
    const LENGTH_MIN: i32 = 150;

    /// Reads a path as the tablet sends it.
    pub fn parse(path: &str) -> Result<Self, Refusal> {
        let unreadable = || Refusal::new("consent.signature_unreadable").on("signature");
        let mut strokes = path.trim().split('M');
        if strokes.next() != Some("") {
            return Err(unreadable());
        }
        let mut tidy = String::with_capacity(path.len());
        let (mut points, mut length) = (0, 0);
        for stroke in strokes {
            let (from, steps) = stroke.split_once('l').unwrap_or((stroke, ""));
            let from = pairs(from).filter(|pairs| pairs.len() == 1).ok_or_else(unreadable)?;
            let steps = pairs(steps).ok_or_else(unreadable)?;
            let (mut x, mut y) = from[0];
            let _ = write!(tidy, "M{x} {y}");
            points += 1 + steps.len();
            for (at, (dx, dy)) in steps.into_iter().enumerate() {
                tidy.push_str(if at == 0 { "l" } else { " " });
                let _ = write!(tidy, "{dx} {dy}");
                (x, y) = (x.saturating_add(dx), y.saturating_add(dy));
                length += dx.saturating_abs().max(dy.saturating_abs());
                if !(0..=Self::WIDTH).contains(&x) || !(0..=Self::HEIGHT).contains(&y) {
                    return Err(unreadable());
                }
            }
            if !(0..=Self::WIDTH).contains(&x)
                || !(0..=Self::HEIGHT).contains(&y)
                || points > Self::POINTS_MAX
            {
                return Err(unreadable());
            }
        }
        if length < Self::LENGTH_MIN {
            return Err(Refusal::new("consent.signature_missing").on("signature"));
        }
        Ok(Self(tidy))
    }

    /// The path, for the `d` of an SVG path in a box of [`Self::WIDTH`] × [`Self::HEIGHT`].
    pub fn path(&self) -> &str {
        &self.0
    }
}

/// Pairs of whole numbers, within what a box of this size can need.
fn pairs(text: &str) -> Option<Vec<(i32, i32)>> {
    let numbers: Vec<i32> = text
        .split_ascii_whitespace()
        .map(|number| number.parse().ok().filter(|n: &i32| n.abs() <= Signature::WIDTH))
        .collect::<Option<_>>()?;
    let pairs = numbers.chunks(2).map(|pair| (pair.len() == 2).then(|| (pair[0], pair[1])));
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_come_back_as_they_were_drawn() {
        let path = "M10 200l40 -60 40 60 80 -5M300 100l0 120 30 -20";
        assert_eq!(Signature::parse(path).map(|s| s.path().to_owned()), Ok(path.to_owned()));
        assert_eq!(
            Signature::parse(" M10 200l200   0 ").map(|s| s.path().to_owned()),
            Ok("M10 200l200 0".into())
        );
    }

    #[test]
    fn a_dot_is_no_signature_and_anything_else_is_no_path() {
        assert_eq!(Signature::parse("M10 10l1 1").map_err(|r| r.code), Err("consent.signature_missing"));
        let long = format!("M0 0l{}", "1 0 -1 0 ".repeat(Signature::POINTS_MAX));
        for path in [
            "",
            "l10 10",
            "M10l10 10",
            "M10 10l1",
            "M10 10l2000 0",
            "M990 10l200 0",
            "M10 390l0 200",
            "M10 10l1e3 0",
            "M10 10\"/><script>",
            "M0 0l99999999999999999999 1",
            long.as_str(),
        ] {
            assert!(Signature::parse(path).is_err(), "{path:.40}");
        }
    }
}
