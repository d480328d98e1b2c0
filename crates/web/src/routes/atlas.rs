//! The atlas, open to everybody: pages, search, and the whole of it as JSON.

use crate::app::App;
use crate::http::access::Guest;
use crate::http::trouble::Trouble;
use crate::present::atlas_pages::{
    SUGGESTIONS_MAX, index_view, motion_view, muscle_view, region_view, search_view,
};
use crate::views::atlas::{
    index_page, motion_page, muscle_page, region_page, suggestions as suggestions_view,
};
use crate::views::shell::{Nav, Shell};
use atlas::{Atlas, Side};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use maud::Markup;
use serde::Deserialize;
use std::io::Write;
use std::sync::{Arc, LazyLock};

/// What is searched for.
#[derive(Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    q: String,
}

/// Which point and side a muscle's chart shows.
#[derive(Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    point: String,
    #[serde(default)]
    side: String,
}

fn shell(app: &App, guest: &Guest, title: &str) -> Shell {
    match &guest.0 {
        Some(caller) => app.shell(caller, title, Nav::Atlas),
        None => Shell { nav: Nav::Atlas, ..app.door_shell(title) },
    }
}

/// A page, compressed for visitors. Whoever is signed in has a record beside it, whose pages are never compressed: their
/// length would tell about them.
fn page(guest: &Guest, headers: &HeaderMap, page: Markup) -> Response {
    if guest.0.is_some() || !takes_gzip(headers) {
        return page.into_response();
    }
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::VARY, "accept-encoding")];
    match gzip(page.0.as_bytes(), Compression::fast()) {
        Ok(packed) => (html, [(header::CONTENT_ENCODING, "gzip")], packed).into_response(),
        Err(_) => page.into_response(),
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"))
}

fn gzip(bytes: &[u8], how: Compression) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), how);
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The map with all points and the lists, or what was searched for.
pub(super) async fn index(
    State(app): State<Arc<App>>,
    guest: Guest,
    headers: HeaderMap,
    Query(words): Query<Words>,
) -> Response {
    let texts = App::texts();
    let shell = shell(&app, &guest, &texts.get("atlas-title"));
    page(&guest, &headers, index_page(&shell, &index_view(&words.q), texts))
}

/// The list under the search box, at each key stroke. What is looked for here is no patient's, so it may stand in the address.
pub(super) async fn suggestions(Query(words): Query<Words>) -> Markup {
    suggestions_view(&search_view(&words.q, SUGGESTIONS_MAX), App::texts())
}

/// A muscle.
pub(super) async fn muscle(
    State(app): State<Arc<App>>,
    guest: Guest,
    headers: HeaderMap,
    Path(muscle): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Trouble> {
    let id = super::read::id(&muscle)?;
    let view = muscle_view(id, &shown.point, shown.side.parse().unwrap_or(Side::R));
    Ok(page(&guest, &headers, muscle_page(&shell(&app, &guest, view.muscle.name), &view, App::texts())))
}

/// A region.
pub(super) async fn region(
    State(app): State<Arc<App>>,
    guest: Guest,
    headers: HeaderMap,
    Path(region): Path<String>,
) -> Result<Response, Trouble> {
    let view = region_view(super::read::id(&region)?);
    Ok(page(&guest, &headers, region_page(&shell(&app, &guest, view.region.label), &view, App::texts())))
}

/// A motion.
pub(super) async fn motion(
    State(app): State<Arc<App>>,
    guest: Guest,
    headers: HeaderMap,
    Path(motion): Path<String>,
) -> Result<Response, Trouble> {
    let view = motion_view(super::read::id(&motion)?);
    Ok(page(&guest, &headers, motion_page(&shell(&app, &guest, view.motion.label), &view, App::texts())))
}

/// The whole atlas, made and compressed at the first request.
struct Whole {
    plain: String,
    gzipped: Vec<u8>,
    etag: HeaderValue,
}

static WHOLE: LazyLock<Option<Whole>> = LazyLock::new(|| {
    let plain = atlas::export_json()
        .inspect_err(|error| tracing::error!(%error, "the atlas could not be written"))
        .ok()?;
    let gzipped = gzip(plain.as_bytes(), Compression::best()).ok()?;
    let etag = HeaderValue::from_str(&format!("W/\"{}-{}\"", Atlas::version(), plain.len())).ok()?;
    Some(Whole { plain, gzipped, etag })
});

/// The whole atlas. docs/ATLAS.md describes it. It changes with the program only.
pub(super) async fn json(headers: HeaderMap) -> Result<Response, Trouble> {
    let whole = tokio::task::block_in_place(|| WHOLE.as_ref()).ok_or(Trouble::Internal)?;
    let asked =
        |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let known = asked(header::IF_NONE_MATCH);
    let mut response = if !known.is_empty() && whole.etag.to_str().is_ok_and(|etag| known.contains(etag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if takes_gzip(&headers) {
        ([(header::CONTENT_ENCODING, "gzip")], whole.gzipped.as_slice()).into_response()
    } else {
        whole.plain.as_str().into_response()
    };
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::ETAG, whole.etag.clone()),
    ];
    response.headers_mut().extend(fixed);
    Ok(response)
}
