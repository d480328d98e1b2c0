//! Lines that follow a form: width by tone, ends tapered, one path for all.

use super::Scene;
use crate::picture::line::{lengths, ribbon, runs};
use crate::picture::streams::{Flow, tone_along};
use crate::picture::{Field, Path, Random};

/// Tones between which lines grow, their widths and spacing.
pub(super) struct Tint {
    /// No line below.
    pub from: f64,
    /// Full width from here.
    pub to: f64,
    /// mm.
    pub width: [f64; 2],
    /// mm.
    pub spacing: f64,
    /// Largest step in nearness along a line, mm.
    pub jump: f64,
}

/// What is hatched, per pixel of the whole view.
pub(super) struct Surface<'a> {
    /// 0 light, 1 shade.
    pub tone: &'a Field,
    /// Where it is shown.
    pub mask: &'a [bool],
    /// Nearness to the viewer, mm.
    pub near: &'a [f64],
}

/// Hatches a surface along a field of directions (right, down).
pub(super) fn hatch(
    path: &mut Path,
    scene: &Scene,
    tint: &Tint,
    (right, down): &(Vec<f64>, Vec<f64>),
    surface: &Surface,
    random: &mut Random,
) {
    let (view, hand, tone) = (&scene.view, &scene.hand, surface.tone);
    let shaded: Vec<bool> =
        surface.mask.iter().zip(&tone.data).map(|(m, t)| *m && *t > tint.from * 0.85).collect();
    let flow = Flow {
        right,
        down,
        mask: &shaded,
        near: surface.near,
        width: view.width,
        height: view.height,
        spacing: tint.spacing * view.fineness,
        crowd: 0.6,
        jump: tint.jump,
        step: (view.fineness * 0.8).max(1.0),
    };
    for line in flow.lines(random) {
        let tones = tone_along(tone, &line);
        let page: Vec<[f64; 2]> = line.iter().map(|p| view.from_pixel(p[0], p[1])).collect();
        let width = |t: &f64| {
            let x = ((t - tint.from) / (tint.to - tint.from)).clamp(0.0, 1.0);
            if x > 0.0 { tint.width[0] + (tint.width[1] - tint.width[0]) * x } else { 0.0 }
        };
        let widths: Vec<f64> = tones.iter().map(width).collect();
        let drawn: Vec<bool> = widths.iter().map(|w| *w > 0.0).collect();
        for (a, b) in runs(&drawn, 5) {
            stroke(path, &page[a..b], &widths[a..b], tint.spacing * 1.5, 8.0, hand.eps * 2.2, random);
        }
    }
}

/// One tapered stroke, unless it is shorter than `least` mm.
pub(super) fn stroke(
    path: &mut Path,
    page: &[[f64; 2]],
    widths: &[f64],
    least: f64,
    taper: f64,
    eps: f64,
    random: &mut Random,
) {
    let along = lengths(page);
    let whole = along[along.len() - 1];
    if whole < least {
        return;
    }
    let taper = (taper * random.between(0.6, 1.4)).min(whole * 0.4);
    let widths: Vec<f64> = widths
        .iter()
        .zip(&along)
        .map(|(w, s)| w * (0.12 + 0.88 * (s.min(whole - s) / taper).clamp(0.0, 1.0)))
        .collect();
    if let Some(ring) = ribbon(page, &widths, eps) {
        path.ring(&ring);
    }
}
