//! `cargo xtask evaluate`: how good the ranking is. Reports figures, asserts nothing.

use crate::step;
use anyhow::{Context, Result, ensure};
use std::process::ExitCode;

/// Where the reliability diagram is left.
const DIAGRAM: &str = "docs/reliability.svg";

/// Runs the evaluation; what follows is passed on to it (`--drawings N`, `--out FILE.svg`).
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let mut cargo =
        step::cargo(&["run", "--release", "--package", "reasoning", "--example", "evaluate", "--"]);
    if !arguments.iter().any(|argument| argument == "--out") {
        cargo.args(["--out", DIAGRAM]);
    }
    let status = cargo.args(arguments).status().context("cargo cannot be run")?;
    ensure!(status.success(), "the evaluation failed");
    Ok(ExitCode::SUCCESS)
}
