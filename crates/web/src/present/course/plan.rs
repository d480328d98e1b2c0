//! What was agreed, where it stands, and what is due.

use super::CoursePage;
use crate::app::App;
use crate::form::Form;
use crate::present::{day, day_of};
use crate::views::course::PlanView;
use ::chart::course::{Coming, DayKind, Next, Plan};
use clinic::store::SessionRow;
use jiff::civil::Date;

/// The plan's form as it stands; a first plan is proposed as courses usually go (facts/clinical.md 10: 3 to 6 sessions).
pub fn plan_form(plan: Option<&Plan>) -> Form {
    let Some(plan) = plan else { return Form::of([("sessions", "6"), ("reassess_every", "3")]) };
    Form::of([
        ("sessions", plan.sessions.to_string()),
        ("reassess_every", plan.reassess_every.to_string()),
        ("goal", plan.goal.clone().unwrap_or_default()),
        ("event_kind", plan.event_kind.map_or(String::new(), |kind| kind.as_str().to_owned())),
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
    PlanView {
        goal: plan.goal.clone().unwrap_or_default(),
        progress: texts.with("plan-progress", &[("done", done.into()), ("planned", planned.into())]),
        due,
        coming: near(plan, page.today),
        event: plan.coming(page.today).filter(|coming| !coming.near).map_or(String::new(), |c| when(plan, c)),
    }
}

/// "Half marathon, 14 February 2027: in 3 days."
fn when(plan: &Plan, coming: Coming) -> String {
    let texts = App::texts();
    let event = plan.event.clone().unwrap_or_else(|| texts.get(day_kind(coming.kind)));
    let args = [("event", event.into()), ("day", day(coming.on).text.into()), ("days", coming.days.into())];
    texts.with("plan-event-in", &args)
}

/// A day to come that needling is weighed against today: what it is, and what is advised, with its source.
pub fn near(plan: &Plan, today: Date) -> Option<(String, String)> {
    let coming = plan.coming(today).filter(|coming| coming.near)?;
    let advice = match coming.kind {
        DayKind::Competition => "coming-competition",
        DayKind::Flight => "coming-flight",
        DayKind::Dive => "coming-dive",
        DayKind::Other => "coming-other",
    };
    Some((when(plan, coming), App::texts().get(advice)))
}

/// Text key of a kind of day.
pub(in crate::present) fn day_kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Competition => "day-competition",
        DayKind::Flight => "day-flight",
        DayKind::Dive => "day-dive",
        DayKind::Other => "day-other",
    }
}

/// The plan in a few words: "6 sessions, looking again after every 3".
pub(in crate::present) fn plan_words(plan: &Plan) -> String {
    let args = [("sessions", plan.sessions.into()), ("every", plan.reassess_every.into())];
    App::texts().with("letter-plan-words", &args)
}

/// The complaint's sessions, oldest first.
fn of_this<'a>(page: &CoursePage<'a>) -> Vec<&'a SessionRow> {
    let mut sessions: Vec<&SessionRow> =
        page.sessions.iter().filter(|s| s.complaint == page.complaint).collect();
    sessions.sort_by_key(|s| s.opened_at);
    sessions
}

/// An important change of pain (facts/clinical.md 8.3, checked, chronic pain): whether it comes in the session or over several.
const IMPORTANT_PAIN: i16 = 2;

/// Whether pain eases within sessions, and whether it stays so: two sentences, where there is something to say.
pub(super) fn response(page: &CoursePage<'_>) -> Vec<String> {
    let texts = App::texts();
    let sessions = of_this(page);
    let both: Vec<(i16, i16)> =
        sessions.iter().filter_map(|s| Some((i16::from(s.pain_before?), i16::from(s.pain_after?)))).collect();
    let mut said = Vec::new();
    if !both.is_empty() {
        let eased = both.iter().filter(|(before, after)| before - after >= IMPORTANT_PAIN).count();
        let args = [("eased", eased.into()), ("count", both.len().into())];
        said.push(texts.with("response-within", &args));
    }
    let before: Vec<(usize, i16)> =
        sessions.iter().enumerate().filter_map(|(at, s)| Some((at + 1, i16::from(s.pain_before?)))).collect();
    if let [(_, start), later @ ..] = before.as_slice()
        && let Some((last, score)) = later.last()
    {
        let first = later.iter().find(|(_, score)| start - score >= IMPORTANT_PAIN);
        let holds = start - score >= IMPORTANT_PAIN;
        let args = [
            ("session", first.map_or(0, |(session, _)| *session).into()),
            ("last", (*last).into()),
            ("from", (*start).into()),
            ("to", (*score).into()),
        ];
        said.push(match (first, holds) {
            // Only one session since: nothing yet that could have stayed.
            (Some((session, _)), true) if session == last => texts.with("response-first", &args),
            (None, _) => texts.with("response-not-yet", &args),
            (Some((2, _)), true) => texts.with("response-at-once", &args),
            (Some(_), true) => texts.with("response-over-several", &args),
            (Some(_), false) => texts.with("response-lost", &args),
        });
    }
    said
}

/// Whether the planned sessions are done and nobody has said since then what follows.
pub(super) fn decision_due(page: &CoursePage<'_>) -> bool {
    let Some((_, plan)) = &page.course.plan else { return false };
    let sessions = of_this(page);
    let Some(reached) = sessions.get(usize::from(plan.sessions).saturating_sub(1)) else { return false };
    page.course.decisions.last().is_none_or(|(at, _)| *at < reached.opened_at)
}

/// What was decided, latest first.
pub(super) fn decided(page: &CoursePage<'_>) -> Vec<String> {
    let texts = App::texts();
    let words = |next: Next| match next {
        Next::Continue => texts.get("decision-continue"),
        Next::Change => texts.get("decision-change"),
        Next::Stop => texts.get("decision-stop"),
    };
    let latest_first = page.course.decisions.iter().rev();
    latest_first
        .map(|(at, decision)| {
            let args = [
                ("day", day_of(*at, page.zone).text.into()),
                ("next", words(decision.next).into()),
                ("reason", decision.reason.clone().into()),
            ];
            texts.with("decision-made", &args)
        })
        .collect()
}
