//! `drypoint report`: the clinic's own figures without its pages.

use crate::DataFolder;
use anyhow::{Context, Result};
use chart::StaffId;
use chart::values::Technique;
use clinic::Clinic;
use clinic::figures::Selection;
use jiff::civil::Date;
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Everything that the page /dashboard shows, with the same filters
    #[command(after_help = "\
Prints lines for a spreadsheet, or JSON with --json. How each figure is counted stands on the page and in docs/FIGURES.md.
Example:
  drypoint report dashboard --data clinic --from 2026-01-01 --to 2026-06-30 --muscle infraspinatus --json")]
    Dashboard(Arguments),
}

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    folder: DataFolder,
    /// First day that counts, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// Last day that counts
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
    /// Treatments with a needle in this muscle of the atlas
    #[arg(long, value_name = "ID")]
    muscle: Option<String>,
    /// Treatments with a needle of this technique: fast_in_fast_out, static, rotation, superficial, electrical
    #[arg(long, value_name = "WORD", value_parser = technique)]
    technique: Option<Technique>,
    /// Treatments in which a needle twitched (yes), or none did (no)
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    twitch: Option<bool>,
    /// Treatments of this practitioner, by the id in the page's address
    #[arg(long, value_name = "ID")]
    practitioner: Option<StaffId>,
    /// Print all of it as JSON
    #[arg(long)]
    json: bool,
}

fn technique(word: &str) -> Result<Technique, String> {
    let known = Technique::ALL.map(Technique::as_str).join(", ");
    Technique::parse(word).map_err(|_| format!("one of {known}"))
}

fn yes_or_no(word: &str) -> Result<bool, String> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes or no".to_owned()),
    }
}

pub(crate) fn run(command: Command) -> Result<ExitCode> {
    let Command::Dashboard(asked) = command;
    let clinic = Clinic::open(&asked.folder.data)?;
    let practice = clinic.practice()?.context("there is no clinic in this folder yet")?;
    let selection = Selection {
        from: asked.from,
        to: asked.to,
        muscle: asked.muscle,
        technique: asked.technique,
        twitch: asked.twitch,
        practitioner: asked.practitioner,
    };
    let figures = clinic.figures(practice.id, &practice.zone, &selection)?;
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&figures)?);
    } else {
        print!("{}", figures.csv());
    }
    Ok(ExitCode::SUCCESS)
}
