//! People: for clinic leads.

use super::read::{self, date_field, number_field};
use super::setup::password_refusal;
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::{into_form, refused};
use crate::http::asked::Asked;
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::present::{command_id, day, licence_standing, person_row};
use crate::views::shell::Nav;
use crate::views::staff::{
    LicenceRow, NewPersonView, PersonCommands, PersonView, TrainingRow, new_page, person_page,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chart::staff::{Command, Role, Training};
use chart::{Refusal, StaffId};
use clinic::Ask;
use clinic::password::PasswordError;
use maud::Markup;
use serde_json::json;
use std::sync::Arc;

/// The form for a new person.
pub(super) async fn new(State(app): State<Arc<App>>, caller: Caller) -> Markup {
    draw_new(&app, &caller, Form::of([("roles", "practitioner")]))
}

fn draw_new(app: &App, caller: &Caller, form: Form) -> Markup {
    let texts = App::texts();
    let view = NewPersonView { form, command_id: command_id() };
    new_page(&app.shell(caller, texts.get("nav-clinic"), Nav::Clinic), &view, texts)
}

fn roles_of(form: &Form) -> Vec<Role> {
    form.values("roles").filter_map(Role::parse).collect()
}

/// Adds a person. The password is set first: an event without one would be a person who cannot come in.
pub(super) async fn create(asked: Asked) -> Result<Response, Trouble> {
    let id = StaffId(asked.command_id);
    // The id was chosen by the sender: nobody who is here already gets another password this way. A form that was sent twice
    // goes on to the journal, which knows it.
    let here = asked.app.read(|clinic| clinic.staff_row(asked.caller.practice.id, id))?.is_some();
    let password =
        if here { Ok(()) } else { set_password(&asked.app, id, asked.form.value("password")).await };
    let enrol = password.map(|()| {
        let roles = roles_of(&asked.form);
        Ask::Staff(id, Command::Enrol { name: asked.text("name"), login: asked.text("login"), roles })
    });
    asked.carry_out(enrol, &format!("/staff/{id}"), |app, caller, form| Ok(draw_new(app, caller, form))).await
}

/// Gives a person a new password.
pub(super) async fn set_password(app: &Arc<App>, id: StaffId, password: &str) -> Result<(), Refusal> {
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
    person_page(&app.shell(caller, view.person.name.clone(), Nav::Clinic), view, App::texts())
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
                covers: training.covers.iter().map(|word| covers_words(word)).collect(),
            })
            .collect(),
        licence_form: Form::default(),
        training_form: Form::default(),
        covers: Training::COVERS.iter().map(|word| ((*word).to_owned(), covers_words(word))).collect(),
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
    asked: Asked,
    staff: &str,
    command: Result<Command, Refusal>,
    slot: Slot,
) -> Result<Response, Trouble> {
    let id: StaffId = read::id(staff)?;
    let ask = command.map(|command| Ask::Staff(id, command));
    asked
        .carry_out(ask, &format!("/staff/{id}"), |app, caller, form| {
            let mut view = view(app, caller, id)?;
            *slot(&mut view) = form;
            Ok(draw(app, caller, &view))
        })
        .await
}

/// A new licence.
pub(super) async fn licence(Path(staff): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = date_field(&asked.form, "licence_expires_on").map(|expires_on| Command::RecordLicence {
        number: asked.text("licence_number"),
        authority: asked.text("licence_authority"),
        expires_on,
    });
    ask(asked, &staff, command, |view| &mut view.licence_form).await
}

/// What a training covers, in words.
fn covers_words(word: &str) -> String {
    let texts = App::texts();
    match word {
        "advanced" => texts.get("covers-advanced"),
        "specialist" => texts.get("covers-specialist"),
        "thorax" => texts.get("covers-thorax"),
        "pelvis" => texts.get("covers-pelvis"),
        "face" => texts.get("covers-face"),
        _ => texts.get("covers-electrical"),
    }
}

/// A training.
pub(super) async fn training(Path(staff): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = date_field(&asked.form, "training_completed_on").and_then(|completed_on| {
        let hours = number_field(&asked.form, "training_hours", "1–2000")?
            .ok_or(Refusal::missing("training_hours"))?;
        let (title, provider) = (asked.text("training_title"), asked.text("training_provider"));
        let covers = asked.form.values("covers").map(str::to_owned).collect();
        Ok(Command::RecordTraining { title, provider, hours, completed_on, covers })
    });
    ask(asked, &staff, command, |view| &mut view.training_form).await
}

/// Other roles.
pub(super) async fn roles(Path(staff): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = Command::ChangeRoles(roles_of(&asked.form));
    ask(asked, &staff, Ok(command), |view| &mut view.roles_form).await
}

/// May no longer sign in; what is open ends at once, because every request asks whether its person is suspended, and does not come back
/// when they are reinstated.
pub(super) async fn suspend(Path(staff): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = Command::Suspend { reason: asked.text("reason") };
    let (app, clinic_id, id) = (Arc::clone(&asked.app), asked.caller.practice.id, read::id(&staff)?);
    let response = ask(asked, &staff, Ok(command), |view| &mut view.suspension_form).await?;
    if app.read(|clinic| clinic.staff_row(clinic_id, id))?.is_some_and(|row| row.suspended) {
        tokio::task::block_in_place(|| app.clinic.sign_ins.end_all(id))?;
    }
    Ok(response)
}

/// May sign in again.
pub(super) async fn reinstate(Path(staff): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    ask(asked, &staff, Ok(Command::Reinstate), |view| &mut view.suspension_form).await
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
