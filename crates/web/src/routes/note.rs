//! The note, and addenda to it.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{NotePage, note_sheet, note_view};
use crate::views::note::{NoteView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chart::ids::AddendumId;
use chart::session::{Command, Event};
use chart::{SessionId, StaffId};
use clinic::Ask;
use journal::JournalError;
use maud::Markup;
use std::sync::Arc;

/// The note as it was signed, or as it stands.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
) -> Result<Markup, Trouble> {
    draw(&app, &caller, read::id(&session)?, Form::default())
}

/// The same as a document that can be archived: a signed note gives the same bytes each time.
pub(super) async fn pdf(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let record = read::session(&app, &caller, id)?;
    // Late entries are part of the document: its time is that of the last.
    // What the patient answers in the days after is not.
    let of_the_note = |entry: &&clinic::open::Entry| {
        !matches!(entry.event, Event::DiaryAnswered(_) | Event::RedFlagOwned(_) | Event::RedFlagClosed(_))
    };
    let made_at = record.entries.iter().filter(of_the_note).map(|entry| entry.recorded_at).max();
    let made_at = read::made_at(made_at.unwrap_or(record.state.opened_at), &caller);
    let sheet = note_sheet(&view(&app, &caller, id, Form::default())?, made_at);
    let bytes = tokio::task::block_in_place(|| report::sheet::pdf(&sheet)).map_err(|error| {
        tracing::error!(%error, "a note could not be printed");
        Trouble::Internal
    })?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

fn draw(app: &App, caller: &Caller, id: SessionId, addendum: Form) -> Result<Markup, Trouble> {
    let view = view(app, caller, id, addendum)?;
    Ok(page(&app.shell(caller, view.patient.clone(), Nav::Patients), &view, App::texts()))
}

fn view(app: &App, caller: &Caller, id: SessionId, addendum: Form) -> Result<NoteView, Trouble> {
    let record = read::session(app, caller, id)?;
    let clinic = caller.practice.id;
    // As it was known when it was signed: what came later does not reach back into a signed note.
    let as_of = record.state.signed.map_or_else(App::now, |(at, _)| at);
    let opened_by = record.state.opened.as_ref().map_or(caller.staff, |o| o.practitioner);
    let treated_at = record.state.standing().next_back().map_or(as_of, |needle| needle.placed_at);
    let mut placers: Vec<StaffId> = record.state.needles.iter().map(|n| n.needle.practitioner).collect();
    placers.sort_unstable();
    placers.dedup();
    let complaint = record.state.opened.as_ref().map(|opened| opened.complaint);
    let (patient, treated, practitioner, people, placed_by, course) = app.read(|c| {
        let patient = c.patient_as_of(clinic, record.patient, as_of, record.signed_seq)?;
        let treated = c.patient_as_of(clinic, record.patient, treated_at, record.signed_seq)?;
        let placed_by =
            placers.into_iter().map(|id| Ok((id, c.staff_as_of(clinic, id, as_of, record.signed_seq)?)));
        let placed_by = placed_by.collect::<Result<Vec<_>, JournalError>>()?;
        let practitioner = c.staff_as_of(clinic, opened_by, as_of, record.signed_seq)?;
        let course = complaint.map(|id| c.course_as_of(clinic, id, record.signed_seq)).transpose()?;
        Ok::<_, Trouble>((
            patient,
            treated,
            practitioner,
            c.staff(clinic)?,
            placed_by,
            course.unwrap_or_default(),
        ))
    })?;
    Ok(note_view(
        &NotePage {
            record: &record,
            patient: &patient,
            treated: &treated,
            practitioner: &practitioner,
            course: &course,
            placed_by: &placed_by,
            people: &people,
            practice: &caller.practice,
            addenda_recorded_at: &record.addenda_recorded_at,
        },
        Some(addendum),
    ))
}

/// Adds a late entry.
pub(super) async fn add(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let addendum = AddendumId(asked.command_id);
    let command =
        Command::AddAddendum { id: addendum, text: asked.text("text"), reason: asked.text("reason") };
    asked
        .carry_out(
            Ok(Ask::Session(id, patient, command)),
            &format!("/sessions/{id}/note"),
            |app, caller, form| draw(app, caller, id, form),
        )
        .await
}
