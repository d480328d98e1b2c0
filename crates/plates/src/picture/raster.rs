//! Which triangle is nearest at each pixel.

use super::View;
use crate::geometry::Mesh;
use glam::DVec3;

/// Nothing there.
pub const EMPTY: u32 = u32::MAX;

/// Nearest triangles of a window of a view.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// First pixel across.
    pub left: usize,
    /// First pixel down.
    pub top: usize,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Nearness to the viewer, mm; very negative where nothing is.
    pub near: Vec<f64>,
    /// Which triangle, or `EMPTY`.
    pub triangle: Vec<u32>,
    /// Weights of its first two corners.
    pub weights: Vec<[f64; 2]>,
}

/// As far away as nothing.
pub const FAR: f64 = -1e9;

impl Buffer {
    /// Paints a mesh into the whole view.
    pub fn whole(view: &View, mesh: &Mesh) -> Self {
        Self::window(view, mesh, [0, 0, view.width, view.height])
    }

    /// Paints a mesh into the window it fills, with a margin of some pixels; `None` if it is not in the view.
    pub fn around(view: &View, mesh: &Mesh, margin: f64) -> Option<Self> {
        let (mut low, mut high) = (DVec3::INFINITY, DVec3::NEG_INFINITY);
        for v in &mesh.vertices {
            let p = view.pixel(*v);
            low = low.min(p);
            high = high.max(p);
        }
        let clip = |x: f64, n: usize| x.clamp(0.0, n as f64) as usize;
        let left = clip(low.x - margin, view.width);
        let top = clip(low.y - margin, view.height);
        let right = clip(high.x + margin + 1.0, view.width);
        let bottom = clip(high.y + margin + 1.0, view.height);
        (left + 2 < right && top + 2 < bottom).then(|| Self::window(view, mesh, [left, top, right, bottom]))
    }

    fn window(view: &View, mesh: &Mesh, [left, top, right, bottom]: [usize; 4]) -> Self {
        let (width, height) = (right - left, bottom - top);
        let size = width * height;
        let mut buffer = Self {
            left,
            top,
            width,
            height,
            near: vec![FAR; size],
            triangle: vec![EMPTY; size],
            weights: vec![[0.0; 2]; size],
        };
        let shift = DVec3::new(left as f64, top as f64, 0.0);
        let points: Vec<DVec3> = mesh.vertices.iter().map(|v| view.pixel(*v) - shift).collect();
        for (t, corners) in mesh.triangles.iter().enumerate() {
            buffer.fill(t as u32, corners.map(|v| points[v as usize]));
        }
        buffer
    }

    fn fill(&mut self, t: u32, [a, b, c]: [DVec3; 3]) {
        let edge = |x: f64, n: usize| x.clamp(0.0, n as f64) as usize;
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        let (x0, x1) = (edge(low.x.floor(), self.width), edge(high.x.ceil() + 1.0, self.width));
        let (y0, y1) = (edge(low.y.floor(), self.height), edge(high.y.ceil() + 1.0, self.height));
        let whole = (b.y - c.y) * (a.x - c.x) + (c.x - b.x) * (a.y - c.y);
        if whole.abs() < 1e-12 {
            return;
        }
        // Most pixels of the box are well outside: seen without dividing.
        let (sign, outside) = (whole.signum(), -2e-6 * whole.abs());
        for y in y0..y1 {
            let dy = y as f64 + 0.5 - c.y;
            let (p_down, q_down) = ((c.x - b.x) * dy, (a.x - c.x) * dy);
            for x in x0..x1 {
                let dx = x as f64 + 0.5 - c.x;
                let (p, q) = ((b.y - c.y) * dx + p_down, (c.y - a.y) * dx + q_down);
                if p * sign < outside || q * sign < outside || (whole - p - q) * sign < outside {
                    continue;
                }
                let (p, q) = (p / whole, q / whole);
                let r = 1.0 - p - q;
                if p < -1e-6 || q < -1e-6 || r < -1e-6 {
                    continue;
                }
                let near = p * a.z + q * b.z + r * c.z;
                let i = y * self.width + x;
                if near > self.near[i] {
                    self.near[i] = near;
                    self.triangle[i] = t;
                    self.weights[i] = [p, q];
                }
            }
        }
    }

    /// Takes away what is at a pixel.
    pub fn clear(&mut self, pixel: usize) {
        self.near[pixel] = FAR;
        self.triangle[pixel] = EMPTY;
    }

    /// Is something there?
    pub fn some(&self, i: usize) -> bool {
        self.triangle[i] != EMPTY
    }

    /// An attribute of the vertices at a pixel, between the corners; the default where nothing is.
    pub fn read<const N: usize>(&self, i: usize, mesh: &Mesh, of: impl Fn(u32) -> [f64; N]) -> [f64; N] {
        let mut value = [0.0; N];
        if !self.some(i) {
            return value;
        }
        let [p, q] = self.weights[i];
        let corners = mesh.triangles[self.triangle[i] as usize];
        for (corner, w) in corners.into_iter().zip([p, q, 1.0 - p - q]) {
            for (sum, x) in value.iter_mut().zip(of(corner)) {
                *sum += w * x;
            }
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::mesh::tests::octahedron;
    use crate::picture::Direction;

    #[test]
    fn the_nearest_face_is_seen() {
        let view = View::new(Direction::Front, [-1.0, -1.0, 1.0, 1.0], 20.0);
        let buffer = Buffer::whole(&view, &octahedron());
        let seen = (0..buffer.near.len()).filter(|&i| buffer.some(i)).count() as f64;
        assert!((seen / 400.0 - 2.0).abs() < 0.15, "a square of two square mm, {seen}");
        let middle = 20 * buffer.width + 20;
        assert!(buffer.near[middle] > 0.9, "the near corner, not the far one");
        assert!(Buffer::around(&view, &octahedron(), 2.0).is_some());
    }
}
