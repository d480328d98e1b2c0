//! What a needle at a place is asked before it goes in, and what keeps it out: known to the page, so that a tablet without a line asks
//! the same as the server does.

use super::SessionPage;
use crate::app::App;
use atlas::Atlas;
use chart::Refusal;
use chart::policy::Hold;
use chart::screening::{self, Class, Modality};
use chart::session::risk;
use chart::values::Place;
use serde_json::{Value, json};

/// Separates the names of what may be at risk on one side a day.
const BETWEEN: &str = "|";

/// What is asked at a place.
#[derive(Default)]
pub(super) struct Asked {
    /// For the page's script, as JSON: field, code, the rule, for which needles, the sentence; empty if nothing is.
    pub(super) asks: String,
    /// What lies beneath that may be at risk on one side a day only.
    pub(super) one_side: String,
    /// Why no needle at all goes in here; empty if one may.
    pub(super) stopped: String,
}

/// What is asked at a place, without what was answered in this session already.
pub(super) fn at(page: &SessionPage<'_>, place: &Place) -> Asked {
    let mut asked = Asked { one_side: risk::one_side(Atlas::get(), place).join(BETWEEN), ..Asked::default() };
    let mut asks: Vec<Value> = Vec::new();
    both_sides(page, place, &mut asked, &mut asks);
    cautions(page, place, &mut asked, &mut asks);
    if !asks.is_empty() {
        asked.asks = Value::from(asks).to_string();
    }
    asked
}

fn both_sides(page: &SessionPage<'_>, place: &Place, asked: &mut Asked, asks: &mut Vec<Value>) {
    let state = &page.record.state;
    // Said once in a session, it is said of the next needle too.
    if state.standing().any(|placed| placed.needle.both_sides_reason.is_some()) {
        asked.one_side.clear();
        return;
    }
    let needled = state.standing().map(|placed| &placed.needle.place).chain(page.same_day);
    let Some(structure) = risk::other_side_needled(Atlas::get(), place, needled) else { return };
    let rule = &page.policy.both_sides;
    match rule.value {
        Hold::Stop => asked.stopped = App::texts().refused(&rule.refuse("needle.both_sides").with(structure)),
        Hold::Reason => {
            let refusal =
                rule.refuse("needle.both_sides_reason_missing").on("both_sides_reason").with(structure);
            asks.push(ask(&refusal, "both_sides", Modality::Any, structure));
        }
    }
}

fn cautions(page: &SessionPage<'_>, place: &Place, asked: &mut Asked, asks: &mut Vec<Value>) {
    let Some((_, screening)) = page.patient.screening_at(page.now) else { return };
    let said = |rule: &str| {
        let cautions = page.record.state.standing().flat_map(|placed| &placed.needle.cautions);
        cautions.into_iter().any(|caution| caution.rule == rule)
    };
    for (item, rule) in screening::awake(screening, Atlas::get(), place) {
        let refuse = |code| {
            let question = item.map_or("For everybody", |item| item.question.as_str());
            Refusal::new(code).with(rule.todo.clone()).because(question, rule.source(item))
        };
        match (rule.class, rule.modality) {
            (Class::Absolute, Modality::Any) => {
                asked.stopped = App::texts().refusal("screening.site_stop", Some(&rule.todo));
            }
            (Class::Absolute, when) => {
                asks.push(ask(&refuse("screening.site_stop").on("technique"), &rule.id, when, ""));
            }
            (_, _) if said(&rule.id) => {}
            (_, when) => {
                let refusal = refuse("screening.site_reason_missing").on("caution_reason").by_rule(&rule.id);
                asks.push(ask(&refusal, &rule.id, when, &rule.todo));
            }
        }
    }
}

fn ask(refusal: &Refusal, rule: &str, when: Modality, todo: &str) -> Value {
    json!({
        "name": refusal.field,
        "code": refusal.code,
        "rule": rule,
        "when": when.as_str(),
        "sentence": App::texts().refused(refusal),
        "todo": todo,
    })
}
