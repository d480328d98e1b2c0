//! The first page: what is open, and who was here.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::trouble::Trouble;
use crate::present::{command_id, day, moment_near, name, patient_row, sore_places, stage};
use crate::views::ringing::RingingView;
use crate::views::shell::{self, Nav};
use crate::views::today::{OpenSession, TodayView, page};
use axum::extract::State;
use chart::ids::DiaryEntryId;
use chart::session::Urgency;
use chart::staff::Role;
use maud::Markup;
use std::sync::Arc;

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    draw(&app, &caller, None)
}

/// The page; with a refused form of one of the answers that wait.
pub(super) fn draw(
    app: &App,
    caller: &Caller,
    refused: Option<(DiaryEntryId, Form)>,
) -> Result<Markup, Trouble> {
    let (_, today) = read::now(caller);
    let zone = &caller.practice.zone;
    let practice = caller.practice.id;
    let lately = app.read(|clinic| clinic.latest_patients(practice))?;
    let (mut open, ringing, taken_on) = if caller.has(Role::Practitioner) {
        app.read(|c| Ok::<_, Trouble>((c.worklist(practice)?, c.ringing(practice)?, c.taken_on(practice)?)))?
    } else {
        Default::default()
    };
    open.sort_by_key(|row| row.session.needles_placed == row.session.needles_removed);
    let complaint = |row: &clinic::store::WorklistRow| {
        let chart = app.read(|clinic| clinic.chart(caller.practice.id, row.patient.id)).ok().flatten();
        chart
            .and_then(|(state, _)| Some(state.complaint(row.session.complaint)?.told.title.clone()))
            .unwrap_or_default()
    };
    let view = TodayView {
        day: day(today),
        ringing: answers(app, caller, &ringing, refused.as_ref())?,
        taken_on: answers(app, caller, &taken_on, refused.as_ref())?,
        nobody_to_call: caller.has(Role::ClinicLead)
            && app.read(|c| c.practice_state(practice))?.contact.is_none(),
        open: open
            .iter()
            .map(|row| OpenSession {
                id: row.session.id.to_string(),
                patient: name(&row.patient.given_name, row.patient.family_name.as_deref()),
                complaint: complaint(row),
                practitioner: row.session.practitioner_name.clone(),
                started: moment_near(row.session.opened_at, today, zone),
                stage: stage(row.session.stage),
                needles_still_in: u32::from(row.session.needles_placed - row.session.needles_removed),
                needles_placed: u32::from(row.session.needles_placed),
            })
            .collect(),
        lately: lately.iter().map(|row| patient_row(row, "", today, zone)).collect(),
    };
    let texts = App::texts();
    Ok(page(&app.shell(caller, texts.get("nav-today"), Nav::Today), &view, texts))
}

/// Patients' answers as they stand on the page.
fn answers(
    app: &App,
    caller: &Caller,
    rows: &[clinic::store::RingingRow],
    refused: Option<&(DiaryEntryId, Form)>,
) -> Result<Vec<RingingView>, Trouble> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (_, today) = read::now(caller);
    let clinic = caller.practice.id;
    let (practice, people) = app.read(|c| Ok::<_, Trouble>((c.practice_state(clinic)?, c.staff(clinic)?)))?;
    let texts = App::texts();
    let emergency = practice.contact.map(|contact| contact.emergency);
    let mut waiting = Vec::with_capacity(rows.len());
    for row in rows {
        let record = read::session(app, caller, row.session)?;
        let (patient, _) = read::chart(app, caller, row.patient.id)?;
        let Some((_, entry)) = record.state.diary.iter().find(|(_, entry)| entry.id == row.entry) else {
            continue;
        };
        let mut said: Vec<String> = entry.signs.iter().map(|id| texts.get(&format!("watch-{id}"))).collect();
        if record.state.soreness_lasts(entry) {
            said.push(texts.get("diary-lasting"));
        }
        let places = sore_places(entry);
        if !places.is_empty() {
            said.push(texts.with("ringing-where", &[("places", places.into())]));
        }
        said.extend(entry.words.clone());
        waiting.push(RingingView {
            session_id: row.session.to_string(),
            entry_id: row.entry.to_string(),
            patient_id: row.patient.id.to_string(),
            patient: name(&row.patient.given_name, row.patient.family_name.as_deref()),
            phone: patient.person.as_ref().and_then(|person| person.phone.clone()),
            at: moment_near(row.at, today, &caller.practice.zone),
            hours_after: entry.hours_after,
            told: match (row.urgency, &emergency) {
                (Urgency::Emergency, Some(number)) => {
                    texts.with("ringing-emergency", &[("number", number.as_str().into())])
                }
                (Urgency::Emergency, None) => texts.get("ringing-emergency-plain"),
                (Urgency::SameDay, _) => texts.get("ringing-same-day"),
                _ => texts.get("ringing-call"),
            },
            emergency: row.urgency == Urgency::Emergency,
            soreness: entry.soreness.map(chart::values::PainScore::get),
            said,
            owner: record.state.owner_of(entry.id).map(|(at, owned)| {
                let by = people.iter().find(|p| p.id == owned.by).map_or("", |p| p.name.as_str());
                (by.to_owned(), moment_near(at, today, &caller.practice.zone))
            }),
            recorded: record.state.recorded_from(entry.id).next().is_some(),
            form: refused
                .filter(|(id, _)| *id == row.entry)
                .map_or_else(Form::default, |(_, form)| form.clone()),
            command_id: command_id(),
        });
    }
    Ok(waiting)
}

/// The bell of the header, for pages that are open already.
pub(super) async fn bell(State(app): State<Arc<App>>, caller: Caller) -> Markup {
    shell::bell(app.ringing(&caller), App::texts())
}
