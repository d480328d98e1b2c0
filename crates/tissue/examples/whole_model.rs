//! The whole model as a problem that other programs are given too: `whole_model FOLDER` writes how it begins, solves the minute
//! after a needle at several tolerances, writes each result and prints one line of JSON each. `cargo xtask bench tissue` compares.

#[path = "machine/processor.rs"]
mod processor;

use processor::processor_s;
use std::time::Instant;
use tissue::{Dose, FIELDS, Influence, KNOT_SHARE, Parameters, Plan, Section, Site};

const SIDE: usize = 128;
const SECONDS: f64 = 60.0;
/// Each is solved so often: the fastest counts by the clock, the mean of processor time (which is told in hundredths).
const TIMES: usize = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("where to? whole_model FOLDER")?;
    let plan = Plan { cell_mm: 16.0 / SIDE as f64, ..Plan::SECTION };
    let mut begin = Section::in_crisis(Parameters::default(), plan)?;
    let dose = Dose::of_needle(2);
    begin.needle([0.0, 0.0], 0.0, &dose);
    write(&format!("{folder}/begin.bin"), &values(&begin))?;
    write(&format!("{folder}/inputs.bin"), &inputs(&begin, &dose))?;
    for tolerance in [0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003] {
        let begun_processor = processor_s();
        let mut fastest = f64::INFINITY;
        let mut last = None;
        for _ in 0..TIMES {
            let mut section = begin.clone();
            let begun = Instant::now();
            let effort = section.run(SECONDS, tolerance, Influence::REST)?;
            fastest = fastest.min(begun.elapsed().as_secs_f64());
            last = Some((section, effort));
        }
        let processor = begun_processor.zip(processor_s()).map_or(f64::NAN, |(begun, ended)| ended - begun);
        let Some((section, effort)) = last else { continue };
        let file = format!("{folder}/whole-{tolerance}.bin");
        write(&file, &values(&section))?;
        println!(
            "{{\"tolerance\": {tolerance}, \"steps\": {}, \"wall_s\": {fastest}, \"processor_s\": {}, \"file\": \"{file}\"}}",
            effort.steps + effort.rejected,
            processor / TIMES as f64
        );
    }
    Ok(())
}

/// All of it: field by field, each row by row.
fn values(section: &Section) -> Vec<f64> {
    (0..FIELDS).flat_map(|field| (0..SIDE).flat_map(move |y| section.row(field, y).to_vec())).collect()
}

/// What acts at each cell: knot share, endplates, axon reflex, release, slow silencing, and its fascicle.
fn inputs(section: &Section, dose: &Dose) -> Vec<f64> {
    let cells = || (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    let here = |x, y| {
        let place = section.place_mm(x, y);
        dose.at_mm(place[0].hypot(place[1]))
    };
    let fascicle = |x: usize, y: usize| section.fascicle_of_cell()[y * SIDE + x];
    let whole = |x, y| {
        let centre = section.fascicle_centres_mm()[usize::from(fascicle(x, y))];
        dose.at_mm(centre[0].hypot(centre[1])).released
    };
    let (knot, endplates) = (Site::resting(KNOT_SHARE, 1.0).endplates, Site::ORDINARY.endplates);
    let mut all: Vec<f64> = cells().map(|(x, y)| section.knot_share(x, y)).collect();
    all.extend(cells().map(|(x, y)| if section.is_susceptible(x, y) { knot } else { endplates }));
    all.extend(cells().map(|(x, y)| here(x, y).reflex_dilatation));
    all.extend(cells().map(|(x, y)| whole(x, y)));
    all.extend(cells().map(|(x, y)| here(x, y).silenced_slowly));
    all.extend(cells().map(|(x, y)| f64::from(fascicle(x, y))));
    all
}

fn write(file: &str, values: &[f64]) -> std::io::Result<()> {
    std::fs::write(file, values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())
}
