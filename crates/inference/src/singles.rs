//! Causes that touch a single open finding: there they act like some more leak.

use crate::mass::Mass;
use crate::problem::{Open, Weight};
use crate::sweep::Masses;

/// Weights of an open finding's observation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing<M> {
    /// When no core has activated it: P(observation) over its leak, its sure causes and its singles.
    pub(crate) unset: M,
    /// When one has.
    pub(crate) set: M,
    /// The part of `unset` in which only the leak made the finding true.
    pub(crate) leak_only: M,
}

impl<M: Mass> Closing<M> {
    pub(crate) fn of(open: &Open, weights: &[Weight]) -> Self {
        let others = open.singles.iter().fold(Others::sure(open), |others, single| {
            others.and(Masses::of(weights[single.cause.index()]), single.activation)
        });
        Self {
            unset: others.observed(open),
            set: M::of(open.if_true),
            leak_only: M::of(open.if_true * open.leak) * others.none,
        }
    }

    /// P(observation) if one more cause activates the finding with probability `p`.
    pub(crate) fn after(&self, p: f64) -> M {
        self.unset * M::of(1.0 - p) + self.set * M::of(p)
    }
}

impl<M: Mass> Masses<M> {
    pub(crate) fn of(weight: Weight) -> Self {
        Self { on: M::from_wide(weight.on), off: M::from_wide(weight.off) }
    }
}

/// P(none of some causes activates a finding) and P(some does). Both are added up: 1 minus the other would cancel.
#[derive(Debug, Clone, Copy)]
struct Others<M> {
    none: M,
    some: M,
}

impl<M: Mass> Others<M> {
    fn sure(open: &Open) -> Self {
        Self { none: M::of(open.not_sure), some: M::of(open.sure) }
    }

    fn and(self, weight: Masses<M>, activation: f64) -> Self {
        let p = weight.on * M::of(activation);
        let q = weight.off + weight.on * M::of(1.0 - activation);
        Self { none: self.none * q, some: self.some + self.none * p }
    }

    fn join(self, other: Self) -> Self {
        Self { none: self.none * other.none, some: self.some + self.none * other.some }
    }

    /// P(observation) with the leak.
    fn observed(self, open: &Open) -> M {
        M::of(open.if_true) * (self.some + self.none * M::of(open.leak))
            + M::of(open.if_false * (1.0 - open.leak)) * self.none
    }
}

/// Masses of every single of an open finding, given the masses of cores having left it unset and set.
pub(crate) fn masses<M: Mass>(
    open: &Open,
    weights: &[Weight],
    unset: M,
    set: M,
    mut each: impl FnMut(usize, Masses<M>),
) {
    let weight = |at: usize| Masses::<M>::of(weights[open.singles[at].cause.index()]);
    // All singles after each one; those before it are gathered on the way.
    let mut after = vec![Others { none: M::ONE, some: M::ZERO }; open.singles.len() + 1];
    for at in (0..open.singles.len()).rev() {
        after[at] = after[at + 1].and(weight(at), open.singles[at].activation);
    }
    let mut before = Others::sure(open);
    for (at, single) in open.singles.iter().enumerate() {
        let own = weight(at);
        let others = before.join(after[at + 1]);
        let active = Masses { on: M::ONE, off: M::ZERO };
        let set = set * M::of(open.if_true);
        each(
            at,
            Masses {
                on: own.on * (unset * others.and(active, single.activation).observed(open) + set),
                off: own.off * (unset * others.observed(open) + set),
            },
        );
        before = before.and(own, single.activation);
    }
}
