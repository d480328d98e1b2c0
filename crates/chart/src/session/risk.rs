//! What the atlas knows of the risks of a place, as the rules of a session ask for it.

use crate::values::Place;
use atlas::{Atlas, HazardId, MuscleId, PointId, Severity};

/// The grave hazards of a point, or of the whole muscle where no point is named: those that the consent must name
/// (`facts/clinical.md` 1.3 row 5: pneumothorax whenever thorax or shoulder girdle is needled).
pub fn grave(atlas: &Atlas, muscle: MuscleId, point: Option<&str>) -> Vec<HazardId> {
    let hazards = beneath(atlas, muscle, point);
    hazards.into_iter().filter(|id| atlas.hazard(*id).severity == Severity::Grave).collect()
}

/// The hazards of a point, or of the whole muscle where no point is named.
pub fn beneath(atlas: &Atlas, muscle: MuscleId, point: Option<&str>) -> Vec<HazardId> {
    match point.and_then(|number| PointId::new(muscle, number).ok()) {
        Some(point) => atlas.hazards_of(point).to_vec(),
        None => atlas.muscle(muscle).hazards(),
    }
}

/// What must not be at risk on both sides on one day (the lung above all: SA Board Notice 121, `facts/clinical.md` 3, checked), where
/// the other side was needled already. None where either side alone is touched.
pub fn other_side_needled<'p>(
    atlas: &Atlas,
    at: &Place,
    needled: impl IntoIterator<Item = &'p Place>,
) -> Option<&'static str> {
    let here = one_side(atlas, at);
    needled
        .into_iter()
        .filter(|other| other.side != at.side)
        .flat_map(|other| one_side(atlas, other))
        .find(|structure| here.contains(structure))
}

/// What lies beneath a place that must be at risk on one side a day only. Hazards whose consent sentence is the same (the apex of
/// the lung, the chest wall) go by the name of the first.
pub fn one_side(atlas: &Atlas, place: &Place) -> Vec<&'static str> {
    let Ok(muscle) = place.muscle.parse() else { return Vec::new() };
    let hazards = beneath(atlas, muscle, place.point.as_deref()).into_iter().map(|id| atlas.hazard(id));
    let name = |consent: &str| {
        atlas.hazards().iter().find(|hazard| hazard.consent == consent).map(|hazard| hazard.structure)
    };
    let mut names: Vec<&'static str> =
        hazards.filter(|hazard| !hazard.both_sides_same_day).filter_map(|h| name(h.consent)).collect();
    names.dedup();
    names
}

/// The first grave hazard of a place that a consent does not name. Two hazards whose consent sentence is the same (the apex of
/// the lung, the chest wall) stand for each other.
pub fn unnamed(atlas: &Atlas, muscle: MuscleId, point: Option<&str>, named: &[String]) -> Option<HazardId> {
    let said: Vec<&str> = named
        .iter()
        .filter_map(|id| id.parse::<HazardId>().ok())
        .map(|id| atlas.hazard(id).consent)
        .collect();
    grave(atlas, muscle, point).into_iter().find(|id| !said.contains(&atlas.hazard(*id).consent))
}

/// The published depth cap of a place, mm: the strictest of the point's, or of all the muscle's points.
pub fn depth_cap_mm(atlas: &Atlas, muscle: MuscleId, point: Option<&str>) -> Option<u16> {
    match point.and_then(|number| PointId::new(muscle, number).ok()) {
        Some(point) => atlas.max_depth_mm(point),
        None => atlas.muscle(muscle).point_ids().filter_map(|point| atlas.max_depth_mm(point)).min(),
    }
}
