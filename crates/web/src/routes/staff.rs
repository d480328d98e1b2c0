//! People: for clinic leads.

use super::read::{self, date_field, number_field};
use super::setup::password_refusal;
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::{into_form, recorded, refused, submit};
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::present::{command_id, day, licence_standing, person_row};
use crate::views::shell::Nav;
use crate::views::staff::{
    LicenceRow, NewPersonView, PersonCommands, PersonView, StaffView, TrainingRow, new_page, page,
    person_page,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chart::staff::{Command, Role};
use chart::{Refusal, StaffId};
use clinic::Ask;
use clinic::password::PasswordError;
use maud::Markup;
use serde_json::json;
use std::sync::Arc;

/// Everybody.
pub(super) async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let (_, today) = read::now(&caller);
    let mut rows = app.read(|clinic| clinic.staff(caller.practice.id))?;
    rows.sort_by_key(|row| row.suspended);
    let view = StaffView { people: rows.iter().map(|row| person_row(row, today)).collect() };
    let texts = App::texts();
    Ok(page(&app.shell(&caller, texts.get("nav-staff"), Nav::Staff), &view, texts))
}

/// The form for a new person.
pub(super) async fn new(State(app): State<Arc<App>>, caller: Caller) -> Markup {
    draw_new(&app, &caller, Form::of([("roles", "practitioner")]))
}

fn draw_new(app: &App, caller: &Caller, form: Form) -> Markup {
    let texts = App::texts();
    let view = NewPersonView { form, command_id: command_id() };
    new_page(&app.shell(caller, texts.get("nav-staff"), Nav::Staff), &view, texts)
}

fn roles_of(form: &Form) -> Vec<Role> {
    form.values("roles").filter_map(Role::parse).collect()
}

/// Adds a person. The password is set first: an event without one would be a person who cannot come in.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    sent: Sent,
) -> Result<Response, Trouble> {
    let command_id = sent.command_id()?;
    let Sent(mut form) = sent;
    let id = StaffId(command_id);
    let outcome = match set_password(&app, id, form.value("password")).await {
        Err(refusal) => Err(refusal),
        Ok(()) => {
            let value = |field: &str| form.value(field).to_owned();
            let enrol = Command::Enrol { name: value("name"), login: value("login"), roles: roles_of(&form) };
            submit(&app, &caller, command_id, Ask::Staff(id, enrol)).await?
        }
    };
    match outcome {
        Ok(receipt) => Ok(recorded(&receipt, &format!("/staff/{id}"), json)),
        Err(refusal) => {
            into_form(&refusal, &mut form);
            refused(&refusal, json, || Ok(draw_new(&app, &caller, form)))
        }
    }
}

async fn set_password(app: &Arc<App>, id: StaffId, password: &str) -> Result<(), Refusal> {
    let (app, password) = (Arc::clone(app), password.to_owned());
    let set = tokio::task::spawn_blocking(move || app.clinic.sign_ins.set_password(id, &password)).await;
    set.unwrap_or(Err(PasswordError::Unavailable)).map_err(password_refusal)
}

/// One person.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(staff): Path<String>,
) -> Result<Markup, Trouble> {
    let view = view(&app, &caller, read::id(&staff)?)?;
    Ok(draw(&app, &caller, &view))
}

fn draw(app: &App, caller: &Caller, view: &PersonView) -> Markup {
    person_page(&app.shell(caller, view.person.name.clone(), Nav::Staff), view, App::texts())
}

fn view(app: &App, caller: &Caller, id: StaffId) -> Result<PersonView, Trouble> {
    let (_, today) = read::now(caller);
    let clinic = caller.practice.id;
    let row = app.read(|c| c.staff_row(clinic, id))?.ok_or(Trouble::NotFound)?;
    let state = app.read(|c| c.staff_member(clinic, id))?.ok_or(Trouble::NotFound)?;
    let standing = |licence: &chart::staff::Licence| LicenceRow {
        number: licence.number.clone(),
        authority: licence.authority.clone(),
        standing: licence_standing(Some(licence.expires_on), today),
    };
    Ok(PersonView {
        person: person_row(&row, today),
        login: row.login,
        licences: state.licence.iter().map(standing).collect(),
        trainings: state
            .trainings
            .iter()
            .rev()
            .map(|training| TrainingRow {
                title: training.title.clone(),
                provider: training.provider.clone(),
                hours: u32::from(training.hours),
                completed_on: day(training.completed_on),
            })
            .collect(),
        licence_form: Form::default(),
        training_form: Form::default(),
        roles_form: Form::of(row.roles.iter().map(|role| ("roles", role.as_str()))),
        suspension_form: Form::default(),
        password_form: Form::default(),
        commands: PersonCommands {
            licence: command_id(),
            training: command_id(),
            roles: command_id(),
            suspension: command_id(),
            password: command_id(),
        },
    })
}

type Slot = fn(&mut PersonView) -> &mut Form;

async fn ask(
    app: &Arc<App>,
    caller: &Caller,
    json: WantsJson,
    staff: &str,
    sent: Sent,
    command: Result<Command, Refusal>,
    slot: Slot,
) -> Result<Response, Trouble> {
    let id: StaffId = read::id(staff)?;
    let command_id = sent.command_id()?;
    let Sent(mut form) = sent;
    let outcome = match command {
        Ok(command) => submit(app, caller, command_id, Ask::Staff(id, command)).await?,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(receipt) => Ok(recorded(&receipt, &format!("/staff/{id}"), json)),
        Err(refusal) => {
            into_form(&refusal, &mut form);
            refused(&refusal, json, || {
                let mut view = view(app, caller, id)?;
                *slot(&mut view) = form;
                Ok(draw(app, caller, &view))
            })
        }
    }
}

/// A new licence.
pub(super) async fn licence(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let command = date_field(&sent.0, "licence_expires_on").map(|expires_on| Command::RecordLicence {
        number: sent.0.value("licence_number").to_owned(),
        authority: sent.0.value("licence_authority").to_owned(),
        expires_on,
    });
    ask(&app, &caller, json, &staff, sent, command, |view| &mut view.licence_form).await
}

/// A training.
pub(super) async fn training(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let form = &sent.0;
    let command = date_field(form, "training_completed_on").and_then(|completed_on| {
        Ok(Command::RecordTraining {
            title: form.value("training_title").to_owned(),
            provider: form.value("training_provider").to_owned(),
            hours: number_field(form, "training_hours", "1–2000")?
                .ok_or(Refusal::missing("training_hours"))?,
            completed_on,
        })
    });
    ask(&app, &caller, json, &staff, sent, command, |view| &mut view.training_form).await
}

/// Other roles.
pub(super) async fn roles(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let command = Command::ChangeRoles(roles_of(&sent.0));
    ask(&app, &caller, json, &staff, sent, Ok(command), |view| &mut view.roles_form).await
}

/// May no longer sign in; what is open ends at once, because every request asks whether its person is suspended.
pub(super) async fn suspend(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let command = Command::Suspend { reason: sent.0.value("reason").to_owned() };
    ask(&app, &caller, json, &staff, sent, Ok(command), |view| &mut view.suspension_form).await
}

/// May sign in again.
pub(super) async fn reinstate(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    ask(&app, &caller, json, &staff, sent, Ok(Command::Reinstate), |view| &mut view.suspension_form).await
}

/// A new password for somebody who forgot theirs.
pub(super) async fn password(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(staff): Path<String>,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let id: StaffId = read::id(&staff)?;
    let mut view = view(&app, &caller, id)?;
    match set_password(&app, id, form.value("password")).await {
        Ok(()) if json.0 => Ok(Json(json!({ "recorded": true })).into_response()),
        Ok(()) => Ok(Redirect::to(&format!("/staff/{id}")).into_response()),
        Err(refusal) => {
            into_form(&refusal, &mut view.password_form);
            refused(&refusal, json, || Ok(draw(&app, &caller, &view)))
        }
    }
}
