//! Plays a scenario and prints what came of it as JSON: `cargo run --release -p tissue --example play -- NAME|FILE`.

use tissue::{BUILT_IN, Error, Parameters, Scenario};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(wanted) = std::env::args().nth(1) else {
        println!("which scenario? {}, or a file", BUILT_IN.map(|(name, _)| name).join(", "));
        return Ok(());
    };
    let scenario = match Scenario::built_in(&wanted) {
        Err(Error::UnknownScenario { .. }) if std::path::Path::new(&wanted).is_file() => {
            Scenario::parse(&std::fs::read_to_string(&wanted)?)?
        }
        found => found?,
    };
    println!("{}", serde_json::to_string(&scenario.play(&Parameters::default())?)?);
    Ok(())
}
