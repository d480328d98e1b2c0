//! The screening questions.

use super::read;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::{inside, recorded, submit};
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{command_id, moment, part_words, patient_head, place_words};
use crate::views::screening::{ItemClass, LastAnswer, ScreeningItem, ScreeningView, page};
use crate::views::shell::Nav;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chart::body::{BodyPart, BodyPlace};
use chart::ids::ScreeningId;
use chart::patient::{self, Answers, Command};
use chart::screening::{self, Class};
use chart::{PatientId, Refusal};
use clinic::Ask;
use maud::Markup;
use serde::Deserialize;
use std::sync::Arc;

/// Of so many open questions the summary says which; of the others, how many.
const QUESTIONS_NAMED_MAX: usize = 6;

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
        Some(LastAnswer {
            yes: answer.yes,
            reason: answer.reason.clone().unwrap_or_default(),
            places: place_words(&answer.places),
        })
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
                    Class::Local => ItemClass::Local,
                    Class::Precaution => ItemClass::Precaution,
                },
                proposed: patient::proposed(state, item).is_some(),
                todo: item.todo.clone(),
                source: item.source.clone(),
                last_answer: last(&item.id),
            })
            .collect(),
        form,
        command_id: command_id(),
        next: inside(next).map_or_else(|| format!("/patients/{id}"), str::to_owned),
        parts: BodyPart::ALL.into_iter().map(|part| (part.as_str(), part_words(part))).collect(),
        last_answered: state.screening().map(|(at, _)| moment(*at, &caller.practice.zone)),
    };
    page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, App::texts())
}

/// Records a round of answers.
pub(super) async fn create(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    let answers = answers(&asked.form, &state).map_err(Trouble::Refused)?;
    let command = Command::AnswerScreening { id: ScreeningId(asked.command_id), answers };
    let next = inside(asked.form.value("next")).map_or_else(|| format!("/patients/{id}"), str::to_owned);
    match submit(&asked.app, &asked.caller, asked.command_id, Ask::Patient(id, command)).await? {
        Ok(receipt) => Ok(recorded(&receipt, &next, asked.json)),
        Err(refusal) => {
            // Which question it is about stands in the refusal; the message is shown there too.
            let question = refusal.detail.clone();
            let refusal = Refusal { field: None, ..refusal };
            asked.refuse(&refusal, |app, caller, mut form| {
                name(&mut form, refusal.code, question.as_deref(), &state);
                Ok(draw(app, caller, id, &state, form, &next))
            })
        }
    }
}

/// Puts the message beside the question that it is about, which is named in the summary; beside all questions, where some are open.
fn name(form: &mut Form, code: &'static str, question: Option<&str>, state: &patient::State) {
    let field = match code {
        "screening.reason_missing" => "reason",
        "screening.place_missing" => "place",
        _ => "answer",
    };
    let as_before = form.value("as_before") == "yes";
    let open = |item: &screening::Item| {
        code == "screening.incomplete"
            && form.value(&format!("answer.{}", item.id)).is_empty()
            && !(as_before && patient::proposed(state, item).is_some())
    };
    let about: Vec<&screening::Item> =
        screening::items().iter().filter(|item| Some(item.id.as_str()) == question || open(item)).collect();
    for (at, item) in about.into_iter().enumerate() {
        let field = format!("{field}.{}", item.id);
        form.refuse(Some(&field), App::texts().refusal(code, None));
        if at < QUESTIONS_NAMED_MAX {
            form.call(&field, item.question.clone());
        }
    }
}

/// `answer.<id>` = yes or no, `reason.<id>` or `follow.<id>`, `place.<id>` with `side.<id>`, a second of each. What was not
/// answered is confirmed as it was last time where `as_before` says so; otherwise it is left open, which is refused by name.
fn answers(form: &Form, state: &patient::State) -> Result<Vec<Answers>, Refusal> {
    let confirmed = form.value("as_before") == "yes";
    screening::items()
        .iter()
        .filter_map(|item| {
            let of = |field: &str| form.value(&format!("{field}.{}", item.id));
            let yes = match of("answer") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            if yes.is_none() {
                let as_before = confirmed && patient::proposed(state, item).is_some();
                return as_before
                    .then(|| Ok(Answers { item: item.id.clone(), as_before, ..Answers::default() }));
            }
            let reason = match (of("reason"), of("follow")) {
                ("", "yes") => item.todo.clone(),
                (typed, _) => typed.to_owned(),
            };
            let places = [("place", "side"), ("place2", "side2")].into_iter().filter_map(|(place, side)| {
                let side = of(side);
                let side = if side.is_empty() { String::new() } else { format!(":{side}") };
                (!of(place).is_empty()).then(|| BodyPlace::parse(&format!("{}{side}", of(place))))
            });
            Some(places.collect::<Result<Vec<_>, _>>().map(|places| Answers {
                item: item.id.clone(),
                yes,
                reason,
                places,
                as_before: false,
            }))
        })
        .collect()
}
