//! `plates.json`: what a page needs to know to put a mark of the body on a plate.

use super::Engraving;
use serde::Serialize;

/// One plate of one body.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry<'a> {
    /// As `data-plate`.
    id: &'a str,
    title: &'a str,
    /// The SVG's file name.
    file: String,
    sex: &'static str,
    /// `front`, `back`, `left`, `right`, `top` or `under`.
    view: &'static str,
    /// Left, top, width, height in plate units.
    view_box: [i64; 4],
    units_per_mm: f64,
    /// Right and up on the page as directions in the body: `x = units_per_mm * dot(right, place)`, `y = -units_per_mm * dot(up, place)`.
    axes: [[f64; 3]; 2],
    /// The right half is the mirror of the left.
    symmetric: bool,
    /// From the bone outwards.
    layers: Vec<&'a str>,
    /// Muscles and tendons that can be seen in some layer.
    muscles: Vec<&'a str>,
}

/// A plate's file name.
pub fn file_name(engraving: &Engraving) -> String {
    match engraving.figure.body.sex {
        crate::body::Sex::Male => format!("{}.svg", engraving.plate.id),
        other => format!("{}-{}.svg", engraving.plate.id, other.word()),
    }
}

impl<'a> Entry<'a> {
    /// Of a plate.
    pub fn new(engraving: &'a Engraving) -> Self {
        let [right, up, _] = engraving.view.axes;
        Self {
            id: &engraving.plate.id,
            title: &engraving.plate.title,
            file: file_name(engraving),
            sex: engraving.figure.body.sex.word(),
            view: engraving.view.direction.word(),
            view_box: engraving.view_box(),
            units_per_mm: engraving.units_per_mm,
            axes: [right.to_array(), up.to_array()],
            symmetric: engraving.plate.symmetric,
            layers: engraving.layers(),
            muscles: engraving.muscles(),
        }
    }
}
