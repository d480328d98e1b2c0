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
use crate::form::Form;
use crate::views::course::CourseView;
use crate::views::letter::Measured;
use ::chart::course::State;
use ::chart::measure::{self, Items, Judgement, Scale};
use ::chart::{ComplaintId, PatientId, patient};
use clinic::store::SessionRow;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plan::{decided, decision_due, plan_view, response};
use plots::all_series;

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
    let title = page.patient.complaint(page.complaint).map_or(String::new(), |c| c.told.title.clone());
    CourseView {
        patient: patient_head(page.id, page.patient, page.today, true),
        complaint_id: page.complaint.to_string(),
        complaint: title,
        plan: page.course.plan.as_ref().map(|(_, plan)| plan_view(page, plan, important)),
        form,
        command_id: command_id(),
        response: response(page),
        decision_due: decision_due(page),
        decisions: decided(page),
        decision_command: command_id(),
        series: series.into_iter().map(|(view, _)| view).collect(),
        soreness: Vec::new(),
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
