//! The plates as they are committed: small enough, well formed, named by the table. Needs none of the inputs.

#![allow(missing_docs, reason = "tests")]

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// No plate is larger, in bytes, as a file and as it travels.
const RAW_MAX: usize = 300_000;
const GZIP_MAX: usize = 100_000;
/// The whole figures, one of which the first view loads, travel lighter.
const FIGURE_GZIP_MAX: usize = 85_000;
const FIGURES: [&str; 4] = ["front", "back", "left", "right"];

/// Muscles of the atlas that no plate can show, and why.
const UNSEEN: [(&str, &str); 0] = [];

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn plates() -> Vec<(PathBuf, String)> {
    let folder = here().join("../web/assets/plates");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("plates").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "svg"));
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), std::fs::read_to_string(p).expect("text"))).collect()
}

#[test]
fn every_plate_is_small() {
    assert!(plates().len() > 20, "only {} plates", plates().len());
    for (path, text) in plates() {
        assert!(text.len() < RAW_MAX, "{}: {} bytes", path.display(), text.len());
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(text.as_bytes()).expect("memory");
        let size = packed.finish().expect("memory").len();
        let name = path.file_stem().and_then(|n| n.to_str()).expect("a name");
        let figure = FIGURES.contains(&name.split('-').next().expect("a word"));
        let most = if figure { FIGURE_GZIP_MAX } else { GZIP_MAX };
        assert!(size < most, "{}: {size} bytes packed", path.display());
    }
}

#[test]
fn every_plate_is_well_formed_and_has_no_colour() {
    for (path, text) in plates() {
        let mut open = Vec::new();
        for tag in text.split('<').skip(1) {
            let (tag, after) =
                tag.split_once('>').unwrap_or_else(|| panic!("{}: a tag ends", path.display()));
            assert!(!after.contains('>'), "{}: > in text", path.display());
            assert_eq!(tag.matches('"').count() % 2, 0, "{}: quotes of <{tag:.60}", path.display());
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{}", path.display());
            } else if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().expect("a name"));
            }
        }
        assert!(open.is_empty(), "{}: {open:?} stay open", path.display());
        for word in ["fill=", "stroke=", "style", "#fff", "<script"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_group_is_a_muscle_of_the_table_in_a_layer() {
    let muscles = plates::muscle::read_all(&here().join("data/muscles")).expect("the table");
    let known: BTreeSet<&str> = muscles.iter().map(|m| m.id.as_str()).collect();
    let layers = ["bone", "deep", "intermediate", "ground", "superficial", "skin"];
    let mut seen = BTreeSet::new();
    for (path, text) in plates() {
        for id in text.split("data-muscle=\"").skip(1).filter_map(|t| t.split('"').next()) {
            assert!(known.contains(id), "{}: {id}", path.display());
            seen.insert(id.to_owned());
        }
        for layer in text.split("layer layer-").skip(1).filter_map(|t| t.split('"').next()) {
            assert!(layers.contains(&layer), "{}: {layer}", path.display());
        }
    }
    let unseen: Vec<&str> = known.into_iter().filter(|id| !seen.contains(*id)).collect();
    assert_eq!(unseen, [""; 0], "lofted, but in no plate");
}

#[test]
fn every_muscle_of_the_atlas_is_drawn_in_some_plate() {
    let atlas: BTreeSet<String> = std::fs::read_dir(here().join("../atlas/data/muscles"))
        .expect("the atlas")
        .flatten()
        .filter_map(|e| Some(e.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    assert_eq!(atlas.len(), 124);
    let drawn = drawn();
    for muscle in &atlas {
        let why = UNSEEN.iter().find(|(id, _)| id == muscle).map(|(_, why)| *why);
        match (drawn.get(muscle), why) {
            (None, None) => panic!("{muscle} is in no plate, and no reason is given"),
            (Some(plates), Some(why)) => panic!("{muscle} is in {plates:?}, not unseen because {why}"),
            _ => {}
        }
    }
    // What the atlas does not know is drawn beside its muscles, never as one.
    for muscle in plates::muscle::read_all(&here().join("data/muscles")).expect("the table") {
        let known = atlas.contains(&muscle.id);
        assert_eq!(known, muscle.kind == plates::muscle::Kind::Muscle, "{}", muscle.id);
    }
}

/// The plates in which each muscle is drawn.
fn drawn() -> BTreeMap<String, Vec<String>> {
    let mut drawn: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in plates() {
        let plate = path.file_stem().and_then(|n| n.to_str()).expect("a name").to_owned();
        for id in text.split("data-muscle=\"").skip(1).filter_map(|t| t.split('"').next()) {
            let plates = drawn.entry(id.to_owned()).or_default();
            if plates.last() != Some(&plate) {
                plates.push(plate.clone());
            }
        }
    }
    drawn
}

#[test]
fn picture_and_sheet_have_one_frame() {
    let index =
        std::fs::read_to_string(here().join("../web/assets/plates/plates.json")).expect("plates.json");
    let index: Vec<serde_json::Value> = serde_json::from_str(&index).expect("plates.json");
    assert_eq!(index.len(), plates().len());
    for (path, text) in plates() {
        let view_box = text.split("viewBox=\"").nth(1).and_then(|t| t.split('"').next()).expect("a viewBox");
        let view_box: Vec<i32> = view_box.split(' ').map(|n| n.parse().expect("whole numbers")).collect();
        let sheet = std::fs::read_to_string(path.with_extension("json")).expect("its sheet");
        let sheet: plates::map::Sheet = serde_json::from_str(&sheet).expect("its sheet");
        assert_eq!(view_box, sheet.frame, "{}", path.display());
        let file = path.file_name().and_then(|n| n.to_str()).expect("a name");
        let entry = index.iter().find(|e| e["file"] == file).expect("an entry in plates.json");
        assert_eq!(entry["viewBox"], serde_json::json!(view_box), "{file}");
        assert_eq!(entry["unitsPerMm"], serde_json::json!(sheet.view.units_per_mm), "{file}");
    }
}
