//! Adverse events until their outcome: the list, what came up later, what became of it, the letter of a serious one.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::http::StatusCode;
use house::{House, command_id};

#[tokio::test(flavor = "multi_thread")]
async fn what_came_up_later_is_listed_followed_and_closed_with_an_outcome() {
    let house = House::new();
    house.sign();
    let cookie = house.cookie(house.practitioner);
    let page = format!("/sessions/{}/adverse-events", house.session);
    let record =
        house.app.read(|c| c.session(house.clinic, house.session)).expect("reads").expect("is there");
    let needle = record.state.needles[0].needle.id.to_string();
    let id = command_id();
    let late = [
        ("command_id", id.as_str()),
        ("adverse_kind", "bruise"),
        ("grade", "moderate"),
        ("needle", needle.as_str()),
        ("adverse_text", "As large as a hand"),
    ];
    let refused = house.post(&format!("{page}/late"), &cookie, &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "more than mild: what was done is missing");
    assert!(refused.body.contains("As large as a hand"), "what was typed stays");
    let told = [&late[..], &[("adverse_action", "Rung back")]].concat();
    assert_eq!(house.post(&format!("{page}/late"), &cookie, &told).await.status, StatusCode::SEE_OTHER);

    let list = house.get("/adverse-events", &cookie).await.body;
    for said in ["Bruise", "moderate", "Canaria", "told of later", "not followed yet"] {
        assert!(list.contains(said), "{said}");
    }
    let shown = house.get(&page, &cookie).await.body;
    assert!(shown.contains("Infraspinatus 1 R") && !shown.contains("Incident letter"));

    let follow = |grade: &'static str, ctcae: &'static str, outcome: &'static str| {
        let (path, cookie) = (format!("{page}/{id}/follow-ups"), cookie.clone());
        let house = &house;
        async move {
            let command = command_id();
            let form = [
                ("command_id", command.as_str()),
                ("grade", grade),
                ("ctcae", ctcae),
                ("outcome", outcome),
                ("follow_text", "Rung on the third day"),
                ("steps", "lead-told"),
            ];
            house.post(&path, &cookie, &form).await
        }
    };
    assert_eq!(follow("moderate", "7", "ongoing").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(follow("major", "3", "ongoing").await.status, StatusCode::SEE_OTHER);
    let serious = house.get(&page, &cookie).await.body;
    for said in ["Serious", "The patient was told openly", "Incident letter", "CTCAE 3"] {
        assert!(serious.contains(said), "{said}");
    }
    let letter = format!("{page}/{id}/letter.pdf");
    let once = house.get(&letter, &cookie).await;
    assert!(once.body.starts_with("%PDF-") && once.body.contains("/S/Figure"), "the needles are on a figure");
    assert_eq!(once.body, house.get(&letter, &cookie).await.body, "the same letter until something is added");
    assert_eq!(follow("moderate", "2", "recovered").await.status, StatusCode::SEE_OTHER);
    assert_ne!(once.body, house.get(&letter, &cookie).await.body);
    let list = house.get("/adverse-events", &cookie).await.body;
    assert!(list.contains("Over") && !list.contains("Serious</span>"));
}
