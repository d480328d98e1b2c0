//! The leaflet of a signed session: looked at, made with a private link, printed.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::leaflet::{Language, code};
use crate::present::{LeafletPage, command_id, leaflet_sheet, leaflet_view};
use crate::views::leaflet::{LeafletView, LinkWords, ToolsView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chart::session::Stage;
use chart::staff::Role;
use chart::{Instant, Refusal, SessionId};
use clinic::link::LINK_DAYS;
use clinic::open::SessionRecord;
use clinic::outbox::{Address, Letter, OutboxError};
use maud::Markup;
use serde::Deserialize;
use std::sync::Arc;

/// In which language.
#[derive(Deserialize)]
pub(super) struct In {
    #[serde(default)]
    language: String,
}

/// The leaflet without a link, and the way to make one.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
    Query(asked): Query<In>,
) -> Result<Markup, Trouble> {
    let record = signed(&app, &caller, read::id(&session)?)?;
    let view = view(&app, &caller, &record, Language::of(&asked.language), None)?;
    draw(&app, &caller, &record, &view, Sending::default())
}

/// Makes a link, which ends the one before, and the leaflet with it. The page is the answer itself: the link stands in no address
/// but its own.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
    headers: HeaderMap,
    Sent(form): Sent,
) -> Result<Markup, Trouble> {
    let record = signed(&app, &caller, read::id(&session)?)?;
    let language = Language::of(form.value("language"));
    let now = App::now();
    let token =
        app.read(|c| c.links.make(caller.practice.id, record.patient, record.id, language.tag(), now))?;
    let until = now.plus_hours(LINK_DAYS * 24);
    let link = link(&app, &caller, &headers, token.as_str(), until, language);
    let view = view(&app, &caller, &record, language, Some(link))?;
    draw(&app, &caller, &record, &view, Sending::default())
}

/// The leaflet as a document; with the link, if the form brings it along.
pub(super) async fn pdf(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
    headers: HeaderMap,
    Sent(form): Sent,
) -> Result<Response, Trouble> {
    let record = signed(&app, &caller, read::id(&session)?)?;
    let language = Language::of(form.value("language"));
    let token = form.value("token");
    let known = app.read(|c| c.links.find(token, App::now()))?;
    let known = known.filter(|known| known.session == record.id && known.clinic == caller.practice.id);
    let link = known.map(|known| link(&app, &caller, &headers, token, known.expires_at, language));
    let view = view(&app, &caller, &record, language, link)?;
    let made_at = record.state.signed.map_or(record.state.opened_at, |(at, _)| at);
    let sheet = leaflet_sheet(&view, read::made_at(made_at, &caller));
    let bytes = tokio::task::block_in_place(|| report::sheet::pdf(&sheet)).map_err(|error| {
        tracing::error!(%error, "a leaflet could not be printed");
        Trouble::Internal
    })?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

/// What became of sending a link.
#[derive(Default)]
pub(super) struct Sending {
    /// What is said about it.
    said: Option<String>,
    /// The form as typed, where it has to be looked at again.
    form: Form,
}

/// Sends the link of a leaflet that was just made: `to`, `language`, `token`. The address is typed anew each time and kept nowhere but
/// on the letter.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(session): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id = sent.command_id()?;
    let Sent(mut form) = sent;
    let record = signed(&app, &caller, read::id(&session)?)?;
    let language = Language::of(form.value("language"));
    let token = form.value("token");
    let known = app.read(|c| c.links.find(token, App::now()))?;
    let known = known.filter(|known| known.session == record.id && known.clinic == caller.practice.id);
    let known = known.ok_or(Trouble::NotFound)?;
    let link = link(&app, &caller, &headers, token, known.expires_at, language);
    let view = view(&app, &caller, &record, language, Some(link.clone()))?;
    let texts = App::texts();
    let (status, said) = match Address::parse(form.value("to")) {
        // The form is not offered there; a letter would carry a link that opens nothing.
        Some(_) if app.address(&headers).is_this_machine() => {
            (StatusCode::UNPROCESSABLE_ENTITY, "sending-unreachable")
        }
        Some(to) => {
            let letter = letter(to, &caller.practice.name, &link, language);
            match app.read(|c| c.outbox.send(id, &letter)) {
                Ok(()) if app.read(|c| c.outbox.waits()) => (StatusCode::OK, "sending-done"),
                Ok(()) => (StatusCode::OK, "sending-sent"),
                Err(error) => {
                    tracing::error!(%error, "a letter did not go out");
                    match error {
                        OutboxError::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "sending-turned-away"),
                        _ => (StatusCode::SERVICE_UNAVAILABLE, "sending-failed"),
                    }
                }
            }
        }
        None => (StatusCode::UNPROCESSABLE_ENTITY, "sending-refused"),
    };
    let sending = if status == StatusCode::OK {
        Sending { said: Some(texts.get(said)), form: Form::default() }
    } else {
        form.refuse(Some("to"), texts.get(said));
        Sending { said: None, form }
    };
    Ok((status, draw(&app, &caller, &record, &view, sending)?).into_response())
}

/// What is sent: who writes, and where the page is. Nothing clinical, not even that there was a treatment.
fn letter(to: Address, clinic: &str, link: &LinkWords, language: Language) -> Letter {
    let texts = language.texts();
    let clinic = [("clinic", clinic.into())];
    let until = texts.with("letter-until", &[("day", link.until.as_str().into())]);
    Letter {
        to,
        subject: texts.with("letter-subject", &clinic),
        text: format!(
            "{}\n\n{}\n\n{}\n{until}\n\n{}\n",
            texts.get("letter-hello"),
            texts.get("letter-page"),
            link.address,
            texts.with("letter-from", &clinic)
        ),
        language: language.tag().to_owned(),
        at: App::now(),
    }
}

/// A session that is signed; one that is not has no leaflet yet.
pub(super) fn signed(app: &App, caller: &Caller, id: SessionId) -> Result<SessionRecord, Trouble> {
    let record = read::session(app, caller, id)?;
    if record.state.stage == Stage::Signed {
        Ok(record)
    } else {
        Err(Trouble::Refused(Refusal::new("diary.before_signature")))
    }
}

/// The way to the diary in words.
pub(super) fn link(
    app: &App,
    caller: &Caller,
    headers: &HeaderMap,
    token: &str,
    until: Instant,
    language: Language,
) -> LinkWords {
    let begins = app.address(headers);
    let address = format!("{begins}/d/{token}");
    let reachable = !begins.is_this_machine();
    let code = reachable.then(|| code::picture(&address, language.texts().get("leaflet-diary-code")));
    LinkWords {
        code: code.flatten(),
        reachable,
        address,
        token: token.to_owned(),
        until: language.day(clinic::zone::day(until, &caller.practice.zone)),
    }
}

pub(super) fn view(
    app: &App,
    caller: &Caller,
    record: &SessionRecord,
    language: Language,
    link: Option<LinkWords>,
) -> Result<LeafletView, Trouble> {
    let clinic = caller.practice.id;
    let (treated, practice) = app.read(|c| {
        let needled_at = record.state.standing().next_back().map_or(record.state.opened_at, |n| n.placed_at);
        let treated = c.patient_as_of(clinic, record.patient, needled_at, record.signed_seq)?;
        Ok::<_, Trouble>((treated, c.practice_state(clinic)?))
    })?;
    Ok(leaflet_view(&LeafletPage {
        record,
        treated: &treated,
        practice: &caller.practice,
        contact: practice.contact.as_ref(),
        language,
        link,
    }))
}

pub(super) fn draw(
    app: &App,
    caller: &Caller,
    record: &SessionRecord,
    view: &LeafletView,
    sending: Sending,
) -> Result<Markup, Trouble> {
    let open_until = app.read(|c| c.links.open_until(caller.practice.id, record.id, App::now()))?;
    let tools = ToolsView {
        patient_id: record.patient.to_string(),
        open_until: open_until
            .map(|until| Language::English.day(clinic::zone::day(until, &caller.practice.zone))),
        may_set_contact: caller.has(Role::ClinicLead),
        sent: sending.said,
        form: sending.form,
        command_id: command_id(),
    };
    let texts = App::texts();
    Ok(page(&app.shell(caller, texts.get("aftercare-leaflet"), Nav::Patients), view, &tools, texts))
}
