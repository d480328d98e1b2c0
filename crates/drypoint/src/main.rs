//! The Drypoint binary: everything a clinic runs is one file and one data folder.

mod atlas_command;
mod demo;
mod journal_command;
mod logs;
mod mail;
mod rank;
mod report_command;
mod serve;
mod tissue_command;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// The map and the record for dry needling.
///
/// It documents and informs; the professional decides. It is not a medical device.
#[derive(Parser)]
#[command(name = "drypoint", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a demo clinic of invented people and serve it on this machine
    Demo(demo::Arguments),
    /// Serve a clinic; the first start leads through setting it up
    Serve(serve::Arguments),
    /// Rank the trigger points that explain a pain drawing
    Rank(rank::Arguments),
    /// The knowledge of the map
    #[command(subcommand)]
    Atlas(atlas_command::Command),
    /// The simulator of the tissue
    #[command(subcommand)]
    Tissue(tissue_command::Command),
    /// The clinic's own figures
    #[command(subcommand)]
    Report(report_command::Command),
    /// The journal of a data folder: verify, back up, rebuild
    #[command(subcommand)]
    Journal(journal_command::Command),
}

/// The folder that holds a clinic's data.
#[derive(clap::Args)]
struct DataFolder {
    /// Folder of the clinic's data; made if it is not there
    #[arg(long = "data", value_name = "DIR", env = "DRYPOINT_DATA")]
    data: PathBuf,
}

fn main() -> ExitCode {
    logs::start();
    let outcome = match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Rank(arguments) => rank::run(&arguments),
        Command::Atlas(command) => atlas_command::run(&command),
        Command::Tissue(command) => tissue_command::run(&command),
        Command::Report(command) => report_command::run(command),
        Command::Journal(command) => journal_command::run(&command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("drypoint: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Who reads may stop reading, as `head` does: then there is nobody left to tell.
pub(crate) fn print(text: &str) -> anyhow::Result<ExitCode> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("printing"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
