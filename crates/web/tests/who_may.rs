//! Every address, called as nobody, as the wrong role, for another clinic's things, and from another site.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chart::StaffId;
use chart::{ClinicId, PatientId, SessionId, session};
use clinic::Ask;
use house::{Answer, House, add_patient, found};
use uuid::Uuid;
use web::http::access::Access;
use web::routes::Rule;

/// What stands for the ids of an address.
struct Ids {
    patient: String,
    complaint: String,
    session: String,
    staff: String,
}

impl Ids {
    fn of(house: &House) -> Self {
        Self {
            patient: house.patient.to_string(),
            complaint: house.complaint.to_string(),
            session: house.session.to_string(),
            staff: house.desk.to_string(),
        }
    }

    fn path(&self, rule: &Rule) -> String {
        let some = Uuid::from_u128(0xdead).to_string();
        rule.path
            .replace("{patient}", &self.patient)
            .replace("{complaint}", &self.complaint)
            .replace("{session}", &self.session)
            .replace("{staff}", &self.staff)
            .replace("{consent}", &some)
            .replace("{needle}", &some)
            .replace("{measurement}", &some)
            .replace("{letter}", &some)
            .replace("{entry}", &some)
            .replace("{event}", &some)
            .replace("{token}", &"0".repeat(26))
            .replace("{muscle}", "trapezius-upper")
            .replace("{region}", "temple")
            .replace("{motion}", "mouth-opening")
            .replace("{hash}", "0")
            .replace("{*name}", "x")
    }
}

async fn call(house: &House, rule: &Rule, path: &str, cookie: &str) -> Answer {
    if rule.method == "GET" { house.get(path, cookie).await } else { house.post(path, cookie, &[]).await }
}

fn guarded(access: Access) -> bool {
    !matches!(access, Access::Anybody | Access::FirstStart | Access::Link)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_nothing_but_the_door() {
    let house = House::new();
    let ids = Ids::of(&house);
    let table = web::table(&house.app);
    assert!(table.len() > 50, "the table has {} rows", table.len());
    for rule in table.iter().filter(|rule| guarded(rule.access)) {
        for cookie in ["", "drypoint=", &format!("drypoint={}", "0".repeat(64))] {
            let answer = call(&house, rule, &ids.path(rule), cookie).await;
            let at_the_door =
                answer.status == StatusCode::SEE_OTHER && answer.location.starts_with("/sign-in");
            let told = answer.status == StatusCode::UNAUTHORIZED && rule.path.starts_with("/fhir/");
            assert!(at_the_door || told, "{} {} answers {} to nobody", rule.method, rule.path, answer.status);
            assert!(!answer.body.contains("Canaria"), "{} tells nobody a name", rule.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_gets_what_the_table_says_and_no_more() {
    let house = House::new();
    let ids = Ids::of(&house);
    for rule in web::table(&house.app).iter().filter(|rule| guarded(rule.access)) {
        // Signing out would end the sign-in that the next call needs.
        if rule.path == "/sign-out" {
            continue;
        }
        for (who, may) in [
            (house.desk, matches!(rule.access, Access::Staff | Access::SignIn)),
            (
                house.practitioner,
                matches!(rule.access, Access::Staff | Access::SignIn | Access::Practitioner),
            ),
            (house.lead, matches!(rule.access, Access::Staff | Access::SignIn | Access::ClinicLead)),
        ] {
            let answer = call(&house, rule, &ids.path(rule), &house.cookie(who)).await;
            let place = format!("{} {} answers {}", rule.method, rule.path, answer.status);
            if may {
                assert!(answer.status != StatusCode::FORBIDDEN, "{place} to somebody who may");
                assert!(
                    !answer.location.starts_with("/sign-in"),
                    "{place} and shows the door to somebody who may"
                );
                assert!(!answer.status.is_server_error(), "{place}: {}", answer.body);
            } else {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{place} to somebody who may not");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_desk_sees_who_a_patient_is_and_nothing_of_the_body() {
    let house = House::new();
    let chart = house.get(&format!("/patients/{}", house.patient), &house.cookie(house.desk)).await;
    assert!(chart.body.contains("Canaria"));
    assert!(!chart.body.contains("Canary complaint"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hears_a_patient_withdraw_consent_records_it_also_the_front_desk() {
    let house = House::new();
    let desk = house.cookie(house.desk);
    let chart = format!("/patients/{}", house.patient);
    let page = house.get(&chart, &desk).await.body;
    let action =
        page.split("action=\"").find(|part| part.contains("/withdrawal\"")).expect("the form is there");
    let action = action.split('"').next().expect("an address");
    let id = house::command_id();
    let form = [("command_id", id.as_str()), ("reason", "Said so on the telephone")];
    assert_eq!(house.post(action, &desk, &form).await.location, chart);
    assert!(!house.get(&chart, &desk).await.body.contains("/withdrawal"), "nothing is left to withdraw");
    let clinical = house.get(&chart, &house.cookie(house.practitioner)).await.body;
    assert!(clinical.contains(&web::texts::Texts::english().get("consent-withdrawn")), "{clinical}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_clinics_patients_and_sessions_are_not_there() {
    let house = House::new();
    let (other, lead) = (ClinicId(Uuid::from_u128(2)), StaffId(Uuid::now_v7()));
    found(&house.app.clinic, other, lead);
    let practitioner = StaffId(Uuid::now_v7());
    let enrol = chart::staff::Command::Enrol {
        name: "Other".into(),
        login: "other".into(),
        roles: vec![chart::staff::Role::Practitioner],
    };
    house::submit(&house.app.clinic, other, lead, Uuid::now_v7(), Ask::Staff(practitioner, enrol))
        .expect("enrols");
    let (patient, complaint) = add_patient(&house.app.clinic, other, practitioner, "Foreign", "Person");
    let session = SessionId(Uuid::now_v7());
    let open = session::Command::Open { patient, complaint, pain_before: None, consent_confirmed: true };
    house::submit(
        &house.app.clinic,
        other,
        practitioner,
        Uuid::now_v7(),
        Ask::Session(session, patient, open),
    )
    .expect("opens");
    let theirs = Ids {
        patient: patient.to_string(),
        complaint: complaint.to_string(),
        session: session.to_string(),
        staff: practitioner.to_string(),
    };
    for rule in web::table(&house.app).iter().filter(|rule| guarded(rule.access) && rule.path.contains('{')) {
        let who = if rule.access == Access::ClinicLead { house.lead } else { house.practitioner };
        let path = theirs.path(rule);
        let form = [("command_id", house::command_id()), ("password", "a new password".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let cookie = house.cookie(who);
        let answer = if rule.method == "GET" {
            house.get(&path, &cookie).await
        } else {
            house.post(&path, &cookie, &form).await
        };
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {}: {}", rule.method, rule.path, answer.body);
        assert!(!answer.body.contains("Foreign"));
    }
    let found = house.post("/patients/search", &house.cookie(house.desk), &[("q", "Foreign")]).await;
    assert!(!found.body.contains(&patient.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_none_and_an_unknown_one_are_not_there() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    for id in ["x", "0", "../../etc/passwd", &PatientId(Uuid::from_u128(5)).to_string()] {
        let id = id.replace('/', "%2F");
        for path in [
            format!("/patients/{id}"),
            format!("/sessions/{id}"),
            format!("/sessions/{id}/note"),
            format!("/fhir/Patient/{id}"),
        ] {
            assert_eq!(house.get(&path, &cookie).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert_eq!(house.get("/no/such/page", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_does_nothing() {
    let house = House::new();
    let request = Request::post(format!("/sessions/{}/removals", house.session))
        .header(header::COOKIE, house.cookie(house.practitioner))
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = format!("command_id={}", house::command_id());
    let answer = house.send(request.body(Body::from(body)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_that_keep_a_page_to_itself() {
    use tower::ServiceExt;
    let house = House::new();
    for path in ["/", "/sign-in", "/health", "/no/such/page", "/assets/0/x"] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = house.router.clone().oneshot(request).await.expect("answers");
        let policy =
            response.headers().get("content-security-policy").expect("a policy").to_str().expect("text");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_link_opens_its_diary_and_nothing_else_and_a_sign_in_does_not_stand_for_it() {
    let house = House::new();
    let ids = Ids::of(&house);
    house.sign();
    let link = |session, patient| {
        let made = house.app.clinic.links.make(house.clinic, patient, session, "en", web::App::now());
        made.expect("is made").as_str().to_owned()
    };
    let token = link(house.session, house.patient);
    let table = web::table(&house.app);
    assert!(table.iter().filter(|rule| rule.access == Access::Link).count() >= 2);
    for rule in &table {
        let path = ids.path(rule);
        if rule.access == Access::Link {
            let guessed = call(&house, rule, &path, &house.cookie(house.practitioner)).await;
            assert_eq!(guessed.status, StatusCode::NOT_FOUND, "{} with a guess", rule.path);
            let held = call(&house, rule, &rule.path.replace("{token}", &token), "").await;
            assert!(held.status.is_success() || held.status == StatusCode::BAD_REQUEST, "{}", held.status);
            for secret in ["Canaria", "Vogelsang", "555-CANARY", "Canary complaint", "1985", "sign-in"] {
                assert!(!held.body.contains(secret), "{} shows {secret}", rule.path);
            }
        } else if guarded(rule.access) {
            let cookie = format!("drypoint={token}");
            let answer = call(&house, rule, &path, &cookie).await;
            assert!(!answer.status.is_success(), "{} {} opens to a link's token", rule.method, rule.path);
        }
    }
    let foreign = link(chart::SessionId(Uuid::from_u128(5)), house.patient);
    assert_eq!(house.get(&format!("/d/{foreign}"), "").await.status, StatusCode::NOT_FOUND);
}
