//! The skin: hatched round the limbs, crossed in the shade, darker in its hollows.

use super::Scene;
use super::folds;
use super::hatch::{Surface, Tint, hatch};
use super::outline::shape;
use crate::picture::streams::components;
use crate::picture::{Field, Path, Random};
use glam::DVec3;

/// The drawn skin: a shape to lie over what is below, and its lines.
pub(super) struct Drawn {
    pub fill: Path,
    pub lines: Path,
}

/// The skin where `mask` shows it.
pub(super) fn draw(scene: &Scene, mask: &[bool], hollows: bool, name: &str) -> Drawn {
    let (hand, view) = (&scene.hand, &scene.view);
    let random = &mut Random::of(&format!("{} {name}", scene.plate.id));
    let mut tone: Vec<f64> = scene.skin_normal.iter().map(|n| hand.tone(*n)).collect();
    if hollows {
        let [narrow, wide] = hollow(scene, [6.0, 14.0].map(|reach| reach * scene.plate.scale.sqrt()));
        for ((t, a), b) in tone.iter_mut().zip(narrow).zip(wide) {
            *t = (*t * 0.92 + a * 0.085 + b * 0.045).clamp(0.0, 1.1);
        }
    }
    folds::shade(scene, &mut tone);
    let tone = Field::new(view.width, view.height, tone);
    let surface = Surface { tone: &tone, mask, near: &scene.skin_seen.near };
    let mut lines = Path::new(hand.units_per_mm);
    let [thin, thick] = hand.width;
    // Whole figures are looked at from further away: their skin has fewer lines than a detail's.
    let apart = if scene.whole() { 1.25 } else { 1.0 };
    let first = Tint {
        from: 0.27,
        to: 1.15,
        width: [thin * 0.6, thick * 0.62],
        spacing: hand.hatch * 0.72 * apart,
        jump: 7.0,
    };
    let second = Tint {
        from: 0.66,
        to: 1.2,
        width: [thin * 0.6, thick * 0.5],
        spacing: hand.hatch * 0.8 * apart,
        jump: 7.0,
    };
    for (tint, turn) in [(first, 14.0_f64), (second, -46.0)] {
        let ways = round(scene, turn.to_radians());
        hatch(&mut lines, scene, &tint, &ways, &surface, random);
    }
    folds::strokes(scene, mask, &mut lines, random);
    let whole = [0, 0, view.width, view.height];
    Drawn { fill: shape(scene, whole, mask, |p| scene.at_edge(p), hand.eps * 1.3, 4.0).fill, lines }
}

/// Shade of the skin where nothing lies below it, lighter than skin that is drawn for itself.
pub(super) fn bare(scene: &Scene, mask: &[bool]) -> Path {
    let (hand, view) = (&scene.hand, &scene.view);
    let random = &mut Random::of(&format!("{} bare", scene.plate.id));
    let tone = scene.skin_normal.iter().map(|n| hand.tone(*n)).collect();
    let tone = Field::new(view.width, view.height, tone);
    let [thin, thick] = hand.width;
    let tint = Tint {
        from: BARE[usize::from(scene.whole())],
        to: 1.2,
        width: [thin * 0.5, thick * 0.4],
        spacing: hand.hatch * 0.75,
        jump: 7.0,
    };
    let mut lines = Path::new(hand.units_per_mm);
    let surface = Surface { tone: &tone, mask, near: &scene.skin_seen.near };
    hatch(&mut lines, scene, &tint, &round(scene, 14.0_f64.to_radians()), &surface, random);
    lines
}

/// Tone from which it is drawn: of a detail, of a whole figure.
const BARE: [f64; 2] = [0.4, 0.55];

/// Directions round the limbs, turned a little about the normal so that lines climb.
fn round(scene: &Scene, turn: f64) -> (Vec<f64>, Vec<f64>) {
    let (sin, cos) = turn.sin_cos();
    components(scene.view.width, scene.view.height, |i| {
        if !scene.skin_seen.some(i) {
            return [0.0; 2];
        }
        let (normal, axis) = (scene.skin_normal[i], scene.skin_axis[i]);
        let ring: DVec3 = axis.cross(normal).normalize_or_zero();
        let way = ring * cos + normal.cross(ring) * sin;
        [way.x, -way.y]
    })
}

/// How far (mm, within 8) the skin lies behind its surroundings, for each reach (mm); nothing near its outline, where there is no
/// behind.
fn hollow(scene: &Scene, reaches: [f64; 2]) -> [Vec<f64>; 2] {
    let view = &scene.view;
    let seen: Vec<bool> = (0..view.width * view.height).map(|i| scene.skin_seen.some(i)).collect();
    let near = &scene.skin_seen.near;
    let ones = Field::mask(view.width, view.height, &seen);
    let depths = seen.iter().zip(near).map(|(s, n)| if *s { *n } else { 0.0 }).collect();
    let depths = Field::new(view.width, view.height, depths);
    let inside = Field::distance(view.width, view.height, &seen);
    reaches.map(|reach| {
        let sigma = reach * view.fineness;
        let (weight, mean) = (ones.blurred(sigma).data, depths.blurred(sigma).data);
        (0..near.len())
            .map(|i| {
                if !seen[i] {
                    return 0.0;
                }
                let behind = mean[i] / weight[i].max(1e-3) - near[i];
                behind.clamp(-8.0, 8.0) * (inside.data[i] / (sigma * 1.3)).clamp(0.0, 1.0)
            })
            .collect()
    })
}
