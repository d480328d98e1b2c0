//! What a tablet needs to go on without the line: the worker that keeps pages within reach, and the key that entries are sealed
//! with until they are sent. The entries themselves come in by the doors of the session, as JSON with the time of the tap.

use super::read;
use crate::app::App;
use crate::assets::Assets;
use crate::http::access::Caller;
use crate::http::headers::CONTENT_SECURITY_POLICY;
use crate::http::trouble::Trouble;
use crate::views;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;

/// The service worker. It stands at the root because a worker reaches only what lies below its own address, and it is asked for
/// anew each time: an old worker would serve old pages.
pub(super) async fn worker() -> Result<Response, Trouble> {
    let assets = Assets::get();
    let script = assets.file("islands/outbox-worker.js").ok_or(Trouble::NotFound)?;
    let headers =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    let script = String::from_utf8_lossy(&script.bytes)
        .replace("./lib/vault.js", assets.url("islands/lib/vault.js"))
        .replace("default-src 'none'", CONTENT_SECURITY_POLICY)
        .replace(
            "\"away\"",
            &json!(views::sign_in::away_page(&App::bare_shell(), App::texts()).into_string()).to_string(),
        );
    Ok((headers, script).into_response())
}

/// The caller's key, and the server's time: tablets' clocks go wrong. It is given to whoever is signed in and not locked, and
/// the page holds it in memory only.
pub(super) async fn key(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Json<serde_json::Value>, Trouble> {
    let key = app.read(|clinic| clinic.sign_ins.outbox_key(caller.staff))?;
    let key: Vec<u8> = key.to_vec();
    let (now, _) = read::now(&caller);
    Ok(Json(json!({ "staff": caller.staff.to_string(), "key": key, "now_us": now.0 })))
}
