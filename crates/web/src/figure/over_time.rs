//! The body session by session: the same parts of the same plates each time, with the pain painted then, what was found and what was
//! needled.
//!
//! Each session is a light drawing over a plate that the browser fetches once. Strength is also said in words beside it.

use super::choice::{Picture, pictures};
use super::sheet::outline::Place;
use super::sheet::spread::Standing;
use super::tools;
use crate::texts::Texts;
use atlas::{Atlas, Cell, PointId, Side};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Size of a cross, by the height of the part of a plate that is shown.
const ARM: f32 = 0.014;
/// Opacity of a painted cell: at no strength, and more with each.
const WASH: f32 = 0.1;
const WASH_STEP: f32 = 0.055;

/// A numbered point on one side.
pub type Spot = (PointId, Side);

/// One session on the body.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    /// Pain as it was painted last, with its strength, 1 to 10.
    pub painted: Vec<(Cell, u8)>,
    /// Points that were found tender, and whether the pain was the patient's own.
    pub found: Vec<(Spot, bool)>,
    /// Where needles were.
    pub needled: Vec<Spot>,
}

/// The plates that show a course.
pub struct Plates(Vec<Picture>);

impl Plates {
    /// As few as show what all moments have, those with most needles first.
    pub fn of(moments: &[Moment]) -> Plates {
        let sites = |spots: &mut dyn Iterator<Item = Spot>| -> BTreeSet<Cell> {
            let cells = spots.flat_map(|(point, side)| {
                Atlas::get().point(point).site.iter().map(move |region| Cell::new(*region, side))
            });
            cells.collect()
        };
        let treated = sites(&mut moments.iter().flat_map(|m| m.needled.iter().copied()));
        let mut all = sites(&mut moments.iter().flat_map(|m| m.found.iter().map(|(spot, _)| *spot)));
        all.extend(&treated);
        all.extend(moments.iter().flat_map(|m| m.painted.iter().map(|(cell, _)| *cell)));
        let (all, treated): (Vec<Cell>, Vec<Cell>) =
            (all.into_iter().collect(), treated.into_iter().collect());
        Plates(pictures(&all, &treated))
    }

    /// One session. The page needs `css/course.css`.
    pub fn draw(&self, moment: &Moment, texts: &Texts) -> Markup {
        html! {
            div.bc-plates {
                @for picture in &self.0 { (plate(*picture, moment, texts)) }
            }
        }
    }
}

fn plate(picture: Picture, moment: &Moment, texts: &Texts) -> Markup {
    let Picture { view, frame } = picture;
    let window = format!("{:.0} {:.0} {:.0} {:.0}", frame.left, frame.top, frame.width(), frame.height());
    let (width, height) = (format!("{:.0}", frame.width()), format!("{:.0}", frame.height()));
    let arm = ARM * frame.height();
    let at = |(point, side): Spot| {
        let regions = Atlas::get().point(point).site;
        view.stand(&Standing { point: Some(point), regions, side }).filter(|place| frame.holds(*place))
    };
    let sides = view.side().is_none().then(|| tools::sides_of(view, texts));
    html! {
        div.bc-plate {
            div.bc-sheet {
                svg.bc-ground viewBox=(window) width=(width) height=(height) aria-hidden="true" focusable="false" { (view.picture()) }
                svg.bc-marks viewBox=(window) width=(width) height=(height) aria-hidden="true" focusable="false" {
                    @for (cell, strength) in &moment.painted {
                        @let opacity = WASH + WASH_STEP * f32::from(*strength);
                        (view.shapes(*cell, &format!(r#"class="bc-pain" fill-opacity="{opacity:.2}""#)))
                    }
                    @for (spot, own) in &moment.found {
                        @if let Some((x, y)) = at(*spot) {
                            circle.bc-found.own[*own] cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r=(format!("{:.0}", arm * 1.9)) {}
                        }
                    }
                    @for spot in &moment.needled { @if let Some(place) = at(*spot) { (cross(place, arm)) } }
                }
            }
            p.bc-view {
                @if let Some((first, _)) = &sides { span { (first) } }
                span { (tools::view_name(view, texts)) }
                @if let Some((_, second)) = &sides { span { (second) } }
            }
        }
    }
}

fn cross((x, y): Place, arm: f32) -> Markup {
    let (left, top, both) = (x - arm, y - arm, 2.0 * arm);
    let d = format!("M{left:.0} {top:.0}l{both:.0} {both:.0}m0-{both:.0}l-{both:.0} {both:.0}");
    html! { path.bc-halo d=(d) {} path.bc-needle d=(d) {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sessions_stand_on_the_same_plates_and_each_has_its_own_marks() {
        let spot = |point: &str| (point.parse::<PointId>().expect("a point"), Side::R);
        let cell = Cell::new("scapula-body".parse().expect("a region"), Side::R);
        let first = Moment {
            painted: vec![(cell, 7)],
            found: vec![(spot("infraspinatus/1"), true)],
            needled: vec![spot("infraspinatus/1"), spot("infraspinatus/2")],
        };
        let second = Moment { needled: vec![spot("infraspinatus/1")], ..Moment::default() };
        let plates = Plates::of(&[first.clone(), second.clone()]);
        let [one, two] = [first, second].map(|m| plates.draw(&m, Texts::english()).into_string());
        let count = |html: &str, what: &str| html.matches(what).count();
        let shown = count(&one, "class=\"bc-ground\"");
        assert!(shown >= 1 && shown == count(&two, "class=\"bc-ground\""));
        assert!(
            count(&one, "bc-needle") >= 2 && count(&one, "bc-pain") >= 1 && count(&one, "bc-found own") >= 1
        );
        assert_eq!((count(&two, "bc-pain"), count(&two, "bc-found")), (0, 0));
        assert!(
            one.len() + two.len() < 60_000,
            "plates are referred to, not copied: {}",
            one.len() + two.len()
        );
    }

    #[test]
    fn nothing_to_show_is_no_plate() {
        assert!(Plates::of(&[Moment::default()]).0.is_empty());
    }
}
