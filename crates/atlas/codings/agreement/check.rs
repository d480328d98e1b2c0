//! What must hold between the tables. Each problem is one line that names the table and the row.

use crate::table::{Cell, Coding, Key, Point, Regions, Row, Side, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// Every reason ends with what it rests on, in brackets.
const BASES: &[&str] = &["checked", "secondary", "memory"];

/// A zone may skip one region; what lies further from the rest makes the row remote (the rule of the atlas).
const HOP_MAX: usize = 2;

/// Reasons shorter than this say nothing.
const REASON_WORDS_MIN: usize = 5;

pub(crate) fn coding(name: &str, coding: &Coding, tables: &Tables, problems: &mut Vec<String>) {
    for muscle in &tables.muscles {
        let found = coding.keys().filter(|key| key.0 == muscle.id).count();
        if found != muscle.points {
            problems.push(format!("{name}: {}: expected {} points, found {found}", muscle.id, muscle.points));
        }
    }
    for ((muscle, label), point) in coding {
        let place = format!("{name}: {muscle} {label}");
        if !tables.muscles.iter().any(|known| known.id == *muscle) {
            problems.push(format!("{place}: no such muscle"));
        }
        if point.site.is_empty() || !point.essential().iter().any(|cell| cell.1 == Side::Ipsi) {
            problems.push(format!("{place}: expected a site and an essential region of the same side"));
        }
        for region in point.site.iter().chain(point.marks.keys().map(|cell| &cell.0)) {
            if !tables.regions.contains_key(region) {
                problems.push(format!("{place}: no region {region:?}"));
            }
        }
    }
}

/// Whether some region of the same side lies more than [`HOP_MAX`] steps from the rest of the zone.
pub(crate) fn reaches_far(point: &Point, regions: &Regions) -> bool {
    let zone: BTreeSet<&String> =
        point.marks.keys().filter(|cell| cell.1 == Side::Ipsi).map(|cell| &cell.0).collect();
    let mut reached: BTreeSet<&String> = point.site.iter().collect();
    let mut open: Vec<&String> = reached.iter().copied().collect();
    while let Some(from) = open.pop() {
        let mut near: BTreeSet<&String> = BTreeSet::from([from]);
        for _ in 0..HOP_MAX {
            near = near
                .iter()
                .flat_map(|id| regions.get(*id).into_iter().flatten())
                .chain(near.clone())
                .collect();
        }
        for id in near {
            if zone.contains(id) && reached.insert(id) {
                open.push(id);
            }
        }
    }
    zone.iter().any(|id| !reached.contains(id))
}

fn check_reason(place: &str, reason: &str, problems: &mut Vec<String>) {
    if reason.split_whitespace().count() < REASON_WORDS_MIN || basis(reason).is_none() {
        problems.push(format!("{place}: expected a reason that ends with its basis, one of {BASES:?}"));
    }
}

pub(crate) fn basis(reason: &str) -> Option<&'static str> {
    let (_, last) = reason.strip_suffix(')')?.rsplit_once('(')?;
    BASES.iter().copied().find(|basis| last.starts_with(basis))
}

/// Each difference has one settlement with the right values, and nothing else has one unless it was changed.
pub(crate) fn settlements(tables: &Tables, problems: &mut Vec<String>) {
    let mut rows: BTreeMap<[&str; 4], &Row> = BTreeMap::new();
    for row in &tables.settlements {
        let key = ["muscle", "point", "region", "side"].map(|column| row[column].as_str());
        check_reason(&format!("settlements.csv: {}", key.join(" ")), &row["reason"], problems);
        if rows.insert(key, row).is_some() {
            problems.push(format!("settlements.csv: {}: twice", key.join(" ")));
        }
    }
    let mut used = 0;
    for found in &tables.matches {
        let three = [
            found.of(found.a.as_ref(), &tables.a),
            found.of(found.b.as_ref(), &tables.b),
            found.of(found.settled.as_ref(), &tables.settled),
        ];
        let label = found.label();
        let cells: BTreeSet<&Cell> = three.iter().flatten().flat_map(|point| point.marks.keys()).collect();
        for cell in cells {
            let values = three.map(|point| point.map_or("absent", |point| point.mark(cell).name()));
            let key = [found.muscle.as_str(), &label, &cell.0, cell.1.name()];
            let row = rows.get(&key);
            used += usize::from(row.is_some());
            let place = key.join(" ");
            match row {
                Some(row) if ["a", "b", "settled"].map(|column| row[column].as_str()) != values => {
                    problems.push(format!("settlements.csv: {place}: the tables say {values:?}"));
                }
                Some(_) if values[0] == values[1] && values[1] == values[2] => {
                    problems.push(format!("settlements.csv: {place}: there is no difference"));
                }
                None if values[0] != values[1] || values[1] != values[2] => {
                    problems
                        .push(format!("settlements.csv: {place}: expected a row, the tables say {values:?}"));
                }
                _ => {}
            }
        }
    }
    if used != rows.len() {
        problems.push(format!("settlements.csv: {} rows name no marked cell", rows.len() - used));
    }
}

pub(crate) fn sites(tables: &Tables, problems: &mut Vec<String>) {
    let mut rows: BTreeMap<Key, &Row> = BTreeMap::new();
    for row in &tables.site_settlements {
        let key = (row["muscle"].clone(), row["point"].clone());
        let place = format!("site_settlements.csv: {} {}", key.0, key.1);
        check_reason(&place, &row["reason"], problems);
        if rows.insert(key, row).is_some() {
            problems.push(format!("{place}: twice"));
        }
    }
    for found in &tables.matches {
        let (Some(a), Some(b), Some(settled)) = (
            found.of(found.a.as_ref(), &tables.a),
            found.of(found.b.as_ref(), &tables.b),
            found.of(found.settled.as_ref(), &tables.settled),
        ) else {
            continue;
        };
        let place = format!("site_settlements.csv: {} {}", found.muscle, found.label());
        let said = |row: &Row, column: &str| -> BTreeSet<String> {
            row[column].split_whitespace().map(str::to_owned).collect()
        };
        match rows.remove(&(found.muscle.clone(), found.label())) {
            Some(row)
                if said(row, "a") != a.site
                    || said(row, "b") != b.site
                    || said(row, "settled") != settled.site =>
            {
                problems.push(format!("{place}: the tables say otherwise"));
            }
            None if a.site != b.site || a.site != settled.site => {
                problems.push(format!("{place}: expected a row"));
            }
            _ => {}
        }
    }
    problems
        .extend(rows.keys().map(|key| format!("site_settlements.csv: {} {}: no such point", key.0, key.1)));
}
