//! The course: plan, series of values as plots, and the forms.

mod body;
mod forms;
mod plan;
mod plots;

pub use body::body_frames;
pub use forms::measure_view;
pub(super) use plan::{day_kind, plan_words};
pub use plan::{near, plan_form};

use super::{command_id, patient_head};
use crate::app::App;
use crate::form::Form;
use crate::views::course::CourseView;
use crate::views::letter::Measured;
use crate::views::soreness::SorenessCourse;
use ::chart::course::{Series, State, When};
use ::chart::measure::{self, Items, Judgement, Scale};
use ::chart::{ComplaintId, PatientId, SessionId, patient};
use clinic::store::SessionRow;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plan::{decided, decision_due, plan_view, response};
use plots::{all_series, title};

/// What the page is made from.
pub struct CoursePage<'a> {
    /// Whose.
    pub id: PatientId,
    /// Their record.
    pub patient: &'a patient::State,
    /// Which complaint.
    pub complaint: ComplaintId,
    /// The folded course.
    pub course: &'a State,
    /// All of the patient's sessions, newest first.
    pub sessions: &'a [SessionRow],
    /// Today at the clinic.
    pub today: Date,
    /// The clinic's zone.
    pub zone: &'a TimeZone,
}

/// The course as it is shown; `form` is the plan's.
pub fn course_view(page: &CoursePage<'_>, form: Form) -> CourseView {
    let series = all_series(page);
    let important = series.iter().filter(|(_, j)| *j == Some(Judgement::ImportantlyBetter)).count();
    let complaint = page.patient.complaint(page.complaint).map_or(String::new(), |c| c.told.title.clone());
    CourseView {
        patient: patient_head(page.id, page.patient, page.today, true),
        complaint_id: page.complaint.to_string(),
        complaint,
        plan: page.course.plan.as_ref().map(|(_, plan)| plan_view(page, plan, important)),
        form,
        command_id: command_id(),
        response: response(page),
        decision_due: decision_due(page),
        decisions: decided(page),
        decision_command: command_id(),
        series: series.into_iter().map(|(view, _)| view).collect(),
        soreness: SorenessCourse::default(),
        body: Vec::new(),
        measures: offered(false),
        questionnaires: offered(true),
    }
}

/// What was taken twice or more.
pub(super) fn compared_series(page: &CoursePage<'_>) -> Vec<Measured> {
    let series = all_series(page).into_iter().filter(|(_, judgement)| judgement.is_some());
    let measured = series.map(|(view, _)| {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        let row = |v: &report::Visit| [v.label.clone(), shown(&v.shown[0]), shown(&v.shown[1])];
        Measured {
            rows: view.plot.visits.iter().map(row).collect(),
            plot: view.plot.drawn(),
            sentence: view.words.sentence,
            title: view.title,
        }
    });
    measured.collect()
}

/// What was measured beside a session: what, and its value before and after the needles.
pub(super) fn measured(course: &State, session: SessionId) -> Vec<(String, String)> {
    let texts = App::texts();
    let of_session = |series: Series<'_>| {
        let measure = measure::measure(series.measure)?;
        let scale = measure.scale(series.subject.motion(), series.subject.muscle())?;
        // Measured twice at the same moment, the last one stands.
        let at = |when: When| {
            let mut taken = series.values.iter().map(|value| &value.taken);
            let last = taken.rfind(|taken| taken.session == Some(session) && taken.when == when)?;
            Some(with_unit(last.value_x100, &scale))
        };
        let words = match (at(When::Before), at(When::After)) {
            (Some(before), Some(after)) => {
                texts.with("note-measured-both", &[("before", before.into()), ("after", after.into())])
            }
            (Some(before), None) => texts.with("note-measured-before", &[("before", before.into())]),
            (None, Some(after)) => texts.with("note-measured-after", &[("after", after.into())]),
            (None, None) => return None,
        };
        Some((title(course, measure, series.subject), words))
    };
    course.series().into_iter().filter_map(of_session).collect()
}

/// Measures by id and name: those whose total alone is typed, or the others.
fn offered(score_only: bool) -> Vec<(String, String)> {
    let all = measure::measures().iter().filter(|m| (m.items == Items::ScoreOnly) == score_only);
    all.map(|m| (m.id.clone(), m.name.clone())).collect()
}

/// A value with its unit: `52°`, `215.8 kPa`; scores stand alone.
fn with_unit(value_x100: i32, scale: &Scale) -> String {
    // A mean of readings is shown no finer than a tenth, as the devices are read.
    let tenth = (value_x100 + if value_x100 < 0 { -5 } else { 5 }) / 10 * 10;
    let value = measure::shown(tenth);
    match scale.unit {
        "°" | "%" => format!("{value}{}", scale.unit),
        "kPa" | "kg" | "mm" | "cm" => format!("{value} {}", scale.unit),
        _ => value,
    }
}
