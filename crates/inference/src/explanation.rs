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
use crate::sweep::{self, Closing, PLAIN_EVIDENCE_MIN, Tables};
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
            let plan = plan::plan(component);
            let operations = plan.as_ref().map_or(u64::MAX, |plan| plan.operations);
            let cells = plan.as_ref().map_or(u64::MAX, |plan| plan.cells);
            let Some(plan) = plan.filter(|_| operations <= left && cells <= budget.cells) else {
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
    let plain = Search::<f64>::new(component, plan, weights);
    let found = if plain.evidence.wide().to_f64() < PLAIN_EVIDENCE_MIN {
        let wide = Search::<Wide>::new(component, plan, weights);
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
    component: &'a Component,
    plan: &'a Plan,
    weights: &'a [Weight],
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
#[derive(Debug, Clone, Copy)]
struct Prospect<M> {
    bound: M,
    /// Steps taken.
    depth: usize,
    node: u32,
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

/// Decisions so far: their own weight, and of each live finding P(none), P(some) of them activates it.
#[derive(Debug, Clone)]
struct Partial<M> {
    weight: M,
    live: Vec<(M, M)>,
}

impl<'a, M: Mass> Search<'a, M> {
    fn new(component: &'a Component, plan: &'a Plan, weights: &'a [Weight]) -> Self {
        let evidence = sweep::forward(component, plan, weights, &mut Tables::default());
        let mut search = Self {
            component,
            plan,
            weights,
            evidence,
            starts: Vec::new(),
            bounds: Vec::new(),
            nodes: Vec::new(),
        };
        search.bound();
        search
    }

    /// The backward sweep with the better state of every cause in place of the sum of both.
    fn bound(&mut self) {
        let mut ahead = vec![M::ONE];
        let mut active = Vec::new();
        self.starts = vec![(0, 0); self.plan.steps.len() + 1];
        self.bounds.push(M::ONE);
        for (at, step) in self.plan.steps.iter().enumerate().rev() {
            match *step {
                Step::Cause { core, links: (first, last), opens } => {
                    let (on, off) = self.weight(core);
                    let links = &self.plan.links[first..last];
                    let (live, new) = links.split_at(links.len() - opens);
                    active.clear();
                    active.extend_from_slice(&ahead);
                    for &(position, p) in new.iter().rev() {
                        table::expect(&mut active, position, M::of(p), M::of(1.0 - p));
                        active.truncate(1 << position);
                    }
                    for &(position, p) in live {
                        table::expect(&mut active, position, M::of(p), M::of(1.0 - p));
                    }
                    ahead.truncate(active.len());
                    for (ahead, &active) in ahead.iter_mut().zip(&active) {
                        let (off, on) = (off * *ahead, on * active);
                        *ahead = if on > off { on } else { off };
                    }
                }
                Step::Close { open, position } => {
                    let closing = Closing::of(&self.component.open[open], self.weights);
                    active.clear();
                    active.resize(2 * ahead.len(), M::ZERO);
                    table::reopen(&ahead, &mut active, position, closing.unset, closing.set);
                    std::mem::swap(&mut ahead, &mut active);
                }
            }
            self.starts[at] = (self.bounds.len(), ahead.len().trailing_zeros() as usize);
            self.bounds.extend_from_slice(&ahead);
        }
    }

    fn weight(&self, core: usize) -> (M, M) {
        let weight = self.weights[self.component.cores[core].cause.index()];
        (M::from_wide(weight.on), M::from_wide(weight.off))
    }

    fn run(mut self, count: usize, left: &mut u64) -> Found {
        let mut found = Found { candidates: Vec::new(), complete: true };
        let mut decisions = vec![false; self.component.cores.len()];
        let mut scratch = Vec::new();
        let mut prospects = BinaryHeap::new();
        let mut start = Partial { weight: M::ONE, live: Vec::new() };
        let depth = self.pass_closings(&mut start, 0);
        prospects.push(Prospect { bound: self.judge(&start, depth, &mut scratch), depth, node: ROOT });
        while found.candidates.len() < count
            && let Some(Prospect { bound, depth, node }) = prospects.pop()
        {
            if bound.wide().is_zero() {
                break;
            }
            self.recall(node, &mut decisions);
            if depth == self.plan.steps.len() {
                let probability = bound.wide().over(self.evidence.wide()).to_f64();
                found.candidates.push(Candidate { probability, causes: self.active(&decisions) });
                continue;
            }
            let here = self.replay(&decisions, depth);
            let Step::Cause { core, .. } = self.plan.steps[depth] else {
                unreachable!("closings are passed")
            };
            let price = 4 * (1 << self.starts[depth].1) as u64 + self.plan.steps.len() as u64;
            if *left < price || self.nodes.len() > NODES_MAX {
                found.complete = false;
                break;
            }
            *left -= price;
            for on in [false, true] {
                let mut next = here.clone();
                self.decide(&mut next, depth, on);
                let after = self.pass_closings(&mut next, depth + 1);
                let bound = self.judge(&next, after, &mut scratch);
                let child = self.nodes.len() as u32;
                self.nodes.push(Node { parent: node, core: core as u32, on });
                prospects.push(Prospect { bound, depth: after, node: child });
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
        let cores = self.component.cores.iter().zip(decisions);
        cores.filter(|&(_, &on)| on).map(|(core, _)| core.cause).collect()
    }

    fn replay(&self, decisions: &[bool], depth: usize) -> Partial<M> {
        let mut partial = Partial { weight: M::ONE, live: Vec::new() };
        let mut at = 0;
        while at < depth {
            match self.plan.steps[at] {
                Step::Cause { core, .. } => {
                    self.decide(&mut partial, at, decisions[core]);
                    at += 1;
                }
                Step::Close { .. } => at = self.pass_closings(&mut partial, at),
            }
        }
        partial
    }

    fn decide(&self, partial: &mut Partial<M>, at: usize, active: bool) {
        let Step::Cause { core, links: (first, last), opens } = self.plan.steps[at] else { return };
        let (on, off) = self.weight(core);
        partial.weight = partial.weight * if active { on } else { off };
        partial.live.extend(std::iter::repeat_n((M::ONE, M::ZERO), opens));
        if active {
            for &(position, p) in &self.plan.links[first..last] {
                let (none, some) = &mut partial.live[position];
                *some = *some + *none * M::of(p);
                *none = *none * M::of(1.0 - p);
            }
        }
    }

    /// Takes the closings from step `at` on; returns the first step that is not one.
    fn pass_closings(&self, partial: &mut Partial<M>, mut at: usize) -> usize {
        while let Some(&Step::Close { open, position }) = self.plan.steps.get(at) {
            let closing = Closing::<M>::of(&self.component.open[open], self.weights);
            let (none, some) = partial.live.remove(position);
            partial.weight = partial.weight * (none * closing.unset + some * closing.set);
            at += 1;
        }
        // A component without causes has one finding and no steps.
        if let (true, Some(open)) = (self.plan.steps.is_empty(), self.component.open.first()) {
            partial.weight = partial.weight * Closing::<M>::of(open, self.weights).unset;
        }
        at
    }

    /// Upper bound of what a partial decision can become, given the steps from `at` on.
    fn judge(&self, partial: &Partial<M>, at: usize, scratch: &mut Vec<M>) -> M {
        let (start, live) = self.starts[at];
        scratch.clear();
        scratch.extend_from_slice(&self.bounds[start..start + (1 << live)]);
        for (position, &(none, some)) in partial.live.iter().enumerate().rev() {
            table::expect(scratch, position, some, none);
            scratch.truncate(1 << position);
        }
        partial.weight * scratch[0]
    }
}

/// Most nodes a search keeps: bounds its memory to some tens of megabytes.
const NODES_MAX: usize = 1 << 20;
