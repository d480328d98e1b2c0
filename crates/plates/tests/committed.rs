//! The plates as they are committed: small enough, well formed, named by the table. Needs none of the inputs.

#![allow(missing_docs, reason = "tests")]

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// No plate is larger, in bytes, as a file and as it travels.
const RAW_MAX: usize = 300_000;
const GZIP_MAX: usize = 100_000;

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
        assert!(size < GZIP_MAX, "{}: {size} bytes packed", path.display());
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
    assert!(unseen.len() <= 2, "in no plate: {unseen:?}");
}
