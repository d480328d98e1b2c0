//! What is seen of the skin from one side: per pixel the triangle in front.

use super::view::View;
use crate::geometry::Mesh;
use glam::DVec3;

/// A picture of which triangle lies in front.
#[derive(Debug)]
pub struct Visible {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Pixels per millimetre.
    pub per_mm: f64,
    /// Triangle and the weights of its first two corners, row by row.
    pub pixels: Vec<Option<(u32, [f64; 2])>>,
    depth: Vec<f64>,
    /// Left and upper edge in pixels from the origin.
    corner: [f64; 2],
}

impl Visible {
    /// Draws the triangles that `keep` says yes to.
    pub fn new(mesh: &Mesh, view: &View, per_mm: f64, keep: impl Fn(usize) -> bool) -> Self {
        let scale = per_mm / view.units_per_mm;
        let [left, top, width, height] = view.frame().map(|v| v * scale);
        let size = [width, height].map(|v| v.round() as usize);
        let [width, height] = size;
        let toward = view.axes()[2];
        let mut pixels = vec![None; width * height];
        let mut depth = vec![f64::NEG_INFINITY; width * height];
        let corners: Vec<[f64; 3]> = mesh
            .vertices
            .iter()
            .map(|v| {
                let [x, y, z] = view.project(*v);
                [x * scale - left, y * scale - top, z]
            })
            .collect();
        for (t, triangle) in mesh.triangles.iter().enumerate().filter(|(t, _)| keep(*t)) {
            let [a, b, c] = mesh.corners(t);
            // The inside of what is cut open is not skin.
            if (b - a).cross(c - a).dot(toward) <= 0.0 {
                continue;
            }
            let [a, b, c] = triangle.map(|v| corners[v as usize]);
            let den = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1]);
            if den.abs() < 1e-12 {
                continue;
            }
            let first = |k: usize| a[k].min(b[k]).min(c[k]).floor().max(0.0) as usize;
            let last = |k: usize| (a[k].max(b[k]).max(c[k]).ceil().max(0.0) as usize).min(size[k]);
            // Most pixels of the box are well outside: seen without dividing.
            let (sign, outside) = (den.signum(), -2e-6 * den.abs());
            for y in first(1)..last(1) {
                let py = y as f64 + 0.5 - c[1];
                let (u_down, v_down) = ((c[0] - b[0]) * py, (a[0] - c[0]) * py);
                for x in first(0)..last(0) {
                    let px = x as f64 + 0.5 - c[0];
                    let (u, v) = ((b[1] - c[1]) * px + u_down, (c[1] - a[1]) * px + v_down);
                    if u * sign < outside || v * sign < outside || (den - u - v) * sign < outside {
                        continue;
                    }
                    let (u, v) = (u / den, v / den);
                    let w = 1.0 - u - v;
                    let z = u * a[2] + v * b[2] + w * c[2];
                    let at = y * width + x;
                    if u.min(v).min(w) >= -1e-6 && z > depth[at] {
                        depth[at] = z;
                        pixels[at] = Some((t as u32, [u, v]));
                    }
                }
            }
        }
        Self { width, height, per_mm, pixels, depth, corner: [left, top] }
    }

    /// Depth (mm towards the reader) of the skin at a pixel.
    pub fn depth_mm(&self, x: usize, y: usize) -> Option<f64> {
        let depth = *self.depth.get(y * self.width + x)?;
        (x < self.width && depth.is_finite()).then_some(depth)
    }

    /// The place of a pixel on another set of vertices with the same triangles.
    pub fn place(&self, mesh: &Mesh, pixel: (u32, [f64; 2])) -> DVec3 {
        let [a, b, c] = mesh.corners(pixel.0 as usize);
        let (_, [u, v]) = pixel;
        a * u + b * v + c * (1.0 - u - v)
    }

    /// The pixel of a place of the sheet, if it is on it.
    pub fn pixel(&self, view: &View, [x, y]: [f64; 2]) -> Option<(usize, usize)> {
        let scale = self.per_mm / view.units_per_mm;
        let (x, y) = ((x * scale - self.corner[0]).floor(), (y * scale - self.corner[1]).floor());
        let within = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < self.height as f64;
        within.then_some((x as usize, y as usize))
    }

    /// Whether a place of the skin is in front, give or take `slack_mm`.
    pub fn shows(&self, view: &View, place: DVec3, slack_mm: f64) -> bool {
        let [x, y, z] = view.project(place);
        let front = self.pixel(view, [x, y]).and_then(|(x, y)| self.depth_mm(x, y));
        front.is_some_and(|front| front < z + slack_mm)
    }
}
