//! The page that reasons about a complaint: what is evidence, and what is kept of what it showed.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::http::StatusCode;
use chart::patient::RankingShown;
use chart::values::Side;
use house::{House, command_id};

/// A house whose complaint has a drawing: the front and side of the right shoulder.
async fn drawn() -> (House, String) {
    let house = House::new();
    let base = format!("/patients/{}/complaints/{}", house.patient, house.complaint);
    let id = command_id();
    let form = [("command_id", id.as_str()), ("cell.deltoid-front.R", "6"), ("cell.deltoid-side.R", "6")];
    let cookie = house.cookie(house.practitioner);
    let answer = house.post(&format!("{base}/drawings"), &cookie, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    (house, base)
}

fn kept(house: &House) -> Vec<RankingShown> {
    let (state, _) = house.app.clinic.chart(house.clinic, house.patient).expect("reads").expect("is known");
    let rankings = &state.complaint(house.complaint).expect("is known").rankings;
    rankings.iter().map(|(_, shown)| shown.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ranking_that_orders_a_sessions_points_is_kept_as_the_complaints_page_keeps_it() {
    let (house, base) = drawn().await;
    let cookie = house.cookie(house.practitioner);
    let session = format!("/sessions/{}", house.session);
    assert_eq!(house.get(&session, &cookie).await.status, StatusCode::OK);
    let first = kept(&house);
    assert_eq!(first.len(), 1, "a session's page shows a ranking too");
    assert!(!first[0].points.is_empty());
    for page in [&session, &base, &session] {
        house.get(page, &cookie).await;
    }
    assert_eq!(kept(&house), first, "the same ranking is kept once, whichever page shows it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_movement_that_was_examined_moves_the_ranking_and_stays_marked() {
    let (house, base) = drawn().await;
    let cookie = house.cookie(house.practitioner);
    let before = house.get(&base, &cookie).await.body;
    let key = "shoulder-internal-rotation.R";
    assert!(before.contains("id=\"movements\""));
    let found = format!("found.{key}");
    let path = format!("{base}/movements");
    let sent = |id: String, result: &'static str| {
        [("command_id".to_owned(), id), (found.clone(), result.to_owned())]
    };
    for (result, motions) in [("limited", 1), ("limited", 1), ("both", 1)] {
        let form = sent(command_id(), result);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(house.post(&path, &cookie, &form).await.status, StatusCode::SEE_OTHER);
        let page = house.get(&base, &cookie).await.body;
        let marked = format!("name=\"{found}\" value=\"{result}\" checked");
        assert!(page.contains(&marked), "{result} stays marked");
        assert_eq!(kept(&house).last().map(|shown| shown.motions), Some(motions));
    }
    house.sign();
    let note = house.get(&format!("/sessions/{}/note", house.session), &cookie).await.body;
    assert!(note.contains("right: limited and painful"), "the note says how it moved");
    let rankings = kept(&house);
    let of = |at: usize| {
        let is =
            |p: &&chart::patient::PointShown| p.place.muscle == "infraspinatus" && p.place.side == Side::R;
        rankings[at].points.iter().find(is).expect("is ranked").per_mille
    };
    assert!(
        of(1) > of(0),
        "limited and painful inward turning speaks for the infraspinatus more: {rankings:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_movement_without_its_side_or_its_result_comes_back_with_what_is_wrong() {
    let (house, base) = drawn().await;
    let cookie = house.cookie(house.practitioner);
    assert_eq!(house.get(&format!("{base}/movements/new"), &cookie).await.status, StatusCode::OK);
    let path = format!("{base}/movements");
    for form in [
        vec![],
        vec![("other", "neck-rotation.-"), ("other_found", "free")],
        vec![("other", "neck-rotation.L")],
        vec![("other_found", "limited")],
        vec![("other", "tail-wagging.L"), ("other_found", "free")],
        vec![("found.neck-flexion.-", "quite")],
    ] {
        let id = command_id();
        let sent: Vec<(&str, &str)> = [("command_id", id.as_str())].into_iter().chain(form.clone()).collect();
        let answer = house.post(&path, &cookie, &sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.body.contains("class=\"error\"") || answer.body.contains("summary"), "{form:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practitioner_says_whose_starting_chances_are_taken() {
    let (house, base) = drawn().await;
    let cookie = house.cookie(house.practitioner);
    house.get(&base, &cookie).await;
    for group in ["shoulder-impingement", ""] {
        let id = command_id();
        let form = [("command_id", id.as_str()), ("group", group)];
        let answer = house.post(&format!("{base}/group"), &cookie, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        house.get(&base, &cookie).await;
        let shown = kept(&house).last().and_then(|shown| shown.group.clone());
        assert_eq!(shown.unwrap_or_default(), group);
    }
    let id = command_id();
    let form = [("command_id", id.as_str()), ("group", "grumpiness")];
    let answer = house.post(&format!("{base}/group"), &cookie, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("grumpiness"), "what is wrong is named");
}
