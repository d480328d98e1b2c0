//! The first start: the clinic and its first practitioner, with licence and training.

use super::read::{date_field, number_field};
use crate::app::App;
use crate::form::Form;
use crate::http::answer::into_form;
use crate::http::body::Sent;
use crate::http::cookie;
use crate::http::trouble::Trouble;
use crate::present::command_id;
use crate::views::setup::{SetupView, page};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chart::staff::Role;
use chart::{ClinicId, Refusal, StaffId, practice, staff};
use clinic::password::PasswordError;
use clinic::{Ask, Command};
use jiff::tz::TimeZone;
use journal::SubmitError;
use maud::Markup;
use std::sync::Arc;
use tokio::sync::Mutex;
use uuid::Uuid;

/// Of two first starts at the same time the second finds the clinic of the first.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Zones to choose from; any other IANA id can be typed.
const TIME_ZONES: [&str; 16] = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Zurich",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Toronto",
    "America/Vancouver",
    "Africa/Johannesburg",
    "Australia/Sydney",
    "Pacific/Auckland",
    "UTC",
];

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>) -> Markup {
    let zone = TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
    draw(&app, Form::of([("time_zone", zone)]))
}

fn draw(app: &App, form: Form) -> Markup {
    let texts = App::texts();
    let time_zones = TIME_ZONES.map(str::to_owned).to_vec();
    page(
        &app.door_shell(texts.get("setup-title")),
        &SetupView { form, command_id: command_id(), time_zones },
        texts,
    )
}

/// Makes the clinic and signs its first person in.
pub(super) async fn create(State(app): State<Arc<App>>, sent: Sent) -> Result<Response, Trouble> {
    let command_id = sent.command_id()?;
    let Sent(mut form) = sent;
    // The clinic and its first person carry the command's own id, so that a second tap makes no second clinic.
    let (clinic, first) = (ClinicId(command_id), StaffId(Uuid::new_v5(&command_id, b"first")));
    let _alone = ONE_AT_A_TIME.lock().await;
    if app.practice()?.is_some_and(|practice| practice.id != clinic) {
        return Err(Trouble::NotFound);
    }
    let outcome = match commands(&form) {
        Err(refusal) => Err(refusal),
        Ok((practice, staff)) => {
            let password = form.value("password").to_owned();
            let sign_ins = Arc::clone(&app);
            let set =
                tokio::task::spawn_blocking(move || sign_ins.clinic.sign_ins.set_password(first, &password));
            match set.await.unwrap_or(Err(PasswordError::Unavailable)) {
                Err(error) => Err(password_refusal(error)),
                Ok(()) => {
                    let ask = Ask::SetUp { practice, first, staff };
                    match app.clinic.submit(clinic, first, command_id, Command::from(ask)).await {
                        Ok(_) => Ok(()),
                        Err(SubmitError::Refused(refusal)) => Err(refusal),
                        Err(other) => return Err(other.into()),
                    }
                }
            }
        }
    };
    if let Err(refusal) = outcome {
        into_form(&refusal, &mut form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&app, form)).into_response());
    }
    let token = tokio::task::block_in_place(|| app.clinic.sign_ins.begin(clinic, first, App::now()))?;
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie::set(token.as_str(), app.settings.https));
    Ok(response)
}

/// What is wrong with a password, as a refusal of its field.
pub(super) fn password_refusal(error: PasswordError) -> Refusal {
    match error {
        PasswordError::TooShort => Refusal::new("password.too_short")
            .on("password")
            .with(clinic::password::PASSWORD_CHARS_MIN.to_string()),
        PasswordError::TooLong => Refusal::too_long("password", clinic::password::PASSWORD_CHARS_MAX),
        PasswordError::Unavailable => Refusal::new("password.unavailable").on("password"),
    }
}

fn commands(form: &Form) -> Result<(practice::Command, Vec<staff::Command>), Refusal> {
    let time_zone = form.value("time_zone").trim().to_owned();
    if TimeZone::get(&time_zone).is_err() {
        return Err(Refusal::out_of_range("time_zone", "Europe/London"));
    }
    if form.value("password") != form.value("password_again") {
        return Err(Refusal::new("password.differs").on("password_again"));
    }
    let hours = number_field(form, "training_hours", "1–2000")?.ok_or(Refusal::missing("training_hours"))?;
    let value = |field: &str| form.value(field).to_owned();
    Ok((
        practice::Command::Found { name: value("clinic_name"), time_zone },
        vec![
            staff::Command::Enrol {
                name: value("name"),
                login: value("login"),
                roles: vec![Role::Practitioner, Role::ClinicLead],
            },
            staff::Command::RecordLicence {
                number: value("licence_number"),
                authority: value("licence_authority"),
                expires_on: date_field(form, "licence_expires_on")?,
            },
            staff::Command::RecordTraining {
                title: value("training_title"),
                provider: value("training_provider"),
                hours,
                completed_on: date_field(form, "training_completed_on")?,
                covers: Vec::new(),
            },
        ],
    ))
}
