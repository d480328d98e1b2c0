//! The screening questions.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::{Caller, WantsJson};
use crate::http::answer::{inside, into_form, recorded, refused, submit};
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::present::{command_id, moment, patient_head};
use crate::views::screening::{ItemClass, LastAnswer, ScreeningItem, ScreeningView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chart::ids::ScreeningId;
use chart::patient::{self, Answers, Command};
use chart::screening::{self, Class};
use chart::{PatientId, Refusal};
use clinic::Ask;
use maud::Markup;
use serde::Deserialize;
use std::sync::Arc;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    pub(super) next: String,
}

/// The questions, with last time's answers beside them.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
    Query(next): Query<Next>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    Ok(draw(&app, &caller, id, &state, Form::default(), &next.next))
}

fn draw(app: &App, caller: &Caller, id: PatientId, state: &patient::State, form: Form, next: &str) -> Markup {
    let (_, today) = read::now(caller);
    let last = |item: &str| {
        let (_, answered) = state.screening.as_ref()?;
        let answer = answered.answers.iter().find(|a| a.item == item)?;
        Some(LastAnswer { yes: answer.yes, reason: answer.reason.clone().unwrap_or_default() })
    };
    let view = ScreeningView {
        patient: patient_head(id, state, today, true),
        items: screening::items()
            .iter()
            .map(|item| ScreeningItem {
                id: item.id.clone(),
                question: item.question.clone(),
                class: match item.class {
                    Class::Absolute => ItemClass::Absolute,
                    Class::Relative => ItemClass::Relative,
                },
                todo: item.todo.clone(),
                source: item.source.clone(),
                last_answer: last(&item.id),
            })
            .collect(),
        form,
        command_id: command_id(),
        next: inside(next).map_or_else(|| format!("/patients/{id}"), str::to_owned),
        last_answered: state.screening.as_ref().map(|(at, _)| moment(*at, &caller.practice.zone)),
    };
    page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, App::texts())
}

/// Records a round of answers.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    json: WantsJson,
    Path(patient): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let command_id = sent.command_id()?;
    let Sent(mut form) = sent;
    let (state, _) = read::chart(&app, &caller, id)?;
    let command = Command::AnswerScreening { id: ScreeningId(command_id), answers: answers(&form) };
    let next = inside(form.value("next")).map_or_else(|| format!("/patients/{id}"), str::to_owned);
    match submit(&app, &caller, command_id, Ask::Patient(id, command)).await? {
        Ok(receipt) => Ok(recorded(&receipt, &next, json)),
        Err(refusal) => {
            into_form(&beside(&refusal), &mut form);
            if let (None, Some(item)) = (beside(&refusal).field, refusal.detail.as_deref()) {
                let field = if refusal.code == "screening.reason_missing" { "reason" } else { "answer" };
                form.refuse(Some(&format!("{field}.{item}")), App::texts().refusal(refusal.code, None));
            }
            refused(&refusal, json, || Ok(draw(&app, &caller, id, &state, form, &next)))
        }
    }
}

/// A refusal about one question is shown at the question; here without its field, which the form names otherwise.
fn beside(refusal: &Refusal) -> Refusal {
    Refusal { field: None, ..refusal.clone() }
}

/// `answer.<id>` = yes or no, `reason.<id>`. A question that was not sent is left open, which is refused by name.
fn answers(form: &Form) -> Vec<Answers> {
    let asked = form.fields().iter().filter_map(|(name, value)| Some((name.strip_prefix("answer.")?, value)));
    asked
        .map(|(item, value)| Answers {
            item: item.to_owned(),
            yes: match value.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            reason: form.value(&format!("reason.{item}")).to_owned(),
        })
        .collect()
}
