//! `plates --input DIR`: makes the plates again.

use clap::Parser;
use plates::body::{Body, Sex};
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
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), plates::Error> {
    let muscles = plates::muscle::read_all(&arguments.data.join("muscles"))?;
    let male = Body::male(&arguments.input, &arguments.data)?;
    for body in [male.clone(), male.transferred(&arguments.input, Sex::Female)?] {
        let (low, high) = body.skin.mesh.bounds();
        println!(
            "{:?}: {low} {high}, {} bones, {} muscles, {:?}",
            body.sex,
            body.skeleton.bones.len(),
            muscles.len(),
            body.skin.joints.get("l-finger-3-1")
        );
    }
    Ok(())
}
