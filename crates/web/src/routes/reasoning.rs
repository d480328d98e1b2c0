//! What the clinic lead decides about the ranking.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::command_id;
use crate::views::reasoning::{ReasoningView, page};
use crate::views::shell::Nav;
use axum::extract::State;
use axum::response::Response;
use chart::practice::{Command, Reasoning};
use clinic::Ask;
use clinic::ranking::{CLINIC_MINIMUM, MODEL_VERSION};
use maud::Markup;
use std::sync::Arc;

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let (reasoning, _) = read::reasoning(&app, &caller, None)?;
    let mut fields = Vec::new();
    if reasoning.shown {
        fields.push(("shown", "yes"));
    }
    if reasoning.own_findings {
        fields.push(("own_findings", "yes"));
    }
    Ok(draw(&app, &caller, Form::of(fields)))
}

fn draw(app: &App, caller: &Caller, form: Form) -> Markup {
    let texts = App::texts();
    let view = ReasoningView {
        form,
        minimum: CLINIC_MINIMUM,
        model_version: MODEL_VERSION.to_owned(),
        atlas_version: atlas::Atlas::version().to_owned(),
        command_id: command_id(),
    };
    page(&app.shell(caller, texts.get("reasoning-title"), Nav::Clinic), &view, texts)
}

/// Decides.
pub(super) async fn set(asked: Asked) -> Result<Response, Trouble> {
    let said = |field| asked.form.value(field) == "yes";
    let wanted = Reasoning { shown: said("shown"), own_findings: said("own_findings") };
    let page = |app: &App, caller: &Caller, form| Ok(draw(app, caller, form));
    asked.carry_out(Ok(Ask::Practice(Command::SetReasoning(wanted))), "/reasoning", page).await
}
