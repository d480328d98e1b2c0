//! What was observed: on findings, and on single causes.

use std::collections::BTreeMap;

use crate::error::{NetworkError, probability};
use crate::network::{CauseId, FindingId};

/// How probable an observation is if its subject is true, and if it is false. Only the ratio matters for the
/// posterior; the scale matters for [`Posterior::log_evidence`](crate::Posterior::log_evidence).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likelihood {
    if_true: f64,
    if_false: f64,
}

impl Likelihood {
    /// Proof: impossible if the subject were false.
    pub const CERTAIN: Self = Self { if_true: 1.0, if_false: 0.0 };
    /// Disproof: impossible if the subject were true.
    pub const EXCLUDED: Self = Self { if_true: 0.0, if_false: 1.0 };

    /// P(observation | true) and P(observation | false), each in `[0, 1]`, not both zero.
    pub fn new(if_true: f64, if_false: f64) -> Result<Self, NetworkError> {
        let if_true = probability("a likelihood", if_true)?;
        let if_false = probability("a likelihood", if_false)?;
        if if_true == 0.0 && if_false == 0.0 {
            return Err(NetworkError::EmptyLikelihood);
        }
        Ok(Self { if_true, if_false })
    }

    /// From a likelihood ratio P(observation | true) / P(observation | false), scaled so that the larger of the two
    /// is 1.
    pub fn ratio(ratio: f64) -> Result<Self, NetworkError> {
        if !(ratio > 0.0 && ratio.is_finite()) {
            return Err(NetworkError::NotARatio { value: ratio });
        }
        Ok(if ratio >= 1.0 {
            Self { if_true: 1.0, if_false: 1.0 / ratio }
        } else {
            Self { if_true: ratio, if_false: 1.0 }
        })
    }

    /// P(observation | subject true).
    pub fn if_true(self) -> f64 {
        self.if_true
    }

    /// P(observation | subject false).
    pub fn if_false(self) -> f64 {
        self.if_false
    }
}

/// What was observed of one finding. A finding without an observation is unknown and drops out of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Observation {
    /// The finding is there.
    Present,
    /// The finding is not there. Costs next to nothing, however many there are.
    Absent,
    /// An observation that speaks for or against the finding without settling it. Costs as much as `Present`.
    Soft(Likelihood),
    /// The finding was reported, where each thing that brings it about (each active cause, and the leak) is reported
    /// with probability `recall`, independently: `Present` in a network whose activations and leak are multiplied by
    /// `recall`.
    Reported {
        /// P(reported | brought about), in `[0, 1]`.
        recall: f64,
    },
    /// The finding was not reported although it may be there: the opposite of `Reported`. This is the weak negative
    /// to use for many findings at once: like `Absent`, it costs next to nothing.
    Unreported {
        /// P(reported | brought about), in `[0, 1]`.
        recall: f64,
    },
}

/// Everything that was observed. Order does not matter; the same evidence always gives the same answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub(crate) findings: BTreeMap<FindingId, Observation>,
    pub(crate) signs: BTreeMap<CauseId, Vec<Likelihood>>,
}

impl Evidence {
    /// No evidence.
    pub fn new() -> Self {
        Self::default()
    }

    /// The finding is there.
    pub fn present(&mut self, finding: FindingId) -> &mut Self {
        self.observe(finding, Observation::Present)
    }

    /// The finding is not there.
    pub fn absent(&mut self, finding: FindingId) -> &mut Self {
        self.observe(finding, Observation::Absent)
    }

    /// Something was observed that is as probable as `likelihood` says if the finding is there and if it is not.
    pub fn soft(&mut self, finding: FindingId, likelihood: Likelihood) -> &mut Self {
        self.observe(finding, Observation::Soft(likelihood))
    }

    /// The finding was reported; see [`Observation::Reported`].
    pub fn reported(&mut self, finding: FindingId, recall: f64) -> Result<&mut Self, NetworkError> {
        let recall = probability("a recall", recall)?;
        Ok(self.observe(finding, Observation::Reported { recall }))
    }

    /// The finding was not reported, a weak negative; see [`Observation::Unreported`].
    pub fn unreported(&mut self, finding: FindingId, recall: f64) -> Result<&mut Self, NetworkError> {
        let recall = probability("a recall", recall)?;
        Ok(self.observe(finding, Observation::Unreported { recall }))
    }

    /// A sign of a single cause, such as a palpation sign. Several signs of one cause multiply: they are taken as
    /// independent of each other given the cause.
    pub fn sign(&mut self, cause: CauseId, likelihood: Likelihood) -> &mut Self {
        self.signs.entry(cause).or_default().push(likelihood);
        self
    }

    /// Takes back what was observed of a finding: it is unknown again.
    pub fn forget(&mut self, finding: FindingId) -> &mut Self {
        self.findings.remove(&finding);
        self
    }

    /// What was observed of a finding, if anything.
    pub fn observation(&self, finding: FindingId) -> Option<Observation> {
        self.findings.get(&finding).copied()
    }

    /// All observed findings, in order.
    pub fn observations(&self) -> impl Iterator<Item = (FindingId, Observation)> {
        self.findings.iter().map(|(&finding, &observation)| (finding, observation))
    }

    /// The signs of a cause, in the order they were added.
    pub fn signs(&self, cause: CauseId) -> &[Likelihood] {
        self.signs.get(&cause).map_or(&[], Vec::as_slice)
    }

    /// One observation per finding; the last one holds.
    fn observe(&mut self, finding: FindingId, observation: Observation) -> &mut Self {
        self.findings.insert(finding, observation);
        self
    }
}
