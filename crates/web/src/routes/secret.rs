//! Passwords and PINs as forms carry them: checked where blocking is allowed, a few at a time, and slowed down.

use crate::app::App;
use crate::http::trouble::Trouble;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use chart::{Refusal, StaffId};
use clinic::signin::PinFits;
use governor::clock::{Clock, DefaultClock};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Secrets checked at the same time: each takes 20 MB and a core.
static CHECKS: Semaphore = Semaphore::const_new(2);

/// Names and addresses whose tries are remembered before the stale ones are let go.
const TRIES_KEPT_MAX: usize = 4_096;
/// As much of a name as tells people apart: longer than any login.
const LOGIN_CHARS_COMPARED: usize = 80;

/// Where a request comes from; unknown in tests without a socket.
pub(super) struct Address(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(address.map_or(String::new(), |ConnectInfo(address)| address.ip().to_string())))
    }
}

/// Slows down whoever tries passwords. The address comes first and names are cut short: whoever is told to wait leaves no
/// further name in the memory, and no long one.
pub(super) fn limit(app: &App, login: &str, Address(address): &Address) -> Result<(), Trouble> {
    let now = DefaultClock::default().now();
    // Made-up names must not fill the memory: what has not been tried lately is forgotten.
    if app.tries.len() > TRIES_KEPT_MAX || app.tries_address.len() > TRIES_KEPT_MAX {
        app.tries.retain_recent();
        app.tries_address.retain_recent();
    }
    let name: String = login.chars().take(LOGIN_CHARS_COMPARED).collect();
    let tried = app.tries_address.check_key(address);
    tried.and_then(|()| app.tries.check_key(&(name, address.clone()))).map_err(|wait| {
        tracing::warn!(%address, "too many tries to sign in");
        Trouble::TooMany(wait.wait_time_from(now).as_secs() + 1)
    })
}

/// Whether it is this person's password.
pub(super) async fn password_fits(
    app: &Arc<App>,
    staff: Option<StaffId>,
    password: &str,
) -> Result<bool, Trouble> {
    let password = password.to_owned();
    Ok(checked(app, move |app| app.clinic.sign_ins.password_fits(staff, &password)).await??)
}

/// Whether it is this person: by the PIN where one was typed, else by the password. The refusal names the field, `pin` or `password`.
pub(super) async fn person_fits(
    app: &Arc<App>,
    staff: StaffId,
    password: &str,
    pin: &str,
) -> Result<Result<(), Refusal>, Trouble> {
    if !pin.is_empty() {
        let typed = pin.to_owned();
        match checked(app, move |app| app.clinic.sign_ins.pin_fits(staff, &typed)).await?? {
            PinFits::Yes => return Ok(Ok(())),
            PinFits::No => return Ok(Err(Refusal::new("pin.wrong").on("pin"))),
            PinFits::Spent if password.is_empty() => {
                tracing::warn!("a PIN is refused until the password is given");
                return Ok(Err(Refusal::new("pin.spent").on("password")));
            }
            PinFits::Spent => {}
        }
    }
    let fits = !password.is_empty() && password_fits(app, Some(staff), password).await?;
    Ok(if fits { Ok(()) } else { Err(Refusal::new("password.wrong").on("password")) })
}

/// Runs what is slow by design, or writes the file of sign-ins, where blocking is allowed.
pub(super) async fn checked<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> T + Send + 'static,
) -> Result<T, Trouble> {
    let _one_of_few = CHECKS.acquire().await.map_err(|_| Trouble::Internal)?;
    let app = Arc::clone(app);
    tokio::task::spawn_blocking(move || work(&app)).await.map_err(|_| Trouble::Internal)
}
