//! What this server can do over FHIR.

use serde_json::{Value, json};

/// The `CapabilityStatement`. `date` is the release's day.
pub fn capability_statement(version: &str, date: &str) -> Value {
    let read =
        |kind: &str| json!({ "type": kind, "versioning": "versioned", "interaction": [{ "code": "read" }] });
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": date,
        "kind": "instance",
        "software": { "name": "Drypoint", "version": version },
        "implementation": { "description": "The record of a dry needling clinic" },
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{
            "mode": "server",
            "security": { "description": "A sign-in of the clinic's staff, as for the pages." },
            "resource": [read("Patient"), read("Procedure")],
        }],
    })
}
