//! The map of a session: the part of the body that is treated, near enough for a gloved finger, with the points to needle on it.
//!
//! For eyes and fingers only: the page carries the same points as buttons, so the drawing is hidden from keyboards and
//! screen readers. Without a script a spot leads to its button.

use super::choice::views_of;
use super::sheet::outline::Place;
use super::sheet::spread::Standing;
use super::sheet::{Sheet, View};
use super::{Mark, tools};
use crate::texts::Texts;
use atlas::{Cell, PointId, RegionId, Side};
use maud::{Markup, html};

/// A window never shows less of the body than this, mm: one must still see where it is.
const WINDOW_MIN_MM: f32 = 260.0;
/// Room around the outermost points, by the window's smallest size.
const MARGIN: f32 = 0.45;
/// Radius of what a finger hits, by the window's width. On a tablet two windows stand side by side, each about 15 rem wide.
const REACH: f32 = 0.09;
/// Round a point's middle so much of the window is in sight, by its reach: its disc and some paper, also where the plate ends.
const ROOM: f32 = 1.1;

/// Nearer to the edge of a view than this part of its shorter side a point is not read well there.
const EDGE: f32 = 0.1;

/// A point to needle.
#[derive(Clone, Debug)]
pub struct NeedleSpot {
    /// `trapezius-upper/1/R`.
    pub place: String,
    /// The point.
    pub point: PointId,
    /// The id of its button on the page.
    pub button: String,
    /// Regions over the point.
    pub site: &'static [RegionId],
    /// The patient's left or right.
    pub side: Side,
    /// Number on the map, as on its button.
    pub number: usize,
    /// What it is.
    pub title: String,
}

/// A needle whose spot was marked on the map.
#[derive(Clone, Debug)]
pub struct MarkedNeedle {
    /// In URLs.
    pub id: String,
    /// As on its card.
    pub number: u32,
    /// mm on the body.
    pub spot: [f32; 3],
}

/// The windows on the views that show these points, each with its own, and the marked spots where they are seen. The page needs
/// `css/body-map.css` and `css/session.css`.
pub fn needle_map(spots: &[NeedleSpot], marked: &[MarkedNeedle], marks: &[Mark], texts: &Texts) -> Markup {
    const ID: &str = "needle-map";
    let mut left: Vec<&NeedleSpot> = spots.iter().collect();
    let mut windows: Vec<(&View, Vec<&NeedleSpot>)> = Vec::new();
    // A point whose region lies at the edge of a close-up is not read there, if it is in sight; where no view shows it better, it will do.
    for shows in [shows_well, shows_point] {
        let rest: Vec<NeedleSpot> = left.iter().copied().cloned().collect();
        for view in views_of(&rest, shows) {
            let (here, elsewhere) = left.iter().partition(|spot| shows(view, spot));
            windows.push((view, here));
            left = elsewhere;
        }
    }
    // Points whose skin no plate shows stand in their region.
    let rest: Vec<NeedleSpot> = left.into_iter().cloned().collect();
    let mut beyond: Vec<&NeedleSpot> = rest.iter().collect();
    for view in views_of(&rest, |view, spot| view.stand(&standing(spot)).is_some()) {
        let (here, elsewhere) = beyond.iter().partition(|spot| view.stand(&standing(spot)).is_some());
        match windows.iter_mut().find(|(known, _)| known.id() == view.id()) {
            Some((_, known)) => known.extend::<Vec<&NeedleSpot>>(here),
            None => windows.push((view, here)),
        }
        beyond = elsewhere;
    }
    let unseen: Vec<&MarkedNeedle> = marked
        .iter()
        .filter(|one| !windows.iter().any(|(view, _)| view.on_skin(one.spot).is_some()))
        .collect();
    windows.extend(
        views_of(&unseen, |view, one| view.plate().is_some() && view.on_skin(one.spot).is_some())
            .into_iter()
            .map(|view| (view, Vec::new())),
    );
    html! {
        div.needle-map #(ID) aria-hidden="true" {
            (tools::patterns(ID, super::used(marks)))
            @for (view, here) in &windows { (window(ID, view, here, marked, marks, texts)) }
        }
    }
}

fn standing(spot: &NeedleSpot) -> Standing<'_> {
    Standing { point: Some(spot.point), regions: spot.site, side: spot.side }
}

fn shows_point(view: &View, spot: &NeedleSpot) -> bool {
    view.point(spot.point, spot.side).is_some()
}

/// Whether a view shows a point and enough of the skin about it.
fn shows_well(view: &View, spot: &NeedleSpot) -> bool {
    let well = |region: &RegionId| Sheet::get().shows_well(view, Cell::new(*region, spot.side));
    let whole = view.frame();
    let edge = EDGE * whole.width().min(whole.height());
    let inside = |(x, y): Place| x.min(whole.right - x).min(y).min(whole.bottom - y) >= edge;
    view.point(spot.point, spot.side).is_some_and(inside) && spot.site.iter().any(well)
}

fn window(
    id: &str,
    view: &View,
    spots: &[&NeedleSpot],
    marked: &[MarkedNeedle],
    marks: &[Mark],
    texts: &Texts,
) -> Markup {
    let standing: Vec<Standing> = spots.iter().map(|spot| standing(spot)).collect();
    let marked: Vec<(&MarkedNeedle, Place)> =
        marked.iter().filter_map(|one| Some((one, view.on_skin(one.spot)?))).collect();
    let at = marked.iter().map(|(_, place)| *place);
    let rough: Vec<(f32, f32)> = standing.iter().filter_map(|s| view.stand(s)).chain(at).collect();
    let frame = frame_of(view, &rough);
    let reach = frame.2 * REACH;
    let places = view.spread(&standing, 2.1 * reach);
    let frame = with_room(frame, places.iter().flatten(), ROOM * reach);
    html! {
        figure.needle-window data-view=(view.id()) data-file=[view.skin_file_address()] data-flip[view.is_flipped()] {
            svg.bm-figure viewBox=(format!("{:.0} {:.0} {:.0} {:.0}", frame.0, frame.1, frame.2, frame.3)) focusable="false" {
                (view.picture())
                g.bm-marks {
                    @for mark in marks.iter().filter(|mark| view.shows(mark.cell)) {
                        (view.shapes(mark.cell, &super::painted(id, mark.paint)))
                    }
                }
                g.needle-spots font-size=(format!("{:.0}", reach * 0.95)) {
                    @for (spot, place) in spots.iter().zip(places) {
                        @if let Some((x, y)) = place { (cross(spot, x, y, reach)) }
                    }
                }
                g.spot-marks font-size=(format!("{:.0}", reach * 0.8)) {
                    @for (one, place) in &marked { (mark_of(one, *place, reach)) }
                }
            }
            figcaption { (tools::view_name(view, texts)) }
        }
    }
}

/// x, y, width and height of a window that shows these places.
fn frame_of(view: &View, places: &[(f32, f32)]) -> (f32, f32, f32, f32) {
    let (width, height) = (view.frame().right, view.frame().bottom);
    let least = (WINDOW_MIN_MM * view.per_mm()).min(width).min(height);
    let span = |pick: fn(&(f32, f32)) -> f32, whole: f32| {
        let low = places.iter().map(pick).fold(whole, f32::min);
        let high = places.iter().map(pick).fold(0.0, f32::max);
        (low.min(high), high, (high - low).max(0.0))
    };
    let (left, right, across) = span(|place| place.0, width);
    let (top, bottom, down) = span(|place| place.1, height);
    let size = (across.max(down) + 2.0 * MARGIN * least).max(least);
    let (wide, high) = (size.min(width), size.min(height));
    let x = f32::midpoint(left, right) - wide / 2.0;
    let y = f32::midpoint(top, bottom) - high / 2.0;
    (x.clamp(0.0, width - wide), y.clamp(0.0, height - high), wide, high)
}

/// The frame, grown so that so much room is round each place. It may reach beyond the plate: a point near
/// its edge, or one that others pushed there, is not cut.
fn with_room<'a>(
    (x, y, wide, high): (f32, f32, f32, f32),
    places: impl Iterator<Item = &'a (f32, f32)>,
    room: f32,
) -> (f32, f32, f32, f32) {
    let (left, top, right, bottom) = places.fold((x, y, x + wide, y + high), |(l, t, r, b), place| {
        (l.min(place.0 - room), t.min(place.1 - room), r.max(place.0 + room), b.max(place.1 + room))
    });
    (left, top, right - left, bottom - top)
}

fn cross(spot: &NeedleSpot, x: f32, y: f32, reach: f32) -> Markup {
    let (shown, arm) = (reach * 0.62, reach * 0.3);
    html! {
        a.needle-spot href={ "#" (spot.button) } tabindex="-1" data-spot=(spot.place) {
            title { (spot.title) }
            circle.reach cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r=(format!("{reach:.0}")) {}
            circle.disc cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r=(format!("{shown:.0}")) {}
            path.needle-cross d=(format!("M{:.0} {:.0}l{a:.0} {a:.0}m0-{a:.0}l-{a:.0} {a:.0}", x - arm, y - arm, a = arm * 2.0)) {}
            text x=(format!("{x:.0}")) y=(format!("{:.0}", y + reach * 0.33)) text-anchor="middle" { (spot.number) }
        }
    }
}

/// A cross with the needle's number beside it; `islands/needle-spot.js` draws the same.
fn mark_of(marked: &MarkedNeedle, (x, y): Place, reach: f32) -> Markup {
    let arm = reach * 0.26;
    let cross =
        format!("M{:.0} {:.0}l{a:.0} {a:.0}m0-{a:.0}l-{a:.0} {a:.0}", x - arm, y - arm, a = arm * 2.0);
    html! {
        g.spot-mark data-needle-mark=(marked.id) {
            path.halo d=(cross) {}
            path d=(cross) {}
            text x=(format!("{:.0}", x + arm * 1.5)) y=(format!("{:.0}", y - arm * 0.6)) { (marked.number) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::Atlas;

    fn spot(point: PointId, side: Side) -> NeedleSpot {
        NeedleSpot {
            place: format!("{point}/{side}"),
            point,
            button: "b".into(),
            site: Atlas::get().point(point).site,
            side,
            number: 10,
            title: String::new(),
        }
    }

    #[test]
    fn every_point_of_the_atlas_has_its_spot_on_one_window() {
        for point in Atlas::get().points() {
            for side in [Side::L, Side::R] {
                let html = needle_map(&[spot(point, side)], &[], &[], Texts::english()).into_string();
                assert_eq!(html.matches("data-spot").count(), 1, "{point} {side}");
                assert_eq!(cut(&html), [""; 0], "{point} {side}");
            }
        }
    }

    /// Circles that a window's frame cuts.
    fn cut(html: &str) -> Vec<&str> {
        let after = |text: &str, name: &str| -> Vec<f32> {
            let value = text.split_once(name).and_then(|(_, rest)| rest.split('"').next()).expect("a value");
            value.split(' ').map(|number| number.parse().expect("a number")).collect()
        };
        let windows = html.split("<figure").skip(1).flat_map(|window| {
            let frame = after(window, "viewBox=\"");
            window.split("<circle").skip(1).filter(move |circle| {
                let [x, y, r] = ["cx=\"", "cy=\"", "r=\""].map(|name| after(circle, name)[0]);
                x - r < frame[0] - 1.0
                    || y - r < frame[1] - 1.0
                    || x + r > frame[0] + frame[2] + 1.0
                    || y + r > frame[1] + frame[3] + 1.0
            })
        });
        windows.collect()
    }

    #[test]
    fn points_that_push_each_other_apart_stay_in_sight() {
        let spots: Vec<NeedleSpot> = Atlas::get()
            .points()
            .filter(|point| {
                Atlas::get().point(*point).site.iter().any(|region| region.as_str().starts_with("neck"))
            })
            .map(|point| spot(point, Side::R))
            .collect();
        assert!(spots.len() > 3, "{} points in the neck", spots.len());
        assert_eq!(cut(&needle_map(&spots, &[], &[], Texts::english()).into_string()), [""; 0]);
    }

    #[test]
    fn a_point_at_the_edge_of_a_close_up_is_needled_on_another() {
        let point: PointId = "trapezius-upper/1".parse().expect("a point");
        let spot = spot(point, Side::R);
        let html = needle_map(&[spot], &[], &[], Texts::english()).into_string();
        assert!(!html.contains(r#"data-view="head-"#) && html.contains("data-spot"), "{html}");
    }

    #[test]
    fn a_marked_spot_is_drawn_in_a_window_with_and_without_points() {
        let marked = [MarkedNeedle { id: "n".into(), number: 3, spot: [-80.0, 488.0, -70.0] }];
        let point: PointId = "vastus-medialis/1".parse().expect("a point");
        for spots in [vec![], vec![spot(point, Side::R)]] {
            let html = needle_map(&spots, &marked, &[], Texts::english()).into_string();
            assert_eq!(html.matches("data-needle-mark").count(), 1);
            assert!(
                !html.contains("488") && html.contains(">3</text>"),
                "the number of the needle, and no mm"
            );
        }
    }
}
