//! Line pictures on the screen: the same marks that the printed document draws.

use maud::{Markup, html};
use report::sheet::{Ink, Mark, Pen, Picture, Step};
use std::fmt::Write;

/// The picture as SVG; its inks are classes, so that it turns with day and night. With an empty `says` it is decoration.
pub(super) fn svg(picture: &Picture, class: &str) -> Markup {
    let (width, height) = (tenths(picture.width), tenths(picture.height));
    let role = if picture.says.is_empty() { None } else { Some("img") };
    html! {
        svg class={ "picture " (class) } viewBox={ "0 0 " (width) " " (height) } role=[role]
            aria-label=[role.map(|_| picture.says.as_str())] aria-hidden=[role.is_none().then_some("true")] focusable="false" {
            @for mark in &picture.marks { (path(mark)) }
        }
    }
}

/// A picture over an image of the same frame, such as an engraved plate or its mirror image: what lies from `top` down for `tall`, in
/// tenths of a unit.
pub(super) fn over(picture: &Picture, image: &str, mirrored: bool, [top, tall]: [i32; 2]) -> Markup {
    let mirror = mirrored.then(|| format!("matrix(-1 0 0 1 {} 0)", tenths(picture.width)));
    let (width, height) = (tenths(picture.width), tenths(picture.height));
    html! {
        svg.picture viewBox={ "0 " (tenths(top)) " " (width) " " (tenths(tall)) } role="img" aria-label=(picture.says) focusable="false" {
            image href=(image) width=(width) height=(height) transform=[mirror] {}
            @for mark in &picture.marks { (path(mark)) }
        }
    }
}

fn path(mark: &Mark) -> Markup {
    let ink = match mark.ink {
        Ink::Full => "full",
        Ink::Pale => "pale",
        Ink::Red => "red",
        Ink::Paper => "paper",
    };
    let (pen, width) = match mark.pen {
        Pen::Line(width) => ("line", Some(tenths(width))),
        Pen::Broken(width) => ("line broken", Some(tenths(width))),
        Pen::Fill => ("fill", None),
    };
    html! { path class={ (pen) " " (ink) } d=(way(&mark.steps)) stroke-width=[width] {} }
}

fn way(steps: &[Step]) -> String {
    let mut d = String::new();
    for step in steps {
        let at = |x: i32, y: i32| format!("{} {}", tenths(x), tenths(y));
        // Writing into a text cannot fail.
        let _ = match *step {
            Step::Move(x, y) => write!(d, "M{}", at(x, y)),
            Step::Line(x, y) => write!(d, "L{}", at(x, y)),
            Step::Bend(cx, cy, x, y) => write!(d, "Q{} {}", at(cx, cy), at(x, y)),
            Step::Circle(x, y, r) => {
                let radius = tenths(r);
                let arc = format!("A{radius} {radius} 0 1 1");
                write!(d, "M{}{arc} {}{arc} {}Z", at(x + r, y), at(x - r, y), at(x + r, y))
            }
        };
    }
    d
}

/// Tenths as a number with a point, only where it is needed.
fn tenths(number: i32) -> String {
    if number % 10 == 0 { (number / 10).to_string() } else { format!("{:.1}", f64::from(number) / 10.0) }
}
