//! A small clinic in a temporary folder, with people signed in, to send requests to.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "shared by several test files, each using its part"
)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use chart::Refusal;
use chart::ids::{ConsentId, ScreeningId};
use chart::patient::{self, Answers, ConsentGiven, Details};
use chart::session;
use chart::staff::{self, Role};
use chart::values::{NeedleSize, Place, Side, Technique};
use chart::{ClinicId, ComplaintId, PatientId, SessionId, StaffId, practice};
use clinic::{Ask, Clinic};
use jiff::civil::date;
use journal::{Receipt, SubmitError};
use std::sync::Arc;
use tower::ServiceExt;
use uuid::Uuid;
use web::{App, Settings};

pub const PASSWORD: &str = "a password for tests";

/// A clinic with its people, one patient with a complaint, and an open session.
pub struct House {
    pub app: Arc<App>,
    pub router: Router,
    pub clinic: ClinicId,
    pub lead: StaffId,
    pub practitioner: StaffId,
    pub desk: StaffId,
    pub patient: PatientId,
    pub complaint: ComplaintId,
    pub session: SessionId,
    folder: tempfile::TempDir,
}

/// The parts of an answer that tests look at.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub cookie: String,
    pub body: String,
}

impl House {
    /// Opens a folder and fills it through the commands that real work uses.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = Clinic::open(folder.path()).expect("opens");
        let app = App::new(
            open,
            Settings { public_url: "https://clinic.example".parse().ok(), ..Settings::default() },
        );
        let (clinic, lead) = (ClinicId(Uuid::from_u128(1)), StaffId(Uuid::now_v7()));
        found(&app.clinic, clinic, lead);
        let (practitioner, desk) = (StaffId(Uuid::now_v7()), StaffId(Uuid::now_v7()));
        let ask = |actor: StaffId, ask: Ask| {
            submit(&app.clinic, clinic, actor, Uuid::now_v7(), ask).expect("the house is in order");
        };
        for (id, login, role) in [(practitioner, "prac", Role::Practitioner), (desk, "desk", Role::FrontDesk)]
        {
            let enrol = staff::Command::Enrol {
                name: format!("Person {login}"),
                login: login.into(),
                roles: vec![role],
            };
            ask(lead, Ask::Staff(id, enrol));
        }
        ask(lead, Ask::Staff(practitioner, licence()));
        ask(lead, Ask::Staff(practitioner, training()));
        let (patient, complaint) = add_patient(&app.clinic, clinic, practitioner, "Canaria", "Vogelsang");
        let session = SessionId(Uuid::now_v7());
        let opened =
            session::Command::Open { patient, complaint, pain_before: None, consent_confirmed: true };
        ask(practitioner, Ask::Session(session, patient, opened));
        let router = web::router(Arc::clone(&app));
        Self { app, router, clinic, lead, practitioner, desk, patient, complaint, session, folder }
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// One needle in the infraspinatus and out again, counted and signed.
    pub fn sign(&self) {
        let needle = session::NeedleWanted {
            id: chart::NeedleId(Uuid::now_v7()),
            place: Place { muscle: "infraspinatus".into(), point: Some("1".into()), side: Side::R },
            spot: None,
            size: NeedleSize { diameter_mm_x100: 25, length_mm: 40 },
            depth_mm: Some(20),
            depth_reason: String::new(),
            both_sides_reason: String::new(),
            caution_reason: String::new(),
            caution_reasons: Vec::new(),
            approach: String::new(),
            technique: Technique::Static,
            current: None,
            lot: String::new(),
        };
        let close = session::Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
        let place = session::Command::PlaceNeedle(needle);
        for command in [place, session::Command::RemoveAll, close, session::Command::Sign] {
            let ask = Ask::Session(self.session, self.patient, command);
            submit(&self.app.clinic, self.clinic, self.practitioner, Uuid::now_v7(), ask)
                .expect("is accepted");
        }
    }

    /// A cookie of somebody who has just signed in. The password's own way in is tested by itself: it is slow by design.
    pub fn cookie(&self, who: StaffId) -> String {
        let token = self.app.clinic.sign_ins.begin(self.clinic, who, App::now()).expect("begins");
        format!("drypoint={}", token.as_str())
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request"))
            .await
    }

    pub async fn post(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).expect("a form");
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn post_json(&self, path: &str, cookie: &str, json: &str) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(json.to_owned())).expect("a request")).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.expect("answers");
        let text =
            |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, location, cookie) =
            (response.status(), text(header::LOCATION), text(header::SET_COOKIE));
        let bytes = to_bytes(response.into_body(), 8 << 20).await.expect("a body");
        Answer { status, location, cookie, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// Submits from a test, which runs inside the runtime.
pub fn submit(
    open: &Clinic,
    clinic: ClinicId,
    actor: StaffId,
    command_id: Uuid,
    ask: Ask,
) -> Result<Receipt, SubmitError<Refusal>> {
    tokio::task::block_in_place(|| open.submit_blocking(clinic, actor, command_id, ask))
}

/// A command's id, as a form carries it.
pub fn command_id() -> String {
    Uuid::now_v7().to_string()
}

fn licence() -> staff::Command {
    staff::Command::RecordLicence {
        number: "PT-1".into(),
        authority: "Register".into(),
        expires_on: date(2099, 1, 1),
    }
}

fn training() -> staff::Command {
    staff::Command::RecordTraining {
        title: "Foundation".into(),
        provider: "School".into(),
        hours: 80,
        completed_on: date(2020, 1, 1),
        covers: Vec::new(),
    }
}

/// Founds a clinic in an open folder; a group's folder may hold several.
pub fn found(open: &Clinic, clinic: ClinicId, lead: StaffId) {
    let practice = practice::Command::Found { name: "House of tests".into(), time_zone: "UTC".into() };
    let roles = vec![Role::ClinicLead];
    let staff = vec![staff::Command::Enrol { name: "Person lead".into(), login: "lead".into(), roles }];
    let set_up = Ask::SetUp { practice: vec![practice], first: lead, staff };
    submit(open, clinic, lead, Uuid::now_v7(), set_up).expect("founds");
}

/// A patient who may be needled.
pub fn add_patient(
    open: &Clinic,
    clinic: ClinicId,
    by: StaffId,
    given: &str,
    family: &str,
) -> (PatientId, ComplaintId) {
    let (id, complaint) = (PatientId(Uuid::now_v7()), ComplaintId(Uuid::now_v7()));
    let details = Details {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: date(1985, 3, 7),
        phone: "555-CANARY".into(),
    };
    let answers = chart::screening::items()
        .iter()
        .map(|i| Answers { item: i.id.clone(), yes: Some(false), ..Answers::default() })
        .collect();
    let every_risk = atlas::Atlas::get().hazards().iter().map(|h| h.id.to_string()).collect();
    for command in [
        patient::Command::Register { record_no: 0, details },
        patient::Command::OpenComplaint {
            id: complaint,
            title: "Canary complaint".into(),
            onset: String::new(),
            provoked_by: String::new(),
            stops_doing: String::new(),
        },
        patient::Command::AnswerScreening { id: ScreeningId(Uuid::now_v7()), answers },
        patient::Command::GiveConsent(ConsentGiven {
            id: ConsentId(Uuid::now_v7()),
            named_risks: every_risk,
            given_by: given.into(),
            signature: "M10 200l40 -60 40 60 80 -5 60 20".into(),
            on_paper: false,
            copy_given: true,
        }),
    ] {
        submit(open, clinic, by, Uuid::now_v7(), Ask::Patient(id, command)).expect("a sound patient");
    }
    (id, complaint)
}
