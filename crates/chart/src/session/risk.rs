//! What the atlas knows of the risks of a place, as the rules of a session ask for it.

use atlas::{Atlas, HazardId, MuscleId, PointId, Severity};

/// The grave hazards of a point, or of the whole muscle where no point is named: those that the consent must name
/// (`facts/clinical.md` 1.3 row 5: pneumothorax whenever thorax or shoulder girdle is needled).
pub fn grave(atlas: &Atlas, muscle: MuscleId, point: Option<&str>) -> Vec<HazardId> {
    let hazards = match point.and_then(|number| PointId::new(muscle, number).ok()) {
        Some(point) => atlas.hazards_of(point).to_vec(),
        None => atlas.muscle(muscle).hazards(),
    };
    hazards.into_iter().filter(|id| atlas.hazard(*id).severity == Severity::Grave).collect()
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
