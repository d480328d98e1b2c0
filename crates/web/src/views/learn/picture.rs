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
/// Lines of a tight fibre's hatching, from its middle, as parts of its size; each slants by the same.
const HATCHES: [f64; 4] = [-0.36, -0.12, 0.12, 0.36];

/// Draws it; colours come from the page's style sheet, by class.
pub(super) fn still(view: &StillView, name: &str) -> Markup {
    let reach = (view.radius_mm + 0.6) * UNITS_PER_MM;
    let mut oxygen: BTreeMap<u8, String> = BTreeMap::new();
    let [mut sour, mut hatch, mut open, mut shut] = [const { String::new() }; 4];
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
            hatched(fibre, &mut hatch);
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
            path.vessel-open d=(open) {}
            path.vessel-shut d=(shut) {}
        }
    }
}

/// An outline drawn smaller or larger around its middle.
fn polygon(corners: &[[f64; 2]], scale: f64, into: &mut String) {
    let count = corners.len() as f64;
    let [x, y] = [0, 1].map(|axis| corners.iter().map(|c| c[axis]).sum::<f64>() / count);
    for (index, corner) in corners.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        let (cx, cy) = (x + (corner[0] - x) * scale, y + (corner[1] - y) * scale);
        let _ = write!(into, "{letter}{cx:.1} {cy:.1}");
    }
    into.push('Z');
}

/// Slanting lines within a fibre.
fn hatched(fibre: &FibreView, into: &mut String) {
    let (x, y, size) = (fibre.x_mm * UNITS_PER_MM, fibre.y_mm * UNITS_PER_MM, 0.5 * UNITS_PER_MM);
    for part in HATCHES {
        let half = size * (0.36 - part * part).max(0.04).sqrt();
        let (from_x, from_y) = (x + size * part * 0.6 - half * 0.8, y + size * part * 0.8 + half * 0.6);
        let _ = write!(into, "M{from_x:.1} {from_y:.1}l{:.1} {:.1}", 1.6 * half, -1.2 * half);
    }
}
