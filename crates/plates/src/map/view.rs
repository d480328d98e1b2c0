//! From which side a sheet is seen, and how body millimetres become units of its drawing.

use crate::picture::Direction;
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// An orthographic view: what lies where on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Unit vector of the body frame that points to the right of the sheet.
    pub right: [f64; 3],
    /// Unit vector that points up.
    pub up: [f64; 3],
    /// Unit vector towards the reader.
    pub toward: [f64; 3],
    /// Left, lower, right and upper edge, mm along `right` and `up`.
    pub frame_mm: [f64; 4],
    /// Units of the drawing per millimetre.
    pub units_per_mm: f64,
}

impl View {
    /// The view of a plate.
    pub fn new(direction: Direction, frame_mm: [f64; 4], units_per_mm: f64) -> Self {
        let [right, up, toward] = direction.axes().map(|axis| axis.to_array());
        Self { right, up, toward, frame_mm, units_per_mm }
    }

    /// Units to the right of the origin and below it, and mm towards the reader.
    pub fn project(&self, point: DVec3) -> [f64; 3] {
        let [right, up, toward] = self.axes();
        [right.dot(point) * self.units_per_mm, -up.dot(point) * self.units_per_mm, toward.dot(point)]
    }

    /// The way back: the body point of a place on the sheet at a depth.
    pub fn unproject(&self, [across, down, depth_mm]: [f64; 3]) -> DVec3 {
        let [right, up, toward] = self.axes();
        right * (across / self.units_per_mm) - up * (down / self.units_per_mm) + toward * depth_mm
    }

    /// Left edge, upper edge, width and height in units: the drawing's `viewBox`.
    pub fn frame(&self) -> [f64; 4] {
        let [left, low, right, high] = self.frame_mm;
        [left, -high, right - left, high - low].map(|v| v * self.units_per_mm)
    }

    /// Right, up and towards the reader.
    pub fn axes(&self) -> [DVec3; 3] {
        [self.right, self.up, self.toward].map(DVec3::from_array)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_there_and_back_is_the_same_place() {
        for direction in
            [Direction::Front, Direction::Back, Direction::Left, Direction::Right, Direction::Under]
        {
            let view = View::new(direction, [-480.0, -945.0, 480.0, 815.0], 5.0);
            let [right, up, toward] = view.axes();
            assert_eq!(right.cross(up), toward, "{direction:?}: right-handed");
            let place = DVec3::new(12.0, -340.0, 56.0);
            assert!(view.unproject(view.project(place)).distance(place) < 1e-9, "{direction:?}");
        }
    }
}
