//! Lines on the skin that the table asks for, and the shade beside them.

use super::Scene;
use super::hatch::stroke;
use crate::folds::Fold;
use crate::picture::line::runs;
use crate::picture::{Path, Random};
use glam::{DVec2, DVec3};

/// Shade of a whole figure is wider and darker, or it would be lost between its few lines.
const FROM_AFAR: [f64; 2] = [1.4, 1.3];
/// A figure's lines are for plates from this scale on only if they are not fine.
const WHOLE: f64 = 0.9;
/// Skin that lies nearer or further (mm) than the line is another limb's.
const SAME_LIMB: f64 = 22.0;
/// Skin that hides a line lies nearer by more, mm.
const BEHIND: f64 = 3.0;
/// A line is lost where the skin turns away: normal to the viewer.
const TURNED: f64 = 0.16;
/// Shade and stroke fade over this share of the line at each end.
const FADE: f64 = 0.22;

/// A line as the plate sees it.
struct Seen<'a> {
    fold: &'a Fold,
    /// Pixels, and nearness.
    at: Vec<DVec3>,
    /// The right of the way, on the page (right, down).
    right: Vec<DVec2>,
    /// The skin's normal to the viewer.
    facing: Vec<f64>,
}

fn seen<'a>(scene: &'a Scene) -> Vec<Seen<'a>> {
    let view = &scene.view;
    let mut all = Vec::new();
    let wanted = |f: &&Fold| (!f.fine || scene.plate.scale < WHOLE) && (!f.stump || scene.plate.without_arm);
    for fold in scene.figure.folds.0.iter().filter(wanted) {
        for &side in scene.sides() {
            let side = f64::from(side);
            let mirrored = |v: DVec3| DVec3::new(v.x * side, v.y, v.z);
            let line: Vec<[DVec3; 2]> = fold.line.iter().map(|pair| pair.map(mirrored)).collect();
            let at: Vec<DVec3> = line.iter().map(|[p, _]| view.pixel(*p)).collect();
            let right = (0..line.len()).map(|i| {
                let way = line[(i + 1).min(line.len() - 1)][0] - line[i.saturating_sub(1)][0];
                // In the mirror right and left change places.
                let right = view.turned(way.cross(line[i][1]) * side);
                DVec2::new(right.x, -right.y).normalize_or_zero()
            });
            let right = right.collect();
            let facing = line.iter().map(|[_, n]| view.turned(*n).z).collect();
            all.push(Seen { fold, at, right, facing });
        }
    }
    all
}

impl Seen<'_> {
    /// 0 at the ends, 1 between.
    fn fade(&self, i: usize) -> f64 {
        if self.at[0].distance(self.at[self.at.len() - 1]) < 1.0 {
            return 1.0;
        }
        let along = i as f64 / (self.at.len() - 1) as f64;
        (along.min(1.0 - along) / FADE).clamp(0.0, 1.0)
    }
}

/// Darkens the skin beside the lines; `tone` is per pixel of the view.
pub(super) fn shade(scene: &Scene, tone: &mut [f64]) {
    let (view, near) = (&scene.view, &scene.skin_seen.near);
    for line in seen(scene) {
        let [wider, darker] = if scene.plate.scale < WHOLE { [1.0; 2] } else { FROM_AFAR };
        let reach = line.fold.reach_mm.map(|mm| mm * wider * view.fineness);
        let far = reach[0].max(reach[1]);
        if line.fold.shade <= 0.0 || far < 0.5 {
            continue;
        }
        // The nearest point of the line counts: first find it, then shade.
        let edge =
            |f: fn(f64, f64) -> f64, start: f64, axis: usize| line.at.iter().map(|p| p[axis]).fold(start, f);
        let clip = |v: f64, most: usize| v.clamp(0.0, most as f64) as usize;
        let (x0, x1) = (edge(f64::min, f64::MAX, 0) - far, edge(f64::max, f64::MIN, 0) + far + 1.0);
        let (y0, y1) = (edge(f64::min, f64::MAX, 1) - far, edge(f64::max, f64::MIN, 1) + far + 1.0);
        let (x0, x1, y0, y1) =
            (clip(x0, view.width), clip(x1, view.width), clip(y0, view.height), clip(y1, view.height));
        let width = x1 - x0;
        let mut nearest = vec![(far * far, usize::MAX); width * (y1 - y0)];
        for (i, p) in line.at.iter().enumerate() {
            for y in clip(p.y - far, view.height).max(y0)..clip(p.y + far + 1.0, view.height).min(y1) {
                for x in clip(p.x - far, view.width).max(x0)..clip(p.x + far + 1.0, view.width).min(x1) {
                    let off = DVec2::new(x as f64 + 0.5 - p.x, y as f64 + 0.5 - p.y).length_squared();
                    let best = &mut nearest[(y - y0) * width + x - x0];
                    if off < best.0 {
                        *best = (off, i);
                    }
                }
            }
        }
        for (n, (_, i)) in nearest.into_iter().enumerate().filter(|(_, (_, i))| *i != usize::MAX) {
            let (x, y) = (n % width + x0, n / width + y0);
            let pixel = y * view.width + x;
            let p = line.at[i];
            if !scene.skin_seen.some(pixel) || (near[pixel] - p.z).abs() > SAME_LIMB {
                continue;
            }
            let off = DVec2::new(x as f64 + 0.5 - p.x, y as f64 + 0.5 - p.y);
            let (across, away) = (off.dot(line.right[i]), off.length());
            let reach = if across > 0.0 { reach[0] } else { reach[1] };
            let share = (1.0 - away / reach.max(0.5)).max(0.0);
            tone[pixel] += line.fold.shade * darker * share.powf(1.4) * line.fade(i);
        }
    }
    for t in tone {
        *t = t.min(1.1);
    }
}

/// Draws the lines themselves where `mask` shows the skin.
pub(super) fn strokes(scene: &Scene, mask: &[bool], path: &mut Path, random: &mut Random) {
    let (view, hand) = (&scene.view, &scene.hand);
    let near = &scene.skin_seen.near;
    for line in seen(scene) {
        if line.fold.stroke <= 0.0 {
            continue;
        }
        let shown: Vec<bool> = (0..line.at.len())
            .map(|i| {
                let p = line.at[i];
                let within = p.x >= 0.0 && p.y >= 0.0 && p.x < view.width as f64 && p.y < view.height as f64;
                within && {
                    let pixel = p.y as usize * view.width + p.x as usize;
                    mask[pixel] && near[pixel] < p.z + BEHIND && line.facing[i] > TURNED
                }
            })
            .collect();
        for (a, b) in runs(&shown, 3) {
            let page: Vec<[f64; 2]> = line.at[a..b].iter().map(|p| view.from_pixel(p.x, p.y)).collect();
            let widths: Vec<f64> =
                (a..b).map(|i| hand.width[1] * line.fold.stroke * (0.35 + 0.65 * line.fade(i))).collect();
            stroke(path, &page, &widths, 2.0, 14.0 * scene.plate.scale.sqrt(), hand.eps, random);
        }
    }
}
