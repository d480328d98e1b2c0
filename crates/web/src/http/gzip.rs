//! Large pages go out compressed. Files are compressed once, by `assets`.
//!
//! What a page says cannot be guessed from how short it becomes: it holds no secret that stays the same (the sign-in is a cookie,
//! ids of commands are new each time), cookies do not come along with what another site asks for, and what another site asks for
//! goes out as it is all the same.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Shorter pages gain less than they cost, bytes.
const PAGE_MIN: u64 = 16 * 1024;
/// No page is longer, bytes; what would be goes out as it is.
const PAGE_MAX: u64 = 8 * 1024 * 1024;

/// Compresses a large page for a browser that takes it.
pub async fn pages(request: Request, next: Next) -> Response {
    let taken = takes_gzip(request.headers()) && !from_another_site(request.headers());
    let response = next.run(request).await;
    let long =
        content_length(response.headers(), &response).is_some_and(|n| (PAGE_MIN..=PAGE_MAX).contains(&n));
    let page =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !(taken && long && page) || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(page) = to_bytes(body, PAGE_MAX as usize).await else {
        return Response::from_parts(head, Body::empty());
    };
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory cannot fail.
    let _ = encoder.write_all(&page);
    let short = encoder.finish().unwrap_or_default();
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(head, Body::from(short))
}

fn content_length(headers: &HeaderMap, response: &Response) -> Option<u64> {
    use axum::body::HttpBody;
    let said = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    said.or_else(|| response.body().size_hint().exact())
}

/// Whether a page of another site made the browser ask: its text could be laid beside ours, and the length of both measured.
fn from_another_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site.as_bytes() == b"cross-site")
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let named = headers.get(ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    named.split(',').any(|way| {
        let mut parts = way.split(';').map(str::trim);
        parts.next() == Some("gzip") && parts.next() != Some("q=0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::response::Html;
    use axum::routing::get;
    use flate2::read::GzDecoder;
    use std::io::Read;
    use tower::ServiceExt;

    async fn asked(path: &str, accepted: Option<&str>) -> (Option<HeaderValue>, Vec<u8>) {
        asked_from("same-origin", path, accepted).await
    }

    async fn asked_from(
        site: &'static str,
        path: &str,
        accepted: Option<&str>,
    ) -> (Option<HeaderValue>, Vec<u8>) {
        let router = Router::new()
            .route("/long", get(|| async { Html("a line of a page\n".repeat(2000)) }))
            .route("/short", get(|| async { Html("short") }))
            .route("/text", get(|| async { "no page\n".repeat(4000) }))
            .layer(from_fn(pages));
        let mut request = Request::get(path).header("sec-fetch-site", site);
        if let Some(accepted) = accepted {
            request = request.header(ACCEPT_ENCODING, accepted);
        }
        let answer =
            router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let encoding = answer.headers().get(CONTENT_ENCODING).cloned();
        (encoding, to_bytes(answer.into_body(), usize::MAX).await.expect("a body").to_vec())
    }

    #[tokio::test]
    async fn a_long_page_is_compressed_and_reads_the_same() {
        let (encoding, body) = asked("/long", Some("deflate, gzip;q=0.8")).await;
        assert_eq!(encoding, Some(HeaderValue::from_static("gzip")));
        let mut page = String::new();
        GzDecoder::new(body.as_slice()).read_to_string(&mut page).expect("gzip");
        assert_eq!(page, "a line of a page\n".repeat(2000));
    }

    #[tokio::test]
    async fn what_another_site_asks_for_says_nothing_by_its_length() {
        assert_eq!(asked_from("cross-site", "/long", Some("gzip")).await.0, None);
        assert!(asked_from("none", "/long", Some("gzip")).await.0.is_some());
    }

    #[tokio::test]
    async fn what_is_short_or_no_page_or_not_wanted_goes_out_as_it_is() {
        for (path, accepted) in [
            ("/short", Some("gzip")),
            ("/text", Some("gzip")),
            ("/long", None),
            ("/long", Some("gzip;q=0, br")),
        ] {
            assert_eq!(asked(path, accepted).await.0, None, "{path} {accepted:?}");
        }
    }
}
