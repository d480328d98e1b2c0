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
    let register = register(&view.query, &t("register-patient"));
    let main = html! {
        header.title.with-action {
            div {
                h1 { @if view.query.is_empty() { (t("patients-title")) } @else { (t("results-for")) " " q { (view.query) } } }
                p.lede {
                    @if view.query.is_empty() { (t("patients-lede")) }
                    @else { (texts.with("results-count", &[("count", view.rows.len().into())])) }
                }
            }
            (register)
        }
        @if view.rows.is_empty() {
            @if view.query.is_empty() {
                (ui::empty(&t("no-patients-title"), &t("no-patients-text"), &html! { a.button.primary href="/patients/new" { (t("register-patient")) } }))
            } @else {
                (ui::empty(&t("no-results-title"), &t("no-results-text"),
                    &self::register(&view.query, &texts.with("register-this-name", &[("name", view.query.as_str().into())]))))
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
                li { button.row.row-act type="submit" form="search-form" { (texts.get("results-all")) } }
            }
            @if view.rows.is_empty() {
                li {
                    button.row.row-act type="submit" form="search-form" formaction="/patients/new" {
                        (texts.with("register-this-name", &[("name", view.query.as_str().into())]))
                    }
                }
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

/// The way to registration; what was typed goes along in the body, never in the address.
fn register(query: &str, label: &str) -> Markup {
    html! {
        @if query.is_empty() {
            a.button.primary href="/patients/new" { (label) }
        } @else {
            form method="post" novalidate action="/patients/new" {
                input type="hidden" name="q" value=(query);
                button.button.primary type="submit" { (label) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_searched_for_is_in_no_address() {
        let view = SearchView { query: "Åsa Ek".into(), ..SearchView::default() };
        let html = suggestions(&view, Texts::english()).into_string();
        assert!(!html.contains("href"), "{html}");
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
