//! Soreness in the days after each session, beside what is expected.

use super::time::When;
use crate::texts::Texts;
use maud::{Markup, html};

/// One session with what the patient answered.
#[derive(Clone, Debug, Default)]
pub struct SorenessView {
    /// In URLs.
    pub session_id: String,
    /// When it was.
    pub day: When,
    /// Answers, oldest first.
    pub answers: Vec<AnswerRow>,
}

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct AnswerRow {
    /// Whole hours after the session.
    pub hours_after: u16,
    /// 0 to 10.
    pub soreness: u8,
    /// The most that is expected then.
    pub expected: u8,
    /// Where.
    pub places: String,
    /// What was ticked and written.
    pub said: String,
    /// Who took it on, and what was done.
    pub owned: Option<String>,
}

/// The section of the course's page; nothing where nobody answered.
pub(super) fn section(sessions: &[SorenessView], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        @if !sessions.is_empty() {
            section.soreness aria-labelledby="soreness-title" {
                h2 #soreness-title { (t("diary-chart-title")) }
                p.small.soft { (t("diary-chart-band")) }
                @for session in sessions {
                    div.table-scroll tabindex="0" role="region" aria-label=(texts.with("diary-chart-session", &[("day", session.day.text.as_str().into())])) {
                        table.answers {
                            caption { a href={ "/sessions/" (session.session_id) "/note" } { (texts.with("diary-chart-session", &[("day", session.day.text.as_str().into())])) } }
                            thead { tr { @for key in ["diary-chart-when", "diary-chart-sore", "diary-chart-where", "diary-chart-said"] { th scope="col" { (t(key)) } } } }
                            tbody { @for answer in &session.answers { (row(answer, texts)) } }
                        }
                    }
                }
            }
        }
    }
}

fn row(answer: &AnswerRow, texts: &Texts) -> Markup {
    let outside = answer.soreness > answer.expected;
    html! {
        tr {
            th scope="row" { (answer.hours_after) " h" }
            td.score {
                meter min="0" max="10" high=(answer.expected.max(1)) optimum="0" value=(answer.soreness) aria-hidden="true" {}
                " " (answer.soreness) "/10"
                @if outside { " " span.outside { (texts.get("diary-chart-outside")) " (" (answer.expected) ")" } }
            }
            td { (answer.places) }
            td { (answer.said) @if let Some(owned) = &answer.owned { " " strong { (owned) } } }
        }
    }
}
