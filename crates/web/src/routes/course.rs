//! The course of a complaint: plan and measures.

use super::complaint::{Around, around};
use super::finding::place;
use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::submit;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{
    CoursePage, SORENESS_EXPECTED, body_frames, course_view, measure_view, plan_form, soreness_view,
};
use crate::views::course::{measure_page, page, value_field};
use crate::views::shell::Nav;
use crate::views::soreness::SorenessCourse;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chart::course::{Command, DayKind, Measuring, Next, Planning, Subject, When};
use chart::ids::{ActivityId, MeasurementId};
use chart::measure::{self, At, Measure, PressureUnit};
use chart::values::Side;
use chart::{Refusal, SessionId, course};
use clinic::Ask;
use clinic::open::SessionRecord;
use maud::Markup;
use std::sync::Arc;
use uuid::Uuid;

/// Sessions that the course shows on the body and with their diaries: more than a course has (facts/clinical.md 10: 3 to 6).
const SESSIONS_SHOWN_MAX: usize = 12;

fn read_course(app: &App, caller: &Caller, around: &Around) -> Result<course::State, Trouble> {
    Ok(app.read(|clinic| clinic.course(caller.practice.id, around.complaint))?)
}

/// What the course's pages and letters are drawn from.
pub(super) fn on_page<'a>(
    caller: &'a Caller,
    around: &'a Around,
    course: &'a course::State,
) -> CoursePage<'a> {
    CoursePage {
        id: around.id,
        patient: &around.state,
        complaint: around.complaint,
        course,
        sessions: &around.sessions,
        today: read::now(caller).1,
        zone: &caller.practice.zone,
    }
}

fn path(around: &Around) -> String {
    format!("{}/course", around.path())
}

/// The course.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    draw(&app, &caller, &around, None)
}

/// With the plan's form as typed, or as the plan stands.
fn draw(app: &App, caller: &Caller, around: &Around, typed: Option<Form>) -> Result<Markup, Trouble> {
    let course = read_course(app, caller, around)?;
    let form = typed.unwrap_or_else(|| plan_form(course.plan.as_ref().map(|(_, plan)| plan)));
    let on_page = on_page(caller, around, &course);
    let mut view = course_view(&on_page, form);
    let records = latest_sessions(app, caller, around)?;
    let drawings = app.read(|c| c.drawings(caller.practice.id, around.id, around.complaint))?;
    view.body = body_frames(&on_page, &records, &drawings);
    view.soreness = soreness(app, caller, &records)?;
    Ok(page(&app.shell(caller, view.complaint.clone(), Nav::Patients), &view, App::texts()))
}

/// The latest sessions of the complaint, latest first.
fn latest_sessions(app: &App, caller: &Caller, around: &Around) -> Result<Vec<SessionRecord>, Trouble> {
    let of_it = around.sessions.iter().filter(|session| session.complaint == around.complaint);
    of_it.take(SESSIONS_SHOWN_MAX).map(|row| read::session(app, caller, row.id)).collect()
}

/// What the patient answered after sessions.
fn soreness(app: &App, caller: &Caller, records: &[SessionRecord]) -> Result<SorenessCourse, Trouble> {
    let people = app.read(|c| c.staff(caller.practice.id))?;
    let answered = records.iter().rev().filter(|record| !record.state.diary.is_empty());
    Ok(SorenessCourse {
        sessions: answered.map(|record| soreness_view(record, &people, &caller.practice.zone)).collect(),
        expected: SORENESS_EXPECTED.to_vec(),
    })
}

/// Agrees on a plan.
pub(super) async fn plan(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let ask = planning(&asked.form).map(|p| Ask::Course(around.id, around.complaint, Command::Plan(p)));
    asked.carry_out(ask, &path(&around), |app, caller, form| draw(app, caller, &around, Some(form))).await
}

fn planning(form: &Form) -> Result<Planning, Refusal> {
    let count = |field: &'static str| -> Result<u8, Refusal> {
        let most = course::SESSIONS_PLANNED_MAX;
        let number = read::number_field(form, field, &format!("1–{most}"))?.ok_or(Refusal::missing(field))?;
        u8::try_from(number).map_err(|_| Refusal::out_of_range(field, &format!("1–{most}")))
    };
    let dated = !form.value("event_on").trim().is_empty();
    Ok(Planning {
        sessions: count("sessions")?,
        reassess_every: count("reassess_every")?,
        goal: form.value("goal").to_owned(),
        event_on: if dated { Some(read::date_field(form, "event_on")?) } else { None },
        event_kind: DayKind::parse(form.value("event_kind")),
        event: form.value("event").to_owned(),
    })
}

/// Keeps what the practitioner says follows.
pub(super) async fn decide(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let next = Next::ALL.into_iter().find(|next| next.as_str() == asked.form.value("next"));
    let ask = next.ok_or(Refusal::missing("next")).map(|next| {
        let reason = asked.text("decision_reason");
        Ask::Course(around.id, around.complaint, Command::Decide { next, reason })
    });
    // The page has the plan's form too: it stays as the plan stands.
    asked
        .carry_out(ask, &path(&around), |app, caller, form| {
            let course = read_course(app, caller, &around)?;
            let mut both = plan_form(course.plan.as_ref().map(|(_, plan)| plan));
            both.add(&form);
            draw(app, caller, &around, Some(both))
        })
        .await
}

/// The form for one value; the address says of which measure, and may fill in the rest.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    draw_measure(&app, &caller, &around, Form::of(fields))
}

fn draw_measure(app: &App, caller: &Caller, around: &Around, form: Form) -> Result<Markup, Trouble> {
    let measure = measure::measure(form.value("measure")).ok_or(Trouble::NotFound)?;
    let course = read_course(app, caller, around)?;
    let beside = session_of_today(caller, around).is_some();
    let view = measure_view(&on_page(caller, around, &course), measure, beside, form);
    Ok(measure_page(&app.shell(caller, view.name.clone(), Nav::Patients), &view, App::texts()))
}

/// The complaint's session that was opened today, if there is one: what is measured now is measured beside it.
fn session_of_today(caller: &Caller, around: &Around) -> Option<SessionId> {
    let (_, today) = read::now(caller);
    let sessions = around.sessions.iter().filter(|s| s.complaint == around.complaint);
    sessions
        .filter(|s| clinic::zone::day(s.opened_at, &caller.practice.zone) == today)
        .max_by_key(|s| s.opened_at)
        .map(|s| s.id)
}

/// Records a value. A new activity is named first; its id comes from the value's, so that sending the form again does
/// neither twice.
pub(super) async fn measure(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let again = |app: &App, caller: &Caller, form| draw_measure(app, caller, &around, form);
    let measure = measure::measure(asked.form.value("measure")).ok_or(Trouble::NotFound)?;
    let words = asked.form.value("words").trim().to_owned();
    let mut activity = asked.form.value("activity").parse::<ActivityId>().ok();
    if measure.at == At::Activity && activity.is_none() {
        let known = read_course(&asked.app, &asked.caller, &around)?;
        activity = known.activities.iter().find(|a| a.words == words).map(|a| a.id);
    }
    let session = session_of_today(&asked.caller, &around);
    if measure.at == At::Activity && activity.is_none() {
        // The score is read before anything is recorded: a slip in it must not leave half a form behind.
        let readable = measuring(measure, &asked, Some(ActivityId(Uuid::nil())), session)
            .and_then(|m| m.readings.first().map(String::as_str).map_or(Ok(0), |r| score(measure, r)));
        if let Err(refusal) = readable {
            return asked.refuse(&refusal, again);
        }
        let id = ActivityId(Uuid::new_v5(&asked.command_id, b"activity"));
        let name = Ask::Course(around.id, around.complaint, Command::NameActivity { id, words });
        if let Err(refusal) = submit(&asked.app, &asked.caller, id.0, name).await? {
            return asked.refuse(&refusal, again);
        }
        activity = Some(id);
    }
    let ask = measuring(measure, &asked, activity, session)
        .map(|m| Ask::Course(around.id, around.complaint, Command::Measure(m)));
    asked.carry_out(ask, &path(&around), again).await
}

fn score(measure: &'static Measure, typed: &str) -> Result<i32, Refusal> {
    measure.scale(None, None).ok_or(Refusal::new("measure.unknown"))?.read("value", typed)
}

fn measuring(
    measure: &Measure,
    asked: &Asked,
    activity: Option<ActivityId>,
    session: Option<SessionId>,
) -> Result<Measuring, Refusal> {
    let form = &asked.form;
    let when = When::ALL.into_iter().find(|w| w.as_str() == form.value("when")).unwrap_or(When::Between);
    let side = || form.value("side").parse::<Side>();
    let subject = match measure.at {
        At::Person => Subject::Person,
        At::Place => Subject::Place { place: place(form)? },
        At::Side => Subject::Side { side: side().map_err(|_| Refusal::missing("side"))? },
        At::Activity => Subject::Activity { activity: activity.ok_or(Refusal::missing("words"))? },
        At::Motion => Subject::Motion {
            motion: Some(form.value("motion").to_owned())
                .filter(|m| !m.is_empty())
                .ok_or(Refusal::missing("motion"))?,
            side: side().ok(),
            active: form.value("active") != "passive",
        },
    };
    Ok(Measuring {
        id: MeasurementId(asked.command_id),
        measure: measure.id.clone(),
        subject,
        session: session.filter(|_| when != When::Between),
        when: if session.is_some() { when } else { When::Between },
        readings: (0..measure.readings).map(|i| form.value(value_field(i)).to_owned()).collect(),
        pressure_unit: match form.value("unit") {
            "" => None,
            unit => Some(PressureUnit::parse(unit)?),
        },
        form_version: form.value("form_version").to_owned(),
        how: form.value("how").to_owned(),
    })
}

/// Takes a value back.
pub(super) async fn retract(
    Path((patient, complaint, measurement)): Path<(String, String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let measurement: MeasurementId = read::id(&measurement)?;
    let course = read_course(&asked.app, &asked.caller, &around)?;
    if course.measurement(measurement).is_none() {
        return Err(Trouble::NotFound);
    }
    let retract = Command::RetractMeasurement { measurement, reason: asked.text("reason") };
    let ask = Ok(Ask::Course(around.id, around.complaint, retract));
    asked.carry_out(ask, &path(&around), |app, caller, form| draw(app, caller, &around, Some(form))).await
}
