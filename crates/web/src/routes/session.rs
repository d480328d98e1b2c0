//! The needle session: opening, pain, count, signature.

use super::read;
use super::sign_in::password_fits;
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::{into_form, recorded, refused, submit};
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::present::{SessionPage, session_view};
use crate::views::session::{SessionView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chart::session::{Command, Moment};
use chart::values::PainScore;
use chart::{ComplaintId, PatientId, Refusal, SessionId, staff};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// Opens a session.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(patient): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let patient: PatientId = read::id(&patient)?;
    read::chart(&app, &caller, patient)?;
    let command_id = sent.command_id()?;
    let Sent(form) = sent;
    let complaint: ComplaintId = read::id_field(&form, "complaint").map_err(Trouble::Refused)?;
    let pain_before = pain_score(&form, "pain_before").map_err(Trouble::Refused)?;
    let id = SessionId(command_id);
    let open = Command::Open { patient, complaint, pain_before };
    match submit(&app, &caller, command_id, Ask::Session(id, patient, open)).await? {
        Ok(receipt) => Ok(recorded(&receipt, &format!("/sessions/{id}"), json)),
        Err(refusal) => Err(Trouble::Refused(refusal)),
    }
}

fn pain_score(form: &Form, field: &'static str) -> Result<Option<PainScore>, Refusal> {
    read::number_field(form, field, "0–10")?.map(|score| PainScore::new(field, score)).transpose()
}

/// The page; signed sessions are read as notes.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let view = view(&app, &caller, id)?;
    if view.stage == crate::views::today::Stage::Signed {
        return Ok(axum::response::Redirect::to(&format!("/sessions/{id}/note")).into_response());
    }
    Ok(draw(&app, &caller, &view).into_response())
}

/// What the page shows, read anew.
pub(super) fn view(app: &App, caller: &Caller, id: SessionId) -> Result<SessionView, Trouble> {
    let record = read::session(app, caller, id)?;
    let (patient, sessions) = read::chart(app, caller, record.patient)?;
    let (now, today) = read::now(caller);
    let clinic = caller.practice.id;
    let before = sessions.iter().find(|s| s.id != id && s.opened_at < record.state.opened_at);
    let before = before.map(|s| app.read(|c| c.session(clinic, s.id))).transpose()?.flatten();
    let opened_by = record.state.opened.as_ref().map_or(caller.staff, |o| o.practitioner);
    let member = |id| app.read(|c| c.staff_member(clinic, id)).map(Option::unwrap_or_default);
    let practitioner: staff::State = member(opened_by)?;
    let reader_state = member(caller.staff)?;
    Ok(tokio::task::block_in_place(|| {
        session_view(&SessionPage {
            record: &record,
            patient: &patient,
            sessions: &sessions,
            before: before.as_ref(),
            practitioner: &practitioner,
            reader: caller.staff,
            reader_state: &reader_state,
            now,
            today,
            zone: &caller.practice.zone,
            policy: app.clinic.policy(),
        })
    }))
}

/// The page around a view.
pub(super) fn draw(app: &App, caller: &Caller, view: &SessionView) -> Markup {
    page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), view, App::texts())
}

/// Where on the page a refused form is shown.
pub(super) type Slot = fn(&mut SessionView) -> &mut Form;

/// Submits a command of this session; a refusal comes back in its form on the page.
pub(super) async fn ask(
    app: &App,
    caller: &Caller,
    json: WantsJson,
    id: SessionId,
    sent: Sent,
    command: Result<Command, Refusal>,
    slot: Slot,
) -> Result<Response, Trouble> {
    let patient = read::patient_of(app, caller, id)?;
    let command_id = sent.command_id()?;
    let outcome = match command {
        Ok(command) => submit(app, caller, command_id, Ask::Session(id, patient, command)).await?,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(receipt) => Ok(recorded(&receipt, &format!("/sessions/{id}"), json)),
        Err(refusal) => {
            let Sent(mut form) = sent;
            into_form(&refusal, &mut form);
            refused(&refusal, json, || {
                let mut view = view(app, caller, id)?;
                *slot(&mut view) = form;
                Ok(draw(app, caller, &view))
            })
        }
    }
}

/// A pain score.
pub(super) async fn pain(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let command = pain_score(&sent.0, "score").and_then(|score| {
        let moment = match sent.0.value("moment") {
            "before" => Moment::Before,
            "after" => Moment::After,
            _ => return Err(Refusal::missing("moment")),
        };
        Ok(Command::RecordPain { moment, score: score.ok_or(Refusal::missing("score"))? })
    });
    ask(&app, &caller, json, id, sent, command, |view| &mut view.refused).await
}

/// All needles out.
pub(super) async fn remove_all(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    ask(&app, &caller, json, id, sent, Ok(Command::RemoveAll), |view| &mut view.refused).await
}

/// How it went.
pub(super) async fn write(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let value = |field: &str| sent.0.value(field).to_owned();
    let command = Command::WriteNote { tolerance: value("tolerance"), text: value("text") };
    ask(&app, &caller, json, id, sent, Ok(command), |view| &mut view.note).await
}

/// Counted, and closed.
pub(super) async fn close(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let command = read::number_field(&sent.0, "needles_in_sharps", "0–999").and_then(|counted| {
        let counted = counted.ok_or(Refusal::missing("needles_in_sharps"))?;
        let needles_in_sharps = u16::try_from(counted)
            .ok()
            .filter(|n| *n < 1_000)
            .ok_or_else(|| Refusal::out_of_range("needles_in_sharps", "0–999"))?;
        Ok(Command::Close {
            needles_in_sharps,
            difference_explained: sent.0.value("difference_explained").to_owned(),
        })
    });
    ask(&app, &caller, json, id, sent, command, |view| &mut view.closing).await
}

/// It was not over yet.
pub(super) async fn reopen(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let command = Command::Reopen { reason: sent.0.value("reason").to_owned() };
    ask(&app, &caller, json, id, sent, Ok(command), |view| &mut view.reopening).await
}

/// Signs, with the password again: a tablet that lies open signs nothing.
pub(super) async fn sign(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(session): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let fits = password_fits(&app, Some(caller.staff), sent.0.value("password")).await?;
    let command = if fits { Ok(Command::Sign) } else { Err(Refusal::new("password.wrong").on("password")) };
    // The password does not come back into the page.
    let sent = Sent(Form::of([("command_id", sent.0.value("command_id"))]));
    let mut response = ask(&app, &caller, json, id, sent, command, |view| &mut view.signature).await?;
    if response.status().is_redirection() {
        response = axum::response::Redirect::to(&format!("/sessions/{id}/note")).into_response();
    }
    Ok(response)
}
