//! The screening: what is asked before a needle, and what a "yes" means.

use super::field::{Field, check, hidden, segmented, select};
use super::patient::{PatientHead, strip};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The questions.
#[derive(Clone, Debug, Default)]
pub struct ScreeningView {
    /// Of whom.
    pub patient: PatientHead,
    /// In the order in which they are asked.
    pub items: Vec<ScreeningItem>,
    /// `answer.<id>` = `yes` or `no`, `reason.<id>`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// The path to go to afterwards.
    pub next: String,
    /// When the screening was answered last.
    pub last_answered: Option<When>,
    /// Parts of the body to choose from: value and words.
    pub parts: Vec<(&'static str, String)>,
}

/// One question.
#[derive(Clone, Debug, Default)]
pub struct ScreeningItem {
    /// Stable id.
    pub id: String,
    /// What is asked; "yes" is the answer that needs attention.
    pub question: String,
    /// What a "yes" means.
    pub class: ItemClass,
    /// What to do then.
    pub todo: String,
    /// Where it comes from, and how certain it is.
    pub source: String,
    /// What was answered last time; shown beside, never filled in.
    pub last_answer: Option<LastAnswer>,
    /// It does not change from visit to visit, so that last time's answer may be confirmed.
    pub proposed: bool,
}

/// What a "yes" means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemClass {
    /// No needle.
    Absolute,
    /// Go on with a reason.
    #[default]
    Relative,
    /// Say where.
    Local,
    /// To be minded.
    Precaution,
}

/// An answer of last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastAnswer {
    /// Yes or no.
    pub yes: bool,
    /// The reason that was given for going on; may be empty.
    pub reason: String,
    /// Where, in words; may be empty.
    pub places: String,
}

/// The page.
pub fn page(shell: &Shell, view: &ScreeningView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        (strip(&view.patient, texts))
        header.title {
            h1 { (t("screening-title")) }
            p.lede {
                (t("screening-lede"))
                @if let Some(last) = &view.last_answered { " " (t("last-answered")) " " (last) "." }
            }
        }
        (ui::summary(&view.form, texts))
        form.screening method="post" novalidate action={ "/patients/" (view.patient.id) "/screenings" } {
            (ui::command(&view.command_id))
            (hidden("next", &view.next))
            (as_before(view, texts))
            @for (class, heading, explanation) in [
                (ItemClass::Absolute, t("screening-absolute"), t("screening-absolute-why")),
                (ItemClass::Relative, t("screening-relative"), t("screening-relative-why")),
                (ItemClass::Local, t("screening-local"), t("screening-local-why")),
                (ItemClass::Precaution, t("screening-precaution"), t("screening-precaution-why")),
            ] {
                @let asked: Vec<_> = view.items.iter().filter(|item| item.class == class && !item.proposed).collect();
                @if !asked.is_empty() {
                    section.questions {
                        div.section-head { h2 { (heading) } p.soft.small { (explanation) } }
                        @for item in asked { (question(item, view, texts)) }
                    }
                }
            }
            div.form-foot {
                all-no.all-no hidden {
                    button.button type="button" { (t("no-to-the-rest")) " " span.all-no-count {} }
                }
                button.button.primary type="submit" { (t("screening-save")) }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { class: "narrow", islands: &["islands/all-no.js"], ..Dress::default() },
        main,
    )
}

/// What lasts from visit to visit: read out, and confirmed in one; or changed one by one.
fn as_before(view: &ScreeningView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let proposed: Vec<_> = view.items.iter().filter(|item| item.proposed).collect();
    let yes = |item: &&&ScreeningItem| item.last_answer.as_ref().is_some_and(|last| last.yes);
    let known = proposed.iter().filter(yes).count();
    let named = |item: &ScreeningItem| {
        ["answer", "place"].iter().any(|field| view.form.error(&format!("{field}.{}", item.id)).is_some())
            || !view.form.value(&format!("answer.{}", item.id)).is_empty()
    };
    html! {
        @if !proposed.is_empty() {
            section.questions.as-before data-proposed="yes" {
                div.section-head { h2 { (t("screening-as-before")) } p.soft.small { (t("screening-as-before-why")) } }
                ul.known {
                    @for item in proposed.iter().filter(yes) {
                        li {
                            strong { (item.question) }
                            @if let Some(last) = &item.last_answer {
                                @if !last.places.is_empty() { ": " (last.places) }
                                @if !last.reason.is_empty() { " – " (last.reason) }
                            }
                        }
                    }
                }
                p.soft { (texts.with("screening-no-to", &[("count", (proposed.len() - known).into())])) }
                (check(&view.form, "as_before", "yes", &t("screening-still-so"), ""))
                details open[proposed.iter().any(|item| named(item))] {
                    summary { (t("screening-change")) }
                    @for item in &proposed { (question(item, view, texts)) }
                }
            }
        }
    }
}

fn question(item: &ScreeningItem, view: &ScreeningView, texts: &Texts) -> Markup {
    let form = &view.form;
    let t = |key: &str| texts.get(key);
    let name = format!("answer.{}", item.id);
    let reason = format!("reason.{}", item.id);
    let answer = form.value(&name);
    html! {
        fieldset.question.absolute[item.class == ItemClass::Absolute].has-error[form.error(&name).is_some()]
            id=(ui::anchor(&name)) {
            legend { (item.question) }
            div.segments.yes-no {
                label { input type="radio" name=(name) value="no" checked[answer == "no"]; span { (t("no")) } }
                label { input type="radio" name=(name) value="yes" checked[answer == "yes"]; span { (t("yes")) } }
            }
            @if let Some(last) = &item.last_answer {
                p.last-answer.was-yes[last.yes] {
                    (t("last-time")) " " @if last.yes { (t("yes")) } @else { (t("no")) }
                    @if !last.places.is_empty() { ": " (last.places) }
                    @if !last.reason.is_empty() { ": " (last.reason) }
                }
            }
            @if let Some(error) = form.error(&name) { p.error { (error) } }
            div.when-yes {
                p.todo {
                    @if item.class == ItemClass::Absolute { strong.stop-word { (t("stop")) } " " }
                    (item.todo)
                }
                @if item.class == ItemClass::Relative {
                    (check(form, &format!("follow.{}", item.id), "yes", &t("follow-advice"), ""))
                    (Field::text(&reason, t("reason-to-go-on")).optional(String::new()).draw(form))
                }
                @if item.class == ItemClass::Local { (places(item, view, texts)) }
                p.source { (item.source) }
            }
        }
    }
}

/// Where it is: two parts of the body with their side.
fn places(item: &ScreeningItem, view: &ScreeningView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let sides = [("L", t("left")), ("", t("side-both")), ("R", t("right"))];
    let options: Vec<(&str, String)> =
        std::iter::once(("", t("choose"))).chain(view.parts.iter().cloned()).collect();
    html! {
        @for (n, label) in [("", t("where-is-it")), ("2", t("where-else"))] {
            div.pair {
                (select(&view.form, &format!("place{n}.{}", item.id), &label, &options, ""))
                (segmented(&view.form, &format!("side{n}.{}", item.id), &t("side"), &sides, "", ""))
            }
        }
    }
}
