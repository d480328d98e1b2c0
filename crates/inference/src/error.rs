//! What can be wrong with a network, with evidence, or with both together.
//!
//! [`NetworkError`] is about numbers handed in while a network or its evidence is put together: the caller can fix
//! them. [`InferenceError`] is about a question: it names an unknown id, or evidence that the network holds to be
//! impossible. Running into a [`Budget`](crate::Budget) is *not* an error: the answer is given for all the rest and
//! says what was refused ([`Posterior::refusals`](crate::Posterior::refusals)).

use crate::network::{CauseId, FindingId};

/// Why a network, a likelihood or a test cannot be built from the numbers given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NetworkError {
    /// A number that must be a probability is not in `[0, 1]` (or is not a number).
    #[error("{what} must be a probability between 0 and 1, but is {value}")]
    NotAProbability {
        /// What the number was meant to be, in words.
        what: &'static str,
        /// The number as given.
        value: f64,
    },
    /// A likelihood ratio must be positive and finite.
    #[error("a likelihood ratio must be a positive finite number, but is {value}")]
    NotARatio {
        /// The number as given.
        value: f64,
    },
    /// Both likelihoods are zero: such an observation could never have been made.
    #[error("an observation that is impossible whether its subject is true or false cannot be evidence")]
    EmptyLikelihood,
    /// A link or label names a cause that the network does not have.
    #[error("there is no cause number {}", .0.index())]
    UnknownCause(CauseId),
    /// A link names a finding that the network does not have.
    #[error("there is no finding number {}", .0.index())]
    UnknownFinding(FindingId),
    /// The same cause is linked to the same finding twice.
    #[error("cause {} is linked to finding {} twice", cause.index(), finding.index())]
    DuplicateLink {
        /// The cause of the link.
        cause: CauseId,
        /// The finding of the link.
        finding: FindingId,
    },
    /// The network is larger than a named limit.
    #[error("a network may have at most {limit} {what}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

/// Why a question cannot be answered at all.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InferenceError {
    /// The evidence names a cause that the network does not have.
    #[error("there is no cause number {}", .0.index())]
    UnknownCause(CauseId),
    /// The evidence names a finding that the network does not have.
    #[error("there is no finding number {}", .0.index())]
    UnknownFinding(FindingId),
    /// The network gives probability zero to what was observed about one cause, for instance a sign that proves a
    /// cause whose prior is zero.
    #[error("the evidence about cause {} contradicts itself or its prior", .0.index())]
    ImpossibleCause(CauseId),
    /// The network gives probability zero to these findings taken together, for instance a present finding without
    /// leak all of whose causes are ruled out.
    #[error("the network holds the evidence on {} to be impossible", list(.0))]
    ImpossibleFindings(Vec<FindingId>),
}

fn list(findings: &[FindingId]) -> String {
    let numbers: Vec<String> = findings.iter().map(|finding| finding.index().to_string()).collect();
    format!("finding{} {}", if numbers.len() == 1 { "" } else { "s" }, numbers.join(", "))
}

/// Passes `value` on if it is a probability.
pub(crate) fn probability(what: &'static str, value: f64) -> Result<f64, NetworkError> {
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err(NetworkError::NotAProbability { what, value }) }
}
