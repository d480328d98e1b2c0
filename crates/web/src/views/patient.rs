//! A patient: the head that stands over every page of the chart, and the one-step registration.

use super::field::{Field, hidden};
use super::patients::{PatientRow, row};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// Who the page is about.
#[derive(Clone, Debug, Default)]
pub struct PatientHead {
    /// In URLs.
    pub id: String,
    /// Given and family name.
    pub name: String,
    /// Day of birth.
    pub birth_date: When,
    /// Whole years today.
    pub age_years: u16,
    /// The clinic's number for the patient.
    pub record_no: String,
    /// Empty if unknown.
    pub phone: String,
    /// What the current screening says to look out for; empty for the front desk.
    pub cautions: Vec<Caution>,
}

/// One thing to look out for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// The screening question's subject, short.
    pub label: String,
    /// The reason that was given for going on, or what to do.
    pub detail: String,
    /// Whether it stops needling.
    pub stop: bool,
}

/// The registration page.
#[derive(Clone, Debug, Default)]
pub struct RegisterView {
    /// `given_name`, `family_name`, `birth_date`, `phone`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// Charts with the same name and birth date; not empty asks before registering.
    pub duplicates: Vec<PatientRow>,
}

/// The page that corrects a patient's details.
#[derive(Clone, Debug, Default)]
pub struct DetailsView {
    /// Of whom.
    pub patient: PatientHead,
    /// As for registration.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// Register a patient.
pub fn register_page(shell: &Shell, view: &RegisterView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("register-title")) } p.lede { (t("register-lede")) } }
        @if view.duplicates.is_empty() { (ui::summary(&view.form, texts)) }
        form.sheet method="post" novalidate action="/patients" {
            (ui::command(&view.command_id))
            @if !view.duplicates.is_empty() {
                section.duplicates role="alert" tabindex="-1" autofocus {
                    h2 { (t("duplicate-title")) }
                    p { (t("duplicate-text")) }
                    ul.rows { @for duplicate in &view.duplicates { li { (row(duplicate, texts)) } } }
                    button.button type="submit" name="duplicate_ok" value="yes" { (t("duplicate-register")) }
                }
            }
            (identity_fields(&view.form, texts))
            div.form-foot {
                button.button.primary type="submit" { (t("register")) }
                a.button.quiet href="/patients" { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

/// Correct the details.
pub fn details_page(shell: &Shell, view: &DetailsView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let chart = format!("/patients/{}", view.patient.id);
    let main = html! {
        (strip(&view.patient, texts))
        header.title { h1 { (t("details-title")) } p.lede { (t("details-lede")) } }
        (ui::summary(&view.form, texts))
        form.sheet method="post" novalidate action={ (chart) "/details" } {
            (ui::command(&view.command_id))
            (hidden("duplicate_ok", view.form.value("duplicate_ok")))
            (identity_fields(&view.form, texts))
            div.form-foot {
                button.button.primary type="submit" { (t("save")) }
                a.button.quiet href=(chart) { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

fn identity_fields(form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        div.pair {
            (Field::text("given_name", t("given-name")).draw(form))
            (Field::text("family_name", t("family-name")).optional(t("optional")).draw(form))
        }
        div.pair {
            (Field::date("birth_date", t("birth-date")).hint(t("date-hint")).draw(form))
            (Field::text("phone", t("phone")).kind("tel").optional(t("optional")).draw(form))
        }
    }
}

/// The narrow head over every page below the chart: name, birth date, cautions; the name leads back to the chart.
pub(super) fn strip(patient: &PatientHead, texts: &Texts) -> Markup {
    html! {
        div.patient-strip {
            a.patient-name href={ "/patients/" (patient.id) } { (patient.name) }
            span.patient-facts { (facts(patient, texts)) }
            (cautions(patient, texts))
        }
    }
}

/// Birth date, age and record number in one line.
pub(super) fn facts(patient: &PatientHead, texts: &Texts) -> Markup {
    html! {
        span { (texts.get("born")) " " (patient.birth_date) ", " (texts.with("age", &[("years", patient.age_years.into())])) }
        " " span.nowrap { (texts.get("record-no")) " " (patient.record_no) }
    }
}

/// A caution's subject without what stands in brackets: the chip's title has it all.
fn short(label: &str) -> &str {
    label.split_once(" (").map_or(label, |(subject, _)| subject)
}

/// Cautions as chips; what stops comes first and in red.
pub(super) fn cautions(patient: &PatientHead, texts: &Texts) -> Markup {
    html! {
        @if !patient.cautions.is_empty() {
            ul.chips aria-label=(texts.get("cautions")) {
                @for caution in &patient.cautions {
                    li title={ (caution.label) ": " (caution.detail) } {
                        (chip(short(&caution.label), if caution.stop { Tone::Stop } else { Tone::Caution }))
                    }
                }
            }
        }
    }
}
