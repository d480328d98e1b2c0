//! What was agreed, where it stands, and what is due.

use super::CoursePage;
use crate::app::App;
use crate::form::Form;
use crate::present::day;
use crate::views::course::PlanView;
use ::chart::course::Plan;
use clinic::store::SessionRow;
use jiff::civil::Date;

/// The plan's form as it stands; a first plan is proposed as courses usually go (facts/clinical.md 10: 3 to 6 sessions).
pub fn plan_form(plan: Option<&Plan>) -> Form {
    let Some(plan) = plan else { return Form::of([("sessions", "6"), ("reassess_every", "3")]) };
    Form::of([
        ("sessions", plan.sessions.to_string()),
        ("reassess_every", plan.reassess_every.to_string()),
        ("goal", plan.goal.clone().unwrap_or_default()),
        ("event", plan.event.clone().unwrap_or_default()),
        ("event_on", plan.event_on.map_or(String::new(), |d| d.to_string())),
    ])
}

pub(super) fn plan_view(page: &CoursePage<'_>, plan: &Plan, important: usize) -> PlanView {
    let texts = App::texts();
    let sessions: Vec<&SessionRow> = page.sessions.iter().filter(|s| s.complaint == page.complaint).collect();
    let (done, planned) = (sessions.len(), usize::from(plan.sessions));
    let mut due = Vec::new();
    let last_session = sessions.iter().map(|s| s.opened_at).max();
    let last_value = page.course.measurements.iter().filter(|m| m.retracted.is_none()).map(|m| m.at).max();
    if done > 0 && done.is_multiple_of(usize::from(plan.reassess_every)) && last_value < last_session {
        due.push(texts.get("plan-due-measure"));
    }
    if done >= planned {
        due.push(match important {
            0 => texts.get("plan-due-decide"),
            count => texts.with("plan-due-some", &[("count", count.into())]),
        });
    }
    let event = plan.event_on.zip(plan.event.clone()).filter(|(on, _)| *on >= page.today);
    let days = |on: Date| on.since(page.today).map_or(0, |span| span.get_days());
    if let Some((on, event)) = &event
        && days(*on) <= SORENESS_DAYS
    {
        due.push(texts.with("plan-due-event", &[("event", event.clone().into())]));
    }
    PlanView {
        goal: plan.goal.clone().unwrap_or_default(),
        progress: texts.with("plan-progress", &[("done", done.into()), ("planned", planned.into())]),
        due,
        event: event.map_or(String::new(), |(on, event)| {
            let args = [("event", event.into()), ("day", day(on).text.into()), ("days", days(on).into())];
            texts.with("plan-event-in", &args)
        }),
    }
}

/// Soreness lasts one to two days (facts/clinical.md 4.5), and a day for the body to settle.
const SORENESS_DAYS: i32 = 3;
