//! The clinic's own page: who works here, and what holds for everybody. For clinic leads.

use super::shell::{Dress, Shell, document};
use super::staff::{PersonRow, licence_standing, roles};
use super::ui::{Tone, chip};
use crate::texts::Texts;
use maud::{Markup, html};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct ClinicView {
    /// As letters and leaflets name it.
    pub name: String,
    /// By name; suspended last.
    pub people: Vec<PersonRow>,
    /// Whom patients call; none until somebody said so.
    pub phone: Option<String>,
    /// Whether practitioners see the ranking.
    pub ranking_shown: bool,
    /// Whether the clinic's own findings move it.
    pub ranking_own: bool,
    /// How many texts of letters the clinic wrote itself.
    pub own_letter_texts: usize,
}

/// The page.
pub fn page(shell: &Shell, view: &ClinicView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let ranking = match (view.ranking_shown, view.ranking_own) {
        (false, _) => t("clinic-ranking-off"),
        (true, false) => t("clinic-ranking-literature"),
        (true, true) => t("clinic-ranking-own"),
    };
    let phone = view.phone.clone().unwrap_or_else(|| t("clinic-phone-none"));
    let letters = texts.with("clinic-letters", &[("count", view.own_letter_texts.into())]);
    let main = html! {
        header.title { h1 { (view.name) } }
        section.clinic-part aria-labelledby="people" {
            header.part-title.with-action {
                div { h2 #people { (t("staff-title")) } p.soft { (t("staff-lede")) } }
                a.button.primary href="/staff/new" { (t("add-person")) }
            }
            ul.rows.people { @for person in &view.people { li { (person_row(person, texts)) } } }
        }
        section.clinic-part aria-labelledby="holds" {
            h2 #holds { (t("clinic-holds")) }
            ul.rows {
                (row("/dashboard", &t("dashboard-title"), &t("clinic-figures-text"), true))
                (row("/clinic/telephone", &t("contact-title"), &phone, view.phone.is_some()))
                (row("/letter-templates", &t("letter-templates"), &letters, true))
                (row("/reasoning", &t("reasoning-title"), &ranking, true))
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

/// A thing that can be set, and how it is set now; `settled` where nothing is missing.
fn row(href: &str, title: &str, now: &str, settled: bool) -> Markup {
    html! {
        li {
            a.row.holds-row href=(href) {
                span.row-name { (title) }
                @if settled { span.row-roles { (now) } } @else { (chip(now, Tone::Caution)) }
            }
        }
    }
}

fn person_row(person: &PersonRow, texts: &Texts) -> Markup {
    html! {
        a.row.person-row.is-suspended[person.suspended] href={ "/staff/" (person.id) } {
            span.row-name { (person.name) }
            span.row-roles { (roles(&person.roles, texts)) }
            span.row-licence {
                @if person.suspended { (chip(&texts.get("suspended"), Tone::Plain)) }
                @else if let Some(licence) = &person.licence { (licence_standing(licence, texts)) }
            }
        }
    }
}
