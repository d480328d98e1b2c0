//! The drawing, parsed once, and each view's SVG in pieces that are ready to be joined.

pub(super) mod outline;
pub(super) mod spread;

use super::tools;
use crate::texts::Texts;
use atlas::{Atlas, Cell, RegionId, Side};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write;
use std::sync::LazyLock;

const DRAWING: &str = include_str!("../../figure/figure.json");

/// The file as it is written by `figure/build.mjs`.
#[derive(Deserialize)]
struct Drawing {
    thumbnail: String,
    views: Vec<DrawnView>,
}

#[derive(Deserialize)]
struct DrawnView {
    id: String,
    width: i32,
    height: i32,
    zones: Vec<(String, i32, i32, i32, i32)>,
    captions: Vec<(String, i32, i32)>,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    name: String,
    /// The side that is drawn; its mirror image is the other.
    side: String,
    /// Twice the line of reflection; 0: the part stands alone.
    twin: i32,
    symmetric: bool,
    shaded: bool,
    outline: String,
    ink: String,
    central: String,
    cells: Vec<DrawnCell>,
}

#[derive(Deserialize)]
struct DrawnCell {
    region: String,
    d: String,
}

/// Part of a view to zoom to, in the view's units.
pub(super) struct Zone {
    pub(super) id: String,
    /// `x y width height`
    pub(super) window: String,
}

/// A shape of a cell, possibly drawn as a mirror image.
struct Shape {
    cell: Cell,
    d: String,
    /// `matrix(...)` or empty.
    transform: String,
}

/// One view of the figure.
pub(super) struct View {
    id: String,
    width: i32,
    height: i32,
    zones: Vec<Zone>,
    captions: Vec<(String, i32, i32)>,
    shapes: Vec<Shape>,
    cells: String,
    skin: String,
    /// Shading (by part) and where it goes; then contours and outline.
    shades: Vec<(String, String)>,
    lines: String,
}

/// All views.
pub(super) struct Sheet {
    thumbnail: String,
    views: Vec<View>,
    small: BTreeSet<Cell>,
}

static SHEET: LazyLock<Sheet> = LazyLock::new(Sheet::parse);

/// The view that shows a side of the body where the vocabulary says so.
pub(super) fn id_of(view: atlas::View, side: Side) -> &'static str {
    match (view, side) {
        (atlas::View::Front, _) => "front",
        (atlas::View::Back, _) => "back",
        (atlas::View::Side, Side::L) => "left",
        (atlas::View::Side, Side::R) => "right",
        (atlas::View::Mouth, _) => "mouth",
        (atlas::View::Hand, _) => "hand",
        (atlas::View::Foot, _) => "foot",
        (atlas::View::Saddle, _) => "saddle",
    }
}

impl Sheet {
    pub(super) fn get() -> &'static Sheet {
        &SHEET
    }

    fn parse() -> Sheet {
        // The file is part of the program; a test parses it.
        let drawing: Drawing =
            serde_json::from_str(DRAWING).unwrap_or(Drawing { thumbnail: String::new(), views: Vec::new() });
        let mut views = Vec::new();
        for drawn in &drawing.views {
            views.push(View::build(drawn, false));
            if drawn.id == "left" {
                views.push(View::build(drawn, true));
            }
        }
        let small = Cell::all()
            .filter(|cell| views.iter().any(|v: &View| (v.id == "front" || v.id == "back") && v.shows(*cell)))
            .collect();
        Sheet { thumbnail: drawing.thumbnail, views, small }
    }

    pub(super) fn views(&self) -> &[View] {
        &self.views
    }

    pub(super) fn view(&self, id: &str) -> Option<&View> {
        self.views.iter().find(|view| view.id == id)
    }

    /// Outline of the whole figure, coarse; front and back share it.
    pub(super) fn thumbnail(&self) -> &str {
        &self.thumbnail
    }

    /// The cell itself if the front or the back shows it, otherwise the nearest one on the skin that they show.
    pub(super) fn visible(&self, cell: Cell) -> Cell {
        let mut seen: BTreeSet<RegionId> = BTreeSet::from([cell.region]);
        let mut next = VecDeque::from([cell.region]);
        while let Some(region) = next.pop_front() {
            let here = Cell::new(region, cell.side);
            if self.small.contains(&here) {
                return here;
            }
            next.extend(Atlas::get().region(region).adjacent.iter().filter(|near| seen.insert(**near)));
        }
        cell
    }
}

impl View {
    /// `flipped`: the whole view as its mirror image, which turns the left side into the right one.
    fn build(drawn: &DrawnView, flipped: bool) -> View {
        let mut view = View {
            id: if flipped { "right".into() } else { drawn.id.clone() },
            width: drawn.width,
            height: drawn.height,
            zones: Vec::new(),
            captions: Vec::new(),
            shapes: Vec::new(),
            cells: String::new(),
            skin: String::new(),
            shades: Vec::new(),
            lines: String::new(),
        };
        let across = |x: i32| if flipped { drawn.width - x } else { x };
        for (id, x, y, width, height) in &drawn.zones {
            let x = if flipped { drawn.width - x - width } else { *x };
            view.zones.push(Zone { id: id.clone(), window: format!("{x} {y} {width} {height}") });
        }
        view.captions = drawn.captions.iter().map(|(text, x, y)| (text.clone(), across(*x), *y)).collect();
        for part in &drawn.parts {
            view.add(part, if flipped { Some(drawn.width) } else { None });
        }
        for shape in &view.shapes {
            let (region, side) = (shape.cell.region, shape.cell.side);
            let _ = write!(
                view.cells,
                r#"<path data-region="{region}" data-side="{side}"{} d="{}"/>"#,
                shape.transform, shape.d
            );
        }
        view
    }

    fn add(&mut self, part: &Part, flip: Option<i32>) {
        let mirror = |about: i32| format!(r#" transform="matrix(-1 0 0 1 {about} 0)""#);
        let first = flip.map_or_else(String::new, mirror);
        let images: Vec<String> = if part.twin == 0 { vec![first] } else { vec![first, mirror(part.twin)] };
        let drawn = part.side.parse::<Side>().unwrap_or(Side::L);
        let side = if flip.is_some() { drawn.opposite() } else { drawn };
        for cell in &part.cells {
            let Ok(region) = cell.region.parse() else { continue };
            // Twins stand side by side: their equal paths compress to almost nothing.
            for (transform, side) in images.iter().zip([side, side.opposite()]) {
                self.shapes.push(Shape {
                    cell: Cell::new(region, side),
                    d: cell.d.clone(),
                    transform: transform.clone(),
                });
            }
        }
        let halves = if part.symmetric { 1 } else { images.len() };
        if part.shaded {
            self.shades
                .extend(images.iter().take(halves).map(|transform| (part.name.clone(), transform.clone())));
        }
        for transform in &images {
            let _ = write!(self.skin, r#"<path{transform} d="{}"/>"#, part.outline);
            let _ = write!(self.lines, r#"<path class="bm-contour"{transform} d="{}"/>"#, part.ink);
            let _ = write!(self.lines, r#"<path class="bm-outline"{transform} d="{}"/>"#, part.outline);
        }
        if !part.central.is_empty() {
            let _ = write!(self.lines, r#"<path class="bm-contour" d="{}"/>"#, part.central);
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Whether the cell can be seen in this view.
    pub(super) fn shows(&self, cell: Cell) -> bool {
        self.shapes.iter().any(|shape| shape.cell == cell)
    }

    /// The opening tag, labelled.
    pub(super) fn open(&self, label: &str) -> String {
        let label = html! { (label) }.into_string();
        format!(
            r#"<svg class="bm-figure" viewBox="0 0 {} {}" role="img" aria-label="{label}">"#,
            self.width, self.height
        )
    }

    /// Every cell, to be tapped.
    pub(super) fn cells(&self) -> String {
        format!(r#"<g class="bm-cells">{}</g>"#, self.cells)
    }

    /// The silhouette, filled, for figures that are only read.
    pub(super) fn skin(&self) -> String {
        format!(r#"<g class="bm-skin">{}</g>"#, self.skin)
    }

    /// Shading, contours and outline; they take no taps.
    pub(super) fn ink(&self, shade: &str) -> String {
        let mut out = String::from(r#"<g class="bm-ink"><g class="bm-shade">"#);
        for (name, transform) in &self.shades {
            let href = html! { (shade) }.into_string();
            let _ = write!(out, r#"<use href="{href}#{name}"{transform}/>"#);
        }
        out.push_str("</g>");
        out.push_str(&self.lines);
        out.push_str("</g>");
        out
    }

    /// The shapes of one cell with these attributes (trusted text).
    pub(super) fn shapes(&self, cell: Cell, attributes: &str) -> Markup {
        let mut out = String::new();
        for shape in self.shapes.iter().filter(|shape| shape.cell == cell) {
            let _ = write!(out, r#"<path {attributes}{} d="{}"/>"#, shape.transform, shape.d);
        }
        PreEscaped(out)
    }

    /// Words on the sheet: sides, and what the pieces beside the figure are.
    pub(super) fn captions(&self, texts: &Texts) -> Markup {
        html! {
            g.bm-captions aria-hidden="true" font-size=(self.height / 44) {
                @for (id, x, y) in &self.captions { text x=(x) y=(y) { (texts.get(tools::caption_key(id))) } }
            }
        }
    }
}
