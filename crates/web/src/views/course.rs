//! The course of a complaint: plan, what was measured, and whether it helped.

use super::body_course::{self, BodyFrame};
use super::field::{Field, hidden, segmented, select};
use super::finding::{MuscleOption, place_fields};
use super::patient::{PatientHead, strip};
use super::shell::{Dress, Shell, document};
use super::soreness::{self, SorenessCourse};
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use report::{MeasurePlot, MeasureWords, measure_course};

/// The page of a course.
#[derive(Clone, Debug, Default)]
pub struct CourseView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The complaint's title.
    pub complaint: String,
    /// What was agreed, and where it stands.
    pub plan: Option<PlanView>,
    /// The plan's form: `sessions`, `reassess_every`, `goal`, `event_kind`, `event_on`, `event`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// Whether pain eases within sessions and stays so, in sentences; may be empty.
    pub response: Vec<String>,
    /// Whether the planned sessions are done and nothing was decided since.
    pub decision_due: bool,
    /// What was decided, latest first.
    pub decisions: Vec<String>,
    /// Makes a double tap of the decision happen once.
    pub decision_command: String,
    /// One per measure and subject.
    pub series: Vec<SeriesView>,
    /// The body at each of the latest sessions, oldest first.
    pub body: Vec<BodyFrame>,
    /// Soreness after each session.
    pub soreness: SorenessCourse,
    /// What can be measured: id and name.
    pub measures: Vec<(String, String)>,
    /// Questionnaires whose total is typed: id and name.
    pub questionnaires: Vec<(String, String)>,
}

/// Where a plan stands.
#[derive(Clone, Debug, Default)]
pub struct PlanView {
    /// In the patient's words; may be empty.
    pub goal: String,
    /// "Session 3 of 6."
    pub progress: String,
    /// What is due now: to look again, to decide whether to go on; may be empty.
    pub due: Vec<String>,
    /// The race or journey and how far away it is; empty where there is none, or it is near.
    pub event: String,
    /// The race or journey when it is near, and what to weigh before it, with the source.
    pub coming: Option<(String, String)>,
}

/// One measure over the course.
#[derive(Clone, Debug, Default)]
pub struct SeriesView {
    /// "Neck rotation, right, active".
    pub title: String,
    /// How sure the change is, in a word; may be empty.
    pub verdict: String,
    /// Whether that is good news.
    pub good: bool,
    /// What is drawn.
    pub plot: MeasurePlot,
    /// Around it.
    pub words: MeasureWords,
    /// Published thresholds and reference values, each in a line with its source.
    pub thresholds: Vec<String>,
    /// The query of the form to measure the same again.
    pub again: String,
    /// The single values, newest first, to take one back.
    pub values: Vec<ValueView>,
}

/// A value in the list.
#[derive(Clone, Debug, Default)]
pub struct ValueView {
    /// In URLs; empty where it belongs to a session's note and is put right there.
    pub id: String,
    /// "215.8 kPa (2.1, 2.3, 2.2 kg/cm²)".
    pub text: String,
    /// When.
    pub at: When,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The page.
pub fn page(shell: &Shell, view: &CourseView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let main = html! {
        (strip(&view.patient, texts))
        header.title.with-action {
            div { h1 { (t("course-title")) } p.lede { a href=(base) { (view.complaint) } } }
            a.button.quiet href={ (base) "/letters/new" } { (t("letters")) }
        }
        (ui::summary(&view.form, texts))
        section.course-plan aria-labelledby="plan-title" {
            h2 #plan-title { (t("plan")) }
            @if let Some(plan) = &view.plan { (plan_words(plan)) }
            @if !view.response.is_empty() { ul.response { @for sentence in &view.response { li { (sentence) } } } }
            @if !view.decisions.is_empty() { ul.decisions { @for decision in &view.decisions { li { (decision) } } } }
            @if view.plan.is_some() {
                details.decide open[view.decision_due || view.form.error("decision_reason").is_some()] {
                    summary { (t("decision")) }
                    (decision_form(&base, view, texts))
                }
            }
            details open[view.plan.is_none() || view.form.is_refused()] {
                summary { (t(if view.plan.is_some() { "plan-change" } else { "plan-make" })) }
                (plan_form(&base, view, texts))
            }
        }
        section.measure-choice aria-labelledby="measure-title" {
            h2 #measure-title { (t("measure-now")) }
            (choices(&base, &view.measures))
            details { summary { (t("measure-questionnaires")) } (choices(&base, &view.questionnaires)) }
        }
        @if view.series.is_empty() {
            (ui::empty(&t("course-empty-title"), &t("course-empty-text"), &html! {}))
        } @else {
            section.measures aria-labelledby="measures-title" {
                h2 #measures-title.visually-hidden { (t("course-measures")) }
                @for series in &view.series { (series_card(&base, series, texts)) }
            }
        }
        (body_course::section(&view.body, texts))
        (soreness::section(&view.soreness, texts))
        (evidence(texts))
    };
    let islands: &[&str] = if view.body.len() > 1 { &["islands/body-course.js"] } else { &[] };
    document(shell, texts, Dress { class: "wide", styles: &["css/course.css"], islands }, main)
}

fn choices(base: &str, measures: &[(String, String)]) -> Markup {
    html! {
        ul.choices {
            @for (id, name) in measures { li { a.button href={ (base) "/course/measurements/new?measure=" (id) } { (name) } } }
        }
    }
}

fn plan_words(plan: &PlanView) -> Markup {
    html! {
        @if !plan.goal.is_empty() { p.plan-goal { "“" (plan.goal) "”" } }
        p.plan-progress { (plan.progress) @if !plan.event.is_empty() { " " span.soft { (plan.event) } } }
        (ui::coming(plan.coming.as_ref()))
        @for due in &plan.due { p.plan-due { (due) } }
    }
}

/// What follows is decided by the practitioner; the page only makes visible that it is due.
fn decision_form(base: &str, view: &CourseView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let ways = [
        ("continue", t("decision-continue")),
        ("change", t("decision-change")),
        ("stop", t("decision-stop")),
    ];
    html! {
        form.sheet method="post" novalidate action={ (base) "/course/decisions" } {
            (ui::command(&view.decision_command))
            (segmented(&view.form, "next", &t("decision-next"), &ways, "continue", ""))
            (Field::text("decision_reason", t("decision-reason")).draw(&view.form))
            div.form-foot { button.button.primary type="submit" { (t("decision-keep")) } }
        }
    }
}

fn plan_form(base: &str, view: &CourseView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (form, optional) = (&view.form, || texts.get("optional"));
    let kinds = [
        ("", t("day-none")),
        ("competition", t("day-competition")),
        ("flight", t("day-flight")),
        ("dive", t("day-dive")),
        ("other", t("day-other")),
    ];
    html! {
        form.sheet.plan-form method="post" novalidate action={ (base) "/course/plan" } {
            (ui::command(&view.command_id))
            (Field::text("goal", t("plan-goal")).hint(t("plan-goal-hint")).optional(optional()).draw(form))
            (Field::number("sessions", t("plan-sessions")).draw(form))
            (Field::number("reassess_every", t("plan-reassess")).draw(form))
            (select(form, "event_kind", &t("plan-event-kind"), &kinds, ""))
            (Field::text("event", t("plan-event")).hint(t("plan-event-hint")).optional(optional()).draw(form))
            (Field::date("event_on", t("plan-event-on")).optional(optional()).draw(form))
            div.form-foot { button.button.primary type="submit" { (t("plan-keep")) } }
        }
    }
}

fn series_card(base: &str, series: &SeriesView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        article.measure-card {
            h3 { (series.title) @if !series.verdict.is_empty() { " " (chip(&series.verdict, if series.good { Tone::Good } else { Tone::Plain })) } }
            (measure_course(&series.plot, &series.words))
            a.again href={ (base) "/course/measurements/new?" (series.again) } { (t("measure-again")) }
            details {
                summary { (t("measure-details")) }
                @if !series.thresholds.is_empty() { ul.thresholds { @for line in &series.thresholds { li { (line) } } } }
                ul.values {
                    @for value in &series.values {
                        li {
                            span.value-words { (value.text) " " span.soft { (value.at) } }
                            @if value.id.is_empty() { span.soft { (t("measure-in-note")) } }
                            @else {
                                form.take-back method="post" action={ (base) "/course/measurements/" (value.id) "/retraction" } {
                                    (ui::command(&value.command_id))
                                    input type="text" name="reason" aria-label=(t("measure-why-wrong")) placeholder=(t("measure-why-wrong")) required;
                                    button.button.quiet type="submit" { (t("measure-take-back")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What trials show, so that a course is read against something: facts/clinical.md section 10.
fn evidence(texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        details.evidence {
            summary { (t("evidence-title")) }
            p { (t("evidence-intro")) }
            ul { @for row in ["evidence-any", "evidence-months", "evidence-neck", "evidence-motion", "evidence-sessions"] { li { (t(row)) } } }
        }
    }
}

/// The page to enter one value on.
#[derive(Clone, Debug, Default)]
pub struct MeasureView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// A measure's id.
    pub measure: String,
    /// Its name.
    pub name: String,
    /// How it is taken.
    pub how_to: String,
    /// What a missing answer counts; empty where there is one question alone.
    pub missing: String,
    /// Where that comes from.
    pub source: String,
    /// What the value is of.
    pub asks: Asks,
    /// How the value is entered.
    pub entry: Entry,
    /// Licensed: the version of the form must be named.
    pub score_only: bool,
    /// Whether a session of today is there to take it beside.
    pub beside_session: bool,
    /// The fields as typed.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// What a value is of, as the form asks for it.
#[derive(Clone, Debug, Default)]
pub enum Asks {
    /// Nothing more.
    #[default]
    Nothing,
    /// `muscle`, `point`, `side`.
    Place(Vec<MuscleOption>),
    /// `motion`, `side`, `active`: motions by id and name.
    Motion(Vec<(String, String)>),
    /// `side`.
    Side,
    /// `activity`, or `words` for a new one: known ones by id and words.
    Activity(Vec<(String, String)>),
}

/// How a value is entered.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A row of buttons: value and label.
    Score(Vec<(String, String)>),
    /// So many numbers, in a unit, the first hint says what is possible.
    Numbers {
        /// Fields.
        count: usize,
        /// Labels, as many as fields.
        labels: Vec<String>,
        /// What is possible.
        hint: String,
        /// Units to choose from; empty where there is one.
        units: Vec<(String, String)>,
    },
}

impl Default for Entry {
    fn default() -> Self {
        Self::Score(Vec::new())
    }
}

/// The name of a number's field: `value`, `value_2`, `value_3`.
pub fn value_field(index: usize) -> &'static str {
    const NAMES: [&str; 5] = ["value", "value_2", "value_3", "value_4", "value_5"];
    NAMES[index.min(NAMES.len() - 1)]
}

/// Enter one value.
pub fn measure_page(shell: &Shell, view: &MeasureView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let course = format!("/patients/{}/complaints/{}/course", view.patient.id, view.complaint_id);
    let form = &view.form;
    let main = html! {
        (strip(&view.patient, texts))
        header.title { h1 { (view.name) } p.lede { (view.how_to) } @if !view.missing.is_empty() { p { (view.missing) } } p.soft.measure-source { (view.source) } }
        (ui::summary(form, texts))
        form.sheet method="post" novalidate action={ (course) "/measurements" } {
            (ui::command(&view.command_id))
            (hidden("measure", &view.measure))
            (subject_fields(view, texts))
            (entry_fields(view, texts))
            @if view.score_only { (Field::text("form_version", t("measure-form-version")).hint(t("measure-form-version-hint")).draw(form)) }
            @if view.beside_session {
                @let moments = [("before", t("measure-before")), ("after", t("measure-after")), ("between", t("measure-between"))];
                (segmented(form, "when", &t("measure-when"), &moments, "before", ""))
            }
            (Field::text("how", t("measure-how")).hint(t("measure-how-hint")).optional(t("optional")).draw(form))
            div.form-foot {
                button.button.primary type="submit" { (t("measure-keep")) }
                a.button.quiet href=(course) { (t("cancel")) }
            }
        }
    };
    let styles: &[&str] = &["css/course.css"];
    document(shell, texts, Dress { class: "narrow", styles, ..Dress::default() }, main)
}

fn subject_fields(view: &MeasureView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.form;
    let sides = [("L", t("side-left")), ("R", t("side-right"))];
    let listed = |first: String, rows: &[(String, String)]| -> Vec<(String, String)> {
        std::iter::once((String::new(), first)).chain(rows.iter().cloned()).collect()
    };
    let borrowed = |rows: &[(String, String)]| -> Vec<(String, String)> { rows.to_vec() };
    html! {
        @match &view.asks {
            Asks::Nothing => {}
            Asks::Place(muscles) => { (place_fields(form, muscles, texts)) }
            Asks::Side => { (segmented(form, "side", &t("side"), &sides, "", "")) }
            Asks::Motion(motions) => {
                @let rows = listed(t("measure-choose-motion"), motions);
                @let options: Vec<(&str, String)> = rows.iter().map(|(id, name)| (id.as_str(), name.clone())).collect();
                (select(form, "motion", &t("measure-motion"), &options, ""))
                @let none = [("L", t("side-left")), ("R", t("side-right")), ("", t("measure-no-side"))];
                (segmented(form, "side", &t("side"), &none, "", ""))
                @let by = [("active", t("measure-active")), ("passive", t("measure-passive"))];
                (segmented(form, "active", &t("measure-moved-by"), &by, "active", ""))
            }
            Asks::Activity(known) => {
                @if !known.is_empty() {
                    @let rows = listed(t("measure-new-activity"), &borrowed(known));
                    @let options: Vec<(&str, String)> = rows.iter().map(|(id, name)| (id.as_str(), name.clone())).collect();
                    (select(form, "activity", &t("measure-activity"), &options, ""))
                }
                (Field::text("words", t("measure-activity-words")).hint(t("measure-activity-hint")).optional(t("measure-if-new")).draw(form))
            }
        }
    }
}

fn entry_fields(view: &MeasureView, texts: &Texts) -> Markup {
    let form = &view.form;
    html! {
        @match &view.entry {
            Entry::Score(options) => {
                @let options: Vec<(&str, String)> = options.iter().map(|(value, label)| (value.as_str(), label.clone())).collect();
                div.score-row { (segmented(form, "value", &texts.get("measure-value"), &options, "", "")) }
            }
            Entry::Numbers { count, labels, hint, units } => {
                div.readings {
                    @for index in 0..*count {
                        @let label = labels.get(index).cloned().unwrap_or_default();
                        @let field = Field::text(value_field(index), label).kind("text").class("short");
                        @let field = if index == 0 { field.hint(hint.clone()) } else { field.optional(String::new()) };
                        (field.draw(form))
                    }
                }
                @if !units.is_empty() {
                    @let options: Vec<(&str, String)> = units.iter().map(|(value, label)| (value.as_str(), label.clone())).collect();
                    (segmented(form, "unit", &texts.get("measure-unit"), &options, "kpa", ""))
                }
            }
        }
    }
}
