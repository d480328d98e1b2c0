//! The door, patients and charts.

use crate::{Page, shell};
use report::PainPoint;
use web::form::Form;
use web::texts::Texts;
use web::views::chart::{ChartView, ClinicalView, ComplaintCard, SessionRow, Standing, StandingState};
use web::views::drawing::Cell;
use web::views::patient::{Caution, DetailsView, PatientHead, RegisterView};
use web::views::patients::{NamePart, PatientRow, SearchView};
use web::views::shell::{Nav, Shell};
use web::views::time::When;
use web::views::today::{OpenSession, Stage, TodayView};
use web::views::{chart, patient, patients, setup, sign_in, today};

pub(crate) fn head() -> PatientHead {
    PatientHead {
        id: "p1".into(),
        name: "Marguerite Okonkwo-Lindqvist".into(),
        birth_date: When::new("12 March 1984", "1984-03-12"),
        age_years: 42,
        record_no: "1047".into(),
        phone: "+43 660 555 0142".into(),
        cautions: vec![
            Caution {
                label: "Blood thinner".into(),
                detail: "Apixaban; superficial, press longer".into(),
                stop: false,
            },
            Caution { label: "Fainted before".into(), detail: "Lying down, slowly up".into(), stop: false },
        ],
    }
}

pub(crate) fn cells() -> Vec<Cell> {
    [("neck-side", "R", 6), ("temple", "R", 8), ("neck-back", "R", 5), ("shoulder-top", "R", 4)]
        .map(|(region, side, intensity)| Cell { region: region.into(), side: side.into(), intensity })
        .into()
}

pub(crate) fn drawn(form: &[(&str, &str)]) -> Form {
    let cells = cells();
    let painted = cells.iter().map(|c| (format!("cell.{}.{}", c.region, c.side), c.intensity.to_string()));
    Form::of(form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).chain(painted))
}

fn rows() -> Vec<PatientRow> {
    let row =
        |id: &str, name: &str, born: (&str, &str), age, no: &str, seen: Option<(&str, &str)>| PatientRow {
            id: id.into(),
            name: NamePart::whole(name),
            birth_date: When::new(born.0, born.1),
            age_years: age,
            record_no: no.into(),
            last_seen: seen.map(|(text, machine)| When::new(text, machine)),
        };
    vec![
        row(
            "p1",
            "Marguerite Okonkwo-Lindqvist",
            ("12 March 1984", "1984-03-12"),
            42,
            "1047",
            Some(("today", "2026-03-16")),
        ),
        row(
            "p2",
            "Tomasz Wierzbicki",
            ("3 July 1991", "1991-07-03"),
            34,
            "1102",
            Some(("Friday", "2026-03-13")),
        ),
        row("p3", "Åsa Ek", ("29 November 1958", "1958-11-29"), 67, "0893", Some(("Thursday", "2026-03-12"))),
        row(
            "p4",
            "Giulia Maria Ferrante",
            ("8 January 2001", "2001-01-08"),
            25,
            "1110",
            Some(("9 March", "2026-03-09")),
        ),
        row("p5", "Yusuf Demir", ("17 May 1976", "1976-05-17"), 49, "0977", Some(("2 March", "2026-03-02"))),
        row("p6", "Ruth Aldous", ("24 February 1949", "1949-02-24"), 77, "0611", None),
    ]
}

fn marked() -> SearchView {
    let mut rows: Vec<_> = rows().into_iter().take(3).collect();
    rows[0].name = vec![
        NamePart { text: "Marguerite ".into(), marked: false },
        NamePart { text: "Ok".into(), marked: true },
        NamePart { text: "onkwo-Lindqvist".into(), marked: false },
    ];
    SearchView { query: "ok".into(), rows, more: true }
}

fn course() -> Vec<PainPoint> {
    [
        ("3 Nov", Some(8), Some(6)),
        ("17 Nov", Some(7), Some(4)),
        ("1 Dec", Some(6), Some(5)),
        ("12 Jan", Some(6), Some(3)),
        ("9 Feb", None, Some(3)),
        ("2 Mar", Some(4), Some(2)),
    ]
    .map(|(label, before, after)| PainPoint { label: label.into(), before, after })
    .into()
}

fn clinical() -> ClinicalView {
    let session =
        |id: &str, date: (&str, &str), muscles: &[&str], needles, before, after, stage| SessionRow {
            id: id.into(),
            date: When::new(date.0, date.1),
            practitioner: "Ines Falk".into(),
            complaint: "Neck pain with headache on the right".into(),
            muscles: muscles.iter().map(|m| (*m).to_owned()).collect(),
            needles,
            pain_before: before,
            pain_after: after,
            stage,
        };
    ClinicalView {
        screening: Standing {
            state: StandingState::Good,
            text: "answered today, 9:12".into(),
            href: "/patients/p1/screenings/new".into(),
        },
        consent: Standing {
            state: StandingState::Good,
            text: "given 3 Nov 2025".into(),
            href: "/patients/p1/consents/new".into(),
        },
        complaints: vec![
            ComplaintCard {
                id: "c1".into(),
                title: "Neck pain with headache on the right".into(),
                onset: "three months, after moving house".into(),
                stops_doing: "reading, cycling to work".into(),
                cells: cells(),
                open_session: Some("s7".into()),
                command_id: "k1".into(),
            },
            ComplaintCard {
                id: "c2".into(),
                title: "Calf tightens after running".into(),
                onset: "autumn".into(),
                stops_doing: String::new(),
                cells: vec![],
                open_session: None,
                command_id: "k2".into(),
            },
        ],
        sessions: vec![
            session(
                "s7",
                ("16 March", "2026-03-16"),
                &["Upper trapezius R", "Levator scapulae R"],
                3,
                Some(5),
                None,
                Stage::Open,
            ),
            session(
                "s6",
                ("2 March", "2026-03-02"),
                &["Upper trapezius R", "Splenius capitis R", "Suboccipitals R"],
                6,
                Some(4),
                Some(2),
                Stage::WaitingForSignature,
            ),
            session(
                "s5",
                ("9 February", "2026-02-09"),
                &["Upper trapezius R"],
                2,
                None,
                Some(3),
                Stage::Signed,
            ),
            session(
                "s4",
                ("12 January", "2026-01-12"),
                &["Upper trapezius R", "Sternocleidomastoid R"],
                5,
                Some(6),
                Some(3),
                Stage::Signed,
            ),
        ],
        pain: course(),
    }
}

fn open_sessions() -> Vec<OpenSession> {
    vec![
        OpenSession {
            id: "s7".into(),
            patient: "Marguerite Okonkwo-Lindqvist".into(),
            complaint: "Neck pain with headache on the right".into(),
            practitioner: "Ines Falk".into(),
            started: When::new("9:14", "2026-03-16T09:14:00+01:00"),
            stage: Stage::Open,
            needles_still_in: 2,
            needles_placed: 8,
        },
        OpenSession {
            id: "s6".into(),
            patient: "Tomasz Wierzbicki".into(),
            complaint: "Shoulder, throwing".into(),
            practitioner: "Jonas Abe".into(),
            started: When::new("8:30", "2026-03-16T08:30:00+01:00"),
            stage: Stage::WaitingForSignature,
            needles_still_in: 0,
            needles_placed: 4,
        },
    ]
}

pub(crate) fn pages() -> Vec<Page> {
    let texts = Texts::english();
    let outside = Shell { signed_in: None, open_sessions: 0, ..shell("Sign in", Nav::None) };
    let unnamed = Shell { clinic_name: String::new(), ..outside.clone() };
    let mut wrong = Form::of([("login", "ines")]);
    wrong.refuse(None, "Sign-in name and password do not belong together.");
    let mut setup_refused = Form::of([
        ("clinic_name", "Praxis am Kanal"),
        ("time_zone", "Europe/Wien"),
        ("name", "Ines Falk"),
        ("login", "ines"),
        ("licence_expires_on", "31.12.2027"),
    ]);
    setup_refused.refuse(
        Some("time_zone"),
        "There is no such time zone. Choose one from the list, like Europe/Vienna.",
    );
    setup_refused.refuse(Some("password"), "At least 10 characters.");
    setup_refused.refuse(Some("licence_expires_on"), "Please write the day as year-month-day: 2027-12-31.");
    let mut register_refused =
        Form::of([("given_name", "Åsa"), ("family_name", "Ek"), ("birth_date", "29.11.58")]);
    register_refused.refuse(Some("birth_date"), "Please write the day as year-month-day: 1958-11-29.");
    let mut duplicate =
        Form::of([("given_name", "Åsa"), ("family_name", "Ek"), ("birth_date", "1958-11-29")]);
    duplicate.refuse(None, "Somebody with the same name and birth date is already here.");
    let patients_shell = shell("Patients", Nav::Patients);
    let found = Shell { search: "ok".into(), ..patients_shell.clone() };
    let none = Shell { search: "Quentin Abara".into(), ..patients_shell.clone() };
    let flash = Shell {
        flash: Some("Marguerite Okonkwo-Lindqvist is registered. Where does it hurt?".into()),
        ..patients_shell.clone()
    };
    let desk = Shell { open_sessions: 0, ..patients_shell.clone() };
    let bare = PatientHead { cautions: vec![], ..head() };
    let stop = PatientHead {
        cautions: vec![Caution { label: "Fever".into(), detail: "Do not needle. Refer.".into(), stop: true }],
        ..head()
    };
    let stopped = ClinicalView {
        screening: Standing { state: StandingState::Stop, text: "says stop: fever".into(), href: "#".into() },
        consent: Standing { state: StandingState::Due, text: "not given yet".into(), href: "#".into() },
        ..ClinicalView::default()
    };
    vec![
        ("sign-in", sign_in::page(&outside, &sign_in::SignInView::default(), texts)),
        (
            "sign-in-refused",
            sign_in::page(&outside, &sign_in::SignInView { form: wrong, next: "/".into() }, texts),
        ),
        (
            "unlock",
            sign_in::unlock_page(
                &outside,
                &sign_in::UnlockView {
                    name: "Ines Falk".into(),
                    form: Form::default(),
                    unlock_path: "/sessions/s7/note".into(),
                    kept: vec![("text".into(), "Well".into())],
                },
                texts,
            ),
        ),
        (
            "setup",
            setup::page(
                &unnamed,
                &setup::SetupView {
                    form: Form::of([("time_zone", "Europe/Vienna")]),
                    command_id: "k".into(),
                    time_zones: vec!["Europe/Vienna".into(), "Europe/Berlin".into()],
                },
                texts,
            ),
        ),
        (
            "setup-refused",
            setup::page(
                &unnamed,
                &setup::SetupView { form: setup_refused, command_id: "k".into(), time_zones: vec![] },
                texts,
            ),
        ),
        (
            "today",
            today::page(
                &shell("Today", Nav::Today),
                &TodayView {
                    day: When::new("Monday, 16 March 2026", "2026-03-16"),
                    open: open_sessions(),
                    lately: rows(),
                },
                texts,
            ),
        ),
        (
            "today-empty",
            today::page(
                &Shell { open_sessions: 0, ..shell("Today", Nav::Today) },
                &TodayView { day: When::new("Monday, 16 March 2026", "2026-03-16"), ..TodayView::default() },
                texts,
            ),
        ),
        ("patients", patients::page(&found, &marked(), texts)),
        (
            "patients-none",
            patients::page(
                &none,
                &SearchView { query: "Quentin Abara".into(), ..SearchView::default() },
                texts,
            ),
        ),
        ("suggestions", patients::suggestions(&marked(), texts)),
        (
            "register",
            patient::register_page(
                &patients_shell,
                &RegisterView {
                    form: Form::of([("given_name", "Quentin"), ("family_name", "Abara")]),
                    ..RegisterView::default()
                },
                texts,
            ),
        ),
        (
            "register-refused",
            patient::register_page(
                &patients_shell,
                &RegisterView { form: register_refused, ..RegisterView::default() },
                texts,
            ),
        ),
        (
            "register-duplicate",
            patient::register_page(
                &patients_shell,
                &RegisterView {
                    form: duplicate,
                    duplicates: vec![rows().remove(2)],
                    ..RegisterView::default()
                },
                texts,
            ),
        ),
        (
            "details",
            patient::details_page(
                &patients_shell,
                &DetailsView {
                    patient: head(),
                    form: Form::of([
                        ("given_name", "Marguerite"),
                        ("family_name", "Okonkwo-Lindqvist"),
                        ("birth_date", "1984-03-12"),
                        ("phone", "+43 660 555 0142"),
                    ]),
                    command_id: "k".into(),
                },
                texts,
            ),
        ),
        (
            "chart",
            chart::page(&patients_shell, &ChartView { patient: head(), clinical: Some(clinical()) }, texts),
        ),
        (
            "chart-empty",
            chart::page(
                &flash,
                &ChartView {
                    patient: bare.clone(),
                    clinical: Some(ClinicalView {
                        screening: Standing {
                            state: StandingState::Due,
                            text: "not answered yet".into(),
                            href: "#".into(),
                        },
                        consent: Standing {
                            state: StandingState::Due,
                            text: "not given yet".into(),
                            href: "#".into(),
                        },
                        ..ClinicalView::default()
                    }),
                },
                texts,
            ),
        ),
        (
            "chart-stop",
            chart::page(
                &patients_shell,
                &ChartView {
                    patient: stop,
                    clinical: Some(ClinicalView { complaints: clinical().complaints, ..stopped }),
                },
                texts,
            ),
        ),
        ("chart-desk", chart::page(&desk, &ChartView { patient: bare, clinical: None }, texts)),
    ]
}
