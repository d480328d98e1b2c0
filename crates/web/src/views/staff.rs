//! People of the clinic: what they may do, their licence and their training.

use super::field::{Field, check};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// What someone may do, as in forms.
const ROLES: [(&str, &str, &str); 3] = [
    ("practitioner", "role-practitioner", "role-practitioner-may"),
    ("front_desk", "role-front-desk", "role-front-desk-may"),
    ("clinic_lead", "role-clinic-lead", "role-clinic-lead-may"),
];

/// One person in the list.
#[derive(Clone, Debug, Default)]
pub struct PersonRow {
    /// In URLs.
    pub id: String,
    /// As it stands on notes.
    pub name: String,
    /// `practitioner`, `front_desk`, `clinic_lead`.
    pub roles: Vec<String>,
    /// Where the licence stands; none where none is needed.
    pub licence: Option<LicenceStanding>,
    /// Whether they may not sign in.
    pub suspended: bool,
}

/// Where a licence stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicenceStanding {
    /// When it runs out; none if there is no licence.
    pub expires_on: Option<When>,
    /// Days until then; negative if it has run out.
    pub days_left: i64,
}

/// Days before the end of a licence from which the page warns.
const LICENCE_WARNING_DAYS: i64 = 60;

/// A new person.
#[derive(Clone, Debug, Default)]
pub struct NewPersonView {
    /// `name`, `login`, `roles` (repeated), `password`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// One person.
#[derive(Clone, Debug, Default)]
pub struct PersonView {
    /// Who.
    pub person: PersonRow,
    /// To sign in with.
    pub login: String,
    /// Every licence, newest first.
    pub licences: Vec<LicenceRow>,
    /// Every training, newest first.
    pub trainings: Vec<TrainingRow>,
    /// `licence_number`, `licence_authority`, `licence_expires_on`.
    pub licence_form: Form,
    /// `training_title`, `training_provider`, `training_hours`, `training_completed_on`.
    pub training_form: Form,
    /// What a training may cover: value and words.
    pub covers: Vec<(String, String)>,
    /// `roles` (repeated).
    pub roles_form: Form,
    /// `reason` of a suspension.
    pub suspension_form: Form,
    /// `password`.
    pub password_form: Form,
    /// One per form.
    pub commands: PersonCommands,
}

/// Command ids of the page's forms.
#[derive(Clone, Debug, Default)]
pub struct PersonCommands {
    /// For `/licences`.
    pub licence: String,
    /// For `/trainings`.
    pub training: String,
    /// For `/roles`.
    pub roles: String,
    /// For `/suspension` or `/reinstatement`.
    pub suspension: String,
    /// For `/password`.
    pub password: String,
}

/// A licence.
#[derive(Clone, Debug, Default)]
pub struct LicenceRow {
    /// As the register writes it.
    pub number: String,
    /// The register.
    pub authority: String,
    /// Where it stands.
    pub standing: LicenceStanding,
}

/// A training.
#[derive(Clone, Debug, Default)]
pub struct TrainingRow {
    /// What it was called.
    pub title: String,
    /// Who taught it.
    pub provider: String,
    /// Hours.
    pub hours: u32,
    /// When it was completed.
    pub completed_on: When,
    /// What it covers, in words.
    pub covers: Vec<String>,
}

/// A new person.
pub fn new_page(shell: &Shell, view: &NewPersonView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.form;
    let main = html! {
        header.title { h1 { (t("add-person")) } p.lede { (t("add-person-lede")) } }
        (ui::summary(form, texts))
        form.sheet method="post" novalidate action="/staff" {
            (ui::command(&view.command_id))
            (Field::text("name", t("name")).hint(t("your-name-hint")).draw(form))
            (role_boxes(form, texts))
            div.pair {
                (Field::text("login", t("login")).hint(t("login-hint")).draw(form))
                (Field::password("password", t("first-password"), "new-password").hint(t("password-hint")).draw(form))
            }
            div.form-foot {
                button.button.primary type="submit" { (t("add-person")) }
                a.button.quiet href="/clinic" { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

/// One person.
pub fn person_page(shell: &Shell, view: &PersonView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/staff/{}", view.person.id);
    let main = html! {
        header.title {
            p.overline { a href="/clinic" { (t("nav-clinic")) } }
            h1 { (view.person.name) }
            p.lede { (t("login")) " " (view.login) @if view.person.suspended { " " (chip(&t("suspended"), Tone::Caution)) } }
        }
        div.person-parts {
            section.part {
                h2 { (t("licence")) }
                @if view.licences.is_empty() { p.soft { (t("no-licence")) } }
                ul.records {
                    @for licence in &view.licences {
                        li { strong { (licence.number) } " " span.soft { (licence.authority) } (licence_standing(&licence.standing, texts)) }
                    }
                }
                (licence_form(view, &base, texts))
            }
            section.part {
                h2 { (t("training")) }
                @if view.trainings.is_empty() { p.soft { (t("no-training")) } }
                ul.records {
                    @for training in &view.trainings {
                        li { strong { (training.title) } " " span.soft { (training.provider) ", " (texts.with("hours", &[("count", training.hours.into())])) ", " (training.completed_on) @if !training.covers.is_empty() { " · " (training.covers.join(", ")) } } }
                    }
                }
                (training_form(view, &base, texts))
            }
            section.part {
                h2 { (t("roles")) }
                (ui::summary(&view.roles_form, texts))
                form method="post" novalidate action={ (base) "/roles" } {
                    (ui::command(&view.commands.roles))
                    (role_boxes(&view.roles_form, texts))
                    button.button type="submit" { (t("save-roles")) }
                }
            }
            section.part { h2 { (t("access")) } (access(view, &base, texts)) }
        }
    };
    document(shell, texts, Dress { class: "wide", ..Dress::default() }, main)
}

fn licence_form(view: &PersonView, base: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.licence_form;
    html! {
        details.add open[form.is_refused()] {
            summary { (t("add-licence")) }
            (ui::summary(form, texts))
            form method="post" novalidate action={ (base) "/licences" } {
                (ui::command(&view.commands.licence))
                (Field::text("licence_number", t("licence-number")).draw(form))
                (Field::text("licence_authority", t("licence-authority")).hint(t("licence-authority-hint")).draw(form))
                (Field::date("licence_expires_on", t("licence-expires-on")).hint(t("date-hint")).draw(form))
                button.button.primary type="submit" { (t("add-licence")) }
            }
        }
    }
}

fn training_form(view: &PersonView, base: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.training_form;
    html! {
        details.add open[form.is_refused()] {
            summary { (t("add-training")) }
            (ui::summary(form, texts))
            form method="post" novalidate action={ (base) "/trainings" } {
                (ui::command(&view.commands.training))
                (Field::text("training_title", t("training-title")).draw(form))
                (Field::text("training_provider", t("training-provider")).draw(form))
                div.pair {
                    (Field::number("training_hours", t("training-hours")).draw(form))
                    (Field::date("training_completed_on", t("training-completed-on")).hint(t("date-hint")).draw(form))
                }
                fieldset.covers {
                    legend { (t("training-covers")) }
                    @for (value, words) in &view.covers { (check(form, "covers", value, words, "")) }
                }
                button.button.primary type="submit" { (t("add-training")) }
            }
        }
    }
}

/// Password, suspension and the way back.
fn access(view: &PersonView, base: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        details.add open[view.password_form.is_refused()] {
            summary { (t("set-password")) }
            (ui::summary(&view.password_form, texts))
            form method="post" novalidate action={ (base) "/password" } {
                (ui::command(&view.commands.password))
                (Field::password("password", t("new-password"), "new-password").hint(t("password-hint")).draw(&view.password_form))
                button.button.primary type="submit" { (t("set-password")) }
            }
        }
        @if view.person.suspended {
            p { (t("suspended-text")) }
            (ui::act(&format!("{base}/reinstatement"), &view.commands.suspension, "", &html! { (t("reinstate")) }))
        } @else {
            details.add open[view.suspension_form.is_refused()] {
                summary { (t("suspend")) }
                (ui::summary(&view.suspension_form, texts))
                form method="post" novalidate action={ (base) "/suspension" } {
                    (ui::command(&view.commands.suspension))
                    p.hint { (t("suspend-text")) }
                    (Field::text("reason", t("reason")).draw(&view.suspension_form))
                    button.button type="submit" { (t("suspend")) }
                }
            }
        }
    }
}

fn role_boxes(form: &Form, texts: &Texts) -> Markup {
    html! {
        fieldset.roles id=(ui::anchor("roles")) {
            legend { (texts.get("roles")) }
            @for (role, name, may) in ROLES { (check(form, "roles", role, &texts.get(name), &texts.get(may))) }
            @if let Some(error) = form.error("roles") { p.error { (error) } }
        }
    }
}

pub(super) fn roles(held: &[String], texts: &Texts) -> String {
    let names = ROLES.iter().filter(|(role, _, _)| held.iter().any(|h| h == role));
    names.map(|(_, name, _)| texts.get(name)).collect::<Vec<_>>().join(", ")
}

pub(super) fn licence_standing(licence: &LicenceStanding, texts: &Texts) -> Markup {
    html! {
        @match &licence.expires_on {
            None => { (chip(&texts.get("no-licence"), Tone::Stop)) }
            Some(day) if licence.days_left < 0 => { span.licence-day { (texts.get("expired")) " " (day) } (chip(&texts.get("licence-expired"), Tone::Stop)) }
            Some(day) => {
                span.licence-day { (texts.get("valid-until")) " " (day) }
                @if licence.days_left <= LICENCE_WARNING_DAYS {
                    (chip(&texts.with("days-left", &[("count", licence.days_left.into())]), Tone::Caution))
                }
            }
        }
    }
}
