//! A still slice of the tissue as SVG, engraved like the plates: fibres outlined in ink and filled by their oxygen, red around them where
//! it is sour, swollen and hatched where they are tight; vessels open, or squeezed to a slit.

use maud::{Markup, html};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One moment of the story.
#[derive(Clone, Debug, Default)]
pub struct StillView {
    /// `healthy`, `overload`, `rest`, `needle`, `flush`, `days`.
    pub phase: String,
    /// Half the width of the picture, mm.
    pub radius_mm: f64,
    /// All fibres that are drawn.
    pub fibres: Vec<FibreView>,
}

/// One fibre; 0 to 255 are the ends of the simulator's ranges.
#[derive(Clone, Debug, Default)]
pub struct FibreView {
    /// From the middle, to the right.
    pub x_mm: f64,
    /// From the middle, down.
    pub y_mm: f64,
    /// Its corners, x and y one after another, in hundredths of a millimetre from the middle of the slice.
    pub outline: Vec<i16>,
    /// 255 is plenty.
    pub oxygen: u8,
    /// 255 is very sour.
    pub acid: u8,
    /// 255 is as tight as it gets.
    pub tension: u8,
    /// 255 is a strong flow of blood.
    pub flow: u8,
}

/// Oxygen is shown in this many steps.
const STEPS: u8 = 5;
/// Above these a fibre is drawn as sour, as tight; below this its vessel as shut.
const SOUR: u8 = 75;
const TIGHT: u8 = 40;
const SHUT: u8 = 16;
/// Units of the picture per mm.
const UNITS_PER_MM: f64 = 20.0;
/// How large a fibre is drawn in its place: at rest, and where it is tight and swells.
const REST: f64 = 0.87;
const SWOLLEN: f64 = 0.96;
/// Between two lines of a tight fibre's hatching, in units of the picture, and where they go: down to the right of it and along.
const HATCH: f64 = 2.4;
const ACROSS: [f64; 2] = [0.6, 0.8];
const ALONG: [f64; 2] = [0.8, -0.6];

/// Draws it; colours come from the page's style sheet, by class.
pub(super) fn still(view: &StillView, name: &str) -> Markup {
    let reach = (view.radius_mm + 0.6) * UNITS_PER_MM;
    let mut oxygen: BTreeMap<u8, String> = BTreeMap::new();
    let [mut sour, mut hatch, mut hatch_between, mut open, mut shut] = [const { String::new() }; 5];
    for (index, fibre) in view.fibres.iter().enumerate() {
        let corners: Vec<[f64; 2]> = fibre
            .outline
            .chunks_exact(2)
            .map(|xy| [f64::from(xy[0]), f64::from(xy[1])].map(|c| c / 100.0 * UNITS_PER_MM))
            .collect();
        let Some(&[corner_x, corner_y]) = corners.first() else { continue };
        let tight = fibre.tension > TIGHT;
        // Healthy tissue has half of what the scale reaches.
        let step = (fibre.oxygen / 26).min(STEPS - 1);
        polygon(&corners, if tight { SWOLLEN } else { REST }, oxygen.entry(step).or_default());
        if fibre.acid > SOUR {
            polygon(&corners, 1.0, &mut sour);
        }
        if tight {
            hatched(&corners, [&mut hatch, &mut hatch_between]);
        }
        // A vessel where fibres meet; writing to a string cannot fail.
        if index % 2 == 0 {
            let _ = if fibre.flow < SHUT {
                write!(shut, "M{corner_x:.0} {corner_y:.0}l2 1.4")
            } else {
                write!(open, "M{corner_x:.0} {corner_y:.0}h0")
            };
        }
    }
    html! {
        svg.slice viewBox={ (-reach) " " (-reach) " " (2.0 * reach) " " (2.0 * reach) } role="img" aria-label=(name) {
            path.fibre-sour d=(sour) {}
            @for (step, bodies) in &oxygen { path class={ "fibre o" (step) } d=(bodies) {} }
            path.fibre-hatch d=(hatch) {}
            path.fibre-hatch.between d=(hatch_between) {}
            path.vessel-open d=(open) {}
            path.vessel-shut d=(shut) {}
        }
    }
}

/// An outline drawn smaller or larger around its middle.
fn polygon(corners: &[[f64; 2]], scale: f64, into: &mut String) {
    let [x, y] = middle(corners);
    for (index, corner) in corners.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        let (cx, cy) = (x + (corner[0] - x) * scale, y + (corner[1] - y) * scale);
        let _ = write!(into, "{letter}{cx:.1} {cy:.1}");
    }
    into.push('Z');
}

/// The middle of the corners.
fn middle(corners: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|axis| corners.iter().map(|c| c[axis]).sum::<f64>() / corners.len() as f64)
}

/// Slanting lines across a fibre from edge to edge, by turns to one string and the other: small pictures on paper leave the second out.
fn hatched(corners: &[[f64; 2]], into: [&mut String; 2]) {
    let [x, y] = middle(corners);
    let inside: Vec<[f64; 2]> = corners.iter().map(|c| [(c[0] - x) * 0.88, (c[1] - y) * 0.88]).collect();
    let dot = |p: [f64; 2], q: [f64; 2]| p[0] * q[0] + p[1] * q[1];
    let reach = inside.iter().map(|&c| dot(c, ACROSS).abs()).fold(0.0, f64::max);
    let lines = (reach / HATCH) as i32;
    for line in -lines..=lines {
        let offset = f64::from(line) * HATCH;
        // Where the line leaves the outline on either side; a convex outline is left twice.
        let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
        for (index, &one) in inside.iter().enumerate() {
            let other = inside[(index + 1) % inside.len()];
            let (from, to) = (dot(one, ACROSS) - offset, dot(other, ACROSS) - offset);
            if from * to < 0.0 {
                let part = from / (from - to);
                let end = dot(one, ALONG) + part * (dot(other, ALONG) - dot(one, ALONG));
                ends = [ends[0].min(end), ends[1].max(end)];
            }
        }
        let long = ends[1] - ends[0];
        if long > HATCH {
            let from = [0, 1].map(|axis| [x, y][axis] + offset * ACROSS[axis] + ends[0] * ALONG[axis]);
            let string = &mut *into[usize::from(line % 2 != 0)];
            let _ = write!(
                string,
                "M{:.1} {:.1}l{:.1} {:.1}",
                from[0],
                from[1],
                long * ALONG[0],
                long * ALONG[1]
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_within_its_fibre() {
        let corners = [[10.0, 0.0], [24.0, 3.0], [22.0, 16.0], [11.0, 12.0]];
        let (mut one, mut other) = (String::new(), String::new());
        hatched(&corners, [&mut one, &mut other]);
        let lines: Vec<[f64; 4]> = [one, other]
            .iter()
            .flat_map(|path| path.split('M').skip(1).map(str::to_owned).collect::<Vec<_>>())
            .map(|line| {
                let numbers: Vec<f64> = line.split(['l', ' ']).filter_map(|n| n.parse().ok()).collect();
                [numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]]
            })
            .collect();
        assert!(lines.len() >= 4, "a fibre of this size has several lines");
        for [x1, y1, x2, y2] in lines {
            for (x, y) in [(x1, y1), (x2, y2)] {
                for (index, a) in corners.iter().enumerate() {
                    let b = corners[(index + 1) % corners.len()];
                    let side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
                    assert!(side > 0.0, "{x} {y} lies outside");
                }
            }
        }
    }
}
