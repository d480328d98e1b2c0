//! Patients' answers that wait for somebody: on top of the first page until they are taken on, and below until they are closed.

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
    /// Who took it on, and when.
    pub owner: Option<(String, When)>,
    /// Whether an adverse event was recorded from it.
    pub recorded: bool,
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

/// Those that somebody has taken on: what was done is still to be written.
pub(super) fn taken_on(answers: &[RingingView], texts: &Texts) -> Markup {
    html! {
        @if !answers.is_empty() {
            section.block.taken-on #taken-on aria-labelledby="taken-on-title" {
                h2 #taken-on-title { (texts.get("taken-on-title")) }
                ul { @for answer in answers { li { (one(answer, texts)) } } }
            }
        }
    }
}

/// A form about one that somebody has taken on, filled in from the answer; or that there is one already.
pub(super) fn record_link(session: &str, entry: &str, recorded: bool, texts: &Texts) -> Markup {
    html! {
        @if recorded {
            a.button href={ "/sessions/" (session) "/adverse-events" } { (texts.get("adverse-from-answer-done")) }
        } @else {
            a.button href={ "/sessions/" (session) "/adverse-events?answer=" (entry) "#late" } { (texts.get("adverse-from-answer")) }
        }
    }
}

fn one(answer: &RingingView, texts: &Texts) -> Markup {
    let action = format!("/sessions/{}/diary/{}", answer.session_id, answer.entry_id);
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
            @if let Some((name, at)) = &answer.owner {
                p.owner { (texts.with("taken-on-by", &[("name", name.as_str().into()), ("at", at.text.as_str().into())])) }
                form method="post" novalidate action={ (action) "/closing" } {
                    (ui::command(&answer.command_id))
                    (Field::text("note", texts.get("taken-on-note")).within(&answer.entry_id).draw(&answer.form))
                    button.button type="submit" { (texts.get("taken-on-close")) }
                }
                p { (record_link(&answer.session_id, &answer.entry_id, answer.recorded, texts)) }
            } @else {
                (ui::act(&format!("{action}/owner"), &answer.command_id, "primary", &html! { (texts.get("ringing-own")) }))
            }
        }
    }
}
