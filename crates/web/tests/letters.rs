//! A letter begins with the clinic's text, is kept as it was sent, and is the same document each time.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::http::StatusCode;
use house::{House, command_id};

impl House {
    fn letters(&self) -> String {
        format!("/patients/{}/complaints/{}/letters", self.patient, self.complaint)
    }

    fn course(&self) -> String {
        format!("/patients/{}/complaints/{}/course", self.patient, self.complaint)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clinics_own_text_is_checked_and_letters_begin_with_it_filled_in() {
    let house = House::new();
    let (lead, practitioner) = (house.cookie(house.lead), house.cookie(house.practitioner));
    let write = async |text: &str| {
        let form = [("command_id", &*command_id()), ("occasion", "start"), ("text", text)];
        house.post("/letter-templates", &lead, &form).await
    };
    let refused = write("Dear colleague, I saw [patiant].").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("[patiant] is nothing that can be filled in"));
    assert!(refused.body.contains("Dear colleague, I saw [patiant]."), "what was typed is not lost");

    let new = format!("{}/new?occasion=start", house.letters());
    let shipped = house.get(&new, &practitioner).await.body;
    assert!(shipped.contains("thank you for sending Canaria Vogelsang"), "{shipped}");
    assert_eq!(write("We have seen [patient] for [complaint].").await.status, StatusCode::SEE_OTHER);
    let own = house.get(&new, &practitioner).await.body;
    assert!(own.contains("We have seen Canaria Vogelsang for Canary complaint."), "{own}");
    assert_eq!(write("").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        house.get(&new, &practitioner).await.body.matches("thank you for sending Canaria").count(),
        1,
        "an empty text returns to the one that came with the program"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_letter_says_what_was_known_then_and_is_the_same_bytes_again() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let measurements = format!("{}/measurements", house.course());
    let score = async |value: &str| {
        let form = [("command_id", &*command_id()), ("measure", "pain-worst"), ("value", value)];
        house.post(&measurements, &cookie, &form).await
    };
    score("8").await;
    score("5").await;
    let letter = [
        ("command_id", &*command_id()),
        ("occasion", "between"),
        ("to", "Dr A. Example\nHigh Street 1"),
        ("text", "Dear colleague,\n\nless pain."),
    ];
    let kept = house.post(&house.letters(), &cookie, &letter).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let page = house.get(&kept.location, &cookie).await.body;
    for said in ["High Street 1", "less pain.", "8 to 5"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let pdf = format!("{}/letter.pdf", kept.location);
    let once = house.get(&pdf, &cookie).await;
    assert!(
        once.body.starts_with("%PDF-") && once.body.contains("<pdfaid:conformance>A</pdfaid:conformance>")
    );
    assert!(once.body.contains("/Figure"), "the plot is drawn and named");

    score("2").await;
    assert_eq!(once.body, house.get(&pdf, &cookie).await.body, "what came later is not in it");
    let empty = [("command_id", &*command_id()), ("occasion", "between"), ("to", "Dr A."), ("text", "")];
    let refused = house.post(&house.letters(), &cookie, &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(">Dr A.<"), "the address is not lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_has_the_painted_pain_and_every_needle_on_engraved_figures() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    house.sign();
    let drawing = format!("/patients/{}/complaints/{}/drawings", house.patient, house.complaint);
    let painted = [("command_id", &*command_id()), ("cell.scapula-body.R", "7")];
    assert_eq!(house.post(&drawing, &cookie, &painted).await.status, StatusCode::SEE_OTHER);
    let letter = [
        ("command_id", &*command_id()),
        ("occasion", "between"),
        ("to", "Dr A. Example"),
        ("text", "Dear colleague."),
    ];
    let kept = house.post(&house.letters(), &cookie, &letter).await;
    let page = house.get(&kept.location, &cookie).await.body;
    assert!(page.contains("1 Infraspinatus 1, right") && page.contains("right 7/10"), "{page}");
    let pdf = format!("{}/letter.pdf", kept.location);
    let once = house.get(&pdf, &cookie).await.body;
    assert_eq!(once.matches("/S/Figure").count(), 1, "one figure shows both");
    house.post(&drawing, &cookie, &[("command_id", &*command_id()), ("cell.scapula-body.R", "2")]).await;
    assert_eq!(once, house.get(&pdf, &cookie).await.body, "what was painted later is not in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_course_shows_the_body_at_each_session_and_what_to_weigh_before_a_flight() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let session = format!("/sessions/{}", house.session);
    let tomorrow = clinic::zone::day(web::App::now(), &jiff::tz::TimeZone::UTC).tomorrow().expect("a day");
    let flight = |on: &str| {
        [("sessions", "3"), ("reassess_every", "1"), ("event_kind", "flight"), ("event_on", on)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let plan = async |on: String| {
        let id = command_id();
        let fields = flight(&on);
        let mut form: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        form.push(("command_id", &id));
        house.post(&format!("{}/plan", house.course()), &cookie, &form).await.status
    };
    assert_eq!(plan("2090-01-01".into()).await, StatusCode::SEE_OTHER);
    assert!(!house.get(&session, &cookie).await.body.contains("thin air"), "it is far");
    assert_eq!(plan(tomorrow.to_string()).await, StatusCode::SEE_OTHER);
    let complaint = format!("/patients/{}/complaints/{}", house.patient, house.complaint);
    for page in [&session, &complaint, &house.course()] {
        let page = house.get(page, &cookie).await.body;
        assert!(page.contains("thin air") && page.contains("tomorrow"), "{page}");
    }
    house.sign();
    let course = house.get(&house.course(), &cookie).await.body;
    assert!(course.contains("data-label=\"Session 1, ") && course.contains("Infraspinatus 1, right"));
    assert!(course.matches("bc-needle").count() >= 1);
    assert!(!house.get(&session, &cookie).await.body.contains("thin air"), "a signed session is done");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_is_the_practitioners_decision_with_a_reason() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let plan = [("command_id", &*command_id()), ("sessions", "1"), ("reassess_every", "1")];
    house.post(&format!("{}/plan", house.course()), &cookie, &plan).await;
    let due = house.get(&house.course(), &cookie).await.body;
    assert!(due.contains("no measure shows an important change"));
    assert!(due.contains("class=\"decide\" open"), "the planned session is done: a decision is due");
    let decide = async |reason: &str| {
        let form = [("command_id", &*command_id()), ("next", "stop"), ("decision_reason", reason)];
        house.post(&format!("{}/decisions", house.course()), &cookie, &form).await
    };
    let refused = decide("").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"stop\" checked"), "the choice is not lost");
    decide("Better with exercise alone").await;
    let decided = house.get(&house.course(), &cookie).await.body;
    assert!(decided.contains("Stop needling. Better with exercise alone"));
    assert!(!decided.contains("class=\"decide\" open"));
}
