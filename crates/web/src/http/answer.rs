//! How an answer goes out: a page, a redirect after something was recorded, or JSON for a program.

use super::access::{Caller, WantsJson};
use super::trouble::Trouble;
use crate::app::App;
use crate::form::Form;
use crate::texts::Texts;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chart::Refusal;
use clinic::Command;
use journal::{Receipt, SubmitError};
use serde_json::json;
use uuid::Uuid;

/// What the doors refuse by themselves, before a command is decided; the sentences stand beside those of
/// [`chart::refusal::CODES`].
pub const DOOR_CODES: &[&str] = &[
    "command.outdated",
    "consent.risk_unticked",
    "date.before_start",
    "date.unreadable",
    "password.differs",
    "password.old_wrong",
    "password.too_short",
    "password.unavailable",
    "password.wrong",
    "patient.duplicate",
    "pin.differs",
    "pin.not_digits",
    "pin.spent",
    "pin.too_plain",
    "pin.unavailable",
    "pin.wrong",
];

/// Submits a command for a caller. A rule's "no" comes back as the inner error, for the form.
pub async fn submit(
    app: &App,
    caller: &Caller,
    command_id: Uuid,
    command: impl Into<Command>,
) -> Result<Result<Receipt, Refusal>, Trouble> {
    match app.clinic.submit(caller.practice.id, caller.staff, command_id, command).await {
        Ok(receipt) => Ok(Ok(receipt)),
        // That somebody may not do it is no slip in the form.
        Err(SubmitError::Refused(refusal)) if refusal.code == "role.not_allowed" => Err(Trouble::Forbidden),
        Err(SubmitError::Refused(refusal)) if refusal.code.ends_with(".unknown") => {
            tracing::debug!(code = refusal.code, "a command was for something that is not there");
            Err(Trouble::NotFound)
        }
        Err(SubmitError::Refused(refusal)) => Ok(Err(refusal)),
        Err(SubmitError::Conflict { .. }) => Ok(Err(Refusal::new("command.outdated"))),
        Err(other) => Err(other.into()),
    }
}

/// Recorded: a page goes on to `path`, a program is told.
pub fn recorded(receipt: &Receipt, path: &str, json: WantsJson) -> Response {
    if json.0 {
        return Json(json!({ "recorded": true, "seq": receipt.last_seq, "replayed": receipt.replayed, "location": path }))
            .into_response();
    }
    Redirect::to(path).into_response()
}

/// Puts a refusal into the form it came from.
pub fn into_form(refusal: &Refusal, form: &mut Form) {
    if let (Some(field), Some(rule)) = (refusal.field, &refusal.rule) {
        form.ask_for(field, rule);
    }
    form.refuse(refusal.field, App::texts().refused(refusal));
}

/// A refused form: for a program the code, for a person the page that `page` draws, with status 422.
pub fn refused(
    refusal: &Refusal,
    json: WantsJson,
    page: impl FnOnce() -> Result<maud::Markup, Trouble>,
) -> Result<Response, Trouble> {
    if json.0 {
        return Ok(json_refusal(StatusCode::UNPROCESSABLE_ENTITY, refusal.code, Some(refusal), App::texts()));
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page()?).into_response())
}

/// The JSON of anything that was not done: `{"code", "field", "message", "because", "rule"}`: the rule with its source, and
/// its id where one field answers several rules.
pub fn json_refusal(status: StatusCode, code: &str, refusal: Option<&Refusal>, texts: &Texts) -> Response {
    let message = refusal.map(|r| texts.refused(r));
    let because = refusal.and_then(|r| r.because.as_deref());
    let (field, rule) = (refusal.and_then(|r| r.field), refusal.and_then(|r| r.rule.as_deref()));
    (
        status,
        Json(json!({ "code": code, "field": field, "message": message, "because": because, "rule": rule })),
    )
        .into_response()
}

/// A path within this site: what a form says where to go next is not a way out of it. Browsers read a backslash as a slash,
/// and leave tabs and line breaks out before they read at all.
pub fn inside(path: &str) -> Option<&str> {
    let astray = |c: char| c == '\\' || c.is_control();
    (path.starts_with('/') && !path.starts_with("//") && !path.contains(astray)).then_some(path)
}

#[cfg(test)]
mod tests {
    #[test]
    fn next_leads_nowhere_else() {
        assert_eq!(super::inside("/patients/1?x=2"), Some("/patients/1?x=2"));
        for path in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "", "evil"]
        {
            assert_eq!(super::inside(path), None, "{path}");
        }
    }
}
