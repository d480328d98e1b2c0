//! Whether the server lives, and what is said where there is nothing.

use crate::app::App;
use crate::http::trouble::Trouble;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;

/// For whoever watches the server: it can read its journal.
pub(super) async fn show(State(app): State<Arc<App>>) -> Result<Response, Trouble> {
    app.read(clinic::Clinic::practice)?;
    Ok(Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })).into_response())
}

/// No such address.
pub(super) async fn nothing_here() -> Trouble {
    Trouble::NotFound
}
