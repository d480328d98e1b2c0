//! Which views show a set of cells best, and which part of each: as few pictures as possible, each as close as possible.

use super::sheet::outline::Frame;
use super::sheet::{Sheet, View};
use atlas::Cell;

/// Paper around what is lit, part of its longer side.
const MARGIN: f32 = 0.14;
/// Closer than this a part of the body is not recognised, mm of the body.
const NEAREST_MM: f32 = 330.0;
/// Width of a picture by its height.
const NARROWEST: f32 = 0.74;
const WIDEST: f32 = 1.1;

/// A part of a view.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    pub(super) view: &'static View,
    pub(super) frame: Frame,
}

/// As few pictures as show every cell well; those that show most of `first` first.
pub(super) fn pictures(cells: &[Cell], first: &[Cell]) -> Vec<Picture> {
    let views = views_of(cells, |view, cell| Sheet::get().shows_well(view, *cell));
    let mut pictures: Vec<Picture> =
        views.into_iter().map(|view| Picture { view, frame: close_up(view, cells) }).collect();
    pictures.sort_by_key(|picture| {
        std::cmp::Reverse(first.iter().filter(|cell| Sheet::get().shows_well(picture.view, **cell)).count())
    });
    pictures
}

/// As few views as show everything that some view shows. Of those that show equally much the closest.
pub(super) fn views_of<T>(things: &[T], shows: impl Fn(&View, &T) -> bool) -> Vec<&'static View> {
    let mut left: Vec<&T> = things.iter().collect();
    let mut chosen = Vec::new();
    while !left.is_empty() {
        let gain = |view: &View| left.iter().filter(|thing| shows(view, thing)).count();
        let by_gain = |a: &&View, b: &&View| gain(a).cmp(&gain(b)).then(a.per_mm().total_cmp(&b.per_mm()));
        let best = Sheet::get().views().iter().max_by(by_gain).filter(|view| gain(view) > 0);
        let Some(best) = best else { break };
        left.retain(|thing| !shows(best, thing));
        chosen.push(best);
    }
    chosen
}

/// The part of a view around the cells, with enough of the body to be recognised.
fn close_up(view: &View, cells: &[Cell]) -> Frame {
    let whole = view.frame();
    let shown = cells.iter().filter(|cell| Sheet::get().shows_well(view, **cell));
    let shapes = shown.flat_map(|cell| view.outlines(*cell)).map(|outline| outline.frame);
    let Some(lit) = shapes.reduce(Frame::with) else { return whole };
    let margin = MARGIN * lit.width().max(lit.height());
    let mut height = (lit.height() + 2.0 * margin).max(NEAREST_MM * view.per_mm());
    let mut width = (lit.width() + 2.0 * margin).max(NARROWEST * height);
    height = height.max(width / WIDEST).min(whole.height());
    width = width.min(whole.width());
    let from = |low: f32, high: f32, length: f32, least: f32, most: f32| {
        f32::midpoint(low, high - length).min(most - length).max(least)
    };
    let left = from(lit.left, lit.right, width, whole.left, whole.right);
    let top = from(lit.top, lit.bottom, height, whole.top, whole.bottom);
    Frame { left, top, right: left + width, bottom: top + height }
}
