//! The key map: the whole body with every trigger point, each region a way to what is known about it.
//!
//! For eyes and pointers only: the page carries the same ways as lists, so the drawing is hidden from keyboards and screen
//! readers, which would have to walk through hundreds of shapes.

use super::sheet::spread::Standing;
use super::sheet::{Sheet, View};
use super::tools;
use crate::texts::Texts;
use atlas::{Atlas, PointId, RegionId, Side};
use maud::{Markup, html};

/// The side on which points are marked; the other is its mirror image.
const MARKED: Side = Side::R;
/// Size of a cross by the height of its view: close-ups stand on the page at a smaller size than whole figures.
const ARM_WHOLE: f32 = 0.0036;
const ARM_CLOSE_UP: f32 = 0.0085;
/// Room around a cross, by its size.
const GAP: f32 = 2.9;

/// A trigger point on the map.
#[derive(Clone, Debug)]
pub struct KeySpot {
    /// Which one.
    pub point: PointId,
    /// Regions over the point.
    pub site: &'static [RegionId],
    /// What it is.
    pub title: String,
    /// Where more is said about it.
    pub href: String,
}

/// The views of the key map, the whole figures first.
pub const VIEWS: [&str; 15] = [
    "front",
    "right",
    "back",
    "head-front",
    "head-side-right",
    "jaw-right",
    "neck-front",
    "head-back",
    "hand-palm-right",
    "hand-back-right",
    "foot-top-right",
    "foot-sole-right",
    "foot-inside-right",
    "mouth",
    "pelvic-floor",
];

/// A view of the key map by its id; nothing if there is no such view. The page needs `css/body-map.css` and `css/atlas.css`.
pub fn key_map(view: &str, spots: &[KeySpot], texts: &Texts) -> Markup {
    let Some(view) = Sheet::get().view(view) else { return html! {} };
    let arm = view.frame().height() * if view.is_whole() { ARM_WHOLE } else { ARM_CLOSE_UP };
    let here: Vec<&KeySpot> = spots.iter().filter(|spot| proper(view, spot)).collect();
    let standing: Vec<Standing> = here
        .iter()
        .map(|spot| Standing { point: Some(spot.point), regions: spot.site, side: MARKED })
        .collect();
    let places = view.spread(&standing, GAP * arm);
    html! {
        figure.key-plate data-view=(view.id()) {
            svg.bm-figure viewBox=(view.window()) aria-hidden="true" {
                (view.picture())
                g.key-cells {
                    @for cell in view.cells_shown() {
                        @let region = Atlas::get().region(cell.region);
                        a href=(format!("/atlas/regions/{}", cell.region)) tabindex="-1" {
                            title { (region.label) }
                            (view.shapes(cell, ""))
                        }
                    }
                }
                g.key-spots {
                    @for (spot, place) in here.iter().zip(places) {
                        @if let Some(place) = place { (cross(spot, place, arm)) }
                    }
                }
            }
            figcaption { (tools::view_name(view, texts)) }
        }
    }
}

/// Whether a point is marked on this view: where the plate has it. On a whole figure only what no close-up of the key map has:
/// heads, hands and feet are too small there.
fn proper(view: &View, spot: &KeySpot) -> bool {
    let on = |view: &View| view.point(spot.point, MARKED).is_some();
    let close = || VIEWS[3..].iter().filter_map(|id| Sheet::get().view(id));
    if view.is_whole() {
        let somewhere = VIEWS.iter().filter_map(|id| Sheet::get().view(id)).any(on);
        (on(view) || !somewhere && view.place(spot.site, MARKED).is_some()) && !close().any(on)
    } else {
        on(view)
    }
}

fn cross(spot: &KeySpot, (x, y): (f32, f32), arm: f32) -> Markup {
    let (left, top, both) = (x - arm, y - arm, 2.0 * arm);
    html! {
        a href=(spot.href) tabindex="-1" {
            title { (spot.title) }
            circle cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r=(format!("{:.0}", arm * 1.5)) {}
            path d=(format!("M{left:.0} {top:.0}l{both:.0} {both:.0}m0-{both:.0}l-{both:.0} {both:.0}")) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_point_is_marked_somewhere() {
        for point in Atlas::get().points() {
            let site = Atlas::get().point(point).site;
            let spot = KeySpot { point, site, title: String::new(), href: String::new() };
            let marked = VIEWS.iter().filter_map(|id| Sheet::get().view(id)).any(|view| proper(view, &spot));
            assert!(marked, "{point} in {site:?} is on no view of the key map");
        }
    }
}
