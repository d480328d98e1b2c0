//! Adverse events: the clinic's list, what came up later, what became of them, the incident letter.

use super::read;
use super::session_parts::adverse;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{from_answer, incident_sheet, list_view, session_adverse_view};
use crate::views::adverse::{list_page, session_page};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chart::ids::{AdverseEventId, DiaryEntryId};
use chart::session::{Command, FollowUpWanted, Grade, Outcome};
use chart::{Refusal, SessionId};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// The clinic's list.
pub(super) async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let rows = app.read(|c| c.adverse_events(caller.practice.id))?;
    let view = list_view(&rows, &caller.practice);
    let texts = App::texts();
    Ok(list_page(&app.shell(&caller, texts.get("adverse-list-title"), Nav::Today), &view, texts))
}

/// Those of a session. With `answer`, the form for one that came up later is filled in from that answer of the patient.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Markup, Trouble> {
    let answer = read::id_field(&Form::of(fields), "answer").ok();
    draw(&app, &caller, read::id(&session)?, answer, None)
}

/// With a refused form: of one that came up later, or of what became of one.
fn draw(
    app: &App,
    caller: &Caller,
    id: SessionId,
    answer: Option<DiaryEntryId>,
    refused: Option<(Option<AdverseEventId>, Form)>,
) -> Result<Markup, Trouble> {
    let record = read::session(app, caller, id)?;
    let (patient, _) = read::chart(app, caller, record.patient)?;
    let people = app.read(|c| c.staff(caller.practice.id))?;
    let mut view = session_adverse_view(&record, &patient, &people, &caller.practice);
    match refused {
        Some((Some(event), form)) => {
            let event = event.to_string();
            if let Some(shown) = view.events.iter_mut().find(|shown| shown.id == event) {
                shown.form = form;
            }
        }
        Some((None, form)) => view.late.form = form,
        None => {}
    }
    if let Some(answer) = answer {
        from_answer(&mut view, &record.state, answer, &caller.practice);
    }
    let texts = App::texts();
    Ok(session_page(&app.shell(caller, texts.get("adverse-list-title"), Nav::Patients), &view, texts))
}

/// Something came up later.
pub(super) async fn late(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let command = adverse(&asked.form, AdverseEventId(asked.command_id));
    asked
        .carry_out(
            command.map(|command| Ask::Session(id, patient, command)),
            &format!("/sessions/{id}/adverse-events"),
            |app, caller, form| {
                let answer = read::id_field(&form, "answer").ok();
                draw(app, caller, id, answer, Some((None, form)))
            },
        )
        .await
}

/// What became of one: `grade`, `ctcae`, `outcome`, `follow_text`, `steps`.
pub(super) async fn follow(
    Path((session, event)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let event: AdverseEventId = read::id(&event)?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let command = followed(&asked.form, event)
        .map(|wanted| Ask::Session(id, patient, Command::FollowAdverseEvent(wanted)));
    asked
        .carry_out(command, &format!("/sessions/{id}/adverse-events"), |app, caller, form| {
            draw(app, caller, id, None, Some((Some(event), form)))
        })
        .await
}

fn followed(form: &Form, event: AdverseEventId) -> Result<FollowUpWanted, Refusal> {
    let ctcae = read::number_field(form, "ctcae", "1–5")?;
    let ctcae = ctcae.map(|grade| u8::try_from(grade).map_err(|_| Refusal::out_of_range("ctcae", "1–5")));
    Ok(FollowUpWanted {
        event,
        grade: Grade::parse(form.value("grade"))?,
        ctcae: ctcae.transpose()?,
        outcome: Outcome::parse(form.value("outcome"))?,
        text: form.value("follow_text").to_owned(),
        steps: form.values("steps").map(str::to_owned).collect(),
    })
}

/// The incident letter of a serious one.
pub(super) async fn letter(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((session, event)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let record = read::session(&app, &caller, read::id(&session)?)?;
    let event: AdverseEventId = read::id(&event)?;
    let Some((at, event, None)) = record.state.adverse_event(event) else { return Err(Trouble::NotFound) };
    let (patient, _) = read::chart(&app, &caller, record.patient)?;
    let people = app.read(|c| c.staff(caller.practice.id))?;
    // The same letter until something is added to the event.
    let last = record.state.follow_ups_of(event.id).next_back().map_or(*at, |(at, _)| at);
    let made_at = read::made_at(last, &caller);
    let sheet = incident_sheet(&record, event, &patient, &people, &caller.practice, made_at);
    let bytes = tokio::task::block_in_place(|| report::sheet::pdf(&sheet)).map_err(|error| {
        tracing::error!(%error, "an incident letter could not be printed");
        Trouble::Internal
    })?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}
