//! A complaint: "where does it hurt?", and the page that reasons about it.

use super::chart::{Standing, StandingState, start_session};
use super::drawing::Drawing;
use super::field::Field;
use super::finding::FindingStatus;
use super::movement::{self, MovementsView};
use super::patient::{PatientHead, strip};
use super::plate;
use super::ranking::{self, RankingView};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// A new complaint.
#[derive(Clone, Debug, Default)]
pub struct NewComplaintView {
    /// Of whom.
    pub patient: PatientHead,
    /// `title`, `onset`, `provoked_by`, `stops_doing` and `cell.<region>.<side>`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The reasoning page.
#[derive(Clone, Debug, Default)]
pub struct ComplaintView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub id: String,
    /// What hurts.
    pub title: String,
    /// May be empty.
    pub onset: String,
    /// May be empty.
    pub provoked_by: String,
    /// May be empty.
    pub stops_doing: String,
    /// The last drawing, if there is one.
    pub drawing: Option<Drawing>,
    /// What explains the drawing; none while nothing is drawn, or if the clinic has switched the ranking off.
    pub ranking: Option<RankingView>,
    /// Whether the clinic has switched the ranking off.
    pub ranking_off: bool,
    /// How movements were found, and which would tell most.
    pub movements: MovementsView,
    /// What the hands found, newest first.
    pub findings: Vec<FindingRow>,
    /// Whether the screening allows a needle now.
    pub screening: Standing,
    /// Whether there is a consent.
    pub consent: Standing,
    /// The session that is open for this complaint, if one is.
    pub open_session: Option<String>,
    /// A day to come that needling is weighed against: what it is, and what is advised.
    pub coming: Option<(String, String)>,
    /// For the button that starts a session.
    pub command_id: String,
    /// Whether the patient is to be asked again, because the consent is of an earlier day.
    pub ask_consent: bool,
}

/// A finding in the list.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// The muscle's name.
    pub muscle: String,
    /// The point's number, if it is a numbered one.
    pub point: Option<String>,
    /// `L` or `R` of the patient.
    pub side: String,
    /// What the signs add up to.
    pub status: FindingStatus,
    /// Signs that were felt, in words.
    pub present: Vec<String>,
    /// Signs that were looked for and not felt, in words.
    pub absent: Vec<String>,
    /// May be empty.
    pub note: String,
    /// When it was felt.
    pub at: When,
}

/// "Where does it hurt?"
pub fn new_page(shell: &Shell, view: &NewComplaintView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.form;
    let chart = format!("/patients/{}", view.patient.id);
    let main = html! {
        (strip(&view.patient, texts))
        (ui::summary(form, texts))
        form.where-page method="post" novalidate action={ (chart) "/complaints" } {
            (ui::command(&view.command_id))
            header.title { h1 { (t("where-does-it-hurt")) } p.lede { (t("where-lede")) } }
            div.where-map { (plate::paint(form, texts)) }
            div.where-words {
                (Field::text("title", t("complaint-title")).hint(t("complaint-title-hint")).draw(form))
                (Field::text("onset", t("onset")).hint(t("onset-hint")).optional(t("optional")).draw(form))
                (Field::text("provoked_by", t("provoked-by")).optional(t("optional")).draw(form))
                (Field::text("stops_doing", t("stops-doing")).hint(t("stops-doing-hint")).optional(t("optional")).draw(form))
                div.form-foot {
                    button.button.primary type="submit" { (t("find-points")) }
                    a.button.quiet href=(chart) { (t("cancel")) }
                }
            }
        }
    };
    document(shell, texts, plate::DRESS_PAINT, main)
}

/// The reasoning page.
pub fn page(shell: &Shell, view: &ComplaintView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/patients/{}/complaints/{}", view.patient.id, view.id);
    let main = html! {
        (strip(&view.patient, texts))
        header.title.with-action {
            div { h1 { (view.title) } (words(view, texts)) }
            div.button-row {
                (gates_due(view, texts))
                @match &view.open_session {
                    Some(session) => { a.button.primary href={ "/sessions/" (session) } { (t("continue-session")) } }
                    None => { (start_session(&view.patient.id, &view.id, &view.command_id, view.ask_consent, texts)) }
                }
            }
        }
        (ui::coming(view.coming.as_ref()))
        div.reasoning {
            section.reasoning-map aria-label=(t("pain-drawing")) {
                div.plate {
                    @match &view.drawing {
                        Some(drawing) => {
                            (plate::find(&drawing.cells, texts))
                            p.caption { (t("drawn")) " " (drawing.at) ". " a href={ (base) "/drawing" } { (t("draw-again")) } }
                        }
                        None => {
                            (ui::empty(&t("no-drawing-title"), &t("no-drawing-text"),
                                &html! { a.button.primary href={ (base) "/drawing" } { (t("draw-the-pain")) } }))
                        }
                    }
                }
            }
            section.ranking aria-labelledby="ranking-title" {
                @let heading = if view.ranking_off { "findings" } else { "ranking-title" };
                div.section-head { h2 #ranking-title { (t(heading)) } a.button href={ (base) "/findings/new" } { (t("other-finding")) } }
                @if let Some(ranking) = &view.ranking {
                    (ranking::section(&base, ranking, texts))
                } @else if view.ranking_off {
                    p.soft { (t("ranking-off")) }
                } @else {
                    p.soft { (t("ranking-after-drawing")) }
                }
                (movement::section(&base, &view.movements, texts))
                @if !view.findings.is_empty() { (findings(&view.findings, texts)) }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { class: "wide", styles: &["css/body-map.css"], islands: &["islands/body-map.js"] },
        main,
    )
}

/// Onset and the rest in one quiet line each.
fn words(view: &ComplaintView, texts: &Texts) -> Markup {
    let told = [
        (texts.get("onset"), &view.onset),
        (texts.get("provoked-by"), &view.provoked_by),
        (texts.get("stops-doing"), &view.stops_doing),
    ];
    html! {
        dl.facts.in-line { @for (name, value) in told { @if !value.is_empty() { div { dt { (name) } dd { (value) } } } } }
    }
}

/// Screening and consent, where one is not in order.
fn gates_due(view: &ComplaintView, texts: &Texts) -> Markup {
    let gates = [(texts.get("screening"), &view.screening), (texts.get("consent"), &view.consent)];
    html! {
        @if gates.iter().any(|(_, gate)| gate.state != StandingState::Good) {
            ul.gates-due {
                @for (name, gate) in gates {
                    @if gate.state != StandingState::Good {
                        li { a.gate-due.stop[gate.state == StandingState::Stop] href=(gate.href) { strong { (name) } span { (gate.text) } } }
                    }
                }
            }
        }
    }
}

fn findings(findings: &[FindingRow], texts: &Texts) -> Markup {
    html! {
        section.findings {
            h2 { (texts.get("findings")) }
            ul.finding-list {
                @for finding in findings {
                    li {
                        div.finding-head {
                            strong { (finding.muscle) }
                            span { @if let Some(point) = &finding.point { (texts.get("point")) " " (point) " " } (ui::side(&finding.side, texts)) }
                            (finding.status.chip(texts))
                            span.soft.small { (finding.at) }
                        }
                        p.small {
                            @if !finding.present.is_empty() { (finding.present.join(", ")) ". " }
                            @if !finding.absent.is_empty() { span.soft { (texts.get("not-felt")) " " (finding.absent.join(", ")) ". " } }
                            @if !finding.note.is_empty() { q { (finding.note) } }
                        }
                    }
                }
            }
        }
    }
}
