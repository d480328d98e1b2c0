//! Needles: in, what they did, out; put right, taken back.

use super::finding::place;
use super::read;
use super::session::ask;
use crate::app::App;
use crate::figure::is_on_body;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{
    body_mm, command_id, muscle_name, muscle_options, needle_card, needle_sizes, patient_head, size_form,
};
use crate::views::needle::{AmendView, page as amend_page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::response::Response;
use chart::session::{Command, Current, NeedleWanted};
use chart::values::{NeedleSize, Sign, Technique};
use chart::{NeedleId, Refusal, SessionId, Spot};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// A needle goes in.
pub(super) async fn create(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id = read::id(&session)?;
    let wanted = wanted(&asked.form, NeedleId(asked.command_id));
    let command = wanted.and_then(|wanted| on_body(wanted, None)).map(Command::PlaceNeedle);
    ask(asked, id, command, |view| &mut view.placing.form).await
}

/// A spot that some plate shows, or that is recorded already: plates may have changed since.
fn on_body(wanted: NeedleWanted, recorded: Option<Spot>) -> Result<NeedleWanted, Refusal> {
    match wanted.spot {
        Some(spot) if wanted.spot != recorded && !is_on_body(body_mm(spot)) => Err(Spot::off_body()),
        _ => Ok(wanted),
    }
}

fn wanted(form: &Form, id: NeedleId) -> Result<NeedleWanted, Refusal> {
    let depth = read::number_field(form, "depth_mm", "1–150")?;
    let depth_mm = depth
        .map(|mm| u16::try_from(mm).map_err(|_| Refusal::out_of_range("depth_mm", "1–150")))
        .transpose()?;
    let mut caution_reasons = form.asked_for("caution_reason");
    let general = caution_reasons.iter().rposition(|(rule, _)| rule.is_empty());
    let caution_reason = general.map_or(String::new(), |at| caution_reasons.remove(at).1);
    Ok(NeedleWanted {
        id,
        place: place(form)?,
        spot: Spot::parse(form.value("spot"))?,
        size: NeedleSize::parse(form.value("needle_size"))?,
        depth_mm,
        depth_reason: form.value("depth_reason").to_owned(),
        both_sides_reason: form.value("both_sides_reason").to_owned(),
        caution_reason,
        caution_reasons,
        approach: form.value("approach").to_owned(),
        technique: Technique::parse(form.value("technique"))?,
        current: current(form)?,
        lot: form.value("lot").to_owned(),
    })
}

/// The device's settings; none where no channel was given. `current_ma` may have a decimal.
fn current(form: &Form) -> Result<Option<Current>, Refusal> {
    let Some(channel) = read::number_field(form, "current_channel", "1–8")? else { return Ok(None) };
    let ma = form.value("current_ma").trim().replace(',', ".");
    let intensity_ma_x10 = match ma.parse::<f64>() {
        _ if ma.is_empty() => None,
        Ok(ma) if ma.is_finite() => Some((ma * 10.0).round() as i64),
        _ => return Err(Refusal::out_of_range("current_ma", "0–100 mA")),
    };
    Current::new(
        channel,
        read::number_field(form, "current_hz", "1–1000 Hz")?,
        intensity_ma_x10,
        read::number_field(form, "current_minutes", "1–120 min")?,
    )
    .map(Some)
}

/// The session and the needle of an address.
fn ids(session: &str, needle: &str) -> Result<(SessionId, NeedleId), Trouble> {
    Ok((read::id(session)?, read::id(needle)?))
}

/// Twitches, referred pain, recognised pain.
pub(super) async fn respond(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let command = response(&asked.form, needle);
    ask(asked, id, command, |view| &mut view.refused).await
}

fn response(form: &Form, needle: NeedleId) -> Result<Command, Refusal> {
    let sign = |field: &'static str| match form.value(field) {
        "" => Ok(None),
        text => Sign::parse(field, text).map(Some),
    };
    let added = read::number_field(form, "twitches_added", "0–200")?.unwrap_or(0);
    Ok(Command::RecordResponse {
        needle,
        twitches_added: u16::try_from(added).map_err(|_| Refusal::out_of_range("twitches_added", "0–200"))?,
        referred_pain: sign("referred_pain")?,
        recognised_pain: sign("recognised_pain")?,
        pain: super::session::pain_score(form, "pain")?,
        bled: match form.value("bled") {
            "" => None,
            said => Some(said == "yes"),
        },
    })
}

/// A needle comes out.
pub(super) async fn remove(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    ask(asked, id, Ok(Command::RemoveNeedle { needle }), |view| &mut view.refused).await
}

/// It did not come out.
pub(super) async fn put_back(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let command = Command::RetractRemoval { needle, reason: asked.text("reason") };
    ask(asked, id, Ok(command), |view| &mut view.refused).await
}

/// One twitch less.
pub(super) async fn untwitch(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let command = Command::RetractTwitches { needle, twitches: 1, reason: asked.text("reason") };
    ask(asked, id, Ok(command), |view| &mut view.refused).await
}

/// The needle never was.
pub(super) async fn retract(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let command = Command::RetractNeedle { needle, reason: asked.text("reason") };
    ask(asked, id, Ok(command), |view| &mut view.refused).await
}

/// The form that puts a needle right.
pub(super) async fn amending(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((session, needle)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let record = read::session(&app, &caller, id)?;
    let placed = &record.state.needle(needle).ok_or(Trouble::NotFound)?.needle;
    let form = Form::of([
        ("muscle", muscle_name(&placed.place.muscle)),
        ("point", placed.place.point.clone().unwrap_or_default()),
        ("side", placed.place.side.to_string()),
        ("spot", placed.spot.map_or(String::new(), |spot| spot.to_string())),
        ("needle_size", size_form(placed.size)),
        ("depth_mm", placed.depth_mm.map_or(String::new(), |mm| mm.to_string())),
        ("depth_reason", placed.depth_reason.clone().unwrap_or_default()),
        ("both_sides_reason", placed.both_sides_reason.clone().unwrap_or_default()),
        ("current_channel", placed.current.map_or(String::new(), |c| c.channel.to_string())),
        ("current_hz", placed.current.and_then(|c| c.frequency_hz).map_or(String::new(), |n| n.to_string())),
        ("current_ma", placed.current.and_then(|c| c.intensity_ma_x10).map_or(String::new(), tenths)),
        ("current_minutes", placed.current.and_then(|c| c.minutes).map_or(String::new(), |n| n.to_string())),
        ("technique", placed.technique.as_str().to_owned()),
        ("approach", placed.approach.clone().unwrap_or_default()),
        ("lot", placed.pack.as_ref().map_or(String::new(), |p| p.lot.clone())),
    ]);
    draw_amend(&app, &caller, id, needle, form)
}

/// Tenths as a decimal number.
fn tenths(x10: u16) -> String {
    format!("{}.{}", x10 / 10, x10 % 10)
}

fn draw_amend(
    app: &App,
    caller: &Caller,
    id: SessionId,
    needle: NeedleId,
    form: Form,
) -> Result<Markup, Trouble> {
    let record = read::session(app, caller, id)?;
    let (patient, _) = read::chart(app, caller, record.patient)?;
    let (_, today) = read::now(caller);
    let at = record.state.needles.iter().position(|n| n.needle.id == needle).ok_or(Trouble::NotFound)?;
    let view = AmendView {
        patient: patient_head(record.patient, &patient, today, true),
        session_id: id.to_string(),
        needle: needle_card(at, &record.state.needles[at], &caller.practice.zone),
        muscles: muscle_options(),
        sizes: needle_sizes(&record.state),
        form,
        command_id: command_id(),
    };
    Ok(amend_page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, App::texts()))
}

/// Puts it right.
pub(super) async fn amend(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, needle) = ids(&session, &needle)?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let reason = asked.text("reason");
    let record = read::session(&asked.app, &asked.caller, id)?;
    let recorded = record.state.needle(needle).and_then(|placed| placed.needle.spot);
    let amended = wanted(&asked.form, needle)
        .and_then(|now| on_body(now, recorded))
        .map(|now| Ask::Session(id, patient, Command::AmendNeedle { now, reason }));
    asked
        .carry_out(amended, &format!("/sessions/{id}"), |app, caller, form| {
            draw_amend(app, caller, id, needle, form)
        })
        .await
}
