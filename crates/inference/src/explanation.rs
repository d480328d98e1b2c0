//! The most probable joint explanations: which sets of causes, active together, best account for the evidence.
//!
//! A best-first search decides the causes of a component one after the other, in the order of its plan. What a
//! partial decision can still become is bounded from above by a backward sweep in which every undecided cause may
//! choose its state separately for each state of the live findings, that is, knowing which findings are still in
//! want of a cause: the maximum is taken inside the sum over activations, so it is never less than the true maximum
//! outside. The bound is tight (mostly exact), so that little more is expanded than what is reported, and what comes
//! out first is proved best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::budget::{Budget, Refusal};
use crate::error::InferenceError;
use crate::evidence::Evidence;
use crate::mass::{Mass, Wide};
use crate::network::{CauseId, FindingId, Network};
use crate::plan::{self, Plan, Step};
use crate::problem::{Component, Problem, Weight};
use crate::singles::Closing;
use crate::sweep::{Masses, PLAIN_EVIDENCE_MIN, Sweep, Tables};
use crate::table;

/// Most explanations that may be asked for at once.
pub const EXPLANATIONS_MAX: usize = 64;

/// One joint explanation: a set of active causes, all others inactive.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The active causes, in order.
    pub causes: Vec<CauseId>,
    /// P(exactly these are active among the causes that touch an open finding | evidence).
    pub probability: f64,
    /// Findings observed to be there, or likely so, that none of the active causes is linked to, in order.
    pub unexplained: Vec<FindingId>,
}

/// The answer to [`Network::explanations`].
#[derive(Debug, Clone, PartialEq)]
pub struct Explanations {
    /// The most probable explanations, best first. Each is proved to be in its place.
    pub best: Vec<Explanation>,
    /// Whether the list is as long as was asked for, or there are no more. If not, the search ran into its budget.
    pub complete: bool,
    /// Parts of the evidence that the explanations leave out because they would have exceeded the budget.
    pub refusals: Vec<Refusal>,
}

impl Network {
    /// The `count` (at most [`EXPLANATIONS_MAX`]) most probable joint states of the causes that touch an open
    /// finding, given the evidence.
    ///
    /// Causes that touch no open finding are independent of the rest: they are listed as active where that is the
    /// more probable for them, and not varied.
    pub fn explanations(
        &self,
        evidence: &Evidence,
        count: usize,
        budget: &Budget,
    ) -> Result<Explanations, InferenceError> {
        let count = count.min(EXPLANATIONS_MAX);
        let problem = Problem::with_all_causes_as_cores(self, evidence)?;
        let mut answer = Explanations { best: Vec::new(), complete: true, refusals: Vec::new() };
        let mut joint = vec![Candidate { probability: 1.0, causes: problem.settled() }];
        let mut left = budget.operations;
        for component in &problem.components {
            let plan = plan::plan_path(component, budget.operations);
            let operations = plan.as_ref().map_or(u64::MAX, |plan| plan.operations);
            let cells = plan.as_ref().map_or(u64::MAX, |plan| plan.cells);
            let Some(plan) = plan.filter(|_| budget.affords(operations, cells, budget.operations - left))
            else {
                answer.refusals.push(Refusal { findings: component.findings(), operations, cells });
                continue;
            };
            left -= operations;
            let found = best_of(component, &plan, &problem.weights, count, &mut left)?;
            answer.complete &= found.complete;
            joint = product(&joint, &found.candidates, count);
            if !found.complete {
                // Beyond the last one proved here, the order of combinations is not proved either.
                joint.truncate(found.candidates.len());
            }
        }
        answer.complete &= answer.refusals.is_empty();
        answer.best = joint.into_iter().map(|candidate| self.explanation(&problem, candidate)).collect();
        Ok(answer)
    }

    fn explanation(&self, problem: &Problem, candidate: Candidate) -> Explanation {
        let Candidate { probability, mut causes } = candidate;
        causes.sort_unstable();
        let explains = |finding: FindingId| {
            self.links_into(finding).iter().any(|link| causes.binary_search(&link.cause).is_ok())
        };
        let mut unexplained: Vec<FindingId> = problem
            .components
            .iter()
            .flat_map(|component| &component.open)
            .filter(|open| open.if_true > open.if_false && !explains(open.finding))
            .map(|open| open.finding)
            .collect();
        unexplained.sort_unstable();
        Explanation { causes, probability, unexplained }
    }
}

/// Active causes of one or several components, with their joint probability given the evidence.
#[derive(Debug, Clone)]
struct Candidate {
    probability: f64,
    causes: Vec<CauseId>,
}

/// The best `count` combinations of two lists that are sorted, best first.
fn product(left: &[Candidate], right: &[Candidate], count: usize) -> Vec<Candidate> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (a, one) in left.iter().enumerate() {
        // The combination (a, b) has (a + 1) * (b + 1) - 1 others before it.
        for (b, other) in right.iter().enumerate().take(count / (a + 1) + 1) {
            all.push((one.probability * other.probability, a, b));
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    all.truncate(count);
    let join = |(probability, a, b): (f64, usize, usize)| Candidate {
        probability,
        causes: left[a].causes.iter().chain(&right[b].causes).copied().collect(),
    };
    all.into_iter().map(join).collect()
}

struct Found {
    candidates: Vec<Candidate>,
    complete: bool,
}

fn best_of(
    component: &Component,
    plan: &Plan,
    weights: &[Weight],
    count: usize,
    left: &mut u64,
) -> Result<Found, InferenceError> {
    let sweep = Sweep { component, plan, weights };
    let plain = Search::<f64>::new(sweep);
    let found = if plain.evidence < PLAIN_EVIDENCE_MIN {
        let wide = Search::<Wide>::new(sweep);
        if wide.evidence.is_zero() {
            return Err(InferenceError::ImpossibleFindings(component.findings()));
        }
        wide.run(count, left)
    } else {
        plain.run(count, left)
    };
    Ok(found)
}

/// Best-first search over the causes of one component.
struct Search<'a, M> {
    sweep: Sweep<'a>,
    closings: Vec<Closing<M>>,
    evidence: M,
    /// For every point between steps, where its bounds start in `bounds`, and how many findings are live there.
    starts: Vec<(usize, usize)>,
    bounds: Vec<M>,
    nodes: Vec<Node>,
}

/// A cause decided, after all that its parent decided.
#[derive(Debug, Clone, Copy)]
struct Node {
    parent: u32,
    core: u32,
    on: bool,
}

/// The root has no parent.
const ROOT: u32 = u32::MAX;

/// A node that may still be expanded.
#[derive(Debug, Clone)]
struct Prospect<M> {
    bound: M,
    /// Steps taken.
    depth: usize,
    node: u32,
    partial: Partial<M>,
}

impl<M: Mass> Ord for Prospect<M> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = self.bound.partial_cmp(&other.bound).unwrap_or(Ordering::Equal);
        // Of equals the one nearer to its end, then the older one: the order is always the same.
        by_bound.then(self.depth.cmp(&other.depth)).then(other.node.cmp(&self.node))
    }
}

impl<M: Mass> PartialOrd for Prospect<M> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M: Mass> Eq for Prospect<M> {}

impl<M: Mass> PartialEq for Prospect<M> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

/// Decisions so far: their own weight, and of each live bit P(unset), P(set): findings are independent of each other
/// once causes are decided, and of a hub one of the two is 1.
#[derive(Debug, Clone)]
struct Partial<M> {
    weight: M,
    live: Vec<(M, M)>,
}

impl<M: Mass> Partial<M> {
    fn activate(&mut self, position: usize, p: f64) {
        let (none, some) = &mut self.live[position];
        *some = *some + *none * M::of(p);
        *none = *none * M::of(1.0 - p);
    }
}

/// The better of `off * ahead` and `on * active`, in place.
fn choose<M: Mass>(ahead: &mut [M], active: &[M], on: M, off: M) {
    for (ahead, &active) in ahead.iter_mut().zip(active) {
        let (off, on) = (off * *ahead, on * active);
        *ahead = if on > off { on } else { off };
    }
}

fn reopen<M: Mass>(ahead: &mut Vec<M>, other: &mut Vec<M>, position: usize, unset: M, set: M) {
    other.clear();
    other.resize(2 * ahead.len(), M::ZERO);
    table::reopen(ahead, other, position, unset, set);
    std::mem::swap(ahead, other);
}

impl<'a, M: Mass> Search<'a, M> {
    fn new(sweep: Sweep<'a>) -> Self {
        let evidence = sweep.forward(&mut Tables::default());
        let closings = sweep.component.open.iter().map(|open| Closing::of(open, sweep.weights)).collect();
        let mut search =
            Self { sweep, closings, evidence, starts: Vec::new(), bounds: Vec::new(), nodes: Vec::new() };
        search.bound();
        search
    }

    /// The backward sweep with the better state of every cause in place of the sum of both.
    fn bound(&mut self) {
        let Sweep { plan, .. } = self.sweep;
        let mut ahead = vec![M::ONE];
        let mut other = Vec::new();
        self.starts = vec![(0, 0); plan.steps.len() + 1];
        self.bounds.push(M::ONE);
        for (at, step) in plan.steps.iter().enumerate().rev() {
            match *step {
                Step::Star { core, links: (first, last), opens, private } => {
                    let Masses { on, off } = self.sweep.star_weight(core, private, &self.closings);
                    let link = |&(position, p): &(usize, f64)| (position, M::of(p), M::of(1.0 - p));
                    let links: Vec<_> = plan.links[first..last].iter().map(link).collect();
                    let (live, new) = links.split_at(links.len() - opens);
                    table::expect_new(&ahead, &mut other, new);
                    table::expect(&mut other, live);
                    ahead.truncate(other.len());
                    choose(&mut ahead, &other, on, off);
                }
                Step::Begin { core, .. } => {
                    let Masses { on, off } = self.sweep.weight(core);
                    let half = ahead.len() / 2;
                    let (low, high) = ahead.split_at_mut(half);
                    choose(low, high, on, off);
                    ahead.truncate(half);
                }
                Step::Link { hub, finding, activation, opens } => {
                    table::expect_if(&mut ahead, hub, finding, M::of(activation), M::of(1.0 - activation));
                    if opens {
                        ahead.truncate(ahead.len() / 2);
                    }
                }
                Step::Open | Step::Join { .. } => unreachable!("a path has one table"),
                Step::End { position } => reopen(&mut ahead, &mut other, position, M::ONE, M::ONE),
                Step::Close { open, position } => {
                    let Closing { unset, set, .. } = self.closings[open];
                    reopen(&mut ahead, &mut other, position, unset, set);
                }
            }
            self.starts[at] = (self.bounds.len(), ahead.len().trailing_zeros() as usize);
            self.bounds.extend_from_slice(&ahead);
        }
    }

    fn run(mut self, count: usize, left: &mut u64) -> Found {
        let mut found = Found { candidates: Vec::new(), complete: true };
        let mut decisions = vec![false; self.sweep.component.cores.len()];
        let mut scratch = Vec::new();
        let mut prospects = BinaryHeap::new();
        let mut start = Partial { weight: M::ONE, live: Vec::new() };
        if self.plan().steps.is_empty() {
            // One finding that no cause touches.
            start.weight = self.closings[0].unset;
        }
        let depth = self.pass_settled(&mut start, 0);
        let bound = self.judge(&start, depth, &mut scratch);
        prospects.push(Prospect { bound, depth, node: ROOT, partial: start });
        while found.candidates.len() < count
            && let Some(Prospect { bound, depth, node, partial }) = prospects.pop()
        {
            if bound.wide().is_zero() {
                break;
            }
            if depth == self.plan().steps.len() {
                self.recall(node, &mut decisions);
                let probability = bound.wide().over(self.evidence.wide()).to_f64();
                found.candidates.push(Candidate { probability, causes: self.active(&decisions) });
                continue;
            }
            let core = self.plan().steps[depth].decides().expect("what is settled is passed");
            let price = 4 * (1 << self.starts[depth].1) as u64 + self.plan().steps.len() as u64;
            if *left < price || self.nodes.len() > NODES_MAX {
                found.complete = false;
                break;
            }
            *left -= price;
            let mut here = Some(partial);
            for on in [false, true] {
                // The second child takes over what its parent had.
                let mut next = if on { here.take() } else { here.clone() }.expect("taken last");
                self.decide(&mut next, depth, on);
                let after = self.pass_settled(&mut next, depth + 1);
                let bound = self.judge(&next, after, &mut scratch);
                let child = self.nodes.len() as u32;
                self.nodes.push(Node { parent: node, core: core as u32, on });
                if !bound.wide().is_zero() {
                    prospects.push(Prospect { bound, depth: after, node: child, partial: next });
                }
            }
        }
        found
    }

    /// Which causes the path to a node has turned on; the others are off or undecided.
    fn recall(&self, mut node: u32, decisions: &mut [bool]) {
        decisions.fill(false);
        while node != ROOT {
            let Node { parent, core, on } = self.nodes[node as usize];
            decisions[core as usize] = on;
            node = parent;
        }
    }

    fn active(&self, decisions: &[bool]) -> Vec<CauseId> {
        let cores = self.sweep.component.cores.iter().zip(decisions);
        cores.filter(|&(_, &on)| on).map(|(core, _)| core.cause).collect()
    }

    fn plan(&self) -> &'a Plan {
        self.sweep.plan
    }

    /// Takes the step at `at`, which decides a cause.
    fn decide(&self, partial: &mut Partial<M>, at: usize, active: bool) {
        match self.plan().steps[at] {
            Step::Star { core, links: (first, last), opens, private } => {
                let Masses { on, off } = self.sweep.star_weight(core, private, &self.closings);
                partial.weight = partial.weight * if active { on } else { off };
                partial.live.extend(std::iter::repeat_n((M::ONE, M::ZERO), opens));
                if active {
                    for &(position, p) in &self.plan().links[first..last] {
                        partial.activate(position, p);
                    }
                }
            }
            Step::Begin { core, .. } => {
                let Masses { on, off } = self.sweep.weight(core);
                partial.weight = partial.weight * if active { on } else { off };
                partial.live.push(if active { (M::ZERO, M::ONE) } else { (M::ONE, M::ZERO) });
            }
            Step::Link { .. } | Step::End { .. } | Step::Close { .. } | Step::Open | Step::Join { .. } => {}
        }
    }

    /// Takes the steps from `at` on that decide nothing; returns the first one that does.
    fn pass_settled(&self, partial: &mut Partial<M>, mut at: usize) -> usize {
        while let Some(step) = self.plan().steps.get(at) {
            match *step {
                Step::Star { .. } | Step::Begin { .. } => break,
                Step::Open | Step::Join { .. } => unreachable!("a path has one table"),
                Step::Link { hub, finding, activation, opens } => {
                    if opens {
                        partial.live.push((M::ONE, M::ZERO));
                    }
                    if !partial.live[hub].1.wide().is_zero() {
                        partial.activate(finding, activation);
                    }
                }
                Step::End { position } => {
                    partial.live.remove(position);
                }
                Step::Close { open, position } => {
                    let (none, some) = partial.live.remove(position);
                    let Closing { unset, set, .. } = self.closings[open];
                    partial.weight = partial.weight * (none * unset + some * set);
                }
            }
            at += 1;
        }
        at
    }

    /// Upper bound of what a partial decision can become, given the steps from `at` on.
    fn judge(&self, partial: &Partial<M>, at: usize, scratch: &mut Vec<M>) -> M {
        let (start, live) = self.starts[at];
        scratch.clear();
        scratch.extend_from_slice(&self.bounds[start..start + (1 << live)]);
        for (position, &(none, some)) in partial.live.iter().enumerate().rev() {
            let (low, high) = scratch.split_at_mut(1 << position);
            for (low, &mut high) in low.iter_mut().zip(high) {
                *low = none * *low + some * high;
            }
            scratch.truncate(1 << position);
        }
        partial.weight * scratch[0]
    }
}

/// Most nodes a search keeps: bounds its memory to some tens of megabytes.
const NODES_MAX: usize = 1 << 17;
