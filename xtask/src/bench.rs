//! `cargo xtask bench`: figures beside the machine's own limits, measured in the same run. Nothing here is asserted.

use anyhow::{Context, Result, bail, ensure};
use std::process::{Command, ExitCode};

/// What can be measured: the name, and what cargo is asked for.
const BENCHES: [(&str, &[&str]); 3] = [
    ("clinic", &["bench", "--package", "drypoint", "--bench", "clinic"]),
    ("journal", &["run", "--release", "--package", "journal", "--example", "append_rate"]),
    ("inference", &["run", "--release", "--package", "inference", "--example", "rank_speed"]),
];

fn names() -> String {
    BENCHES.map(|(name, _)| name).join(", ")
}

/// Runs one of them; the clinic's without a name.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let wanted = match arguments {
        [] => "clinic",
        [name] => name.as_str(),
        _ => bail!("one bench at a time: {}", names()),
    };
    let Some((_, cargo)) = BENCHES.iter().find(|(name, _)| *name == wanted) else {
        bail!("there is no bench `{wanted}`; there are: {}", names());
    };
    let status = Command::new("cargo")
        .args(*cargo)
        .current_dir(crate::root())
        .status()
        .context("cargo cannot be run")?;
    ensure!(status.success(), "the bench `{wanted}` failed");
    Ok(ExitCode::SUCCESS)
}
