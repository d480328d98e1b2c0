//! The figure of a body on which pain is drawn: what a person taps, reads and prints.
//!
//! A mark is a region, a side and an intensity, never a pixel, so a drawing survives another figure. The shapes come from
//! `figure/figure.json`, which `figure/build.mjs` makes from the drawing beside it. They are parsed once; a page adds only
//! its own marks to strings that are ready.
//!
//! Without a script the form fields of the list do everything. `islands/body-map.js` adds tapping.

pub mod key;
mod list;
pub mod needling;
mod plates;
pub mod referral;
mod sheet;
mod tools;

use crate::texts::Texts;
use atlas::{Atlas, Cell, Side};
use maud::{Markup, PreEscaped, html};
use sheet::{Sheet, View};
use std::collections::BTreeMap;

/// Strongest pain that can be drawn. Pain scores of the clinic run from 0 to 10 as well.
pub const INTENSITY_MAX: u8 = 10;

/// Strength that painting starts with.
const INTENSITY_FIRST: u8 = 5;

/// A painted cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Region and side.
    pub cell: Cell,
    /// 1 to [`INTENSITY_MAX`].
    pub intensity: u8,
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
    /// Painting pain: figure, strengths and the list of form fields `cell.<region>.<side>`.
    Paint,
    /// Showing a drawing: no input, only the views that carry marks (front and back always).
    Read,
    /// Showing a drawing and lighting up regions that something else on the page points at.
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
    /// Address of `figure/shade.svg`, the engraved shading.
    pub shade: &'a str,
}

/// Name of the form field of a cell, such as `cell.neck-side.R`. Its value is 0 to [`INTENSITY_MAX`]; 0 or empty: not painted.
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
    let mode = match map.mode {
        Mode::Paint => "paint",
        Mode::Read => "read",
        Mode::Find => "find",
    };
    let by_cell = intensities(map.marks);
    let shown = shown_views(map.mode, &by_cell);
    html! {
        body-map #(map.id) mode=(mode) class="body-map" {
            (tools::patterns(map.id))
            div.bm-body {
                div.bm-bench {
                    @if map.mode == Mode::Paint { (tools::view_tabs(map.id, texts)) }
                    div.bm-stage {
                        @for view in shown {
                            (view_panel(map, view, &by_cell, texts))
                        }
                        @if map.mode == Mode::Paint { p.bm-under aria-hidden="true" {} }
                    }
                    @if map.mode == Mode::Paint { (tools::zones(texts)) }
                }
                @if map.mode == Mode::Paint { (tools::palette(map.id, texts)) (list::list(map, &by_cell, texts)) }
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
        svg.bm-small viewBox="-12 -12 3624 3536" role="img" aria-label=(format!("{}: {}", texts.get("map-small"), words.join("; "))) {
            @for (view, dx) in [("front", 0), ("back", 1844)] {
                @if let Some(view) = sheet.view(view) {
                    g transform=(format!("translate({dx} 0)")) {
                        path.bm-small-skin d=(sheet.thumbnail()) {}
                        @for mark in marks {
                            (view.shapes(sheet.visible(mark.cell), &format!(r#"data-intensity="{}""#, mark.intensity)))
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

/// "Side of neck, right" in the reader's words.
pub fn cell_words(cell: Cell, texts: &Texts) -> String {
    format!("{}, {}", Atlas::get().region(cell.region).label, side_word(cell.side, texts))
}

/// "Side of neck, right: 6".
fn mark_words(mark: Mark, texts: &Texts) -> String {
    format!("{}: {}", cell_words(mark.cell, texts), mark.intensity)
}

fn side_word(side: Side, texts: &Texts) -> String {
    match side {
        Side::L => texts.get("map-left"),
        Side::R => texts.get("map-right"),
    }
}

/// One intensity per painted cell; a later mark wins.
fn intensities(marks: &[Mark]) -> BTreeMap<Cell, u8> {
    marks.iter().filter(|m| m.intensity > 0).map(|m| (m.cell, m.intensity.min(INTENSITY_MAX))).collect()
}

/// Painting and finding need every view; reading needs front, back and, for a region that the vocabulary shows on neither,
/// the view where it belongs (a sliver at the edge of the front is not enough to be read).
fn shown_views(mode: Mode, marks: &BTreeMap<Cell, u8>) -> Vec<&'static View> {
    let sheet = Sheet::get();
    if mode != Mode::Read {
        return sheet.views().iter().collect();
    }
    let mut needed = vec!["front", "back"];
    for cell in marks.keys() {
        let proper: Vec<&str> = Atlas::get()
            .region(cell.region)
            .views
            .iter()
            .map(|view| sheet::id_of(*view, cell.side))
            .collect();
        if !proper.iter().any(|id| needed.contains(id)) {
            needed.extend(proper.first());
        }
    }
    sheet.views().iter().filter(|view| needed.contains(&view.id())).collect()
}

fn view_panel(map: &BodyMap<'_>, view: &View, marks: &BTreeMap<Cell, u8>, texts: &Texts) -> Markup {
    let painting = map.mode == Mode::Paint;
    let here: Vec<String> = marks
        .iter()
        .filter(|(cell, _)| view.shows(**cell))
        .map(|(cell, intensity)| mark_words(Mark { cell: *cell, intensity: *intensity }, texts))
        .collect();
    let name = texts.get(tools::view_key(view.id()));
    let label = if here.is_empty() { name } else { format!("{name}: {}", here.join("; ")) };
    let body = html! {
        (PreEscaped(view.open(&label)))
        @if map.mode == Mode::Read { (PreEscaped(view.skin())) } @else { (PreEscaped(view.cells())) }
        g.bm-marks {
            @for (cell, intensity) in marks {
                (view.shapes(*cell, &format!(r#"data-intensity="{intensity}" fill="url(#{}-{intensity})""#, map.id)))
            }
        }
        (PreEscaped(view.ink(map.shade)))
        (view.captions(texts))
        (PreEscaped("</svg>"))
    };
    html! {
        @if painting {
            div.bm-view data-view=(view.id()) id=(format!("{}-view-{}", map.id, view.id())) role="tabpanel"
                aria-labelledby=(format!("{}-tab-{}", map.id, view.id())) { (body) }
        } @else {
            div.bm-view data-view=(view.id()) { (body) }
        }
    }
}

fn legend(marks: &[Mark], texts: &Texts) -> Markup {
    html! {
        ul.bm-legend aria-label=(texts.get("map-marked")) {
            @for mark in marks {
                li { (cell_words(mark.cell, texts)) " " b { (mark.intensity) } }
            }
            @if marks.is_empty() { li { (texts.get("map-nothing-marked")) } }
        }
    }
}

#[cfg(test)]
mod tests;
