//! Starting chances under a complaint: what was published, and what the clinic itself has found.

use atlas::{Atlas, CauseKey, Certainty, ComplaintId, MuscleId, PointState, chance_of_point};
use inference::CauseId;

use crate::case::{Case, ClinicFigure};
use crate::evidence::painted_sides;
use crate::model::Model;

/// A published share counts as this many people at most, whatever its sample: examiners looked at a few chosen muscles of
/// people chosen for the complaint (`priors.toml`, cautions; judgement).
const SHARE_PEOPLE_MAX: f64 = 40.0;
/// People taken for a sample whose size is not told.
const SHARE_PEOPLE_UNTOLD: f64 = 20.0;
/// The complaint-free chance counts as this many people beside it (judgement).
const TIER_PEOPLE: f64 = 40.0;
/// Where a source does not tell active points from latent ones, the part taken as active (judgement; the sources that
/// tell them apart have about as many of the one as of the other).
const ACTIVE_PART: f64 = 0.5;
/// A figure from memory counts this much less than one that was read.
const MEMORY_DISCOUNT: f64 = 0.5;
/// What a complaint's own rivals gain in odds (judgement).
const RIVAL_ODDS: f64 = 2.0;

/// The literature counts as this many people beside the clinic's own findings (conjugate: a beta prior of that size).
pub const LITERATURE_WEIGHT: f64 = 30.0;
/// A clinic's figure from fewer people is not used.
pub const CLINIC_MINIMUM: u32 = 20;

/// Chance of an active point in a muscle of the painful side under a complaint, from the literature: the tier's chance,
/// moved towards the published shares by their weight.
pub fn complaint_chance(complaint: ComplaintId, muscle: MuscleId) -> f64 {
    let atlas = Atlas::get();
    let tier = atlas.priors().muscle_chance(atlas.muscle(muscle).prior_tier);
    let (mut people, mut active) = (TIER_PEOPLE, TIER_PEOPLE * tier);
    for share in atlas.complaint(complaint).shares.iter().filter(|s| s.muscles.contains(&muscle)) {
        let part = match share.state {
            PointState::Active => 1.0,
            PointState::ActiveOrLatent => ACTIVE_PART,
            PointState::Latent => continue,
        };
        let percent = f64::midpoint(share.low_percent, share.high_percent);
        let told = share.people.map_or(SHARE_PEOPLE_UNTOLD, f64::from).min(SHARE_PEOPLE_MAX);
        let weight =
            if share.citation.certainty == Certainty::Memory { told * MEMORY_DISCOUNT } else { told };
        // A share of several muscles together is at least that of each; their number divides what is not known.
        let each = 1.0 - (1.0 - percent / 100.0 * part).powf(1.0 / share.muscles.len() as f64);
        people += weight;
        active += weight * each;
    }
    active / people
}

/// A chance with the clinic's own figure joined to it, if there are enough people behind it.
pub(crate) fn with_clinic(literature: f64, figure: Option<&ClinicFigure>) -> f64 {
    match figure.filter(|figure| figure.examined >= CLINIC_MINIMUM && figure.active <= figure.examined) {
        Some(figure) => {
            let people = LITERATURE_WEIGHT + f64::from(figure.examined);
            (LITERATURE_WEIGHT * literature + f64::from(figure.active)) / people
        }
        None => literature,
    }
}

/// The causes whose starting chance a complaint changes, with the ratio of their odds to those of the network.
pub(crate) fn changed(model: &Model, case: &Case) -> Vec<(CauseId, f64)> {
    let Some(complaint) = case.complaint else { return Vec::new() };
    let group = Atlas::get().complaint(complaint);
    let sides = painted_sides(case);
    let mut changed = Vec::new();
    for (at, cause) in model.wiring.causes.iter().enumerate() {
        let ratio = match cause.key {
            CauseKey::Point { point, side } if sides.contains(&side) => {
                let muscle = point.muscle();
                let figure = case.clinic.iter().find(|f| f.complaint == complaint && f.muscle == muscle);
                let of_muscle = with_clinic(complaint_chance(complaint, muscle), figure);
                odds(chance_of_point(of_muscle, point, &model.strengths)) / odds(cause.prior)
            }
            CauseKey::Rival(place) if group.rivals.contains(&place.rival) => RIVAL_ODDS,
            _ => continue,
        };
        if (ratio - 1.0).abs() > 1e-12 {
            changed.push((CauseId::new(at), ratio));
        }
    }
    changed
}

fn odds(chance: f64) -> f64 {
    chance / (1.0 - chance)
}
