//! The pain drawing: the body as the patient painted it, and the page to paint it on.

use super::patient::{PatientHead, strip};
use super::plate;
use super::shell::{Shell, document};
use super::time::When;
use super::ui;
use crate::figure::Kind;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// One painted region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// A region id of the atlas.
    pub region: String,
    /// `L` or `R` of the patient.
    pub side: String,
    /// 1 to 10.
    pub intensity: u8,
    /// What it is like, if that was said.
    pub kind: Option<Kind>,
}

/// A drawing as it was made.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// The painted regions.
    pub cells: Vec<Cell>,
    /// When it was drawn.
    pub at: When,
}

/// The page to paint on.
#[derive(Clone, Debug, Default)]
pub struct DrawingView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The complaint's title.
    pub complaint: String,
    /// `cell.<region>.<side>`: the last drawing to start from, or what was refused.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// Draw the pain again.
pub fn page(shell: &Shell, view: &DrawingView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let complaint = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let main = html! {
        (strip(&view.patient, texts))
        (ui::summary(&view.form, texts))
        form.draw-page method="post" novalidate action={ (complaint) "/drawings" } {
            (ui::command(&view.command_id))
            header.title.with-action {
                div { h1 { (t("draw-title")) } p.lede { (view.complaint) ". " (t("draw-lede")) } }
                div.button-row {
                    a.button.quiet href=(complaint) { (t("cancel")) }
                    button.button.primary type="submit" { (t("draw-save")) }
                }
            }
            div.draw-map { (plate::paint(&view.form, texts)) }
            div.form-foot.under-map {
                button.button.primary type="submit" { (t("draw-save")) }
                a.button.quiet href=(complaint) { (t("cancel")) }
            }
        }
    };
    document(shell, texts, plate::DRESS_PAINT, main)
}
