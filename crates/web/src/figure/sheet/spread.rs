//! Marks that would lie on one another, moved apart without leaving their regions.

use super::View;
use super::outline::Place;
use atlas::{PointId, RegionId, Side};

/// Rounds of pushing; crowded regions keep some overlap rather than move for ever.
const ROUNDS: u8 = 40;

/// Something that stands in one or several bordering regions.
#[derive(Clone, Copy, Debug)]
pub(in crate::figure) struct Standing<'a> {
    /// A point of the atlas stands where the plate has it.
    pub(in crate::figure) point: Option<PointId>,
    pub(in crate::figure) regions: &'a [RegionId],
    pub(in crate::figure) side: Side,
}

impl View {
    /// Where something stands if it is alone.
    pub(in crate::figure) fn stand(&self, mark: &Standing<'_>) -> Option<Place> {
        let exact = mark.point.and_then(|point| self.point(point, mark.side));
        exact.or_else(|| self.place(mark.regions, mark.side))
    }

    /// A place for each mark that this view can show, at least `gap` units apart where the regions have the room. The
    /// same marks give the same places.
    pub(in crate::figure) fn spread(&self, marks: &[Standing<'_>], gap: f32) -> Vec<Option<Place>> {
        let mut places: Vec<Option<Place>> = marks.iter().map(|mark| self.stand(mark)).collect();
        for round in 0..ROUNDS {
            let before = places.clone();
            let mut crowded = false;
            for (n, mark) in marks.iter().enumerate() {
                let Some(here) = before[n] else { continue };
                let mut push = (0.0_f32, 0.0_f32);
                for (m, there) in before.iter().enumerate() {
                    let Some(there) = there.filter(|_| m != n) else { continue };
                    let (dx, dy) = (here.0 - there.0, here.1 - there.1);
                    let apart = dx.hypot(dy);
                    if apart < 0.01 {
                        // On the very same spot: each goes its own way, by its number.
                        let turn = (n as f32 + f32::from(round) * 0.1) * 2.4;
                        push = (push.0 + turn.cos() * gap / 3.0, push.1 + turn.sin() * gap / 3.0);
                    } else if apart < gap {
                        let part = (gap - apart) / apart / 2.0;
                        push = (push.0 + dx * part, push.1 + dy * part);
                    }
                }
                let length = push.0.hypot(push.1);
                if length == 0.0 {
                    continue;
                }
                crowded = true;
                let most = (gap / 2.0 / length.max(0.01)).min(1.0);
                for share in [most, most / 2.0, most / 4.0] {
                    let moved = (here.0 + push.0 * share, here.1 + push.1 * share);
                    if self.covers(mark.regions, mark.side, moved) {
                        places[n] = Some(moved);
                        break;
                    }
                }
            }
            if !crowded {
                break;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::*;
    use atlas::Atlas;

    #[test]
    fn points_of_one_region_stand_apart_inside_it() {
        let view = Sheet::get().view("back").expect("the back");
        let region: RegionId = "scapula-body".parse().expect("a region");
        let regions = [region];
        let marks = [Standing { point: None, regions: &regions, side: Side::R }; 3];
        let places: Vec<Place> = view.spread(&marks, 30.0).into_iter().flatten().collect();
        assert_eq!(places.len(), 3);
        for (n, a) in places.iter().enumerate() {
            assert!(view.covers(&regions, Side::R, *a));
            for b in &places[..n] {
                assert!((a.0 - b.0).hypot(a.1 - b.1) > 20.0, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn every_trigger_point_has_a_place_on_some_view() {
        for point in Atlas::get().points() {
            let site = Atlas::get().point(point).site;
            let mark = Standing { point: Some(point), regions: site, side: Side::R };
            let seen = Sheet::get().views().iter().any(|view| view.stand(&mark).is_some());
            assert!(seen, "{point} is on no view");
        }
    }
}
