//! What must hold of the published cases.

use super::{citation, slug, text, unique, unknown};
use crate::format::{Case, Data, MotionKind, Split};

pub(super) fn all(data: &Data, found: &mut Vec<String>) {
    unique("cases/", "id", &data.cases.iter().map(|(_, case)| &case.id).collect::<Vec<_>>(), found);
    for (file, case) in &data.cases {
        one(file, case, data, found);
    }
}

fn one(file: &str, case: &Case, data: &Data, found: &mut Vec<String>) {
    slug(file, &case.id, found);
    if file != format!("cases/{}.toml", case.id) {
        found.push(format!("{file}: id: expected the file's own name, found {:?}", case.id));
    }
    text(file, "title", &case.title, found);
    text(file, "reading", &case.reading, found);
    citation(file, "sources", &case.sources, &data.sources, found);
    if let Some(first) = case.sources.first() {
        let expected = split(first.split_whitespace().next().unwrap_or_default());
        if case.split != expected {
            found.push(format!("{file}: split: expected {expected:?} by the rule, found {:?}", case.split));
        }
    }
    let complaints: Vec<&String> = data.priors.complaint.iter().map(|complaint| &complaint.id).collect();
    if !complaints.contains(&&case.complaint) {
        unknown(file, "complaint", &case.complaint, "complaint", &complaints, found);
    }
    if case.painted.is_empty() || case.responsible.is_empty() {
        found.push(format!("{file}: expected at least one painted cell and one responsible muscle"));
    }
    unique(file, "painted", &case.painted.iter().collect::<Vec<_>>(), found);
    unique(file, "responsible", &case.responsible.iter().collect::<Vec<_>>(), found);
    let regions: Vec<&String> = data.regions.region.iter().map(|region| &region.id).collect();
    for cell in &case.painted {
        let region = sided(file, "painted", cell, found);
        if !regions.iter().any(|known| *known == region) {
            unknown(file, "painted", region, "region", &regions, found);
        }
    }
    for (field, motions) in [("limited", &case.limited), ("painful", &case.painful)] {
        motion_list(file, field, motions, data, found);
    }
    let muscles: Vec<&String> = data.muscles.iter().map(|(_, muscle)| &muscle.id).collect();
    for cause in &case.responsible {
        for name in sided(file, "responsible", cause, found).split('|') {
            let (muscle, number) = name.split_once('/').unwrap_or((name, ""));
            match data.muscles.iter().find(|(_, known)| known.id == muscle) {
                None => unknown(file, "responsible", muscle, "muscle", &muscles, found),
                Some((_, known)) => {
                    if !number.is_empty() && !known.point.iter().any(|point| point.number == number) {
                        found.push(format!("{file}: responsible: {muscle} has no point {number:?}"));
                    }
                }
            }
        }
    }
}

fn motion_list(file: &str, field: &str, motions: &[String], data: &Data, found: &mut Vec<String>) {
    let known: Vec<&String> = data.motions.motion.iter().map(|motion| &motion.id).collect();
    for entry in motions {
        let (id, side) = entry.split_once(':').map_or((entry.as_str(), None), |(id, side)| (id, Some(side)));
        match data.motions.motion.iter().find(|motion| motion.id == id) {
            None => unknown(file, field, id, "motion", &known, found),
            Some(motion) if side.is_some() == (motion.kind == MotionKind::Axial) => {
                found.push(format!(
                    "{file}: {field}: {entry:?}: expected a side exactly where the motion has one"
                ));
            }
            Some(_) if side.is_some_and(|side| side != "L" && side != "R") => {
                found.push(format!("{file}: {field}: {entry:?}: expected side L or R"));
            }
            Some(_) => {}
        }
    }
}

/// What stands before `:L` or `:R`.
fn sided<'a>(file: &str, field: &str, entry: &'a str, found: &mut Vec<String>) -> &'a str {
    if let Some((name, "L" | "R")) = entry.rsplit_once(':') {
        return name;
    }
    found.push(format!("{file}: {field}: {entry:?}: expected :L or :R at its end"));
    entry
}

/// The rule that decides what a case is for, before anyone looked at how it ranks: FNV-1a of the key of its first
/// source, so that cases of one paper stay together; the lower half of the range is for tuning, the upper one for
/// evaluation.
fn split(key: &str) -> Split {
    let hash =
        key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    if hash >> 31 == 0 { Split::Tune } else { Split::Evaluate }
}
