//! What surrounds the figure while painting: views, zones, strengths, and the hatching of painted cells.

use super::sheet::Sheet;
use super::{INTENSITY_FIRST, INTENSITY_MAX};
use crate::texts::Texts;
use maud::{Markup, PreEscaped, html};

/// Text key of a view's name.
pub(super) fn view_key(view: &str) -> &'static str {
    match view {
        "front" => "map-view-front",
        "back" => "map-view-back",
        "left" => "map-view-left",
        "right" => "map-view-right",
        "head" => "map-view-head",
        "mouth" => "map-view-mouth",
        "hand" => "map-view-hand",
        "foot" => "map-view-foot",
        _ => "map-view-saddle",
    }
}

/// Text key of a zone's name.
pub(super) fn zone_key(zone: &str) -> &'static str {
    match zone {
        "shoulders" => "map-zone-shoulders",
        "trunk" => "map-zone-trunk",
        "arm-right" => "map-zone-arm-right",
        "arm-left" => "map-zone-arm-left",
        "arms" => "map-zone-arms",
        "thighs" => "map-zone-thighs",
        "legs" => "map-zone-legs",
        "face" => "map-zone-face",
        "head-back" => "map-zone-head-back",
        "profile-right" => "map-zone-profile-right",
        "profile-left" => "map-zone-profile-left",
        "palms" => "map-zone-palms",
        "hand-backs" => "map-zone-hand-backs",
        "hand-right" => "map-zone-hand-right",
        "hand-left" => "map-zone-hand-left",
        "foot-right" => "map-zone-foot-right",
        "edges-right" => "map-zone-edges-right",
        "edges-left" => "map-zone-edges-left",
        _ => "map-zone-foot-left",
    }
}

/// Text key of a caption on the sheet.
pub(super) fn caption_key(caption: &str) -> &'static str {
    match caption {
        "right" => "map-caption-right",
        "left" => "map-caption-left",
        "arm-outer" => "map-caption-arm-outer",
        "arm-inner" => "map-caption-arm-inner",
        _ => "map-caption-leg-inner",
    }
}

/// Washes and hatchings by strength: the stronger, the closer the lines; from 7 on they cross. So strength does not rest on
/// colour alone. Also the stippling of referral: dense for essential, sparse for spillover.
pub(super) fn patterns(id: &str) -> Markup {
    html! {
        svg.bm-patterns aria-hidden="true" focusable="false" {
            defs {
                @for intensity in 1..=INTENSITY_MAX {
                    @let gap = 34 - 2 * i32::from(intensity);
                    pattern id=(format!("{id}-{intensity}")) width=(gap) height=(gap) patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect.bm-wash width=(gap) height=(gap) fill-opacity=(PreEscaped(format!("0.{:02}", 6 + 7 * u32::from(intensity)))) {}
                        path.bm-hatch d=(if intensity > 6 { format!("M0 0V{gap}M0 0H{gap}") } else { format!("M0 0V{gap}") }) {}
                    }
                }
                @for (name, gap, radius) in [("essential", 18, 5), ("spillover", 34, 4)] {
                    pattern id=(format!("{id}-{name}")) width=(gap) height=(gap) patternUnits="userSpaceOnUse" patternTransform="rotate(30)" {
                        circle.bm-dot cx=(gap / 2) cy=(gap / 2) r=(radius) {}
                    }
                }
            }
        }
    }
}

/// The tabs of the views.
pub(super) fn view_tabs(id: &str, texts: &Texts) -> Markup {
    html! {
        div.bm-views role="tablist" aria-label=(texts.get("map-views")) {
            // Front and back side by side, where there is room for both.
            button.bm-tab type="button" role="tab" data-view="front back" aria-controls=(format!("{id}-view-front {id}-view-back"))
                aria-selected="false" tabindex="-1" { (texts.get("map-view-both")) }
            @for (n, view) in Sheet::get().views().iter().enumerate() {
                button.bm-tab type="button" role="tab" data-view=(view.id()) id=(format!("{id}-tab-{}", view.id()))
                    aria-controls=(format!("{id}-view-{}", view.id())) aria-selected=(if n == 0 { "true" } else { "false" })
                    tabindex=(if n == 0 { "0" } else { "-1" }) { (texts.get(view_key(view.id()))) }
            }
        }
    }
}

/// Parts of each view to zoom to.
pub(super) fn zones(texts: &Texts) -> Markup {
    html! {
        @for view in Sheet::get().views().iter().filter(|view| !view.zones().is_empty()) {
            div.bm-zones role="group" aria-label=(texts.get("map-zones")) data-view=(view.id()) {
                button.bm-zone type="button" data-window="" aria-pressed="true" { (texts.get("map-zone-whole")) }
                @for zone in view.zones() {
                    button.bm-zone type="button" data-window=(zone.window) aria-pressed="false" { (texts.get(zone_key(&zone.id))) }
                }
            }
        }
    }
}

/// Strengths, both sides at once, undo, redo, clear; and what was just done, for eyes and screen readers.
pub(super) fn palette(id: &str, texts: &Texts) -> Markup {
    html! {
        div.bm-palette {
            fieldset.bm-strengths {
                legend { (texts.get("map-strength")) }
                @for n in 1..=INTENSITY_MAX {
                    // The strength in hand is no answer of the form: no form owns it.
                    label.bm-strength data-intensity=(n) {
                        input type="radio" name=(format!("{id}-strength")) form=(format!("{id}-no-form")) value=(n) checked[n == INTENSITY_FIRST];
                        span { (n) }
                    }
                }
            }
            div.bm-acts role="group" aria-label=(texts.get("map-acts")) {
                button.bm-act type="button" data-act="both" aria-pressed="false" { (icon("M12 3v18M8 8l-5 4 5 4M16 8l5 4-5 4")) span { (texts.get("map-both")) } }
                button.bm-act type="button" data-act="undo" aria-disabled="true" { (icon("M4 9h10a6 6 0 0 1 0 12H9M8 4 3 9l5 5")) span { (texts.get("map-undo")) } }
                button.bm-act type="button" data-act="redo" aria-disabled="true" { (icon("M20 9H10a6 6 0 0 0 0 12h5M16 4l5 5-5 5")) span { (texts.get("map-redo")) } }
                button.bm-act type="button" data-act="clear" aria-disabled="true" { (icon("M5 5l14 14M19 5 5 19")) span { (texts.get("map-clear")) } }
            }
            p.bm-status role="status" data-painted=(texts.get("map-say-painted")) data-cleared=(texts.get("map-say-cleared"))
                data-all-cleared=(texts.get("map-say-all-cleared")) data-undone=(texts.get("map-say-undone"))
                data-redone=(texts.get("map-say-redone")) data-start=(texts.get("map-say-start")) {}
        }
    }
}

fn icon(d: &str) -> Markup {
    html! { svg.bm-icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(d) {} } }
}
