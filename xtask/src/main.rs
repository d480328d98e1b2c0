//! One entry point for the chores of this repository: `cargo xtask help`.

mod bench;
mod evaluate;
mod machine;
mod step;
mod test;
mod validate;
mod walks;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test [STEP...] [--no-browser]   everything that can be checked, or only the named steps
cargo xtask bench [NAME]                    figures beside the machine's own limits: clinic, journal, inference, tissue, map
cargo xtask evaluate [--drawings N]         how good the ranking is: sampled drawings, published cases, a flat ranking beside it
cargo xtask validate tissue                 the tissue against published measurements
cargo xtask help                            this text

On Debian, as root, `test` installs what is missing (Chromium, Node.js, npm); elsewhere it says what to install.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    match arguments.split_first() {
        Some((command, rest)) if command == "test" => test::run(rest),
        Some((command, rest)) if command == "bench" => bench::run(rest),
        Some((command, rest)) if command == "evaluate" => evaluate::run(rest),
        Some((command, rest)) if command == "validate" => validate::run(rest),
        Some((command, _)) if ["help", "--help", "-h"].contains(&command.as_str()) => {
            println!("{HELP}\n\nSteps of the test: {}", test::names().join(", "));
            Ok(ExitCode::SUCCESS)
        }
        Some((other, _)) => bail!("there is no task `{other}`\n\n{HELP}"),
        None => bail!("which task?\n\n{HELP}"),
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
