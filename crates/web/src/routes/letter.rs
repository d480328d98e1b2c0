//! Letters to whoever referred the patient, and the texts they begin with.

use super::complaint::{Around, around};
use super::course::on_page;
use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{
    CoursePage, command_id, day_of, letter_sheet, letter_text, letter_view, occasion_heading, patient_head,
    shipped_text,
};
use crate::views::letter::{
    LetterView, NewLetterView, TemplateView, TemplatesView, letter_page, new_page, templates_page,
};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chart::course::Command;
use chart::ids::LetterId;
use chart::letter::{Occasion, PLACEHOLDERS};
use chart::practice;
use clinic::Ask;
use clinic::letter::LetterRecord;
use maud::Markup;
use std::sync::Arc;

/// A letter to be written; the address says on which occasion.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    draw_new(&app, &caller, &around, Form::of(fields))
}

/// The form; its text begins with the clinic's, filled in, unless it was typed already.
fn draw_new(app: &App, caller: &Caller, around: &Around, mut form: Form) -> Result<Markup, Trouble> {
    let clinic = caller.practice.id;
    let occasion = Occasion::parse(form.value("occasion")).unwrap_or(Occasion::Start);
    let (course, practice) =
        app.read(|c| Ok::<_, Trouble>((c.course(clinic, around.complaint)?, c.practice_state(clinic)?)))?;
    let page = on_page(caller, around, &course);
    if !form.is_refused() {
        let template = practice.templates.get(&occasion).cloned().unwrap_or_else(|| shipped_text(occasion));
        let text = letter_text(&template, &page, &caller.name, &caller.practice.name);
        let to = course.letters.last().map_or(String::new(), |(_, letter)| letter.to.clone());
        form = Form::of([("to", to), ("text", text)]);
    }
    let texts = App::texts();
    let kept = course.letters.iter().rev().map(|(at, letter)| {
        let day = day_of(*at, &caller.practice.zone).text;
        let args = [("occasion", occasion_heading(letter.occasion).into()), ("day", day.into())];
        (letter.id.to_string(), texts.with("letter-written", &args))
    });
    let view = NewLetterView {
        patient: patient_head(around.id, &around.state, page.today, true),
        complaint_id: around.complaint.to_string(),
        complaint: around.title(),
        occasion: occasion.as_str().to_owned(),
        heading: occasion_heading(occasion),
        form,
        command_id: command_id(),
        kept: kept.collect(),
    };
    Ok(new_page(&app.shell(caller, view.heading.clone(), Nav::Patients), &view, texts))
}

/// Keeps a letter.
pub(super) async fn create(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let id = LetterId(asked.command_id);
    let (to, text) = (asked.text("to"), asked.text("text"));
    let ask = Occasion::parse(asked.form.value("occasion"))
        .map(|occasion| Command::WriteLetter { id, occasion, to, text })
        .map(|command| Ask::Course(around.id, around.complaint, command));
    let done = format!("{}/letters/{id}", around.path());
    asked.carry_out(ask, &done, |app, caller, form| draw_new(app, caller, &around, form)).await
}

fn record(app: &App, caller: &Caller, around: &Around, letter: &str) -> Result<LetterRecord, Trouble> {
    let id: LetterId = read::id(letter)?;
    let found = app.read(|c| c.letter(caller.practice.id, around.id, around.complaint, id))?;
    found.ok_or(Trouble::NotFound)
}

fn view(caller: &Caller, around: &Around, record: &LetterRecord) -> LetterView {
    let page = CoursePage {
        id: around.id,
        patient: &record.patient,
        complaint: around.complaint,
        course: &record.course,
        sessions: &record.sessions,
        // The day of the letter: what is said in it must not grow older.
        today: clinic::zone::day(record.at, &caller.practice.zone),
        zone: &caller.practice.zone,
    };
    letter_view(record, &page, &caller.practice)
}

/// A kept letter, as it goes out.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint, letter)): Path<(String, String, String)>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    let view = view(&caller, &around, &record(&app, &caller, &around, &letter)?);
    Ok(letter_page(&app.shell(&caller, view.heading.clone(), Nav::Patients), &view, App::texts()))
}

/// The same as a document that can be archived: the same bytes each time.
pub(super) async fn pdf(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint, letter)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    let record = record(&app, &caller, &around, &letter)?;
    let sheet = letter_sheet(&view(&caller, &around, &record), read::made_at(record.at, &caller));
    let bytes = tokio::task::block_in_place(|| report::sheet::pdf(&sheet)).map_err(|error| {
        tracing::error!(%error, "a letter could not be printed");
        Trouble::Internal
    })?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

/// The texts that letters begin with.
pub(super) async fn templates(State(app): State<Arc<App>>, caller: Caller) -> Result<Markup, Trouble> {
    draw_templates(&app, &caller, &Form::default())
}

/// `typed` is a refused form of one of them.
fn draw_templates(app: &App, caller: &Caller, typed: &Form) -> Result<Markup, Trouble> {
    let practice = app.read(|c| c.practice_state(caller.practice.id))?;
    let texts = App::texts();
    let template = |occasion: Occasion| {
        let own = practice.templates.get(&occasion);
        let refused = typed.is_refused() && typed.value("occasion") == occasion.as_str();
        TemplateView {
            occasion: occasion.as_str().to_owned(),
            name: occasion_heading(occasion),
            own: own.is_some(),
            form: if refused {
                typed.clone()
            } else {
                Form::of([("text", own.cloned().unwrap_or_else(|| shipped_text(occasion)))])
            },
            command_id: command_id(),
        }
    };
    let names: Vec<String> = PLACEHOLDERS.iter().map(|name| format!("[{name}]")).collect();
    let view =
        TemplatesView { templates: Occasion::ALL.map(template).to_vec(), placeholders: names.join(", ") };
    Ok(templates_page(&app.shell(caller, texts.get("letter-templates"), Nav::Clinic), &view, texts))
}

/// Keeps the clinic's own text of an occasion; an empty one returns to the text that came with the program.
pub(super) async fn write_template(asked: Asked) -> Result<Response, Trouble> {
    let text = asked.text("text");
    let ask = Occasion::parse(asked.form.value("occasion")).map(|occasion| {
        // What came with the program is not kept as the clinic's own.
        let text =
            if text.replace("\r\n", "\n").trim() == shipped_text(occasion) { String::new() } else { text };
        Ask::Practice(practice::Command::WriteTemplate { occasion, text })
    });
    asked.carry_out(ask, "/letter-templates", |app, caller, form| draw_templates(app, caller, &form)).await
}
