//! Which views show a set of cells best, and which part of each: as few plates as possible, each as close as possible.

use super::sheet::outline::Frame;
use super::sheet::{Sheet, View, Zone, id_of};
use super::tools;
use atlas::{Atlas, Cell, Side, View as Drawn};
use std::sync::LazyLock;

/// Paper around what is lit, part of its longer side.
const MARGIN: f32 = 0.14;
/// Closer than this a part of the body is not recognised, units of the whole figures (3500 units tall).
const NEAREST: f32 = 1000.0;
/// Width of a plate by its height.
const NARROWEST: f32 = 0.74;
const WIDEST: f32 = 0.95;

/// On a close-up of the head a region counts as shown if at least this part of it is there: the neck's foot is cut off.
const WHOLENESS: f32 = 0.7;

/// A part of a view.
#[derive(Clone, Copy)]
pub(super) struct Plate {
    pub(super) view: &'static View,
    pub(super) frame: Frame,
    /// Text key of what is seen.
    pub(super) key: &'static str,
}

/// A view, or one close-up of it, that can be chosen.
struct Candidate {
    view: &'static View,
    /// The part of the view that it is about.
    zone: Frame,
    /// Shown whole; of the others the part around the cells is cut out.
    whole: bool,
    /// What the vocabulary calls it.
    drawn: Drawn,
    key: &'static str,
}

/// As few plates as show every cell where the vocabulary says that it belongs; those that show most of `first` first.
pub(super) fn plates(cells: &[Cell], first: &[Cell]) -> Vec<Plate> {
    let all = candidates();
    let on_head =
        |cell: &Cell| all.iter().any(|c| matches!(c.view.id(), "head" | "mouth") && c.covers(*cell));
    let head_only = cells.iter().all(on_head);
    let usable: Vec<&Candidate> = all
        .iter()
        .filter(|c| if head_only { matches!(c.view.id(), "head" | "mouth") } else { c.view.id() != "head" })
        .collect();
    let mut left: Vec<Cell> = cells.to_vec();
    let mut chosen: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let gain = |n: usize| left.iter().filter(|cell| usable[n].covers(**cell)).count();
        // Of equals the first, which is the one of the whole body.
        let best = (0..usable.len()).rev().max_by_key(|n| gain(*n)).filter(|n| gain(*n) > 0);
        let Some(best) = best else { break };
        left.retain(|cell| !usable[best].covers(*cell));
        chosen.push(best);
    }
    chosen.sort_unstable();
    chosen.sort_by_key(|n| std::cmp::Reverse(first.iter().filter(|cell| usable[*n].covers(**cell)).count()));
    chosen.into_iter().map(|n| usable[n].plate(cells)).collect()
}

fn candidates() -> Vec<Candidate> {
    let mut all = Vec::new();
    for view in Sheet::get().views() {
        let figure = |drawn| Candidate {
            view,
            zone: view.frame(),
            whole: false,
            drawn,
            key: tools::view_key(view.id()),
        };
        match view.id() {
            "front" => all.push(figure(Drawn::Front)),
            "back" => all.push(figure(Drawn::Back)),
            "left" | "right" => {
                // The body from the side; the loose arms and the inner leg beside it are plates of their own.
                let body = view.zones().iter().find(|zone| zone.id == "shoulders").and_then(Zone::frame);
                let zone = body.map_or(view.frame(), |body| Frame {
                    left: body.left,
                    right: body.right,
                    ..view.frame()
                });
                all.push(Candidate { zone, ..figure(Drawn::Side) });
            }
            "mouth" => all.push(Candidate { whole: true, ..figure(Drawn::Mouth) }),
            "saddle" => all.push(Candidate { whole: true, ..figure(Drawn::Saddle) }),
            _ => {}
        }
        all.extend(view.zones().iter().filter_map(|zone| {
            let (frame, drawn) = (zone.frame()?, drawn_as(&zone.id)?);
            Some(Candidate { view, zone: frame, whole: true, drawn, key: tools::zone_key(&zone.id) })
        }));
    }
    all
}

/// What a close-up shows; none for those that cut a sheet in another way.
fn drawn_as(zone: &str) -> Option<Drawn> {
    match zone {
        "face" => Some(Drawn::Front),
        "head-back" => Some(Drawn::Back),
        "profile-right" | "profile-left" | "arms" => Some(Drawn::Side),
        "hand-right" | "hand-left" => Some(Drawn::Hand),
        "foot-right" | "foot-left" | "edges-right" | "edges-left" => Some(Drawn::Foot),
        _ => None,
    }
}

impl Candidate {
    fn covers(&self, cell: Cell) -> bool {
        let proper = Atlas::get().region(cell.region).views.contains(&self.drawn);
        let side = self.view.id() == "head"
            || self.drawn != Drawn::Side
            || id_of(Drawn::Side, cell.side) == self.view.id();
        let here = self.view.outlines(cell).into_iter().filter(|outline| self.zone.holds(outline.middle));
        let room = here.map(|outline| outline.room).reduce(f32::max);
        proper
            && side
            && room.is_some_and(|room| self.view.id() != "head" || room >= WHOLENESS * enlarged(cell))
    }

    fn plate(&self, cells: &[Cell]) -> Plate {
        let frame = if self.whole { self.zone } else { close_up(self.view, self.zone, cells) };
        Plate { view: self.view, frame, key: self.key }
    }
}

/// The most room that a cell has on a whole figure, in the units of the head's close-up.
fn enlarged(cell: Cell) -> f32 {
    static SCALE: LazyLock<f32> = LazyLock::new(|| {
        let rooms = |view: &str| {
            let cheek = "cheek".parse().ok().map(|region| Cell::new(region, Side::R))?;
            Some(Sheet::get().view(view)?.outlines(cheek).first()?.room)
        };
        rooms("head").zip(rooms("front")).map_or(1.0, |(head, front)| head / front)
    });
    let views = ["front", "back", "left", "right"].iter().filter_map(|id| Sheet::get().view(id));
    let room = views.filter_map(|view| view.outlines(cell).first().map(|o| o.room)).reduce(f32::max);
    *SCALE * room.unwrap_or_default()
}

/// The part of a whole figure around the cells, with enough of the body to be recognised.
fn close_up(view: &View, whole: Frame, cells: &[Cell]) -> Frame {
    let shapes =
        cells.iter().flat_map(|cell| view.outlines(*cell)).filter(|o| whole.holds(o.middle)).map(|o| o.frame);
    let Some(lit) = shapes.reduce(Frame::with) else { return whole };
    let margin = MARGIN * lit.width().max(lit.height());
    let mut height = (lit.height() + 2.0 * margin).max(NEAREST);
    let mut width = (lit.width() + 2.0 * margin).max(NARROWEST * height);
    height = height.max(width / WIDEST).min(whole.height());
    width = width.min(whole.width());
    let from = |low: f32, high: f32, length: f32, least: f32, most: f32| {
        ((low + high - length) / 2.0).min(most - length).max(least)
    };
    let left = from(lit.left, lit.right, width, whole.left, whole.right);
    let top = from(lit.top, lit.bottom, height, whole.top, whole.bottom);
    Frame { left, top, right: left + width, bottom: top + height }
}
