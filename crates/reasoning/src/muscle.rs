//! Muscles instead of points: how probably any of a muscle's points explains the drawing.
//!
//! Points of one muscle share a zone more often than not, and then they share the chance as well. Adding their chances up would
//! count twice what they do together; so the muscle is asked as a whole: what is the evidence worth with none of its points behind it?

use std::collections::BTreeMap;

use atlas::{CauseKey, MuscleId, Side};
use inference::{Budget, CauseId, Likelihood, Workspace};

use crate::answer::RankedMuscle;
use crate::case::{Case, Place};
use crate::error::ReasoningError;
use crate::model::{DRAWING_CAP, Model, PROBABLE};
use crate::rank::Asked;

/// A muscle of a side, before it is asked as a whole.
struct Suspect {
    muscle: MuscleId,
    side: Side,
    points: Vec<(CauseId, Place)>,
    /// The sum of its points' chances: it is never likelier than that.
    most: f64,
    /// The chance of its likeliest point.
    least: f64,
    /// What is told of its likeliest point, and the sum of what is told of all.
    told: (f64, f64),
}

impl Case {
    /// The muscles that explain the drawing best, each with its side, strongest first, at most `count`; exact as the ranking is.
    ///
    /// # Errors
    /// As [`rank`](crate::rank).
    pub fn muscles(&self, count: usize) -> Result<Vec<RankedMuscle>, ReasoningError> {
        self.muscles_in(Model::get(), count)
    }

    /// The same in a model of other strengths.
    ///
    /// # Errors
    /// As [`rank`](crate::rank).
    pub fn muscles_in(&self, model: &Model, count: usize) -> Result<Vec<RankedMuscle>, ReasoningError> {
        let asked = Asked::of(model, self)?;
        let mut workspace = Workspace::default();
        let mut ranked: Vec<RankedMuscle> = Vec::new();
        for suspect in suspects(&asked) {
            // Those that follow are at most as likely as this one could be at best.
            if count == 0 || ranked.get(count - 1).is_some_and(|last| key(last) >= suspect.best()) {
                break;
            }
            ranked.push(asked.whole(&suspect, &mut workspace)?);
            ranked.sort_by(|a, b| {
                let stronger = key(b).partial_cmp(&key(a)).expect("chances are numbers");
                stronger.then((a.muscle, a.side).cmp(&(b.muscle, b.side)))
            });
        }
        ranked.truncate(count);
        Ok(ranked)
    }
}

/// What is told, and among the capped what would be told without the cap.
fn key(ranked: &RankedMuscle) -> (f64, f64) {
    (ranked.probability, ranked.uncapped)
}

impl Suspect {
    /// What is told if the chance is `uncapped`: no more than the cap but for what a finger found at its points.
    fn told_at(&self, uncapped: f64) -> f64 {
        self.told.0.max(uncapped.min(DRAWING_CAP).min(self.told.1))
    }

    /// The [`key`] that it can have at best.
    fn best(&self) -> (f64, f64) {
        (self.told_at(self.most), self.most)
    }
}

/// All muscles of both sides, those first that could be likeliest.
fn suspects(asked: &Asked<'_>) -> Vec<Suspect> {
    let mut points: BTreeMap<(MuscleId, Side), Vec<(CauseId, Place)>> = BTreeMap::new();
    for (at, cause) in asked.model.wiring().causes.iter().enumerate() {
        if let CauseKey::Point { point, side } = cause.key {
            points.entry((point.muscle(), side)).or_default().push((CauseId::new(at), Place { point, side }));
        }
    }
    let suspect = |((muscle, side), points): ((MuscleId, Side), Vec<(CauseId, Place)>)| {
        let ranked: Vec<_> = points.iter().map(|(cause, place)| asked.ranked(*cause, *place)).collect();
        let most = ranked.iter().map(|one| one.uncapped).sum();
        let least = ranked.iter().map(|one| one.uncapped).fold(0.0, f64::max);
        let told = || ranked.iter().map(|one| one.probability);
        let told = (told().fold(0.0, f64::max), told().sum());
        Suspect { muscle, side, points, most, least, told }
    };
    let mut suspects: Vec<Suspect> = points.into_iter().map(suspect).collect();
    suspects.sort_by(|a, b| b.best().partial_cmp(&a.best()).expect("chances are numbers"));
    suspects
}

impl Asked<'_> {
    /// P(at least one of the points is active and makes some of it hurt | all that is known).
    fn whole(&self, suspect: &Suspect, workspace: &mut Workspace) -> Result<RankedMuscle, ReasoningError> {
        let mut uncapped = suspect.least;
        if let [_, _, ..] = suspect.points[..] {
            let mut without = self.evidence.clone();
            for (cause, _) in &suspect.points {
                without.sign(*cause, Likelihood::new(0.0, 1.0).expect(PROBABLE));
            }
            // Never dearer than the whole question, which was within the budget: its causes are fewer.
            let posterior = self.model.network.posterior_in(workspace, &without, &Budget::default())?;
            if let (Some(without), Some(with)) = (posterior.log_evidence(), self.posterior.log_evidence()) {
                let idle = |(cause, place): &(CauseId, Place)| self.idle_odds(*cause, *place).ln_1p();
                let none = without - with + suspect.points.iter().map(idle).sum::<f64>();
                uncapped = (-none.exp_m1()).clamp(suspect.least, suspect.most.min(1.0));
            }
        }
        Ok(RankedMuscle {
            muscle: suspect.muscle,
            side: suspect.side,
            probability: suspect.told_at(uncapped),
            uncapped,
        })
    }
}
