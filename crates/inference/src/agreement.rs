//! However a component is summed, the answer is the same: along a path or over a tree, with hubs or without, in one
//! segment or many, on plain numbers or wide ones.

use crate::evidence::Evidence;
use crate::mass::{Mass, Wide};
use crate::network::{CauseId, FindingId, Network};
use crate::plan::{self, Plan};
use crate::problem::{Component, Problem};
use crate::singles::Closing;
use crate::sweep::{Gather, Masses, Sweep, Tables};
use crate::tree;

/// Everything a sweep says: the evidence, by core P(on), by open finding P(set by cores).
#[derive(Debug, PartialEq)]
struct Answer {
    evidence: f64,
    cores: Vec<f64>,
    open: Vec<f64>,
}

impl Answer {
    fn of<M: Mass>(problem: &Problem, component: &Component, plan: &Plan) -> Self {
        let mut answer = Self {
            evidence: 0.0,
            cores: vec![f64::NAN; component.cores.len()],
            open: vec![f64::NAN; component.open.len()],
        };
        let sweep = Sweep { component, plan, weights: &problem.weights };
        answer.evidence = sweep.run(&mut Tables::<M>::default(), &mut answer).to_f64();
        answer
    }

    #[track_caller]
    fn assert_is(&self, other: &Self) {
        let numbers = |of: &Self| [&[of.evidence][..], &of.cores, &of.open].concat();
        for (a, b) in numbers(self).into_iter().zip(numbers(other)) {
            assert!((a - b).abs() <= 1e-13 * a.abs().max(1e-300), "{a} is not {b}");
        }
    }
}

impl<M: Mass> Gather<M> for Answer {
    fn core(&mut self, core: usize, masses: Masses<M>) {
        self.cores[core] = masses.on.wide().over(masses.on.wide() + masses.off.wide()).to_f64();
    }

    fn open(&mut self, open: usize, closing: &Closing<M>, unset: M, set: M) {
        let (unset, set) = ((closing.unset * unset).wide(), (closing.set * set).wide());
        self.open[open] = set.over(unset + set).to_f64();
    }
}

/// Nine causes around a ring of twelve findings, one of them touching every second one; all findings present.
fn ring() -> (Network, Evidence) {
    let mut builder = Network::builder();
    for finding in 0..12_u32 {
        builder.finding(0.01 + 0.02 * f64::from(finding)).unwrap();
    }
    for cause in 0..9_usize {
        let id = builder.cause(0.05 + 0.03 * cause as f64).unwrap();
        for step in 0..4 {
            let finding = FindingId::new((cause * 4 / 3 + step) % 12);
            builder.link(id, finding, 0.2 + 0.15 * step as f64).unwrap();
        }
    }
    let hub = builder.cause(0.02).unwrap();
    for finding in (0..12).step_by(2) {
        builder.link(hub, FindingId::new(finding), 0.4).unwrap();
    }
    let mut evidence = Evidence::new();
    for finding in 0..12 {
        evidence.present(FindingId::new(finding));
    }
    (builder.build(), evidence)
}

fn ring_problem() -> Problem {
    let (network, evidence) = ring();
    let problem = Problem::new(&network, &evidence).unwrap();
    assert_eq!(problem.components.len(), 1);
    problem
}

/// The core that touches every second finding.
fn hub(component: &Component) -> usize {
    component.cores.iter().position(|core| core.cause == CauseId::new(9)).unwrap()
}

#[test]
fn hubs_change_nothing() {
    let problem = ring_problem();
    let component = &problem.components[0];
    let expected = Answer::of::<f64>(&problem, component, &plan::forced(component, &[], u64::MAX));
    let hub = hub(component);
    for hubs in [&[hub][..], &[hub, (hub + 1) % 10], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
        let plan = plan::forced(component, hubs, u64::MAX);
        Answer::of::<f64>(&problem, component, &plan).assert_is(&expected);
    }
}

#[test]
fn trees_change_nothing() {
    let problem = ring_problem();
    let component = &problem.components[0];
    let expected = Answer::of::<f64>(&problem, component, &plan::forced(component, &[], u64::MAX));
    let hub = hub(component);
    for hubs in [&[][..], &[hub], &[hub, (hub + 3) % 10], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
        for fill in [false, true] {
            let plan = tree::forced(component, hubs, fill);
            assert!(!plan.joins.is_empty());
            Answer::of::<f64>(&problem, component, &plan).assert_is(&expected);
            Answer::of::<Wide>(&problem, component, &plan).assert_is(&expected);
        }
    }
}

#[test]
fn sums_allocate_nothing_once_their_tables_have_grown() {
    let problem = ring_problem();
    let component = &problem.components[0];
    let hub = hub(component);
    for plan in [
        plan::forced(component, &[hub], 100),
        tree::forced(component, &[], false),
        tree::forced(component, &[hub], true),
    ] {
        let mut tables = Tables::<f64>::default();
        let mut answer = Answer {
            evidence: 0.0,
            cores: vec![0.0; component.cores.len()],
            open: vec![0.0; component.open.len()],
        };
        let sweep = Sweep { component, plan: &plan, weights: &problem.weights };
        // Emptied tables change places, so a few runs go by until each has been the largest.
        for _ in 0..20 {
            sweep.run(&mut tables, &mut answer);
        }
        let counted = allocation_counter::measure(|| {
            sweep.run(&mut tables, &mut answer);
        });
        assert_eq!(counted.count_total, 0);
    }
}

#[test]
fn segments_change_nothing() {
    let problem = ring_problem();
    let component = &problem.components[0];
    for hubs in [&[][..], &[hub(component)]] {
        let expected = Answer::of::<f64>(&problem, component, &plan::forced(component, hubs, u64::MAX));
        for cells in [1, 100, 1000] {
            let plan = plan::forced(component, hubs, cells);
            assert!(plan.segments.len() > 1);
            Answer::of::<f64>(&problem, component, &plan).assert_is(&expected);
        }
    }
}

#[test]
fn wide_numbers_agree_with_plain_ones() {
    let problem = ring_problem();
    let component = &problem.components[0];
    let plan = plan::forced(component, &[hub(component)], 100);
    let plain = Answer::of::<f64>(&problem, component, &plan);
    Answer::of::<Wide>(&problem, component, &plan).assert_is(&plain);
}

#[test]
fn the_planner_finds_the_ring_narrow() {
    let problem = ring_problem();
    let plan = plan::plan(&problem.components[0], u64::MAX).unwrap();
    // Six findings live at the most, where all twelve would be 4096 cells.
    assert!(plan.cells < 4096, "{} cells", plan.cells);
}

#[test]
fn an_answer_is_there_for_every_core_and_finding() {
    let problem = ring_problem();
    let component = &problem.components[0];
    let answer = Answer::of::<f64>(&problem, component, &plan::plan(component, u64::MAX).unwrap());
    assert!(answer.cores.iter().chain(&answer.open).all(|p| (0.0..=1.0).contains(p)));
}
