//! The posterior of every cause, and what the evidence leaves unexplained.

use crate::budget::{Budget, Refusal};
use crate::error::InferenceError;
use crate::evidence::Evidence;
use crate::mass::{Mass, Wide};
use crate::network::{CauseId, FindingId, Network};
use crate::plan::{self, Plan};
use crate::problem::{Component, Core, Problem, Weight};
use crate::singles::{self, Closing};
use crate::sweep::{Gather, Masses, PLAIN_EVIDENCE_MIN, Sweep, Tables};

/// Tables that are kept between questions, so that asking again allocates next to nothing; and the plans of one question, for
/// those that differ from it in absent findings only. One per thread.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    plain: Tables<f64>,
    wide: Tables<Wide>,
    plans: Vec<Planned>,
}

/// Plans that are kept: the parts of one drawing.
const PLANS_KEPT: usize = 16;

/// A plan with all that it was made from: the weights of causes, which absent findings change, are not among it.
#[derive(Debug, Clone)]
struct Planned {
    affordable: u64,
    findings: Vec<FindingId>,
    cores: Vec<Core>,
    plan: Option<Plan>,
}

impl Workspace {
    /// A new question begins.
    pub(crate) fn forget_plans(&mut self) {
        self.plans.clear();
    }

    /// Where the plan of a component stands; it is made if it is not there.
    fn planned(&mut self, component: &Component, affordable: u64) -> usize {
        let findings = component.findings();
        let known = |planned: &Planned| {
            planned.affordable == affordable
                && planned.findings == findings
                && planned.cores == component.cores
        };
        if let Some(at) = self.plans.iter().position(known) {
            return at;
        }
        if self.plans.len() == PLANS_KEPT {
            self.plans.remove(0);
        }
        let plan = plan::plan(component, affordable);
        self.plans.push(Planned { affordable, findings, cores: component.cores.clone(), plan });
        self.plans.len() - 1
    }
}

/// What the evidence says about one cause.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Belief {
    on: f64,
    off: f64,
}

/// How probable it is that a finding is there without any of the network's causes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unexplained {
    /// A present, reported or softly observed finding.
    pub finding: FindingId,
    /// P(the finding is true through its leak alone | evidence).
    pub probability: f64,
}

/// The answer to [`Network::posterior`].
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    beliefs: Vec<Option<Belief>>,
    log_evidence: f64,
    unexplained: Vec<Unexplained>,
    refusals: Vec<Refusal>,
}

impl Posterior {
    /// P(cause | evidence), in `[0, 1]`; `None` for an unknown id and for a cause in a refused part.
    pub fn probability(&self, cause: CauseId) -> Option<f64> {
        self.belief(cause).map(|belief| belief.on)
    }

    /// ln P(cause | evidence) - ln P(not cause | evidence), without cancellation near 0 and 1; infinite at 0 and 1.
    /// `None` as for [`probability`](Self::probability).
    pub fn log_odds(&self, cause: CauseId) -> Option<f64> {
        self.belief(cause).map(|belief| belief.on.ln() - belief.off.ln())
    }

    /// Natural logarithm of P(evidence); `None` if a part was refused.
    pub fn log_evidence(&self) -> Option<f64> {
        self.is_exact().then_some(self.log_evidence)
    }

    /// Whether every part of the evidence was answered. What was answered is always exact.
    pub fn is_exact(&self) -> bool {
        self.refusals.is_empty()
    }

    /// The parts that would have exceeded the budget.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// For every open finding that was answered, how probably no cause explains it; strongest first.
    pub fn unexplained(&self) -> &[Unexplained] {
        &self.unexplained
    }

    /// Every answered cause with its probability, strongest first, ties by number.
    pub fn ranked(&self) -> Vec<(CauseId, f64)> {
        let mut ranked: Vec<(CauseId, f64)> = self
            .beliefs
            .iter()
            .enumerate()
            .filter_map(|(at, belief)| belief.map(|belief| (CauseId::new(at), belief.on)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }

    fn belief(&self, cause: CauseId) -> Option<Belief> {
        self.beliefs.get(cause.index()).copied().flatten()
    }
}

impl Network {
    /// Exact posterior of every cause given the evidence, as far as the budget goes.
    ///
    /// Errors: an id that the network does not have, or evidence that it holds to be impossible.
    pub fn posterior(&self, evidence: &Evidence, budget: &Budget) -> Result<Posterior, InferenceError> {
        self.posterior_in(&mut Workspace::default(), evidence, budget)
    }

    /// As [`posterior`](Self::posterior), in tables kept from earlier questions.
    pub fn posterior_in(
        &self,
        workspace: &mut Workspace,
        evidence: &Evidence,
        budget: &Budget,
    ) -> Result<Posterior, InferenceError> {
        workspace.forget_plans();
        self.ask(workspace, evidence, budget, None)
    }

    /// The posterior, where `wanted` is given only of the components that hold one of these causes; beliefs of other
    /// components, unexplained findings and the evidence's probability are then incomplete.
    pub(crate) fn ask(
        &self,
        workspace: &mut Workspace,
        evidence: &Evidence,
        budget: &Budget,
        wanted: Option<&[CauseId]>,
    ) -> Result<Posterior, InferenceError> {
        let problem = Problem::new(self, evidence)?;
        let mut posterior = Posterior {
            beliefs: problem.weights.iter().map(|weight| Some(settled(weight))).collect(),
            log_evidence: problem.scale.ln(),
            unexplained: Vec::new(),
            refusals: Vec::new(),
        };
        let mut spent = 0_u64;
        for component in &problem.components {
            if wanted.is_some_and(|wanted| !component.causes().any(|cause| wanted.contains(&cause))) {
                continue;
            }
            let at = workspace.planned(component, budget.operations);
            let plan = workspace.plans[at].plan.take();
            let operations = plan.as_ref().map_or(u64::MAX, |plan| plan.operations);
            let cells = plan.as_ref().map_or(u64::MAX, |plan| plan.cells);
            let answered = match &plan {
                Some(plan) if budget.affords(operations, cells, spent) => {
                    spent += operations;
                    answer(component, plan, &problem.weights, workspace, &mut posterior)
                }
                _ => {
                    refuse(component, operations, cells, &mut posterior);
                    Ok(())
                }
            };
            workspace.plans[at].plan = plan;
            answered?;
        }
        posterior
            .unexplained
            .sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.finding.cmp(&b.finding)));
        Ok(posterior)
    }

    /// By cause, the open findings of its component.
    pub(crate) fn connected_findings(
        &self,
        evidence: &Evidence,
        causes: &[CauseId],
    ) -> Result<Vec<Vec<FindingId>>, InferenceError> {
        let problem = Problem::new(self, evidence)?;
        let of = |wanted: &CauseId| {
            let home = problem.components.iter().find(|one| one.causes().any(|cause| cause == *wanted));
            home.map(Component::findings).unwrap_or_default()
        };
        Ok(causes.iter().map(of).collect())
    }
}

/// A cause that no open finding touches: its weights are its probabilities.
fn settled(weight: &Weight) -> Belief {
    Belief { on: weight.on.to_f64(), off: weight.off.to_f64() }
}

fn belief(on: Wide, off: Wide) -> Belief {
    let total = on + off;
    Belief { on: on.over(total).to_f64(), off: off.over(total).to_f64() }
}

fn refuse(component: &Component, operations: u64, cells: u64, posterior: &mut Posterior) {
    for cause in component.causes() {
        posterior.beliefs[cause.index()] = None;
    }
    posterior.refusals.push(Refusal { findings: component.findings(), operations, cells });
}

fn answer(
    component: &Component,
    plan: &Plan,
    weights: &[Weight],
    workspace: &mut Workspace,
    posterior: &mut Posterior,
) -> Result<(), InferenceError> {
    let mut ledger = Ledger { component, weights, posterior };
    let sweep = Sweep { component, plan, weights };
    let mut evidence = sweep.run(&mut workspace.plain, &mut ledger);
    if evidence.to_f64() < PLAIN_EVIDENCE_MIN {
        evidence = sweep.run(&mut workspace.wide, &mut ledger);
    }
    if evidence.is_zero() {
        return Err(InferenceError::ImpossibleFindings(component.findings()));
    }
    posterior.log_evidence += evidence.ln();
    Ok(())
}

/// Enters masses into a posterior as a sweep comes by them.
struct Ledger<'a> {
    component: &'a Component,
    weights: &'a [Weight],
    posterior: &'a mut Posterior,
}

impl<M: Mass> Gather<M> for Ledger<'_> {
    fn core(&mut self, core: usize, masses: Masses<M>) {
        let cause = self.component.cores[core].cause;
        self.posterior.beliefs[cause.index()] = Some(belief(masses.on.wide(), masses.off.wide()));
    }

    fn open(&mut self, open: usize, closing: &Closing<M>, unset: M, set: M) {
        let Self { component, weights, posterior } = self;
        let open = &component.open[open];
        singles::masses(open, weights, unset, set, |at, masses| {
            let cause = open.singles[at].cause;
            posterior.beliefs[cause.index()] = Some(belief(masses.on.wide(), masses.off.wide()));
        });
        let total = (closing.unset * unset + closing.set * set).wide();
        let probability = (closing.leak_only * unset).wide().over(total).to_f64();
        posterior.unexplained.retain(|known| known.finding != open.finding);
        posterior.unexplained.push(Unexplained { finding: open.finding, probability });
    }
}
