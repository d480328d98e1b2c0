//! Staff and pages that cannot be shown.

use crate::{Page, shell};
use web::form::Form;
use web::texts::Texts;
use web::views::shell::Nav;
use web::views::staff::{
    LicenceRow, LicenceStanding, NewPersonView, PersonRow, PersonView, StaffView, TrainingRow,
};
use web::views::time::When;
use web::views::trouble::TroubleView;
use web::views::{staff, trouble};

fn licence(text: &str, machine: &str, days_left: i64) -> LicenceStanding {
    LicenceStanding { expires_on: Some(When::new(text, machine)), days_left }
}

fn people() -> Vec<PersonRow> {
    let person = |id: &str, name: &str, roles: &[&str], licence, suspended| PersonRow {
        id: id.into(),
        name: name.into(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        licence,
        suspended,
    };
    vec![
        person(
            "a",
            "Ines Falk",
            &["practitioner", "clinic_lead"],
            Some(licence("31 Dec 2027", "2027-12-31", 655)),
            false,
        ),
        person("b", "Jonas Abe", &["practitioner"], Some(licence("2 May 2026", "2026-05-02", 47)), false),
        person(
            "c",
            "Petra Nowak",
            &["practitioner"],
            Some(licence("1 March 2026", "2026-03-01", -15)),
            false,
        ),
        person("d", "Samuel Kay", &["practitioner"], Some(LicenceStanding::default()), false),
        person("e", "Mia Brandt", &["front_desk"], None, false),
        person("f", "Leo Hartmann", &["practitioner"], None, true),
    ]
}

pub(crate) fn pages() -> Vec<Page> {
    let texts = Texts::english();
    let shell = shell("Staff", Nav::Staff);
    let mut refused = Form::of([("name", "Nora Weiss"), ("login", "ines"), ("roles", "practitioner")]);
    refused.refuse(Some("login"), "This sign-in name is taken. Choose another.");
    let person = PersonView {
        person: people().remove(1),
        login: "jonas".into(),
        licences: vec![LicenceRow {
            number: "PT 31840".into(),
            authority: "Chamber of Therapists".into(),
            standing: licence("2 May 2026", "2026-05-02", 47),
        }],
        trainings: vec![TrainingRow {
            title: "Dry needling, upper body".into(),
            provider: "Myofascial Institute".into(),
            hours: 54,
            completed_on: When::new("14 June 2024", "2024-06-14"),
        }],
        roles_form: Form::of([("roles", "practitioner")]),
        ..PersonView::default()
    };
    let bare = PersonView { person: people().remove(5), login: "leo".into(), ..PersonView::default() };
    vec![
        ("staff", staff::page(&shell, &StaffView { people: people() }, texts)),
        (
            "staff-new",
            staff::new_page(&shell, &NewPersonView { form: Form::default(), command_id: "k".into() }, texts),
        ),
        (
            "staff-new-refused",
            staff::new_page(&shell, &NewPersonView { form: refused, command_id: "k".into() }, texts),
        ),
        ("person", staff::person_page(&shell, &person, texts)),
        ("person-suspended", staff::person_page(&shell, &bare, texts)),
        ("trouble-403", trouble::page(&shell, &TroubleView::NotAllowed, texts)),
        ("trouble-404", trouble::page(&shell, &TroubleView::NotFound, texts)),
        ("trouble-409", trouble::page(&shell, &TroubleView::Changed { href: "/sessions/s7".into() }, texts)),
        ("trouble-413", trouble::page(&shell, &TroubleView::TooLarge, texts)),
        ("trouble-429", trouble::page(&shell, &TroubleView::TooMany { retry_after_s: 40 }, texts)),
        ("trouble-500", trouble::page(&shell, &TroubleView::Fault { reference: "7c1e-04".into() }, texts)),
        ("trouble-503", trouble::page(&shell, &TroubleView::Unavailable, texts)),
    ]
}
