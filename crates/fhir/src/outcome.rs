//! What went wrong, for a FHIR client: the same stable codes as everywhere else.

use serde_json::{Value, json};

/// An `OperationOutcome` with one issue. `kind` is a code of FHIR's `issue-type`; `code` is Drypoint's own.
pub fn operation_outcome(kind: &str, code: &str, text: Option<&str>) -> Value {
    let mut details = json!({ "coding": [{ "system": crate::SYSTEM, "code": code }] });
    if let Some(text) = text {
        details["text"] = json!(text);
    }
    json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": "error", "code": kind, "details": details }],
    })
}
