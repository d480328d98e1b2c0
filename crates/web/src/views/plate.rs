//! The one place where views call the figure, so that the plates can change without touching a page.

use super::drawing::Cell;
use super::session::NeedleCard;
use super::shell::Dress;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// What a page with a map for painting wears.
pub(super) const DRESS_PAINT: Dress =
    Dress { class: "wide draw", styles: &["css/body-map.css"], islands: &["islands/body-map.js"] };

/// A body map to paint on, holding the form's `cell.*` fields.
pub(super) fn paint(form: &Form, _texts: &Texts) -> Markup {
    let _ = form;
    placeholder("figure-large")
}

/// A small figure with painted regions, for cards and notes.
pub(super) fn small(cells: &[Cell], _texts: &Texts) -> Markup {
    let _ = cells;
    placeholder("figure-small")
}

/// A map that shows a drawing and lights up where a trigger point refers to.
pub(super) fn find(cells: &[Cell], _texts: &Texts) -> Markup {
    let _ = cells;
    placeholder("figure-large")
}

fn placeholder(class: &str) -> Markup {
    html! {
        div class=(class) {
            svg viewBox="0 0 220 240" role="img" aria-label="figure" {
                @for dx in [0, 110] {
                    g transform={ "translate(" (dx) " 0)" } fill="none" stroke="currentColor" stroke-width="1.4" {
                        ellipse cx="55" cy="22" rx="13" ry="17" {}
                        path d="M49 38 L48 46 Q30 50 27 62 L18 120 L12 128 M61 38 L62 46 Q80 50 83 62 L92 120 L98 128 M36 70 L38 112 L34 130 L40 185 L40 228 M74 70 L72 112 L76 130 L70 185 L70 228 M40 228 L34 234 M70 228 L76 234 M55 134 L54 228 M56 134 L57 228" {}
                    }
                }
            }
        }
    }
}

/// The map of a session: the drawing, and a marker for every needle.
pub(super) fn session(cells: &[Cell], needles: &[NeedleCard], _texts: &Texts) -> Markup {
    let _ = (cells, needles);
    placeholder("figure-large")
}
