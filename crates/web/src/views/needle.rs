//! Correcting a needle that was recorded wrongly: the old entry stays, the new one stands beside it with its reason.

use super::field::Field;
use super::finding::MuscleOption;
use super::patient::{PatientHead, strip};
use super::session::{NeedleCard, amend_fields};
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// A needle to correct.
#[derive(Clone, Debug, Default)]
pub struct AmendView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub session_id: String,
    /// As it is recorded now.
    pub needle: NeedleCard,
    /// Every muscle of the atlas, by name.
    pub muscles: Vec<MuscleOption>,
    /// Usual needle sizes.
    pub sizes: Vec<String>,
    /// The needle's fields and `reason`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The page.
pub fn page(shell: &Shell, view: &AmendView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let session = format!("/sessions/{}", view.session_id);
    let needle = &view.needle;
    let main = html! {
        (strip(&view.patient, texts))
        header.title {
            h1 { (t("amend-title")) }
            p.lede { (texts.with("amend-lede", &[("number", needle.number.into()), ("muscle", needle.muscle.as_str().into())])) }
        }
        (ui::summary(&view.form, texts))
        form.sheet method="post" novalidate action={ (session) "/needles/" (needle.id) "/amendments" } {
            (ui::command(&view.command_id))
            (amend_fields(&view.form, &view.muscles, &view.sizes, texts))
            (Field::text("reason", t("amend-reason")).draw(&view.form))
            div.form-foot {
                button.button.primary type="submit" { (t("amend")) }
                a.button.quiet href=(session) { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
