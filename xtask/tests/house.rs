//! The house stands as docs/ARCHITECTURE.md says: who may use whom, what the pure rooms must not know, and a few slips that
//! are cheaper to find here than in review.

#![allow(missing_docs, reason = "tests")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file with more lines has a second room in it.
const LINES_MAX: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// What each room depends on outside its tests.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let used = package["dependencies"].as_array().expect("dependencies").iter();
            // A dev-dependency is of a kind; an ordinary one is of none.
            let used =
                used.filter(|d| d["kind"].is_null()).map(|d| d["name"].as_str().expect("a name").to_owned());
            (package["name"].as_str().expect("a name").to_owned(), used.collect())
        })
        .collect()
}

#[test]
fn arrows_point_one_way() {
    let rooms = rooms();
    let names: BTreeSet<&str> = rooms.keys().map(String::as_str).collect();
    let allowed: [(&str, &[&str]); 14] = [
        ("atlas", &[]),
        ("audit", &[]),
        ("inference", &[]),
        ("journal", &[]),
        ("plates", &[]),
        ("report", &[]),
        ("tissue", &[]),
        ("chart", &["atlas"]),
        ("fhir", &["atlas", "chart"]),
        ("reasoning", &["atlas", "inference"]),
        ("clinic", &["atlas", "audit", "chart", "journal", "reasoning"]),
        ("web", &["atlas", "audit", "chart", "clinic", "fhir", "journal", "report"]),
        ("drypoint", &["atlas", "chart", "clinic", "journal", "tissue", "web"]),
        ("xtask", &[]),
    ];
    for (room, used) in &rooms {
        let own: BTreeSet<&str> = used.iter().map(String::as_str).filter(|u| names.contains(u)).collect();
        let (_, may) = allowed
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("{room} is not in this list"));
        for used in own {
            assert!(may.contains(&used), "{room} must not use {used}");
        }
    }
}

#[test]
fn pure_rooms_cannot_reach_a_file_a_clock_or_a_network() {
    let rooms = rooms();
    for pure in ["atlas", "audit", "inference", "reasoning", "chart", "fhir", "report", "tissue"] {
        for outside in ["tokio", "axum", "rusqlite", "getrandom", "rand", "tracing", "journal", "clinic"] {
            assert!(!rooms[pure].contains(outside), "{pure} must not use {outside}");
        }
        for (path, text) in sources(&root().join("crates").join(pure).join("src")) {
            for word in [
                "std::fs",
                "std::net",
                "std::env",
                "SystemTime::now",
                "Instant::now",
                "Timestamp::now",
                "async fn",
            ] {
                assert!(!text.contains(word), "{} must not know {word}", path.display());
            }
        }
    }
}

#[test]
fn only_the_rooms_for_it_know_sql_html_and_fhir() {
    for (path, text) in sources(&root().join("crates")) {
        let place = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        if place.contains("/tests/") || place.contains("/benches/") || place.contains("/examples/") {
            continue;
        }
        // Comments may name what is forbidden, to say why.
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let sql = place.starts_with("crates/journal/src/") || place.starts_with("crates/clinic/src/");
        assert!(sql || !text.contains("SELECT "), "{place} knows SQL");
        assert!(!text.contains("OR REPLACE"), "{place}: replacing goes round the append-only triggers");
        let html = place.starts_with("crates/web/") || place.starts_with("crates/report/");
        assert!(html || !text.contains("use maud"), "{place} knows HTML");
        assert!(
            place.starts_with("crates/fhir/") || !text.contains("\"resourceType\""),
            "{place} knows FHIR's names"
        );
    }
}

#[test]
fn no_file_has_grown_a_second_room() {
    let files = sources(&root().join("crates")).into_iter().chain(sources(&root().join("xtask")));
    for (path, text) in files {
        let lines = text.lines().count();
        assert!(lines <= LINES_MAX, "{} has {lines} lines", path.display());
    }
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    let documents = std::fs::read_dir(root().join("docs")).expect("docs").flatten().map(|e| e.path());
    let documents = documents.chain(["README.md", "STYLE.md", "CHANGELOG.md"].map(|name| root().join(name)));
    for document in documents.filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let text = std::fs::read_to_string(&document).expect("is text");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let path = document.parent().expect("a folder").join(target);
            assert!(path.exists(), "{} links to {target}, which is not there", document.display());
        }
    }
}

/// The Rust files below a folder, with their text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).expect("sources are text");
            found.push((path, text));
        }
    }
    found
}
