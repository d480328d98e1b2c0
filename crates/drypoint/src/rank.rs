//! `drypoint rank`: what explains a drawing, without a clinic.

use anyhow::{Context, Result, ensure};
use atlas::{Atlas, Cell};
use clinic::ranking::{self, Ranking};
use serde_json::{Value, json};
use std::process::ExitCode;

/// Causes that are printed for people; JSON has all.
const SHOWN: usize = 10;

#[derive(clap::Args)]
#[command(
    after_help = "Region ids are those of `drypoint atlas export --json`; a group such as hand:R paints all of it.\n\
                        Example: drypoint rank --paint neck-side:R,temple:R"
)]
pub(crate) struct Arguments {
    /// Painted regions with their side, such as neck-side:R,temple:R
    #[arg(long, value_delimiter = ',', required = true, value_name = "REGION:SIDE")]
    paint: Vec<String>,
    /// Print all causes as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut painted: Vec<Cell> = Vec::new();
    for text in &arguments.paint {
        let cells = Atlas::get().cells_of(text.trim()).with_context(|| format!("--paint {text}"))?;
        painted.extend(cells.into_iter().filter(|c| !painted.contains(c)).collect::<Vec<_>>());
    }
    ensure!(!painted.is_empty(), "nothing is painted");
    let ranking = ranking::rank(&painted, &[]).context("the drawing could not be ranked")?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&as_json(&ranking))?);
    } else {
        print(&ranking);
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(ranking: &Ranking) -> Value {
    let names = |cells: &[Cell]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let causes: Vec<Value> = ranking
        .causes
        .iter()
        .map(|ranked| {
            let explains: Vec<Cell> = ranked.explains.iter().map(|(cell, _)| *cell).collect();
            json!({
                "muscle": ranked.cause.point.muscle().as_str(),
                "point": ranked.cause.point.number(),
                "side": ranked.cause.side.as_str(),
                "probability": ranked.probability,
                "explains": names(&explains),
                "not_painted": names(&ranked.not_painted),
            })
        })
        .collect();
    let unexplained: Vec<Value> = ranking
        .unexplained
        .iter()
        .map(|(cell, probability)| json!({ "cell": cell.to_string(), "probability": probability }))
        .collect();
    json!({
        "atlas_version": Atlas::version(),
        "model_version": ranking::MODEL_VERSION,
        "exact": ranking.exact,
        "causes": causes,
        "unexplained": unexplained,
    })
}

fn print(ranking: &Ranking) {
    println!("What explains the drawing (not a diagnosis; the professional decides):");
    for (at, ranked) in ranking.causes.iter().take(SHOWN).enumerate() {
        let muscle = Atlas::get().muscle(ranked.cause.point.muscle());
        let bar = "■".repeat((ranked.probability * 20.0).round() as usize);
        let point = format!("{} {} {}", muscle.name, ranked.cause.point.number(), ranked.cause.side);
        println!("{:>3}. {point:<44} {bar}", at + 1);
    }
    if !ranking.unexplained.is_empty() {
        let cells: Vec<String> = ranking.unexplained.iter().map(|(cell, _)| cell.to_string()).collect();
        println!("Probably from elsewhere: {}", cells.join(", "));
    }
}
