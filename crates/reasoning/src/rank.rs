//! The ranking itself.

use atlas::{Atlas, CauseKey, Cell, LinkClass};
use inference::{Budget, CauseId, Evidence, Posterior, Workspace};

use std::collections::HashMap;

use crate::answer::{RankedCause, Ranking};
use crate::case::{Case, Place, ProbedSign};
use crate::chance;
use crate::error::ReasoningError;
use crate::evidence::{cell_of, palpation};
use crate::model::{DRAWING_CAP, Model};
use crate::rival;

/// A cell that is likelier than this to be there for none of the known causes counts as unexplained.
const UNEXPLAINED_MIN: f64 = 0.5;

/// Ranks every point, and every rival, by how well it explains the case.
///
/// # Errors
/// [`ReasoningError`] if the case cannot be ranked; it says what to do.
pub fn rank(case: &Case) -> Result<Ranking, ReasoningError> {
    rank_in(Model::get(), case)
}

/// The same in a model of other strengths.
///
/// # Errors
/// As [`rank`].
pub fn rank_in(model: &Model, case: &Case) -> Result<Ranking, ReasoningError> {
    Ok(Asked::of(model, case)?.ranking())
}

/// A case with the exact answer to it, from which all that is told is made.
pub(crate) struct Asked<'a> {
    pub(crate) model: &'a Model,
    pub(crate) case: &'a Case,
    pub(crate) evidence: Evidence,
    pub(crate) posterior: Posterior,
    pub(crate) left_out: Vec<Cell>,
    /// The answer before a finger was laid on, where one was.
    before_palpation: Option<Posterior>,
    /// What the complaint and the clinic make of the odds.
    changed: HashMap<CauseId, f64>,
    /// What was felt, by place, as a logarithm of odds.
    felt: HashMap<Place, Felt>,
}

/// What a finger found at one place.
#[derive(Debug, Clone, Copy, Default)]
struct Felt {
    log_odds: f64,
    /// The person knew the pain: whatever the map says, this point makes some of it.
    recognised: bool,
}

impl<'a> Asked<'a> {
    pub(crate) fn of(model: &'a Model, case: &'a Case) -> Result<Self, ReasoningError> {
        case.check()?;
        let changed = chance::changed(model, case).into_iter().collect();
        let mut felt: HashMap<Place, Felt> = HashMap::new();
        for (palpated, likelihood) in palpation(case) {
            let here = felt.entry(palpated.place).or_default();
            here.log_odds += likelihood.if_true().ln() - likelihood.if_false().ln();
            here.recognised |= palpated.sign == ProbedSign::RecognisedPain && palpated.present;
        }
        let mut evidence = model.evidence(case);
        let mut workspace = Workspace::default();
        let mut left_out = Vec::new();
        loop {
            let posterior = model.network.posterior_in(&mut workspace, &evidence, &Budget::default())?;
            if posterior.is_exact() {
                let before_palpation = if case.palpated.is_empty() {
                    None
                } else {
                    let unfelt = Case { palpated: Vec::new(), ..case.clone() };
                    let mut evidence = model.evidence(&unfelt);
                    for cell in &left_out {
                        evidence.forget(Model::cell(*cell));
                    }
                    Some(model.network.posterior_in(&mut workspace, &evidence, &Budget::default())?)
                };
                return Ok(Self {
                    model,
                    case,
                    evidence,
                    posterior,
                    left_out,
                    before_palpation,
                    changed,
                    felt,
                });
            }
            for refusal in posterior.refusals() {
                for cell in least_missed(model, case, refusal.findings.as_slice()) {
                    evidence.forget(Model::cell(cell));
                    left_out.push(cell);
                }
            }
        }
    }

    /// P(present | all that is known), as the network has it.
    pub(crate) fn belief(&self, cause: CauseId) -> f64 {
        self.posterior.probability(cause).expect("the answer is exact, so every cause has one")
    }

    /// The same before a finger was laid on.
    pub(crate) fn belief_before_palpation(&self, cause: CauseId) -> f64 {
        let unfelt = self.before_palpation.as_ref().and_then(|posterior| posterior.probability(cause));
        unfelt.unwrap_or_else(|| self.belief(cause))
    }

    fn log_odds(&self, cause: CauseId) -> f64 {
        self.posterior.log_odds(cause).expect("the answer is exact, so every cause has one")
    }

    /// Of the chance that a point is active, the part in which it also makes some of what was painted hurt.
    ///
    /// If it is active and makes none of it hurt, everything open is left to the others, as if it were not there; so the mass of
    /// that state is the mass without it, times its own odds from all that is settled (prior, signs, what was left unpainted),
    /// times the chance of touching nothing that is open. No further inference is needed for it.
    fn explaining_part(&self, cause: CauseId, place: Place) -> f64 {
        (1.0 - self.idle_odds(cause, place) / self.log_odds(cause).exp()).clamp(0.0, 1.0)
    }

    /// The odds of a point being active without making any of what was painted hurt, to its not being active; 0 where its pain
    /// was recognised.
    pub(crate) fn idle_odds(&self, cause: CauseId, place: Place) -> f64 {
        if self.felt.get(&place).is_some_and(|felt| felt.recognised) {
            return 0.0;
        }
        let prior = self.model.prior(cause);
        let mut idle = prior.ln() - (1.0 - prior).ln();
        for sign in self.evidence.signs(cause) {
            idle += sign.if_true().ln() - sign.if_false().ln();
        }
        for link in self.model.network.links_from(cause) {
            if self.evidence.observation(link.finding).is_some() {
                idle += (1.0 - link.activation).ln();
            }
        }
        idle.exp()
    }

    /// The chance before anything but the complaint was known.
    pub(crate) fn prior(&self, cause: CauseId) -> f64 {
        let prior = self.model.prior(cause);
        let odds = prior / (1.0 - prior) * self.changed.get(&cause).copied().unwrap_or(1.0);
        odds / (1.0 + odds)
    }

    fn ranking(&self) -> Ranking {
        let causes = self.model.wiring.causes.iter().enumerate();
        let mut causes: Vec<RankedCause> = causes
            .filter_map(|(at, cause)| match cause.key {
                CauseKey::Point { point, side } => Some(self.ranked(CauseId::new(at), Place { point, side })),
                CauseKey::Rival(_) => None,
            })
            .collect();
        // Many points of a clear drawing stand at the cap: the one that would be likelier without it comes first.
        causes.sort_by(|a, b| {
            let told = b.probability.total_cmp(&a.probability);
            told.then(b.uncapped.total_cmp(&a.uncapped)).then(a.place.cmp(&b.place))
        });
        Ranking {
            causes,
            rivals: rival::ranked(self),
            unexplained: self.unexplained(),
            left_out: self.left_out.clone(),
        }
    }

    pub(crate) fn ranked(&self, id: CauseId, place: Place) -> RankedCause {
        let (mut explains, mut not_painted) = (Vec::new(), Vec::new());
        for link in Atlas::get().links_of(place.point) {
            let cell = link.cell(place.side);
            if self.case.cells().any(|painted| painted == cell) {
                if link.class != LinkClass::Neighbour {
                    explains.push((cell, link.class));
                }
            } else if link.class == LinkClass::Essential
                && self.evidence.observation(Model::cell(cell)).is_some()
            {
                not_painted.push(cell);
            }
        }
        let (log_odds, part) = (self.log_odds(id), self.explaining_part(id, place));
        let own = self.felt.get(&place).map_or(0.0, |felt| felt.log_odds);
        let explaining = |log_odds: f64| log_odds.exp() * part / (1.0 + log_odds.exp() * (1.0 - part));
        RankedCause {
            place,
            probability: held(explaining(log_odds), explaining(log_odds - own)),
            uncapped: chance_of(explaining(log_odds)),
            active: held(log_odds.exp(), (log_odds - own).exp()),
            prior: self.prior(id),
            explains,
            not_painted,
        }
    }

    fn unexplained(&self) -> Vec<(Cell, f64)> {
        let likely = self.posterior.unexplained().iter().filter(|one| one.probability > UNEXPLAINED_MIN);
        likely.filter_map(|one| Some((cell_of(self.model, one.finding)?, one.probability))).collect()
    }
}

/// A chance as it is told, from the odds with and without the point's own palpation: what comes from the drawing, the motions
/// and the other points is held at the cap; what palpation makes of the odds comes on top.
fn held(odds: f64, without_own: f64) -> f64 {
    let cap = DRAWING_CAP / (1.0 - DRAWING_CAP);
    if without_own > cap { chance_of(cap * (odds / without_own)) } else { chance_of(odds) }
}

fn chance_of(odds: f64) -> f64 {
    odds / (1.0 + odds)
}

/// The painted cells of a part too dear that are missed least, a quarter of them: the faintest, and of those the ones among other
/// painted cells, which say much the same.
fn least_missed(model: &Model, case: &Case, findings: &[inference::FindingId]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = findings.iter().filter_map(|finding| cell_of(model, *finding)).collect();
    let count = cells.len().div_ceil(4);
    let intensity =
        |cell: Cell| case.painted.iter().find(|p| p.cell == cell).and_then(|p| p.intensity).unwrap_or(5);
    let mut missed = Vec::new();
    while missed.len() < count {
        let beside = |cell: Cell| {
            let near = Atlas::get().region(cell.region).adjacent;
            near.iter().filter(|region| cells.contains(&Cell::new(**region, cell.side))).count()
        };
        let key = |cell: &Cell| (intensity(*cell), std::cmp::Reverse(beside(*cell)), cell.index());
        let Some(least) = cells.iter().copied().min_by_key(key) else { break };
        cells.retain(|cell| *cell != least);
        missed.push(least);
    }
    missed
}
