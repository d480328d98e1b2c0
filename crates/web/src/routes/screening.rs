//! The screening questions.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::{inside, recorded, submit};
use crate::http::asked::Asked;
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
        let (_, answered) = state.screening()?;
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
        last_answered: state.screening().map(|(at, _)| moment(*at, &caller.practice.zone)),
    };
    page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, App::texts())
}

/// Records a round of answers.
pub(super) async fn create(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    let command =
        Command::AnswerScreening { id: ScreeningId(asked.command_id), answers: answers(&asked.form) };
    let next = inside(asked.form.value("next")).map_or_else(|| format!("/patients/{id}"), str::to_owned);
    match submit(&asked.app, &asked.caller, asked.command_id, Ask::Patient(id, command)).await? {
        Ok(receipt) => Ok(recorded(&receipt, &next, asked.json)),
        Err(refusal) => {
            // Which question it is about stands in the refusal; the message is shown there too.
            let question = refusal.detail.clone();
            let refusal = Refusal { field: None, ..refusal };
            asked.refuse(&refusal, |app, caller, mut form| {
                if let Some(item) = question {
                    let field = if refusal.code == "screening.reason_missing" { "reason" } else { "answer" };
                    form.refuse(Some(&format!("{field}.{item}")), App::texts().refusal(refusal.code, None));
                }
                Ok(draw(app, caller, id, &state, form, &next))
            })
        }
    }
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
