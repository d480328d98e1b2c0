//! The clinic's own page: for clinic leads.

use super::read;
use crate::app::App;
use crate::http::access::Caller;
use crate::http::trouble::Trouble;
use crate::present::person_row;
use crate::views::clinic::{ClinicView, page};
use crate::views::shell::Nav;
use axum::extract::State;
use maud::Markup;
use std::sync::Arc;

/// Everybody, and what holds for everybody.
pub(super) async fn show(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    let (_, today) = read::now(&caller);
    let practice = caller.practice.id;
    let mut rows = app.read(|clinic| clinic.staff(practice))?;
    let state = app.read(|clinic| clinic.practice_state(practice))?;
    rows.sort_by_key(|row| row.suspended);
    let view = ClinicView {
        name: caller.practice.name.clone(),
        people: rows.iter().map(|row| person_row(row, today)).collect(),
        phone: state.contact.map(|contact| contact.phone),
        ranking_shown: state.reasoning.shown,
        ranking_own: state.reasoning.own_findings,
        own_letter_texts: state.templates.len(),
    };
    let texts = App::texts();
    Ok(page(&app.shell(&caller, texts.get("nav-clinic"), Nav::Clinic), &view, texts))
}
