//! `cargo xtask evaluate`: how good the reasoning is, said as it is.
//!
//! First on drawings sampled from the model itself, where the truth is known: are its chances right (they must be, if the
//! reckoning is exact), and how well does it rank? Then on drawings of the textbook's zones and on such as hands make of them: can it
//! tell them apart? Then on published cases, which the model has never promised to fit. Beside it, in the same run and on the same drawings, stands a flat ranking of single causes.

mod diagram;
mod dice;
mod drawn;
mod published;
mod sampled;
mod textbook;

use reasoning::Model;
use std::path::PathBuf;

/// Drawings that are sampled unless `--drawings` says otherwise.
const DRAWINGS: usize = 2000;
/// Where every run begins, so that two runs of one program say the same.
const SEED: u64 = 20_261_122;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut drawings = DRAWINGS;
    let mut out: Option<PathBuf> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--drawings" => {
                drawings = value.parse().map_err(|_| format!("--drawings {value}: a whole number"))?;
            }
            "--out" => out = Some(value.into()),
            other => {
                return Err(
                    format!("there is no option {other}; there are --drawings N and --out FILE.svg").into()
                );
            }
        }
    }
    let model = Model::get();
    println!(
        "Model {} on atlas {}: {} causes, {} findings, {} links\n",
        reasoning::MODEL_VERSION,
        atlas::Atlas::version(),
        model.network().cause_count(),
        model.network().finding_count(),
        model.network().link_count()
    );
    let found = sampled::run(model, drawings, SEED);
    found.print();
    if let Some(out) = out {
        std::fs::write(&out, diagram::reliability(&found))
            .map_err(|error| format!("{}: {error}", out.display()))?;
        println!("\nReliability diagram: {}", out.display());
    }
    println!();
    textbook::run(model);
    drawn::run(model);
    published::run(model);
    Ok(())
}
