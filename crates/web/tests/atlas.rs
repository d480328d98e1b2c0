//! The atlas as a visitor reads it: every page is there, every link leads somewhere, nothing that must be said is missing.

#![allow(missing_docs, reason = "tests")]

mod house;

use atlas::{Acupoint, Atlas, Severity};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use house::House;
use std::collections::BTreeSet;
use tower::ServiceExt;
use web::texts::Texts;

/// Addresses of all pages.
fn pages() -> Vec<String> {
    let atlas = Atlas::get();
    let muscles = atlas.muscles().iter().map(|muscle| format!("/atlas/muscles/{}", muscle.id));
    let regions = atlas.regions().iter().map(|region| format!("/atlas/regions/{}", region.id));
    let motions = atlas.motions().iter().map(|motion| format!("/atlas/motions/{}", motion.id));
    std::iter::once("/atlas".to_owned()).chain(muscles).chain(regions).chain(motions).collect()
}

fn links(html: &str) -> BTreeSet<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|href| href.replace("&amp;", "&"))
        .collect()
}

/// What a reader sees of a text that went through the page's escaping.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_open_to_everybody_and_every_link_leads_somewhere() {
    let house = House::new();
    let all: BTreeSet<String> = pages().into_iter().collect();
    assert!(all.len() > 280, "{} pages", all.len());
    let mut elsewhere = BTreeSet::new();
    for page in &all {
        let answer = house.get(page, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(!answer.body.contains("style="), "{page} has a style of its own");
        assert!(!answer.body.contains("Canaria"), "{page} names a patient");
        for link in links(&answer.body) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let path = path.split('?').next().unwrap_or_default();
            if path.is_empty() {
                let there = anchor.is_empty() || answer.body.contains(&format!("id=\"{anchor}\""));
                assert!(there, "{page} leads to #{anchor}, which it does not have");
            } else if !all.contains(path) {
                elsewhere.insert(path.to_owned());
            }
        }
    }
    for path in elsewhere {
        let status = house.get(&path, "").await.status;
        let door = path == "/" && status == StatusCode::SEE_OTHER;
        assert!(status == StatusCode::OK || door, "{path} answers {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_shows_the_name_of_a_text_instead_of_the_text() {
    let house = House::new();
    let keys: Vec<&str> = include_str!("../locales/en/atlas.ftl")
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .filter(|key| key.contains('-') && Texts::english().has(key))
        .collect();
    assert!(keys.len() > 80, "{} keys", keys.len());
    for page in [
        "/atlas",
        "/atlas?q=zzzz",
        "/atlas?q=tooth",
        "/atlas/muscles/trapezius-upper",
        "/atlas/regions/temple",
    ] {
        let body = house.get(page, "").await.body;
        for key in &keys {
            assert!(!body.contains(&format!(">{key}<")), "{page} shows {key}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_muscles_page_says_everything_and_grave_things_first() {
    let house = House::new();
    for muscle in Atlas::get().muscles() {
        let body = house.get(&format!("/atlas/muscles/{}", muscle.id), "").await.body;
        let says = |text: &str| assert!(body.contains(&escaped(text)), "{} does not say {text:?}", muscle.id);
        let anatomy = muscle.anatomy;
        [anatomy.latin, anatomy.origin, anatomy.insertion, anatomy.action, anatomy.function, anatomy.nerve]
            .into_iter()
            .for_each(says);
        muscle.points.iter().for_each(|point| says(point.location));
        muscle.points.iter().filter_map(|point| point.character).for_each(says);
        for block in muscle.palpations {
            [block.position.label(), block.grip.label(), block.how, block.fibres, block.twitch]
                .into_iter()
                .for_each(says);
        }
        for block in muscle.needlings {
            [block.entry, block.direction, block.depth].into_iter().for_each(says);
        }
        for cap in muscle.depth_caps {
            says(&format!("At most {} mm", cap.max_depth_mm));
            says(cap.basis);
        }
        muscle.variants.iter().for_each(|variant| says(variant.says));
        muscle.causes.activates.iter().chain(muscle.causes.perpetuates).for_each(|cause| says(cause));
        muscle.mistaken_for.conditions.iter().chain(muscle.sports).for_each(|words| says(words));
        muscle.not_needled_because.into_iter().for_each(says);
        assert_eq!(body.matches(Acupoint::LABEL).count(), muscle.acupoints.len(), "{}", muscle.id);
        assert!(!body.contains("<details"), "{} folds something away", muscle.id);

        let mut last = Severity::Grave;
        let mut at = body.find("id=\"hazards-title\"").unwrap_or_default();
        for hazard in muscle.hazards() {
            let hazard = Atlas::get().hazard(hazard);
            [hazard.why, hazard.safer, hazard.consent].into_iter().for_each(says);
            let here = body.find(&format!("id=\"hazard-{}\"", hazard.id)).expect("it is there in full");
            assert!(here > at && hazard.severity >= last, "{}: {} out of order", muscle.id, hazard.id);
            (at, last) = (here, hazard.severity);
        }
        let needling = body.find("id=\"needling-title\"").expect("needling");
        assert!(needling > at, "{}: needling before what lies beneath", muscle.id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regions_page_names_everything_that_refers_there_strongest_first() {
    let house = House::new();
    for region in Atlas::get().regions() {
        let body = house.get(&format!("/atlas/regions/{}", region.id), "").await.body;
        let mut at = 0;
        let mut seen = BTreeSet::new();
        for referral in Atlas::get().referring_to(region.id) {
            if !seen.insert(referral.point) {
                continue;
            }
            let link =
                format!("/atlas/muscles/{}?point={}&amp;", referral.point.muscle(), referral.point.number());
            let here = body.find(&link).unwrap_or_else(|| panic!("{} misses {}", region.id, referral.point));
            assert!(here > at, "{}: {} out of order", region.id, referral.point);
            at = here;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_muscle_region_or_motion_is_not_there() {
    let house = House::new();
    for path in ["/atlas/muscles/x", "/atlas/regions/x", "/atlas/motions/x", "/atlas/muscles/..%2Fx"] {
        assert_eq!(house.get(path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let odd = house.get("/atlas/muscles/trapezius-upper?point=99&side=Q", "").await;
    assert_eq!(odd.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_lead_to_where_they_are_meant_to() {
    let house = House::new();
    for (words, wanted) in [
        ("tooth", "/atlas/regions/upper-teeth"),
        ("toth", "/atlas/regions/upper-teeth"),
        ("front of shoulder", "/atlas/regions/deltoid-front"),
        ("tennis elbow", "/atlas/regions/elbow-lateral"),
        ("infraspinatis", "/atlas/muscles/infraspinatus"),
        ("musculus piriformis", "/atlas/muscles/piriformis"),
        ("hand behind back", "/atlas/motions/hand-behind-back"),
        ("psoas", "/atlas/muscles/iliopsoas"),
    ] {
        let query = serde_urlencoded::to_string([("q", words)]).expect("a query");
        let list = house.get(&format!("/atlas/suggestions?{query}"), "").await.body;
        assert!(list.contains(wanted), "{words:?} does not lead to {wanted}: {list}");
        let page = house.get(&format!("/atlas?{query}"), "").await.body;
        assert!(page.contains(wanted), "the page for {words:?} does not lead to {wanted}");
    }
    let muscles =
        |body: &str| links(body).into_iter().filter(|link| link.starts_with("/atlas/muscles/")).count();
    for words in ["C6", "swimming", "suprascapular nerve"] {
        let query = serde_urlencoded::to_string([("q", words)]).expect("a query");
        let page = house.get(&format!("/atlas?{query}"), "").await.body;
        assert!(muscles(&page) > 0, "{words:?} finds no muscle");
    }
    let none = house.get("/atlas/suggestions?q=zzzzzzzz", "").await;
    assert_eq!((none.status, none.body.contains("<a")), (StatusCode::OK, false));
    let cruel = house.get("/atlas?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "").await.body;
    assert!(!cruel.contains("<script>alert"), "what was typed is escaped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_answered_while_typing() {
    let house = House::new();
    for words in ["to", "too", "toot", "tooth", "front+of+shoulder", "gastrocnemuis"] {
        let answer = house.get(&format!("/atlas/suggestions?q={words}"), "").await;
        assert_eq!((answer.status, answer.body.contains("<a")), (StatusCode::OK, true), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_is_there_as_json_kept_and_compressed() {
    let house = House::new();
    let whole = house.get("/atlas.json", "").await;
    let value: serde_json::Value = serde_json::from_str(&whole.body).expect("JSON");
    assert_eq!(value["version"], Atlas::version());
    assert_eq!(value["muscles"].as_array().map(Vec::len), Some(Atlas::get().muscles().len()));
    let ask = |name, value: String| {
        Request::get("/atlas.json").header(name, value).body(Body::empty()).expect("a request")
    };
    let packed =
        house.router.clone().oneshot(ask(header::ACCEPT_ENCODING, "gzip, br".into())).await.expect("answers");
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(packed.headers()["cache-control"].to_str().expect("text").contains("public"));
    let etag = packed.headers()["etag"].to_str().expect("text").to_owned();
    let again = house.router.clone().oneshot(ask(header::IF_NONE_MATCH, etag)).await.expect("answers");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_keeps_their_frame_and_nobody_gets_one() {
    let house = House::new();
    let signed_in = house.get("/atlas", &house.cookie(house.practitioner)).await.body;
    assert!(
        signed_in.contains("href=\"/patients\"")
            && signed_in.contains("href=\"/atlas\" aria-current=\"page\"")
    );
    let visitor = house.get("/atlas", "").await.body;
    assert!(!visitor.contains("href=\"/patients\"") && visitor.contains("href=\"/sign-in\""));
    let door = house.get("/sign-in", "").await.body;
    assert!(door.contains("href=\"/atlas\""), "the door has a way to the atlas");
}
