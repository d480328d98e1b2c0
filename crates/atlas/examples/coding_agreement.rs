//! Agreement of the two codings of the referral table, and the check of what was settled from them.
//!
//! Reads `codings/*.csv` and the region ids of `data/regions.toml`; writes `codings/AGREEMENT.md`. With
//! `--check` it writes nothing and fails if the report on disk is not the one it would write. Every figure
//! of the report is computed here. Exit code 1 and one line per problem if the tables do not hold together.

#[path = "../codings/agreement/check.rs"]
mod check;
#[path = "../codings/agreement/measure.rs"]
mod measure;
#[path = "../codings/agreement/report.rs"]
mod report;
#[path = "../codings/agreement/table.rs"]
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

fn run() -> Result<(), Vec<String>> {
    let room =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("crates/atlas"), PathBuf::from);
    let mut problems = Vec::new();
    let tables = table::read(&room, &mut problems).map_err(|error| vec![error])?;
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
    if !problems.is_empty() {
        return Err(problems);
    }
    let path = room.join("codings/AGREEMENT.md");
    let report = report::report(&tables);
    if std::env::args().any(|argument| argument == "--check") {
        let same = std::fs::read_to_string(&path).is_ok_and(|found| found == report);
        return if same {
            Ok(())
        } else {
            Err(vec![format!("{}: out of date, run this without --check", path.display())])
        };
    }
    std::fs::write(&path, report).map_err(|error| vec![format!("{}: {error}", path.display())])
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::basis;
    use crate::measure::{jaccard, kappa};
    use crate::table::{Mark, Point, Side, records};

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
}
