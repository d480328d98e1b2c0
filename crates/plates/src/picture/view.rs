//! Looking straight at the body from one side: no perspective.

use glam::DVec3;
use serde::Deserialize;

/// From where.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The viewer stands before the body: right on the page is the body's left.
    Front,
    /// Behind: right on the page is the body's right.
    Back,
    /// On the body's left, looking at it: right on the page is the back.
    Left,
    /// On the body's right: right on the page is the front.
    Right,
    /// Above, looking down, front of the body at the foot of the page.
    Top,
    /// Below, looking up, front of the body at the head of the page.
    Under,
}

impl Direction {
    /// Right on the page, up on the page, towards the viewer, as directions in the body.
    pub fn axes(self) -> [DVec3; 3] {
        match self {
            Self::Front => [DVec3::X, DVec3::Y, DVec3::Z],
            Self::Back => [DVec3::NEG_X, DVec3::Y, DVec3::NEG_Z],
            Self::Left => [DVec3::NEG_Z, DVec3::Y, DVec3::X],
            Self::Right => [DVec3::Z, DVec3::Y, DVec3::NEG_X],
            Self::Top => [DVec3::X, DVec3::NEG_Z, DVec3::Y],
            Self::Under => [DVec3::X, DVec3::Z, DVec3::NEG_Y],
        }
    }

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
            Self::Left => "left",
            Self::Right => "right",
            Self::Top => "top",
            Self::Under => "under",
        }
    }
}

/// A frame on the page in mm (`u` right, `v` up) and how finely it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// From where.
    pub direction: Direction,
    /// Right, up, towards the viewer.
    pub axes: [DVec3; 3],
    /// u0, v0, u1, v1, mm.
    pub frame: [f64; 4],
    /// Pixels per mm.
    pub fineness: f64,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
}

impl View {
    /// A view of a frame.
    pub fn new(direction: Direction, frame: [f64; 4], fineness: f64) -> Self {
        let pixels = |a: f64, b: f64| ((b - a) * fineness).ceil().max(1.0) as usize;
        let [u0, v0, u1, v1] = frame;
        let (width, height) = (pixels(u0, u1), pixels(v0, v1));
        Self { direction, axes: direction.axes(), frame, fineness, width, height }
    }

    /// Page coordinates of a place, mm, and how near to the viewer it is.
    pub fn page(&self, p: DVec3) -> DVec3 {
        DVec3::from_array(self.axes.map(|a| p.dot(a)))
    }

    /// Pixel coordinates (right, down) and nearness of a place.
    pub fn pixel(&self, p: DVec3) -> DVec3 {
        let q = self.page(p);
        DVec3::new((q.x - self.frame[0]) * self.fineness, (self.frame[3] - q.y) * self.fineness, q.z)
    }

    /// Whether the box round some places reaches into the frame.
    pub fn meets(&self, places: &[DVec3]) -> bool {
        let start = (DVec3::INFINITY, DVec3::NEG_INFINITY);
        let (low, high) = places.iter().map(|p| self.page(*p)).fold(start, |(a, b), p| (a.min(p), b.max(p)));
        let [u0, v0, u1, v1] = self.frame;
        low.x < u1 && high.x > u0 && low.y < v1 && high.y > v0
    }

    /// A direction of the body as seen: right, up, towards the viewer.
    pub fn turned(&self, d: DVec3) -> DVec3 {
        self.page(d)
    }

    /// The pixel of a place of the page (mm): from the left, from the top.
    pub fn to_pixel(&self, [u, v]: [f64; 2]) -> [f64; 2] {
        [(u - self.frame[0]) * self.fineness, (self.frame[3] - v) * self.fineness]
    }

    /// Page mm of a pixel place (pixel centres are at .5).
    pub fn from_pixel(&self, x: f64, y: f64) -> [f64; 2] {
        [self.frame[0] + x / self.fineness, self.frame[3] - y / self.fineness]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_a_turn_of_the_body_not_a_mirror() {
        use Direction::{Back, Front, Left, Right, Top, Under};
        for direction in [Front, Back, Left, Right, Top, Under] {
            let [right, up, near] = direction.axes();
            assert_eq!(right.cross(up), near, "{direction:?}");
        }
    }

    #[test]
    fn a_pixel_and_its_place_on_the_page() {
        let view = View::new(Direction::Back, [-10.0, 0.0, 10.0, 30.0], 2.0);
        let pixel = view.pixel(DVec3::new(4.0, 20.0, 1.0));
        assert_eq!((pixel.x, pixel.y, pixel.z), (12.0, 20.0, -1.0));
        assert_eq!(view.from_pixel(12.0, 20.0), [-4.0, 20.0]);
        assert_eq!(view.to_pixel([-4.0, 20.0]), [12.0, 20.0]);
    }
}
