//! The committed sheets keep what the body map relies on: tiles without gaps or overlaps, every region and every point in sight, neighbours
//! beside each other, and a way from the drawing to the body and back.

#![allow(missing_docs, reason = "tests")]

use plates::map::{PointOnBody, Sheet, crossing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Regions that no skin shows: the mouth's cavity; they are on the mouth's diagram.
const INSIDE: [&str; 1] = ["mouth-throat"];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates").to_owned()
}

fn assets() -> PathBuf {
    crates().join("web/assets/plates")
}

/// What stands after the names of each body's files: nothing for the male one, `-female`.
fn bodies() -> Vec<String> {
    let names = std::fs::read_dir(assets()).expect("assets").flatten().map(|e| e.file_name());
    let mut suffixes: Vec<String> = names
        .filter_map(|n| Some(n.to_str()?.strip_prefix("points")?.strip_suffix(".json")?.to_owned()))
        .collect();
    suffixes.sort();
    assert!(suffixes.contains(&String::new()), "no sheets are committed");
    suffixes
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn sheets(body: &str) -> BTreeMap<String, Sheet> {
    let plates: toml::Table = text(&crates().join("plates/data/plates.toml")).parse().expect("plates");
    let also = |plate: &toml::Value| {
        let others = plate.get("also").and_then(toml::Value::as_array);
        body.is_empty() || others.is_some_and(|o| o.iter().any(|sex| sex.as_str() == body.strip_prefix('-')))
    };
    let names = plates["plate"].as_array().expect("plates").iter().filter(|plate| also(plate));
    names
        .map(|plate| {
            let name = plate["id"].as_str().expect("an id").to_owned();
            let sheet = serde_json::from_str(&text(&assets().join(format!("{name}{body}.json"))));
            (name, sheet.expect("a sheet"))
        })
        .collect()
}

/// The body with the sheets of hands and feet too.
const MALE: &str = "";

fn points(body: &str) -> BTreeMap<String, PointOnBody> {
    serde_json::from_str(&text(&assets().join(format!("points{body}.json")))).expect("points")
}

fn twice_area(ring: &[[i32; 2]]) -> i64 {
    let cross =
        |a: [i32; 2], b: [i32; 2]| i64::from(a[0]) * i64::from(b[1]) - i64::from(a[1]) * i64::from(b[0]);
    (0..ring.len()).map(|n| cross(ring[n], ring[(n + 1) % ring.len()])).sum()
}

/// Where a line across the sheet at a height enters and leaves a tile (even-odd over all its rings), from left to right.
fn crossings(rings: &[Vec<[i32; 2]>], y: f64) -> Vec<f64> {
    let steps = rings.iter().flat_map(|ring| (0..ring.len()).map(|n| [ring[n], ring[(n + 1) % ring.len()]]));
    let mut at: Vec<f64> = steps
        .map(|step| step.map(|p| p.map(f64::from)))
        .filter(|[a, b]| (a[1] > y) != (b[1] > y))
        .map(|[a, b]| a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        .collect();
    at.sort_by(f64::total_cmp);
    at
}

#[test]
fn borders_do_not_cross_and_each_is_of_two_tiles_at_most() {
    for body in bodies() {
        for (name, sheet) in sheets(&body) {
            let drawn: Vec<Vec<[i32; 2]>> = (1..=sheet.arcs.len() as i32)
                .map(|n| {
                    let mut arc = sheet.walk(n);
                    arc.push(sheet.walk(-n)[0]);
                    arc
                })
                .collect();
            assert_eq!(crossing(&drawn), [0_usize; 0], "{name}");
            let mut walks: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
            for arc in sheet.tiles.values().flatten().flatten() {
                walks.entry(arc.abs()).or_default().push(arc.signum());
            }
            for (arc, ways) in walks {
                assert!(ways.len() == 1 || ways.iter().sum::<i32>() == 0, "{name}: arc {arc} {ways:?}");
            }
        }
    }
}

#[test]
fn tiles_cover_the_skin_without_gaps_or_overlaps() {
    for body in bodies() {
        for (name, sheet) in sheets(&body) {
            let tiles: Vec<(&String, Vec<Vec<[i32; 2]>>)> =
                sheet.tiles.keys().map(|cell| (cell, sheet.outline(cell))).collect();
            let all: i64 = tiles.iter().flat_map(|(_, rings)| rings).map(|ring| twice_area(ring)).sum();
            // What is left when shared borders are taken away is the outline of the skin.
            let mut once: BTreeMap<i32, i32> = BTreeMap::new();
            for arc in sheet.tiles.values().flatten().flatten() {
                *once.entry(arc.abs()).or_default() += arc.signum();
            }
            let outline: i64 = once
                .iter()
                .filter(|(_, way)| **way != 0)
                .map(|(arc, way)| {
                    let mut points = sheet.walk(arc * way);
                    points.push(sheet.walk(-arc * way)[0]);
                    let steps = points.windows(2);
                    steps
                        .map(|p| {
                            i64::from(p[0][0]) * i64::from(p[1][1]) - i64::from(p[0][1]) * i64::from(p[1][0])
                        })
                        .sum::<i64>()
                })
                .sum();
            assert_eq!(all, outline, "{name}");
            // A grid of places that lie on no corner: in one tile each, or in none and outside.
            let mut covered = 0;
            let [left, top, width, height] = sheet.frame.map(f64::from);
            let step = width / 61.7;
            let mut y = top + step * 0.37;
            while y < top + height {
                let spans = tiles.iter().map(|(cell, rings)| (*cell, crossings(rings, y)));
                let spans: Vec<_> = spans.filter(|(_, at)| !at.is_empty()).collect();
                let mut x = left + step * 0.41;
                while x < left + width {
                    let holds = |at: &[f64]| at.partition_point(|c| *c <= x) % 2 == 1;
                    let within: Vec<&String> =
                        spans.iter().filter(|(_, at)| holds(at)).map(|(cell, _)| *cell).collect();
                    assert!(within.len() <= 1, "{name} at {x} {y}: {within:?}");
                    covered += within.len();
                    x += step;
                }
                y += step;
            }
            let expected = all.unsigned_abs() as f64 / 2.0 / (step * step);
            assert!(
                (covered as f64 - expected).abs() < expected * 0.05 + 8.0,
                "{name}: {covered} of {expected}"
            );
        }
    }
}

fn atlas_regions() -> Vec<(String, Vec<String>)> {
    let atlas: toml::Table = text(&crates().join("atlas/data/regions.toml")).parse().expect("regions");
    let word = |v: &toml::Value| v.as_str().expect("a word").to_owned();
    atlas["region"]
        .as_array()
        .expect("regions")
        .iter()
        .map(|r| {
            let neighbours = r["adjacent"].as_array().expect("adjacent").iter().map(word).collect();
            (word(&r["id"]), neighbours)
        })
        .collect()
}

#[test]
fn every_region_of_the_skin_is_in_sight_left_and_right() {
    {
        let body = MALE;
        let sheets = sheets(body);
        let seen: BTreeSet<&str> =
            sheets.values().flat_map(|s| s.tiles.keys()).filter_map(|c| c.split(':').next()).collect();
        let regions: Vec<String> = atlas_regions().into_iter().map(|(id, _)| id).collect();
        for region in &regions {
            let inside = INSIDE.contains(&region.as_str());
            assert!(inside || seen.contains(region.as_str()), "{region} is in no sheet");
        }
        for region in seen {
            assert!(regions.iter().any(|r| r == region), "{region} is not in the atlas");
        }
        // A sheet that shows one half serves the other as its mirror image.
        for (name, sheet) in sheets {
            let rights = sheet.tiles.keys().filter(|c| c.ends_with(":R")).count();
            assert!(rights == 0 || rights == sheet.tiles.len(), "{name} mixes sides");
        }
    }
}

#[test]
fn neighbours_of_the_atlas_touch_in_some_sheet() {
    {
        let body = MALE;
        let mut touching: BTreeSet<(String, String)> = BTreeSet::new();
        for sheet in sheets(body).values() {
            let mut sides: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
            for (cell, rings) in &sheet.tiles {
                for arc in rings.iter().flatten() {
                    sides.entry(arc.abs()).or_default().push(cell.split(':').next().expect("a region"));
                }
            }
            for pair in sides.values().filter(|s| s.len() == 2) {
                touching.insert((pair[0].to_owned(), pair[1].to_owned()));
                touching.insert((pair[1].to_owned(), pair[0].to_owned()));
            }
        }
        let apart: Vec<String> = atlas_regions()
            .iter()
            .flat_map(|(id, others)| others.iter().map(move |other| (id.clone(), other.clone())))
            .filter(|(a, b)| a < b && !INSIDE.contains(&a.as_str()) && !INSIDE.contains(&b.as_str()))
            .filter(|pair| !touching.contains(pair))
            .map(|(a, b)| format!("{a} {b}"))
            .collect();
        assert_eq!(apart, UNSEEN, "listed as neighbours, but no sheet shows them side by side");
    }
}

/// Neighbours whose common border no sheet shows: it lies in a fold or under the hanging arm.
const UNSEEN: [&str; 0] = [];

/// Site regions by point.
fn atlas_points() -> BTreeMap<String, Vec<String>> {
    let mut points = BTreeMap::new();
    for entry in std::fs::read_dir(crates().join("atlas/data/muscles")).expect("muscles").flatten() {
        let muscle: toml::Table = text(&entry.path()).parse().expect("a muscle");
        let id = muscle["id"].as_str().expect("an id");
        for point in muscle.get("point").and_then(toml::Value::as_array).into_iter().flatten() {
            let number = point["number"].as_str().expect("a number");
            let site = point["site"]
                .as_array()
                .expect("a site")
                .iter()
                .map(|r| r.as_str().expect("a word").to_owned());
            points.insert(format!("{id}/{number}"), site.collect());
        }
    }
    points
}

#[test]
fn every_point_of_the_atlas_lies_under_its_site() {
    let atlas = atlas_points();
    for body in bodies() {
        let points = points(&body);
        assert_eq!(points.keys().collect::<Vec<_>>(), atlas.keys().collect::<Vec<_>>());
        let astray: Vec<String> = points
            .iter()
            .filter(|(id, point)| !atlas[*id].contains(&point.under))
            .map(|(id, point)| format!("{id} under {} not {:?}", point.under, atlas[id]))
            .collect();
        assert_eq!(astray, [""; 0]);
    }
}

/// How far a place of the skin may come back from a sheet: half a square of skin that is seen at the flattest angle.
const OFF_MM: f64 = 45.0;

/// Points at a sheet's edge or on skin that all but turns away: a finger cannot set a mark there either.
const ASTRAY_MAX: usize = 2;

#[test]
fn all_208_points_are_in_sight_and_its_place_leads_back_to_the_body() {
    for body in bodies() {
        let points = points(&body);
        assert_eq!(points.len(), 208);
        let mut seen = BTreeSet::new();
        for (name, sheet) in sheets(&body) {
            let mut astray = Vec::new();
            for id in sheet.points.keys() {
                let (point, side) = id.split_once(':').expect("a side");
                seen.insert(point.to_owned());
                let mut place = points[point].skin_mm;
                if side == "R" {
                    place[0] = -place[0];
                }
                let [x, y, _] = sheet.view.project(place.into());
                let off = |back: [f64; 3]| (0..3).map(|k| (place[k] - back[k]).powi(2)).sum::<f64>().sqrt();
                if sheet.body_mm([x, y]).is_none_or(|back| off(back) > OFF_MM) {
                    astray.push(id);
                }
            }
            assert!(astray.len() <= ASTRAY_MAX, "{name}{body}: {astray:?}");
        }
        // Limbs, hands and feet are drawn once, for every body.
        let own = sheets(&body);
        for (_, shared) in sheets(MALE).into_iter().filter(|(name, _)| !own.contains_key(name)) {
            seen.extend(shared.points.keys().filter_map(|id| Some(id.split_once(':')?.0.to_owned())));
        }
        let unseen: Vec<&String> = points.keys().filter(|id| !seen.contains(*id)).collect();
        assert_eq!(unseen, [""; 0], "{body}: in no sheet");
    }
}
