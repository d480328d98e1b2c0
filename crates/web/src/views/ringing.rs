//! Patients' answers that wait for somebody: on top of the first page until they are taken on.

use super::field::Field;
use super::leaflet::tel;
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// An answer that waits.
#[derive(Clone, Debug, Default)]
pub struct RingingView {
    /// In URLs.
    pub session_id: String,
    /// In URLs.
    pub entry_id: String,
    /// In URLs.
    pub patient_id: String,
    /// Who answered.
    pub patient: String,
    /// Their telephone, where it is known.
    pub phone: Option<String>,
    /// When.
    pub at: When,
    /// Hours after the treatment.
    pub hours_after: u16,
    /// What the patient was told to do.
    pub told: String,
    /// Whether that was to call for help at once.
    pub emergency: bool,
    /// 0 to 10, where it was said.
    pub soreness: Option<u8>,
    /// What was ticked and written.
    pub said: Vec<String>,
    /// `note`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// All of them, most urgent first.
pub(super) fn section(waiting: &[RingingView], texts: &Texts) -> Markup {
    html! {
        @if !waiting.is_empty() {
            section.block.ringing #ringing aria-labelledby="ringing-title" {
                h2 #ringing-title { (ui::mark()) (texts.get("ringing-title")) }
                ul { @for answer in waiting { li { (one(answer, texts)) } } }
            }
        }
    }
}

fn one(answer: &RingingView, texts: &Texts) -> Markup {
    let action = format!("/sessions/{}/diary/{}/owner", answer.session_id, answer.entry_id);
    html! {
        article.rings {
            p {
                a.patient-name href={ "/patients/" (answer.patient_id) } { (answer.patient) }
                @if let Some(phone) = &answer.phone { " " (tel(phone)) }
                " " span.soft { (answer.at) ", " (answer.hours_after) " h " a href={ "/sessions/" (answer.session_id) "/note" } { (texts.get("note-title")) } }
            }
            p { (chip(&answer.told, if answer.emergency { Tone::Stop } else { Tone::Caution })) }
            ul.said {
                @for said in &answer.said { li { (said) } }
                @if let Some(soreness) = answer.soreness { li { (texts.with("diary-sore-now", &[("score", soreness.into())])) } }
            }
            p { a.button.quiet href={ "/sessions/" (answer.session_id) "/adverse-events" } { (texts.get("adverse-link")) } }
            form method="post" novalidate action=(action) {
                (ui::command(&answer.command_id))
                (Field::text("note", texts.get("ringing-note")).within(&answer.entry_id).draw(&answer.form))
                button.button.primary type="submit" { (texts.get("ringing-own")) }
            }
        }
    }
}
