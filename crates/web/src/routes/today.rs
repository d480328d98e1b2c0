//! The first page: what is open, and who was here.

use super::read;
use crate::app::App;
use crate::http::access::Caller;
use crate::http::trouble::Trouble;
use crate::present::{day, moment_near, name, patient_row, stage};
use crate::views::shell::Nav;
use crate::views::today::{OpenSession, TodayView, page};
use axum::extract::State;
use chart::staff::Role;
use maud::Markup;
use std::sync::Arc;

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let (_, today) = read::now(&caller);
    let zone = &caller.practice.zone;
    let (mut open, lately) = app.read(|clinic| {
        let open =
            if caller.has(Role::Practitioner) { clinic.worklist(caller.practice.id)? } else { Vec::new() };
        Ok::<_, Trouble>((open, clinic.latest_patients(caller.practice.id)?))
    })?;
    open.sort_by_key(|row| row.session.needles_placed == row.session.needles_removed);
    let complaint = |row: &clinic::store::WorklistRow| {
        let chart = app.read(|clinic| clinic.chart(caller.practice.id, row.patient.id)).ok().flatten();
        chart
            .and_then(|(state, _)| Some(state.complaint(row.session.complaint)?.told.title.clone()))
            .unwrap_or_default()
    };
    let view = TodayView {
        day: day(today),
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
    Ok(page(&app.shell(&caller, texts.get("nav-today"), Nav::Today), &view, texts))
}
