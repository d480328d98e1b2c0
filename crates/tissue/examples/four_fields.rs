//! The small problem that other programs are given too: `four_fields FOLDER` solves it at several tolerances, writes each
//! result as little-endian numbers and prints one line of JSON each. `cargo xtask bench tissue` compares.

#[path = "machine/processor.rs"]
mod processor;

use processor::processor_s;
use std::time::Instant;
use tissue::{Begin, FourFields};

const SIDE: usize = 128;
const CELL_MM: f64 = 0.15;
const SECONDS: f64 = 60.0;
/// Each is solved so often: the fastest counts by the clock, the mean of processor time (which is told in hundredths).
const TIMES: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("where to? four_fields FOLDER")?;
    for tolerance in [0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003] {
        let begun_processor = processor_s();
        let mut fastest = f64::INFINITY;
        let mut last = None;
        for _ in 0..TIMES {
            let mut square = FourFields::new(SIDE, CELL_MM, Begin::Core)?;
            let begun = Instant::now();
            let effort = square.run(SECONDS, tolerance)?;
            fastest = fastest.min(begun.elapsed().as_secs_f64());
            last = Some((square, effort));
        }
        let processor = begun_processor.zip(processor_s()).map_or(f64::NAN, |(begun, ended)| ended - begun);
        let Some((square, effort)) = last else { continue };
        let bytes: Vec<u8> = square.values().into_iter().flat_map(f64::to_le_bytes).collect();
        let file = format!("{folder}/ours-{tolerance}.bin");
        std::fs::write(&file, bytes)?;
        println!(
            "{{\"tolerance\": {tolerance}, \"steps\": {}, \"wall_s\": {fastest}, \"processor_s\": {}, \"file\": \"{file}\"}}",
            effort.steps + effort.rejected,
            processor / TIMES as f64
        );
    }
    Ok(())
}
