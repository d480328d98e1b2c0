//! Today: sessions that are not finished, whoever was seen lately, and the way to a new patient.

use super::patients::{PatientRow, row};
use super::ringing::{self, RingingView};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::texts::Texts;
use maud::{Markup, html};

/// The first page after the door.
#[derive(Clone, Debug, Default)]
pub struct TodayView {
    /// Today, in words.
    pub day: When,
    /// Patients' answers that nobody has taken on, most urgent first.
    pub ringing: Vec<RingingView>,
    /// Patients' answers that somebody has taken on and nobody closed.
    pub taken_on: Vec<RingingView>,
    /// Whether patients have nobody to call yet; said to the clinic lead alone.
    pub nobody_to_call: bool,
    /// Sessions that are open or wait for a signature, needles in first.
    pub open: Vec<OpenSession>,
    /// Patients seen last.
    pub lately: Vec<PatientRow>,
}

/// A session that is not finished.
#[derive(Clone, Debug, Default)]
pub struct OpenSession {
    /// In URLs.
    pub id: String,
    /// Of whom.
    pub patient: String,
    /// For what.
    pub complaint: String,
    /// Who needles.
    pub practitioner: String,
    /// When it began.
    pub started: When,
    /// How far it is.
    pub stage: Stage,
    /// Needles that are still in the patient.
    pub needles_still_in: u32,
    /// Needles placed so far.
    pub needles_placed: u32,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Needles can be placed.
    #[default]
    Open,
    /// Counted and closed, not signed.
    WaitingForSignature,
    /// Signed: for reading.
    Signed,
}

/// The page.
pub fn page(shell: &Shell, view: &TodayView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title.with-action {
            div { p.overline { (view.day) } h1 { (t("today-title")) } }
            div.button-row {
                @if shell.signed_in.as_ref().is_some_and(|person| person.practitioner) {
                    a.button.quiet href="/adverse-events" { (t("adverse-list-link")) }
                }
                a.button.primary href="/patients/new" { (t("register-patient")) }
            }
        }
        (ringing::section(&view.ringing, texts))
        @if view.nobody_to_call {
            p.reminder { (t("aftercare-nobody-to-call")) " " a href="/clinic/telephone" { (t("aftercare-contact-link")) } }
        }
        @if !view.open.is_empty() {
            section.block {
                h2 { (t("open-title")) }
                ul.open-sessions { @for session in &view.open { li { (open_session(session, texts)) } } }
            }
        }
        (ringing::taken_on(&view.taken_on, texts))
        section.block {
            h2 { (t("lately-title")) }
            @if view.lately.is_empty() {
                (ui::empty(&t("no-patients-title"), &t("no-patients-text"),
                    &html! { a.button.primary href="/patients/new" { (t("register-patient")) } }))
            } @else {
                ul.rows { @for patient in &view.lately { li { (row(patient, texts)) } } }
            }
        }
    };
    document(shell, texts, Dress { class: "today narrow", ..Dress::default() }, main)
}

fn open_session(session: &OpenSession, texts: &Texts) -> Markup {
    let still_in = session.needles_still_in;
    html! {
        a.open-session.needles-in[still_in > 0] href={ "/sessions/" (session.id) } {
            span.open-count aria-hidden="true" {
                span.figure { @if still_in > 0 { (still_in) } @else { (session.needles_placed) } }
                span.unit { @if still_in > 0 { (texts.get("still-in")) } @else { (texts.get("placed")) } }
            }
            span.open-who {
                strong { (session.patient) }
                span { (session.complaint) }
                span.soft { (session.practitioner) ", " (texts.get("since")) " " (session.started) }
            }
            span.open-stage {
                @if session.stage == Stage::WaitingForSignature {
                    (chip(&texts.get("stage-unsigned"), Tone::Caution))
                } @else {
                    (chip(&texts.get("stage-open"), Tone::Plain))
                }
            }
        }
    }
}
