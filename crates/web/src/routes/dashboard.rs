//! The clinic's own figures: as a page and as a file.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::into_form;
use crate::http::trouble::Trouble;
use crate::present::{dashboard_view, muscle_name};
use crate::views::dashboard::page;
use crate::views::shell::Nav;
use audit::Figures;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chart::Refusal;
use chart::staff::Role;
use chart::values::Technique;
use clinic::figures::Selection;
use std::sync::Arc;

/// What the address asks for. A muscle or person that nobody knows selects nothing, which the page shows.
fn selection(form: &Form) -> Result<Selection, Refusal> {
    let day = |field: &'static str| match form.value(field).trim() {
        "" => Ok(None),
        _ => read::date_field(form, field).map(Some),
    };
    let (from, to) = (day("from")?, day("to")?);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Refusal::new("date.before_start").on("to").with(from.to_string()));
    }
    Ok(Selection {
        from,
        to,
        muscle: Some(form.value("muscle").to_owned()).filter(|m| !m.is_empty()),
        technique: match form.value("technique") {
            "" => None,
            word => Some(Technique::parse(word)?),
        },
        twitch: match form.value("twitch") {
            "" => None,
            "yes" => Some(true),
            "no" => Some(false),
            _ => return Err(Refusal::out_of_range("twitch", "yes, no")),
        },
        practitioner: match form.value("practitioner") {
            "" => None,
            _ => Some(read::id_field(form, "practitioner")?),
        },
    })
}

fn count(app: &App, caller: &Caller, selection: &Selection) -> Result<Figures, Trouble> {
    Ok(app.read(|clinic| clinic.figures(caller.practice.id, &caller.practice.zone, selection))?)
}

/// The page. Filters that cannot be read are named beside their fields, and everything is counted.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let mut form = Form::of(fields);
    let (selection, status) = match selection(&form) {
        Ok(selection) => (selection, StatusCode::OK),
        Err(refusal) => {
            into_form(&refusal, &mut form);
            (Selection::default(), StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    let figures = count(&app, &caller, &selection)?;
    let mut people = app.read(|clinic| clinic.staff(caller.practice.id))?;
    people.retain(|person| person.roles.contains(&Role::Practitioner));
    let muscles = app.read(|clinic| clinic.muscles_needled(caller.practice.id))?;
    let mut muscles: Vec<(String, String)> =
        muscles.into_iter().map(|id| (id.clone(), muscle_name(&id))).collect();
    muscles.sort_by(|a, b| a.1.cmp(&b.1));
    let view = dashboard_view(&figures, &selection, muscles, &people, form);
    let shell = app.shell(&caller, App::texts().get("dashboard-title"), Nav::Clinic);
    Ok((status, page(&shell, &view, App::texts())).into_response())
}

/// The same as lines for a spreadsheet.
pub(super) async fn csv(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let selection = selection(&Form::of(fields)).map_err(|_| Trouble::Bad("form.unreadable"))?;
    let lines = count(&app, &caller, &selection)?.csv();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dashboard.csv\""),
    ];
    Ok((headers, lines).into_response())
}
