//! Prints the twenty rows of the validation: `cargo xtask validate tissue`.

use tissue::{Census, Certainty, KNOT_SHARE, Parameters, Row, SCurve, Set, Site, field, validation_table};

/// Choices of parameters that are tried.
const SAMPLES: usize = 1000;

fn main() -> Result<(), tissue::Error> {
    let rows = validation_table(&Parameters::default())?;
    for (set, title) in [
        (Set::Calibration, "Calibration: parameters were chosen with these in view"),
        (
            Set::HeldOut,
            "Held out: not calibrated on (docs/TISSUE.md says what was settled after a first look)",
        ),
    ] {
        println!("\n{title}\n");
        for row in rows.iter().filter(|row| row.set == set) {
            print(row);
        }
    }
    let passed =
        |set: Option<Set>| rows.iter().filter(|r| set.is_none_or(|s| r.set == s) && r.passes()).count();
    println!(
        "\n{} of 20 pass: {} of 10 calibrated on, {} of 10 held out",
        passed(None),
        passed(Some(Set::Calibration)),
        passed(Some(Set::HeldOut))
    );
    let curve = SCurve::of(&Parameters::default(), Site::resting(KNOT_SHARE, 1.0), 1.5)?;
    println!("\nSteady states over the endplate drive, by continuation:");
    for (what, fold) in ["health ends above", "the crisis ends below"].iter().zip(&curve.folds) {
        println!("  {what} a drive of {:.3} (energy {:.3})", fold.drive, fold.state[field::ENERGY]);
    }
    let census = Census::of(SAMPLES)?;
    println!(
        "\nOf {} plausible choices of 16 parameters {:.1} % hold a self-sustaining point, {:.1} % one that is no infarct",
        census.samples,
        census.both * 100.0,
        census.both_with_flow * 100.0
    );
    if let Some(path) = std::env::args().nth(1) {
        match std::fs::write(&path, curve.svg()) {
            Ok(()) => println!("\nThe S-curve is in {path}"),
            Err(error) => println!("\nThe S-curve could not be written to {path}: {error}"),
        }
    }
    Ok(())
}

fn print(row: &Row) {
    let mark = match row.certainty {
        Certainty::Checked => "checked",
        Certainty::Memory => "from memory",
    };
    let verdict = if row.passes() { "pass" } else { "FAIL" };
    println!(
        "{:>2}  {verdict}  {}\n          published: {} ({mark})",
        row.number, row.quantity, row.published
    );
    for m in &row.measured {
        let sign = if m.passes() { ' ' } else { '!' };
        println!(
            "        {sign} model: {:.3} {} (accepted {} to {})",
            m.value, m.what, m.accepted.0, m.accepted.1
        );
    }
    if !row.passes() {
        println!("          meaning: {}", row.meaning);
    }
}
