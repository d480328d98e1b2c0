//! "Also fits": what else than a muscle may be behind the drawing.

use atlas::{Atlas, CauseKey, Cell, LinkClass, RivalKind, RivalPlace, Urgency};
use inference::CauseId;

use crate::answer::{RankedRival, Ranking};
use crate::rank::Asked;

/// Rivals that are told of at most, for their probability.
const TOLD_MAX: usize = 5;
/// As many are always told of, if they explain anything: there is never only muscle to think of.
const TOLD_LEAST: usize = 2;
/// Below this a rival further down is not told of for its probability.
const TOLD_MIN: f64 = 0.03;
/// Rivals told of at most because they must not be missed.
const DANGERS_MAX: usize = 3;
/// A danger is told of when the drawing has raised its odds this many times, whatever a finger has found since.
const RAISED_MIN: f64 = 2.0;

pub(crate) fn ranked(asked: &Asked<'_>) -> Vec<RankedRival> {
    let mut rivals: Vec<RankedRival> = Vec::new();
    for (at, cause) in asked.model.wiring().causes.iter().enumerate() {
        let CauseKey::Rival(place) = cause.key else { continue };
        let id = CauseId::new(at);
        let (probability, prior) = (asked.belief(id), asked.prior(id));
        let explains = explains(asked, place);
        // A recognised pain explains the drawing and lets the danger sink, though nobody asked its questions: what the drawing
        // itself says of it stands.
        let drawn = asked.belief_before_palpation(id).max(probability);
        let raised = drawn / (1.0 - drawn) >= RAISED_MIN * prior / (1.0 - prior);
        let not_to_be_missed = probability < TOLD_MIN && raised && !explains.is_empty() && is_danger(place);
        rivals.push(RankedRival { place, probability, prior, explains, not_to_be_missed });
    }
    rivals.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.place.cmp(&b.place)));
    rivals
}

fn explains(asked: &Asked<'_>, place: RivalPlace) -> Vec<(Cell, LinkClass)> {
    let links = Atlas::get().links_of_rival(place).into_iter();
    let firm = links.filter(|link| link.class != LinkClass::Neighbour);
    firm.filter(|link| asked.case.cells().any(|cell| cell == link.cell))
        .map(|link| (link.cell, link.class))
        .collect()
}

/// An organ or a vessel whose red flags call an ambulance.
fn is_danger(place: RivalPlace) -> bool {
    let rival = Atlas::get().rival(place.rival);
    matches!(rival.kind, RivalKind::Organ | RivalKind::Vessel)
        && rival.red_flags.iter().any(|flag| flag.urgency == Urgency::Emergency)
}

impl Ranking {
    /// The rivals that are told of: the likeliest, then dangers that the drawing speaks for though they are rare.
    pub fn also_fits(&self) -> Vec<&RankedRival> {
        let fit = self.rivals.iter().filter(|rival| !rival.explains.is_empty()).enumerate();
        let likely = fit.filter(|(at, rival)| *at < TOLD_LEAST || rival.probability >= TOLD_MIN);
        let mut told: Vec<&RankedRival> = likely.map(|(_, rival)| rival).take(TOLD_MAX).collect();
        let dangers = self.rivals.iter().filter(|rival| rival.not_to_be_missed).take(DANGERS_MAX);
        for danger in dangers {
            if !told.iter().any(|known| known.place == danger.place) {
                told.push(danger);
            }
        }
        told
    }
}
