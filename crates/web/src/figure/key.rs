//! The key map: the whole body with every trigger point, each region a way to what is known about it.
//!
//! For eyes and pointers only: the page carries the same ways as lists, so the drawing is hidden from keyboards and screen
//! readers, which would have to walk through hundreds of shapes.

use super::sheet::spread::Standing;
use super::sheet::{Sheet, View, id_of};
use super::tools;
use crate::texts::Texts;
use atlas::{Atlas, RegionId, Side, View as Drawn};
use maud::{Markup, PreEscaped, html};

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
    /// Regions over the point.
    pub site: &'static [RegionId],
    /// What it is.
    pub title: String,
    /// Where more is said about it.
    pub href: String,
}

/// The views of the key map, the whole figures first.
pub const VIEWS: [&str; 8] = ["front", "back", "right", "head", "hand", "foot", "mouth", "saddle"];

/// A view of the key map by its id; nothing if there is no such view. The page needs `css/body-map.css` and `css/atlas.css`.
pub fn key_map(view: &str, spots: &[KeySpot], shade: &str, texts: &Texts) -> Markup {
    let Some(view) = Sheet::get().view(view) else { return html! {} };
    let arm = view.frame().height() * if is_whole(view) { ARM_WHOLE } else { ARM_CLOSE_UP };
    let standing: Vec<Standing> = spots
        .iter()
        .filter(|spot| proper(view, spot))
        .map(|s| Standing { regions: s.site, side: MARKED })
        .collect();
    let places = view.spread(&standing, GAP * arm);
    html! {
        figure.key-plate data-view=(view.id()) {
            (PreEscaped(view.open("").replace(r#"role="img" aria-label="""#, r#"aria-hidden="true""#)))
            g.key-cells {
                @for cell in view.cells_shown() {
                    @let region = Atlas::get().region(cell.region);
                    a href=(format!("/atlas/regions/{}", cell.region)) tabindex="-1" {
                        title { (region.label) }
                        (view.shapes(cell, ""))
                    }
                }
            }
            (PreEscaped(view.ink(shade)))
            g.key-spots {
                @for (spot, place) in spots.iter().filter(|spot| proper(view, spot)).zip(places) {
                    @if let Some(place) = place { (cross(spot, place, arm)) }
                }
            }
            (view.captions(texts))
            (PreEscaped("</svg>"))
            figcaption { (texts.get(tools::view_key(view.id()))) }
        }
    }
}

fn is_whole(view: &View) -> bool {
    matches!(view.id(), "front" | "back" | "left" | "right")
}

/// Whether a point is marked on this view: where the vocabulary draws the first of its regions, and on a close-up rather
/// than on a whole figure, where heads, hands and feet are too small for it.
fn proper(view: &View, spot: &KeySpot) -> bool {
    let Some(region) = spot.site.first().map(|region| Atlas::get().region(*region)) else { return false };
    let small = |drawn: &Drawn| matches!(drawn, Drawn::Mouth | Drawn::Hand | Drawn::Foot | Drawn::Saddle);
    let on_head = matches!(region.group.as_str(), "head" | "face");
    let named = region.views.iter().any(|drawn| id_of(*drawn, MARKED) == view.id());
    match view.id() {
        "head" => on_head && view.place(spot.site, MARKED).is_some(),
        "left" | "right" => named && !on_head && region.views.first() == Some(&Drawn::Side),
        _ if is_whole(view) => named && !on_head && !region.views.iter().any(small),
        _ => named,
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
            let spot = KeySpot { site, title: String::new(), href: String::new() };
            let marked = VIEWS.iter().filter_map(|id| Sheet::get().view(id)).any(|view| proper(view, &spot));
            assert!(marked, "{point} in {site:?} is on no view of the key map");
        }
    }
}
