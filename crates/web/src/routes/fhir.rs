//! The FHIR doors: reading, for systems that sit beside Drypoint. Errors are OperationOutcomes with Drypoint's codes.

use super::read;
use crate::app::App;
use crate::http::access::Caller;
use crate::http::trouble::Trouble;
use crate::present::moment;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chart::{PatientId, SessionId};
use journal::{StreamKey, StreamKind};
use serde_json::Value;
use std::sync::Arc;

/// Day of the last change to what these doors offer.
const CAPABILITIES_DATE: &str = "2026-11-22";

/// What these doors offer.
pub(super) async fn metadata() -> Response {
    resource(&fhir::capability_statement(env!("CARGO_PKG_VERSION"), CAPABILITIES_DATE), None)
}

fn resource(body: &Value, version: Option<u64>) -> Response {
    let mut response = body.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(fhir::MEDIA_TYPE));
    if let Some(tag) = version.and_then(|v| HeaderValue::from_str(&format!("W/\"{v}\"")).ok()) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A patient.
pub(super) async fn patient(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    let person = state.person.as_ref().ok_or(Trouble::NotFound)?;
    let stream = StreamKey { clinic: caller.practice.id.0, kind: StreamKind::Patient, id: id.0 };
    let version = app.read(|clinic| clinic.version(stream))?;
    Ok(resource(&fhir::patient(id, person, version), Some(version)))
}

/// A session.
pub(super) async fn procedure(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let record = read::session(&app, &caller, id)?;
    let time = |at| moment(at, &caller.practice.zone).machine;
    let procedure = fhir::procedure(id, &record.state, record.version, time).ok_or(Trouble::NotFound)?;
    Ok(resource(&procedure, Some(record.version)))
}
