//! Errors fall with the square of the step and of the cell, and the same input gives the same bits.

#![allow(missing_docs, reason = "tests")]

use tissue::{Begin, Dose, FourFields, Influence, Parameters, Plan, Section, field};

/// Energy and O2 over a needled line after 40 s, by steps of a given size.
fn needled_line(plan: Plan, step_s: f64) -> Vec<f64> {
    let mut line = Section::in_crisis(Parameters::default(), plan).expect("a line");
    // Quick beginnings first, by small steps: they are the same for all.
    line.run(30.0, 1e-5, Influence::REST).expect("rest");
    line.needle([0.5, 0.0], 0.0, &Dose::of_needle(1));
    line.run_fixed(40.0, step_s, Influence::REST).expect("needled");
    let row = |field| line.row(field, 0).to_vec();
    [row(field::ENERGY), row(field::SENSITISER), row(field::DILATATION)].concat()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    let sum: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
    (sum / a.len() as f64).sqrt()
}

#[test]
fn halving_the_step_quarters_the_error() {
    let plan = Plan { width_mm: 12.0, cell_mm: 0.2, ..Plan::LINE };
    let exact = needled_line(plan, 0.0125);
    let errors = [0.4, 0.2, 0.1].map(|step| distance(&needled_line(plan, step), &exact));
    for pair in errors.windows(2) {
        let order = (pair[0] / pair[1]).log2();
        assert!((1.7..2.6).contains(&order), "order {order:.2} of {errors:?}");
    }
}

#[test]
fn halving_the_cells_of_a_smooth_field_quarters_the_error() {
    let hill = |side: usize| {
        let mut square = FourFields::new(side, 19.2 / side as f64, Begin::Hill).expect("a square");
        square.run_fixed(20.0, 0.1).expect("it can be followed");
        square.values()
    };
    let means = |side: usize, to: usize| {
        let (mut values, mut side) = (hill(side), side);
        while side > to {
            (values, side) = (FourFields::halved(&values, side), side / 2);
        }
        values
    };
    let exact = means(128, 8);
    let errors = [8, 16, 32].map(|side| distance(&means(side, 8), &exact));
    for pair in errors.windows(2) {
        let order = (pair[0] / pair[1]).log2();
        assert!((1.7..2.4).contains(&order), "order {order:.2} of {errors:?}");
    }
}

#[test]
fn two_threads_give_the_same_bits_each_time() {
    // 40 x 40 cells are enough for two threads.
    let plan = Plan { cell_mm: 0.4, ..Plan::SECTION };
    let run = || {
        let mut section = Section::in_crisis(Parameters::default(), plan).expect("a section");
        section.run(30.0, 1e-3, Influence::REST).expect("rest");
        (0..40).flat_map(|y| section.row(field::O2_MMHG, y).to_vec()).map(f64::to_bits).collect::<Vec<_>>()
    };
    assert_eq!(run(), run());
}
