//! What a note says is what was so when the needles went in.

#![allow(missing_docs, reason = "tests")]

mod house;

use chart::ids::{DrawingId, FindingId, MeasurementId, ScreeningId};
use chart::patient::{self, Answers, FindingMade};
use chart::session::{self, NeedleWanted};
use chart::values::{Intensity, NeedleSize, PaintedCell, Place, Side, Sign, Signs, Technique};
use chart::{NeedleId, course, screening};
use clinic::Ask;
use house::{House, submit};
use uuid::Uuid;

impl House {
    fn told(&self, ask: Ask) {
        submit(&self.app.clinic, self.clinic, self.practitioner, Uuid::now_v7(), ask).expect("is accepted");
    }

    fn in_session(&self, command: session::Command) {
        self.told(Ask::Session(self.session, self.patient, command));
    }

    fn of_patient(&self, command: patient::Command) {
        self.told(Ask::Patient(self.patient, command));
    }

    fn measure(&self, when: course::When, degrees: &str) {
        let motion = "shoulder-abduction".to_owned();
        let measuring = course::Measuring {
            id: MeasurementId(Uuid::now_v7()),
            measure: "range".into(),
            subject: course::Subject::Motion { motion, side: Some(Side::R), active: true },
            session: Some(self.session),
            when,
            readings: vec![degrees.into()],
            pressure_unit: None,
            form_version: String::new(),
            how: String::new(),
        };
        self.told(Ask::Course(self.patient, self.complaint, course::Command::Measure(measuring)));
    }

    fn feel(&self, muscle: &str, signs: Signs) {
        let place = Place { muscle: muscle.into(), point: Some("1".into()), side: Side::R };
        let id = FindingId(Uuid::now_v7());
        let made = FindingMade { id, complaint: self.complaint, place, signs, note: String::new() };
        self.of_patient(patient::Command::RecordFinding(made));
    }

    fn draw(&self, region: &str) {
        let intensity = Intensity::new("cells", 5).expect("1 to 10");
        let cells = vec![PaintedCell { region: region.into(), side: Side::R, intensity, kind: None }];
        let id = DrawingId(Uuid::now_v7());
        self.of_patient(patient::Command::DrawPain { id, complaint: self.complaint, cells });
    }
}

fn needle() -> session::Command {
    session::Command::PlaceNeedle(NeedleWanted {
        id: NeedleId(Uuid::now_v7()),
        place: Place { muscle: "infraspinatus".into(), point: Some("1".into()), side: Side::R },
        spot: None,
        size: NeedleSize { diameter_mm_x100: 25, length_mm: 40 },
        depth_mm: Some(20),
        depth_reason: String::new(),
        both_sides_reason: String::new(),
        caution_reason: String::new(),
        caution_reasons: Vec::new(),
        approach: "From behind, towards the scapula".into(),
        current: None,
        technique: Technique::Static,
        lot: String::new(),
    })
}

fn bleeding() -> patient::Command {
    let answers = screening::items().iter().map(|item| Answers {
        item: item.id.clone(),
        yes: Some(item.id == "bleeding"),
        reason: if item.id == "bleeding" { "Takes warfarin since yesterday".into() } else { String::new() },
        ..Answers::default()
    });
    patient::Command::AnswerScreening { id: ScreeningId(Uuid::now_v7()), answers: answers.collect() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_or_drawn_after_the_needles_is_not_in_the_note_that_is_signed_later() {
    let house = House::new();
    house.draw("shoulder-top");
    let signs = Signs { taut_band: Sign::Present, tender_spot: Sign::Present, ..Signs::default() };
    house.feel("infraspinatus", Signs { recognised_pain: Sign::Present, jump_sign: Sign::Absent, ..signs });
    house.in_session(needle());
    house.in_session(session::Command::RemoveAll);
    house.feel("soleus", signs);
    house.of_patient(bleeding());
    house.draw("knee-front");
    let close = session::Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    house.in_session(close);
    house.in_session(session::Command::Sign);

    let note =
        house.get(&format!("/sessions/{}/note", house.session), &house.cookie(house.practitioner)).await;
    let label = |id: &str| {
        let id: atlas::RegionId = id.parse().expect("a region");
        atlas::Atlas::get().region(id).label
    };
    assert!(note.body.contains(&format!("{}, right 5/10", label("shoulder-top"))));
    let felt =
        "Infraspinatus 1 R: active (taut band, tender spot, patient knows this pain; absent: jump sign)";
    assert!(note.body.contains(felt), "{}", note.body);
    assert!(!note.body.contains("Soleus"), "felt afterwards");
    assert!(!note.body.contains("warfarin since yesterday"), "the answers of another day");
    assert!(
        !note.body.contains(&format!("{}, right 5/10", label("knee-front"))),
        "the drawing of another day"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_prints_as_the_same_archived_document_each_time_and_says_what_was_amended_by_whom() {
    let house = House::new();
    house.in_session(needle());
    house.in_session(session::Command::RemoveAll);
    house.measure(course::When::Before, "40");
    house.measure(course::When::After, "65");
    let close = session::Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    house.in_session(close.clone());
    house.in_session(session::Command::Reopen { reason: "One more look".into() });
    house.in_session(close);
    house.in_session(session::Command::Sign);
    house.measure(course::When::After, "99");
    let cookie = house.cookie(house.practitioner);
    let pdf = format!("/sessions/{}/note.pdf", house.session);
    let once = house.get(&pdf, &cookie).await;
    assert!(once.body.starts_with("%PDF-") && once.body.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(
        once.body.contains("/Figure") && once.body.contains("numbered crosses"),
        "the body with its needle"
    );
    assert_eq!(once.body, house.get(&pdf, &cookie).await.body);
    let page = house.get(&format!("/sessions/{}/note", house.session), &cookie).await;
    for said in [
        "Opened again",
        "One more look",
        "Billing number",
        "20560",
        "From behind, towards the scapula",
        "40° before, 65° after",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
}
