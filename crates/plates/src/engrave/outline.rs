//! Outlines: of the body where its surface turns away, of shapes where they end.

use super::Scene;
use crate::geometry::curve;
use crate::picture::contour::{area, contours};
use crate::picture::line::{lengths, ribbon, runs, simplified, simplified_ring};
use crate::picture::raster::FAR;
use crate::picture::{Field, Path};
use glam::DVec3;
use std::collections::BTreeMap;

/// A filled shape: its area, and its outline where that is not the frame's edge.
pub(super) struct Shape {
    /// To be filled.
    pub fill: Path,
    /// To be stroked; empty if the outline of `fill` is meant.
    pub edge: Path,
}

/// The shape of a mask in a window of the view; pieces smaller than `least` mm2 are left out. Where it is `open` (places of the page, mm),
/// it has no outline.
pub(super) fn shape(
    scene: &Scene,
    [left, top, width, height]: [usize; 4],
    mask: &[bool],
    open: impl Fn([f64; 2]) -> bool,
    eps: f64,
    least: f64,
) -> Shape {
    let units = scene.hand.units_per_mm;
    let mut shape = Shape { fill: Path::new(units), edge: Path::new(units) };
    let rings = rings(scene, [left, top, width, height], mask, least);
    let cut = rings.iter().any(|r| r.iter().any(|p| open(*p)));
    for ring in rings {
        if let Some(few) = simplified_ring(&ring, eps) {
            shape.fill.ring(&few);
        }
        if !cut {
            continue;
        }
        // An open outline begins behind a cut, so that no stretch is torn.
        let inner: Vec<bool> = ring.iter().map(|p| !open(*p)).collect();
        let start = inner.iter().position(|i| !i).unwrap_or(0);
        let turn = |n: usize| (n + start) % ring.len();
        let turned: Vec<bool> = (0..ring.len()).map(|n| inner[turn(n)]).collect();
        for (a, b) in runs(&turned, 2) {
            let line: Vec<[f64; 2]> = (a..b).map(|n| ring[turn(n)]).collect();
            let kept: Vec<[f64; 2]> = simplified(&line, eps).into_iter().map(|i| line[i]).collect();
            if b - a == ring.len() {
                shape.edge.ring(&kept);
            } else {
                shape.edge.line(&kept);
            }
        }
    }
    shape
}

/// The rings of a mask, in mm of the page, a little rounded.
pub(super) fn rings(
    scene: &Scene,
    [left, top, width, height]: [usize; 4],
    mask: &[bool],
    least: f64,
) -> Vec<Vec<[f64; 2]>> {
    let view = &scene.view;
    let soft = Field::mask(width, height, mask).blurred(0.75);
    contours(&soft, 0.5)
        .into_iter()
        .filter(|ring| area(ring) > least * view.fineness * view.fineness)
        .map(|ring| {
            let page = |[x, y]: [f64; 2]| view.from_pixel(x + left as f64 + 0.5, y + top as f64 + 0.5);
            ring.into_iter().map(page).collect()
        })
        .collect()
}

/// The body's outline and the folds inside it: where the skin turns away from the viewer, as swelling strokes. Those of an arm that is
/// cut off go to `stump`: without the skin they would float before the muscles.
pub(super) fn body(scene: &Scene, path: &mut Path, stump: &mut Path) {
    for Turn { line, outer, arm } in visible(scene) {
        let hand = &scene.hand;
        let widest = if outer { hand.outline } else { hand.outline * 0.5 };
        let along = lengths(&line);
        let whole = along[along.len() - 1];
        // Heavier away from the light.
        let heavy: Vec<f64> = (0..line.len())
            .map(|i| {
                let (a, b) = (line[i.saturating_sub(1)], line[(i + 1).min(line.len() - 1)]);
                let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
                ((dy * 0.63 + dx * 0.77) / dx.hypot(dy).max(1e-9)).abs()
            })
            .collect();
        let heavy = curve::smooth(&heavy, 3.0, false);
        let taper = (12.0_f64 * scene.plate.scale.sqrt()).min(whole * 0.3);
        let closed = (line[0][0] - line[line.len() - 1][0]).hypot(line[0][1] - line[line.len() - 1][1]) < 2.0;
        let cut = [line[0], line[line.len() - 1]].map(|p| closed || scene.at_edge(p));
        let widths: Vec<f64> = heavy
            .iter()
            .zip(&along)
            .map(|(h, s)| {
                let from = if cut[0] { taper } else { *s };
                let to = if cut[1] { taper } else { whole - s };
                widest * (0.65 + 0.5 * h) * (0.12 + 0.88 * (from.min(to) / taper).clamp(0.0, 1.0))
            })
            .collect();
        if let Some(ring) = ribbon(&line, &widths, hand.eps * 1.2) {
            if arm { stump.ring(&ring) } else { path.ring(&ring) }
        }
    }
}

/// A line of the turning skin that nothing hides.
struct Turn {
    /// mm of the page.
    line: Vec<[f64; 2]>,
    /// Nothing is behind it.
    outer: bool,
    /// It is of an arm that is cut off.
    arm: bool,
}

fn visible(scene: &Scene) -> Vec<Turn> {
    let view = &scene.view;
    let (near, buffer) = (&scene.skin_seen.near, &scene.skin_seen);
    let reach = view.fineness.round().max(1.0) as i64;
    let shortest = 9.0 * scene.plate.scale.sqrt();
    let mut found = Vec::new();
    for line in turning(scene) {
        let line = evened(&line, 1.2 * scene.plate.scale.sqrt());
        let furthest = |p: &DVec3| {
            let mut least = f64::INFINITY;
            for dy in [-reach, 0, reach] {
                for dx in [-reach, 0, reach] {
                    let x = (p.x as i64 + dx).clamp(0, buffer.width as i64 - 1) as usize;
                    let y = (p.y as i64 + dy).clamp(0, buffer.height as i64 - 1) as usize;
                    least = least.min(near[y * buffer.width + x]);
                }
            }
            least
        };
        let pixels: Vec<DVec3> = line.iter().map(|p| view.pixel(*p)).collect();
        let behind: Vec<f64> = pixels.iter().map(furthest).collect();
        let (w, h) = (view.width as f64, view.height as f64);
        let within = |p: &DVec3| p.x > 0.0 && p.y > 0.0 && p.x < w && p.y < h;
        let mut seen: Vec<bool> =
            pixels.iter().zip(&behind).map(|(p, b)| *b < p.z + 2.5 && within(p)).collect();
        let hidden: Vec<bool> = pixels.iter().zip(&seen).map(|(p, s)| !*s && within(p)).collect();
        for (a, b) in runs(&hidden, 1) {
            if b - a <= 3 {
                seen[a..b].fill(true);
            }
        }
        for (a, b) in runs(&seen, 4) {
            // One step over the frame: no gap where the halves meet.
            let a = if a > 0 && !within(&pixels[a - 1]) { a - 1 } else { a };
            let b = if b < line.len() && !within(&pixels[b]) { b + 1 } else { b };
            let page: Vec<[f64; 2]> = line[a..b]
                .iter()
                .map(|p| {
                    let q = view.page(*p);
                    [q.x, q.y]
                })
                .collect();
            if lengths(&page)[b - a - 1] < shortest {
                continue;
            }
            let open = behind[a..b].iter().filter(|b| **b <= FAR).count();
            let outer = open * 5 > (b - a) * 2;
            found.push(Turn {
                line: page,
                outer,
                arm: !outer && scene.of_stump(line[usize::midpoint(a, b)]),
            });
        }
    }
    found
}

/// Where the skin turns away: the zero line of (normal to the viewer), chained through the triangles.
fn turning(scene: &Scene) -> Vec<Vec<DVec3>> {
    let (mesh, normals) = (&scene.skin, &scene.figure.normals);
    let viewer = scene.view.axes[2];
    let facing: Vec<f64> = normals.iter().map(|n| n.dot(viewer)).collect();
    let mut numbers: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut places = Vec::new();
    let mut joined: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut count = 0;
    for t in &mesh.triangles {
        let mut ends = Vec::new();
        for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
            let (f, g) = (facing[a as usize], facing[b as usize]);
            if (f > 0.0) != (g > 0.0) {
                let n = *numbers.entry((a.min(b), a.max(b))).or_insert_with(|| {
                    let (p, q) = (mesh.vertices[a as usize], mesh.vertices[b as usize]);
                    places.push(p + (q - p) * (f / (f - g)));
                    joined.push(Vec::new());
                    places.len() - 1
                });
                ends.push(n);
            }
        }
        if let [a, b] = ends[..] {
            joined[a].push((b, count));
            joined[b].push((a, count));
            count += 1;
        }
    }
    let mut used = vec![false; count];
    let mut lines = Vec::new();
    let starts = (0..joined.len()).filter(|&k| joined[k].len() == 1);
    for start in starts.chain(0..joined.len()) {
        let mut line = vec![places[start]];
        let mut at = start;
        while let Some(&(next, link)) = joined[at].iter().find(|(_, link)| !used[*link]) {
            used[link] = true;
            line.push(places[next]);
            at = next;
        }
        if line.len() > 2 {
            lines.push(line);
        }
    }
    lines
}

/// The same line with points `step` mm apart, smoothed; its ends stay.
fn evened(line: &[DVec3], step: f64) -> Vec<DVec3> {
    let mut t = vec![0.0];
    for pair in line.windows(2) {
        t.push(t[t.len() - 1] + pair[0].distance(pair[1]));
    }
    let whole = t[t.len() - 1];
    let n = ((whole / step) as usize).max(8);
    let closed = line[0].distance(line[line.len() - 1]) < 4.0;
    let sigma = (n as f64 / 40.0).min(2.6);
    let axes = [0, 1, 2].map(|k| {
        let values: Vec<f64> = line.iter().map(|p| p[k]).collect();
        let mut at = 0;
        let even: Vec<f64> = (0..n)
            .map(|i| {
                let x = whole * i as f64 / (n - 1) as f64;
                while at + 2 < t.len() && t[at + 1] < x {
                    at += 1;
                }
                let h = (t[at + 1] - t[at]).max(1e-9);
                values[at] + (values[at + 1] - values[at]) * ((x - t[at]) / h).clamp(0.0, 1.0)
            })
            .collect();
        let mut soft = curve::smooth(&even, sigma, closed);
        if !closed {
            soft[0] = even[0];
            soft[n - 1] = even[n - 1];
        }
        soft
    });
    (0..n).map(|i| DVec3::new(axes[0][i], axes[1][i], axes[2][i])).collect()
}
