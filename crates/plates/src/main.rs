//! `plates --input DIR`: makes the plates again.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Engraves the plates of the map from the unpacked inputs (see `crates/plates/README.md`).
#[derive(Parser)]
struct Arguments {
    /// The folder with the two unpacked packages.
    #[arg(long)]
    input: PathBuf,
    /// The table of muscles, points and plates.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match plates::muscle::read_all(&arguments.data.join("muscles")) {
        Ok(muscles) => {
            println!("{} muscles; input {}", muscles.len(), arguments.input.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
