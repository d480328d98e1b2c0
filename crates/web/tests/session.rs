//! The session's page and its forms, without a browser: what is recorded beside the needles, and what is asked at a point.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::http::StatusCode;
use chart::ids::{FindingId, ScreeningId};
use chart::patient::{self, Answers, FindingMade};
use chart::staff::{self, Role};
use chart::values::{Place, Side, Sign, Signs};
use chart::{StaffId, session};
use clinic::Ask;
use house::{House, command_id, submit};
use uuid::Uuid;

impl House {
    fn at(&self, part: &str) -> String {
        format!("/sessions/{}{part}", self.session)
    }

    async fn page(&self) -> String {
        self.get(&self.at(""), &self.cookie(self.practitioner)).await.body
    }

    /// Posts to a part of the session, as the practitioner.
    async fn records(&self, part: &str, form: &[(&str, &str)]) -> house::Answer {
        let id = command_id();
        let form: Vec<(&str, &str)> =
            std::iter::once(("command_id", id.as_str())).chain(form.iter().copied()).collect();
        self.post(&self.at(part), &self.cookie(self.practitioner), &form).await
    }

    fn state(&self) -> session::State {
        tokio::task::block_in_place(|| self.app.clinic.session(self.clinic, self.session))
            .expect("reads")
            .expect("is there")
            .state
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adverse_event_is_recorded_shown_on_page_and_note_and_can_be_taken_back() {
    let house = House::new();
    let lung =
        |action| [("adverse_kind", "suspected_pneumothorax"), ("grade", "mild"), ("adverse_action", action)];
    let refused = house.records("/adverse-events", &lung("")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Say what was done about it"), "the form says what is missing");
    let told = house.records("/adverse-events", &lung("Ambulance called, Dr Berg told")).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER);
    let note = house.get(&house.at("/note"), &house.cookie(house.practitioner)).await.body;
    for page in [house.page().await, note] {
        assert!(page.contains("Suspected pneumothorax"), "{page}");
        assert!(page.contains("Ambulance called, Dr Berg told"));
    }
    let id = house.state().adverse_events[0].1.id;
    house.records(&format!("/adverse-events/{id}/retraction"), &[("reason", "Another patient")]).await;
    assert_eq!(house.state().adverse().count(), 0);
    assert!(house.page().await.contains("Another patient"), "the entry stays to be read");
}

#[tokio::test(flavor = "multi_thread")]
async fn conduct_begins_with_what_the_policy_says_is_usual_and_stands_in_the_note() {
    let house = House::new();
    let page = house.page().await;
    assert!(page.contains(r#"name="gloves" value="palpating_hand" checked"#), "the policy's gloves");
    assert!(
        !page.contains(r#"name="position" value="prone" checked"#),
        "how the patient lies nobody knows before"
    );
    let how = [("position", "prone"), ("gloves", "both"), ("skin", "alcohol"), ("hand_hygiene", "yes")];
    house.records("/conduct", &how).await;
    let note = house.get(&house.at("/note"), &house.cookie(house.practitioner)).await.body;
    for words in ["On the belly", "Alcohol 70 %", "cleaned before"] {
        assert!(note.contains(words), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_handed_over_is_signed_by_who_has_it() {
    let house = House::new();
    let colleague = StaffId(Uuid::now_v7());
    let enrol = staff::Command::Enrol {
        name: "Person Colleague".into(),
        login: "colleague".into(),
        roles: vec![Role::Practitioner],
    };
    submit(&house.app.clinic, house.clinic, house.lead, Uuid::now_v7(), Ask::Staff(colleague, enrol))
        .expect("enrols");
    assert!(house.page().await.contains("Person Colleague"), "is offered");
    let to = colleague.to_string();
    let refused = house.records("/hand-over", &[("to", &to)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
    house.records("/hand-over", &[("to", &to), ("reason", "End of shift")]).await;
    house.records("/closing", &[("needles_in_sharps", "0")]).await;
    let page = house.page().await;
    assert!(page.contains("Person Colleague has this session and signs it."), "{page}");
    assert!(!page.contains(r#"name="password""#));
}

fn needle(place: &str) -> Vec<(&str, &str)> {
    vec![("place", place), ("needle_size", "0.25x30"), ("technique", "fast_in_fast_out"), ("depth_mm", "20")]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_side_of_the_chest_is_asked_about_on_the_page_and_its_reason_stands_for_the_session() {
    let house = House::new();
    let placed = house.records("/needles", &needle("trapezius-upper/1/R")).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER);
    let refused = house.records("/needles", &needle("trapezius-upper/1/L")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Both sides on one day only with a reason"));
    assert!(refused.body.contains(r#"name="both_sides_reason""#), "the form has the field for it");
    let mut with_reason = needle("trapezius-upper/1/L");
    with_reason.push(("both_sides_reason", "Lifted off the chest"));
    assert_eq!(house.records("/needles", &with_reason).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.records("/needles", &needle("trapezius-upper/2/L")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_screening_says_of_a_place_is_with_its_point_before_anybody_taps() {
    let house = House::new();
    let answers = chart::screening::items().iter().map(|item| Answers {
        item: item.id.clone(),
        yes: Some(item.id == "lung"),
        reason: if item.id == "lung" { "Smoker".into() } else { String::new() },
        ..Answers::default()
    });
    let screened =
        patient::Command::AnswerScreening { id: ScreeningId(Uuid::now_v7()), answers: answers.collect() };
    let found = patient::Command::RecordFinding(FindingMade {
        id: FindingId(Uuid::now_v7()),
        complaint: house.complaint,
        place: Place { muscle: "rhomboids".into(), point: Some("1".into()), side: Side::R },
        signs: Signs { taut_band: Sign::Present, tender_spot: Sign::Present, ..Signs::default() },
        note: String::new(),
    });
    for command in [screened, found] {
        let ask = Ask::Patient(house.patient, command);
        submit(&house.app.clinic, house.clinic, house.practitioner, Uuid::now_v7(), ask)
            .expect("is recorded");
    }
    let page = house.page().await;
    assert!(page.contains("&quot;rule&quot;:&quot;lung-thorax&quot;"), "the point asks");
    let mut wanted = needle("rhomboids/1/R");
    wanted[3] = ("depth_mm", "12");
    let refused = house.records("/needles", &wanted).await;
    assert!(refused.body.contains("Say how you will go on"), "{}", refused.body);
    wanted.push(("caution_reason", "Superficial only"));
    assert_eq!(house.records("/needles", &wanted).await.status, StatusCode::SEE_OTHER);
    assert!(!house.page().await.contains("&quot;rule&quot;:&quot;lung-thorax&quot;"), "it is asked once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_opened_once_gives_each_needle_its_lot_and_a_recall_finds_who_got_it() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let pack = |until: &'static str| {
        [("lot", "L 77-A"), ("lot_maker", "Acme, \"fine\""), ("lot_expires_on", until), ("needle_size", "")]
    };
    let open = async |until| {
        let id = command_id();
        let form: Vec<(&str, &str)> =
            std::iter::once(("command_id", id.as_str())).chain(pack(until)).collect();
        house.post("/packs", &cookie, &form).await
    };
    let old = open("2020-01-31").await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(old.body.contains("value=\"L 77-A\""), "what was typed stays");
    assert_eq!(open("2099-01-31").await.status, StatusCode::SEE_OTHER);
    house.records("/needles", &needle("trapezius-upper/1/R")).await;
    assert!(house.get("/packs", &cookie).await.body.contains("1 needle, 1 session"));
    let recalled = house.get("/packs/recall?lot=l77a", &cookie).await.body;
    assert!(
        recalled.contains("Canaria Vogelsang") && recalled.contains("1. Trapezius, upper 1 R"),
        "{recalled}"
    );
    let csv = house.get("/packs/recall.csv?lot=l77a", &cookie).await.body;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("\"l77a\",\"L77A\",\"L 77-A\"") && csv.contains("\"Canaria Vogelsang\""), "{csv}");
    for nothing in ["/packs/recall?lot=", "/packs/recall?lot=+-+", "/packs/recall.csv"] {
        let answer = house.get(nothing, &cookie).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing} calls nobody back");
        assert!(!answer.body.contains("Canaria"), "{nothing}");
    }
    assert!(!house.get("/packs/recall?lot=other", &cookie).await.body.contains("Canaria"));
    let desk = house.get("/packs/recall?lot=l77a", &house.cookie(house.desk)).await;
    assert_eq!(desk.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_suspended_is_signed_out_and_stays_so_when_reinstated() {
    let house = House::new();
    let (theirs, lead) = (house.cookie(house.practitioner), house.cookie(house.lead));
    assert_eq!(house.get("/", &theirs).await.status, StatusCode::OK);
    let act = async |what: &str, reason: &str| {
        let (id, path) = (command_id(), format!("/staff/{}/{what}", house.practitioner));
        house.post(&path, &lead, &[("command_id", id.as_str()), ("reason", reason)]).await
    };
    assert_eq!(act("suspension", "Left").await.status, StatusCode::SEE_OTHER);
    assert_eq!(act("reinstatement", "").await.status, StatusCode::SEE_OTHER);
    assert_ne!(house.get("/", &theirs).await.status, StatusCode::OK, "the old sign-in does not come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_needle_that_came_out_by_mistake_is_in_again_and_the_note_says_both() {
    let house = House::new();
    house.records("/needles", &needle("gastrocnemius/1/R")).await;
    let id = house.state().needles[0].needle.id;
    house.records(&format!("/needles/{id}/removal"), &[]).await;
    assert_eq!(house.state().count().still_in(), 0);
    let back = format!("/needles/{id}/removal-retraction");
    assert_eq!(
        house.records(&back, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason is asked for"
    );
    house.records(&back, &[("reason", "Tapped by mistake")]).await;
    assert_eq!(house.state().count().still_in(), 1);
    let note = house.get(&house.at("/note"), &house.cookie(house.practitioner)).await.body;
    assert!(note.contains("in error: Tapped by mistake"), "{note}");
}

#[tokio::test(flavor = "multi_thread")]
async fn open_questions_of_the_screening_are_named_and_the_rest_counted() {
    let house = House::new();
    let path = format!("/patients/{}/screenings", house.patient);
    let items = chart::screening::items();
    let answered: Vec<(String, &str)> =
        items.iter().skip(2).map(|item| (format!("answer.{}", item.id), "no")).collect();
    let id = command_id();
    let mut form: Vec<(&str, &str)> = vec![("command_id", id.as_str())];
    form.extend(answered.iter().map(|(name, value)| (name.as_str(), *value)));
    let refused = house.post(&path, &house.cookie(house.practitioner), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary =
        refused.body.split("id=\"refused-title\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let summary = summary.expect("a summary");
    for item in &items[..2] {
        let question = maud::html! { (item.question) }.into_string();
        assert!(summary.contains(&question), "{question} in {summary}");
    }
    assert_eq!(summary.matches("still open").count(), 2, "{summary}");
    let none = house.post(&path, &house.cookie(house.practitioner), &[("command_id", &command_id())]).await;
    assert!(
        none.body.contains(&format!("and {} more", items.len() - 7)),
        "six by name, one link to the rest"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_risk_ticks_itself_and_one_that_is_called_for_is_asked_for_once() {
    let house = House::new();
    let felt = patient::Command::RecordFinding(FindingMade {
        id: FindingId(Uuid::now_v7()),
        complaint: house.complaint,
        place: Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side: Side::R },
        signs: Signs { taut_band: Sign::Present, ..Signs::default() },
        note: String::new(),
    });
    let ask = Ask::Patient(house.patient, felt);
    submit(&house.app.clinic, house.clinic, house.practitioner, Uuid::now_v7(), ask).expect("is recorded");
    let cookie = house.cookie(house.practitioner);
    let session = house.page().await;
    let button = session
        .split("<button class=\"point\"")
        .skip(1)
        .find(|b| b.contains("trapezius-upper/1/R"))
        .expect("a point");
    assert!(
        button.contains("at most 30 mm") && button.contains("data-size=\"0.25x30\""),
        "no longer than that: {button}"
    );
    let consents = format!("/patients/{}/consents", house.patient);
    let page = house.get(&format!("{consents}/new"), &cookie).await.body;
    let risks = page
        .split("class=\"risks\"")
        .nth(1)
        .and_then(|rest| rest.split("</fieldset>").next())
        .expect("risks");
    let (in_sight, folded) = risks.split_once("<details").expect("others are folded");
    assert!(in_sight.contains("value=\"lung-apex\"") && !folded.contains("value=\"lung-apex\""), "{risks}");
    assert!(!risks.contains("checked"), "nobody was told yet");
    let give = async |more: &[(&str, &str)]| {
        let id = command_id();
        let form = [
            ("command_id", id.as_str()),
            ("given_by", "Canaria"),
            ("on_paper", "yes"),
            ("copy_given", "yes"),
        ];
        house.post(&consents, &cookie, &[&form[..], more].concat()).await
    };
    let refused = give(&[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Apex of the lung") && refused.body.contains("name=\"unnamed\""));
    assert_eq!(give(&[("unnamed", "yes")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_tablet_locks_it_and_nothing_opens_without_the_password() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    assert!(house.get("/", &cookie).await.body.contains("action=\"/sign-in/lock\""));
    assert_eq!(house.post("/sign-in/lock", &cookie, &[]).await.status, StatusCode::SEE_OTHER);
    let covered = house.get(&format!("/patients/{}", house.patient), &cookie).await;
    assert_eq!(covered.status, StatusCode::LOCKED);
    assert!(!covered.body.contains("Canaria"), "{}", covered.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_needle_keeps_the_spot_that_was_marked_on_the_map_and_nobody_reads_its_millimetres() {
    let house = House::new();
    let cookie = house.cookie(house.practitioner);
    let at = |place: &'static str, spot: &'static str| [needle(place), vec![("spot", spot)]].concat();
    for (spot, says) in [
        ("NaN,0,0", "not on the body"),
        ("99999999999999999999,0,0", "not on the body"),
        ("-590,800,0", "not on the body"),
        ("0,0,0", "not on the body"),
        ("80,488,-70", "on the other side of the body"),
    ] {
        let refused = house.records("/needles", &at("trapezius-upper/1/R", spot)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{spot}");
        assert!(refused.body.contains(says), "{spot}");
    }
    let placed = house.records("/needles", &at("trapezius-upper//R", "-80,488,-70")).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.body);
    let marked = house.state().needles[0].needle.clone();
    assert_eq!(marked.spot, chart::Spot::new(-80, 488, -70).ok());

    let page = house.page().await;
    assert!(page.contains(&format!("data-needle-mark=\"{}\"", marked.id)), "it is on the map");
    let note = house.get(&house.at("/note"), &cookie).await.body;
    assert!(note.contains("Neck and shoulder") && note.contains("spot marked on the figure"), "{note}");
    assert!(!note.contains("488"), "a place on the plates is no measure of the patient");
    let fhir = house.get(&format!("/fhir/Procedure/{}", house.session), &cookie).await.body;
    let fhir: serde_json::Value = serde_json::from_str(&fhir).expect("is JSON");
    let site = &fhir["bodySite"][0]["extension"][0];
    assert_eq!(site["url"], "urn:drypoint:needle-spot");
    assert_eq!(site["extension"][2], serde_json::json!({ "url": "z-mm", "valueInteger": -70 }));

    // Put right by hand: kept as long as its box is ticked.
    let amend = format!("/needles/{}/amendments", marked.id);
    let form = house.get(&house.at(&amend), &cookie).await.body;
    assert!(form.contains(r#"name="spot" value="-80,488,-70" checked"#), "{form}");
    let kept = [at("trapezius-upper/2/R", "-80,488,-70"), vec![("reason", "It was the second")]].concat();
    assert_eq!(house.records(&amend, &kept).await.status, StatusCode::SEE_OTHER);
    assert!(house.state().needles[0].needle.spot.is_some());
    let dropped = [needle("trapezius-upper/2/R"), vec![("reason", "Not there")]].concat();
    assert_eq!(house.records(&amend, &dropped).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.state().needles[0].needle.spot, None);
}
