//! What comes in: sign-ins, locks, forms that are refused, JSON, bodies that are too large; and what must not get out.

#![allow(missing_docs, reason = "tests")]

#[path = "doors/first_start.rs"]
mod first_start;
mod house;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chart::Instant;
use house::{House, PASSWORD, command_id};
use journal::{StreamKey, StreamKind};
use std::io::Write;
use std::sync::{Arc, Mutex};
use web::App;

fn cookie_of(set_cookie: &str) -> String {
    set_cookie.split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_opens_and_a_wrong_one_does_not_say_which_part_was_wrong() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.desk, PASSWORD).expect("sets");
    let right = house
        .post("/sign-in", "", &[("login", "Desk "), ("password", PASSWORD), ("next", "/patients/new")])
        .await;
    assert_eq!((right.status, right.location.as_str()), (StatusCode::SEE_OTHER, "/patients/new"));
    assert!(right.cookie.contains("HttpOnly") && right.cookie.contains("SameSite=Lax"));
    assert_eq!(house.get("/patients", &cookie_of(&right.cookie)).await.status, StatusCode::OK);

    let wrong = house.post("/sign-in", "", &[("login", "desk"), ("password", "guess-guess")]).await;
    let nobody = house.post("/sign-in", "", &[("login", "nobody"), ("password", "guess-guess")]).await;
    assert_eq!((wrong.status, nobody.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    let sentence = web::texts::Texts::english().get("sign-in-wrong");
    assert!(wrong.body.contains(&sentence) && nobody.body.contains(&sentence));
    assert!(wrong.body.contains("value=\"desk\""), "the name stays, the password does not");
    assert!(!wrong.body.contains("guess-guess"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_many_passwords_has_to_wait() {
    let house = House::new();
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = house.post("/sign-in", "", &[("login", "lead"), ("password", "guess-guess")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_of_a_signature_cannot_be_tried_more_often_than_that_of_a_sign_in() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let path = format!("/sessions/{}/signature", house.session);
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        let id = command_id();
        last = house.post(&path, &cookie, &[("command_id", &id), ("password", "guess-guess")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_to_wait_leaves_no_further_names_in_the_memory() {
    let house = House::new();
    while house.app.tries_address.check_key(&String::new()).is_ok() {}
    let answer = house.post("/sign-in", "", &[("login", "made-up"), ("password", "guess-guess")]).await;
    assert_eq!((answer.status, house.app.tries.len()), (StatusCode::TOO_MANY_REQUESTS, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_out_the_cookie_opens_nothing() {
    let house = House::new();
    let cookie = house.cookie(house.desk);
    assert_eq!(house.post("/sign-out", &cookie, &[]).await.location, "/sign-in");
    assert_eq!(house.get("/", &cookie).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_sign_in_keeps_what_was_being_sent_and_sends_it_after_the_password() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let long_ago = Instant(App::now().0 - 11 * 60_000_000);
    let token = house.app.clinic.sign_ins.begin(house.clinic, house.practitioner, long_ago).expect("begins");
    let cookie = format!("drypoint={}", token.as_str());
    let path = format!("/sessions/{}/note", house.session);
    let id = command_id();
    let locked = house
        .post(&path, &cookie, &[("command_id", &id), ("tolerance", "Typed before the lock"), ("text", "")])
        .await;
    assert_eq!(locked.status, StatusCode::LOCKED);
    assert!(locked.body.contains("Typed before the lock"), "the draft is in the page");
    assert!(!locked.body.contains("Canaria"), "and nothing of the patient is");

    let form = [
        ("unlock_path", path.as_str()),
        ("command_id", &id),
        ("tolerance", "Typed before the lock"),
        ("text", ""),
    ];
    let wrong = [form.as_slice(), &[("unlock_password", "wrong-password")]].concat();
    let wrong = house.post("/sign-in/unlock", &cookie, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(wrong.body.contains("Typed before the lock"), "a wrong password loses nothing");

    let right = [form.as_slice(), &[("unlock_password", PASSWORD)]].concat();
    let right = house.post("/sign-in/unlock", &cookie, &right).await;
    assert_eq!((right.status, right.location.as_str()), (StatusCode::TEMPORARY_REDIRECT, path.as_str()));
    // 307: the browser sends the same body again to where it was going.
    let sent = house.post(&path, &cookie, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(house.get(&path, &cookie).await.body.contains("Typed before the lock"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_was_sent_after_the_sign_in_had_ended_is_there_again_after_signing_in() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let path = format!("/sessions/{}/note", house.session);
    let id = command_id();
    let entry = [("command_id", id.as_str()), ("tolerance", "Typed in vain?"), ("text", "Second <line>")];
    let door = house.post(&path, "", &entry).await;
    assert_eq!(door.status, StatusCode::UNAUTHORIZED);
    assert!(door.body.contains("name=\"kept:text\" value=\"Second &lt;line&gt;\""), "{}", door.body);
    assert!(!door.body.contains("Canaria"), "nothing of the patient is in the page");

    let kept = [
        ("kept_path", path.as_str()),
        ("kept:command_id", id.as_str()),
        ("kept:tolerance", "Typed in vain?"),
        ("kept:text", "Second <line>"),
        ("login", "prac"),
    ];
    let wrong = [kept.as_slice(), &[("password", "wrong-password")]].concat();
    let wrong = house.post("/sign-in", "", &wrong).await;
    assert!(wrong.status == StatusCode::UNAUTHORIZED && wrong.body.contains("kept:text"), "it is still kept");
    let right = [kept.as_slice(), &[("password", PASSWORD)]].concat();
    let right = house.post("/sign-in", "", &right).await;
    assert_eq!(right.status, StatusCode::OK);
    assert!(right.body.contains(&format!("action=\"{path}\"")) && right.body.contains("Typed in vain?"));
    let cookie = cookie_of(&right.cookie);
    assert_eq!(house.post(&path, &cookie, &entry).await.status, StatusCode::SEE_OTHER);
    assert!(house.get(&path, &cookie).await.body.contains("Typed in vain?"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_unlocks_and_signs_but_never_signs_in_and_gives_way_to_the_password_after_five_tries() {
    let house = House::new();
    let sign_ins = &house.app.clinic.sign_ins;
    sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let cookie = house.cookie(house.practitioner);
    let set = async |pin: &str| {
        let form = [("password", PASSWORD), ("pin", pin), ("pin_again", pin)];
        house.post("/account/pin", &cookie, &form).await
    };
    assert!(set("1234").await.body.contains("guessed first"));
    assert_eq!(set("2580").await.location, "/account?done=pin");

    let as_password = house.post("/sign-in", "", &[("login", "prac"), ("password", "2580")]).await;
    assert_eq!(as_password.status, StatusCode::UNAUTHORIZED, "it does not sign in");
    let lock = || sign_ins.lock(cookie.trim_start_matches("drypoint=")).expect("locks");
    let unlock = async |secret: (&str, &str)| house.post("/sign-in/unlock", &cookie, &[secret]).await.status;
    lock();
    assert_eq!(unlock(("unlock_pin", "2580")).await, StatusCode::SEE_OTHER);
    lock();
    for _ in 0..5 {
        assert_eq!(unlock(("unlock_pin", "2581")).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(unlock(("unlock_pin", "2580")).await, StatusCode::UNAUTHORIZED, "the right one too, now");
    assert_eq!(unlock(("unlock_password", PASSWORD)).await, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_changes_the_own_password_and_stays_signed_in_here_alone() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.desk, PASSWORD).expect("sets");
    let (here, elsewhere) = (house.cookie(house.desk), house.cookie(house.desk));
    let change = async |old: &str, new: &str| {
        let form = [("password", old), ("new_password", new), ("new_password_again", new)];
        house.post("/account/password", &here, &form).await
    };
    assert!(change("not-my-password", "a new long password").await.body.contains("Nothing was changed"));
    assert!(change(PASSWORD, "short").await.body.contains("At least 10 characters"));
    let changed = change(PASSWORD, "a new long password").await;
    assert_eq!(changed.location, "/account?done=password");
    let fresh = cookie_of(&changed.cookie);
    assert_eq!(house.get("/account?done=password", &fresh).await.status, StatusCode::OK);
    assert_eq!(house.get("/", &elsewhere).await.status, StatusCode::SEE_OTHER);
    let form = [("login", "desk"), ("password", "a new long password")];
    assert_eq!(house.post("/sign-in", "", &form).await.location, "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_comes_back_as_it_was_typed_with_the_message_at_its_field() {
    let house = House::new();
    let cookie = house.cookie(house.desk);
    let typed = [
        ("command_id", command_id()),
        ("given_name", "Ångström <b>".into()),
        ("birth_date", "31.2.1985".into()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let answer = house.post("/patients", &cookie, &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Ångström &lt;b&gt;") && answer.body.contains("31.2.1985"));
    assert!(answer.body.contains("1984-03-12"), "and says what is expected");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_sent_twice_is_one_patient_and_another_form_with_its_number_is_refused() {
    let house = House::new();
    let cookie = house.cookie(house.desk);
    let id = command_id();
    let form = [("command_id", id.as_str()), ("given_name", "Twice"), ("birth_date", "1990-01-01")];
    let (first, second) =
        (house.post("/patients", &cookie, &form).await, house.post("/patients", &cookie, &form).await);
    assert_eq!((first.status, &first.location), (StatusCode::SEE_OTHER, &second.location));
    let other = [("command_id", id.as_str()), ("given_name", "Other"), ("birth_date", "1990-01-01")];
    assert_eq!(house.post("/patients", &cookie, &other).await.status, StatusCode::CONFLICT);
    // Somebody of the same name and birth date is asked about before they are registered a second time.
    let id = command_id();
    let again = [("command_id", id.as_str()), ("given_name", "twice"), ("birth_date", "1990-01-01")];
    assert_eq!(house.post("/patients", &cookie, &again).await.status, StatusCode::CONFLICT);
    let meant = [again.as_slice(), &[("duplicate_ok", "yes")]].concat();
    assert_eq!(house.post("/patients", &cookie, &meant).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_gets_the_stable_code_of_what_was_refused() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let path = format!("/sessions/{}/needles", house.session);
    let needle = |muscle: &str, depth: u16| {
        format!(
            r#"{{"command_id":"{}","muscle":"{muscle}","point":"1","side":"R","needle_size":"0.25x40","depth_mm":{depth},"technique":"static"}}"#,
            command_id()
        )
    };
    let placed = house.post_json(&path, &cookie, &needle("infraspinatus", 20)).await;
    assert_eq!(placed.status, StatusCode::OK);
    assert!(placed.body.contains("\"recorded\":true"), "{}", placed.body);
    let deep = house.post_json(&path, &cookie, &needle("infraspinatus", 41)).await;
    assert_eq!(deep.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        deep.body.contains("\"code\":\"needle.depth_beyond_needle\"")
            && deep.body.contains("\"field\":\"depth_mm\"")
    );
    let unknown = house.post_json(&path, &cookie, &needle("no-such-muscle", 20)).await;
    assert!(unknown.body.contains("\"code\":\"needle.point_unknown\""));
    let closing = format!("/sessions/{}/closing", house.session);
    let close = house
        .post_json(
            &closing,
            &cookie,
            &format!(r#"{{"command_id":"{}","needles_in_sharps":1}}"#, command_id()),
        )
        .await;
    assert!(close.body.contains("\"code\":\"needle.still_in\""), "{}", close.body);
    for (body, code) in [
        ("[1]", "json.not_an_object"),
        ("{", "json.not_an_object"),
        (r#"{"command_id":7}"#, "form.command_id"),
    ] {
        let answer = house.post_json(&path, &cookie, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(code), "{}", answer.body);
    }
    let nobody = house.post_json(&path, "", "{}").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert!(nobody.body.contains("sign_in.missing"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_limit_is_refused() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let note = "x".repeat(web::http::body::BODY_BYTES_MAX + 1);
    let answer = house.post(&format!("/sessions/{}/note", house.session), &cookie, &[("text", &note)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn fhir_answers_in_its_own_media_type_also_when_it_refuses() {
    use tower::ServiceExt;
    let house = House::new();
    let media = |path: String, cookie: String| {
        let router = house.router.clone();
        async move {
            let request =
                Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request");
            let response = router.oneshot(request).await.expect("answers");
            (response.status(), response.headers()[header::CONTENT_TYPE].to_str().expect("text").to_owned())
        }
    };
    let fhir = "application/fhir+json".to_owned();
    let patient = format!("/fhir/Patient/{}", house.patient);
    assert_eq!(media(patient.clone(), house.cookie(house.desk)).await, (StatusCode::OK, fhir.clone()));
    assert_eq!(media(patient, String::new()).await, (StatusCode::UNAUTHORIZED, fhir.clone()));
    assert_eq!(
        media("/fhir/Patient/x".into(), house.cookie(house.desk)).await,
        (StatusCode::NOT_FOUND, fhir.clone())
    );
    let procedure = format!("/fhir/Procedure/{}", house.session);
    assert_eq!(media(procedure, house.cookie(house.practitioner)).await, (StatusCode::OK, fhir));
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_patient_nor_a_secret_reaches_the_log() {
    let kept = Kept::default();
    let writer = kept.clone();
    let logs = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(logs).expect("the only one of this test binary that sets it");
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let cookie = house.cookie(house.practitioner);
    house.post("/sign-in", "", &[("login", "prac"), ("password", PASSWORD)]).await;
    house.post("/sign-in", "", &[("login", "prac"), ("password", "wrong-Canaria")]).await;
    house.post("/patients/search", &cookie, &[("q", "Canaria")]).await;
    house
        .post(
            "/patients",
            &cookie,
            &[("command_id", &command_id()), ("given_name", "Canaria"), ("birth_date", "x")],
        )
        .await;
    house.get(&format!("/patients/{}", house.patient), &cookie).await;
    house
        .post(
            &format!("/sessions/{}/note", house.session),
            &cookie,
            &[("command_id", &command_id()), ("text", "Canaria faints")],
        )
        .await;
    house
        .post_json(&format!("/sessions/{}/needles", house.session), &cookie, r#"{"muscle":"Canaria"}"#)
        .await;
    let log = String::from_utf8_lossy(&kept.0.lock().expect("not poisoned")).into_owned();
    let token = cookie.trim_start_matches("drypoint=");
    for secret in ["Canaria", "Vogelsang", "CANARY", "Canary complaint", PASSWORD, token] {
        assert!(!log.contains(secret), "the log holds {secret}: {log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_is_what_was_read() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let cookie = house.cookie(house.practitioner);
    let session = format!("/sessions/{}", house.session);
    let closing = [("command_id", command_id()), ("needles_in_sharps", "0".to_owned())];
    let closing: Vec<(&str, &str)> = closing.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(
        house.post(&format!("{session}/closing"), &cookie, &closing).await.status,
        StatusCode::SEE_OTHER
    );
    let version_of = |page: &str| {
        let field = page.split("name=\"version\" value=\"").nth(1).expect("the form carries the version");
        field.split('"').next().expect("a number").to_owned()
    };
    let read = version_of(&house.get(&session, &cookie).await.body);
    // A second tablet writes the note in between.
    let id = command_id();
    house
        .post(&format!("{session}/note"), &cookie, &[("command_id", &id), ("text", "Written meanwhile")])
        .await;
    house.app.clinic.sign_ins.set_pin(house.practitioner, "2580").expect("sets");
    let sign = |version: String, secret: (&'static str, &'static str)| {
        let (house, cookie, path) = (&house, &cookie, format!("{session}/signature"));
        async move {
            let id = command_id();
            house.post(&path, cookie, &[("command_id", &id), secret, ("version", &version)]).await
        }
    };
    let behind = sign(read, ("password", PASSWORD)).await;
    assert_eq!(behind.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(behind.body.contains("Written meanwhile"), "the page shows how it stands now");
    let other = sign(version_of(&behind.body), ("pin", "2581")).await;
    assert!(other.body.contains("This is not your PIN. Nothing was signed."));
    let signed = sign(version_of(&behind.body), ("pin", "2580")).await;
    assert_eq!((signed.status, signed.location), (StatusCode::SEE_OTHER, format!("{session}/note")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_has_one_open_session_at_a_time() {
    let house = House::new();
    let complaint = house.complaint.to_string();
    let form = [("command_id", command_id()), ("complaint", complaint)];
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let path = format!("/patients/{}/sessions", house.patient);
    let second = house.post(&path, &house.cookie(house.practitioner), &form).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sentence = web::texts::Texts::english().get("refusal-session-already_open");
    assert!(second.body.contains(&sentence), "{}", second.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_a_new_password_by_being_enrolled_again() {
    let house = House::new();
    house.app.clinic.sign_ins.set_password(house.practitioner, PASSWORD).expect("sets");
    let id = house.practitioner.to_string();
    let form = [
        ("command_id", id.as_str()),
        ("name", "X"),
        ("login", "x"),
        ("roles", "front_desk"),
        ("password", "taken over now"),
    ];
    let answer = house.post("/staff", &house.cookie(house.lead), &form).await;
    assert!(!answer.status.is_success() && !answer.status.is_redirection(), "{}", answer.status);
    assert!(house.app.clinic.sign_ins.password_fits(Some(house.practitioner), PASSWORD).expect("reads"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tablet_kept_is_recorded_when_it_was_tapped_and_once() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let path = format!("/sessions/{}/pain", house.session);
    let opened = house.app.clinic.session(house.clinic, house.session).expect("reads").expect("is there");
    let tapped = opened.state.opened_at.0 + 1_000;
    let send = |score: u8, at: i64, id: String| {
        let json = format!(r#"{{"command_id":"{id}","moment":"before","score":{score},"occurred_at":{at}}}"#);
        let (house, path, cookie) = (&house, &path, &cookie);
        async move { house.post_json(path, cookie, &json).await }
    };
    let id = command_id();
    let first = send(4, tapped, id.clone()).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(first.body.contains("\"replayed\":false"), "{}", first.body);
    let again = send(4, tapped, id).await;
    assert!(again.body.contains("\"replayed\":true"), "{}", again.body);
    // A tablet whose clock stands in another century says nothing about before the session, nor about after now.
    assert_eq!(send(5, 1, command_id()).await.status, StatusCode::OK);
    assert_eq!(send(6, i64::MAX, command_id()).await.status, StatusCode::OK);
    assert_eq!(send(7, tapped, "x".to_owned()).await.status, StatusCode::BAD_REQUEST);
    let stream = StreamKey { clinic: house.clinic.0, kind: StreamKind::Session, id: house.session.0 };
    let events = house.app.clinic.events(stream).expect("reads");
    let at: Vec<i64> = events.iter().filter(|e| e.kind == "pain.recorded").map(|e| e.occurred_at.0).collect();
    assert_eq!(at.len(), 3);
    assert_eq!(&at[..2], [tapped, opened.state.opened_at.0]);
    assert!(at[2] <= events.last().expect("one").recorded_at.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_the_outbox_is_each_practitioners_own_and_not_for_a_locked_tablet() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let key = house.get("/outbox/key", &cookie).await;
    assert!(key.body.contains(&house.practitioner.to_string()), "{}", key.body);
    let token = cookie.split_once('=').expect("a cookie").1;
    house.app.clinic.sign_ins.lock(token).expect("locks");
    assert_eq!(house.get("/outbox/key", &cookie).await.status, StatusCode::LOCKED);
    let worker = house.get("/outbox-worker.js", "").await;
    assert!(worker.body.contains("/islands/lib/vault.js") && !worker.body.contains("from \"./lib"));
    assert!(
        worker.body.contains("frame-ancestors 'none'"),
        "pages from the tablet keep the policy of the server"
    );
    assert!(
        worker.body.contains("const AWAY = \"<!DOCTYPE html>"),
        "a tablet that slept says so in our words"
    );
}
