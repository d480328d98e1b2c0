//! The first start: an empty folder becomes a clinic.

use crate::house::{House, PASSWORD, command_id};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::sync::Arc;
use tower::ServiceExt;
use web::App;

#[tokio::test(flavor = "multi_thread")]
async fn two_first_starts_at_the_same_time_make_one_clinic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::new(clinic::Clinic::open(folder.path()).expect("opens"), web::Settings::default());
    let start = || {
        let (router, id) = (web::router(Arc::clone(&app)), command_id());
        let form = serde_urlencoded::to_string([
            ("command_id", id.as_str()),
            ("clinic_name", "First"),
            ("time_zone", "UTC"),
            ("name", "Ines Falk"),
            ("login", "ines"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
            ("licence_number", "PT-1"),
            ("licence_authority", "Register"),
            ("licence_expires_on", "2099-01-01"),
            ("training_title", "Foundation"),
            ("training_provider", "School"),
            ("training_hours", "80"),
            ("training_completed_on", "2020-01-01"),
        ]);
        let request = Request::post("/setup")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.expect("a form")))
            .expect("a request");
        async move { router.oneshot(request).await.expect("answers").status() }
    };
    let (one, other) = tokio::join!(start(), start());
    let mut answers = [one, other];
    answers.sort_unstable();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_names_all_that_is_wrong_at_once_and_takes_the_telephone_along() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::new(clinic::Clinic::open(folder.path()).expect("opens"), web::Settings::default());
    let router = web::router(Arc::clone(&app));
    let send = async |fields: &[(&str, &str)]| {
        let request = Request::post("/setup")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(fields).expect("a form")))
            .expect("a request");
        let answer = router.clone().oneshot(request).await.expect("answers");
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("is whole");
        (status, String::from_utf8_lossy(&body).into_owned())
    };
    let id = command_id();
    let mut fields = vec![
        ("command_id", id.as_str()),
        ("clinic_name", "Lindenhof"),
        ("time_zone", "Middle Earth"),
        ("phone", "030 5550 1234"),
        ("emergency", ""),
        ("name", "Ines Falk"),
        ("login", "ines falk"),
        ("password", "paper ink needle"),
        ("password_again", "paper ink needles"),
        ("licence_number", "PT-1"),
        ("licence_authority", ""),
        ("licence_expires_on", "2001-01-01"),
        ("training_title", "Foundation"),
        ("training_provider", "School"),
        ("training_hours", "many"),
        ("training_completed_on", "soon"),
    ];
    let (status, page) = send(&fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = [
        "time_zone",
        "emergency",
        "login",
        "password",
        "password_again",
        "licence_authority",
        "licence_expires_on",
        "training_hours",
        "training_completed_on",
    ];
    for field in wrong {
        assert!(page.contains(&format!("href=\"#field-{field}\"")), "{field} in {page}");
    }
    for right in ["clinic_name", "phone", "name", "licence_number"] {
        assert!(!page.contains(&format!("href=\"#field-{right}\"")), "{right}");
    }
    assert!(page.contains("Type both passwords again") && page.contains("value=\"Middle Earth\""));
    for (field, value) in [
        ("time_zone", "Europe/Vienna"),
        ("emergency", "112"),
        ("login", "ines"),
        ("password_again", "paper ink needle"),
        ("licence_authority", "Register"),
        ("licence_expires_on", "2999-01-01"),
        ("training_hours", "80"),
        ("training_completed_on", "2020-01-01"),
    ] {
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
    }
    assert_eq!(send(&fields).await.0, StatusCode::SEE_OTHER);
    let practice = app.clinic.practice().expect("reads").expect("is there");
    let contact = app.clinic.practice_state(practice.id).expect("reads").contact.expect("is set");
    assert_eq!((contact.phone.as_str(), contact.emergency.as_str()), ("030 5550 1234", "112"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clinic_lead_is_reminded_on_the_first_page_that_patients_have_nobody_to_call() {
    let house = House::new();
    let said = "name no number to call";
    assert!(house.get("/", &house.cookie(house.lead)).await.body.contains(said));
    assert!(!house.get("/", &house.cookie(house.practitioner)).await.body.contains(said), "it is not theirs");
    let contact =
        [("command_id", &*command_id()), ("phone", "030"), ("out_of_hours", ""), ("emergency", "112")];
    house.post("/clinic/telephone", &house.cookie(house.lead), &contact).await;
    assert!(!house.get("/", &house.cookie(house.lead)).await.body.contains(said));
}
