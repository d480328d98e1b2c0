//! The one place where views call the map, so that it can change without touching a page.

use super::drawing::Cell;
use super::session::{NeedleCard, PointButton};
use super::shell::Dress;
use crate::figure::needling::{MarkedNeedle, NeedleSpot, needle_map};
use crate::figure::printed::numbered;
use crate::figure::{self, BodyMap, Mark, Mode, Paint, Typed};
use crate::form::Form;
use crate::texts::Texts;
use atlas::Atlas;
use maud::Markup;

/// The id of a page's map: what points at it carries `data-lights` with this id.
pub(super) const MAP: &str = "map";

/// What a page with a map for painting wears.
pub(super) const DRESS_PAINT: Dress =
    Dress { class: "wide draw", styles: &["css/body-map.css"], islands: &["islands/body-map.js"] };

/// A body map to paint on, holding the form's `cell.*` fields; a refused form comes back as it was typed.
pub(super) fn paint(form: &Form, texts: &Texts) -> Markup {
    let fields =
        || form.fields().iter().filter_map(|(name, text)| Some((figure::field_cell(name)?, name, text)));
    let marks: Vec<Mark> =
        fields().filter_map(|(cell, _, text)| Some(Mark { cell, paint: text.parse().ok()? })).collect();
    let typed: Vec<Typed> = fields()
        .filter(|_| form.is_refused())
        .map(|(cell, name, text)| Typed {
            cell,
            text: text.clone(),
            error: form.error(name).map(str::to_owned),
        })
        .collect();
    figure::body_map(&BodyMap { id: MAP, mode: Mode::Paint, marks: &marks, typed: &typed }, texts)
}

/// Where it is sore, around a list that asks the same in words; a refused form comes back as it was painted.
pub(super) fn sore(form: &Form, needled: &[atlas::Cell], list: &Markup, texts: &Texts) -> Markup {
    let painted = form.fields().iter().filter(|(_, text)| !matches!(text.as_str(), "" | "0"));
    let sore: Vec<atlas::Cell> = painted.filter_map(|(name, _)| figure::field_cell(name)).collect();
    figure::sore::sore_map(needled, &sore, list, texts)
}

/// A small figure with painted regions, for cards and notes.
pub(super) fn small(cells: &[Cell], texts: &Texts) -> Markup {
    figure::small_figure(&marks(cells), &[], texts)
}

/// A map that shows a drawing and lights up where a trigger point refers to.
pub(super) fn find(cells: &[Cell], texts: &Texts) -> Markup {
    let marks = marks(cells);
    figure::body_map(&BodyMap { id: MAP, mode: Mode::Find, marks: &marks, typed: &[] }, texts)
}

/// The map of a session: the part of the body that is treated, with the points to needle and the spots that were marked. Where
/// no point is known, the small figure with the drawing.
pub(super) fn session(
    cells: &[Cell],
    points: &[PointButton],
    needles: &[NeedleCard],
    texts: &Texts,
) -> Markup {
    let spots: Vec<NeedleSpot> = points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| {
            let (id, side) = numbered(&point.place)?;
            Some(NeedleSpot {
                place: point.place.clone(),
                point: id,
                button: point.anchor(),
                site: Atlas::get().point(id).site,
                side,
                number: at + 1,
                title: format!("{} {} {}", point.muscle, point.point, point.side),
            })
        })
        .collect();
    let standing = needles.iter().filter(|needle| needle.retracted.is_none());
    let marked: Vec<MarkedNeedle> = standing
        .filter_map(|needle| {
            Some(MarkedNeedle { id: needle.id.clone(), number: needle.number, spot: needle.spot? })
        })
        .collect();
    if spots.is_empty() && marked.is_empty() {
        return figure::small_figure(&marks(cells), &[], texts);
    }
    needle_map(&spots, &marked, &marks(cells), texts)
}

/// Painted regions as the figure wants them; a region of another atlas is left out.
fn marks(cells: &[Cell]) -> Vec<Mark> {
    cells
        .iter()
        .filter_map(|cell| {
            let place = atlas::Cell::new(cell.region.parse().ok()?, cell.side.parse().ok()?);
            Some(Mark { cell: place, paint: Paint { intensity: cell.intensity, kind: cell.kind } })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_drawing_comes_back_as_it_was_typed() {
        let mut form = Form::of([("cell.temple.R", "6"), ("cell.neck-side.R", "many")]);
        form.refuse(Some("cell.neck-side.R"), "From 1 to 10.");
        let html = paint(&form, Texts::english()).into_string();
        assert!(html.contains("value=\"many\"") && html.contains("From 1 to 10."), "what was typed is lost");
    }
}
