//! `drypoint tissue`: the simulator for scripts and teaching.

use crate::print;
use anyhow::{Context as _, Result};
use std::path::Path;
use std::process::ExitCode;
use tissue::{BUILT_IN, Error, Parameters, Scenario};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Play a scenario: one of those built in, or a TOML file (crates/tissue/scenarios shows the form)
    Run {
        /// Name or file; without one the names are listed
        scenario: Option<String>,
        /// Print what came of it as JSON, which is also the default
        #[arg(long)]
        json: bool,
    },
}

pub(crate) fn run(command: &Command) -> Result<ExitCode> {
    let Command::Run { scenario, json: _ } = command;
    let Some(wanted) = scenario else {
        return print(&BUILT_IN.map(|(name, _)| name).join("\n"));
    };
    let scenario = match Scenario::built_in(wanted) {
        Err(Error::UnknownScenario { .. }) if Path::new(wanted).is_file() => {
            let text = std::fs::read_to_string(wanted).with_context(|| format!("reading {wanted}"))?;
            Scenario::parse(&text).with_context(|| format!("in {wanted}"))?
        }
        found => found?,
    };
    print(&serde_json::to_string(&scenario.play(&Parameters::default())?)?)
}
