//! Finding, registering and correcting patients; the chart.

use super::read::{self, date_field};
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::present::{ChartPage, chart_view, command_id, patient_head, patient_row};
use crate::views;
use crate::views::patient::{DetailsView, RegisterView, details_page, register_page};
use crate::views::patients::{SearchView, page, suggestions as suggestions_view};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chart::patient::{Command, Details};
use chart::staff::Role;
use chart::{PatientId, Refusal};
use clinic::Ask;
use clinic::search::{HITS_MAX, fold};
use clinic::store::PatientRow;
use jiff::civil::Date;
use maud::Markup;
use std::sync::Arc;

/// Patients that fit, or those seen lately.
fn rows(app: &App, caller: &Caller, query: &str) -> Result<Vec<PatientRow>, Trouble> {
    let clinic = caller.practice.id;
    Ok(app.read(
        |c| if query.trim().is_empty() { c.latest_patients(clinic) } else { c.search(clinic, query) },
    )?)
}

/// The one whose name has all that was typed. One that is only like it is no hit: it would open somebody else's chart.
fn only_one<'a>(rows: &'a [PatientRow], query: &str) -> Option<&'a PatientRow> {
    let [row] = rows else { return None };
    let name = fold(&format!("{} {}", row.given_name, row.family_name.as_deref().unwrap_or_default()));
    let query = fold(query);
    let mut words = query.split_whitespace().peekable();
    (words.peek().is_some() && words.all(|word| name.contains(word))).then_some(row)
}

fn found(app: &App, caller: &Caller, query: &str) -> Result<SearchView, Trouble> {
    Ok(search_view(caller, query, &rows(app, caller, query)?))
}

fn search_view(caller: &Caller, query: &str, rows: &[PatientRow]) -> SearchView {
    let (_, today) = read::now(caller);
    SearchView {
        query: query.to_owned(),
        more: rows.len() >= HITS_MAX && !query.trim().is_empty(),
        rows: rows.iter().map(|row| patient_row(row, query, today, &caller.practice.zone)).collect(),
    }
}

fn draw_found(app: &App, caller: &Caller, query: &str, rows: &[PatientRow]) -> Markup {
    let view = search_view(caller, query, rows);
    let mut shell = app.shell(caller, App::texts().get("nav-patients"), Nav::Patients);
    query.clone_into(&mut shell.search);
    page(&shell, &view, App::texts())
}

/// Patients seen lately.
pub(super) async fn lately(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    Ok(draw_found(&app, &caller, "", &rows(&app, &caller, "")?))
}

/// The results; the chart at once where there is but one. A search is posted, so that the name that is looked for stands in no
/// address, history or log.
pub(super) async fn search(
    State(app): State<Arc<App>>,
    caller: Caller,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let query = form.value("q");
    let rows = rows(&app, &caller, query)?;
    if let Some(row) = only_one(&rows, query) {
        return Ok(Redirect::to(&format!("/patients/{}", row.id)).into_response());
    }
    Ok(draw_found(&app, &caller, query, &rows).into_response())
}

/// The list under the search box, at each key stroke.
pub(super) async fn suggestions(
    State(app): State<Arc<App>>,
    caller: Caller,
    Sent(form): Sent,
) -> Result<Markup, Trouble> {
    Ok(suggestions_view(&found(&app, &caller, form.value("q"))?, App::texts()))
}

/// The registration form.
pub(super) async fn blank(State(app): State<Arc<App>>, caller: Caller) -> Markup {
    draw_register(&app, &caller, Form::default(), Vec::new())
}

/// The registration form with the name that was searched for in vain.
pub(super) async fn named(State(app): State<Arc<App>>, caller: Caller, Sent(form): Sent) -> Markup {
    let query = form.value("q");
    let mut words: Vec<&str> =
        query.split_whitespace().filter(|w| !w.contains(|c: char| c.is_ascii_digit())).collect();
    let family = if words.len() > 1 { words.pop().unwrap_or_default() } else { "" };
    let form = Form::of([("given_name", words.join(" ")), ("family_name", family.to_owned())]);
    draw_register(&app, &caller, form, Vec::new())
}

fn draw_register(
    app: &App,
    caller: &Caller,
    form: Form,
    duplicates: Vec<views::patients::PatientRow>,
) -> Markup {
    let texts = App::texts();
    let view = RegisterView { form, command_id: command_id(), duplicates };
    register_page(&app.shell(caller, texts.get("register-title"), Nav::Patients), &view, texts)
}

fn typed(form: &Form) -> Result<Details, Refusal> {
    Ok(Details {
        given_name: form.value("given_name").to_owned(),
        family_name: form.value("family_name").to_owned(),
        birth_date: date_field(form, "birth_date")?,
        phone: form.value("phone").to_owned(),
    })
}

/// Registers. Somebody of the same name and birth date is shown first.
pub(super) async fn create(asked: Asked) -> Result<Response, Trouble> {
    let id = PatientId(asked.command_id);
    let details = typed(&asked.form);
    if let Ok(details) = &details
        && asked.form.value("duplicate_ok") != "yes"
    {
        let same = duplicates(&asked.app, &asked.caller, details, id)?;
        if !same.is_empty() {
            return asked_back(asked, &same);
        }
    }
    let register = details.map(|details| Ask::Patient(id, Command::Register { record_no: 0, details }));
    asked
        .carry_out(register, &format!("/patients/{id}"), |app, caller, form| {
            Ok(draw_register(app, caller, form, Vec::new()))
        })
        .await
}

fn duplicates(
    app: &App,
    caller: &Caller,
    details: &Details,
    but: PatientId,
) -> Result<Vec<PatientRow>, Trouble> {
    let full = |given: &str, family: &str| {
        fold(&format!("{given} {family}")).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let name = full(&details.given_name, &details.family_name);
    let query = format!("{name} {}", details.birth_date);
    let mut rows = app.read(|clinic| clinic.search(caller.practice.id, &query))?;
    rows.retain(|row| {
        row.id != but
            && row.birth_date == details.birth_date
            && full(&row.given_name, row.family_name.as_deref().unwrap_or_default()) == name
    });
    Ok(rows)
}

fn asked_back(asked: Asked, same: &[PatientRow]) -> Result<Response, Trouble> {
    if asked.json.0 {
        return asked.refuse(&Refusal::new("patient.duplicate"), |_, _, _| Err(Trouble::Internal));
    }
    let (_, today) = read::now(&asked.caller);
    let rows = same.iter().map(|row| patient_row(row, "", today, &asked.caller.practice.zone)).collect();
    Ok((StatusCode::CONFLICT, draw_register(&asked.app, &asked.caller, asked.form, rows)).into_response())
}

/// The chart.
pub(super) async fn chart(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, sessions) = read::chart(&app, &caller, id)?;
    let (now, today) = read::now(&caller);
    let view = chart_view(&ChartPage {
        id,
        state: &state,
        sessions: &sessions,
        clinical: caller.has(Role::Practitioner),
        now,
        today,
        zone: &caller.practice.zone,
        policy: app.clinic.policy(),
    });
    let shell = app.shell(&caller, view.patient.name.clone(), Nav::Patients);
    Ok(views::chart::page(&shell, &view, App::texts()))
}

/// The form that corrects name, birth date and contact.
pub(super) async fn details(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    let Some(person) = &state.person else { return Err(Trouble::NotFound) };
    let form = Form::of([
        ("given_name", person.given_name.clone()),
        ("family_name", person.family_name.clone().unwrap_or_default()),
        ("birth_date", person.birth_date.to_string()),
        ("phone", person.phone.clone().unwrap_or_default()),
    ]);
    Ok(draw_details(&app, &caller, id, &state, form))
}

fn draw_details(
    app: &App,
    caller: &Caller,
    id: PatientId,
    state: &chart::patient::State,
    form: Form,
) -> Markup {
    let (_, today): (_, Date) = read::now(caller);
    let patient = patient_head(id, state, today, caller.has(Role::Practitioner));
    let shell = app.shell(caller, patient.name.clone(), Nav::Patients);
    details_page(&shell, &DetailsView { patient, form, command_id: command_id() }, App::texts())
}

/// Corrects them.
pub(super) async fn correct(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    let correct = typed(&asked.form).map(|details| Ask::Patient(id, Command::CorrectDetails(details)));
    asked
        .carry_out(correct, &format!("/patients/{id}"), |app, caller, form| {
            Ok(draw_details(app, caller, id, &state, form))
        })
        .await
}
