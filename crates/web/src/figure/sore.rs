//! Where it is sore after a treatment: the close-ups of what was needled, with their skin on, for the patient's finger.
//!
//! It names nothing and asks for no strength: the diary asks that once. Beside it stands a list that does the same; without a script
//! there is only the list.

use super::choice::views_of;
use super::sheet::{Sheet, View};
use super::{Paint, field_name, painted, tools};
use crate::assets::Assets;
use crate::texts::Texts;
use atlas::{Cell, Side};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Most pictures, because a telephone has to fetch them; what was needled elsewhere has the list.
const VIEWS_MAX: usize = 3;
/// The element's id.
const ID: &str = "sore-map";
/// All that is painted looks like this.
const SORE: Paint = Paint { intensity: 5, kind: None };

/// The close-ups that show where needles were, as few as can be, those with most first. Diagrams of what no mirror shows are left out.
fn views(needled: &[Cell]) -> Vec<&'static View> {
    let outside = |view: &View| view.is_detail() && view.plate().is_some_and(|plate| plate != "pelvic-floor");
    let mut views = views_of(needled, |view, cell| outside(view) && Sheet::get().shows_well(view, *cell));
    views.truncate(VIEWS_MAX);
    views
}

/// The map with what is painted already, around `list`, which asks the same in words. Fields are [`field_name`]'s; any text but 0 in one
/// means sore. The page needs `css/body-map.css`, `css/diary.css` and `islands/body-map.js`.
pub fn sore_map(needled: &[Cell], sore: &[Cell], list: &Markup, texts: &Texts) -> Markup {
    let views = views(needled);
    let ids: Vec<&str> = views.iter().map(|view| view.id()).collect();
    let cells: BTreeSet<Cell> =
        views.iter().flat_map(|view| view.cells_shown()).chain(sore.iter().copied()).collect();
    html! {
        @if views.is_empty() { (list) }
        @else {
            body-map #(ID) mode="paint" class="body-map sore-map" data-views=(ids.join(" ")) data-layer="skin"
                data-plates=(Assets::get().url("plates/plates.json").trim_end_matches("plates.json")) {
                (tools::patterns(ID, [SORE]))
                p.hint.sore-hint aria-hidden="true" { (texts.get("diary-map-hint")) }
                div.bm-stage aria-hidden="true" { @for view in &views { (panel(view, sore, texts)) } }
                div.bm-cell hidden {
                    @for cell in &cells {
                        input type="hidden" name=(field_name(*cell)) value=(if sore.contains(cell) { SORE.to_string() } else { String::new() });
                    }
                }
                details.bm-list open { summary { (texts.get("diary-map-list")) } (list) }
            }
        }
    }
}

fn panel(view: &View, sore: &[Cell], texts: &Texts) -> Markup {
    let (left, right) = (texts.get("diary-map-left"), texts.get("diary-map-right"));
    let name = tools::plate_name(view, texts);
    let caption = match (view.side(), view.from()) {
        (Some(Side::L), _) => vec![name, left],
        (Some(Side::R), _) => vec![name, right],
        (None, "back") => vec![left, name, right],
        (None, _) => vec![right, name, left],
    };
    html! {
        div.bm-view data-view=(view.id()) data-plate=[view.plate()] data-sexed[view.is_sexed()] data-flip[view.is_flipped()]
            data-from=(view.from()) {
            div.bm-sheet {
                img.bm-plate alt="" draggable="false" decoding="async" loading="lazy" src=[view.skin_address()];
                svg.bm-figure viewBox=(view.window()) {
                    g.bm-cells {}
                    g.bm-marks { @for cell in sore { (view.shapes(*cell, &painted(ID, SORE))) } }
                }
            }
            p.sore-caption { @for words in caption { span { (words) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(region: &str, side: Side) -> Cell {
        Cell::new(region.parse().expect("a region"), side)
    }

    #[test]
    fn the_patient_sees_close_ups_of_what_was_needled_and_nothing_else() {
        let both = [cell("scapula-body", Side::R), cell("scapula-body", Side::L)];
        let shown: Vec<&View> = views(&both);
        assert_eq!(shown.len(), 1, "one picture shows both sides");
        assert!(!shown[0].is_whole());
        let html = sore_map(&both, &[both[0]], &html! {}, Texts::german()).into_string();
        assert!(html.contains("name=\"cell.scapula-body.R\" value=\"5\""), "{html}");
        assert!(
            html.contains("Ihre linke Seite") && !html.contains("aria-label"),
            "no word of the atlas: {html}"
        );
        assert!(html.len() < 24_000, "light enough for a telephone: {}", html.len());
    }

    #[test]
    fn needles_all_over_the_body_do_not_cost_more_pictures_than_a_telephone_fetches() {
        let all: Vec<Cell> = Cell::all().collect();
        assert_eq!(views(&all).len(), VIEWS_MAX);
        assert!(views(&[]).is_empty());
    }
}
