//! Which trigger points explain a drawing: the atlas made into a network of causes and findings, and what it answers.
//!
//! Causes are trigger points with a side; findings are the cells of the map. The numbers of the links are judgements, named
//! here one by one; priors are the tiers of `facts/priors.md` (a judgement from small samples, as it says itself). An
//! answer "explains the drawing"; it is not a diagnosis.

use atlas::{Atlas, Cell, LinkClass, PointId, Side, Tier};
use chart::values::{Sign, Signs};
use inference::{Budget, CauseId, Evidence, FindingId, InferenceError, Likelihood, Network, Posterior};
use std::sync::LazyLock;

/// Version of the model: recorded with what was shown, raised with every change of a number below.
pub const MODEL_VERSION: &str = "2026.11-1";

/// Chance of at least one active point in a muscle of a side, by tier (`facts/priors.md`, a judgement).
const fn tier_prior(tier: Tier) -> f64 {
    match tier {
        Tier::A => 0.08,
        Tier::B => 0.035,
        Tier::C => 0.012,
        Tier::D => 0.003,
    }
}

/// Chance that an active point makes a cell hurt. Judgement: "most people" and "some people" of the atlas as numbers.
const fn activation(class: LinkClass) -> f64 {
    match class {
        LinkClass::Essential => 0.8,
        LinkClass::Spillover => 0.35,
        LinkClass::Site => 0.4,
        LinkClass::Neighbour => 0.06,
    }
}

/// Chance that a cell hurts for a reason that is not on the map (`facts/priors.md`, "Leak": judgement).
const LEAK: f64 = 0.012;
/// The same where pain of other origin is commonest (`facts/priors.md`, "Leak").
const LEAK_COMMON: f64 = 0.04;
/// Where pain of other origin is commonest.
const COMMON: [&str; 6] =
    ["lumbar-lower", "neck-base", "shoulder-top", "knee-front", "forehead", "lumbar-upper"];
/// Chance that somebody paints what hurts, on a view that was shown. People forget (judgement).
const RECALL: f64 = 0.75;

/// P(sign | active point) and P(sign | no active point there), `facts/priors.md` point 3 (judgement there).
const TENDER_SPOT: (f64, f64) = (0.9, 0.25);
/// As above, for pain that the patient recognises.
const RECOGNISED: (f64, f64) = (0.85, 0.05);
/// A taut band alone: common in healthy people, so weak (judgement).
const TAUT_BAND: (f64, f64) = (0.8, 0.35);

/// Why no number here can be refused.
const PROBABLE: &str = "the numbers of this module are probabilities";

/// A point of a side, as a cause.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cause {
    /// The point.
    pub point: PointId,
    /// The patient's side.
    pub side: Side,
}

/// A cause with how well it explains.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedCause {
    /// Which.
    pub cause: Cause,
    /// P(active | drawing, findings), in the model.
    pub probability: f64,
    /// Painted cells of its zone, firmest first.
    pub explains: Vec<(Cell, LinkClass)>,
    /// Essential cells of its zone that were not painted.
    pub not_painted: Vec<Cell>,
}

/// What explains a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Every cause, strongest first.
    pub causes: Vec<RankedCause>,
    /// Painted cells that probably no point explains, with that probability.
    pub unexplained: Vec<(Cell, f64)>,
    /// Whether all of it was computed exactly within the budget; if not, the dear part is left out, never approximated.
    pub exact: bool,
}

/// Signs that were felt at a point.
#[derive(Clone, Copy, Debug)]
pub struct Felt {
    /// Where.
    pub cause: Cause,
    /// What.
    pub signs: Signs,
}

struct Model {
    network: Network,
    causes: Vec<Cause>,
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::of_the_atlas);

impl Model {
    fn of_the_atlas() -> Self {
        let atlas = Atlas::get();
        let mut builder = Network::builder();
        let mut causes = Vec::new();
        for cell in Cell::all() {
            let leak = if COMMON.contains(&cell.region.as_str()) { LEAK_COMMON } else { LEAK };
            builder.finding(leak).expect(PROBABLE);
        }
        for point in atlas.points() {
            let muscle = atlas.muscle(point.muscle());
            let of_muscle = tier_prior(muscle.prior_tier);
            // The muscle's chance, shared by its points.
            let prior = 1.0 - (1.0 - of_muscle).powf(1.0 / muscle.points.len() as f64);
            for side in Side::ALL {
                let cause = builder.cause(prior).expect(PROBABLE);
                causes.push(Cause { point, side });
                for link in atlas.links_of(point).into_iter().filter(|link| near_enough(*link)) {
                    let finding = FindingId::new(link.cell(side).index());
                    builder.link(cause, finding, activation(link.class)).expect(PROBABLE);
                }
            }
        }
        Self { network: builder.build(), causes }
    }

    fn id(&self, cause: Cause) -> Option<CauseId> {
        self.causes.iter().position(|c| *c == cause).map(CauseId::new)
    }
}

/// A near miss is one beside the firm zone. Neighbours of what only some people feel would tie the whole body together, at many
/// times the cost, for next to no probability.
fn near_enough(link: atlas::ReferralLink) -> bool {
    let point = Atlas::get().point(link.point);
    let firm = if link.crossed { point.essential_contralateral } else { point.essential };
    link.class != LinkClass::Neighbour
        || Atlas::get().region(link.region).adjacent.iter().any(|near| firm.contains(near))
}

/// Ranks every point by how well it explains the painted cells, given what was felt.
///
/// # Errors
/// [`InferenceError`] only if the model holds the evidence to be impossible, which its leaks exclude.
pub fn rank(painted: &[Cell], felt: &[Felt]) -> Result<Ranking, InferenceError> {
    let model = &*MODEL;
    let evidence = evidence(model, painted, felt);
    let posterior = model.network.posterior(&evidence, &Budget::default())?;
    Ok(Ranking {
        causes: posterior
            .ranked()
            .into_iter()
            .map(|(id, probability)| ranked(model, id, probability, painted))
            .collect(),
        unexplained: unexplained(&posterior),
        exact: posterior.is_exact(),
    })
}

fn evidence(model: &Model, painted: &[Cell], felt: &[Felt]) -> Evidence {
    let mut evidence = Evidence::new();
    for cell in Cell::all() {
        let finding = FindingId::new(cell.index());
        if painted.contains(&cell) {
            evidence.present(finding);
        } else if !painted.is_empty() {
            evidence.unreported(finding, RECALL).expect(PROBABLE);
        }
    }
    for felt in felt {
        let Some(cause) = model.id(felt.cause) else { continue };
        for (sign, (if_active, if_not)) in [
            (felt.signs.tender_spot, TENDER_SPOT),
            (felt.signs.recognised_pain, RECOGNISED),
            (felt.signs.taut_band, TAUT_BAND),
        ] {
            match sign {
                Sign::Present => evidence.sign(cause, likelihood(if_active, if_not)),
                Sign::Absent => evidence.sign(cause, likelihood(1.0 - if_active, 1.0 - if_not)),
                Sign::NotTested => &mut evidence,
            };
        }
    }
    evidence
}

fn likelihood(if_active: f64, if_not: f64) -> Likelihood {
    Likelihood::new(if_active, if_not).expect(PROBABLE)
}

fn ranked(model: &Model, id: CauseId, probability: f64, painted: &[Cell]) -> RankedCause {
    let cause = model.causes[id.index()];
    let links = Atlas::get().links_of(cause.point);
    let (mut explains, mut not_painted) = (Vec::new(), Vec::new());
    for link in links {
        let cell = link.cell(cause.side);
        if painted.contains(&cell) {
            if link.class != LinkClass::Neighbour {
                explains.push((cell, link.class));
            }
        } else if link.class == LinkClass::Essential {
            not_painted.push(cell);
        }
    }
    RankedCause { cause, probability, explains, not_painted }
}

/// Painted cells that are more probably than not there for a reason off the map.
fn unexplained(posterior: &Posterior) -> Vec<(Cell, f64)> {
    let cells: Vec<Cell> = Cell::all().collect();
    posterior
        .unexplained()
        .iter()
        .filter(|u| u.probability > 0.5)
        .map(|u| (cells[u.finding.index()], u.probability))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Cell> {
        text.split(',').map(|c| c.parse().expect("a cell")).collect()
    }

    fn first(painted: &str) -> (String, Side) {
        let ranking = rank(&cells(painted), &[]).expect("ranks");
        let best = &ranking.causes[0];
        (best.cause.point.muscle().to_string(), best.cause.side)
    }

    #[test]
    fn temple_and_side_of_neck_are_explained_by_the_upper_trapezius_of_that_side() {
        assert_eq!(first("neck-side:R,temple:R"), ("trapezius-upper".into(), Side::R));
        assert_eq!(first("neck-side:L,temple:L"), ("trapezius-upper".into(), Side::L));
    }

    #[test]
    fn every_cause_is_ranked_and_the_probabilities_fall() {
        let ranking = rank(&cells("deltoid-front:R,deltoid-side:R"), &[]).expect("ranks");
        assert!(ranking.exact);
        assert_eq!(ranking.causes.len(), Atlas::get().points().count() * 2);
        assert!(ranking.causes.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
    }

    #[test]
    fn a_recognised_pain_under_the_finger_raises_a_point_and_its_absence_lowers_it() {
        let painted = cells("temple:R");
        let cause = rank(&painted, &[]).expect("ranks").causes[0].cause;
        let probability = |sign: Sign| {
            let signs = Signs { recognised_pain: sign, ..Signs::default() };
            let ranking = rank(&painted, &[Felt { cause, signs }]).expect("ranks");
            ranking.causes.iter().find(|c| c.cause == cause).map(|c| c.probability).expect("is ranked")
        };
        assert!(probability(Sign::Present) > probability(Sign::NotTested));
        assert!(probability(Sign::Absent) < probability(Sign::NotTested));
    }
}
