//! Whom patients call: decided by the clinic lead.

use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::command_id;
use crate::views::contact::page;
use crate::views::shell::Nav;
use axum::extract::State;
use axum::response::Response;
use chart::practice::Command;
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let contact = app.read(|c| c.practice_state(caller.practice.id))?.contact.unwrap_or_default();
    let out_of_hours = contact.out_of_hours.unwrap_or_default();
    let fields = [("phone", contact.phone), ("out_of_hours", out_of_hours), ("emergency", contact.emergency)];
    Ok(draw(&app, &caller, Form::of(fields)))
}

fn draw(app: &App, caller: &Caller, form: Form) -> Markup {
    let texts = App::texts();
    page(&app.shell(caller, texts.get("contact-title"), Nav::Clinic), &form, &command_id(), texts)
}

/// Decides.
pub(super) async fn set(asked: Asked) -> Result<Response, Trouble> {
    let wanted = Command::SetContact {
        phone: asked.text("phone"),
        out_of_hours: asked.text("out_of_hours"),
        emergency: asked.text("emergency"),
    };
    let page = |app: &App, caller: &Caller, form| Ok(draw(app, caller, form));
    asked.carry_out(Ok(Ask::Practice(wanted)), "/clinic/telephone", page).await
}
