//! The shapes of the regions as polygons: how far something reaches on a view, and where in a region a mark can stand.

use super::View;
use atlas::{Cell, RegionId, Side};
use std::collections::BTreeSet;

/// Pieces that a curve is cut into: the curves are short, and nothing is drawn from this.
const CURVE_PIECES: u8 = 4;
/// Places tried along the longer side of a shape for its middle, then around the best one.
const TRIES: u16 = 12;

/// A place on a view, in its units, from the top left.
pub(in crate::figure) type Place = (f32, f32);

/// A rectangle on a view: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::figure) struct Frame {
    pub(in crate::figure) left: f32,
    pub(in crate::figure) top: f32,
    pub(in crate::figure) right: f32,
    pub(in crate::figure) bottom: f32,
}

impl Frame {
    const NOTHING: Frame = Frame { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };

    pub(in crate::figure) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(in crate::figure) fn height(self) -> f32 {
        self.bottom - self.top
    }

    pub(in crate::figure) fn holds(self, (x, y): Place) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub(in crate::figure) fn with(self, other: Frame) -> Frame {
        Frame {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// One shape of a region on a view.
pub(in crate::figure) struct Outline {
    rings: Vec<Vec<Place>>,
    /// What it covers.
    pub(in crate::figure) frame: Frame,
    /// The place inside that is farthest from its border.
    pub(in crate::figure) middle: Place,
    /// How far that is.
    pub(in crate::figure) room: f32,
}

impl View {
    /// Every shape of a cell on this view, the roomiest first.
    pub(in crate::figure) fn outlines(&self, cell: Cell) -> Vec<&Outline> {
        let here = self.shapes.iter().filter(|shape| shape.cell == cell);
        let mut mine: Vec<&Outline> = here
            .filter_map(|shape| shape.outline.get_or_init(|| Outline::of(&shape.rings)).as_ref())
            .collect();
        mine.sort_by(|a, b| b.room.total_cmp(&a.room));
        mine
    }

    /// Where a mark for something in these regions stands: in the first of them, drawn toward the others where it
    /// borders on them. None if the view shows none of them.
    pub(in crate::figure) fn place(&self, regions: &[RegionId], side: Side) -> Option<Place> {
        let seen: Vec<Place> = regions
            .iter()
            .filter_map(|region| {
                self.outlines(Cell::new(*region, side)).first().map(|outline| outline.middle)
            })
            .collect();
        let first = *seen.first()?;
        let count = seen.len() as f32;
        let mean = seen.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0 / count, sum.1 + at.1 / count));
        let drawn = (first.0 + 0.6 * (mean.0 - first.0), first.1 + 0.6 * (mean.1 - first.1));
        Some(if self.covers(regions, side, drawn) { drawn } else { first })
    }

    /// Whether a place lies in one of these regions.
    pub(in crate::figure) fn covers(&self, regions: &[RegionId], side: Side, place: Place) -> bool {
        regions
            .iter()
            .flat_map(|region| self.outlines(Cell::new(*region, side)))
            .any(|outline| outline.frame.holds(place) && outline.holds(place))
    }

    /// Every cell that this view shows, once.
    pub(in crate::figure) fn cells_shown(&self) -> BTreeSet<Cell> {
        self.shapes.iter().map(|shape| shape.cell).collect()
    }

    /// The whole of it.
    pub(in crate::figure) fn frame(&self) -> Frame {
        Frame { left: 0.0, top: 0.0, right: self.width, bottom: self.height }
    }
}

impl Outline {
    fn of(rings: &[Vec<Place>]) -> Option<Outline> {
        let rings = rings.to_vec();
        let frame = rings.iter().flatten().fold(Frame::NOTHING, |frame, &(x, y)| {
            frame.with(Frame { left: x, top: y, right: x, bottom: y })
        });
        if frame.width() <= 0.0 {
            return None;
        }
        let mut outline = Outline { rings, frame, middle: (0.0, 0.0), room: f32::MIN };
        let step = frame.width().max(frame.height()) / f32::from(TRIES);
        outline.look(frame, step);
        for finer in [step / 4.0, step / 12.0] {
            let (x, y) = outline.middle;
            let around = 4.0 * finer;
            outline.look(
                Frame { left: x - around, top: y - around, right: x + around, bottom: y + around },
                finer,
            );
        }
        Some(outline)
    }

    /// Moves the middle to the best place of a grid.
    fn look(&mut self, within: Frame, step: f32) {
        let mut y = within.top + step / 2.0;
        while y < within.bottom {
            let mut x = within.left + step / 2.0;
            while x < within.right {
                let room = self.depth((x, y));
                if room > self.room {
                    (self.room, self.middle) = (room, (x, y));
                }
                x += step;
            }
            y += step;
        }
    }

    fn holds(&self, (x, y): Place) -> bool {
        let crossed =
            |a: &Place, b: &Place| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0;
        self.rings.iter().fold(false, |inside, ring| {
            let next = ring.iter().skip(1).chain(ring.first());
            inside ^ (ring.iter().zip(next).filter(|(a, b)| crossed(a, b)).count() % 2 == 1)
        })
    }

    /// Distance to the border, negative outside.
    fn depth(&self, (x, y): Place) -> f32 {
        let mut nearest = f32::MAX;
        for ring in &self.rings {
            let next = ring.iter().skip(1).chain(ring.first());
            for (a, b) in ring.iter().zip(next) {
                let (dx, dy) = (b.0 - a.0, b.1 - a.1);
                let length = dx * dx + dy * dy;
                let along = if length > 0.0 {
                    (((x - a.0) * dx + (y - a.1) * dy) / length).clamp(0.0, 1.0)
                } else {
                    0.0
                };
                nearest = nearest.min((x - a.0 - along * dx).hypot(y - a.1 - along * dy));
            }
        }
        if self.holds((x, y)) { nearest } else { -nearest }
    }
}

/// The rings of a path made of `M`, `m`, `L`, `l`, `C`, `c` and `z`, which is all that the diagram of the mouth has.
pub(super) fn rings_of(d: &str) -> Vec<Vec<Place>> {
    let mut rings: Vec<Vec<Place>> = Vec::new();
    let (mut at, mut start): (Place, Place) = ((0.0, 0.0), (0.0, 0.0));
    for (command, numbers) in steps(d) {
        let relative = command.is_ascii_lowercase();
        let need = if command.eq_ignore_ascii_case(&'c') { 6 } else { 2 };
        if command.eq_ignore_ascii_case(&'z') {
            at = start;
            continue;
        }
        for (turn, step) in numbers.chunks_exact(need).enumerate() {
            let from = if relative { at } else { (0.0, 0.0) };
            let point = |n: usize| (from.0 + step[2 * n], from.1 + step[2 * n + 1]);
            if command.eq_ignore_ascii_case(&'m') && turn == 0 {
                (at, start) = (point(0), point(0));
                rings.push(vec![at]);
                continue;
            }
            let Some(ring) = rings.last_mut() else { break };
            if need == 6 {
                for piece in 1..=CURVE_PIECES {
                    ring.push(on_curve(
                        [at, point(0), point(1), point(2)],
                        f32::from(piece) / f32::from(CURVE_PIECES),
                    ));
                }
                at = point(2);
            } else {
                at = point(0);
                ring.push(at);
            }
        }
    }
    rings
}

fn on_curve(curve: [Place; 4], t: f32) -> Place {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    curve.iter().zip(weights).fold((0.0, 0.0), |sum, (at, w)| (sum.0 + w * at.0, sum.1 + w * at.1))
}

/// Each letter of a path with the numbers after it.
fn steps(d: &str) -> Vec<(char, Vec<f32>)> {
    let mut steps: Vec<(char, Vec<f32>)> = Vec::new();
    let mut number = String::new();
    for letter in d.chars().chain(" ".chars()) {
        let divides = !(letter.is_ascii_digit() || letter == '.') || (letter == '.' && number.contains('.'));
        if divides {
            if let (Ok(value), Some((_, numbers))) = (number.parse(), steps.last_mut()) {
                numbers.push(value);
            }
            number.clear();
        }
        if letter.is_ascii_alphabetic() {
            steps.push((letter, Vec::new()));
        } else if letter.is_ascii_digit() || letter == '.' || letter == '-' {
            number.push(letter);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::*;

    #[test]
    fn the_middle_of_an_l_lies_inside_it() {
        let outline = Outline::of(&rings_of("M0 0l10 0 0 90 90 0 0 10-100 0z")).expect("a shape");
        assert!(outline.depth(outline.middle) > 4.0, "{:?}", outline.middle);
        assert!(outline.depth((50.0, 50.0)) < 0.0);
        assert_eq!(outline.frame, Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 });
    }

    #[test]
    fn every_cell_that_a_view_shows_well_has_a_middle_inside_it() {
        for view in Sheet::get().views() {
            for cell in view.cells_shown().into_iter().filter(|cell| Sheet::get().shows_well(view, *cell)) {
                let outlines = view.outlines(cell);
                let roomiest = outlines.first().expect("a shape");
                assert!(roomiest.room > 0.0, "{cell} on {}", view.id());
                assert!(view.frame().holds(roomiest.middle), "{cell} on {}", view.id());
            }
        }
    }
}
