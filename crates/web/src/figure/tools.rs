//! What surrounds the plates: views, close-ups, depth, strengths, and the hatching of painted cells.

use super::sheet::{Sheet, View};
use super::{INTENSITY_FIRST, INTENSITY_MAX, Kind, Paint, side_word};
use crate::texts::Texts;
use maud::{Markup, PreEscaped, html};

/// A view's name: "Front", "Hand, palm, right".
pub(super) fn view_name(view: &View, texts: &Texts) -> String {
    let name = plate_name(view, texts);
    match view.side() {
        Some(side) if !view.is_whole() => format!("{name}, {}", side_word(side, texts)),
        _ => name,
    }
}

/// The same without the side.
pub(super) fn plate_name(view: &View, texts: &Texts) -> String {
    texts.get(name_key(view.name_of()))
}

/// Text key of a plate's name.
fn name_key(plate: &str) -> &'static str {
    match plate {
        "front" => "map-view-front",
        "back" => "map-view-back",
        "left" => "map-view-left",
        "right" => "map-view-right",
        "head-front" => "map-plate-head-front",
        "head-back" => "map-plate-head-back",
        "head-side" => "map-plate-head-side",
        "jaw" => "map-plate-jaw",
        "neck-front" => "map-plate-neck-front",
        "neck-shoulder" => "map-plate-neck-shoulder",
        "chest" => "map-plate-chest",
        "abdomen" => "map-plate-abdomen",
        "low-back-hip" => "map-plate-low-back-hip",
        "hip-side" => "map-plate-hip-side",
        "arm-front" => "map-plate-arm-front",
        "arm-back" => "map-plate-arm-back",
        "forearm-front" => "map-plate-forearm-front",
        "forearm-back" => "map-plate-forearm-back",
        "hand-palm" => "map-plate-hand-palm",
        "hand-back" => "map-plate-hand-back",
        "thigh-front" => "map-plate-thigh-front",
        "thigh-back" => "map-plate-thigh-back",
        "leg-front" => "map-plate-leg-front",
        "leg-back" => "map-plate-leg-back",
        "leg-side" => "map-plate-leg-side",
        "foot-top" => "map-plate-foot-top",
        "foot-sole" => "map-plate-foot-sole",
        "foot-inside" => "map-plate-foot-inside",
        "foot-outside" => "map-plate-foot-outside",
        "mouth" => "map-plate-mouth",
        _ => "map-plate-pelvic-floor",
    }
}

/// What the left and the right edge of a view show, where it shows both sides: the person's right is on the left of the
/// page from the front, on the right from behind.
pub(super) fn sides_of(view: &View, texts: &Texts) -> (String, String) {
    let (left, right) = (texts.get("map-caption-left"), texts.get("map-caption-right"));
    if view.from() == "back" && view.id() != "pelvic-floor" { (left, right) } else { (right, left) }
}

/// Washes and hatchings: the stronger, the closer the signs, and what they are says the kind; so neither rests on colour alone.
/// Lines where no kind was said, crossed from 7 on. Also the stippling of referral: dense for essential, sparse for spillover.
pub(super) fn patterns(id: &str, paints: impl IntoIterator<Item = Paint>) -> Markup {
    html! {
        svg.bm-patterns aria-hidden="true" focusable="false" {
            defs {
                @for paint in paints {
                    // Signs are larger than lines: they are told apart on a whole figure.
                    @let (far, nearer) = if paint.kind.is_none() { (34, 2) } else { (116, 6) };
                    @let gap = far - nearer * i32::from(paint.intensity);
                    pattern id=(format!("{id}-{paint}")) width=(gap) height=(gap) patternUnits="userSpaceOnUse"
                        patternTransform=[paint.kind.is_none().then_some("rotate(45)")] {
                        rect.bm-veil width=(gap) height=(gap) {}
                        rect.bm-wash width=(gap) height=(gap) fill-opacity=(PreEscaped(format!("0.{:02}", 6 + 7 * u32::from(paint.intensity)))) {}
                        path.bm-hatch.sign[paint.kind.is_some()] d=(Kind::hatching(paint.kind, gap, paint.intensity > 6)) {}
                    }
                }
                @for (name, gap, radius) in [("essential", 18, 5), ("spillover", 34, 4)] {
                    pattern id=(format!("{id}-{name}")) width=(gap) height=(gap) patternUnits="userSpaceOnUse" patternTransform="rotate(30)" {
                        rect.bm-veil width=(gap) height=(gap) {}
                        circle.bm-dot cx=(gap / 2) cy=(gap / 2) r=(radius) {}
                    }
                }
            }
        }
    }
}

/// The tabs of the views of the whole body, in the order in which it turns.
pub(super) fn view_tabs(id: &str, texts: &Texts) -> Markup {
    html! {
        div.bm-views role="tablist" aria-label=(texts.get("map-views")) {
            // Front and back side by side, where there is room for both.
            button.bm-tab type="button" role="tab" data-view="front back" aria-controls=(format!("{id}-view-front {id}-view-back"))
                aria-selected="false" tabindex="-1" { (texts.get("map-view-both")) }
            @for (n, view) in Sheet::get().views().iter().filter(|view| view.is_whole()).enumerate() {
                button.bm-tab type="button" role="tab" data-view=(view.id()) id=(format!("{id}-tab-{}", view.id()))
                    aria-controls=(format!("{id}-view-{}", view.id())) aria-selected=(if n == 0 { "true" } else { "false" })
                    tabindex=(if n == 0 { "0" } else { "-1" }) { (view_name(view, texts)) }
            }
        }
    }
}

/// The close-ups that one comes to from each view of the whole body.
pub(super) fn close_ups(texts: &Texts) -> Markup {
    html! {
        @for whole in ["front back", "front", "right", "back", "left"] {
            div.bm-zones role="group" aria-label=(texts.get("map-zones")) data-view=(whole) hidden {
                button.bm-zone type="button" data-view=(whole) aria-pressed="true" { (texts.get("map-zone-whole")) }
                @for view in Sheet::get().views().iter().filter(|view| !view.is_whole() && whole.split(' ').any(|id| id == view.from())) {
                    button.bm-zone type="button" data-view=(view.id()) aria-pressed="false" { (view_name(view, texts)) }
                }
            }
        }
    }
}

/// How deep one looks, and whose body is drawn. Chosen for this device: nothing about it is recorded.
pub(super) fn look(id: &str, texts: &Texts) -> Markup {
    let layers = [
        ("skin", "plates-skin"),
        ("superficial", "plates-superficial"),
        ("intermediate", "plates-intermediate"),
        ("deep", "plates-deep"),
        ("bone", "plates-bone"),
    ];
    let names: Vec<String> = layers.iter().map(|(_, key)| texts.get(key)).collect();
    let ids: Vec<&str> = layers.iter().map(|(layer, _)| *layer).collect();
    html! {
        div.bm-look {
            div.bm-depth {
                label for=(format!("{id}-layer")) { (texts.get("map-layer")) }
                input #(format!("{id}-layer")) type="range" min="0" max=(layers.len() - 1) step="1" value="1" form=(format!("{id}-no-form"))
                    autocomplete="off" data-layers=(ids.join(" ")) data-names=(names.join("|")) aria-valuetext=(names[1]);
                output.bm-layer aria-hidden="true" { (names[1]) }
            }
            div.bm-body-of {
                label for=(format!("{id}-body")) { (texts.get("map-body")) }
                select #(format!("{id}-body")) form=(format!("{id}-no-form")) autocomplete="off" {
                    option value="neutral" { (texts.get("map-body-neutral")) }
                    option value="female" { (texts.get("map-body-female")) }
                    option value="male" { (texts.get("map-body-male")) }
                }
            }
        }
    }
}

/// Both sides at once, undo, redo, clear.
pub(super) fn acts(texts: &Texts) -> Markup {
    html! {
        div.bm-acts role="group" aria-label=(texts.get("map-acts")) {
            button.bm-act type="button" data-act="both" aria-pressed="false" { (icon("M12 3v18M8 8l-5 4 5 4M16 8l5 4-5 4")) span { (texts.get("map-both")) } }
            button.bm-act type="button" data-act="undo" aria-disabled="true" { (icon("M4 9h10a6 6 0 0 1 0 12H9M8 4 3 9l5 5")) span { (texts.get("map-undo")) } }
            button.bm-act type="button" data-act="redo" aria-disabled="true" { (icon("M20 9H10a6 6 0 0 0 0 12h5M16 4l5 5-5 5")) span { (texts.get("map-redo")) } }
            button.bm-act type="button" data-act="clear" aria-disabled="true" { (icon("M5 5l14 14M19 5 5 19")) span { (texts.get("map-clear")) } }
        }
    }
}

/// Strengths and kinds of pain; and what was just done, for eyes and screen readers.
pub(super) fn palette(id: &str, texts: &Texts) -> Markup {
    // What is in hand is no answer of the form: no form owns it.
    let no_form = format!("{id}-no-form");
    html! {
        div.bm-palette {
            fieldset.bm-strengths {
                legend { (texts.get("map-strength")) }
                div {
                    @for n in 1..=INTENSITY_MAX {
                        label.bm-strength data-intensity=(n) {
                            input type="radio" name=(format!("{id}-strength")) form=(no_form) value=(n) checked[n == INTENSITY_FIRST] autocomplete="off";
                            span { (n) }
                        }
                    }
                }
            }
            fieldset.bm-kinds {
                legend { (texts.get("map-kind")) }
                div {
                    @for kind in std::iter::once(None).chain(Kind::ALL.map(Some)) {
                        @let letter = kind.map(|kind| kind.letter().to_string()).unwrap_or_default();
                        label.bm-kind data-kind=(letter) {
                            input type="radio" name=(format!("{id}-kind")) form=(no_form) value=(letter) checked[kind.is_none()] autocomplete="off";
                            span { (kind.map_or_else(|| texts.get("map-kind-not-said"), |kind| kind.words(texts))) }
                        }
                    }
                }
            }
            p.bm-status role="status" data-painted=(texts.get("map-say-painted")) data-cleared=(texts.get("map-say-cleared"))
                data-strength=(texts.get("map-say-strength")) data-all-cleared=(texts.get("map-say-all-cleared"))
                data-undone=(texts.get("map-say-undone")) data-redone=(texts.get("map-say-redone"))
                data-start=(texts.get("map-say-start")) {}
        }
    }
}

fn icon(d: &str) -> Markup {
    html! { svg.bm-icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(d) {} } }
}
