//! Finding a patient: the results page and the list under the search box.

use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::texts::Texts;
use maud::{Markup, html};

/// A patient in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatientRow {
    /// In URLs.
    pub id: String,
    /// The name in pieces, so that what matched can be marked.
    pub name: Vec<NamePart>,
    /// Day of birth.
    pub birth_date: When,
    /// Whole years today.
    pub age_years: u16,
    /// The clinic's number for the patient.
    pub record_no: String,
    /// When a session was last held.
    pub last_seen: Option<When>,
}

/// A piece of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamePart {
    /// The piece, with its spaces.
    pub text: String,
    /// Whether the query matched it.
    pub marked: bool,
}

impl NamePart {
    /// A name in which nothing is marked.
    pub fn whole(name: impl Into<String>) -> Vec<Self> {
        vec![Self { text: name.into(), marked: false }]
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchView {
    /// As typed; empty lists whoever was seen last.
    pub query: String,
    /// Best first.
    pub rows: Vec<PatientRow>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// The results page.
pub fn page(shell: &Shell, view: &SearchView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let register = register_href(&view.query);
    let main = html! {
        header.title.with-action {
            div {
                h1 { @if view.query.is_empty() { (t("patients-title")) } @else { (t("results-for")) " " q { (view.query) } } }
                p.lede {
                    @if view.query.is_empty() { (t("patients-lede")) }
                    @else { (texts.with("results-count", &[("count", view.rows.len().into())])) }
                }
            }
            a.button.primary href=(register) { (t("register-patient")) }
        }
        @if view.rows.is_empty() {
            @if view.query.is_empty() {
                (ui::empty(&t("no-patients-title"), &t("no-patients-text"), &html! { a.button.primary href="/patients/new" { (t("register-patient")) } }))
            } @else {
                (ui::empty(&t("no-results-title"), &t("no-results-text"),
                    &html! { a.button.primary href=(register) { (texts.with("register-this-name", &[("name", view.query.as_str().into())])) } }))
            }
        } @else {
            ul.rows { @for patient in &view.rows { li { (row(patient, texts)) } } }
            @if view.more { p.soft { (t("results-more")) } }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

/// The list under the search box, without a page around it: `islands/patient-search.js` puts it in place.
pub fn suggestions(view: &SearchView, texts: &Texts) -> Markup {
    html! {
        ul.rows.compact {
            @for patient in &view.rows { li { (row(patient, texts)) } }
            @if view.more {
                li { a.row.row-act href={ "/patients?q=" (encoded(&view.query)) } { (texts.get("results-all")) } }
            }
            @if view.rows.is_empty() {
                li { a.row.row-act href=(register_href(&view.query)) { (texts.with("register-this-name", &[("name", view.query.as_str().into())])) } }
            }
        }
    }
}

/// One patient, a link as tall as a finger.
pub(super) fn row(patient: &PatientRow, texts: &Texts) -> Markup {
    html! {
        a.row href={ "/patients/" (patient.id) } {
            span.row-name { @for part in &patient.name { @if part.marked { mark { (part.text) } } @else { (part.text) } } }
            span.row-born { (patient.birth_date) " " span.soft { "(" (patient.age_years) ")" } }
            span.row-no { (texts.get("record-no")) " " (patient.record_no) }
            span.row-seen {
                @match &patient.last_seen {
                    Some(seen) => { (texts.get("seen")) " " (seen) }
                    None => { (texts.get("not-seen-yet")) }
                }
            }
        }
    }
}

/// Registration with the typed name carried over, unless a date or number was typed.
fn register_href(query: &str) -> String {
    if query.is_empty() || query.chars().any(|c| c.is_ascii_digit()) {
        "/patients/new".to_owned()
    } else {
        format!("/patients/new?name={}", encoded(query))
    }
}

/// Percent-encoding for one value of a query string.
fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typed_name_is_carried_to_the_registration_but_a_number_is_not() {
        assert_eq!(register_href("Åsa Ek"), "/patients/new?name=%C3%85sa%20Ek");
        assert_eq!(register_href("1984-03"), "/patients/new");
    }

    #[test]
    fn what_matched_is_marked_and_names_cannot_carry_markup() {
        let patient = PatientRow {
            name: vec![
                NamePart { text: "<b>".into(), marked: false },
                NamePart { text: "Ek".into(), marked: true },
            ],
            ..PatientRow::default()
        };
        let html = row(&patient, Texts::english()).into_string();
        assert!(html.contains("&lt;b&gt;<mark>Ek</mark>"), "{html}");
    }
}
