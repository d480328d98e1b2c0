//! Random networks and questions, and their answers by enumeration of all states.

use std::collections::BTreeMap;

use inference::{CauseId, Evidence, FindingId, Likelihood, Network, Observation};
use proptest::prelude::*;
use proptest::sample::Index;

/// What enumeration says.
#[derive(Debug)]
pub(crate) struct Enumerated {
    pub(crate) evidence: f64,
    pub(crate) marginals: Vec<f64>,
    /// By open finding, P(true through its leak alone | evidence).
    pub(crate) unexplained: BTreeMap<FindingId, f64>,
}

/// P(state and evidence), straight from the definition of the model.
pub(crate) fn joint(network: &Network, evidence: &Evidence, state: u32) -> f64 {
    let on = |cause: CauseId| state >> cause.index() & 1 == 1;
    let mut p = 1.0;
    for cause in network.causes() {
        let prior = network.prior(cause).unwrap();
        p *= if on(cause) { prior } else { 1.0 - prior };
        for sign in evidence.signs(cause) {
            p *= if on(cause) { sign.if_true() } else { sign.if_false() };
        }
    }
    for (finding, observation) in evidence.observations() {
        let (none, some, leak, (if_true, if_false)) = finding_given(network, finding, observation, &on);
        p *= if_true * (some + none * leak) + if_false * none * (1.0 - leak);
    }
    p
}

/// P(no active cause activates), P(some does), leak, and the likelihoods of the observation. The second is added up
/// rather than taken from 1, which would cost the yardstick its last digits where it is small.
fn finding_given(
    network: &Network,
    finding: FindingId,
    observation: Observation,
    on: &dyn Fn(CauseId) -> bool,
) -> (f64, f64, f64, (f64, f64)) {
    let (recall, likelihoods) = match observation {
        Observation::Present => (1.0, (1.0, 0.0)),
        Observation::Absent => (1.0, (0.0, 1.0)),
        Observation::Soft(likelihood) => (1.0, (likelihood.if_true(), likelihood.if_false())),
        Observation::Reported { recall } => (recall, (1.0, 0.0)),
        Observation::Unreported { recall } => (recall, (0.0, 1.0)),
    };
    let (mut none, mut some) = (1.0, 0.0);
    for link in network.links_into(finding).iter().filter(|link| on(link.cause)) {
        some += none * recall * link.activation;
        none *= 1.0 - recall * link.activation;
    }
    (none, some, recall * network.leak(finding).unwrap(), likelihoods)
}

/// Adds up all states.
pub(crate) fn brute_force(network: &Network, evidence: &Evidence) -> Enumerated {
    let causes = network.cause_count();
    let mut total = Sum::default();
    let mut on = vec![Sum::default(); causes];
    let mut unexplained: BTreeMap<FindingId, Sum> = BTreeMap::new();
    for state in 0..1_u32 << causes {
        let p = joint(network, evidence, state);
        total.add(p);
        for (cause, on) in on.iter_mut().enumerate() {
            if state >> cause & 1 == 1 {
                on.add(p);
            }
        }
        if p == 0.0 {
            continue;
        }
        for (finding, observation) in evidence.observations() {
            let active = |cause: CauseId| state >> cause.index() & 1 == 1;
            let (none, some, leak, (if_true, if_false)) =
                finding_given(network, finding, observation, &active);
            let here = if_true * (some + none * leak) + if_false * none * (1.0 - leak);
            unexplained.entry(finding).or_default().add(p / here * if_true * leak * none);
        }
    }
    Enumerated {
        evidence: total.value,
        marginals: on.iter().map(|on| on.value / total.value).collect(),
        unexplained: unexplained
            .into_iter()
            .map(|(finding, sum)| (finding, sum.value / total.value))
            .collect(),
    }
}

/// The probabilities of all joint states of the causes that touch an open finding, most probable first, with the set
/// of active ones. The others are summed out.
pub(crate) fn ranked_states(network: &Network, evidence: &Evidence) -> Vec<(f64, u32)> {
    let mut touching = 0_u32;
    for (finding, observation) in evidence.observations() {
        let settles_nothing = match observation {
            Observation::Absent | Observation::Unreported { .. } => true,
            Observation::Soft(likelihood) => {
                likelihood.if_true() <= 0.0
                    || likelihood.if_true().to_bits() == likelihood.if_false().to_bits()
            }
            Observation::Present | Observation::Reported { .. } => false,
        };
        if !settles_nothing {
            for link in network.links_into(finding) {
                touching |= 1 << link.cause.index();
            }
        }
    }
    let mut states: BTreeMap<u32, f64> = BTreeMap::new();
    let mut total = 0.0;
    for state in 0..1_u32 << network.cause_count() {
        let p = joint(network, evidence, state);
        *states.entry(state & touching).or_default() += p;
        total += p;
    }
    let mut ranked: Vec<(f64, u32)> =
        states.into_iter().filter(|&(_, p)| p > 0.0).map(|(state, p)| (p / total, state)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked
}

/// Compensated summation (Kahan), so that the yardstick itself is exact to the last digit or two.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    value: f64,
    lost: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let term = term - self.lost;
        let value = self.value + term;
        self.lost = (value - self.value) - term;
        self.value = value;
    }
}

/// Probabilities with the extremes well represented.
fn probability() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 1 => Just(1.0), 2 => 1e-9..1e-3, 8 => 0.0..1.0]
}

fn observation() -> impl Strategy<Value = Observation> {
    prop_oneof![
        4 => Just(Observation::Present),
        2 => Just(Observation::Absent),
        1 => likelihood().prop_map(Observation::Soft),
        1 => probability().prop_map(|recall| Observation::Reported { recall }),
        1 => probability().prop_map(|recall| Observation::Unreported { recall }),
    ]
}

fn likelihood() -> impl Strategy<Value = Likelihood> {
    (probability(), probability())
        .prop_filter_map("impossible both ways", |(a, b)| Likelihood::new(a, b).ok())
}

/// A network of `causes` causes and a few findings, with evidence on some of both.
pub(crate) fn question(causes: usize) -> impl Strategy<Value = (Network, Evidence)> {
    let findings = 1..10_usize;
    findings.prop_flat_map(move |findings| {
        (
            prop::collection::vec(probability(), causes),
            prop::collection::vec(probability(), findings),
            prop::collection::btree_map((0..causes, 0..findings), probability(), 0..causes * 3),
            prop::collection::btree_map(0..findings, observation(), 0..=findings),
            prop::collection::vec((any::<Index>(), likelihood()), 0..4),
        )
            .prop_map(move |(priors, leaks, links, observations, signs)| {
                let mut builder = Network::builder();
                for prior in priors {
                    builder.cause(prior).unwrap();
                }
                for leak in leaks {
                    builder.finding(leak).unwrap();
                }
                for ((cause, finding), activation) in links {
                    builder.link(CauseId::new(cause), FindingId::new(finding), activation).unwrap();
                }
                let mut evidence = Evidence::new();
                for (finding, observation) in observations {
                    let finding = FindingId::new(finding);
                    match observation {
                        Observation::Present => evidence.present(finding),
                        Observation::Absent => evidence.absent(finding),
                        Observation::Soft(likelihood) => evidence.soft(finding, likelihood),
                        Observation::Reported { recall } => evidence.reported(finding, recall).unwrap(),
                        Observation::Unreported { recall } => evidence.unreported(finding, recall).unwrap(),
                    };
                }
                for (cause, likelihood) in signs {
                    evidence.sign(CauseId::new(cause.index(causes)), likelihood);
                }
                (builder.build(), evidence)
            })
    })
}
