//! `drypoint atlas`.

use anyhow::{Result, bail};
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Print the whole atlas: muscles, points, referral, hazards, sources
    Export {
        /// As JSON, the only format so far
        #[arg(long)]
        json: bool,
    },
}

pub(crate) fn run(command: &Command) -> Result<ExitCode> {
    let Command::Export { json } = command;
    if !json {
        bail!("say in which format: drypoint atlas export --json");
    }
    crate::print(&atlas::export_json()?)
}
