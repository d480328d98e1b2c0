//! What diffuses and does not react is neither made nor lost: no flux through any face, and the split implicit steps keep
//! the sum of each field.

use super::{Compartments, Grid, Layout, Local, Moment, Pace, Pressing, Reaction, input};
use crate::math::Single;

/// Two fields that only spread, one fast and one slowly.
#[derive(Clone, Copy)]
struct Spreading;

impl Reaction<2> for Spreading {
    const SPREADS: [bool; 2] = [true, true];

    fn diffusivity_m2_per_s(&self) -> [f64; 2] {
        [2e-8, 6e-10]
    }
    fn scale(&self) -> [f64; 2] {
        [0.1, 0.1]
    }
    fn squeeze(&self, _: &[Single; 2], _: &[Single; input::COUNT], _: &Moment) -> Pressing {
        Pressing { squeeze_mmhg: Single(0.0), kept: Single(0.0) }
    }
    fn local(
        &self,
        _: &[Single; 2],
        _: &[Single; input::COUNT],
        _: &Moment,
        _: Single,
        _: Single,
    ) -> Local<2> {
        Local { rate: [Single(0.0); 2], decay: [Single(0.0); 2], mobility: Single(1.0) }
    }
}

const MOMENT: Moment = Moment { load: 0.0, inflow: 1.0, reflex: 0.0, released: 0.0, silenced: 0.0 };

fn sums(grid: &Grid<2>) -> [f64; 2] {
    [0, 1].map(|field| (0..grid.layout.ny).flat_map(|y| grid.run_of(field, y)).sum())
}

#[test]
fn what_only_spreads_is_conserved_and_evens_out() {
    // Odd sides, so that the two halves of the sweep differ; large and small steps.
    for (nx, ny) in [(37, 23), (64, 1), (5, 48)] {
        let layout = Layout::new(nx, ny, 1e-4);
        let mut grid =
            Grid::new(layout, Compartments::new(nx, vec![0; nx * ny], 0.0), Spreading::SPREADS, [1.0, 2.0]);
        for y in 0..ny {
            for x in 0..nx {
                grid.set(0, x, y, ((x * 7 + y * 13) % 11) as f64);
                grid.set(1, x, y, if x < nx / 2 { 5.0 } else { 0.0 });
            }
        }
        let before = sums(&grid);
        let spread = |grid: &Grid<2>| {
            let all: Vec<f64> = (0..ny).flat_map(|y| grid.run_of(0, y).to_vec()).collect();
            all.iter().copied().fold(0.0, f64::max) - all.iter().copied().fold(f64::INFINITY, f64::min)
        };
        let uneven = spread(&grid);
        for (seconds, step_s) in [(1.0, 0.1), (1000.0, 20.0)] {
            grid.run(&Spreading, seconds, Pace::Fixed { step_s }, |_| MOMENT).expect("steps");
            for (now, before) in sums(&grid).into_iter().zip(before) {
                assert!((now / before - 1.0).abs() < 1e-11, "{nx} x {ny}: {now} of {before}");
            }
        }
        assert!(spread(&grid) < 0.2 * uneven, "it has spread");
    }
}
