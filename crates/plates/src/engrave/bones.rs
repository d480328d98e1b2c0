//! The bones: pale shapes, hatched across their slope.

use super::Scene;
use super::hatch::{Surface, Tint, hatch};
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
    /// Shading.
    pub lines: Path,
}

/// All bones that the plate shows.
pub(super) fn draw(scene: &Scene) -> Drawn {
    let (hand, view, seen) = (&scene.hand, &scene.view, &scene.bones_seen);
    let pixels = view.width * view.height;
    let path = || Path::new(hand.units_per_mm);
    let mut drawn = Drawn { closed: path(), cut: path(), edge: path(), lines: path() };
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
        let part = shape(scene, [left, top, width, height], &mask, hand.eps, least);
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
    let tone = Field::new(view.width, view.height, normal.iter().map(|n| hand.tone(*n)).collect());
    let ways = components(view.width, view.height, |i| {
        if !seen.some(i) {
            return [0.0; 2];
        }
        let length = normal[i].x.hypot(normal[i].y).max(1e-6);
        [-normal[i].y / length, -normal[i].x / length]
    });
    let mask: Vec<bool> = (0..pixels).map(|i| seen.some(i)).collect();
    let [thin, thick] = hand.width;
    let tint = Tint {
        from: 0.40,
        to: 1.1,
        width: [thin * 0.7, thick * 0.55],
        spacing: hand.spacing * 0.8,
        jump: 3.0,
    };
    let random = &mut Random::of(&format!("{} bones", scene.plate.id));
    let surface = Surface { tone: &tone, mask: &mask, near: &seen.near };
    hatch(&mut drawn.lines, scene, &tint, &ways, &surface, random);
    drawn
}
