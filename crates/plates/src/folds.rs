//! Lines that an engraver puts on the skin where the relief of the model is too weak for one: collar bone, edge of the chest
//! muscle, costal margin, creases. `data/folds.toml`, written for the left side of the male body.

use crate::Error;
use crate::body::{Body, Sex, Skin};
use crate::geometry::bvh::Hit;
use crate::geometry::curve;
use crate::muscle::{Item, Point, place};
use glam::DVec3;
use serde::Deserialize;
use std::path::Path;

/// One line on the skin of one body, left side (or along the midline).
#[derive(Clone, Debug)]
pub struct Fold {
    /// What it is.
    pub name: String,
    /// Width of the stroke, a share of the plate's widest fibre; 0 for shade without a stroke.
    pub stroke: f64,
    /// How much darker the skin is beside it, 0 to 1.
    pub shade: f64,
    /// So far (mm) the shade reaches to the right of the way (seen from outside, left half of the body) and to the left.
    pub reach_mm: [f64; 2],
    /// Only on plates that are finer than a whole figure.
    pub fine: bool,
    /// Only on plates that leave the arm out: where it is cut.
    pub stump: bool,
    /// Places of the skin and the skin's normals there, `STEP_MM` apart.
    pub line: Vec<[DVec3; 2]>,
    bodies: Vec<Sex>,
    anchors: Vec<(usize, DVec3)>,
}

/// Between points of a line, mm.
const STEP_MM: f64 = 2.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fold: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    stroke: f64,
    #[serde(default)]
    shade: f64,
    #[serde(default)]
    reach: [f64; 2],
    #[serde(default)]
    fine: bool,
    #[serde(default)]
    stump: bool,
    #[serde(default)]
    bodies: Vec<Sex>,
    line: Vec<Vec<Item>>,
}

/// All lines, in the table's order.
#[derive(Clone, Debug, Default)]
pub struct Folds(pub Vec<Fold>);

impl Folds {
    /// Reads the table and lays the lines on the body that it is written for.
    pub fn read(path: &Path, male: &Body) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let malformed = |what: String| Error::Malformed { path: path.to_owned(), what };
        let file: File = toml::from_str(&text).map_err(|e| malformed(e.to_string()))?;
        let folds = file.fold.into_iter().map(|entry| {
            let name = entry.name.clone();
            laid(entry, male).map_err(|what| malformed(format!("{name}: {what}")))
        });
        folds.collect::<Result<_, _>>().map(Self)
    }

    /// The lines that another body has, on its own skin: its triangles are the same.
    #[must_use]
    pub fn carried(&self, body: &Body) -> Self {
        let has = |fold: &&Fold| fold.bodies.is_empty() || fold.bodies.contains(&body.sex);
        let on = |fold: &Fold| Fold { line: line(&fold.anchors, &body.skin), ..fold.clone() };
        Self(self.0.iter().filter(has).map(on).collect())
    }
}

fn laid(entry: Entry, male: &Body) -> Result<Fold, String> {
    let points = entry.line.iter().map(|items| place(&Point::parse(items)?, &male.skin, &male.skeleton));
    let points = points.collect::<Result<Vec<_>, _>>()?;
    if points.len() < 2 {
        return Err("a line has two points or more".to_owned());
    }
    let length: f64 = points.windows(2).map(|w| w[0].distance(w[1])).sum();
    let count = (length / STEP_MM).ceil().max(4.0) as usize;
    let anchors: Vec<(usize, DVec3)> = curve::resample(&points, count)
        .into_iter()
        .map(|p| {
            let hit = male.skin.nearest(p);
            (hit.triangle, hit.weights)
        })
        .collect();
    Ok(Fold {
        name: entry.name,
        stroke: entry.stroke,
        shade: entry.shade,
        reach_mm: entry.reach,
        fine: entry.fine,
        stump: entry.stump,
        bodies: entry.bodies,
        line: line(&anchors, &male.skin),
        anchors,
    })
}

fn line(anchors: &[(usize, DVec3)], skin: &Skin) -> Vec<[DVec3; 2]> {
    let on = |&(triangle, weights): &(usize, DVec3)| {
        let [a, b, c] = skin.mesh.corners(triangle);
        let place = a * weights.x + b * weights.y + c * weights.z;
        [place, skin.normal(&Hit { triangle, place, weights, distance: 0.0 })]
    };
    anchors.iter().map(on).collect()
}
