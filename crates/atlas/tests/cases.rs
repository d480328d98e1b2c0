//! Published cases are whole, come from somewhere, and are divided by the rule.

use atlas::{Atlas, Split, published_cases};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn there_are_at_least_25_and_both_halves_have_some() {
    let cases = published_cases();
    assert!(cases.len() >= 25, "{}", cases.len());
    for split in [Split::Tune, Split::Evaluate] {
        assert!(cases.iter().filter(|case| case.split == split).count() >= 10, "{split:?}");
    }
}

#[test]
fn every_case_says_what_was_painted_what_was_found_and_where_it_was_read() {
    let mut ids = BTreeSet::new();
    for case in published_cases() {
        assert!(ids.insert(case.id), "{}: twice", case.id);
        assert!(!case.painted.is_empty() && !case.responsible.is_empty(), "{}", case.id);
        assert!(case.responsible.iter().all(|found| !found.any_of.is_empty()), "{}", case.id);
        assert!(!case.citation.sources.is_empty(), "{}", case.id);
        for text in [case.title, case.reading] {
            assert!(!text.trim().is_empty(), "{}", case.id);
        }
        let cells: BTreeSet<_> = case.painted.iter().collect();
        assert_eq!(cells.len(), case.painted.len(), "{}: a cell twice", case.id);
        for found in case.responsible {
            for suspect in found.any_of {
                assert!(suspect.point.is_none_or(|point| point.muscle() == suspect.muscle), "{}", case.id);
            }
        }
    }
}

#[test]
fn cases_of_one_paper_are_not_torn_apart() {
    let mut split_of = BTreeMap::new();
    for case in published_cases() {
        let first = case.citation.sources[0].source;
        assert_eq!(*split_of.entry(first).or_insert(case.split), case.split, "{}", case.id);
    }
}

/// The rule, written a second time.
#[test]
fn the_split_follows_the_key_of_the_source() {
    let hash = |key: &str| {
        key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    };
    for case in published_cases() {
        let key = case.citation.sources[0].source.as_str();
        let expected = if hash(key) < 0x8000_0000 { Split::Tune } else { Split::Evaluate };
        assert_eq!(case.split, expected, "{}: {key}", case.id);
    }
    assert_eq!(hash("a"), 0xe40c_292c, "the published FNV-1a value");
}

#[test]
fn a_case_reads_as_it_is_written() {
    let case =
        published_cases().iter().find(|case| case.id == "toothache-from-the-other-side").expect("a case");
    assert_eq!(case.painted[0].to_string(), "lower-teeth:R");
    let found = case.responsible[0];
    assert_eq!((found.any_of[0].muscle.as_str(), found.side.as_str()), ("masseter-superficial", "L"));
    assert_eq!(Atlas::get().complaint(case.complaint).name, "Jaw and face pain");
    let untold = published_cases().iter().find(|case| case.id == "earache-sternomastoid").expect("a case");
    assert!(!untold.side_told);
    let motions =
        published_cases().iter().find(|case| case.id == "low-back-and-both-thighs").expect("a case");
    assert_eq!(motions.limited[0].to_string(), "trunk-extension");
    assert_eq!(motions.painful[1].to_string(), "hip-extension:L");
}
