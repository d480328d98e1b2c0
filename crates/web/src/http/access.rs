//! Who may call a route. Each route says it once, in the table of [`crate::routes`]; this is where it is held.

use super::cookie;
use super::headers::LINK_PATH;
use super::kept::Kept;
use super::trouble::Trouble;
use crate::app::App;
use crate::form::Form;
use crate::views::diary;
use crate::views::sign_in::{self, SignInView};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chart::StaffId;
use chart::staff::Role;
use clinic::link::Link;
use clinic::open::Practice;
use std::net::SocketAddr;
use std::sync::Arc;

/// Addresses whose calls of private links are remembered before the stale ones are let go.
const LINK_ADDRESSES_KEPT_MAX: usize = 4_096;
/// Seconds that whoever calls too often is told to wait.
const LINK_WAIT_SECONDS: u64 = 60;

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anybody: assets, the sign-in page.
    Anybody,
    /// Only while the clinic has nobody yet.
    FirstStart,
    /// Whoever has a sign-in, locked or not.
    SignIn,
    /// Everybody who works here.
    Staff,
    /// Practitioners: whatever says something about the body.
    Practitioner,
    /// Clinic leads.
    ClinicLead,
    /// Whoever holds a private link: nobody's sign-in, one patient's diary of one session.
    Link,
}

/// What every open page asks by itself, again and again: whether an answer of a patient rings.
pub const BELL: &str = "/ringing";

impl Access {
    fn allows(self, roles: &[Role]) -> bool {
        match self {
            Self::Anybody | Self::FirstStart | Self::SignIn | Self::Staff => true,
            Self::Practitioner => roles.contains(&Role::Practitioner),
            Self::ClinicLead => roles.contains(&Role::ClinicLead),
            Self::Link => false,
        }
    }
}

/// The person behind a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Their clinic.
    pub practice: Practice,
    /// Who.
    pub staff: StaffId,
    /// As it stands on notes.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
}

impl Caller {
    /// Whether they hold a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Whoever holds a private link.
#[derive(Clone, Debug)]
pub struct Holder {
    /// What the link opens.
    pub link: Link,
    /// The last part of the address, for the page's own form. Never logged.
    pub token: String,
    /// The clinic.
    pub practice: Practice,
}

impl<S: Send + Sync> FromRequestParts<S> for Holder {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        parts.extensions.get::<Self>().cloned().ok_or(Trouble::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        // Put there by `guard`; a handler that asks for it on a route without a sign-in gets "signed out".
        parts.extensions.get::<Self>().cloned().ok_or(Trouble::SignedOut)
    }
}

/// Whoever calls a page that is open to everybody: somebody who is signed in, or nobody. Behind the lock it is nobody.
pub struct Guest(pub Option<Caller>);

impl FromRequestParts<Arc<App>> for Guest {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        // A page for everybody is shown even if the record cannot be read.
        let practice = tokio::task::block_in_place(|| app.practice()).ok().flatten();
        let known = caller(app, practice, &parts.headers, parts.uri.path()).ok().flatten();
        Ok(Self(known.filter(|(_, locked)| !locked).map(|(caller, _)| caller)))
    }
}

/// Whether the answer is for a program: it asked for JSON, or it talks FHIR.
#[derive(Clone, Copy)]
pub struct WantsJson(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for WantsJson {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let accept = parts.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Ok(Self(accept.contains("json") || parts.uri.path().starts_with("/fhir/")))
    }
}

/// Lets a request through to its handler, or answers in its place.
pub async fn guard(
    State((app, access)): State<(Arc<App>, Access)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let tongue = if parts.uri.path().starts_with("/fhir/") {
        Tongue::Fhir
    } else if WantsJson::from_request_parts(&mut parts, &()).await.is_ok_and(|w| w.0) {
        Tongue::Json
    } else {
        Tongue::Page
    };
    let request = Request::from_parts(parts, body);
    match admit(&app, access, request).await {
        Ok(Admitted::Through(request)) if access == Access::Link => {
            let response = next.run(request).await;
            match response.extensions().get::<Failed>() {
                // Whoever holds a link sees no page of the clinic's.
                Some(failed) => at_link(&failed.0),
                None => response,
            }
        }
        Ok(Admitted::Through(request)) => {
            let caller = request.extensions().get::<Caller>().cloned();
            let response = next.run(request).await;
            match response.extensions().get::<Failed>() {
                Some(failed) => show(&app, &failed.0, caller.as_ref(), tongue),
                None => response,
            }
        }
        Ok(Admitted::Answered(response)) => response,
        Err(trouble) if access == Access::Link => at_link(&trouble),
        Err(trouble) => show(&app, &trouble, None, tongue),
    }
}

/// What went wrong, for whoever holds a link: it is closed, or nothing came through this time.
fn at_link(trouble: &Trouble) -> Response {
    let status = trouble.status();
    let page = if status == StatusCode::NOT_FOUND { diary::ended() } else { diary::not_kept() };
    (status, page).into_response()
}

/// A trouble on its way from a handler to [`guard`], which knows for whom to draw it.
#[derive(Clone)]
struct Failed(Arc<Trouble>);

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

/// For whom an answer is.
#[derive(Clone, Copy)]
enum Tongue {
    Page,
    Json,
    Fhir,
}

fn show(app: &App, trouble: &Trouble, caller: Option<&Caller>, tongue: Tongue) -> Response {
    match tongue {
        Tongue::Json => return trouble.json(),
        Tongue::Fhir => return trouble.outcome(),
        Tongue::Page => {}
    }
    if matches!(trouble, Trouble::SignedOut) {
        return Redirect::to("/sign-in").into_response();
    }
    let shell = match caller {
        Some(caller) => app.shell(caller, App::texts().get("brand"), crate::views::shell::Nav::None),
        None => app.door_shell(App::texts().get("brand")),
    };
    trouble.page(&shell)
}

enum Admitted {
    Through(Request),
    Answered(Response),
}

async fn admit(app: &Arc<App>, access: Access, mut request: Request) -> Result<Admitted, Trouble> {
    if access == Access::Anybody {
        return Ok(Admitted::Through(request));
    }
    let practice = tokio::task::block_in_place(|| app.practice())?;
    if access == Access::Link {
        let practice = practice.ok_or(Trouble::NotFound)?;
        let holder = holder(app, practice, &request)?;
        request.extensions_mut().insert(holder);
        return Ok(Admitted::Through(request));
    }
    match (practice, access) {
        (None, Access::FirstStart) => return Ok(Admitted::Through(request)),
        (None, _) => return Ok(Admitted::Answered(Redirect::to("/setup").into_response())),
        (Some(_), Access::FirstStart) => return Err(Trouble::NotFound),
        (Some(_), _) => {}
    }
    let Some((caller, locked)) = caller(app, practice, request.headers(), request.uri().path())? else {
        return Ok(Admitted::Answered(to_sign_in(app, request).await?));
    };
    if locked && access != Access::SignIn {
        return Ok(Admitted::Answered(keep_and_ask(app, &caller, request).await?));
    }
    if !access.allows(&caller.roles) {
        return Err(Trouble::Forbidden);
    }
    request.extensions_mut().insert(caller);
    Ok(Admitted::Through(request))
}

/// Whoever calls with the token of this address. What guesses is slowed down; a link that is good is no guess, or one stranger
/// behind the clinic's proxy could keep every patient's answers out.
fn holder(app: &App, practice: &Practice, request: &Request) -> Result<Holder, Trouble> {
    let token = request.uri().path().strip_prefix(LINK_PATH).unwrap_or_default();
    let link = tokio::task::block_in_place(|| app.clinic.links.find(token, App::now()))?;
    if let Some(link) = link.filter(|link| link.clinic == practice.id) {
        return Ok(Holder { link, token: token.to_owned(), practice: practice.clone() });
    }
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let address = address.map_or(String::new(), |ConnectInfo(address)| address.ip().to_string());
    if app.tries_link.len() > LINK_ADDRESSES_KEPT_MAX {
        app.tries_link.retain_recent();
    }
    let wait = app.tries_link.check_key(&address).is_err();
    Err(if wait { Trouble::TooMany(LINK_WAIT_SECONDS) } else { Trouble::NotFound })
}

/// The person of the request's cookie, and whether their sign-in is locked.
fn caller(
    app: &App,
    practice: Option<&Practice>,
    headers: &HeaderMap,
    path: &str,
) -> Result<Option<(Caller, bool)>, Trouble> {
    let Some(practice) = practice else { return Ok(None) };
    let Some(token) = cookie::read(headers, app.settings.https) else { return Ok(None) };
    tokio::task::block_in_place(|| {
        let sign_ins = &app.clinic.sign_ins;
        let found =
            if path == BELL { sign_ins.glance(token, App::now()) } else { sign_ins.find(token, App::now()) };
        let Some(sign_in) = found? else { return Ok(None) };
        if sign_in.clinic != practice.id {
            return Ok(None);
        }
        let Some(row) = app.clinic.staff_row(practice.id, sign_in.staff)? else { return Ok(None) };
        if row.suspended {
            return Ok(None);
        }
        let caller = Caller { practice: practice.clone(), staff: row.id, name: row.name, roles: row.roles };
        Ok(Some((caller, sign_in.locked)))
    })
}

fn wants_json(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("json") || request.uri().path().starts_with("/fhir/")
}

/// A page leads to the sign-in and back, and what was being sent is kept in it; a program is told.
async fn to_sign_in(app: &App, request: Request) -> Result<Response, Trouble> {
    if wants_json(&request) {
        return Err(Trouble::SignedOut);
    }
    let asked_for = request.method() == Method::GET;
    let kept = Kept::of(request).await?;
    if kept.is_entry() {
        let texts = App::texts();
        let view = SignInView { kept_path: kept.path, kept: kept.fields, ..SignInView::default() };
        let page = sign_in::page(&app.door_shell(texts.get("sign-in-title")), &view, texts);
        return Ok((StatusCode::UNAUTHORIZED, page).into_response());
    }
    let target = if asked_for && kept.path != "/" {
        format!("/sign-in?{}", serde_urlencoded::to_string([("next", kept.path)]).unwrap_or_default())
    } else {
        "/sign-in".to_owned()
    };
    Ok(Redirect::to(&target).into_response())
}

/// The lock: the password is asked for, and what was being sent is kept in the page, to be sent again afterwards.
async fn keep_and_ask(app: &App, caller: &Caller, request: Request) -> Result<Response, Trouble> {
    if wants_json(&request) {
        return Err(Trouble::Locked);
    }
    let page = app.unlock_page(caller, Form::default(), Kept::of(request).await?);
    Ok((StatusCode::LOCKED, page).into_response())
}
