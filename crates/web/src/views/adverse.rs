//! Adverse events: the clinic's list, and those of a session with what became of them.

use super::field::{Field, check, hidden, segmented, select};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The clinic's list.
#[derive(Clone, Debug, Default)]
pub struct ListView {
    /// Not over, or nobody asked yet; serious ones first.
    pub open: Vec<AdverseRowView>,
    /// Over, as far as anybody knows.
    pub over: Vec<AdverseRowView>,
}

/// One of them.
#[derive(Clone, Debug, Default)]
pub struct AdverseRowView {
    /// In URLs.
    pub session_id: String,
    /// In whom.
    pub patient: String,
    /// When.
    pub day: When,
    /// What.
    pub kind: String,
    /// How bad.
    pub grade: String,
    /// CTCAE, 1 to 5.
    pub ctcae: Option<u8>,
    /// How it stands; none until it was followed.
    pub outcome: Option<String>,
    /// Whether it is serious.
    pub serious: bool,
    /// Whether it was told of after the signature.
    pub late: bool,
}

/// Those of a session.
#[derive(Clone, Debug, Default)]
pub struct SessionAdverseView {
    /// In URLs.
    pub session_id: String,
    /// In URLs.
    pub patient_id: String,
    /// Whose.
    pub patient: String,
    /// The session's day.
    pub day: When,
    /// Oldest first.
    pub events: Vec<EventView>,
    /// What is done after a serious one: value and words.
    pub steps: Vec<(&'static str, String)>,
    /// The form for one that came up later.
    pub late: LateView,
}

/// One with what became of it.
#[derive(Clone, Debug, Default)]
pub struct EventView {
    /// In URLs.
    pub id: String,
    /// What.
    pub kind: String,
    /// How bad, as followed last.
    pub grade: String,
    /// The same as in forms.
    pub grade_value: String,
    /// How it stands, as in forms.
    pub outcome_value: String,
    /// CTCAE, 1 to 5.
    pub ctcae: Option<u8>,
    /// When it was recorded.
    pub at: When,
    /// From which needle.
    pub needle: Option<String>,
    /// The patient's answer that told of it: when, and how long after the session.
    pub answer: Option<String>,
    /// In words.
    pub text: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// Whether it is serious.
    pub serious: bool,
    /// Whether it was told of after the signature.
    pub late: bool,
    /// Steps that are done.
    pub steps: Vec<String>,
    /// Entries, oldest first.
    pub followed: Vec<FollowedView>,
    /// `grade`, `ctcae`, `outcome`, `follow_text`, `steps`; empty proposes what holds.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct FollowedView {
    /// When.
    pub at: When,
    /// By whom.
    pub by: String,
    /// How bad.
    pub grade: String,
    /// CTCAE, 1 to 5.
    pub ctcae: Option<u8>,
    /// How it stood.
    pub outcome: String,
    /// In words.
    pub text: String,
}

/// The form for one that came up later.
#[derive(Clone, Debug, Default)]
pub struct LateView {
    /// The patient's answer that it is filled in from: when, and how long after the session.
    pub answer: Option<String>,
    /// Kinds: value and word.
    pub kinds: Vec<(&'static str, String)>,
    /// Needles: id and words.
    pub needles: Vec<(String, String)>,
    /// `adverse_kind`, `grade`, `needle`, `adverse_text`, `adverse_action`, `answer`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The clinic's list.
pub fn list_page(shell: &Shell, view: &ListView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("adverse-list-title")) } p.lede { (t("adverse-list-lede")) } }
        @if view.open.is_empty() && view.over.is_empty() {
            (ui::empty(&t("adverse-list-none-title"), &t("adverse-list-none"), &html! {}))
        } @else {
            section.adverse-list {
                h2 { (t("adverse-open")) }
                @if view.open.is_empty() { p.soft { (t("adverse-open-none")) } } @else { (rows(&view.open, texts)) }
            }
            @if !view.over.is_empty() { section.adverse-list { h2 { (t("adverse-over")) } (rows(&view.over, texts)) } }
        }
    };
    document(shell, texts, Dress { class: "narrow", styles: &["css/adverse.css"], ..Dress::default() }, main)
}

fn rows(rows: &[AdverseRowView], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        ul.rows.adverse-rows { @for row in rows { li { a.row href={ "/sessions/" (row.session_id) "/adverse-events" } {
            span { strong { (row.kind) } ", " (row.grade) @if let Some(grade) = row.ctcae { ", " (texts.with("adverse-ctcae-of", &[("grade", grade.into())])) } }
            span { (row.patient) ", " (row.day) @if row.late { " " span.soft { (t("adverse-late")) } } }
            span { @if row.serious { (chip(&t("adverse-serious"), Tone::Stop)) " " } (row.outcome.clone().unwrap_or_else(|| t("adverse-outcome-none"))) }
        } } } }
    }
}

/// Those of a session.
pub fn session_page(shell: &Shell, view: &SessionAdverseView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title {
            h1 { (t("adverse-of-session")) }
            p.lede { a href={ "/patients/" (view.patient_id) } { (view.patient) } ", " a href={ "/sessions/" (view.session_id) "/note" } { (view.day) } }
        }
        @for event in &view.events { (one(view, event, texts)) }
        (late(view, texts))
    };
    document(shell, texts, Dress { class: "narrow", styles: &["css/adverse.css"], ..Dress::default() }, main)
}

fn one(view: &SessionAdverseView, event: &EventView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/sessions/{}/adverse-events/{}", view.session_id, event.id);
    html! {
        article.adverse-event.serious[event.serious] {
            h2 { (event.kind) ", " (event.grade) @if event.serious { " " (chip(&t("adverse-serious"), Tone::Stop)) } }
            p.soft.small { (texts.with("adverse-when", &[("when", event.at.text.as_str().into())])) @if event.late { ", " (t("adverse-late")) } }
            @if let Some(needle) = &event.needle { p { (t("adverse-letter-needle")) " " (needle) } }
            @if let Some(answer) = &event.answer { p.soft { (answer) } }
            @if let Some(text) = &event.text { p { (text) } }
            @if let Some(action) = &event.action { p { (t("adverse-letter-action")) ": " (action) } }
            @if !event.followed.is_empty() {
                ol.followed { @for entry in &event.followed { li {
                    p { strong { (entry.outcome) } ", " (entry.grade) @if let Some(grade) = entry.ctcae { ", " (texts.with("adverse-ctcae-of", &[("grade", grade.into())])) } }
                    p { (entry.text) }
                    p.soft.small { (entry.at) ", " (entry.by) }
                } } }
            }
            details open[event.serious || event.form.is_refused()] {
                summary { (t("follow-title")) }
                (ui::summary(&event.form, texts))
                (follow_form(&base, event, &view.steps, texts))
            }
            @if event.serious { p { a.button href={ (base) "/letter.pdf" } { (t("adverse-letter")) } } }
        }
    }
}

fn follow_form(base: &str, event: &EventView, steps: &[(&str, String)], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let proposed;
    let form = if event.form.fields().is_empty() {
        let ctcae = event.ctcae.map_or(String::new(), |grade| grade.to_string());
        let mut fields = vec![("ctcae", ctcae), ("outcome", event.outcome_value.clone())];
        fields.extend(event.steps.iter().map(|step| ("steps", step.clone())));
        proposed = Form::of(fields);
        &proposed
    } else {
        &event.form
    };
    let outcomes: Vec<(&str, String)> = [
        ("ongoing", t("outcome-ongoing")),
        ("recovered", t("outcome-recovered")),
        ("lasting", t("outcome-lasting")),
        ("died", t("outcome-died")),
        ("unknown", t("outcome-unknown")),
    ]
    .into();
    html! {
        form.sheet method="post" novalidate action={ (base) "/follow-ups" } {
            (ui::command(&event.command_id))
            (segmented(form, "grade", &t("grade"), &grades(texts), &event.grade_value, &event.id))
            (Field::number("ctcae", t("ctcae")).hint(t("ctcae-hint")).optional(t("optional")).within(&event.id).draw(form))
            (select(form, "outcome", &t("outcome-label"), &outcomes, &event.id))
            (Field::prose("follow_text", t("follow-text"), 3).within(&event.id).draw(form))
            @if event.serious {
                fieldset.steps {
                    legend { (t("steps-title")) }
                    @for (step, words) in steps { (check(form, "steps", step, words, "")) }
                    p.small.soft { (t("steps-source")) }
                }
            }
            div.form-foot { button.button.primary type="submit" { (t("follow-save")) } }
        }
    }
}

fn grades(texts: &Texts) -> [(&'static str, String); 3] {
    [
        ("mild", texts.get("grade-mild")),
        ("moderate", texts.get("grade-moderate")),
        ("major", texts.get("grade-major")),
    ]
}

fn late(view: &SessionAdverseView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (late, form) = (&view.late, &view.late.form);
    let kinds: Vec<(&str, String)> = late.kinds.clone();
    let mut needles: Vec<(&str, String)> = vec![("", t("adverse-no-needle"))];
    needles.extend(late.needles.iter().map(|(id, words)| (id.as_str(), words.clone())));
    html! {
        details.adverse-late #late open[view.events.is_empty() || form.is_refused() || late.answer.is_some()] {
            summary { (t("adverse-late-title")) }
            @if let Some(answer) = &late.answer { p.read-with { (answer) " " (t("adverse-from-answer-text")) } } @else { p { (t("adverse-late-text")) } }
            (ui::summary(form, texts))
            form.sheet method="post" novalidate action={ "/sessions/" (view.session_id) "/adverse-events/late" } {
                (ui::command(&late.command_id))
                @if late.answer.is_some() { (hidden("answer", form.value("answer"))) }
                (select(form, "adverse_kind", &t("adverse-kind"), &kinds, ""))
                // Of a patient's answer nobody has said yet how bad it was.
                (segmented(form, "grade", &t("grade"), &grades(texts), if late.answer.is_some() { "" } else { "mild" }, ""))
                (select(form, "needle", &t("adverse-needle"), &needles, ""))
                (Field::prose("adverse_text", t("adverse-text"), 2).optional(t("optional")).draw(form))
                (Field::text("adverse_action", t("adverse-action")).hint(t("adverse-action-hint")).draw(form))
                div.form-foot { button.button.primary type="submit" { (t("adverse-late-record")) } }
            }
        }
    }
}
