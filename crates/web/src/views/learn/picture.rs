//! A still slice of the tissue as SVG: fibres as dots of ink, filled by their oxygen, ringed with red where it is sour, smaller and
//! darker where they are tight.

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
#[derive(Clone, Copy, Debug, Default)]
pub struct FibreView {
    /// From the middle, to the right.
    pub x_mm: f64,
    /// From the middle, down.
    pub y_mm: f64,
    /// 255 is plenty.
    pub oxygen: u8,
    /// 255 is very sour.
    pub acid: u8,
    /// 255 is as tight as it gets.
    pub tension: u8,
}

/// Oxygen is shown in this many steps.
const STEPS: u8 = 5;
/// Above these a fibre is drawn as sour, as tight.
const SOUR: u8 = 90;
const TIGHT: u8 = 60;
/// Units of the picture per mm.
const UNITS_PER_MM: f64 = 20.0;

/// Draws it; colours come from the page's style sheet, by class.
pub(super) fn still(view: &StillView, name: &str) -> Markup {
    let reach = (view.radius_mm + 0.5) * UNITS_PER_MM;
    let mut oxygen: BTreeMap<(bool, u8), String> = BTreeMap::new();
    let (mut sour, mut ink) = (String::new(), String::new());
    for fibre in &view.fibres {
        let dot = |into: &mut String| {
            let (x, y) = (fibre.x_mm * UNITS_PER_MM, fibre.y_mm * UNITS_PER_MM);
            // Writing to a string cannot fail.
            let _ = write!(into, "M{x:.0} {y:.0}h0");
        };
        // Healthy tissue has half of what the scale reaches.
        let step = (fibre.oxygen / 26).min(STEPS - 1);
        dot(oxygen.entry((fibre.tension > TIGHT, step)).or_default());
        dot(&mut ink);
        if fibre.acid > SOUR {
            dot(&mut sour);
        }
    }
    html! {
        svg.slice viewBox={ (-reach) " " (-reach) " " (2.0 * reach) " " (2.0 * reach) } role="img" aria-label=(name) {
            path.fibre-sour d=(sour) {}
            path.fibre-ink d=(ink) {}
            @for ((tight, step), dots) in &oxygen {
                path class={ "fibre o" (step) @if *tight { " tight" } } d=(dots) {}
            }
        }
    }
}
