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
use atlas::Atlas;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chart::staff::Role;
use chart::{Actor, ClinicId, Context, Refusal, StaffId, practice, staff};
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
    let outcome = match commands(&form, &app, (clinic, first)) {
        Err(refusals) => Err(refusals),
        Ok((practice, staff)) => {
            let password = form.value("password").to_owned();
            let sign_ins = Arc::clone(&app);
            let set =
                tokio::task::spawn_blocking(move || sign_ins.clinic.sign_ins.set_password(first, &password));
            match set.await.unwrap_or(Err(PasswordError::Unavailable)) {
                Err(error) => Err(vec![password_refusal(error)]),
                Ok(()) => {
                    let ask = Ask::SetUp { practice, first, staff };
                    match app.clinic.submit(clinic, first, command_id, Command::from(ask)).await {
                        Ok(_) => Ok(()),
                        Err(SubmitError::Refused(refusal)) => Err(vec![refusal]),
                        Err(other) => return Err(other.into()),
                    }
                }
            }
        }
    };
    if let Err(refusals) = outcome {
        for refusal in refusals {
            into_form(&refusal, &mut form);
        }
        // Passwords are never sent back: beside all that is wrong, both are asked for again.
        form.refuse(Some("password"), App::texts().get("password-type-again"));
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

/// Must be filled in.
const REQUIRED: [&str; 13] = [
    "clinic_name",
    "time_zone",
    "name",
    "login",
    "password",
    "password_again",
    "licence_number",
    "licence_authority",
    "licence_expires_on",
    "training_title",
    "training_provider",
    "training_hours",
    "training_completed_on",
];

/// What the form asks for, or everything that is wrong in it: whoever fills in fifteen fields is told of all of them at once.
fn commands(
    form: &Form,
    app: &App,
    (clinic, first): (ClinicId, StaffId),
) -> Result<(Vec<practice::Command>, Vec<staff::Command>), Vec<Refusal>> {
    let mut refusals: Vec<Refusal> = REQUIRED
        .into_iter()
        .filter(|name| form.value(name).trim().is_empty())
        .map(Refusal::missing)
        .collect();
    let time_zone = form.value("time_zone").trim().to_owned();
    let zone = TimeZone::get(&time_zone).unwrap_or_else(|_| {
        refusals.push(Refusal::out_of_range("time_zone", "Europe/London"));
        TimeZone::UTC
    });
    refusals.extend(clinic::password::allowed(form.value("password")).err().map(password_refusal));
    if form.value("password") != form.value("password_again") {
        refusals.push(Refusal::new("password.differs").on("password_again"));
    }
    let (now, policy) = (App::now(), app.clinic.policy());
    let today = clinic::zone::day(now, &zone);
    // What cannot be read is named; the rest is decided as if it could.
    let mut day = |field| {
        date_field(form, field).unwrap_or_else(|refusal| {
            refusals.push(refusal);
            today
        })
    };
    let (expires_on, completed_on) = (day("licence_expires_on"), day("training_completed_on"));
    let hours = number_field(form, "training_hours", "1–2000").unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    });
    let value = |field: &str| form.value(field).to_owned();
    let mut practice = vec![practice::Command::Found { name: value("clinic_name"), time_zone }];
    let called = ["phone", "emergency"].iter().any(|field| !form.value(field).trim().is_empty());
    practice.extend(called.then(|| practice::Command::SetContact {
        phone: value("phone"),
        out_of_hours: String::new(),
        emergency: value("emergency"),
    }));
    let staff = vec![
        staff::Command::Enrol {
            name: value("name"),
            login: value("login"),
            roles: vec![Role::Practitioner, Role::ClinicLead],
        },
        staff::Command::RecordLicence {
            number: value("licence_number"),
            authority: value("licence_authority"),
            expires_on,
        },
        staff::Command::RecordTraining {
            title: value("training_title"),
            provider: value("training_provider"),
            hours: hours.unwrap_or(1),
            completed_on,
            covers: Vec::new(),
        },
    ];
    let actor = Actor { staff: first, roles: vec![Role::ClinicLead] };
    let ctx = Context { clinic, now, today, actor, policy, atlas: Atlas::get() };
    refusals.extend(refused(&practice, &staff, &ctx));
    if refusals.is_empty() { Ok((practice, staff)) } else { Err(refusals) }
}

/// What the rules refuse, each command by itself; the writer asks them again.
fn refused(practice: &[practice::Command], staff: &[staff::Command], ctx: &Context<'_>) -> Vec<Refusal> {
    // What comes after the first is decided as if the first had been accepted.
    let founded = practice::Founded { name: String::new(), time_zone: String::new() };
    let enrolled = staff::Enrolled { name: String::new(), login: String::new(), roles: Vec::new() };
    let of_clinic = practice.iter().enumerate().filter_map(|(at, command)| {
        let founded = (at > 0).then(|| founded.clone());
        practice::decide(&practice::State { founded, ..practice::State::default() }, command, ctx).err()
    });
    let of_person = staff.iter().enumerate().filter_map(|(at, command)| {
        let enrolled = (at > 0).then(|| enrolled.clone());
        staff::decide(&staff::State { enrolled, ..staff::State::default() }, command, ctx).err()
    });
    of_clinic.chain(of_person).collect()
}
