//! From the signature to the patient's answer: leaflet, link, diary, what rings, who takes it on.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use house::{Answer, House, command_id, submit};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;
use uuid::Uuid;

/// The token of the link that stands in a page.
fn token(page: &str) -> String {
    let after = page.split("/d/").nth(1).expect("a link stands in the page");
    after.chars().take_while(char::is_ascii_alphanumeric).collect()
}

impl House {
    async fn leaflet(&self, language: &str) -> Answer {
        let path = format!("/sessions/{}/leaflet", self.session);
        self.post(&path, &self.cookie(self.practitioner), &[("language", language)]).await
    }

    async fn answer(&self, token: &str, fields: &[(&str, &str)]) -> Answer {
        let id = command_id();
        let usual = [("command_id", id.as_str()), ("soreness", "2"), ("bruise", "none"), ("moved", "yes")];
        let form: Vec<_> = usual.into_iter().filter(|(k, _)| !fields.iter().any(|(f, _)| f == k)).collect();
        self.post(&format!("/d/{token}"), "", &[form, fields.to_vec()].concat()).await
    }

    /// From the course's page: the form is filled in from the answer, and nothing is recorded until somebody says how bad it was.
    async fn records_it_as_an_adverse_event(&self, course: &str, cookie: &str) {
        let link = course.split("href=\"").find(|rest| rest.contains("?answer=")).expect("a link");
        let link = link.split(['"', '#']).next().expect("an address");
        let entry = link.split("answer=").nth(1).expect("an id");
        let page = self.get(link, cookie).await.body;
        for filled in [
            "<option value=\"suspected_pneumothorax\" selected",
            "hard to breathe",
            "since this morning",
            "Rung, goes to A&amp;E",
            "0 h after the session",
        ] {
            assert!(page.contains(filled), "{filled} in {page}");
        }
        let record = || self.app.read(|c| c.session(self.clinic, self.session)).expect("reads").expect("is");
        assert_eq!(record().state.adverse().count(), 0, "never by itself");
        let id = command_id();
        let (late, told) =
            (link.replace(&format!("?answer={entry}"), "/late"), "Told by the patient in the diary");
        let form = [
            ("command_id", id.as_str()),
            ("answer", entry),
            ("adverse_kind", "suspected_pneumothorax"),
            ("adverse_text", "Short of breath"),
            ("adverse_action", "Sent to A&E"),
        ];
        let open = self.post(&late, cookie, &form).await;
        assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "how bad is not said");
        assert!(open.body.contains("Short of breath") && open.body.contains(told), "{}", open.body);
        let whole = [&form[..], &[("grade", "major")]].concat();
        assert_eq!(self.post(&late, cookie, &whole).await.status, StatusCode::SEE_OTHER);
        assert_eq!(record().state.recorded_from(entry.parse().expect("an id")).count(), 1);
        assert!(self.get(link.split('?').next().expect("a path"), cookie).await.body.contains(told));
    }

    fn contact(&self) {
        let contact = chart::practice::Command::SetContact {
            phone: "030 5550 1234".into(),
            out_of_hours: "116 117".into(),
            emergency: "112".into(),
        };
        submit(&self.app.clinic, self.clinic, self.lead, Uuid::now_v7(), clinic::Ask::Practice(contact))
            .expect("is set");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaflet_says_what_was_treated_what_to_watch_and_whom_to_call_in_the_language_asked_for() {
    let house = House::new();
    assert_eq!(
        house.leaflet("en").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not before the signature"
    );
    house.sign();
    house.contact();
    let english = house.leaflet("en").await;
    for said in [
        "Shoulder, right (Infraspinatus)",
        "hard to breathe",
        "Call 112 at once",
        "030 5550 1234",
        "Lift your arm",
    ] {
        assert!(english.body.contains(said), "{said}");
    }
    assert!(!english.body.contains("Numb between the legs"), "not where nothing was needled");
    let article = english.body.split("<article").nth(1).expect("a leaflet");
    let (begun, ended) = (article.matches("<path").count(), article.matches("</path>").count());
    assert_eq!(begun, ended, "marks lie beside each other, not in each other");
    let german = house.leaflet("de").await;
    assert!(
        german.body.contains("Schulter, rechts (M. infraspinatus)"),
        "Latin where there is no German name"
    );
    assert!(german.body.contains("lang=\"de\"") && german.body.contains("Rufen Sie sofort 112 an"));
    let diary = house.get(&format!("/d/{}", token(&german.body)), "").await;
    assert!(diary.body.contains("<html lang=\"de\">") && diary.body.contains("Wie geht es Ihnen?"));
    assert_eq!(house.get(&format!("/d/{}", token(&english.body)), "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaflet_prints_the_same_each_time_and_with_its_link_only_where_the_form_brings_it() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("de").await.body);
    let cookie = house.cookie(house.practitioner);
    let path = format!("/sessions/{}/leaflet.pdf", house.session);
    let with = house.post(&path, &cookie, &[("language", "de"), ("token", &token)]).await;
    assert!(with.body.starts_with("%PDF-") && with.body.contains("/Figure"));
    assert_eq!(with.body, house.post(&path, &cookie, &[("language", "de"), ("token", &token)]).await.body);
    let without = house.post(&path, &cookie, &[("language", "de"), ("token", "guess")]).await;
    assert!(without.status.is_success() && without.body.len() < with.body.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_says_who_writes_and_where_the_page_is_and_nothing_else() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("en").await.body);
    let path = format!("/sessions/{}/leaflet/sending", house.session);
    let cookie = house.cookie(house.practitioner);
    let id = command_id();
    let bad = [("token", token.as_str()), ("to", "canaria@x\r\nBcc: y@z.de"), ("command_id", &id)];
    let refused = house.post(&path, &cookie, &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&token), "the link is not lost");
    assert!(refused.body.contains("value=\"canaria@x"), "nor what was typed");
    let good = [("token", token.as_str()), ("to", "c@example.org"), ("language", "en"), ("command_id", &id)];
    for _ in 0..2 {
        assert_eq!(house.post(&path, &cookie, &good).await.status, StatusCode::OK);
    }
    let letters: Vec<_> =
        std::fs::read_dir(house.folder().join("outbox")).expect("is there").flatten().collect();
    assert_eq!(letters.len(), 1, "sent twice is one letter");
    let letter = std::fs::read_to_string(letters[0].path()).expect("is text");
    assert!(letter.contains("To: <c@example.org>"));
    for secret in ["Canaria", "Vogelsang", "needling", "Shoulder"] {
        assert!(!letter.contains(secret), "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_only_this_machine_can_open_says_so_and_makes_no_code() {
    let house = House::new();
    house.sign();
    assert!(house.leaflet("en").await.body.contains("class=\"picture code\""));
    let app = web::App::new(Arc::clone(&house.app.clinic), web::Settings::default());
    let leaflet = Request::post(format!("/sessions/{}/leaflet", house.session))
        .header("cookie", house.cookie(house.practitioner))
        .header("host", "127.0.0.1:7373")
        .header("content-type", "application/x-www-form-urlencoded");
    let request = leaflet.body(Body::from("language=en")).expect("a request");
    let answer = web::router(app).oneshot(request).await.expect("answers");
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("is whole");
    let page = String::from_utf8_lossy(&body);
    assert!(page.contains("--public-url") && page.contains("http://127.0.0.1:7373/d/"), "{page}");
    assert!(!page.contains("picture code") && !page.contains("/leaflet/sending"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_answer_is_thanked_for_and_rings_nowhere() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("en").await.body);
    let form = house.get(&format!("/d/{token}"), "").await;
    assert!(form.body.contains("Just after your treatment") && form.body.contains("Shoulder, right"));
    assert!(form.body.contains("name=\"places\""), "the list is there without a script");
    let thanks = house.answer(&token, &[("places", "shoulder:R"), ("signs", "tired")]).await;
    assert_eq!(thanks.status, StatusCode::OK);
    assert!(thanks.body.contains("Thank you") && thanks.body.contains("What you feel is normal"));
    assert!(!house.get("/", &house.cookie(house.practitioner)).await.body.contains("id=\"ringing\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_painted_comes_back_as_painted_and_is_lit_for_the_practitioner() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("de").await.body);
    let form = house.get(&format!("/d/{token}"), "").await.body;
    let map =
        form.split("<body-map").nth(1).and_then(|rest| rest.split("</body-map>").next()).expect("a map");
    assert!(map.contains("data-layer=\"skin\"") && map.contains("cell.scapula-body.R"), "{map}");
    for said in ["Infraspinatus", "infraspinatus", "aria-label", "Shoulder blade"] {
        assert!(!map.contains(said), "no word of the atlas, no muscle: {said}");
    }
    let painted = [("cell.scapula-body.R", "5"), ("cell.shoulder-top.R", ""), ("cell.nowhere.R", "5")];
    let refused = house.answer(&token, &[&painted[..], &[("soreness", "")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("name=\"cell.scapula-body.R\" value=\"5\""), "what was painted is lost");
    assert_eq!(house.answer(&token, &painted).await.status, StatusCode::OK);
    let course = format!("/patients/{}/complaints/{}/course", house.patient, house.complaint);
    let course = house.get(&course, &house.cookie(house.practitioner)).await.body;
    let soreness = course.split("class=\"soreness\"").nth(1).expect("a section");
    assert!(soreness.contains("bc-pain") && soreness.contains("sore 2 of 10 at 0 h"), "{soreness}");
    assert!(soreness.contains("More than expected so far: 0 of 1 answers") && soreness.contains("plot-band"));
    let warned = [("soreness", "1"), ("signs", "nerve")];
    assert_eq!(house.answer(&token, &warned).await.status, StatusCode::OK);
    let figures = house.get("/dashboard.csv", &house.cookie(house.lead)).await.body;
    for line in
        ["follow_up,,diary,1,1,", "reported,,sore,1,1,", "reported,,bruise,0,1,", "reported,,warned,1,1,"]
    {
        assert!(figures.contains(line), "{line} in {figures}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_red_flag_says_at_once_what_to_do_and_rings_until_somebody_takes_it_on() {
    let house = House::new();
    house.sign();
    house.contact();
    let token = token(&house.leaflet("en").await.body);
    let told = house.answer(&token, &[("signs", "chest"), ("words", "since this morning")]).await;
    assert!(told.body.contains("Call 112 now") && told.body.contains("href=\"tel:112\""), "{}", told.body);
    let cookie = house.cookie(house.practitioner);
    let today = house.get("/", &cookie).await.body;
    for said in ["Canaria", "555-CANARY", "since this morning", "hard to breathe", "1 answer waits"] {
        assert!(today.contains(said), "{said}");
    }
    assert!(!house.get("/", &house.cookie(house.desk)).await.body.contains("hard to breathe"));
    let action = today.split("action=\"").find(|rest| rest.contains("/owner\"")).expect("a form");
    let action = action.split('"').next().expect("an address").to_owned();
    let owned = house.post(&action, &cookie, &[("command_id", &command_id())]).await;
    assert_eq!(owned.status, StatusCode::SEE_OTHER, "one tap, no text");
    let today = house.get("/", &cookie).await.body;
    assert!(!today.contains("id=\"ringing\""), "it rings no more");
    for said in ["id=\"taken-on\"", "Owned by Person prac", "since this morning", "555-CANARY"] {
        assert!(today.contains(said), "and stays on the worklist: {said}");
    }
    assert!(!house.get("/", &house.cookie(house.desk)).await.body.contains("id=\"taken-on\""));
    let course = format!("/patients/{}/complaints/{}/course", house.patient, house.complaint);
    assert!(house.get(&course, &cookie).await.body.contains("Taken on by Person prac"));
    let action = action.replace("/owner", "/closing");
    let close = async |note: &str| {
        house.post(&action, &cookie, &[("command_id", &command_id()), ("note", note)]).await.status
    };
    assert_eq!(close(" ").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(close("Rung, goes to A&E").await, StatusCode::SEE_OTHER);
    assert!(!house.get("/", &cookie).await.body.contains("id=\"taken-on\""));
    let course = house.get(&course, &cookie).await.body;
    assert!(course.contains("Rung, goes to A&amp;E (Person prac"), "{course}");
    house.records_it_as_an_adverse_event(&course, &cookie).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_comes_back_with_what_was_chosen_and_the_same_answer_sent_twice_is_one() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("de").await.body);
    let missing = house.answer(&token, &[("soreness", ""), ("moved", "some"), ("words", "steif")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        missing.body.contains("Bitte wählen Sie eine Antwort.") && missing.body.contains("value=\"steif\"")
    );
    let alarm = [("soreness", ""), ("bruise", ""), ("moved", ""), ("signs", "collapse")];
    let alarm = house.answer(&token, &alarm).await;
    assert_eq!(alarm.status, StatusCode::OK, "a warning sign is told whatever else is left open");
    let bell = house.get("/ringing", &house.cookie(house.practitioner)).await.body;
    assert!(bell.contains("1 answer waits"), "pages that are open already ring: {bell}");
    let strange = house.answer(&token, &[("soreness", "11")]).await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    let id = command_id();
    for _ in 0..2 {
        assert_eq!(house.answer(&token, &[("command_id", &id)]).await.status, StatusCode::OK);
    }
    let record =
        house.app.read(|c| c.session(house.clinic, house.session)).expect("reads").expect("is there");
    assert_eq!(record.state.diary.len(), 2, "the alarm and one more");
    let strange = house.answer(&token, &[("signs", "made-up")]).await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(strange.body.contains("<html lang"), "never the clinic's pages");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_is_kept_by_nobody_told_to_nobody_and_logged_nowhere() {
    let house = House::new();
    house.sign();
    let token = token(&house.leaflet("en").await.body);
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let request = Request::get(format!("/d/{token}")).body(Body::empty()).expect("a request");
    let response = house.router.clone().oneshot(request).await.expect("answers");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    assert_eq!(response.headers()["cache-control"], "no-store");
    house.answer(&token, &[("signs", "fever")]).await;
    house.get(&format!("/d/{}", "0".repeat(26)), "").await;
    drop(guard);
    let written = String::from_utf8_lossy(&log.0.lock().expect("is whole")).into_owned();
    assert!(!written.contains(&token), "{written}");
    // A browser that sends no referrer sends no origin along with the form.
    let body = format!("command_id={}&soreness=1&bruise=none&moved=yes", command_id());
    let request = Request::post(format!("/d/{token}"))
        .header("origin", "null")
        .header("host", "clinic.example")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = house.send(request.body(Body::from(body)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_calls_too_often_has_to_wait() {
    let house = House::new();
    while house.app.tries_link.check_key(&String::new()).is_ok() {}
    let answer = house.get("/d/x", "").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.body.contains("That did not come through"), "{}", answer.body);
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("is whole").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl tracing_subscriber::fmt::MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
