//! The atlas refers as the two codings were settled, and the codings hold together.

#[path = "../codings/agreement/check.rs"]
mod check;
#[path = "../codings/agreement/measure.rs"]
mod measure;
#[path = "../codings/agreement/report.rs"]
mod report;
#[path = "../codings/agreement/table.rs"]
mod table;
#[path = "../codings/agreement/whole.rs"]
mod whole;

use atlas::{Atlas, RegionId, TriggerPoint};
use check::basis;
use measure::{jaccard, kappa};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use table::{CODING, Mark, Point, Row, Side, records};

/// Columns of `after.csv`: where the atlas leaves the settled table, and why.
const AFTER: &[&str] = &["muscle", "point", "field", "settled", "atlas", "reason"];

/// The lists of regions that a point has in both, as the columns of `settled.csv` name them.
const FIELDS: [&str; 5] =
    ["site", "essential", "spillover", "essential_contralateral", "spillover_contralateral"];

fn room() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn said(row: &Row, column: &str) -> BTreeSet<String> {
    row[column].split_whitespace().map(str::to_owned).collect()
}

fn listed(point: &TriggerPoint, field: &str) -> BTreeSet<String> {
    let regions: &[RegionId] = match field {
        "site" => point.site,
        "essential" => point.essential,
        "spillover" => point.spillover,
        "essential_contralateral" => point.essential_contralateral,
        "spillover_contralateral" => point.spillover_contralateral,
        other => panic!("after.csv: {other}: expected one of {FIELDS:?}"),
    };
    regions.iter().map(|region| region.as_str().to_owned()).collect()
}

#[test]
fn the_codings_hold_together_and_the_report_is_theirs() {
    if let Err(problems) = whole::up_to_date(room()) {
        panic!("{}", problems.join("\n"));
    }
}

#[test]
fn every_muscle_refers_as_settled_or_says_why_not() {
    let settled = table::table(&room().join("codings/settled.csv"), CODING).expect("settled.csv");
    let after = table::table(&room().join("codings/after.csv"), AFTER).expect("after.csv");
    let key = |row: &Row, field: &str| [row["muscle"].clone(), row["point"].clone(), field.to_owned()];
    let mut left: BTreeMap<[String; 3], &Row> = BTreeMap::new();
    for row in &after {
        assert_eq!(
            basis(&row["reason"]),
            Some("checked"),
            "after.csv: only a checked source overrules: {row:?}"
        );
        assert!(left.insert(key(row, &row["field"]), row).is_none(), "after.csv: twice: {row:?}");
    }
    let mut problems = Vec::new();
    for muscle in Atlas::get().muscles() {
        let rows: Vec<&Row> = settled.iter().filter(|row| row["muscle"] == muscle.id.as_str()).collect();
        if rows.len() != muscle.points.len() {
            problems.push(format!("{}: {} points, settled {}", muscle.id, muscle.points.len(), rows.len()));
            continue;
        }
        for (point, row) in muscle.points.iter().zip(rows) {
            assert_eq!(point.number, row["point"], "{}: settled.csv counts from 1", muscle.id);
            for field in FIELDS {
                let (found, expected) = (listed(point, field), said(row, field));
                match left.remove(&key(row, field)) {
                    None if found != expected => problems.push(format!(
                        "{} {} {field}: {found:?}, settled {expected:?}; change it or give the reason in after.csv",
                        muscle.id, point.number
                    )),
                    Some(why)
                        if found == expected
                            || said(why, "atlas") != found
                            || said(why, "settled") != expected =>
                    {
                        problems.push(format!("after.csv: {why:?}: the tables say otherwise"));
                    }
                    _ => {}
                }
            }
        }
    }
    problems.extend(left.values().map(|row| format!("after.csv: {row:?}: no such point")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn kappa_follows_cohen() {
    // 35 of 50 agreed, 25 expected by chance: (0.7 - 0.5) / (1 - 0.5).
    assert!(near(kappa(&[[20, 5], [10, 15]]), 0.4));
    assert!(near(kappa(&[[4, 0, 0], [0, 3, 0], [0, 0, 2]]), 1.0));
    assert_eq!(kappa(&[[9, 0], [0, 0]]), None);
}

#[test]
fn jaccard_looks_at_essential_regions_of_each_side() {
    let point = |cells: &[(&str, Side, Mark)]| Point {
        marks: cells.iter().map(|(id, side, mark)| (((*id).to_owned(), *side), *mark)).collect(),
        ..Point::default()
    };
    let a = point(&[("eye", Side::Ipsi, Mark::Essential), ("nose", Side::Ipsi, Mark::Essential)]);
    let b = point(&[("eye", Side::Ipsi, Mark::Essential), ("nose", Side::Contra, Mark::Essential)]);
    let c = point(&[("eye", Side::Ipsi, Mark::Spillover)]);
    assert!(near(Some(jaccard(&a, &b)), 1.0 / 3.0));
    assert!(near(Some(jaccard(&a, &c)), 0.0));
    assert!(near(Some(jaccard(&c, &c)), 1.0));
}

#[test]
fn a_quoted_field_keeps_commas_quotes_and_line_ends() {
    let found = records("a,\"b, \"\"c\"\"\nd\"\r\n,e\n");
    assert_eq!(found, [["a", "b, \"c\"\nd"], ["", "e"]]);
}

#[test]
fn a_reason_names_its_basis() {
    assert_eq!(basis("drawn so (secondary: legend)"), Some("secondary"));
    assert_eq!(basis("drawn so (guess)"), None);
    assert_eq!(basis("drawn so"), None);
}
