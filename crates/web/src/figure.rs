//! The map of the body on which pain is drawn: what a person taps, reads and prints.
//!
//! A mark is a region, a side and a paint, never a pixel, so a drawing survives another plate, another sex and another
//! release of the plates. Pictures, regions and places of points come from `assets/plates`, which the engraver makes;
//! only what lies inside the mouth has a diagram of its own. They are parsed once; a page adds its marks.
//!
//! Without a script the form fields of the list do everything. `islands/body-map.js` adds tapping, the other views, layers
//! and bodies.

mod choice;
pub mod key;
mod list;
pub mod needling;
pub mod over_time;
mod paint;
pub mod printed;
pub mod referral;
mod sheet;
pub mod sore;
mod tools;

use crate::assets::Assets;
use crate::texts::Texts;
use atlas::{Atlas, Cell, Side};
use maud::{Markup, html};
pub use paint::{Kind, NoPaint, Paint};
use sheet::{Sheet, View};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

/// Strongest pain that can be drawn. Pain scores of the clinic run from 0 to 10 as well.
pub const INTENSITY_MAX: u8 = 10;

/// Strength that painting starts with.
const INTENSITY_FIRST: u8 = 5;

/// A painted cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Region and side.
    pub cell: Cell,
    /// How strong, and what it is like.
    pub paint: Paint,
}

/// A field of the list as it was typed, with what was wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Region and side.
    pub cell: Cell,
    /// The text of the field.
    pub text: String,
    /// Why it was refused, in the reader's language.
    pub error: Option<String>,
}

/// What a map is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Painting pain: plates, strengths and the list of form fields `cell.<region>.<side>`.
    Paint,
    /// Showing a drawing, and lighting up regions that something else on the page points at.
    Find,
}

/// A body map of a page.
#[derive(Clone, Copy, Debug)]
pub struct BodyMap<'a> {
    /// The element's id; other ids inside begin with it. One per page must be unique.
    pub id: &'a str,
    /// What it is for.
    pub mode: Mode,
    /// What is painted.
    pub marks: &'a [Mark],
    /// Fields to show as they were typed instead of as marks; for a form that came back refused.
    pub typed: &'a [Typed],
}

/// Name of the form field of a cell, such as `cell.neck-side.R`. Its value is a
/// [`Paint`]; 0 or empty: not painted.
pub fn field_name(cell: Cell) -> String {
    format!("cell.{}.{}", cell.region, cell.side)
}

/// The cell of a form field; none if the name is not one of [`field_name`]'s.
pub fn field_cell(name: &str) -> Option<Cell> {
    let (region, side) = name.strip_prefix("cell.")?.rsplit_once('.')?;
    Some(Cell::new(region.parse().ok()?, side.parse().ok()?))
}

/// The map of a page. The page needs `css/body-map.css`, and `islands/body-map.js` for tapping or finding.
pub fn body_map(map: &BodyMap<'_>, texts: &Texts) -> Markup {
    let painting = map.mode == Mode::Paint;
    let by_cell = paints(map.marks);
    let marked: Vec<String> =
        by_cell.iter().map(|(cell, paint)| format!("{}.{}:{paint}", cell.region, cell.side)).collect();
    html! {
        body-map #(map.id) mode=(if painting { "paint" } else { "find" }) class="body-map" data-marks=[(!painting).then(|| marked.join(" "))]
            data-plates=(Assets::get().url("plates/plates.json").trim_end_matches("plates.json")) {
            @if painting { (tools::patterns(map.id, Paint::all())) }
            @else { (tools::patterns(map.id, used(map.marks))) }
            div.bm-body {
                div.bm-bench {
                    @if painting { (tools::view_tabs(map.id, texts)) }
                    div.bm-stage {
                        @for view in Sheet::get().views() { (panel(map, view, &by_cell, texts)) }
                        p.bm-under aria-hidden="true" {}
                    }
                    @if painting { (tools::close_ups(texts)) }
                    (tools::look(map.id, texts))
                }
                @if painting {
                    (tools::acts(texts))
                    (tools::palette(map.id, texts))
                    (list::list(map, &by_cell, texts))
                }
                @else { (legend(map.marks, texts)) }
            }
        }
    }
}

/// Front and back at the size of a thumbnail, painted. `highlight` is outlined. Needs `css/body-map.css` only. Cells that
/// neither view can show are drawn at their nearest neighbour on the skin.
pub fn small_figure(marks: &[Mark], highlight: &[Cell], texts: &Texts) -> Markup {
    let sheet = Sheet::get();
    let mut words: Vec<String> = marks.iter().map(|m| mark_words(*m, texts)).collect();
    if words.is_empty() {
        words.push(texts.get("map-nothing-marked"));
    }
    html! {
        svg.bm-small viewBox="60 0 3700 3500" role="img" aria-label=(format!("{}: {}", texts.get("map-small"), words.join("; "))) {
            @for (view, dx) in [("front", 0), ("back", 1909)] {
                @if let Some(view) = sheet.view(view) {
                    g transform=(format!("translate({dx} 0)")) {
                        g.bm-small-skin { (view.silhouette()) }
                        @for mark in marks {
                            (view.shapes(sheet.visible(mark.cell), &format!(r#"data-intensity="{}""#, mark.paint.intensity)))
                        }
                        @for cell in highlight {
                            (view.shapes(sheet.visible(*cell), r#"class="bm-lit""#))
                        }
                    }
                }
            }
        }
    }
}

/// Whether a place (mm) is on skin that some plate shows.
pub fn is_on_body(mm: [f32; 3]) -> bool {
    Sheet::get().views().iter().any(|view| view.on_skin(mm).is_some())
}

/// "Side of neck, right" in the reader's words.
pub fn cell_words(cell: Cell, texts: &Texts) -> String {
    format!("{}, {}", Atlas::get().region(cell.region).label, side_word(cell.side, texts))
}

/// "Side of neck, right: 6, burning".
fn mark_words(mark: Mark, texts: &Texts) -> String {
    format!("{}: {}", cell_words(mark.cell, texts), mark.paint.words(texts))
}

fn side_word(side: Side, texts: &Texts) -> String {
    match side {
        Side::L => texts.get("map-left"),
        Side::R => texts.get("map-right"),
    }
}

/// One paint per painted cell; a later mark wins.
fn paints(marks: &[Mark]) -> BTreeMap<Cell, Paint> {
    marks.iter().map(|mark| (mark.cell, mark.paint)).collect()
}

/// Each paint that some mark has, once.
fn used(marks: &[Mark]) -> BTreeSet<Paint> {
    marks.iter().map(|mark| mark.paint).collect()
}

/// A view as a sheet: the engraving, and over it the cells that the script puts there. Pictures of views that are not in
/// sight are fetched when they are asked for.
fn panel(map: &BodyMap<'_>, view: &'static View, marks: &BTreeMap<Cell, Paint>, texts: &Texts) -> Markup {
    let here: Vec<String> = marks
        .iter()
        .filter(|(cell, _)| Sheet::get().shows_well(view, **cell))
        .map(|(cell, paint)| mark_words(Mark { cell: *cell, paint: *paint }, texts))
        .collect();
    let name = tools::view_name(view, texts);
    let label = if here.is_empty() { name } else { format!("{name}: {}", here.join("; ")) };
    let at_first = matches!(view.id(), "front" | "back");
    let tab = map.mode == Mode::Paint && view.is_whole();
    let address = view.picture_address().map(|address| format!("{address}#superficial"));
    html! {
        div.bm-view.whole[view.is_whole()] data-view=(view.id()) id=(format!("{}-view-{}", map.id, view.id())) hidden[!at_first]
            role=[tab.then_some("tabpanel")] aria-labelledby=[tab.then(|| format!("{}-tab-{}", map.id, view.id()))]
            data-plate=[view.plate()] data-sexed[view.is_sexed()] data-flip[view.is_flipped()]
            data-from=(view.from()) data-cells=[own_cells(view)] {
            div.bm-sheet {
                @if let Some(address) = &address {
                    img.bm-plate alt="" draggable="false" decoding="async" loading="lazy" src=[at_first.then_some(address)];
                }
                svg.bm-figure viewBox=(view.window()) role="img" aria-label=(label) {
                    @if address.is_none() { (view.picture()) }
                    g.bm-cells { @if address.is_none() { (view.cells()) } }
                    g.bm-marks {
                        @if at_first {
                            @for (cell, paint) in marks {
                                (view.shapes(*cell, &painted(map.id, *paint)))
                            }
                        }
                    }
                }
            }
            (view.captions(texts))
        }
    }
}

/// Attributes of a painted shape.
fn painted(id: &str, paint: Paint) -> String {
    let kind = paint.kind.map_or(String::new(), |kind| format!(r#" data-kind="{}""#, kind.letter()));
    format!(r#"data-intensity="{}"{kind} fill="url(#{id}-{paint})""#, paint.intensity)
}

/// The cells for which one comes to this close-up: those that it shows closest of all that are reached from the same view.
/// Of a whole view, those that can be lit there.
fn own_cells(view: &'static View) -> Option<&'static str> {
    static OWN: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
        let sheet = Sheet::get();
        let mut own: BTreeMap<&'static str, String> = BTreeMap::new();
        for cell in Cell::all() {
            let close = ["front", "right", "back", "left"]
                .into_iter()
                .filter_map(|from| sheet.closest(cell, |view| view.from() == from));
            let whole = sheet.views().iter().filter(|view| view.is_whole() && sheet.shows_some(view, cell));
            for view in close.chain(whole) {
                let list = own.entry(view.id()).or_default();
                let _ =
                    write!(list, "{}{}.{}", if list.is_empty() { "" } else { " " }, cell.region, cell.side);
            }
        }
        own
    });
    OWN.get(view.id()).map(String::as_str)
}

fn legend(marks: &[Mark], texts: &Texts) -> Markup {
    html! {
        ul.bm-legend aria-label=(texts.get("map-marked")) {
            @for mark in marks {
                li { (cell_words(mark.cell, texts)) " " b { (mark.paint.words(texts)) } }
            }
            @if marks.is_empty() { li { (texts.get("map-nothing-marked")) } }
        }
    }
}

#[cfg(test)]
mod tests;
