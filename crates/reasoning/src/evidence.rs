//! A case as evidence: what counts, what counts little, and what is no evidence at all.

use atlas::{Atlas, CauseKey, Cell, MotionFault, PalpationSign, RegionId, Side};
use inference::{Evidence, FindingId, Likelihood};

use crate::case::{Case, MotionFound, Painted, Palpated, Place, ProbedSign};
use crate::chance;
use crate::model::{Model, PROBABLE};

/// Chance that somebody paints a cell that has no pain: a slip of the finger (judgement).
const STRAY: f64 = 0.004;
/// Weak, middling and strong pain (1 to 3, 4 to 6, 7 to 10): its share among pains that are there, and among slips of the
/// finger, which are faint more often (judgement).
const SHARES: [(f64, f64); 3] = [(0.25, 0.5), (0.4, 0.3), (0.35, 0.2)];
/// P(taut band | active) and P(taut band | not): bands are common in healthy people (judgement).
const TAUT_BAND: (f64, f64) = (0.8, 0.35);

impl Model {
    /// The evidence of a case.
    pub(crate) fn evidence(&self, case: &Case) -> Evidence {
        let mut evidence = Evidence::new();
        Self::drawing(case, &mut evidence);
        for seen in &case.motions {
            for fault in [MotionFault::Limited, MotionFault::Painful] {
                let Some(finding) = self.motion(seen.motion, fault) else { continue };
                match seen.found {
                    MotionFound::Fault(found) if found == fault => _ = evidence.present(finding),
                    // That a motion hurts says nothing about how far it goes, and the other way round.
                    MotionFound::Fault(_) => {}
                    MotionFound::Without(free) if free != fault => {}
                    // "Free" after "limited" of the same motion would be a slip; the fault holds.
                    MotionFound::Without(_) | MotionFound::Free
                        if evidence.observation(finding).is_some() => {}
                    MotionFound::Without(_) | MotionFound::Free => _ = evidence.absent(finding),
                }
            }
        }
        for (palpated, likelihood) in palpation(case) {
            evidence.sign(self.cause(point(palpated.place)), likelihood);
        }
        for (cause, ratio) in chance::changed(self, case) {
            evidence.sign(cause, Likelihood::ratio(ratio).expect("odds of a chance between 0 and 1"));
        }
        evidence
    }

    /// How a cell comes out on a drawing, by two throws from 0 up to 1: painted with which pain, or not at all. For sampling
    /// drawings that follow the model exactly.
    pub fn paint(cell: Cell, real: bool, slip: f64, share: f64) -> Option<Painted> {
        if !real && slip >= STRAY {
            return None;
        }
        let of = |(if_real, if_stray): (f64, f64)| if real { if_real } else { if_stray };
        let strong = [2, 5, 8];
        let mut left = share;
        let mut chosen = strong[2];
        for (intensity, shares) in strong.into_iter().zip(SHARES) {
            if left < of(shares) {
                chosen = intensity;
                break;
            }
            left -= of(shares);
        }
        Some(Painted { cell, intensity: Some(chosen) })
    }

    fn drawing(case: &Case, evidence: &mut Evidence) {
        let mut painted = vec![false; Cell::count()];
        for mark in &case.painted {
            painted[mark.cell.index()] = true;
            evidence.soft(Model::cell(mark.cell), painted_weight(*mark));
        }
        for cell in Cell::all().filter(|cell| !painted[cell.index()] && shown(case, *cell)) {
            // Who paints the hand means the fingers too, perhaps.
            let in_parent = |parent: &RegionId| painted[Cell::new(*parent, cell.side).index()];
            if !Atlas::get().parents(cell.region).iter().any(in_parent) {
                evidence.absent(Model::cell(cell));
            }
        }
    }
}

/// What the finger found: the signs that count, each with its weight.
pub(crate) fn palpation(case: &Case) -> Vec<(Palpated, Likelihood)> {
    let mut latest: Vec<Palpated> = Vec::new();
    for palpated in &case.palpated {
        latest.retain(|known| (known.place, known.sign) != (palpated.place, palpated.sign));
        latest.push(*palpated);
    }
    let tenderness =
        |place: Place| latest.iter().any(|p| p.place == place && p.sign == ProbedSign::TenderSpot);
    let counts = latest.iter().filter(|p| p.sign != ProbedSign::TautBand || !tenderness(p.place));
    counts.map(|p| (*p, sign_weight(p.place, p.sign, p.present))).collect()
}

pub(crate) fn point(place: Place) -> CauseKey {
    CauseKey::Point { point: place.point, side: place.side }
}

fn painted_weight(painted: Painted) -> Likelihood {
    let (real, stray) = match painted.intensity {
        Some(..=3) => SHARES[0],
        Some(4..=6) => SHARES[1],
        Some(7..) => SHARES[2],
        None => (1.0, 1.0),
    };
    Likelihood::new(real, stray * STRAY).expect(PROBABLE)
}

/// Chances of a sign at an active point and at one that is not.
pub(crate) fn sign_chances(place: Place, sign: ProbedSign) -> (f64, f64) {
    let weight = |sign| {
        let weight = Atlas::get().priors().palpation_weight(sign, place.point.muscle());
        (weight.if_active, weight.if_not)
    };
    match sign {
        ProbedSign::TenderSpot => weight(PalpationSign::TenderNodule),
        ProbedSign::RecognisedPain => weight(PalpationSign::RecognisedPain),
        ProbedSign::TautBand => TAUT_BAND,
    }
}

fn sign_weight(place: Place, sign: ProbedSign, present: bool) -> Likelihood {
    let (if_active, if_not) = sign_chances(place, sign);
    let weight = if present { (if_active, if_not) } else { (1.0 - if_active, 1.0 - if_not) };
    Likelihood::new(weight.0, weight.1).expect(PROBABLE)
}

/// Whether a cell was on any view that was shown.
fn shown(case: &Case, cell: Cell) -> bool {
    Atlas::get().region(cell.region).views.iter().any(|view| !case.not_shown.contains(view))
}

/// The side or sides that hurt, from the drawing.
pub(crate) fn painted_sides(case: &Case) -> Vec<Side> {
    Side::ALL.into_iter().filter(|side| case.cells().any(|cell| cell.side == *side)).collect()
}

/// The cell of a finding, if it is one.
pub(crate) fn cell_of(model: &Model, finding: FindingId) -> Option<Cell> {
    match model.wiring.findings[finding.index()].key {
        atlas::FindingKey::Cell(cell) => Some(cell),
        atlas::FindingKey::Motion(..) => None,
    }
}
