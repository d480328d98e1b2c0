//! `drypoint demo`.

use crate::serve::{Door, serve};
use anyhow::{Context, Result, bail};
use clinic::Clinic;
use clinic::demo::{self, DemoError, LOGIN, LOGIN_FRONT_DESK, PASSWORD};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use web::App;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder for the demo clinic; the default is a folder of its own in the system's temporary place, made anew each time
    #[arg(long = "data", value_name = "DIR")]
    data: Option<PathBuf>,
    /// The same seed makes the same people
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Make the clinic and stop, without serving it
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    door: Door,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let folder = match arguments.data {
        Some(folder) => folder,
        None => fresh_folder()?,
    };
    let clinic = Clinic::open(&folder)?;
    match demo::make(&clinic, arguments.seed, App::now(), progress) {
        Ok(()) => {
            println!("\rA demo clinic with {} invented patients is in {}", demo::PATIENTS, folder.display());
        }
        // A folder that was made earlier is served again as it was left.
        Err(DemoError::Taken) if is_demo(&clinic)? => {
            println!("The demo clinic in {} is as you left it", folder.display());
        }
        Err(DemoError::Taken) => {
            bail!("{} holds a clinic of its own; give the demo another folder", folder.display())
        }
        Err(other) => return Err(other.into()),
    }
    if arguments.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    serve(clinic, &arguments.door, |address| {
        println!();
        println!("  Open      {address}");
        println!("  Sign in   {LOGIN}   (practitioner and clinic lead), or {LOGIN_FRONT_DESK} (front desk)");
        println!("  Password  {PASSWORD}");
        println!();
        println!("Stop it with Ctrl-C.");
    })
}

fn fresh_folder() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join("drypoint-demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| {
            format!("{} cannot be emptied; give another folder with --data", folder.display())
        })?;
    }
    Ok(folder)
}

fn is_demo(clinic: &Clinic) -> Result<bool> {
    let Some(practice) = clinic.practice()? else { return Ok(false) };
    Ok(clinic.staff_by_login(practice.id, LOGIN)?.is_some() && practice.name.ends_with("(demo)"))
}

fn progress(done: usize, of: usize) {
    if std::io::stdout().is_terminal() {
        let filled = done * 30 / of.max(1);
        print!("\rMaking the demo clinic  {}{}  {done}/{of}", "█".repeat(filled), "░".repeat(30 - filled));
        if done == of {
            println!();
        }
        let _ = std::io::stdout().flush();
    } else if done == 0 {
        println!("Making the demo clinic");
    }
}
