//! Reasons: the joint explanations, and what speaks for and against a point.

use atlas::{CauseKey, FindingKey};
use inference::{Budget, CauseId};

use crate::answer::{JointExplanation, Reason};
use crate::case::{Case, Place};
use crate::error::ReasoningError;
use crate::evidence::{cell_of, point};
use crate::model::Model;
use crate::rank::Asked;

/// Reasons weaker than this are not told (natural logarithm of an odds ratio: a twentieth more or less).
const REASON_MIN: f64 = 0.05;

impl Case {
    /// The most probable joint explanations, best first, at most `count`; and whether the list is complete within the budget.
    ///
    /// # Errors
    /// As [`rank`](crate::rank).
    pub fn explanations(&self, count: usize) -> Result<(Vec<JointExplanation>, bool), ReasoningError> {
        let asked = Asked::of(Model::get(), self)?;
        let found = asked.model.network.explanations(&asked.evidence, count, &Budget::default())?;
        let joint = found.best.iter().map(|one| JointExplanation {
            causes: one.causes.iter().map(|cause| asked.model.key(*cause)).collect(),
            probability: one.probability,
            unexplained: one
                .unexplained
                .iter()
                .filter_map(|finding| cell_of(asked.model, *finding))
                .collect(),
        });
        Ok((joint.collect(), found.complete && asked.left_out.is_empty()))
    }

    /// For each place, what speaks for it and what against it, strongest for it first.
    ///
    /// # Errors
    /// As [`rank`](crate::rank).
    pub fn reasons(&self, places: &[Place]) -> Result<Vec<Vec<Reason>>, ReasoningError> {
        let asked = Asked::of(Model::get(), self)?;
        let causes: Vec<CauseId> = places.iter().map(|place| asked.model.cause(point(*place))).collect();
        let found = asked.model.network.contributions(&asked.evidence, &causes, &Budget::default())?;
        let reasons = |of: &inference::Contributions| {
            let told = of.findings.iter().filter_map(|one| {
                let log_odds = one.log_odds_change.filter(|change| change.abs() >= REASON_MIN)?;
                Some(match asked.model.wiring.findings[one.finding.index()].key {
                    FindingKey::Cell(cell) => {
                        Reason::Cell { cell, painted: self.cells().any(|painted| painted == cell), log_odds }
                    }
                    FindingKey::Motion(motion, fault) => Reason::Motion { motion, fault, log_odds },
                })
            });
            told.collect()
        };
        Ok(found.iter().map(reasons).collect())
    }
}

impl JointExplanation {
    /// The trigger points among its causes.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.causes.iter().filter_map(|cause| match cause {
            CauseKey::Point { point, side } => Some(Place { point: *point, side: *side }),
            CauseKey::Rival(_) => None,
        })
    }
}
