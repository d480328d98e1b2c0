//! The chart: who the patient is, what hurts, what was done, and whether it helped.

use super::drawing::Cell;
use super::field::Field;
use super::patient::{PatientHead, cautions, facts};
use super::plate;
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::today::Stage;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use report::{CourseWords, PainPoint, course_ends, pain_course};

/// A patient's chart.
#[derive(Clone, Debug, Default)]
pub struct ChartView {
    /// Who.
    pub patient: PatientHead,
    /// The record; none for the front desk, who see only who the patient is.
    pub clinical: Option<ClinicalView>,
    /// For the front desk: the consent that holds, which whoever hears the patient takes back, and the id of that form's command.
    pub withdrawal: Option<(String, String)>,
}

/// The record.
#[derive(Clone, Debug, Default)]
pub struct ClinicalView {
    /// Whether the screening allows a needle now, and where to answer it.
    pub screening: Standing,
    /// Whether there is a consent, and where to record it.
    pub consent: Standing,
    /// Newest first.
    pub complaints: Vec<ComplaintCard>,
    /// Newest first.
    pub sessions: Vec<SessionRow>,
    /// Oldest first.
    pub pain: Vec<PainPoint>,
}

/// Where a precondition stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// In order, to be done, or a stop.
    pub state: StandingState,
    /// One short sentence: `Answered today, 10:12`.
    pub text: String,
    /// Where it is done or read.
    pub href: String,
}

/// In order, to be done, or a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StandingState {
    /// In order.
    Good,
    /// Not there, or run out.
    #[default]
    Due,
    /// No needle.
    Stop,
}

/// A complaint on the chart.
#[derive(Clone, Debug, Default)]
pub struct ComplaintCard {
    /// In URLs.
    pub id: String,
    /// What hurts.
    pub title: String,
    /// Since when, in the patient's words; may be empty.
    pub onset: String,
    /// What the patient cannot do; may be empty.
    pub stops_doing: String,
    /// The last drawing; empty if there is none.
    pub cells: Vec<Cell>,
    /// The session that is open for this complaint, if one is.
    pub open_session: Option<String>,
    /// For the button that starts a session.
    pub command_id: String,
    /// Whether the patient is to be asked again, because the consent is of an earlier day.
    pub ask_consent: bool,
}

/// A session on the timeline.
#[derive(Clone, Debug, Default)]
pub struct SessionRow {
    /// In URLs.
    pub id: String,
    /// When it was held.
    pub date: When,
    /// Who needled.
    pub practitioner: String,
    /// For what.
    pub complaint: String,
    /// Muscles with sides: `Upper trapezius R`.
    pub muscles: Vec<String>,
    /// How many needles.
    pub needles: u32,
    /// 0 to 10.
    pub pain_before: Option<u8>,
    /// 0 to 10.
    pub pain_after: Option<u8>,
    /// How far it is.
    pub stage: Stage,
}

/// The page.
pub fn page(shell: &Shell, view: &ChartView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let patient = &view.patient;
    let main = html! {
        header.chart-head {
            div.chart-who {
                h1 { (patient.name) }
                p.chart-facts {
                    (facts(patient, texts))
                    @if !patient.phone.is_empty() { " " a.nowrap href={ "tel:" (dialled(&patient.phone)) } { (patient.phone) } }
                    " " a.small href={ "/patients/" (patient.id) "/details" } { (t("correct-details")) }
                }
                (cautions(patient, texts))
            }
            @if let Some(clinical) = &view.clinical {
                ul.standings {
                    li { (standing(&t("screening"), &clinical.screening)) }
                    li { (standing(&t("consent"), &clinical.consent)) }
                }
            }
        }
        @match &view.clinical {
            Some(clinical) => { (record(patient, clinical, texts)) }
            None => {
                p.soft.front-desk { (t("front-desk-only")) }
                @if let Some((consent, command_id)) = &view.withdrawal {
                    details.withdrawal {
                        summary { (t("desk-withdraw")) }
                        p { (t("desk-withdraw-text")) }
                        form.stack method="post" novalidate action={ "/patients/" (patient.id) "/consents/" (consent) "/withdrawal" } {
                            (ui::command(command_id))
                            (Field::text("reason", t("withdraw-reason")).optional(t("optional")).draw(&Form::default()))
                            button.button type="submit" { (t("desk-withdraw-do")) }
                        }
                    }
                }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { class: "wide chart", styles: &["css/body-map.css"], ..Dress::default() },
        main,
    )
}

fn record(patient: &PatientHead, clinical: &ClinicalView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let new_complaint = format!("/patients/{}/complaints/new", patient.id);
    html! {
        div.chart-body {
            section.complaints aria-labelledby="complaints-title" {
                div.section-head {
                    h2 #complaints-title { (t("complaints")) }
                    @if !clinical.complaints.is_empty() { a.button href=(new_complaint) { (t("new-complaint")) } }
                }
                @if clinical.complaints.is_empty() {
                    (ui::empty(&t("no-complaint-title"), &t("no-complaint-text"),
                        &html! { a.button.primary href=(new_complaint) { (t("where-does-it-hurt")) } }))
                }
                @for complaint in &clinical.complaints { (complaint_card(patient, complaint, texts)) }
            }
            section.course aria-labelledby="course-title" {
                div.section-head { h2 #course-title { (t("course")) } }
                @if clinical.pain.is_empty() { p.soft { (t("no-course")) } }
                @else { (pain_course(&clinical.pain, &course_words(&clinical.pain, texts))) }
            }
            section.timeline aria-labelledby="sessions-title" {
                div.section-head { h2 #sessions-title { (t("sessions")) } }
                @if clinical.sessions.is_empty() { p.soft { (t("no-sessions")) } }
                @else { ol.sessions { @for session in &clinical.sessions { li { (session_row(session, texts)) } } } }
            }
        }
    }
}

/// A precondition as a link with its state.
fn standing(name: &str, standing: &Standing) -> Markup {
    let class = match standing.state {
        StandingState::Good => "standing good",
        StandingState::Due => "standing due",
        StandingState::Stop => "standing stop",
    };
    html! {
        a class=(class) href=(standing.href) { span.standing-name { (name) } span.standing-text { (standing.text) } }
    }
}

fn complaint_card(patient: &PatientHead, complaint: &ComplaintCard, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let href = format!("/patients/{}/complaints/{}", patient.id, complaint.id);
    html! {
        article.complaint-card {
            a.complaint-figure href=(href) tabindex="-1" aria-hidden="true" { (plate::small(&complaint.cells, texts)) }
            div.complaint-words {
                h3 { a href=(href) { (complaint.title) } }
                dl.facts {
                    @if !complaint.onset.is_empty() { dt { (t("onset")) } dd { (complaint.onset) } }
                    @if !complaint.stops_doing.is_empty() { dt { (t("stops-doing")) } dd { (complaint.stops_doing) } }
                }
                div.button-row {
                    @match &complaint.open_session {
                        Some(session) => { a.button.primary href={ "/sessions/" (session) } { (t("continue-session")) } }
                        None => { (start_session(&patient.id, &complaint.id, &complaint.command_id, complaint.ask_consent, texts)) }
                    }
                    a.button href=(href) { (t("open")) }
                    a.button href={ (href) "/course" } { (t("course-open")) }
                }
            }
        }
    }
}

/// The button that starts a session for a complaint. Where consent is of an earlier day the button says that the patient was
/// asked again, and pressing it records that.
pub(super) fn start_session(
    patient: &str,
    complaint: &str,
    command_id: &str,
    ask_consent: bool,
    texts: &Texts,
) -> Markup {
    html! {
        form.act method="post" action={ "/patients/" (patient) "/sessions" } {
            (ui::command(command_id))
            input type="hidden" name="complaint" value=(complaint);
            @if ask_consent { input type="hidden" name="consent_confirmed" value="yes"; }
            button.button.primary type="submit" {
                @if ask_consent { (texts.get("start-session-agreed")) } @else { (texts.get("start-session")) }
            }
        }
    }
}

fn session_row(session: &SessionRow, texts: &Texts) -> Markup {
    let href = match session.stage {
        Stage::Signed => format!("/sessions/{}/note", session.id),
        Stage::Open | Stage::WaitingForSignature => format!("/sessions/{}", session.id),
    };
    let needles = texts.with("count-needles", &[("count", session.needles.into())]);
    html! {
        a.session-row href=(href) {
            span.session-date { (session.date) }
            span.session-what {
                strong { (session.muscles.join("; ")) @if session.muscles.is_empty() { (texts.get("no-needle-yet")) } }
                span.soft { (session.complaint) ", " (needles) ", " (session.practitioner) }
            }
            span.session-pain { (pain_change(session.pain_before, session.pain_after, texts)) }
            span.session-stage {
                @match session.stage {
                    Stage::Open => { (chip(&texts.get("stage-open"), Tone::Caution)) }
                    Stage::WaitingForSignature => { (chip(&texts.get("stage-unsigned"), Tone::Caution)) }
                    Stage::Signed => { (chip(&texts.get("stage-signed"), Tone::Plain)) }
                }
            }
        }
    }
}

/// Pain before and after: `7 → 4`.
pub(super) fn pain_change(before: Option<u8>, after: Option<u8>, texts: &Texts) -> Markup {
    let number = |score: Option<u8>| score.map_or_else(|| "–".to_owned(), |score| score.to_string());
    html! {
        @if before.is_some() || after.is_some() {
            span.pain-change {
                span.visually-hidden { (texts.get("pain-before")) } span { (number(before)) }
                span.arrow aria-hidden="true" { "→" }
                span.visually-hidden { (texts.get("pain-after")) } span { (number(after)) }
            }
        }
    }
}

/// The words around the pain plot.
fn course_words(points: &[PainPoint], texts: &Texts) -> CourseWords {
    let summary = match course_ends(points) {
        Some((first, last)) => texts.with(
            "course-summary",
            &[("count", points.len().into()), ("first", first.into()), ("last", last.into())],
        ),
        None => texts.get("no-course"),
    };
    CourseWords {
        summary,
        caption: texts.get("course-caption"),
        session: texts.get("session"),
        before: texts.get("before"),
        after: texts.get("after"),
        not_asked: texts.get("not-asked"),
    }
}

/// A telephone number as a `tel:` link wants it.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
