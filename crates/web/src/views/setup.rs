//! The first start: the clinic and its first practitioner, on one page in two steps.

use super::field::Field;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// An empty clinic.
#[derive(Clone, Debug, Default)]
pub struct SetupView {
    /// `clinic_name`, `time_zone`, `phone`, `emergency` and the fields of the first practitioner.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// IANA ids to choose from; anything else may be typed.
    pub time_zones: Vec<String>,
}

/// The page.
pub fn page(shell: &Shell, view: &SetupView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.form;
    let main = html! {
        header.title { h1 { (t("setup-title")) } p.lede { (t("setup-lede")) } }
        (ui::summary(form, texts))
        form.steps method="post" novalidate action="/setup" {
            (ui::command(&view.command_id))
            section.step {
                div.step-words { span.numeral aria-hidden="true" { "1" } h2 { (t("setup-clinic")) } p.soft { (t("setup-clinic-why")) } }
                div.step-fields {
                    (Field::text("clinic_name", t("clinic-name")).autocomplete("organization").draw(form))
                    (Field::text("time_zone", t("time-zone")).hint(t("time-zone-hint")).list("time-zones").draw(form))
                    datalist #time-zones { @for zone in &view.time_zones { option value=(zone) {} } }
                    div.pair {
                        (Field::text("phone", t("phone")).kind("tel").autocomplete("tel").hint(t("setup-phone-hint")).optional(t("optional")).draw(form))
                        (Field::text("emergency", t("emergency")).kind("tel").hint(t("emergency-hint")).optional(t("optional")).draw(form))
                    }
                }
            }
            section.step {
                div.step-words { span.numeral aria-hidden="true" { "2" } h2 { (t("setup-you")) } p.soft { (t("setup-you-why")) } }
                div.step-fields {
                    (Field::text("name", t("your-name")).hint(t("your-name-hint")).autocomplete("name").draw(form))
                    (Field::text("login", t("login")).hint(t("login-hint")).autocomplete("username").draw(form))
                    div.pair {
                        (Field::password("password", t("password"), "new-password").hint(t("password-hint")).draw(form))
                        (Field::password("password_again", t("password-again"), "new-password").draw(form))
                    }
                    h3.step-part { (t("licence")) }
                    div.pair {
                        (Field::text("licence_number", t("licence-number")).draw(form))
                        (Field::date("licence_expires_on", t("licence-expires-on")).hint(t("date-hint")).draw(form))
                    }
                    (Field::text("licence_authority", t("licence-authority")).hint(t("licence-authority-hint")).draw(form))
                    h3.step-part { (t("training")) }
                    (Field::text("training_title", t("training-title")).draw(form))
                    (Field::text("training_provider", t("training-provider")).draw(form))
                    div.pair {
                        (Field::number("training_hours", t("training-hours")).draw(form))
                        (Field::date("training_completed_on", t("training-completed-on")).hint(t("date-hint")).draw(form))
                    }
                }
            }
            div.form-foot {
                button.button.primary type="submit" { (t("setup-begin")) }
                p.soft.small { (t("setup-foot")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
