//! Agreement of the two codings of the referral table, and the check of what was settled from them.
//!
//! Reads `codings/*.csv` and the region ids of `data/regions.toml`; writes `codings/AGREEMENT.md`. With
//! `--check` it writes nothing and fails if the report on disk is not the one it would write. Every figure
//! of the report is computed here. Exit code 1 and one line per problem if the tables do not hold together.
//! `tests/codings.rs` runs the same checks.

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

use std::path::PathBuf;
use std::process::ExitCode;

fn run() -> Result<(), Vec<String>> {
    let room =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("crates/atlas"), PathBuf::from);
    if std::env::args().any(|argument| argument == "--check") {
        return whole::up_to_date(&room);
    }
    let path = room.join("codings/AGREEMENT.md");
    std::fs::write(&path, whole::agreement(&room)?)
        .map_err(|error| vec![format!("{}: {error}", path.display())])
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
