//! Prints the twenty rows of the validation: `cargo xtask validate tissue`.

use tissue::{
    Begin, Census, Certainty, Dose, FourFields, Influence, KNOT_SHARE, Parameters, Plan, Row, SCurve,
    Section, Set, Site, field, validation_table,
};

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
    orders()?;
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

/// How the error falls with the step and with the cell.
fn orders() -> Result<(), tissue::Error> {
    let needled = |step_s: f64| -> Result<Vec<f64>, tissue::Error> {
        let plan = Plan { width_mm: 12.0, cell_mm: 0.2, ..Plan::LINE };
        let mut line = Section::in_crisis(Parameters::default(), plan)?;
        line.run(30.0, 1e-5, Influence::REST)?;
        line.needle([0.5, 0.0], 0.0, &Dose::of_needle(1));
        line.run_fixed(40.0, step_s, Influence::REST)?;
        Ok([field::ENERGY, field::SENSITISER, field::DILATATION]
            .map(|field| line.row(field, 0).to_vec())
            .concat())
    };
    let exact = needled(0.0125)?;
    println!("\nError and order in time: a needled line over 40 s, against steps of 0.0125 s");
    let steps = [0.4, 0.2, 0.1, 0.05];
    let errors = steps.map(|step| needled(step).map(|values| distance(&values, &exact)));
    table(&steps.map(|step| format!("{step} s")), errors)?;

    let means = |side: usize| -> Result<Vec<f64>, tissue::Error> {
        let mut square = FourFields::new(side, 19.2 / side as f64, Begin::Hill)?;
        square.run_fixed(20.0, 0.05)?;
        let (mut values, mut side) = (square.values(), side);
        while side > 8 {
            (values, side) = (FourFields::halved(&values, side), side / 2);
        }
        Ok(values)
    };
    println!(
        "\nError and order in space: a smooth hill of lactate over 20 s in 19.2 mm (four fields), against 256 x 256 cells"
    );
    let exact = means(256)?;
    let sides = [8, 16, 32, 64];
    let errors = sides.map(|side| means(side).map(|values| distance(&values, &exact)));
    table(&sides.map(|side| format!("{side} x {side}")), errors)
}

fn table(what: &[String], errors: [Result<f64, tissue::Error>; 4]) -> Result<(), tissue::Error> {
    let mut before: Option<f64> = None;
    for (what, error) in what.iter().zip(errors) {
        let error = error?;
        let order = before.map(|before| format!("order {:.2}", (before / error).log2())).unwrap_or_default();
        println!("  {what:>9}  {error:.2e}  {order}");
        before = Some(error);
    }
    Ok(())
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    let sum: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
    (sum / a.len() as f64).sqrt()
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
