//! `cargo xtask validate`: models against published measurements. Nothing here is asserted; the tests do that.

use crate::step::{cargo, succeed};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Prints the table of a model; the figure in docs is drawn anew.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [name] if name == "tissue" => {
            let figure = crate::root().join("docs/figures/tissue-s-curve.svg");
            let mut table =
                cargo(&["run", "--release", "--package", "tissue", "--example", "validate", "--"]);
            succeed(table.arg(figure))?;
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("what can be validated: tissue"),
    }
}
