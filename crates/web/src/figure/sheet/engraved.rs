//! Reads what the engraver says of its plates (`assets/plates`; the form of the files is described in `crates/plates`),
//! and the diagram of the mouth, which is drawn by hand.

use super::outline::{Place, rings_of};
use super::{LONGER_SIDE, Shape, View};
use crate::assets::Assets;
use atlas::{Cell, Side};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

/// What a view looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::figure) enum Towards {
    Front,
    Back,
    Side,
}

/// An entry of `plates.json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    id: String,
    sex: String,
    view: String,
    symmetric: bool,
}

/// A plate's own file.
#[derive(Deserialize)]
pub(super) struct Engraved {
    view: Frame,
    /// Left, top, width, height.
    frame: [f32; 4],
    /// The right is the mirror image of the left.
    mirrored: bool,
    /// First place, then steps.
    pub(super) arcs: Vec<Vec<i32>>,
    /// Rings of arcs by `region:side`, counted from 1, negative walked backwards.
    pub(super) tiles: BTreeMap<String, Vec<Vec<i32>>>,
    /// Places by `muscle/point:side`; the third number is the order of depth.
    points: BTreeMap<String, [f32; 3]>,
}

#[derive(Deserialize)]
struct Frame {
    units_per_mm: f32,
}

/// `src/figure/mouth.json`.
#[derive(Deserialize)]
struct Diagram {
    width: f32,
    height: f32,
    outline: String,
    ink: String,
    central: String,
    cells: Vec<DrawnCell>,
}

#[derive(Deserialize)]
struct DrawnCell {
    region: String,
    d: String,
}

const MOUTH: &str = include_str!("../mouth.json");
/// The diagram of the mouth is about this much larger than life, so that it is chosen before a face.
const MOUTH_PER_MM: f32 = 30.0;

/// Every view: the four whole ones, then the close-ups, those of one side twice. Files are part of the program, and tests
/// read them; what does not parse is left out.
pub(super) fn views() -> Vec<View> {
    let listed: Vec<Listed> = parsed("plates/plates.json").unwrap_or_default();
    let mut views = Vec::new();
    for plate in listed.iter().filter(|plate| plate.sex == "male") {
        let sexed = listed.iter().any(|other| other.id == plate.id && other.sex == "neutral");
        let file = format!("plates/{}{}.json", plate.id, if sexed { "-neutral" } else { "" });
        let Some(engraved) = parsed::<Engraved>(&file) else { continue };
        if matches!(plate.id.as_str(), "left" | "right") || plate.symmetric {
            views.push(engraved.view_of(plate, sexed, None));
        } else {
            views.push(engraved.view_of(plate, sexed, Some(Side::R)));
            views.push(engraved.view_of(plate, sexed, Some(Side::L)));
        }
    }
    // The body turns: front, right, back, left.
    views.sort_by_key(|view| {
        ["front", "right", "back", "left"].iter().position(|id| *id == view.id).unwrap_or(9)
    });
    views.extend(mouth());
    views
}

/// A file of the assets.
pub(super) fn parsed<T: for<'de> Deserialize<'de>>(name: &str) -> Option<T> {
    serde_json::from_slice(&Assets::get().file(name)?.bytes).ok()
}

impl Engraved {
    fn view_of(&self, plate: &Listed, sexed: bool, side: Option<Side>) -> View {
        let [left, top, width, height] = self.frame;
        let scale = LONGER_SIDE / width.max(height);
        let flipped = side == Some(Side::R);
        let whole = matches!(plate.id.as_str(), "front" | "back" | "left" | "right");
        let mut view = View {
            id: match side {
                Some(Side::R) => format!("{}-right", plate.id),
                Some(Side::L) => format!("{}-left", plate.id),
                None => plate.id.clone(),
            },
            plate: plate.id.clone(),
            sexed,
            side: side.or(match plate.id.as_str() {
                "left" => Some(Side::L),
                "right" => Some(Side::R),
                _ => None,
            }),
            flipped,
            whole,
            towards: match plate.view.as_str() {
                "front" | "top" => Towards::Front,
                "back" | "under" => Towards::Back,
                _ => Towards::Side,
            },
            width: (width * scale).round(),
            height: (height * scale).round(),
            per_mm: self.view.units_per_mm * scale,
            shapes: Vec::new(),
            points: BTreeMap::new(),
            silhouette: self.silhouette(scale),
            skin: parsed(&format!("plates/{}{}.skin.json", plate.id, if sexed { "-neutral" } else { "" })),
            lines: String::new(),
        };
        let mirror = view.width;
        let transform = format!(r#" transform="matrix(-1 0 0 1 {mirror:.0} 0)""#);
        let turned = |rings: &[Vec<Place>]| -> Vec<Vec<Place>> {
            rings.iter().map(|ring| ring.iter().map(|(x, y)| (mirror - x, *y)).collect()).collect()
        };
        for (name, tile) in &self.tiles {
            let Some(cell) = cell_of(name) else { continue };
            let rings: Vec<Vec<Place>> = tile
                .iter()
                .map(|ring| {
                    let places = ring.iter().flat_map(|arc| self.walk(*arc));
                    places.map(|(x, y)| (((x - left) * scale).round(), ((y - top) * scale).round())).collect()
                })
                .collect();
            let d = path(&rings, true);
            let other = Cell::new(cell.region, cell.side.opposite());
            let area_mm2 = rings.iter().map(|ring| area(ring)).sum::<f32>().abs() / view.per_mm.powi(2);
            let shape = |cell: Cell, mirrored: bool| Shape {
                cell,
                d: d.clone(),
                transform: if mirrored { transform.clone() } else { String::new() },
                rings: if mirrored { turned(&rings) } else { rings.clone() },
                area_mm2,
                outline: OnceLock::new(),
            };
            match (flipped, self.mirrored) {
                (true, _) => view.shapes.push(shape(other, true)),
                // Twins stand side by side: their equal paths compress to almost nothing.
                (false, true) => view.shapes.extend([shape(cell, false), shape(other, true)]),
                (false, false) => view.shapes.push(shape(cell, false)),
            }
        }
        for (name, [x, y, _]) in &self.points {
            let Some((point, side)) = name.rsplit_once(':') else { continue };
            let Ok(side) = side.parse::<Side>() else { continue };
            let (x, y) = ((x - left) * scale, (y - top) * scale);
            if !flipped {
                view.points.insert((point.to_owned(), side), (x, y));
            }
            if flipped || self.mirrored {
                view.points.insert((point.to_owned(), side.opposite()), (mirror - x, y));
            }
        }
        view
    }

    /// An arc's places without the last, which is the next arc's first.
    fn walk(&self, arc: i32) -> Vec<Place> {
        let mut places = self.line(arc);
        places.pop();
        places
    }

    /// An arc's places.
    fn line(&self, arc: i32) -> Vec<Place> {
        let (mut x, mut y) = (0, 0);
        let steps = self.arcs.get(arc.unsigned_abs() as usize - 1).map_or(&[][..], Vec::as_slice);
        let mut places: Vec<Place> = steps
            .chunks_exact(2)
            .map(|step| {
                (x, y) = (x + step[0], y + step[1]);
                (x as f32, y as f32)
            })
            .collect();
        if arc < 0 {
            places.reverse();
        }
        places
    }

    /// Borders that no two tiles share, without the midline: the outline of the drawn half, in whole turns where it closes.
    fn silhouette(&self, scale: f32) -> String {
        let mut walked: BTreeMap<i32, (i32, u8)> = BTreeMap::new();
        for arc in self.tiles.values().flatten().flatten() {
            let (way, times) = walked.entry(arc.abs()).or_insert((*arc, 0));
            (*way, *times) = (*arc, *times + 1);
        }
        let mut loose: Vec<Vec<Place>> = walked
            .into_values()
            .filter(|(_, times)| *times == 1)
            .map(|(arc, _)| self.line(arc))
            .filter(|line| !(self.mirrored && line.iter().all(|(x, _)| x.abs() < 0.5)))
            .collect();
        let mut lines: Vec<Vec<Place>> = Vec::new();
        while let Some(mut line) = loose.pop() {
            while let Some(next) = loose.iter().position(|other| other.first() == line.last()) {
                line.extend(loose.swap_remove(next).into_iter().skip(1));
            }
            while let Some(before) = loose.iter().position(|other| other.last() == line.first()) {
                let mut first = loose.swap_remove(before);
                first.extend(line.into_iter().skip(1));
                line = first;
            }
            lines.push(line);
        }
        let [left, top, ..] = self.frame;
        let lines: Vec<Vec<Place>> = lines
            .iter()
            .map(|line| {
                let coarse = line.iter().step_by(2).chain(line.last());
                coarse.map(|(x, y)| (((x - left) * scale).round(), ((y - top) * scale).round())).collect()
            })
            .collect();
        path(&lines, false)
    }
}

fn mouth() -> Option<View> {
    let drawn: Diagram = serde_json::from_str(MOUTH).ok()?;
    let transform = format!(r#" transform="matrix(-1 0 0 1 {} 0)""#, drawn.width);
    let mut shapes = Vec::new();
    for cell in &drawn.cells {
        let Ok(region) = cell.region.parse() else { continue };
        let rings = rings_of(&cell.d);
        let area_mm2 = rings.iter().map(|ring| area(ring)).sum::<f32>().abs() / MOUTH_PER_MM.powi(2);
        for (side, mirrored) in [(Side::L, false), (Side::R, true)] {
            let turned = |(x, y): &Place| if mirrored { (drawn.width - x, *y) } else { (*x, *y) };
            shapes.push(Shape {
                cell: Cell::new(region, side),
                d: cell.d.clone(),
                transform: if mirrored { transform.clone() } else { String::new() },
                rings: rings.iter().map(|ring| ring.iter().map(turned).collect()).collect(),
                area_mm2,
                outline: OnceLock::new(),
            });
        }
    }
    let mut lines = String::new();
    for (class, d) in [("bm-contour", &drawn.ink), ("bm-outline", &drawn.outline)] {
        let _ = write!(lines, r#"<path class="{class}" d="{d}"/><path class="{class}"{transform} d="{d}"/>"#);
    }
    let _ = write!(lines, r#"<path class="bm-contour" d="{}"/>"#, drawn.central);
    Some(View {
        id: "mouth".into(),
        plate: String::new(),
        sexed: false,
        side: None,
        flipped: false,
        whole: false,
        towards: Towards::Front,
        width: drawn.width,
        height: drawn.height,
        per_mm: MOUTH_PER_MM,
        shapes,
        points: BTreeMap::new(),
        silhouette: String::new(),
        skin: None,
        lines,
    })
}

fn cell_of(name: &str) -> Option<Cell> {
    let (region, side) = name.split_once(':')?;
    Some(Cell::new(region.parse().ok()?, side.parse().ok()?))
}

/// Twice around is nothing: the area of a ring, positive or negative by its way.
fn area(ring: &[Place]) -> f32 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f32>() / 2.0
}

fn path(lines: &[Vec<Place>], closed: bool) -> String {
    let mut d = String::new();
    for line in lines {
        let Some(first) = line.first() else { continue };
        let _ = write!(d, "M{} {}", first.0, first.1);
        let mut at = *first;
        // Rounded places can be the same; the first step that leads anywhere says that steps are relative.
        let mut letter = "l";
        for place in line {
            if *place != at {
                let _ = write!(d, "{letter}{} {}", place.0 - at.0, place.1 - at.1);
                (letter, at) = (" ", *place);
            }
        }
        if closed {
            d.push('z');
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_path_whose_first_places_are_the_same_is_relative_all_the_same() {
        let ring = vec![(292.0, 353.0), (292.0, 353.0), (288.0, 365.0), (287.0, 370.0)];
        assert_eq!(path(&[ring], true), "M292 353l-4 12 -1 5z");
        assert_eq!(path(&[vec![]], true), "");
    }

    fn all() -> Vec<(String, Engraved)> {
        let names =
            Assets::get().names().filter_map(|name| name.strip_prefix("plates/")?.strip_suffix(".json"));
        let sheets = names.filter(|name| !name.starts_with("points") && *name != "plates");
        let sheets = sheets.filter(|name| !name.contains('.'));
        sheets
            .map(|name| {
                (name.to_owned(), parsed(&format!("plates/{name}.json")).expect("a plate's file is read"))
            })
            .collect()
    }

    #[test]
    fn every_plate_of_the_catalogue_has_its_file_and_its_picture() {
        let listed: Vec<Listed> = parsed("plates/plates.json").expect("the catalogue");
        let files: BTreeSet<String> = all().into_iter().map(|(name, _)| name).collect();
        assert_eq!(files.len(), listed.len());
        for plate in &listed {
            let ending = if plate.sex == "male" { String::new() } else { format!("-{}", plate.sex) };
            assert!(files.contains(&format!("{}{ending}", plate.id)), "{} {}", plate.id, plate.sex);
            assert!(
                Assets::get().file(&format!("plates/{}{ending}.svg", plate.id)).is_some(),
                "{}",
                plate.id
            );
        }
    }

    /// Neighbours walk the same border, one this way and one that way: nothing lies between them and nothing on both.
    #[test]
    fn tiles_share_their_borders_and_close() {
        for (name, plate) in all() {
            let mut walked = BTreeSet::new();
            for (cell, rings) in &plate.tiles {
                assert!(cell_of(cell).is_some(), "{name}: {cell} is no cell of the vocabulary");
                for ring in rings {
                    for (n, arc) in ring.iter().enumerate() {
                        assert!(walked.insert(*arc), "{name}: {cell} covers what another covers");
                        let next = ring[(n + 1) % ring.len()];
                        assert_eq!(
                            plate.line(*arc).last(),
                            plate.line(next).first(),
                            "{name}: {cell} is open"
                        );
                    }
                }
            }
        }
    }

    /// Each body's own plates, and those of hands, feet and heads that all share.
    #[test]
    fn every_body_shows_every_cell_and_nearly_the_same_points() {
        let plates: BTreeMap<String, Engraved> = all().into_iter().collect();
        let of = |sex: &str| -> Vec<&Engraved> {
            let own = |name: &str| match name.strip_suffix("-female").or(name.strip_suffix("-neutral")) {
                None => !plates.contains_key(&format!("{name}-{sex}")),
                Some(_) => name.ends_with(&format!("-{sex}")),
            };
            plates.iter().filter(|(name, _)| own(name)).map(|(_, plate)| plate).collect()
        };
        let points = |sex: &str| -> BTreeSet<String> {
            let names = of(sex).into_iter().flat_map(|plate| plate.points.keys());
            names.filter_map(|name| Some(name.rsplit_once(':')?.0.to_owned())).collect()
        };
        for sex in ["male", "female", "neutral"] {
            let tiles: BTreeSet<Cell> = of(sex)
                .iter()
                .flat_map(|plate| plate.tiles.keys().filter_map(|name| cell_of(name)))
                .collect();
            let inside = "mouth-throat".parse().expect("a region");
            for region in atlas::Atlas::get().regions().iter().filter(|region| region.id != inside) {
                assert!(tiles.contains(&Cell::new(region.id, Side::L)), "{} on no {sex} plate", region.id);
            }
            // What a breast covers is out of sight; it is marked in its region.
            let missing: Vec<_> = points("male").difference(&points(sex)).cloned().collect();
            assert!(missing.len() <= 2, "{sex} plates lack {missing:?}");
        }
    }
}
