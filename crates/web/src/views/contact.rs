//! Whom patients call: for clinic leads.

use super::field::Field;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The page.
pub fn page(shell: &Shell, form: &Form, command_id: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("contact-title")) } p.lede { (t("contact-lede")) } }
        (ui::summary(form, texts))
        form.sheet method="post" novalidate action="/clinic/telephone" {
            (ui::command(command_id))
            (Field::text("phone", t("phone")).kind("tel").draw(form))
            (Field::text("out_of_hours", t("out-of-hours")).kind("tel").optional(t("optional")).draw(form))
            (Field::text("emergency", t("emergency")).kind("tel").hint(t("emergency-hint")).class("short").draw(form))
            div.form-foot {
                button.button.primary type="submit" { (t("save")) }
                a.button.quiet href="/clinic" { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
