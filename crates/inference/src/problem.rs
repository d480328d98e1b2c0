//! From evidence to what is left to sum: causes weighed by all that factorises, and the open findings.
//!
//! An absent finding has probability (1 - leak) * prod(1 - a_i) over its active causes: one factor per cause, which is
//! absorbed into the weights of that cause; so are signs of single causes. What does not factorise (present and soft
//! findings) is *open*. A cause that touches no open finding is finished; one that touches a single open finding
//! acts there like some more leak; causes that touch several connect them into components, which are independent of
//! each other.

use crate::error::InferenceError;
use crate::evidence::{Evidence, Observation};
use crate::mass::{Mass, Wide};
use crate::network::{CauseId, FindingId, Network};

/// How much a cause weighs before the open findings are looked at; `on + off = 1`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    pub(crate) on: Wide,
    pub(crate) off: Wide,
}

/// A cause that touches no other open finding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Single {
    pub(crate) cause: CauseId,
    pub(crate) activation: f64,
}

/// A finding whose evidence does not factorise.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) finding: FindingId,
    /// P(observation | finding true) and P(observation | finding false).
    pub(crate) if_true: f64,
    pub(crate) if_false: f64,
    pub(crate) leak: f64,
    /// P(no cause that is certainly active activates it).
    pub(crate) not_sure: f64,
    /// P(some cause that is certainly active activates it), without cancellation.
    pub(crate) sure: f64,
    pub(crate) singles: Vec<Single>,
}

/// A cause that touches several open findings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Core {
    pub(crate) cause: CauseId,
    /// (position in [`Component::open`], activation), by position.
    pub(crate) links: Vec<(usize, f64)>,
}

/// Open findings that are connected through causes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Component {
    pub(crate) open: Vec<Open>,
    pub(crate) cores: Vec<Core>,
}

impl Component {
    pub(crate) fn findings(&self) -> Vec<FindingId> {
        self.open.iter().map(|open| open.finding).collect()
    }

    /// Its causes: cores, then singles.
    pub(crate) fn causes(&self) -> impl Iterator<Item = CauseId> {
        let singles = self.open.iter().flat_map(|open| open.singles.iter().map(|single| single.cause));
        self.cores.iter().map(|core| core.cause).chain(singles)
    }
}

/// What is left of a question once everything that factorises is absorbed.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// By cause.
    pub(crate) weights: Vec<Weight>,
    /// Probability of all the evidence that factorises.
    pub(crate) scale: Wide,
    pub(crate) components: Vec<Component>,
}

impl Problem {
    /// For sums over all causes: singles act like leaks.
    pub(crate) fn new(network: &Network, evidence: &Evidence) -> Result<Self, InferenceError> {
        Self::absorb(network, evidence, 2)
    }

    /// For choices of every cause: singles are cores too.
    pub(crate) fn with_all_causes_as_cores(
        network: &Network,
        evidence: &Evidence,
    ) -> Result<Self, InferenceError> {
        Self::absorb(network, evidence, 1)
    }

    /// Causes outside all components whose more probable state is to be active.
    pub(crate) fn settled(&self) -> Vec<CauseId> {
        let mut active: Vec<bool> = self.weights.iter().map(|weight| weight.on > weight.off).collect();
        for cause in self.components.iter().flat_map(Component::causes) {
            active[cause.index()] = false;
        }
        (0..active.len()).filter(|&at| active[at]).map(CauseId::new).collect()
    }

    /// `core_from`: the number of open findings from which on a cause is a core.
    fn absorb(network: &Network, evidence: &Evidence, core_from: u32) -> Result<Self, InferenceError> {
        let mut scale = Wide::ONE;
        let mut ratios = Ratios::new(network.cause_count());
        let mut open = Vec::new();
        for (finding, observation) in evidence.observations() {
            let leak = network.leak(finding).ok_or(InferenceError::UnknownFinding(finding))?;
            let (if_true, if_false, recall) = match observation {
                Observation::Present => (1.0, 0.0, 1.0),
                Observation::Absent => (0.0, 1.0, 1.0),
                Observation::Soft(likelihood) => (likelihood.if_true(), likelihood.if_false(), 1.0),
                Observation::Reported { recall } => (1.0, 0.0, recall),
                Observation::Unreported { recall } => (0.0, 1.0, recall),
            };
            if if_true == 0.0 {
                scale = scale * Wide::of(if_false * (1.0 - recall * leak));
                if scale.is_zero() {
                    return Err(InferenceError::ImpossibleFindings(vec![finding]));
                }
                for link in network.links_into(finding) {
                    ratios.multiply(link.cause, 1.0 - recall * link.activation);
                }
            } else if if_true.to_bits() == if_false.to_bits() {
                scale = scale * Wide::of(if_true);
            } else {
                open.push((finding, if_true, if_false, recall, leak));
            }
        }
        let weights = weigh(network, evidence, &ratios.wide(), &mut scale)?;
        let components = connect(network, &weights, &open, core_from);
        Ok(Self { weights, scale, components })
    }
}

/// By cause, the product of the factors that absent findings contribute. Most of the time of a small question goes into
/// these products, so they are plain numbers, set aside before they can underflow.
struct Ratios {
    plain: Vec<f64>,
    set_aside: Vec<(usize, Wide)>,
}

impl Ratios {
    /// Below this a product is set aside; no factor but zero is below 1e-17.
    const PLAIN_MIN: f64 = 1e-200;

    fn new(causes: usize) -> Self {
        Self { plain: vec![1.0; causes], set_aside: Vec::new() }
    }

    #[inline]
    fn multiply(&mut self, cause: CauseId, factor: f64) {
        let plain = &mut self.plain[cause.index()];
        *plain *= factor;
        if *plain < Self::PLAIN_MIN {
            self.set_aside.push((cause.index(), Wide::of(*plain)));
            *plain = 1.0;
        }
    }

    fn wide(&self) -> Vec<Wide> {
        let mut ratios: Vec<Wide> = self.plain.iter().map(|&plain| Wide::of(plain)).collect();
        for &(cause, ratio) in &self.set_aside {
            ratios[cause] = ratios[cause] * ratio;
        }
        ratios
    }
}

/// Weights from priors, factors of absent findings and signs; their normalisation goes into `scale`.
fn weigh(
    network: &Network,
    evidence: &Evidence,
    ratios: &[Wide],
    scale: &mut Wide,
) -> Result<Vec<Weight>, InferenceError> {
    let mut weights: Vec<Weight> = network
        .priors
        .iter()
        .zip(ratios)
        .map(|(&prior, &ratio)| Weight { on: Wide::of(prior) * ratio, off: Wide::of(1.0 - prior) })
        .collect();
    for (&cause, signs) in &evidence.signs {
        let weight = weights.get_mut(cause.index()).ok_or(InferenceError::UnknownCause(cause))?;
        for sign in signs {
            weight.on = weight.on * Wide::of(sign.if_true());
            weight.off = weight.off * Wide::of(sign.if_false());
        }
    }
    for (at, weight) in weights.iter_mut().enumerate() {
        let total = weight.on + weight.off;
        if total.is_zero() {
            return Err(InferenceError::ImpossibleCause(CauseId::new(at)));
        }
        *scale = *scale * total;
        *weight = Weight { on: weight.on.over(total), off: weight.off.over(total) };
    }
    Ok(weights)
}

/// Finding, P(observation | true), P(observation | false), recall, leak.
type Opened = (FindingId, f64, f64, f64, f64);

fn connect(network: &Network, weights: &[Weight], opened: &[Opened], core_from: u32) -> Vec<Component> {
    let free = |cause: CauseId| {
        let weight = weights[cause.index()];
        !weight.on.is_zero() && !weight.off.is_zero()
    };
    // How many open findings each cause touches, and the first of them.
    let mut touched = vec![(0_u32, 0_u32); weights.len()];
    let mut parent: Vec<usize> = (0..opened.len()).collect();
    for (at, &(finding, ..)) in opened.iter().enumerate() {
        for link in network.links_into(finding).iter().filter(|link| free(link.cause)) {
            let (count, first) = &mut touched[link.cause.index()];
            if *count == 0 {
                *first = at as u32;
            } else {
                let (a, b) = (root(&mut parent, *first as usize), root(&mut parent, at));
                parent[b.max(a)] = b.min(a);
            }
            *count += 1;
        }
    }
    let mut components: Vec<Component> = Vec::new();
    let mut component_of = vec![usize::MAX; opened.len()];
    let mut core_of = vec![usize::MAX; weights.len()];
    for (at, &(finding, if_true, if_false, recall, leak)) in opened.iter().enumerate() {
        let root = root(&mut parent, at);
        if component_of[root] == usize::MAX {
            component_of[root] = components.len();
            components.push(Component::default());
        }
        let Component { open: members, cores } = &mut components[component_of[root]];
        let position = members.len();
        let mut open = Open {
            finding,
            if_true,
            if_false,
            leak: recall * leak,
            not_sure: 1.0,
            sure: 0.0,
            singles: Vec::new(),
        };
        for link in network.links_into(finding) {
            let (cause, activation) = (link.cause, recall * link.activation);
            let weight = weights[cause.index()];
            if weight.on.is_zero() {
                continue;
            }
            if weight.off.is_zero() {
                open.sure += open.not_sure * activation;
                open.not_sure *= 1.0 - activation;
            } else if touched[cause.index()].0 < core_from {
                open.singles.push(Single { cause, activation });
            } else {
                let core = &mut core_of[cause.index()];
                if *core == usize::MAX {
                    *core = cores.len();
                    cores.push(Core { cause, links: Vec::new() });
                }
                cores[*core].links.push((position, activation));
            }
        }
        members.push(open);
    }
    components
}

/// The representative of a set in a union-find forest, with path halving.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
