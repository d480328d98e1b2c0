//! Palpation findings.

use super::complaint::{Around, around};
use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{command_id, muscle_options, patient_head};
use crate::views::finding::{FindingView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chart::Refusal;
use chart::ids::FindingId;
use chart::patient::{Command, FindingMade};
use chart::values::{Place, Sign, Signs};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// The form; the address may say where.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    draw(&app, &caller, &around, Form::of(fields))
}

fn draw(app: &App, caller: &Caller, around: &Around, form: Form) -> Result<Markup, Trouble> {
    let (_, today) = read::now(caller);
    let complaint = around.state.complaint(around.complaint).ok_or(Trouble::NotFound)?;
    let view = FindingView {
        patient: patient_head(around.id, &around.state, today, true),
        complaint_id: around.complaint.to_string(),
        complaint: complaint.told.title.clone(),
        muscles: muscle_options(),
        form,
        command_id: command_id(),
    };
    Ok(page(&app.shell(caller, view.complaint.clone(), Nav::Patients), &view, App::texts()))
}

/// Records one.
pub(super) async fn create(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let made = made(&asked.form, FindingId(asked.command_id), &around);
    let ask = made.map(|made| Ask::Patient(around.id, Command::RecordFinding(made)));
    asked.carry_out(ask, &around.path(), |app, caller, form| draw(app, caller, &around, form)).await
}

fn made(form: &Form, id: FindingId, around: &Around) -> Result<FindingMade, Refusal> {
    let sign = |field: &'static str| Sign::parse(field, form.value(field));
    Ok(FindingMade {
        id,
        complaint: around.complaint,
        place: place(form)?,
        signs: Signs {
            taut_band: sign("taut_band")?,
            tender_spot: sign("tender_spot")?,
            referred_pain: sign("referred_pain")?,
            recognised_pain: sign("recognised_pain")?,
            twitch: sign("twitch")?,
            jump_sign: sign("jump_sign")?,
            painful_stretch: sign("painful_stretch")?,
        },
        note: form.value("note").to_owned(),
    })
}

/// Where, from a form: `place` = `trapezius-upper/1/R` from a button, or the fields `muscle` (an id, or the name as it is
/// listed), `point` and `side`.
pub(super) fn place(form: &Form) -> Result<Place, Refusal> {
    let chosen = form.values("place").find(|v| !v.is_empty());
    let (muscle, point, side) = match chosen.map(|place| place.splitn(3, '/').collect::<Vec<_>>()) {
        Some(parts) if parts.len() == 3 => (parts[0], parts[1], parts[2]),
        Some(_) => return Err(Refusal::new("needle.point_unknown").on("muscle")),
        None => (form.value("muscle"), form.value("point"), form.value("side")),
    };
    if muscle.trim().is_empty() {
        return Err(Refusal::missing("muscle"));
    }
    let side = side.parse().map_err(|_| Refusal::missing("side"))?;
    let point = point.trim();
    Ok(Place { muscle: muscle_id(muscle), point: (!point.is_empty()).then(|| point.to_owned()), side })
}

/// An id as it is, or the id of the muscle with that name; anything else goes on as typed, to be refused by name.
fn muscle_id(text: &str) -> String {
    let text = text.trim();
    let named = atlas::Atlas::get().muscles().iter().find(|m| m.name.eq_ignore_ascii_case(text));
    named.map_or_else(|| text.to_owned(), |m| m.id.to_string())
}
