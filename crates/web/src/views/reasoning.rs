//! Whether points are ranked, and what the ranking learns from: for clinic leads.

use super::field::check;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct ReasoningView {
    /// `shown` and `own_findings`, each `yes` or absent.
    pub form: Form,
    /// People from which on the clinic's own figure counts.
    pub minimum: u32,
    /// Which model ranks.
    pub model_version: String,
    /// On which atlas.
    pub atlas_version: String,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The page.
pub fn page(shell: &Shell, view: &ReasoningView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("reasoning-title")) } p.lede { (t("reasoning-lede")) } }
        (ui::summary(&view.form, texts))
        form method="post" action="/reasoning" {
            (ui::command(&view.command_id))
            (check(&view.form, "shown", "yes", &t("reasoning-shown"), &t("reasoning-shown-hint")))
            (check(&view.form, "own_findings", "yes", &t("reasoning-own"), &texts.with("reasoning-own-hint", &[("minimum", view.minimum.into())])))
            div.form-foot {
                button.button.primary type="submit" { (t("save")) }
                a.button.quiet href="/clinic" { (t("cancel")) }
            }
        }
        p.soft.small { (texts.with("versions", &[("model", view.model_version.as_str().into()), ("atlas", view.atlas_version.as_str().into())])) }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
