//! The bones: pale shapes, hatched across their slope.

use super::Scene;
use super::hatch::{Surface, Tint, hatch};
use super::muscles::filled;
use super::outline::shape;
use crate::picture::streams::components;
use crate::picture::{Field, Path, Random};
use glam::DVec3;

/// The drawn bones.
pub(super) struct Drawn {
    /// Filled and outlined.
    pub closed: Path,
    /// Filled only: the frame cuts them.
    pub cut: Path,
    /// Outlines of those.
    pub edge: Path,
    /// Shade, from light to dark.
    pub wash: Vec<Path>,
    /// Shading.
    pub lines: Path,
}

/// Normals are evened over so many mm (at scale 1): the meshes are coarse, and their facets no form of the bone.
const EVEN: f64 = 1.3;
/// Tones from which the wash is laid.
const WASH: [f64; 2] = [0.48, 0.7];

/// All bones that the plate shows.
pub(super) fn draw(scene: &Scene) -> Drawn {
    let (hand, view, seen) = (&scene.hand, &scene.view, &scene.bones_seen);
    let pixels = view.width * view.height;
    let path = || Path::new(hand.units_per_mm);
    let mut drawn = Drawn { closed: path(), cut: path(), edge: path(), wash: Vec::new(), lines: path() };
    let bone = |i: usize| seen.some(i).then(|| scene.bone_of[seen.triangle[i] as usize]);
    // Where each bone is: left, top, right, bottom.
    let mut windows: Vec<Option<[usize; 4]>> = vec![None; scene.figure.bones.len()];
    for i in 0..pixels {
        if let Some(n) = bone(i) {
            let (x, y) = (i % view.width, i / view.width);
            let [l, t, r, b] = windows[n as usize].unwrap_or([x, y, x, y]);
            windows[n as usize] = Some([l.min(x), t.min(y), r.max(x), b.max(y)]);
        }
    }
    for (n, window) in windows.iter().enumerate() {
        let Some([l, t, r, b]) = *window else { continue };
        let (left, top) = (l.saturating_sub(3), t.saturating_sub(3));
        let (width, height) = ((r + 4).min(view.width) - left, (b + 4).min(view.height) - top);
        let mask: Vec<bool> = (0..width * height)
            .map(|i| bone((i / width + top) * view.width + i % width + left) == Some(n as u32))
            .collect();
        let least = 3.0 * scene.plate.scale;
        let part = shape(scene, [left, top, width, height], &mask, |p| scene.at_edge(p), hand.eps, least);
        if part.edge.is_empty() {
            drawn.closed.join(&part.fill);
        } else {
            drawn.cut.join(&part.fill);
            drawn.edge.join(&part.edge);
        }
    }
    let normals = scene.bones.normals();
    let normal: Vec<DVec3> = (0..pixels)
        .map(|i| {
            if !seen.some(i) {
                return DVec3::ZERO;
            }
            let n = seen.read(i, &scene.bones, |v| normals[v as usize].to_array());
            let n = view.turned(DVec3::from_array(n)).normalize_or_zero();
            if n.z < 0.0 { -n } else { n }
        })
        .collect();
    let mask: Vec<bool> = (0..pixels).map(|i| seen.some(i)).collect();
    let normal = evened(&normal, &mask, [view.width, view.height], EVEN * scene.plate.scale * view.fineness);
    let tone = Field::new(view.width, view.height, normal.iter().map(|n| hand.tone(*n)).collect());
    let ways = components(view.width, view.height, |i| {
        if !seen.some(i) {
            return [0.0; 2];
        }
        let length = normal[i].x.hypot(normal[i].y).max(1e-6);
        [-normal[i].y / length, -normal[i].x / length]
    });
    // In whole figures bones are seen between muscles only.
    for level in WASH.into_iter().filter(|_| !scene.whole()) {
        let dark: Vec<bool> = mask.iter().zip(&tone.data).map(|(m, t)| *m && *t > level).collect();
        let whole = [0, 0, view.width, view.height];
        drawn.wash.push(filled(scene, whole, &dark, hand.eps * 4.0, 14.0 * scene.plate.scale.powi(2)));
    }
    let [thin, thick] = hand.width;
    let tint = Tint {
        from: if scene.whole() { 0.56 } else { 0.46 },
        to: 1.1,
        width: [thin * 0.7, thick * 0.55],
        spacing: hand.spacing,
        jump: 3.0,
    };
    let random = &mut Random::of(&format!("{} bones", scene.plate.id));
    let surface = Surface { tone: &tone, mask: &mask, near: &seen.near };
    hatch(&mut drawn.lines, scene, &tint, &ways, &surface, random);
    drawn
}

/// Each normal as the mean of those around it, within the mask.
fn evened(normals: &[DVec3], mask: &[bool], [width, height]: [usize; 2], sigma: f64) -> Vec<DVec3> {
    // Outside the mask a normal is zero: the sum over all has the direction of the mean.
    let part = |of: fn(&DVec3) -> f64| {
        Field::new(width, height, normals.iter().map(of).collect()).blurred(sigma).data
    };
    let (x, y, z) = (part(|n| n.x), part(|n| n.y), part(|n| n.z));
    (0..normals.len())
        .map(|i| if mask[i] { DVec3::new(x[i], y[i], z[i]).normalize_or_zero() } else { DVec3::ZERO })
        .collect()
}
