//! How movements were found: free, limited, painful, or not tested.

use super::field::{segmented, select};
use super::patient::{PatientHead, strip};
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// A movement on the patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// In forms: `neck-rotation.R`, `neck-flexion.-`.
    pub key: String,
    /// In words, with its side.
    pub words: String,
}

/// The movements of a complaint's page.
#[derive(Clone, Debug, Default)]
pub struct MovementsView {
    /// What was found so far, then what would tell most.
    pub rows: Vec<Movement>,
    /// `found.<key>` of what was found so far.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The page to record any movement on.
#[derive(Clone, Debug, Default)]
pub struct MovementView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The complaint's title.
    pub complaint: String,
    /// What the form that came back had marked.
    pub rows: Vec<Movement>,
    /// Every movement of the atlas with its sides.
    pub all: Vec<Movement>,
    /// `found.<key>`, `other`, `other_found`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The results that a movement may have: in forms, and the key of its words.
const RESULTS: [(&str, &str); 4] = [
    ("free", "movement-free"),
    ("limited", "movement-limited"),
    ("painful", "movement-painful"),
    ("both", "movement-both"),
];

fn results(texts: &Texts) -> Vec<(&'static str, String)> {
    RESULTS.iter().map(|(result, key)| (*result, texts.get(key))).collect()
}

/// A form's result in words.
pub fn result_words(result: &str, texts: &Texts) -> String {
    let key = RESULTS.iter().find(|(known, _)| *known == result).map_or("movement-free", |(_, key)| key);
    texts.get(key)
}

fn rows(form: &Form, rows: &[Movement], texts: &Texts) -> Markup {
    html! {
        div.movement-rows {
            @for row in rows { (segmented(form, &format!("found.{}", row.key), &row.words, &results(texts), "", "")) }
        }
    }
}

/// In place, on the complaint's page.
pub(super) fn section(base: &str, view: &MovementsView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.movements #movements {
            div.section-head { h3 { (t("movements")) } a.button href={ (base) "/movements/new" } { (t("other-movement")) } }
            p.soft.small { (t("movements-hint")) }
            @if !view.rows.is_empty() {
                form method="post" novalidate action={ (base) "/movements" } {
                    (ui::command(&view.command_id))
                    (rows(&view.form, &view.rows, texts))
                    button.button type="submit" { (t("record-movements")) }
                }
            }
        }
    }
}

/// Record any movement.
pub fn page(shell: &Shell, view: &MovementView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let complaint = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let mut options: Vec<(&str, String)> = vec![("", t("choose-movement"))];
    options.extend(view.all.iter().map(|movement| (movement.key.as_str(), movement.words.clone())));
    let main = html! {
        (strip(&view.patient, texts))
        header.title { h1 { (t("movement-title")) } p.lede { a href=(complaint) { (view.complaint) } ". " (t("movements-hint")) } }
        (ui::summary(&view.form, texts))
        form.sheet.movements method="post" novalidate action={ (complaint) "/movements" } {
            (ui::command(&view.command_id))
            (rows(&view.form, &view.rows, texts))
            (select(&view.form, "other", &t("movement"), &options, ""))
            (segmented(&view.form, "other_found", &t("movement-found"), &results(texts), "", ""))
            div.form-foot {
                button.button.primary type="submit" { (t("record-movements")) }
                a.button.quiet href=(complaint) { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
