//! The reasoning in the words of a chart: what was felt, as evidence.
//!
//! The ranking itself is the room `reasoning`; pages and the command line reach it through here.

pub use reasoning::{
    Case, ClinicFigure, DRAWING_CAP, JointExplanation, MODEL_VERSION, MotionFound, MotionSeen, Painted,
    Palpated, Place, ProbedSign, RankedCause, RankedRival, Ranking, Reason, ReasoningError, ToPalpate, rank,
};

use chart::values::{Sign, Signs};

/// Signs that the model has no weight for: recorded, and no evidence.
pub const NOT_WEIGHED: [&str; 4] = ["referred_pain", "twitch", "jump_sign", "painful_stretch"];

/// What was felt at a place, as evidence: the signs that have a weight and were tested.
pub fn palpated(place: Place, signs: &Signs) -> Vec<Palpated> {
    let weighed = [
        (signs.tender_spot, ProbedSign::TenderSpot),
        (signs.recognised_pain, ProbedSign::RecognisedPain),
        (signs.taut_band, ProbedSign::TautBand),
    ];
    weighed
        .into_iter()
        .filter(|(felt, _)| *felt != Sign::NotTested)
        .map(|(felt, sign)| Palpated { place, sign, present: felt == Sign::Present })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::Side;

    #[test]
    fn what_was_not_tested_is_no_evidence() {
        let place = Place { point: "trapezius-upper/1".parse().expect("a point"), side: Side::R };
        assert!(palpated(place, &Signs::default()).is_empty());
        let signs = Signs { recognised_pain: Sign::Absent, twitch: Sign::Present, ..Signs::default() };
        let felt = palpated(place, &signs);
        assert_eq!(felt, [Palpated { place, sign: ProbedSign::RecognisedPain, present: false }]);
    }
}
