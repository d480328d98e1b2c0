//! A needling session as a procedure.

use atlas::{Atlas, MuscleId, Side};
use chart::session::{Needle, Stage, State};
use chart::{Instant, SessionId, Spot};
use serde_json::{Value, json};

/// A `Procedure` for a session; none before it was opened. `time` writes an instant as FHIR wants it
/// (`2026-03-12T10:42:00+01:00`): the time zone is the clinic's, which this crate does not know.
pub fn procedure(
    id: SessionId,
    state: &State,
    version: u64,
    time: impl Fn(Instant) -> String,
) -> Option<Value> {
    let opened = state.opened.as_ref()?;
    let mut period = json!({ "start": time(state.opened_at) });
    if let Some((at, _)) = &state.closed {
        period["end"] = json!(time(*at));
    }
    let status = if state.stage == Stage::Signed { "completed" } else { "in-progress" };
    let sites = sites(state);
    Some(json!({
        "resourceType": "Procedure",
        "id": id.to_string(),
        "meta": { "versionId": version.to_string() },
        "status": status,
        // No code of an open terminology means dry needling (checked, facts/clinical.md 12.2): ours, in words.
        "code": { "coding": [{ "system": crate::SYSTEM, "code": "dry-needling" }], "text": "Dry needling; nothing injected" },
        "subject": { "reference": format!("Patient/{}", opened.patient) },
        "performedPeriod": period,
        "performer": [{ "actor": { "reference": format!("Practitioner/{}", opened.practitioner) } }],
        "bodySite": sites,
        "note": note(state),
    }))
}

/// Muscle and side once each, with the spots that were marked there.
fn sites(state: &State) -> Vec<Value> {
    let mut sites: Vec<((&str, Side), Value)> = Vec::new();
    for Needle { place, spot, .. } in state.standing().map(|placed| &placed.needle) {
        let key = (place.muscle.as_str(), place.side);
        let at = sites.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            sites.push((key, body_site(&place.muscle, place.side)));
            sites.len() - 1
        });
        if let Some(spot) = spot {
            let site = &mut sites[at].1;
            match site["extension"].as_array_mut() {
                Some(spots) => spots.push(marked(*spot)),
                None => site["extension"] = json!([marked(*spot)]),
            }
        }
    }
    sites.into_iter().map(|(_, site)| site).collect()
}

/// Where a needle went in, as it was marked on the map. FHIR has no place on a body by coordinates: ours, mm of the neutral body
/// of Drypoint's plates, to its left, up and forward from between its hips.
fn marked(spot: Spot) -> Value {
    json!({
        "url": format!("{}:needle-spot", crate::SYSTEM),
        "extension": [
            { "url": "x-mm", "valueInteger": spot.x_mm },
            { "url": "y-mm", "valueInteger": spot.y_mm },
            { "url": "z-mm", "valueInteger": spot.z_mm },
        ],
    })
}

fn body_site(muscle: &str, side: Side) -> Value {
    /// Left and right in SNOMED CT's Global Patient Set (checked, `facts/clinical.md` 12.2).
    const LEFT: &str = "7771000";
    const RIGHT: &str = "24028007";
    let name = muscle.parse::<MuscleId>().map_or(muscle, |id| Atlas::get().muscle(id).name);
    let (code, word) = match side {
        Side::L => (LEFT, "left"),
        Side::R => (RIGHT, "right"),
    };
    json!({
        "coding": [
            { "system": format!("{}:muscle", crate::SYSTEM), "code": muscle },
            { "system": crate::SNOMED, "code": code },
        ],
        "text": format!("{name}, {word}"),
    })
}

fn note(state: &State) -> Value {
    let count = state.count();
    let mut notes = vec![json!({ "text": format!("Needles in {}, out {}.", count.placed, count.removed) })];
    notes.extend(state.text.iter().chain(&state.tolerance).map(|text| json!({ "text": text })));
    json!(notes)
}
