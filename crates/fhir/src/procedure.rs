//! A needling session as a procedure.

use atlas::{Atlas, MuscleId, Side};
use chart::session::{Stage, State};
use chart::{Instant, SessionId};
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
    let needled: Vec<Value> =
        state.standing().map(|n| body_site(&n.needle.place.muscle, n.needle.place.side)).collect();
    let mut sites: Vec<Value> = Vec::new();
    for site in needled {
        if !sites.contains(&site) {
            sites.push(site);
        }
    }
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
