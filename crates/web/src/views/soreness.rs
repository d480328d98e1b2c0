//! Soreness in the days after each session, beside what is expected.

use super::ringing::record_link;
use super::time::When;
use crate::figure::over_time::{Moment, Plates};
use crate::texts::Texts;
use maud::{Markup, html};
use report::{Expected, SoreLine, soreness_course};

/// Every session that was answered, and what is expected.
#[derive(Clone, Debug, Default)]
pub struct SorenessCourse {
    /// Oldest first.
    pub sessions: Vec<SorenessView>,
    /// The band, by hours.
    pub expected: Vec<Expected>,
}

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
    /// 0 to 10, where it was said.
    pub soreness: Option<u8>,
    /// The most that is expected then.
    pub expected: u8,
    /// Where.
    pub places: String,
    /// The same on the map, where it was painted.
    pub lit: Option<Moment>,
    /// What was ticked and written.
    pub said: String,
    /// Who took it on, and what was done.
    pub owned: Option<String>,
    /// In URLs.
    pub entry_id: String,
    /// Of one that somebody took on: whether an adverse event was recorded from it.
    pub recorded: Option<bool>,
}

/// The section of the course's page; nothing where nobody answered.
pub(super) fn section(course: &SorenessCourse, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let Some(latest) = course.sessions.last() else { return html! {} };
    let line = |session: &SorenessView| -> SoreLine {
        session.answers.iter().filter_map(|answer| Some((answer.hours_after, answer.soreness?))).collect()
    };
    let lines: Vec<SoreLine> = course.sessions.iter().map(line).collect();
    let sentence = sentence(course, latest, texts);
    html! {
        section.soreness aria-labelledby="soreness-title" {
            h2 #soreness-title { (t("diary-chart-title")) }
            figure.sore-course {
                (soreness_course(&lines, &course.expected).svg(&sentence))
                figcaption {
                    (sentence)
                    p.plot-keys.small {
                        span.plot-key { (t("diary-key-expected")) } " " span.plot-key.plot-key-after { (t("diary-key-above")) }
                        @if lines.len() > 1 { " " span.soft { (t("diary-key-lines")) } }
                    }
                }
            }
            p.small.soft { (t("diary-chart-band")) }
            @for (at, session) in course.sessions.iter().enumerate().rev() {
                // The latest is what one comes for; the others are a touch away.
                details.sore-session open[at + 1 == course.sessions.len()] {
                    summary { (texts.with("diary-chart-session", &[("day", session.day.text.as_str().into())])) }
                    (answers(session, texts))
                }
            }
        }
    }
}

/// "After the session of 12 March: sore 3 of 10 at 26 h, 1 of 10 at 50 h. None of the 7 answers is above what is expected."
fn sentence(course: &SorenessCourse, latest: &SorenessView, texts: &Texts) -> String {
    let said = latest.answers.iter().filter_map(|answer| {
        let score = answer.soreness?;
        Some(
            texts
                .with("diary-chart-answer", &[("score", score.into()), ("hours", answer.hours_after.into())]),
        )
    });
    let said = said.collect::<Vec<_>>().join(", ");
    let all = || course.sessions.iter().flat_map(|session| &session.answers).filter(|a| a.soreness.is_some());
    let above = all().filter(|answer| answer.soreness > Some(answer.expected)).count();
    texts.with(
        "diary-chart-sentence",
        &[
            ("day", latest.day.text.as_str().into()),
            ("answers", said.into()),
            ("above", above.into()),
            ("all", all().count().into()),
        ],
    )
}

fn answers(session: &SorenessView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let name = texts.with("diary-chart-session", &[("day", session.day.text.as_str().into())]);
    let lit: Vec<Moment> = session.answers.iter().filter_map(|answer| answer.lit.clone()).collect();
    let plates = Plates::of(&lit);
    html! {
        @if !lit.is_empty() {
            ul.sore-lit {
                @for answer in &session.answers {
                    @if let Some(moment) = &answer.lit {
                        li { (plates.draw(moment, texts)) p.small { b { (answer.hours_after) " h" } " " (answer.places) } }
                    }
                }
            }
        }
        div.table-scroll tabindex="0" role="region" aria-label=(name) {
            table.answers {
                caption.visually-hidden { (name) }
                thead { tr { @for key in ["diary-chart-when", "diary-chart-sore", "diary-chart-where", "diary-chart-said"] { th scope="col" { (t(key)) } } } }
                tbody { @for answer in &session.answers { (row(&session.session_id, answer, texts)) } }
            }
        }
        p { a href={ "/sessions/" (session.session_id) "/note" } { (t("diary-chart-note")) } }
    }
}

fn row(session: &str, answer: &AnswerRow, texts: &Texts) -> Markup {
    let outside = answer.soreness > Some(answer.expected);
    html! {
        tr {
            th scope="row" { (answer.hours_after) " h" }
            td.score {
                @if let Some(soreness) = answer.soreness { (soreness) "/10" } @else { "–" }
                @if outside { " " span.outside { (texts.get("diary-chart-outside")) " (" (answer.expected) ")" } }
            }
            td { (answer.places) }
            td {
                (answer.said) @if let Some(owned) = &answer.owned { " " strong { (owned) } }
                @if let Some(recorded) = answer.recorded { p { (record_link(session, &answer.entry_id, recorded, texts)) } }
            }
        }
    }
}
