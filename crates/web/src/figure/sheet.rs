//! The plates as the map uses them: which there are, what each shows, and its shapes in pieces that are ready to be joined.
//!
//! Every view is drawn in units of its own: 0, 0 is its upper left corner and its longer side is [`LONGER_SIDE`] units,
//! so that hatching and marks look alike on a whole figure and on a hand. `islands/lib/map-plate.js` does the same sum.

pub(super) mod engraved;
pub(super) mod outline;
pub(super) mod skin;
pub(super) mod spread;

use super::tools;
use crate::assets::Assets;
use crate::texts::Texts;
use atlas::{Atlas, Cell, PointId, RegionId, Side};
use engraved::Towards;
use maud::{Markup, PreEscaped, html};
use outline::{Outline, Place};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;
use std::sync::{LazyLock, OnceLock};

/// Units of the longer side of a view.
pub(super) const LONGER_SIDE: f32 = 3500.0;

/// A region counts as shown where at least this share of the largest picture of it is seen: less is a sliver at an edge.
const SHOWN: f32 = 0.55;
/// A thumbnail has no close-ups: a smaller share will do before a neighbour stands for the region.
const SHOWN_SMALL: f32 = 0.2;

/// A shape of a cell, possibly drawn as a mirror image.
struct Shape {
    cell: Cell,
    d: String,
    /// `matrix(...)` with the attribute's name, or empty.
    transform: String,
    /// Where it lies, mirrored already.
    rings: Vec<Vec<Place>>,
    /// How much of the body it is.
    area_mm2: f32,
    outline: OnceLock<Option<Outline>>,
}

/// One view of the body: a plate, or its mirror image for the other side.
pub(super) struct View {
    id: String,
    /// The plate; empty for the diagram of the mouth.
    plate: String,
    /// Whether there are three plates of it, by sex.
    sexed: bool,
    /// The side it shows of a limb or of the head; none if both are seen.
    side: Option<Side>,
    flipped: bool,
    whole: bool,
    towards: Towards,
    width: f32,
    height: f32,
    /// Units per mm of the body.
    per_mm: f32,
    shapes: Vec<Shape>,
    points: BTreeMap<(String, Side), Place>,
    silhouette: String,
    /// None of a diagram.
    skin: Option<skin::Skin>,
    /// Lines of a view without a plate.
    lines: String,
}

/// All views.
pub(super) struct Sheet {
    views: Vec<View>,
    /// The largest picture of each cell, mm².
    largest: BTreeMap<Cell, f32>,
}

static SHEET: LazyLock<Sheet> = LazyLock::new(Sheet::read);

impl Sheet {
    pub(super) fn get() -> &'static Sheet {
        &SHEET
    }

    fn read() -> Sheet {
        let views = engraved::views();
        let mut largest = BTreeMap::new();
        for view in &views {
            for cell in view.cells_shown() {
                if view.speaks_of(cell) {
                    let known = largest.entry(cell).or_insert(0.0_f32);
                    *known = known.max(view.area(cell));
                }
            }
        }
        Sheet { views, largest }
    }

    pub(super) fn views(&self) -> &[View] {
        &self.views
    }

    pub(super) fn view(&self, id: &str) -> Option<&View> {
        self.views.iter().find(|view| view.id == id)
    }

    /// Whether a view shows enough of a cell to be read and tapped.
    pub(super) fn shows_well(&self, view: &View, cell: Cell) -> bool {
        self.share(view, cell) >= SHOWN
    }

    /// Whether a view shows enough of a cell to be lit there, if not to be read.
    pub(super) fn shows_some(&self, view: &View, cell: Cell) -> bool {
        self.share(view, cell) >= SHOWN_SMALL
    }

    fn share(&self, view: &View, cell: Cell) -> f32 {
        let most = self.largest.get(&cell).copied().unwrap_or_default();
        if view.speaks_of(cell) && most > 0.0 { view.area(cell) / most } else { 0.0 }
    }

    /// The close-up that shows most of a cell, of those that pass.
    pub(super) fn closest(&self, cell: Cell, among: impl Fn(&View) -> bool) -> Option<&View> {
        let usable =
            self.views.iter().filter(|view| view.is_detail() && among(view) && self.shows_well(view, cell));
        usable.max_by(|a, b| (a.area(cell) * a.per_mm).total_cmp(&(b.area(cell) * b.per_mm)))
    }

    /// The cell itself if the front or the back shows it, otherwise the nearest one on the skin that they show.
    pub(super) fn visible(&self, cell: Cell) -> Cell {
        let small = |cell: Cell| {
            let on = |view: &&View| matches!(view.id(), "front" | "back");
            self.views.iter().filter(on).any(|view| self.shows_some(view, cell))
        };
        let mut seen: BTreeSet<RegionId> = BTreeSet::from([cell.region]);
        let mut next = VecDeque::from([cell.region]);
        while let Some(region) = next.pop_front() {
            let here = Cell::new(region, cell.side);
            if small(here) {
                return here;
            }
            next.extend(Atlas::get().region(region).adjacent.iter().filter(|near| seen.insert(**near)));
        }
        cell
    }
}

impl View {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Name of the plate, without sex and ending; none for the mouth's diagram.
    pub(super) fn plate(&self) -> Option<&str> {
        (!self.plate.is_empty()).then_some(self.plate.as_str())
    }

    /// What its name is made of: the plate's, or its own.
    pub(super) fn name_of(&self) -> &str {
        self.plate().unwrap_or(&self.id)
    }

    pub(super) fn side(&self) -> Option<Side> {
        self.side
    }

    pub(super) fn is_flipped(&self) -> bool {
        self.flipped
    }

    pub(super) fn is_sexed(&self) -> bool {
        self.sexed
    }

    /// One of the four views of the whole body.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    pub(super) fn per_mm(&self) -> f32 {
        self.per_mm
    }

    /// The whole view from which one comes to this close-up.
    pub(super) fn from(&self) -> &'static str {
        match (self.side, self.towards) {
            (_, Towards::Front) => "front",
            (_, Towards::Back) => "back",
            (Some(Side::L), Towards::Side) => "left",
            (_, Towards::Side) => "right",
        }
    }

    /// A close-up that one comes to by itself; the jaw, cut out of the head, is asked for by its name.
    pub(super) fn is_detail(&self) -> bool {
        !self.whole && self.plate != "jaw"
    }

    /// Diagrams of the mouth and of the pelvic floor are about what the vocabulary draws there.
    fn speaks_of(&self, cell: Cell) -> bool {
        let drawn = Atlas::get().region(cell.region).views;
        match self.id.as_str() {
            "mouth" => drawn.contains(&atlas::View::Mouth),
            "pelvic-floor" => drawn.contains(&atlas::View::Saddle),
            _ => true,
        }
    }

    /// Whether the cell can be seen in this view.
    pub(super) fn shows(&self, cell: Cell) -> bool {
        self.shapes.iter().any(|shape| shape.cell == cell)
    }

    pub(super) fn area(&self, cell: Cell) -> f32 {
        self.shapes.iter().filter(|shape| shape.cell == cell).map(|shape| shape.area_mm2).sum()
    }

    /// Where a point lies, if its skin is seen here.
    pub(super) fn point(&self, point: PointId, side: Side) -> Option<Place> {
        self.points.get(&(point.to_string(), side)).copied()
    }

    /// `0 0 width height`
    pub(super) fn window(&self) -> String {
        format!("0 0 {:.0} {:.0}", self.width, self.height)
    }

    /// The address of its picture, for figures of neither sex; none for the mouth.
    pub(super) fn picture_address(&self) -> Option<&'static str> {
        let plate = self.plate()?;
        let ending = if self.sexed { "-neutral.svg" } else { ".svg" };
        Some(Assets::get().url(&format!("plates/{plate}{ending}")))
    }

    /// The address of what the engraver says of it: where its skin lies.
    pub(super) fn skin_file_address(&self) -> Option<&'static str> {
        let plate = self.plate()?;
        let ending = if self.sexed { "-neutral.skin.json" } else { ".skin.json" };
        Some(Assets::get().url(&format!("plates/{plate}{ending}")))
    }

    /// The same with the skin on.
    pub(super) fn skin_address(&self) -> Option<&'static str> {
        let plate = self.plate()?;
        let ending = if self.sexed { "-neutral.skin.svg" } else { ".skin.svg" };
        Some(Assets::get().url(&format!("plates/{plate}{ending}")))
    }

    /// The engraving with its muscles on top, or the lines of the diagram; it takes no taps.
    pub(super) fn picture(&self) -> Markup {
        let flip = self.flipped.then(|| format!("matrix(-1 0 0 1 {:.0} 0)", self.width));
        html! {
            @if let Some(address) = self.picture_address() {
                image.bm-picture href={ (address) "#superficial" } width=(format!("{:.0}", self.width))
                    height=(format!("{:.0}", self.height)) transform=[flip] {}
            } @else { g.bm-lines { (PreEscaped(&self.lines)) } }
        }
    }

    /// The outline of the body, to be filled or drawn.
    pub(super) fn silhouette(&self) -> Markup {
        let mirror = format!("matrix(-1 0 0 1 {:.0} 0)", self.width);
        html! {
            path d=(self.silhouette) {}
            path d=(self.silhouette) transform=(mirror) {}
        }
    }

    /// Every cell, to be tapped.
    pub(super) fn cells(&self) -> Markup {
        let mut out = String::new();
        for shape in &self.shapes {
            let (region, side) = (shape.cell.region, shape.cell.side);
            let _ = write!(
                out,
                r#"<path data-region="{region}" data-side="{side}"{} d="{}"/>"#,
                shape.transform, shape.d
            );
        }
        PreEscaped(out)
    }

    /// The shapes of one cell with these attributes (trusted text).
    pub(super) fn shapes(&self, cell: Cell, attributes: &str) -> Markup {
        let mut out = String::new();
        for shape in self.shapes.iter().filter(|shape| shape.cell == cell) {
            let _ = write!(out, r#"<path {attributes}{} d="{}"/>"#, shape.transform, shape.d);
        }
        PreEscaped(out)
    }

    /// The borders of a cell's shapes, each shape's rings together.
    pub(super) fn rings(&self, cell: Cell) -> impl Iterator<Item = &[Vec<Place>]> {
        self.shapes.iter().filter(move |shape| shape.cell == cell).map(|shape| shape.rings.as_slice())
    }

    /// Which side of the body is on which side of the picture, where both are seen.
    pub(super) fn captions(&self, texts: &Texts) -> Markup {
        if self.side.is_some() {
            return html! {};
        }
        let (first, second) = tools::sides_of(self, texts);
        html! {
            p.bm-sides aria-hidden="true" { span { (first) } span { (second) } }
        }
    }
}
