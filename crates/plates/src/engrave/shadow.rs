//! What lies over throws its shade on what lies under: the cue by which an eye tells which muscle passes over which.

use super::Scene;
use super::muscles::Seen;
use crate::picture::Field;

/// How far a shadow falls, away from the light, and how soft it is (mm at scale 1).
const FALL: f64 = 7.0;
const SOFT: f64 = 4.5;
/// Added to the tone where a shadow is full.
const DEEP: f64 = 1.0;
/// From so much nearer (mm) the shadow is full; parts that lie side by side throw a share of it.
const STEP: [f64; 2] = [0.5, 6.0];
const LEAST: f64 = 0.5;

/// Shades parts of one layer, given in painting order, by those painted after them.
pub(super) fn cast<'a, 'b: 'a>(scene: &Scene, parts: impl DoubleEndedIterator<Item = &'a mut Seen<'b>>) {
    let view = &scene.view;
    let mut over: Vec<f32> = vec![f32::NEG_INFINITY; view.width * view.height];
    // Whose they are; a sheet throws no shade on itself.
    let mut whose: Vec<Option<&str>> = vec![None; over.len()];
    for seen in parts.rev() {
        let [left, top, width, height] = seen.window;
        let at = |i: usize| (i / width + top) * view.width + i % width + left;
        let near: Vec<f64> = (0..width * height)
            .map(|i| {
                let own = seen.one_with.is_some() && seen.one_with == whose[at(i)];
                f64::from(if own { f32::NEG_INFINITY } else { over[at(i)] })
            })
            .collect();
        if near.iter().any(|n| n.is_finite()) {
            shade(scene, seen, &near);
        }
        for (i, mask) in seen.mask.iter().enumerate() {
            if *mask && !seen.sheer() {
                let pixel = &mut over[at(i)];
                let near = seen.buffer.near[i] as f32;
                if near > *pixel {
                    (*pixel, whose[at(i)]) = (near, seen.one_with);
                }
            }
        }
    }
}

/// `near` is how near what lies over it is, per pixel; infinitely far where nothing does.
fn shade(scene: &Scene, seen: &mut Seen, near: &[f64]) {
    let [_, _, width, height] = seen.window;
    let (hand, view) = (&scene.hand, &scene.view);
    let px = scene.plate.scale * view.fineness;
    let covered: Vec<bool> = near.iter().map(|n| n.is_finite()).collect();
    let cover = Field::mask(width, height, &covered).blurred(SOFT * px);
    let near = near.iter().map(|n| if n.is_finite() { *n } else { 0.0 }).collect();
    let near = Field::new(width, height, near).blurred(SOFT * px);
    let flat = hand.light.x.hypot(hand.light.y);
    let [dx, dy] = [hand.light.x, -hand.light.y].map(|d| d / flat * FALL * px);
    for (i, covered) in covered.into_iter().enumerate() {
        if covered || !seen.mask[i] {
            continue;
        }
        let (x, y) = ((i % width) as f64 + dx, (i / width) as f64 + dy);
        let share = cover.sample(x, y);
        if share < 0.02 {
            continue;
        }
        let step = near.sample(x, y) / share - seen.buffer.near[i];
        let step = ((step - STEP[0]) / (STEP[1] - STEP[0])).clamp(LEAST, 1.0);
        seen.tone.data[i] = (seen.tone.data[i] + DEEP * share * step).min(1.15);
    }
}
