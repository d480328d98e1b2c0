//! The sum over all states of a component's causes: one sweep forward, one back.
//!
//! Forward, `table[T]` is the probability that the causes so far have activated exactly the live findings `T`. A cause
//! that is on with weight `on` turns `t` into `off * t + on * A(t)`, where `A` activates each of its findings on its
//! own. A finding closes once all its causes are through: what is unset can still be true by its leak. Every term is
//! positive. Backward, `ahead[T]` is the probability of all evidence still to come, given `T`; the masses of a cause
//! being on and off are the products of the two where it is processed.

use crate::mass::{Mass, Wide};
use crate::plan::{Plan, Step};
use crate::problem::{Component, Open, Weight};
use crate::table;

/// Below this probability of a component's evidence its sweep is repeated on wide numbers: what plain ones lose to
/// underflow is then no longer negligible.
pub(crate) const PLAIN_EVIDENCE_MIN: f64 = 1e-180;

/// Tables of one kind of number, kept between questions so that a sweep allocates nothing once they have grown.
#[derive(Debug, Clone)]
pub(crate) struct Tables<M> {
    /// The table before every step and after the last, one after the other.
    forward: Vec<M>,
    ahead: Vec<M>,
    other: Vec<M>,
}

impl<M> Default for Tables<M> {
    fn default() -> Self {
        Self { forward: Vec::new(), ahead: Vec::new(), other: Vec::new() }
    }
}

/// P(on, evidence) and P(off, evidence) of one cause, relative to each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Masses<M> {
    pub(crate) on: M,
    pub(crate) off: M,
}

/// What a sweep hands to its caller as it goes.
pub(crate) trait Gather<M> {
    /// A core of the component, by its number.
    fn core(&mut self, core: usize, masses: Masses<M>);
    /// An open finding: masses of it being unset and set by cores, before its own observation.
    fn open(&mut self, open: usize, unset: M, set: M);
}

/// Weights of an open finding's observation when no core has activated it, and when one has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing<M> {
    pub(crate) unset: M,
    pub(crate) set: M,
    /// Part of `unset` in which only the leak made the finding true.
    pub(crate) leak_only: M,
}

impl<M: Mass> Closing<M> {
    pub(crate) fn of(open: &Open, weights: &[Weight]) -> Self {
        let (none, some) = without(open, weights, usize::MAX);
        Self {
            unset: M::of(open.if_true) * (some + none * M::of(open.leak))
                + M::of(open.if_false * (1.0 - open.leak)) * none,
            set: M::of(open.if_true),
            leak_only: M::of(open.if_true * open.leak) * none,
        }
    }
}

/// P(no single or sure cause of `open` activates it) and the opposite, leaving out the single at `skip`.
fn without<M: Mass>(open: &Open, weights: &[Weight], skip: usize) -> (M, M) {
    let mut none = M::of(open.not_sure);
    let mut some = M::of(open.sure);
    for (_, single) in open.singles.iter().enumerate().filter(|&(at, _)| at != skip) {
        let weight = weights[single.cause.index()];
        let (on, off) = (M::from_wide(weight.on), M::from_wide(weight.off));
        let p = on * M::of(single.activation);
        some = some + none * p;
        none = none * (off + on * M::of(1.0 - single.activation));
    }
    (none, some)
}

/// Masses of every single of an open finding, given the masses of cores having left it unset and set.
pub(crate) fn singles<M: Mass>(open: &Open, weights: &[Weight], unset: M, set: M) -> Vec<Masses<M>> {
    let if_true = M::of(open.if_true);
    let if_false = M::of(open.if_false * (1.0 - open.leak));
    let leak = M::of(open.leak);
    (0..open.singles.len())
        .map(|at| {
            let single = &open.singles[at];
            let weight = weights[single.cause.index()];
            let (none, some) = without::<M>(open, weights, at);
            let (p, q) = (M::of(single.activation), M::of(1.0 - single.activation));
            let observed_off = if_true * (some + none * leak) + if_false * none;
            let observed_on = if_true * (p * (some + none) + q * (some + none * leak)) + if_false * none * q;
            Masses {
                on: M::from_wide(weight.on) * (unset * observed_on + set * if_true),
                off: M::from_wide(weight.off) * (unset * observed_off + set * if_true),
            }
        })
        .collect()
}

/// Sweeps over a component and returns the probability of its evidence; `gather` sees every mass.
pub(crate) fn sweep<M: Mass>(
    component: &Component,
    plan: &Plan,
    weights: &[Weight],
    tables: &mut Tables<M>,
    gather: &mut impl Gather<M>,
) -> Wide {
    let evidence = forward(component, plan, weights, tables);
    if !evidence.wide().is_zero() {
        backward(component, plan, weights, tables, gather);
    }
    evidence.wide()
}

fn weight<M: Mass>(component: &Component, weights: &[Weight], core: usize) -> Masses<M> {
    let weight = weights[component.cores[core].cause.index()];
    Masses { on: M::from_wide(weight.on), off: M::from_wide(weight.off) }
}

/// The forward half of [`sweep`]: the probability of the component's evidence.
pub(crate) fn forward<M: Mass>(
    component: &Component,
    plan: &Plan,
    weights: &[Weight],
    tables: &mut Tables<M>,
) -> M {
    let Tables { forward, other, .. } = tables;
    forward.clear();
    forward.push(M::ONE);
    let mut size = 1;
    for step in &plan.steps {
        let from = forward.len() - size;
        match *step {
            Step::Cause { core, links: (first, last), opens } => {
                let Masses { on, off } = weight::<M>(component, weights, core);
                let links = &plan.links[first..last];
                let (live, new) = links.split_at(links.len() - opens);
                other.clear();
                other.extend(forward[from..].iter().map(|&mass| on * mass));
                for &(position, p) in live {
                    table::activate(other, position, M::of(p), M::of(1.0 - p));
                }
                for &(position, p) in new {
                    other.resize(2 << position, M::ZERO);
                    table::activate_first(other, M::of(p), M::of(1.0 - p));
                }
                forward.reserve(other.len());
                for at in 0..size {
                    forward.push(off * forward[from + at] + other[at]);
                }
                forward.extend_from_slice(&other[size..]);
                size = other.len();
            }
            Step::Close { open, position } => {
                let closing = Closing::of(&component.open[open], weights);
                let to = forward.len();
                size /= 2;
                forward.resize(to + size, M::ZERO);
                let (before, after) = forward.split_at_mut(to);
                table::close(&before[from..], after, position, closing.unset, closing.set);
            }
        }
    }
    // A component without cores has one finding and nothing to close: its evidence is the closing itself.
    match (plan.steps.is_empty(), component.open.first()) {
        (true, Some(open)) => Closing::of(open, weights).unset,
        _ => forward[forward.len() - 1],
    }
}

fn backward<M: Mass>(
    component: &Component,
    plan: &Plan,
    weights: &[Weight],
    tables: &mut Tables<M>,
    gather: &mut impl Gather<M>,
) {
    let Tables { forward, ahead, other } = tables;
    if plan.steps.is_empty() {
        gather.open(0, M::ONE, M::ZERO);
        return;
    }
    ahead.clear();
    ahead.push(M::ONE);
    let mut end = forward.len() - 1;
    for step in plan.steps.iter().rev() {
        match *step {
            Step::Cause { core, links: (first, last), opens } => {
                let Masses { on, off } = weight::<M>(component, weights, core);
                let links = &plan.links[first..last];
                let (live, new) = links.split_at(links.len() - opens);
                other.clear();
                other.extend_from_slice(ahead);
                for &(position, p) in new.iter().rev() {
                    table::expect(other, position, M::of(p), M::of(1.0 - p));
                    other.truncate(1 << position);
                }
                for &(position, p) in live {
                    table::expect(other, position, M::of(p), M::of(1.0 - p));
                }
                let size = other.len();
                ahead.truncate(size);
                let before = &forward[end - size..end];
                gather.core(
                    core,
                    Masses { on: on * table::dot(before, other), off: off * table::dot(before, ahead) },
                );
                for (ahead, &active) in ahead.iter_mut().zip(other.iter()) {
                    *ahead = off * *ahead + on * active;
                }
                end -= size;
            }
            Step::Close { open, position } => {
                let closing = Closing::of(&component.open[open], weights);
                let size = 2 * ahead.len();
                let before = &forward[end - size..end];
                let (unset, set) = table::dot_halves(before, ahead, position);
                gather.open(open, unset, set);
                other.resize(size, M::ZERO);
                table::reopen(ahead, other, position, closing.unset, closing.set);
                std::mem::swap(ahead, other);
                end -= size;
            }
        }
    }
}
