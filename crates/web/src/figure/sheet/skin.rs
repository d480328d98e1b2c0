//! Places on the body: where a plate shows them, and whether its skin is there. `islands/lib/map-plate.js` does the same sums.

use super::View;
use super::outline::Place;
use atlas::Cell;
use serde::Deserialize;

/// A place on the body, mm: to its left, up, forward, from between its hips.
pub(in crate::figure) type BodyMm = [f32; 3];

/// Farther behind or before the skin that is seen, a place is on other skin, mm: the other face of a hand, an arm before the chest.
const SKIN_MM: f32 = 8.0;

/// A plate's `.skin.json`: the way between it and the body, and where its skin lies.
#[derive(Clone, Deserialize)]
pub(super) struct Skin {
    view: Axes,
    /// Left, top, width, height, in the plate's units.
    frame: [f32; 4],
    depths: Depths,
}

/// Where the reader stands.
#[derive(Clone, Deserialize)]
struct Axes {
    right: BodyMm,
    up: BodyMm,
    toward: BodyMm,
    units_per_mm: f32,
}

/// A coarse grid of how far the skin lies towards the reader.
#[derive(Clone, Deserialize)]
struct Depths {
    corner: [f32; 2],
    step: f32,
    /// Per row runs: the first square, its depth in mm, then changes.
    rows: Vec<Vec<Vec<i32>>>,
}

impl View {
    /// Where a place on the skin of the body is seen; none if this view shows other skin there, or none.
    pub(in crate::figure) fn on_skin(&self, mm: BodyMm) -> Option<Place> {
        let skin = self.skin.as_ref()?;
        let mm = if self.flipped { [-mm[0], mm[1], mm[2]] } else { mm };
        let per_mm = skin.view.units_per_mm;
        let units = [dot(mm, skin.view.right) * per_mm, -dot(mm, skin.view.up) * per_mm];
        let (nearest, farthest) = skin.depths.about(units)?;
        let depth = dot(mm, skin.view.toward);
        if depth < farthest - SKIN_MM || depth > nearest + SKIN_MM {
            return None;
        }
        let [left, top, ..] = skin.frame;
        let scale = self.per_mm / per_mm;
        let (x, y) = ((units[0] - left) * scale, (units[1] - top) * scale);
        let place = (if self.flipped { self.width - x } else { x }, y);
        self.frame().holds(place).then_some(place)
    }

    /// The cell at a place of this view.
    pub(in crate::figure) fn cell_at(&self, place: Place) -> Option<Cell> {
        let at = |cell: &Cell| self.covers(&[cell.region], cell.side, place);
        self.cells_shown().into_iter().find(at)
    }
}

impl Depths {
    /// The nearest and the farthest skin in the square of a place and those about it.
    fn about(&self, [x, y]: [f32; 2]) -> Option<(f32, f32)> {
        let square = |at: f32, corner: f32| ((at - corner) / self.step).floor() as i32;
        let (column, row) = (square(x, self.corner[0]), square(y, self.corner[1]));
        let mut seen: Option<(i32, i32)> = None;
        for row in (row - 1..=row + 1).filter_map(|row| self.rows.get(usize::try_from(row).ok()?)) {
            for run in row {
                let [first, changes @ ..] = run.as_slice() else { continue };
                let mut depth = 0;
                for (at, change) in (*first..).zip(changes) {
                    depth += change;
                    if (at - column).abs() <= 1 {
                        let (near, far) = seen.unwrap_or((depth, depth));
                        seen = Some((near.max(depth), far.min(depth)));
                    }
                }
            }
        }
        seen.map(|(near, far)| (near as f32, far as f32))
    }
}

fn dot(a: BodyMm, b: BodyMm) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::super::engraved::parsed;
    use super::*;
    use atlas::Side;

    /// As the golden file of a needle has it since this release.
    const STORED: BodyMm = [-80.0, 488.0, -70.0];

    fn seen_on(mm: BodyMm) -> Vec<&'static str> {
        let views = Sheet::get().views().iter();
        views.filter(|view| view.on_skin(mm).is_some()).map(View::id).collect()
    }

    #[test]
    fn a_stored_spot_behind_the_shoulder_is_seen_from_behind_and_not_from_the_front() {
        let seen = seen_on(STORED);
        assert!(seen.contains(&"back") && seen.contains(&"neck-shoulder"), "{seen:?}");
        assert!(!seen.contains(&"front") && !seen.contains(&"left"), "{seen:?}");
    }

    #[test]
    fn a_stored_spot_lies_in_the_same_region_on_every_plate_that_shows_it() {
        let cells: Vec<Option<Cell>> = ["back", "neck-shoulder"]
            .into_iter()
            .filter_map(|id| Sheet::get().view(id))
            .map(|view| view.on_skin(STORED).and_then(|at| view.cell_at(at)))
            .collect();
        assert_eq!(cells[0].map(|cell| cell.side), Some(Side::R));
        assert_eq!(cells[0], cells[1]);
    }

    /// On the bodies that a page can be asked to show, the skin is there too, if not to the millimetre.
    #[test]
    fn a_stored_spot_is_near_the_skin_of_every_body() {
        for body in ["", "-female", "-neutral"] {
            let skin: Skin = parsed(&format!("plates/back{body}.skin.json")).expect("a plate");
            let per_mm = skin.view.units_per_mm;
            let units = [dot(STORED, skin.view.right) * per_mm, -dot(STORED, skin.view.up) * per_mm];
            let (nearest, farthest) = skin.depths.about(units).expect("there is skin");
            let depth = dot(STORED, skin.view.toward);
            assert!(
                depth < nearest + SKIN_MM && depth > farthest - SKIN_MM,
                "back{body}: {farthest} to {nearest}"
            );
        }
    }

    #[test]
    fn what_is_not_on_the_body_is_on_no_plate() {
        for mm in [[0.0, 0.0, 0.0], [-590.0, 800.0, 0.0], [-80.0, 488.0, -390.0], [f32::NAN, 0.0, 0.0]] {
            assert_eq!(seen_on(mm), [""; 0], "{mm:?}");
        }
    }
}
