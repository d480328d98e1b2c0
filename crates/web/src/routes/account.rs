//! A person's own sign-in: the password, and the PIN that signs and unlocks.

use super::secret::{Address, checked, limit, password_fits};
use super::staff::set_password;
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::{into_form, refused};
use crate::http::body::Sent;
use crate::http::cookie;
use crate::http::trouble::Trouble;
use crate::views::account::{AccountView, page};
use crate::views::shell::Nav;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use chart::Refusal;
use clinic::signin::{PIN_DIGITS, PIN_TRIES_MAX, PinError, PinStanding};
use maud::Markup;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// What was just done.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Markup, Trouble> {
    draw(&app, &caller, AccountView::default(), &done.done)
}

fn draw(app: &App, caller: &Caller, forms: AccountView, done: &str) -> Result<Markup, Trouble> {
    let texts = App::texts();
    let standing = app.read(|clinic| clinic.sign_ins.pin(caller.staff))?;
    let view = AccountView {
        has_pin: standing != PinStanding::None,
        pin_spent: standing == PinStanding::Spent,
        digits: (*PIN_DIGITS.start(), *PIN_DIGITS.end()),
        tries: PIN_TRIES_MAX,
        ..forms
    };
    let mut shell = app.shell(caller, texts.get("account-title"), Nav::None);
    shell.flash = match done {
        "password" => Some(texts.get("account-password-set")),
        "pin" => Some(texts.get("account-pin-set")),
        "pin-removed" => Some(texts.get("account-pin-removed")),
        _ => None,
    };
    Ok(page(&shell, &view, texts))
}

/// Whether it is the person: their password, typed now.
async fn known(
    app: &Arc<App>,
    caller: &Caller,
    address: &Address,
    form: &Form,
) -> Result<Option<Refusal>, Trouble> {
    limit(app, &caller.staff.to_string(), address)?;
    let typed = form.value("password");
    let fits = !typed.is_empty() && password_fits(app, Some(caller.staff), typed).await?;
    Ok((!fits).then(|| Refusal::new("password.old_wrong").on("password")))
}

/// A new password of one's own. It ends every other sign-in of the person, and takes the PIN away.
pub(super) async fn password(
    State(app): State<Arc<App>>,
    caller: Caller,
    address: Address,
    json: WantsJson,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let refusal = match known(&app, &caller, &address, &form).await? {
        Some(refusal) => Some(refusal),
        None if form.value("new_password") != form.value("new_password_again") => {
            Some(Refusal::new("password.differs").on("new_password_again"))
        }
        None => set_password(&app, caller.staff, form.value("new_password"))
            .await
            .err()
            .map(|r| r.on("new_password")),
    };
    if let Some(refusal) = refusal {
        let mut shown = Form::default();
        into_form(&refusal, &mut shown);
        let forms = AccountView { password: shown, ..AccountView::default() };
        return refused(&refusal, json, || draw(&app, &caller, forms, ""));
    }
    let token = tokio::task::block_in_place(|| {
        app.clinic.sign_ins.begin(caller.practice.id, caller.staff, App::now())
    })?;
    let mut response = done(json, "password");
    response.headers_mut().insert(header::SET_COOKIE, cookie::set(token.as_str(), app.settings.https));
    Ok(response)
}

/// A new PIN of one's own.
pub(super) async fn pin(
    State(app): State<Arc<App>>,
    caller: Caller,
    address: Address,
    json: WantsJson,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let refusal = match known(&app, &caller, &address, &form).await? {
        Some(refusal) => Some(refusal),
        None if form.value("pin") != form.value("pin_again") => {
            Some(Refusal::new("pin.differs").on("pin_again"))
        }
        None => {
            let (staff, pin) = (caller.staff, form.value("pin").to_owned());
            let set = checked(&app, move |app| app.clinic.sign_ins.set_pin(staff, &pin)).await?;
            set.err().map(|error| pin_refusal(error).on("pin"))
        }
    };
    if let Some(refusal) = refusal {
        let mut shown = Form::default();
        into_form(&refusal, &mut shown);
        let forms = AccountView { pin: shown, ..AccountView::default() };
        return refused(&refusal, json, || draw(&app, &caller, forms, ""));
    }
    Ok(done(json, "pin"))
}

/// No PIN any more: the password signs and unlocks.
pub(super) async fn remove_pin(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
) -> Result<Response, Trouble> {
    app.read(|clinic| clinic.sign_ins.remove_pin(caller.staff))?;
    Ok(done(json, "pin-removed"))
}

fn pin_refusal(error: PinError) -> Refusal {
    match error {
        PinError::NotDigits => {
            Refusal::new("pin.not_digits").with(format!("{}–{}", PIN_DIGITS.start(), PIN_DIGITS.end()))
        }
        PinError::TooPlain => Refusal::new("pin.too_plain"),
        PinError::Unavailable => Refusal::new("pin.unavailable"),
    }
}

fn done(WantsJson(json): WantsJson, what: &str) -> Response {
    if json {
        return Json(json!({ "recorded": true })).into_response();
    }
    Redirect::to(&format!("/account?done={what}")).into_response()
}
