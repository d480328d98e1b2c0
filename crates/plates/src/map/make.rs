//! The sheets of all plates, as files.

use super::sheet::{Sheet, SheetPlan, Skins};
use crate::Error;
use crate::body::{Body, Skin};
use crate::engrave::Plate;
use crate::geometry::Mesh;
use crate::points::Places;
use crate::referral::Dots;
use crate::regions::Labelling;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The body's two tables that are not muscles: regions and points.
#[derive(Debug)]
pub struct Tables {
    /// Which region a place of the skin is of.
    pub labelling: Labelling,
    /// The trigger points on the body they are written for.
    pub places: Places,
}

impl Tables {
    /// Reads `regions.toml` and `points.toml` of `data` for the body that they are written for.
    pub fn read(data: &Path, male: &Body) -> Result<Self, Error> {
        let labelling = Labelling::read(&data.join("regions.toml"))?;
        let places = Places::read(&data.join("points.toml"), &male.skin, &labelling)?;
        Ok(Self { labelling, places })
    }
}

/// A trigger point in body coordinates, left side; the file `points.json` has one per point of the atlas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointOnBody {
    /// The point.
    pub mm: [f64; 3],
    /// The skin over it.
    pub skin_mm: [f64; 3],
    /// The region of that skin.
    pub under: String,
}

/// Makes the sheets of a body's plates and writes `points.json`, `<plate>.json` and `<plate>.dots.json` to a folder, with the sex
/// after the name if it is not the one that the tables are written for (`male`).
pub fn write(
    tables: &Tables,
    plates: &[&Plate],
    male: &Body,
    body: &Body,
    folder: &Path,
) -> Result<(), Error> {
    let places = match &body.warp {
        Some(warp) => tables.places.carried(&body.skin, |p| warp.carry(p)),
        None => tables.places.clone(),
    };
    let suffix = if body.sex == male.sex { String::new() } else { format!("-{}", body.sex.word()) };
    save(&folder.join(format!("points{suffix}.json")), &on_body(tables, &places))?;
    let skins = Skins::new(seeing(&body.skin), seeing(&male.skin), &tables.labelling);
    plates.par_iter().try_for_each(|plate| {
        let plan = SheetPlan::new(plate);
        let (sheet, visible) = Sheet::new(&plan, &skins, &tables.labelling, &places);
        let dots = Dots::new(&plan, &skins, &tables.labelling, &sheet.view, &visible);
        save(&folder.join(format!("{}{suffix}.json", plate.id)), &sheet)?;
        save(&folder.join(format!("{}{suffix}.dots.json", plate.id)), &dots)
    })
}

fn on_body(tables: &Tables, places: &Places) -> BTreeMap<String, PointOnBody> {
    let tenth = |p: glam::DVec3| (p * 10.0).round().to_array().map(|v| v / 10.0);
    let points = tables.places.0.iter().zip(&places.0).map(|(written, place)| {
        let under = tables.labelling.id(tables.labelling.cell(written.skin)).to_owned();
        (place.id.clone(), PointOnBody { mm: tenth(place.point), skin_mm: tenth(place.skin), under })
    });
    points.collect()
}

/// The skin with its eyes.
fn seeing(skin: &Skin) -> Mesh {
    let mut mesh = skin.mesh.clone();
    mesh.append(&skin.eyes);
    mesh
}

fn save(path: &Path, value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value)
        .map_err(|e| Error::Malformed { path: path.to_owned(), what: e.to_string() })?;
    std::fs::write(path, text + "\n").map_err(|source| Error::Unreadable { path: path.to_owned(), source })
}
