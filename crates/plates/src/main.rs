//! `plates --input DIR`: makes the plates again.

use clap::Parser;
use plates::Error;
use plates::body::{Body, Sex};
use plates::engrave::{self, Anatomy, Entry, Figure};
use plates::folds::Folds;
use plates::map::{self, Tables};
use rayon::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

/// Engraves the plates of the map from the unpacked inputs (see `crates/plates/README.md`).
#[derive(Parser)]
struct Arguments {
    /// The folder with the two unpacked packages.
    #[arg(long)]
    input: PathBuf,
    /// Where the plates go.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/assets/plates"))]
    out: PathBuf,
    /// The table of muscles, points and plates.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
    /// Only these plates (may be repeated).
    #[arg(long)]
    only: Vec<String>,
    /// Only of these bodies: male, female, neutral (may be repeated).
    #[arg(long, value_parser = sex)]
    body: Vec<Sex>,
    /// Only regions and points of the body map, no pictures.
    #[arg(long)]
    sheets: bool,
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

fn run(arguments: &Arguments) -> Result<(), Error> {
    let wanted = |id: &str| arguments.only.is_empty() || arguments.only.iter().any(|o| o == id);
    let plates = engrave::read(&arguments.data.join("plates.toml"))?;
    let chosen: Vec<_> = plates.iter().filter(|p| wanted(&p.id)).collect();
    let muscles = plates::muscle::read_all(&arguments.data.join("muscles"))?;
    let male = Body::male(&arguments.input, &arguments.data)?;
    let anatomy = Anatomy::new(muscles, &male)?;
    std::fs::create_dir_all(&arguments.out)
        .map_err(|source| Error::Unreadable { path: arguments.out.clone(), source })?;
    let folds = Folds::read(&arguments.data.join("folds.toml"), &male)?;
    let tables = Tables::read(&arguments.data, &male)?;
    // The three bodies side by side: some steps of each are for one core only.
    let bodies = Sex::ALL.par_iter().map(|sex| {
        let here: Vec<_> =
            chosen.iter().filter(|p| *sex == Sex::Male || p.also.contains(sex)).copied().collect();
        if here.is_empty() || !(arguments.body.is_empty() || arguments.body.contains(sex)) {
            return Ok(Vec::new());
        }
        let other = match sex {
            Sex::Male => None,
            other => Some(male.transferred(&arguments.input, *other)?),
        };
        let body = other.as_ref().unwrap_or(&male);
        map::write(&tables, &here, &male, body, &arguments.out)?;
        if arguments.sheets {
            return Ok(Vec::new());
        }
        let figure = Figure::new(body, &anatomy, &folds);
        let written = here.par_iter().map(|plate| {
            let engraving = engrave::engrave(&figure, plate);
            let text = engrave::written(&engraving);
            println!("{}: {} kB", engrave::file_name(&engraving), text.len() / 1000);
            write(arguments.out.join(engrave::file_name(&engraving)), &text)?;
            Ok(serde_json::to_string(&Entry::new(&engraving)).expect("plain data"))
        });
        written.collect::<Result<Vec<_>, Error>>()
    });
    let entries: Vec<String> = bodies.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect();
    if arguments.only.is_empty() && arguments.body.is_empty() && !arguments.sheets {
        write(arguments.out.join("plates.json"), &format!("[\n{}\n]\n", entries.join(",\n")))?;
    }
    Ok(())
}

fn sex(word: &str) -> Result<Sex, String> {
    Sex::ALL.into_iter().find(|sex| sex.word() == word).ok_or("male, female or neutral".to_owned())
}

fn write(path: PathBuf, text: &str) -> Result<(), Error> {
    std::fs::write(&path, text).map_err(|source| Error::Unreadable { path, source })
}
