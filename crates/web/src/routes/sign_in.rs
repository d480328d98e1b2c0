//! Signing in, unlocking, signing out.

use super::secret::{Address, limit, password_fits, person_fits};
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::inside;
use crate::http::body::Sent;
use crate::http::cookie;
use crate::http::kept::Kept;
use crate::http::trouble::Trouble;
use crate::views::sign_in::{KeptView, SignInView, kept_page, page};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, Query(next): Query<Next>) -> Result<Response, Trouble> {
    if app.practice()?.is_none() {
        return Ok(Redirect::to("/setup").into_response());
    }
    Ok(draw(&app, Form::default(), next.next, Kept::default()).into_response())
}

fn draw(app: &App, form: Form, next: String, kept: Kept) -> Markup {
    let texts = App::texts();
    let view = SignInView { form, next, kept_path: kept.path, kept: kept.fields };
    page(&app.door_shell(texts.get("sign-in-title")), &view, texts)
}

/// Takes the password and begins a sign-in.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    address: Address,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let Some(practice) = app.practice()? else { return Ok(Redirect::to("/setup").into_response()) };
    let (login, next) = (form.value("login").trim().to_lowercase(), form.value("next").to_owned());
    let kept = Kept::at_door(&form);
    limit(&app, &login, &address)?;
    let row = app.read(|clinic| clinic.staff_by_login(practice.id, &login))?.filter(|row| !row.suspended);
    let fits = password_fits(&app, row.as_ref().map(|r| r.id), form.value("password")).await?;
    let Some(row) = row.filter(|_| fits) else {
        tracing::info!(address = %address.0, "a sign-in was refused");
        let mut shown = Form::of([("login", form.value("login"))]);
        // One sentence for a wrong name and a wrong password: which of them it was is nobody's business.
        shown.refuse(None, App::texts().get("sign-in-wrong"));
        return Ok((StatusCode::UNAUTHORIZED, draw(&app, shown, next, kept)).into_response());
    };
    let token = tokio::task::block_in_place(|| app.clinic.sign_ins.begin(practice.id, row.id, App::now()))?;
    let mut response = if kept.is_entry() {
        // Somebody else may have signed in than the one who typed: it is shown, and sent by hand.
        let texts = App::texts();
        let view = KeptView { name: row.name, typed: kept.typed(), path: kept.path, fields: kept.fields };
        kept_page(&app.door_shell(texts.get("kept-title")), &view, texts).into_response()
    } else {
        Redirect::to(inside(&next).unwrap_or("/")).into_response()
    };
    response.headers_mut().insert(header::SET_COOKIE, cookie::set(token.as_str(), app.settings.https));
    Ok(response)
}

/// Takes the password or the PIN of a locked sign-in. A script gets 204; a page goes on to where it was going, and a form that was
/// kept is sent again by the browser itself (307 keeps method and body).
pub(super) async fn unlock(
    State(app): State<Arc<App>>,
    address: Address,
    caller: Caller,
    json: WantsJson,
    headers: HeaderMap,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    limit(&app, &caller.staff.to_string(), &address)?;
    let (password, pin) = (form.value("unlock_password"), form.value("unlock_pin"));
    if let Err(refusal) = person_fits(&app, caller.staff, password, pin).await? {
        if json.0 {
            return Ok((StatusCode::UNAUTHORIZED, Json(json!({ "code": refusal.code }))).into_response());
        }
        let texts = App::texts();
        let mut shown = Form::default();
        match refusal.code {
            "pin.wrong" => shown.refuse(Some("unlock_pin"), texts.get("lock-wrong-pin")),
            "pin.spent" => shown.refuse(Some("unlock_password"), texts.get("lock-pin-spent")),
            _ => shown.refuse(Some("unlock_password"), texts.get("lock-wrong")),
        }
        let page = app.unlock_page(&caller, shown, Kept::at_lock(&form));
        return Ok((StatusCode::UNAUTHORIZED, page).into_response());
    }
    let token = cookie::read(&headers, app.settings.https).ok_or(Trouble::SignedOut)?;
    tokio::task::block_in_place(|| app.clinic.sign_ins.unlock(token, App::now()))?;
    if json.0 {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let kept = Kept::at_lock(&form);
    Ok(if kept.fields.is_empty() { Redirect::to(&kept.path) } else { Redirect::temporary(&kept.path) }
        .into_response())
}

/// Covers the record at once, for whoever leaves the tablet: from now on the password or the PIN is asked for.
pub(super) async fn lock(
    State(app): State<Arc<App>>,
    json: WantsJson,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let token = cookie::read(&headers, app.settings.https).ok_or(Trouble::SignedOut)?;
    tokio::task::block_in_place(|| app.clinic.sign_ins.lock(token))?;
    Ok(if json.0 { StatusCode::NO_CONTENT.into_response() } else { Redirect::to("/").into_response() })
}

/// Ends the sign-in.
pub(super) async fn end(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Trouble> {
    if let Some(token) = cookie::read(&headers, app.settings.https) {
        tokio::task::block_in_place(|| app.clinic.sign_ins.end(token))?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie::clear(app.settings.https));
    Ok(response)
}
