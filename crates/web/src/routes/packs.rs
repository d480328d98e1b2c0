//! Packs of needles: opened, and called back.

use super::read;
use super::screening::Next;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::{inside, into_form};
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{command_id, day, day_of, muscle_name, name, size_form, usual_sizes};
use crate::views::packs::{PackRow, PacksView, RecallNeedle, RecallRow, RecallView, page, recall_page};
use crate::views::shell::Nav;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chart::Refusal;
use chart::practice::Command;
use chart::values::NeedleSize;
use clinic::Ask;
use clinic::store::lot_key;
use maud::Markup;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// Which lot.
#[derive(Deserialize)]
pub(super) struct Lot {
    #[serde(default)]
    lot: String,
}

/// The packs of today, and the way to a recall.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(next): Query<Next>,
) -> Result<Markup, Trouble> {
    draw(&app, &caller, Form::of([("next", next.next)]))
}

fn draw(app: &App, caller: &Caller, form: Form) -> Result<Markup, Trouble> {
    draw_with(app, caller, form, Form::default())
}

fn draw_with(app: &App, caller: &Caller, form: Form, recall: Form) -> Result<Markup, Trouble> {
    let (_, today) = read::now(caller);
    let clinic_id = caller.practice.id;
    let (state, used) = app.read(|c| Ok::<_, Trouble>((c.practice_state(clinic_id)?, c.lots(clinic_id)?)))?;
    let makers: BTreeSet<String> = state.lots.iter().filter_map(|lot| lot.maker.clone()).collect();
    let open = state.lots_on(today).map(|lot| PackRow {
        lot: lot.lot.clone(),
        maker: lot.maker.clone().unwrap_or_default(),
        size: lot.size.map_or(String::new(), |size| size.to_string()),
        until: lot.expires_on.map_or(String::new(), |until| day(until).text),
    });
    let view = PacksView {
        open: open.collect(),
        next: inside(form.value("next")).unwrap_or_default().to_owned(),
        form,
        recall,
        sizes: usual_sizes(),
        makers: makers.into_iter().collect(),
        used,
        command_id: command_id(),
    };
    let texts = App::texts();
    Ok(page(&app.shell(caller, texts.get("packs-title"), Nav::None), &view, texts))
}

/// Opens a pack: today's needles of its size come from it.
pub(super) async fn open(asked: Asked) -> Result<Response, Trouble> {
    let command = wanted(&asked.form).map(Ask::Practice);
    let done = inside(asked.form.value("next")).unwrap_or("/packs").to_owned();
    asked.carry_out(command, &done, draw).await
}

fn wanted(form: &Form) -> Result<Command, Refusal> {
    let expires_on = match form.value("lot_expires_on").trim() {
        "" => None,
        _ => Some(read::date_field(form, "lot_expires_on")?),
    };
    let size = match form.value("needle_size") {
        "" => None,
        size => Some(NeedleSize::parse(size)?),
    };
    let text = |field: &str| form.value(field).to_owned();
    Ok(Command::OpenLot { lot: text("lot"), maker: text("lot_maker"), expires_on, size })
}

/// Everybody who was needled from a lot.
pub(super) async fn recall(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Lot>,
) -> Result<Response, Trouble> {
    let Some(view) = recalled(&app, &caller, &asked.lot)? else { return no_lot(&app, &caller, &asked.lot) };
    let texts = App::texts();
    let shell = app.shell(&caller, texts.get("recall-title"), Nav::None);
    Ok(recall_page(&shell, &view, texts).into_response())
}

/// Nothing to compare: nobody is called back, and everybody is not either.
fn no_lot(app: &App, caller: &Caller, lot: &str) -> Result<Response, Trouble> {
    let mut form = Form::of([("lot", lot)]);
    into_form(&Refusal::missing("lot"), &mut form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_with(app, caller, Form::default(), form)?).into_response())
}

/// Who was needled from a lot; none where no letter or digit of one was given.
fn recalled(app: &App, caller: &Caller, lot: &str) -> Result<Option<RecallView>, Trouble> {
    let key = lot_key(lot);
    if key.is_empty() {
        return Ok(None);
    }
    let clinic_id = caller.practice.id;
    let zone = &caller.practice.zone;
    let rows = app.read(|c| c.recall(clinic_id, lot))?;
    let needles = rows.iter().map(|row| row.needles).sum();
    let mut view = RecallView { needles, lot: lot.to_owned(), ..RecallView::default() };
    let patients: BTreeSet<_> = rows.iter().map(|row| row.patient.id).collect();
    view.patients = u32::try_from(patients.len()).unwrap_or(u32::MAX);
    for row in rows {
        let record = app.read(|c| c.session(clinic_id, row.session.id))?.ok_or(Trouble::NotFound)?;
        let needles = record.state.needles.iter().zip(1_u32..).filter_map(|(placed, number)| {
            let pack = placed.needle.pack.as_ref().filter(|pack| lot_key(&pack.lot) == key)?;
            placed.retracted.is_none().then_some((placed, number, &pack.lot))
        });
        let place = |place: &chart::values::Place| {
            format!(
                "{} {} {}",
                muscle_name(&place.muscle),
                place.point.as_deref().unwrap_or_default(),
                place.side
            )
        };
        view.rows.push(RecallRow {
            patient_id: row.patient.id.to_string(),
            patient: name(&row.patient.given_name, row.patient.family_name.as_deref()),
            record_no: row.patient.record_no.to_string(),
            session_id: row.session.id.to_string(),
            day: day_of(row.session.opened_at, zone),
            practitioner: row.session.practitioner_name.clone(),
            needles: needles
                .map(|(placed, number, lot)| RecallNeedle {
                    number,
                    place: format!("{}, {}", place(&placed.needle.place), size_form(placed.needle.size)),
                    lot: lot.clone(),
                })
                .collect(),
        });
    }
    view.matched = key;
    Ok(Some(view))
}

/// The same as a table for other programs: one line for each needle.
pub(super) async fn recall_csv(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Lot>,
) -> Result<Response, Trouble> {
    let Some(view) = recalled(&app, &caller, &asked.lot)? else { return no_lot(&app, &caller, &asked.lot) };
    let mut csv = "asked,matched,lot,record_no,patient,day,session,practitioner,needle,place\r\n".to_owned();
    for row in &view.rows {
        for needle in &row.needles {
            let cells = [
                cell(&view.lot),
                cell(&view.matched),
                cell(&needle.lot),
                cell(&row.record_no),
                cell(&row.patient),
                cell(&row.day.machine),
                cell(&row.session_id),
                cell(&row.practitioner),
                needle.number.to_string(),
                cell(&needle.place),
            ];
            // Writing into a string cannot fail.
            let _ = write!(csv, "{}\r\n", cells.join(","));
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"recall.csv\""),
    ];
    Ok((headers, csv).into_response())
}

/// A cell: in quotation marks, and never a formula to the program that opens it.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
