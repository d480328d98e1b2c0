//! The network: causes with priors, findings with leaks, links between them.

use std::collections::HashSet;

use crate::error::{NetworkError, probability};

/// Most causes a network may have: ten times a whole body's trigger points on both sides.
pub const CAUSES_MAX: usize = 8_192;
/// Most findings a network may have.
pub const FINDINGS_MAX: usize = 8_192;
/// Most links a network may have; bounds the time to absorb negative evidence.
pub const LINKS_MAX: usize = 1 << 20;

/// A cause, by its number in the order it was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CauseId(u32);

/// A finding, by its number in the order it was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FindingId(u32);

impl CauseId {
    /// The cause with this number; whether a network has it is checked where it is used.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Position in `0..network.cause_count()`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl FindingId {
    /// The finding with this number; whether a network has it is checked where it is used.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Position in `0..network.finding_count()`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One arrow of the network: an active cause produces the finding with probability `activation`, independently of
/// all other causes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The cause the arrow starts from.
    pub cause: CauseId,
    /// The finding it leads to.
    pub finding: FindingId,
    /// P(finding | only this cause, no leak), in `[0, 1]`.
    pub activation: f64,
}

/// A validated two-layer noisy-OR network. Immutable and cheap to share between threads.
///
/// ```
/// use inference::{Budget, Evidence, Network};
/// let mut builder = Network::builder();
/// let rain = builder.cause(0.2)?;
/// let sprinkler = builder.cause(0.1)?;
/// let wet = builder.finding(0.01)?;
/// builder.link(rain, wet, 0.9)?;
/// builder.link(sprinkler, wet, 0.8)?;
/// let network = builder.build();
///
/// let mut evidence = Evidence::new();
/// evidence.present(wet);
/// let posterior = network.posterior(&evidence, &Budget::default())?;
/// assert!(posterior.is_exact());
/// assert!((posterior.probability(rain).unwrap() - 0.718).abs() < 1e-3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Network {
    pub(crate) priors: Vec<f64>,
    pub(crate) leaks: Vec<f64>,
    labels: Vec<Option<Box<str>>>,
    /// All links, ordered by finding, then by cause.
    links: Vec<Link>,
    /// `links[finding_starts[j]..finding_starts[j + 1]]` belong to finding `j`.
    finding_starts: Vec<usize>,
    /// Positions in `links`, ordered by cause.
    by_cause: Vec<u32>,
    cause_starts: Vec<usize>,
}

impl Network {
    /// An empty network to add causes, findings and links to.
    pub fn builder() -> NetworkBuilder {
        NetworkBuilder::default()
    }

    /// Number of causes.
    pub fn cause_count(&self) -> usize {
        self.priors.len()
    }

    /// Number of findings.
    pub fn finding_count(&self) -> usize {
        self.leaks.len()
    }

    /// Number of links with an activation above zero.
    pub fn link_count(&self) -> usize {
        self.links.len()
    }

    /// The causes in order.
    pub fn causes(&self) -> impl Iterator<Item = CauseId> + use<> {
        (0..self.cause_count()).map(CauseId::new)
    }

    /// The findings in order.
    pub fn findings(&self) -> impl Iterator<Item = FindingId> + use<> {
        (0..self.finding_count()).map(FindingId::new)
    }

    /// The label that the caller gave a cause, if any.
    pub fn label(&self, cause: CauseId) -> Option<&str> {
        self.labels.get(cause.index())?.as_deref()
    }

    /// P(cause), or `None` for an unknown id.
    pub fn prior(&self, cause: CauseId) -> Option<f64> {
        self.priors.get(cause.index()).copied()
    }

    /// P(finding | no cause), or `None` for an unknown id.
    pub fn leak(&self, finding: FindingId) -> Option<f64> {
        self.leaks.get(finding.index()).copied()
    }

    /// Links into a finding, ordered by cause; empty for an unknown id.
    pub fn links_into(&self, finding: FindingId) -> &[Link] {
        let j = finding.index();
        if j >= self.finding_count() {
            return &[];
        }
        &self.links[self.finding_starts[j]..self.finding_starts[j + 1]]
    }

    /// Links out of a cause, ordered by finding; empty for an unknown id.
    pub fn links_from(&self, cause: CauseId) -> impl Iterator<Item = &Link> {
        let i = cause.index();
        let range =
            if i < self.cause_count() { self.cause_starts[i]..self.cause_starts[i + 1] } else { 0..0 };
        self.by_cause[range].iter().map(|&at| &self.links[at as usize])
    }
}

/// Collects the parts of a [`Network`]; every part is checked when it is added.
#[derive(Debug, Clone, Default)]
pub struct NetworkBuilder {
    priors: Vec<f64>,
    labels: Vec<Option<Box<str>>>,
    leaks: Vec<f64>,
    links: Vec<Link>,
    linked: HashSet<(u32, u32)>,
}

impl NetworkBuilder {
    /// Adds a cause that is active with probability `prior`, independently of the others.
    pub fn cause(&mut self, prior: f64) -> Result<CauseId, NetworkError> {
        let prior = probability("a prior", prior)?;
        if self.priors.len() == CAUSES_MAX {
            return Err(NetworkError::TooMany { what: "causes", limit: CAUSES_MAX });
        }
        self.priors.push(prior);
        self.labels.push(None);
        Ok(CauseId::new(self.priors.len() - 1))
    }

    /// As [`cause`](Self::cause), with a name that [`Network::label`] gives back.
    pub fn labelled_cause(&mut self, label: &str, prior: f64) -> Result<CauseId, NetworkError> {
        let cause = self.cause(prior)?;
        self.labels[cause.index()] = Some(label.into());
        Ok(cause)
    }

    /// Adds a finding that appears with probability `leak` when none of its causes is active.
    pub fn finding(&mut self, leak: f64) -> Result<FindingId, NetworkError> {
        let leak = probability("a leak", leak)?;
        if self.leaks.len() == FINDINGS_MAX {
            return Err(NetworkError::TooMany { what: "findings", limit: FINDINGS_MAX });
        }
        self.leaks.push(leak);
        Ok(FindingId::new(self.leaks.len() - 1))
    }

    /// Links a cause to a finding that it produces with probability `activation`.
    pub fn link(&mut self, cause: CauseId, finding: FindingId, activation: f64) -> Result<(), NetworkError> {
        let activation = probability("an activation", activation)?;
        if cause.index() >= self.priors.len() {
            return Err(NetworkError::UnknownCause(cause));
        }
        if finding.index() >= self.leaks.len() {
            return Err(NetworkError::UnknownFinding(finding));
        }
        if self.links.len() == LINKS_MAX {
            return Err(NetworkError::TooMany { what: "links", limit: LINKS_MAX });
        }
        if !self.linked.insert((cause.0, finding.0)) {
            return Err(NetworkError::DuplicateLink { cause, finding });
        }
        if activation > 0.0 {
            self.links.push(Link { cause, finding, activation });
        }
        Ok(())
    }

    /// The finished network. Cannot fail: every part was checked as it came.
    pub fn build(self) -> Network {
        let Self { priors, labels, leaks, mut links, .. } = self;
        links.sort_unstable_by_key(|link| (link.finding, link.cause));
        let mut by_cause: Vec<u32> = (0..links.len() as u32).collect();
        by_cause.sort_unstable_by_key(|&at| (links[at as usize].cause, links[at as usize].finding));
        let finding_starts = starts(leaks.len(), links.iter().map(|link| link.finding.index()));
        let cause_starts = starts(priors.len(), links.iter().map(|link| link.cause.index()));
        Network { priors, leaks, labels, links, finding_starts, by_cause, cause_starts }
    }
}

/// Running offsets of `count` groups from the group of each member.
fn starts(count: usize, groups: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = vec![0; count + 1];
    for group in groups {
        starts[group + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    starts
}
