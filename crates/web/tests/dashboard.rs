//! The clinic's own figures on the page, in the file and from the command line are the same, and are what was recorded.

#![allow(missing_docs, reason = "tests")]

mod house;

use axum::http::StatusCode;
use chart::ids::AdverseEventId;
use chart::session::{AdverseKind, AdverseWanted, Command, Grade, NeedleWanted};
use chart::values::{NeedleSize, Place, Side, Technique};
use chart::{NeedleId, session};
use clinic::Ask;
use clinic::figures::Selection;
use house::{House, submit};
use jiff::tz::TimeZone;
use uuid::Uuid;

fn wanted(number: u128, muscle: &str) -> NeedleWanted {
    NeedleWanted {
        id: NeedleId(Uuid::from_u128(number)),
        place: Place { muscle: muscle.into(), point: Some("1".into()), side: Side::R },
        spot: None,
        size: NeedleSize { diameter_mm_x100: 25, length_mm: 40 },
        depth_mm: Some(20),
        depth_reason: String::new(),
        both_sides_reason: String::new(),
        caution_reason: String::new(),
        caution_reasons: Vec::new(),
        approach: String::new(),
        current: None,
        technique: Technique::Static,
        lot: String::new(),
    }
}

impl House {
    fn in_session(&self, command: Command) {
        let ask = Ask::Session(self.session, self.patient, command);
        submit(&self.app.clinic, self.clinic, self.practitioner, Uuid::now_v7(), ask).expect("is accepted");
    }

    /// Two needles, one taken back, a bruise.
    fn treat(&self) {
        self.in_session(Command::PlaceNeedle(wanted(1, "infraspinatus")));
        self.in_session(Command::PlaceNeedle(wanted(2, "infraspinatus")));
        let reason = "Tapped twice".to_owned();
        self.in_session(Command::RetractNeedle { needle: NeedleId(Uuid::from_u128(2)), reason });
        self.in_session(Command::RemoveAll);
        self.in_session(session::Command::RecordAdverseEvent(AdverseWanted {
            id: AdverseEventId(Uuid::from_u128(3)),
            kind: AdverseKind::Bruise,
            grade: Grade::Mild,
            needle: None,
            text: String::new(),
            action: String::new(),
            answer: None,
        }));
    }

    fn close(&self) {
        self.in_session(Command::Close { needles_in_sharps: 1, difference_explained: String::new() });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_treatment_is_counted_once_it_is_closed_and_the_file_says_what_the_page_says() {
    let house = House::new();
    let lead = house.cookie(house.lead);
    house.treat();
    let open = house.get("/dashboard.csv", &lead).await.body;
    assert!(open.contains("all,,treatments,0,"), "an open session is no treatment yet: {open}");

    house.close();
    let csv = house.get("/dashboard.csv", &lead).await.body;
    for line in ["all,,treatments,1,", "all,,needles,1,", "events,bruise,treatments_with,1,1,"] {
        assert!(csv.contains(line), "{line} in {csv}");
    }
    let counted = tokio::task::block_in_place(|| {
        house.app.clinic.figures(house.clinic, &TimeZone::UTC, &Selection::default())
    });
    assert_eq!(counted.expect("counts").csv(), csv, "the command line counts the same");
    let page = house.get("/dashboard", &lead).await.body;
    assert!(page.contains("1 of 1: 100 %"), "numerator and denominator stand beside the rate");
    assert!(page.contains("fewer than 10 treatments"), "one treatment is no figure of a muscle");
    for part in ["events", "reported", "muscles", "techniques", "practitioners", "months", "counted"] {
        let leads =
            page.contains(&format!("href=\"#{part}\"")) && page.contains(&format!("<div id=\"{part}\""));
        assert!(leads, "{part} is in the contents, and what the link leads to is inside what folds");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_choose_treatments_and_what_cannot_be_read_is_named() {
    let house = House::new();
    let lead = house.cookie(house.lead);
    house.treat();
    house.close();
    let count = async |query: &str| {
        let csv = house.get(&format!("/dashboard.csv?{query}"), &lead).await.body;
        csv.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(count("muscle=infraspinatus").await, "all,,treatments,1,,,,,");
    assert_eq!(count("muscle=soleus").await, "all,,treatments,0,,,,,");
    assert_eq!(count(&format!("practitioner={}", house.practitioner)).await, "all,,treatments,1,,,,,");
    assert_eq!(count(&format!("practitioner={}", house.lead)).await, "all,,treatments,0,,,,,");
    assert_eq!(count("technique=static&muscle=infraspinatus&twitch=no").await, "all,,treatments,1,,,,,");
    for none in ["technique=rotation", "twitch=yes", "technique=static&muscle=soleus"] {
        assert_eq!(count(none).await, "all,,treatments,0,,,,,", "{none}");
    }
    let page = house.get("/dashboard?technique=static&twitch=no", &lead).await.body;
    for said in ["/dashboard.csv?technique=static&amp;twitch=no", "--technique static --twitch no --json"] {
        assert!(page.contains(said), "the file and the query have the filters of the page: {said}");
    }
    assert_eq!(count("to=2020-01-01").await, "all,,treatments,0,,,,,");
    let reason = "It was the muscle above".to_owned();
    let now = wanted(1, "supraspinatus");
    house.in_session(Command::AmendNeedle { now, reason });
    assert_eq!(count("muscle=infraspinatus").await, "all,,treatments,0,,,,,", "what was put right counts");
    assert_eq!(count("muscle=supraspinatus").await, "all,,treatments,1,,,,,");
    let refused = house.get("/dashboard?from=soon", &lead).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"soon\""), "what was typed is not lost");
    for unread in ["technique=dry", "twitch=perhaps"] {
        let refused = house.get(&format!("/dashboard?{unread}"), &lead).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{unread}");
    }
    let backwards = house.get("/dashboard?from=2026-05-01&to=2026-04-01", &lead).await;
    assert!(backwards.body.contains("before the first one"));
}
