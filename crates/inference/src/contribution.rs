//! Which findings speak for a cause, and which against it.

use crate::budget::Budget;
use crate::error::InferenceError;
use crate::evidence::Evidence;
use crate::network::{CauseId, FindingId, Network};
use crate::posterior::Workspace;

/// What one finding adds to the log odds of a cause, next to all the other evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The finding that is left out for comparison.
    pub finding: FindingId,
    /// ln odds(cause | all evidence) - ln odds(cause | all evidence but this finding): positive where the finding
    /// speaks for the cause, infinite where it alone proves or excludes it. `None` if one of the two would exceed
    /// the budget.
    pub log_odds_change: Option<f64>,
    /// Whether the cause is linked to the finding. If not, it acts through rival causes that explain it.
    pub direct: bool,
}

/// The findings that speak for and against one cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributions {
    /// The cause in question.
    pub cause: CauseId,
    /// Strongest speakers for the cause first, strongest against it last, unknown changes at the very end.
    pub findings: Vec<Contribution>,
}

impl Network {
    /// For each of `causes`, what each observed finding contributes: those linked to the cause, and the present and
    /// soft ones connected to it through rivals. (Absent findings that only weaken a rival are left out.) The budget
    /// holds for each of the questions that this takes, one per finding.
    ///
    /// Contributions are not additive: two findings that each need the same cause are worth more together than one
    /// after the other. They answer "what if this had not been observed".
    pub fn contributions(
        &self,
        evidence: &Evidence,
        causes: &[CauseId],
        budget: &Budget,
    ) -> Result<Vec<Contributions>, InferenceError> {
        self.contributions_in(&mut Workspace::default(), evidence, causes, budget)
    }

    /// As [`contributions`](Self::contributions), in tables kept from earlier questions.
    pub fn contributions_in(
        &self,
        workspace: &mut Workspace,
        evidence: &Evidence,
        causes: &[CauseId],
        budget: &Budget,
    ) -> Result<Vec<Contributions>, InferenceError> {
        if let Some(&unknown) = causes.iter().find(|cause| cause.index() >= self.cause_count()) {
            return Err(InferenceError::UnknownCause(unknown));
        }
        // Most findings are absent ones: without one of them the weights are others, the plan is the same.
        workspace.forget_plans();
        let with = self.ask(workspace, evidence, budget, Some(causes))?;
        let connected = self.connected_findings(evidence, causes)?;
        let mut answers: Vec<Contributions> =
            causes.iter().map(|&cause| Contributions { cause, findings: Vec::new() }).collect();
        for (finding, _) in evidence.observations() {
            let concerned: Vec<(usize, bool)> = causes
                .iter()
                .enumerate()
                .filter_map(|(at, &cause)| {
                    let direct = self.links_into(finding).iter().any(|link| link.cause == cause);
                    (direct || connected[at].contains(&finding)).then_some((at, direct))
                })
                .collect();
            if concerned.is_empty() {
                continue;
            }
            let asked: Vec<CauseId> = concerned.iter().map(|&(at, _)| causes[at]).collect();
            let mut rest = evidence.clone();
            rest.forget(finding);
            let without = self.ask(workspace, &rest, budget, Some(&asked))?;
            for (at, direct) in concerned {
                let cause = causes[at];
                let log_odds_change = with.log_odds(cause).zip(without.log_odds(cause)).map(difference);
                answers[at].findings.push(Contribution { finding, log_odds_change, direct });
            }
        }
        for answer in &mut answers {
            let key = |of: &Contribution| of.log_odds_change.unwrap_or(f64::NEG_INFINITY);
            answer.findings.sort_by(|a, b| {
                let unknown = a.log_odds_change.is_none().cmp(&b.log_odds_change.is_none());
                unknown.then(key(b).total_cmp(&key(a))).then(a.finding.cmp(&b.finding))
            });
        }
        Ok(answers)
    }
}

/// With less without; nothing changes where both are the same infinity.
fn difference((with, without): (f64, f64)) -> f64 {
    if with.is_infinite() && with.to_bits() == without.to_bits() { 0.0 } else { with - without }
}
