//! Movements: how far they go, and whether they hurt.

use super::complaint::{Around, around};
use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{all_movements, command_id, movement_of, patient_head};
use crate::views::movement::{MovementView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::response::Response;
use chart::Refusal;
use chart::patient::{Command, MotionSeen};
use chart::values::Sign;
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// The form for any movement.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    Ok(draw(&app, &caller, &around, Form::default()))
}

fn draw(app: &App, caller: &Caller, around: &Around, form: Form) -> Markup {
    let (_, today) = read::now(caller);
    let marked =
        form.fields().iter().filter_map(|(name, _)| name.strip_prefix("found.").and_then(movement_of));
    let view = MovementView {
        patient: patient_head(around.id, &around.state, today, true),
        complaint_id: around.complaint.to_string(),
        complaint: around.title(),
        rows: marked.collect(),
        all: all_movements(),
        form,
        command_id: command_id(),
    };
    page(&app.shell(caller, view.complaint.clone(), Nav::Patients), &view, App::texts())
}

/// Records what is marked.
pub(super) async fn create(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let examine = |seen| Command::ExamineMotions { complaint: around.complaint, seen };
    let ask = seen(&asked.form).map(|seen| Ask::Patient(around.id, examine(seen)));
    let done = format!("{}#movements", around.path());
    asked.carry_out(ask, &done, |app, caller, form| Ok(draw(app, caller, &around, form))).await
}

/// `found.<motion>.<side>` of every row that is marked, and the one that was chosen from the list.
fn seen(form: &Form) -> Result<Vec<MotionSeen>, Refusal> {
    let rows = form.fields().iter().filter_map(|(name, result)| Some((name.strip_prefix("found.")?, result)));
    let mut seen = rows
        .filter(|(_, result)| !result.is_empty())
        .map(|(key, result)| motion(key, result, "motion"))
        .collect::<Result<Vec<_>, _>>()?;
    match (form.value("other"), form.value("other_found")) {
        ("", "") => {}
        ("", _) => return Err(Refusal::missing("other")),
        (_, "") => return Err(Refusal::missing("other_found")),
        (key, result) => seen.push(motion(key, result, "other")?),
    }
    Ok(seen)
}

fn motion(key: &str, result: &str, field: &'static str) -> Result<MotionSeen, Refusal> {
    let unknown =
        || Refusal::new("motion.id_unknown").on(field).with(key.chars().take(40).collect::<String>());
    let (motion, side) = key.rsplit_once('.').ok_or_else(unknown)?;
    let side = if side == "-" { None } else { Some(side.parse().map_err(|_| unknown())?) };
    let (limited, painful) = match result {
        "free" => (Sign::Absent, Sign::Absent),
        "limited" => (Sign::Present, Sign::NotTested),
        "painful" => (Sign::NotTested, Sign::Present),
        "both" => (Sign::Present, Sign::Present),
        _ => return Err(Refusal::out_of_range("other_found", "free, limited, painful, both")),
    };
    Ok(MotionSeen { motion: motion.to_owned(), side, limited, painful })
}
