//! The needle session: opening, pain, count, signature.

use super::complaint::keep;
use super::read;
use super::secret::{Address, limit, person_fits};
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::{recorded, submit};
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{SessionPage, session_view};
use crate::views::session::{SessionView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chart::session::{Command, Moment};
use chart::values::{PainScore, Place};
use chart::{ComplaintId, Instant, PatientId, Refusal, SessionId, patient, staff};
use clinic::Ask;
use clinic::store::SessionRow;
use jiff::civil::Date;
use journal::{StreamKey, StreamKind};
use maud::Markup;
use std::sync::Arc;

/// Opens a session.
pub(super) async fn create(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let patient: PatientId = read::id(&patient)?;
    read::chart(&asked.app, &asked.caller, patient)?;
    let complaint: ComplaintId = read::id_field(&asked.form, "complaint").map_err(Trouble::Refused)?;
    let pain_before = pain_score(&asked.form, "pain_before").map_err(Trouble::Refused)?;
    let id = SessionId(asked.command_id);
    let consent_confirmed = asked.form.value("consent_confirmed") == "yes";
    let open = Command::Open { patient, complaint, pain_before, consent_confirmed };
    let open = Ask::Session(id, patient, open);
    match submit(&asked.app, &asked.caller, asked.command_id, open).await? {
        Ok(receipt) => Ok(recorded(&receipt, &format!("/sessions/{id}"), asked.json)),
        // There is no form on the page that opens a session: what is wrong gets a page of its own.
        Err(refusal) => Err(Trouble::Refused(refusal)),
    }
}

pub(super) fn pain_score(form: &Form, field: &'static str) -> Result<Option<PainScore>, Refusal> {
    read::number_field(form, field, "0–10")?.map(|score| PainScore::new(field, score)).transpose()
}

/// The page; signed sessions are read as notes.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let (view, to_keep) = view_and_ranking(&app, &caller, id)?;
    if view.stage == crate::views::today::Stage::Signed {
        return Ok(axum::response::Redirect::to(&format!("/sessions/{id}/note")).into_response());
    }
    if let Some((patient, state, shown)) = to_keep {
        keep(&app, &caller, (patient, &state), shown).await?;
    }
    Ok(draw(&app, &caller, &view).into_response())
}

/// What the page shows, read anew.
pub(super) fn view(app: &App, caller: &Caller, id: SessionId) -> Result<SessionView, Trouble> {
    view_and_ranking(app, caller, id).map(|(view, _)| view)
}

/// The ranking that orders a session's points, whose it is and their record, where it is to be kept before it is shown.
type ToKeep = Option<(PatientId, patient::State, patient::RankingShown)>;

fn view_and_ranking(app: &App, caller: &Caller, id: SessionId) -> Result<(SessionView, ToKeep), Trouble> {
    let record = read::session(app, caller, id)?;
    let (patient, sessions) = read::chart(app, caller, record.patient)?;
    let (now, today) = read::now(caller);
    let clinic = caller.practice.id;
    let before = sessions.iter().find(|s| s.id != id && s.opened_at < record.state.opened_at);
    let before = before.map(|s| app.read(|c| c.session(clinic, s.id))).transpose()?.flatten();
    let held_by = record.state.responsible().unwrap_or(caller.staff);
    let member = |id| app.read(|c| c.staff_member(clinic, id)).map(Option::unwrap_or_default);
    let practitioner: staff::State = member(held_by)?;
    let people = app.read(|c| c.staff(clinic))?;
    let reader_state = member(caller.staff)?;
    let complaint = record.state.opened.as_ref().and_then(|o| patient.complaint(o.complaint));
    let (reasoning, figures) = read::reasoning(app, caller, complaint)?;
    let state = app.read(|c| c.practice_state(clinic))?;
    let packs: Vec<String> = state.lots_on(today).map(|lot| lot.lot.clone()).collect();
    let usual = app.read(|c| c.usual_needles(clinic))?;
    let same_day = needled_elsewhere(app, caller, &sessions, id, today)?;
    let coming = complaint.map(|c| read::coming(app, caller, c.told.id)).transpose()?.flatten();
    Ok(tokio::task::block_in_place(|| {
        let mut page = SessionPage {
            record: &record,
            patient: &patient,
            sessions: &sessions,
            before: before.as_ref(),
            practitioner: &practitioner,
            people: &people,
            same_day: &same_day,
            packs: &packs,
            usual: &usual,
            reader: caller.staff,
            reader_state: &reader_state,
            reader_has_pin: app.has_pin(caller.staff),
            now,
            today,
            zone: &caller.practice.zone,
            policy: app.clinic.policy(),
            reasoning,
            figures: &figures,
            reasoned: None,
        };
        page.reasoned = page.complaint().and_then(|complaint| complaint.reasoned());
        let shown = page.reasoned.as_ref().and_then(|reasoned| page.complaint()?.to_keep(reasoned));
        let coming = coming.filter(|_| record.state.signed.is_none());
        let view = SessionView { coming, ..session_view(&page) };
        (view, shown.map(|shown| (record.patient, patient.clone(), shown)))
    }))
}

/// Where a patient was needled on a day in other sessions.
fn needled_elsewhere(
    app: &App,
    caller: &Caller,
    sessions: &[SessionRow],
    id: SessionId,
    day: Date,
) -> Result<Vec<Place>, Trouble> {
    let zone = &caller.practice.zone;
    let others = sessions.iter().filter(|row| row.id != id && clinic::zone::day(row.opened_at, zone) == day);
    let mut places = Vec::new();
    for row in others {
        let Some(other) = app.read(|c| c.session(caller.practice.id, row.id))? else { continue };
        places.extend(other.state.standing().map(|placed| placed.needle.place.clone()));
    }
    Ok(places)
}

/// The page around a view.
pub(super) fn draw(app: &App, caller: &Caller, view: &SessionView) -> Markup {
    page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), view, App::texts())
}

/// Where on the page a refused form is shown.
pub(super) type Slot = fn(&mut SessionView) -> &mut Form;

/// Submits a command of this session; a refusal comes back in its form on the page.
pub(super) async fn ask(
    asked: Asked,
    id: SessionId,
    command: Result<Command, Refusal>,
    slot: Slot,
) -> Result<Response, Trouble> {
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let occurred_at = tapped_at(&asked, id)?;
    let command = match (command, occurred_at) {
        (Ok(command), Ok(occurred_at)) => {
            Ok(clinic::Command { occurred_at, seen: None, ask: Ask::Session(id, patient, command) })
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    };
    asked
        .carry_out(command, &format!("/sessions/{id}"), |app, caller, form| {
            let mut view = view(app, caller, id)?;
            *slot(&mut view) = form;
            Ok(draw(app, caller, &view))
        })
        .await
}

/// When the finger touched the tablet, if the tablet says so: what waited in its outbox happened then, not when it came through. Never
/// before the session was opened, whatever the tablet's clock says; the writer sees to it that it is not after now.
fn tapped_at(asked: &Asked, id: SessionId) -> Result<Result<Option<Instant>, Refusal>, Trouble> {
    let at = match read::number_field(&asked.form, "occurred_at", "µs since 1970") {
        Ok(Some(at)) => at,
        Ok(None) => return Ok(Ok(None)),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let opened_at = read::session(&asked.app, &asked.caller, id)?.state.opened_at;
    Ok(Ok(Some(Instant(at).max(opened_at))))
}

/// A pain score.
pub(super) async fn pain(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let command = pain_score(&asked.form, "score").and_then(|score| {
        let moment = match asked.form.value("moment") {
            "before" => Moment::Before,
            "after" => Moment::After,
            _ => return Err(Refusal::missing("moment")),
        };
        Ok(Command::RecordPain { moment, score: score.ok_or(Refusal::missing("score"))? })
    });
    ask(asked, id, command, |view| &mut view.refused).await
}

/// All needles out.
pub(super) async fn remove_all(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    ask(asked, read::id(&session)?, Ok(Command::RemoveAll), |view| &mut view.refused).await
}

/// How it went.
pub(super) async fn write(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = Command::WriteNote { tolerance: asked.text("tolerance"), text: asked.text("text") };
    ask(asked, read::id(&session)?, Ok(command), |view| &mut view.note).await
}

/// Counted, and closed.
pub(super) async fn close(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let command = read::number_field(&asked.form, "needles_in_sharps", "0–999").and_then(|typed| {
        // Typed, or touched part by part of the body.
        let touched: Vec<i64> =
            asked.form.values("counted").filter_map(|needles| needles.parse().ok()).collect();
        let in_parts =
            (!touched.is_empty()).then(|| touched.iter().fold(0_i64, |sum, n| sum.saturating_add(*n)));
        let counted = typed.or(in_parts).ok_or(Refusal::missing("needles_in_sharps"))?;
        let needles_in_sharps = u16::try_from(counted)
            .ok()
            .filter(|n| *n < 1_000)
            .ok_or_else(|| Refusal::out_of_range("needles_in_sharps", "0–999"))?;
        Ok(Command::Close { needles_in_sharps, difference_explained: asked.text("difference_explained") })
    });
    ask(asked, id, command, |view| &mut view.closing).await
}

/// It was not over yet.
pub(super) async fn reopen(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = Command::Reopen { reason: asked.text("reason") };
    ask(asked, read::id(&session)?, Ok(command), |view| &mut view.reopening).await
}

/// Signs, with the password or the PIN again: a tablet that lies open signs nothing.
pub(super) async fn sign(
    Path(session): Path<String>,
    address: Address,
    mut asked: Asked,
) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    limit(&asked.app, &asked.caller.staff.to_string(), &address)?;
    let (password, pin) = (asked.form.value("password"), asked.form.value("pin"));
    let fits = person_fits(&asked.app, asked.caller.staff, password, pin).await?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    // What is signed is what was read: a page that is behind is drawn again instead.
    let stream = StreamKey { clinic: asked.caller.practice.id.0, kind: StreamKind::Session, id: id.0 };
    let seen = asked.form.value("version").parse().ok().map(|version| (stream, version));
    let command = match (fits, seen) {
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::new("command.outdated")),
        (Ok(()), seen) => {
            Ok(clinic::Command { occurred_at: None, seen, ask: Ask::Session(id, patient, Command::Sign) })
        }
    };
    // The password does not come back into the page.
    asked.form = Form::default();
    let mut response = asked
        .carry_out(command, &format!("/sessions/{id}"), |app, caller, form| {
            let mut view = view(app, caller, id)?;
            view.signature = form;
            Ok(draw(app, caller, &view))
        })
        .await?;
    if response.status().is_redirection() {
        response = axum::response::Redirect::to(&format!("/sessions/{id}/note")).into_response();
    }
    Ok(response)
}
