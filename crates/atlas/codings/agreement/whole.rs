//! The tables checked against each other, and the report they give.

use crate::table::Tables;
use crate::{check, report, table};
use std::path::Path;

/// All tables below `room` (the folder of this crate); problems are one line each.
fn checked(room: &Path) -> Result<Tables, Vec<String>> {
    let mut problems = Vec::new();
    let tables = table::read(room, &mut problems).map_err(|error| vec![error])?;
    for (name, coding) in [("a.csv", &tables.a), ("b.csv", &tables.b), ("settled.csv", &tables.settled)] {
        check::coding(name, coding, &tables, &mut problems);
    }
    for ((muscle, label), point) in &tables.settled {
        let far = check::reaches_far(point, &tables.regions);
        if far != point.remote {
            problems.push(format!(
                "settled.csv: {muscle} {label}: remote: expected {}",
                if far { "yes" } else { "no" }
            ));
        }
    }
    check::settlements(&tables, &mut problems);
    check::sites(&tables, &mut problems);
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// The text of `AGREEMENT.md` as the tables give it now.
pub(crate) fn agreement(room: &Path) -> Result<String, Vec<String>> {
    checked(room).map(|tables| report::report(&tables))
}

/// Fails if the tables do not hold together or the report on disk is not the one they give.
pub(crate) fn up_to_date(room: &Path) -> Result<(), Vec<String>> {
    let path = room.join("codings/AGREEMENT.md");
    let report = agreement(room)?;
    if std::fs::read_to_string(&path).is_ok_and(|found| found == report) {
        Ok(())
    } else {
        Err(vec![format!(
            "{}: out of date, run: cargo run -p atlas --example coding_agreement",
            path.display()
        )])
    }
}
