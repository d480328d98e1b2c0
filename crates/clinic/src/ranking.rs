//! The reasoning in the words of a chart: what was felt, as evidence.
//!
//! The ranking itself is the room `reasoning`; pages and the command line reach it through here.

pub use reasoning::{
    CLINIC_MINIMUM, Case, ClinicFigure, DRAWING_CAP, JointExplanation, MODEL_VERSION, MotionFound,
    MotionSeen, Painted, Palpated, Place, ProbedSign, RankedCause, RankedMuscle, RankedRival, Ranking,
    Reason, ReasoningError, ToPalpate, rank,
};

use atlas::{Atlas, ComplaintId, MotionFault};
use chart::patient::{Complaint, MotionExamined};
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

/// What examining a motion showed, as evidence: what was not tested says nothing. Nothing if the atlas has no such motion.
pub fn examined(seen: &MotionExamined) -> Vec<MotionSeen> {
    let Ok(id) = seen.motion.parse() else { return Vec::new() };
    let found = [(seen.limited, MotionFault::Limited), (seen.painful, MotionFault::Painful)];
    let found = found.into_iter().filter_map(|(sign, fault)| match sign {
        Sign::Present => Some(MotionFound::Fault(fault)),
        Sign::Absent => Some(MotionFound::Without(fault)),
        Sign::NotTested => None,
    });
    found.filter_map(|found| MotionSeen::new(id, seen.side, found).ok()).collect()
}

/// The complaint group whose figures are the starting chances: what the practitioner said it is, or the one its title names.
pub fn group_of(complaint: &Complaint) -> Option<ComplaintId> {
    match &complaint.group {
        Some(said) => said.as_deref().and_then(|group| group.parse().ok()),
        None => complaint_of(&complaint.told.title),
    }
}

/// The complaint group that a title names: the longest name or other word of a group that stands in it, whatever its case. The page
/// says which was taken.
pub fn complaint_of(title: &str) -> Option<ComplaintId> {
    let title = format!(" {} ", words(title));
    Atlas::get()
        .complaint_groups()
        .iter()
        .flat_map(|group| group.aliases.iter().chain([&group.name]).map(|name| (words(name), group.id)))
        .filter(|(name, _)| !name.is_empty() && title.contains(&format!(" {name} ")))
        .max_by_key(|(name, _)| name.len())
        .map(|(_, id)| id)
}

/// Lower case, letters and digits only, one blank between words.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::Side;

    #[test]
    fn a_title_names_the_complaint_group_that_says_most() {
        let named = |title| complaint_of(title).map(atlas::ComplaintId::as_str);
        assert_eq!(named("Right shoulder pain since summer"), Some("shoulder-pain"));
        assert_eq!(named("NECK PAIN running into the arm!"), Some("neck-arm-pain"));
        assert_eq!(named("Something in the knee"), None);
        assert_eq!(named("Neckpain"), None, "whole words");
    }

    #[test]
    fn what_was_not_tested_is_no_evidence() {
        let place = Place { point: "trapezius-upper/1".parse().expect("a point"), side: Side::R };
        assert!(palpated(place, &Signs::default()).is_empty());
        let signs = Signs { recognised_pain: Sign::Absent, twitch: Sign::Present, ..Signs::default() };
        let felt = palpated(place, &signs);
        assert_eq!(felt, [Palpated { place, sign: ProbedSign::RecognisedPain, present: false }]);
    }
}
