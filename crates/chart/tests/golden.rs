//! Every kind and version of event that ever shipped still decodes, and the newest encodes to the same bytes.
//!
//! A file is written by hand when its kind ships, and never edited afterwards.

#![allow(missing_docs, reason = "tests")]

use chart::stored::Storable;
use chart::{course, patient, practice, session, staff};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn path(kind: &str, version: u16) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden", &format!("{kind}.v{version}.json")].iter().collect()
}

fn check<E: Storable + PartialEq + std::fmt::Debug>() {
    for (kind, version) in E::KINDS {
        let bytes = std::fs::read(path(kind, *version))
            .unwrap_or_else(|_| panic!("{kind} v{version} has no golden file"));
        let event = E::read(kind, *version, &bytes)
            .unwrap_or_else(|e| panic!("{kind} v{version} does not decode: {e:?}"));
        let stored = event.store();
        assert_eq!(stored.kind, *kind);
        if stored.version == *version {
            assert_eq!(
                String::from_utf8_lossy(&stored.payload),
                String::from_utf8_lossy(&bytes),
                "{kind} v{version} changed its bytes"
            );
        }
    }
}

#[test]
fn every_event_that_ever_shipped_still_reads() {
    check::<patient::Event>();
    check::<course::Event>();
    check::<session::Event>();
    check::<staff::Event>();
    check::<practice::Event>();
}

#[test]
fn there_is_no_golden_file_of_a_kind_that_nobody_reads() {
    let known: BTreeSet<PathBuf> = [
        patient::Event::KINDS,
        course::Event::KINDS,
        session::Event::KINDS,
        staff::Event::KINDS,
        practice::Event::KINDS,
    ]
    .concat()
    .iter()
    .map(|(kind, version)| path(kind, *version))
    .collect();
    let folder = path("x", 1).parent().expect("a folder").to_owned();
    for file in std::fs::read_dir(folder).expect("is readable").flatten() {
        assert!(known.contains(&file.path()), "{} belongs to no kind", file.path().display());
    }
}

#[test]
fn damage_and_unknown_kinds_are_told_apart() {
    use chart::stored::Undecodable;
    assert!(matches!(session::Event::read("needle.bent", 1, b"{}"), Err(Undecodable::Unknown { .. })));
    assert!(matches!(session::Event::read("needle.removed", 2, b"{}"), Err(Undecodable::Unknown { .. })));
    assert!(matches!(session::Event::read("needle.removed", 1, b"{}"), Err(Undecodable::Damaged { .. })));
    let extra = br#"{"needle":"00000000-0000-0000-0000-000000000001","depth":3}"#;
    assert!(matches!(session::Event::read("needle.removed", 1, extra), Err(Undecodable::Damaged { .. })));
}
