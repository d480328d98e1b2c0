//! Signing in, unlocking, signing out.

use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::inside;
use crate::http::body::Sent;
use crate::http::cookie;
use crate::http::trouble::Trouble;
use crate::views::sign_in::{SignInView, UnlockView, page, unlock_page};
use axum::extract::{ConnectInfo, FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chart::StaffId;
use governor::clock::{Clock, DefaultClock};
use maud::Markup;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Passwords checked at the same time: each takes 20 MB and a core.
static CHECKS: Semaphore = Semaphore::const_new(2);

/// Names and addresses whose tries are remembered before the stale ones are let go.
const TRIES_KEPT_MAX: usize = 4_096;
/// As much of a name as tells people apart: longer than any login.
const LOGIN_CHARS_COMPARED: usize = 80;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// Where a request comes from; unknown in tests without a socket.
pub(super) struct Address(String);

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(address.map_or(String::new(), |ConnectInfo(address)| address.ip().to_string())))
    }
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, Query(next): Query<Next>) -> Result<Response, Trouble> {
    if app.practice()?.is_none() {
        return Ok(Redirect::to("/setup").into_response());
    }
    Ok(draw(&app, Form::default(), next.next).into_response())
}

fn draw(app: &App, form: Form, next: String) -> Markup {
    let texts = App::texts();
    page(&app.door_shell(texts.get("sign-in-title")), &SignInView { form, next }, texts)
}

/// Takes the password and begins a sign-in.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    address: Address,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let Some(practice) = app.practice()? else { return Ok(Redirect::to("/setup").into_response()) };
    let (login, next) = (form.value("login").trim().to_lowercase(), form.value("next").to_owned());
    limit(&app, &login, &address)?;
    let row = app.read(|clinic| clinic.staff_by_login(practice.id, &login))?.filter(|row| !row.suspended);
    let fits = password_fits(&app, row.as_ref().map(|r| r.id), form.value("password")).await?;
    let Some(row) = row.filter(|_| fits) else {
        tracing::info!(address = %address.0, "a sign-in was refused");
        let mut shown = Form::of([("login", form.value("login"))]);
        // One sentence for a wrong name and a wrong password: which of them it was is nobody's business.
        shown.refuse(None, App::texts().get("sign-in-wrong"));
        return Ok((StatusCode::UNAUTHORIZED, draw(&app, shown, next)).into_response());
    };
    let token = tokio::task::block_in_place(|| app.clinic.sign_ins.begin(practice.id, row.id, App::now()))?;
    let mut response = Redirect::to(inside(&next).unwrap_or("/")).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie::set(token.as_str(), app.settings.https));
    Ok(response)
}

/// Slows down whoever tries passwords. The address comes first and names are cut short: whoever is told to wait leaves no
/// further name in the memory, and no long one.
pub(super) fn limit(app: &App, login: &str, Address(address): &Address) -> Result<(), Trouble> {
    let now = DefaultClock::default().now();
    // Made-up names must not fill the memory: what has not been tried lately is forgotten.
    if app.tries.len() > TRIES_KEPT_MAX || app.tries_address.len() > TRIES_KEPT_MAX {
        app.tries.retain_recent();
        app.tries_address.retain_recent();
    }
    let name: String = login.chars().take(LOGIN_CHARS_COMPARED).collect();
    let tried = app.tries_address.check_key(address);
    tried.and_then(|()| app.tries.check_key(&(name, address.clone()))).map_err(|wait| {
        tracing::warn!(%address, "too many tries to sign in");
        Trouble::TooMany(wait.wait_time_from(now).as_secs() + 1)
    })
}

/// Whether it is this person's password, checked where blocking is allowed, a few at a time.
pub(super) async fn password_fits(
    app: &Arc<App>,
    staff: Option<StaffId>,
    password: &str,
) -> Result<bool, Trouble> {
    let _one_of_few = CHECKS.acquire().await.map_err(|_| Trouble::Internal)?;
    let (app, password) = (Arc::clone(app), password.to_owned());
    let checked =
        tokio::task::spawn_blocking(move || app.clinic.sign_ins.password_fits(staff, &password)).await;
    Ok(checked.map_err(|_| Trouble::Internal)??)
}

/// Takes the password of a locked sign-in. A script gets 204; a page goes on to where it was going, and a form that was
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
    if !password_fits(&app, Some(caller.staff), form.value("unlock_password")).await? {
        if json.0 {
            return Err(Trouble::SignedOut);
        }
        return Ok((StatusCode::UNAUTHORIZED, wrong(&app, &caller, &form)).into_response());
    }
    let token = cookie::read(&headers, app.settings.https).ok_or(Trouble::SignedOut)?;
    tokio::task::block_in_place(|| app.clinic.sign_ins.unlock(token, App::now()))?;
    if json.0 {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let path = inside(form.value("unlock_path")).unwrap_or("/");
    let something_kept = kept(&form).next().is_some();
    Ok(if something_kept {
        Redirect::temporary(path).into_response()
    } else {
        Redirect::to(path).into_response()
    })
}

fn kept(form: &Form) -> impl Iterator<Item = &(String, String)> {
    form.fields().iter().filter(|(name, _)| !name.starts_with("unlock_"))
}

fn wrong(app: &App, caller: &Caller, form: &Form) -> Markup {
    let texts = App::texts();
    let mut shown = Form::default();
    shown.refuse(Some("unlock_password"), texts.get("lock-wrong"));
    let view = UnlockView {
        name: caller.name.clone(),
        form: shown,
        unlock_path: inside(form.value("unlock_path")).unwrap_or("/").to_owned(),
        kept: kept(form).cloned().collect(),
    };
    unlock_page(&app.door_shell(texts.get("lock-title")), &view, texts)
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
