//! How fast the grid goes, beside what this machine can: `cargo xtask bench tissue`.

#[path = "machine/processor.rs"]
mod processor;

use processor::processor_s;
use std::hint::black_box;
use std::time::Instant;
use tissue::{Course, Dose, Error, FIELDS, Influence, Parameters, Plan, Section, Story};

const SIDE: usize = 128;
const HOUR_S: f64 = 3600.0;
/// So many steps are timed together, and so often: short, so that other work on the machine leaves some of them alone.
const BATCH_STEPS: f64 = 5.0;
const BATCHES: usize = 300;

fn main() -> Result<(), Error> {
    let bandwidth = on_both_cores(triad);
    let arithmetic = on_both_cores(multiply_add);
    let wide = on_both_cores(|| pulp::Arch::new().dispatch(WideMultiplyAdd));
    println!(
        "this machine now, two threads: {bandwidth:.1} GB/s (triad beyond the cache), {arithmetic:.1} Gflop/s (multiply, add), {wide:.1} Gflop/s with its widest instructions (fused)"
    );

    let plan = Plan { cell_mm: 16.0 / SIDE as f64, ..Plan::SECTION };
    let mut section = Section::in_crisis(Parameters::default(), plan)?;
    section.run(60.0, 1e-3, Influence::REST)?;
    // The hour further down begins here, however many steps are timed before it.
    let mut rested = section.clone();
    let cells = (SIDE * SIDE) as f64;
    let (mut best, processor) = (f64::INFINITY, processor_s());
    for _ in 0..BATCHES {
        let begun = Instant::now();
        section.run_fixed(BATCH_STEPS, 1.0, Influence::REST)?;
        best = best.min(begun.elapsed().as_secs_f64());
    }
    let processor = processor.zip(processor_s()).map(|(begun, ended)| ended - begun);
    // Read and write of every field in each of two stages.
    let bytes = (FIELDS * 8 * 2 * 2) as f64;
    println!(
        "{SIDE} x {SIDE}, {FIELDS} fields, steps of 1 s of second order (two evaluations): {:.0} ns per cell-step (best of {BATCHES}); memory alone would take {:.0} ns",
        best / BATCH_STEPS / cells * 1e9,
        bytes / bandwidth
    );
    if let Some(spent) = processor {
        println!(
            "  of processor time {:.0} ns per cell-step on average, both threads together",
            spent / BATCHES as f64 / BATCH_STEPS / cells * 1e9
        );
    }

    rested.needle([0.0, 0.0], 0.0, &Dose::of_needle(2));
    let (begun, processor) = (Instant::now(), processor_s());
    let effort = rested.run(HOUR_S, 1e-3, Influence::REST)?;
    println!(
        "{SIDE} x {SIDE}, the hour after a needle, adaptive: {:.2} s ({} steps, {} rejected)",
        begun.elapsed().as_secs_f64(),
        effort.steps,
        effort.rejected
    );
    if let Some((begun, ended)) = processor.zip(processor_s()) {
        println!("  of processor time {:.2} s, both threads together", ended - begun);
    }

    let begun = Instant::now();
    let story = Story::of(Course::TWITCH)?;
    println!("a story for the page, {} frames: {:.2} s", story.frames.len(), begun.elapsed().as_secs_f64());
    Ok(())
}

/// The sum of what two threads reach.
fn on_both_cores(work: fn() -> f64) -> f64 {
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        work() + other.join().unwrap_or(0.0)
    })
}

/// GB/s of a[i] = b[i] + 3 c[i] over arrays that no cache holds.
fn triad() -> f64 {
    const LENGTH: usize = 8 << 20;
    let (mut a, b, c) = (vec![0.0; LENGTH], vec![1.0; LENGTH], vec![2.0; LENGTH]);
    let mut best = f64::INFINITY;
    for _ in 0..4 {
        let begun = Instant::now();
        for ((a, b), c) in a.iter_mut().zip(&b).zip(&c) {
            *a = b + 3.0 * c;
        }
        black_box(&mut a);
        best = best.min(begun.elapsed().as_secs_f64());
    }
    (LENGTH * 24) as f64 / best / 1e9
}

/// Gflop/s of fused multiplications and additions with the widest instructions that the processor has: what the loops over cells use.
struct WideMultiplyAdd;

impl pulp::WithSimd for WideMultiplyAdd {
    type Output = f64;
    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, simd: S) -> f64 {
        const CHAINS: usize = 12;
        const ROUNDS: usize = 20_000;
        let (factor, term) = (simd.splat_f64s(0.999), simd.splat_f64s(1e-3));
        let mut best = f64::INFINITY;
        for _ in 0..50 {
            let mut chains = [simd.splat_f64s(black_box(1.0)); CHAINS];
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                for chain in &mut chains {
                    *chain = simd.mul_add_f64s(*chain, factor, term);
                }
            }
            let sum = chains.into_iter().map(|chain| simd.reduce_sum_f64s(chain)).sum::<f64>();
            best = best.min(begun.elapsed().as_secs_f64());
            black_box(sum);
        }
        (2 * S::F64_LANES * CHAINS * ROUNDS) as f64 / best / 1e9
    }
}

/// Gflop/s of multiplications and additions that stay in registers, compiled for any processor of the kind.
fn multiply_add() -> f64 {
    const ROUNDS: usize = 4_000_000;
    let mut lanes = [1.000_001_f64; 32];
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        for lane in &mut lanes {
            *lane = *lane * 0.999_999 + 1e-9;
        }
    }
    black_box(lanes);
    (ROUNDS * 32 * 2) as f64 / begun.elapsed().as_secs_f64() / 1e9
}
