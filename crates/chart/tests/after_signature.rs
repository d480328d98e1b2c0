//! What may still be recorded when a session is signed: the patient's diary, who owns a red flag, what became of adverse events.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::Instant;
use chart::body::{BodyPlace, Side};
use chart::ids::{AdverseEventId, DiaryEntryId};
use chart::session::{
    AdverseKind, AdverseWanted, Bruise, Command, DiaryEntry, FollowUpWanted, Grade, Moved, Outcome, SoreCell,
    Urgency,
};
use chart::values::PainScore;
use chart::{Actor, StaffId};
use given::*;
use uuid::Uuid;

const ENTRY: DiaryEntryId = DiaryEntryId(Uuid::from_u128(0x70));
const EVENT: AdverseEventId = AdverseEventId(Uuid::from_u128(0x71));

/// A session with one needle in the infraspinatus, counted and signed.
fn signed() -> Given {
    let close = Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    given([opened(), Command::PlaceNeedle(needle(1)), Command::RemoveAll, close, Command::Sign])
}

fn answer(id: DiaryEntryId, soreness: i64, signs: &[&str]) -> Command {
    Command::AnswerDiary(DiaryEntry {
        id,
        hours_after: 0,
        soreness: Some(PainScore::new("soreness", soreness).expect("0 to 10")),
        places: vec![BodyPlace::parse("shoulder:R").expect("a place")],
        painted: Vec::new(),
        bruise: Some(Bruise::None),
        moved: Some(Moved::Yes),
        signs: signs.iter().map(|id| (*id).to_owned()).collect(),
        words: None,
        language: "en".into(),
    })
}

fn nothing_but(signs: &[&str]) -> Command {
    let Command::AnswerDiary(entry) = answer(DiaryEntryId(Uuid::from_u128(77)), 0, signs) else {
        unreachable!()
    };
    Command::AnswerDiary(DiaryEntry { soreness: None, bruise: None, moved: None, ..entry })
}

#[test]
fn a_warning_sign_is_told_whatever_else_is_left_open() {
    let told = signed().patient_after(30).when(nothing_but(&["collapse"])).then_events(1);
    assert_eq!(told.state.ringing().count(), 1);
    for calm in [&[][..], &["tired"][..]] {
        signed().patient_after(30).when(nothing_but(calm)).then_refused("field.missing");
    }
}

trait Later {
    fn patient_after(self, hours: i64) -> Self;
    fn back_at_the_clinic(self) -> Self;
}

impl Later for Given {
    fn patient_after(mut self, hours: i64) -> Self {
        self.ctx.now = Instant(noon().0).plus_hours(hours);
        self.ctx.actor = Actor { staff: StaffId(PATIENT.0), roles: Vec::new() };
        self
    }

    fn back_at_the_clinic(mut self) -> Self {
        self.ctx.actor = practitioner().actor;
        self
    }
}

#[test]
fn the_patient_answers_a_signed_session_and_the_hours_are_counted() {
    let given = signed().patient_after(26).when(answer(ENTRY, 3, &["tired"])).then_events(1);
    let (_, entry) = given.state.diary.first().expect("is there");
    assert_eq!((entry.hours_after, given.state.urgency(entry)), (26, Urgency::None));
    given.when(answer(ENTRY, 9, &[])).then_events(0);
}

#[test]
fn nobody_else_answers_a_diary_and_the_patient_does_nothing_else() {
    signed().when(answer(ENTRY, 3, &[])).then_events(1);
    let mut stranger = signed().patient_after(26);
    stranger.ctx.actor.staff = StaffId(Uuid::from_u128(0x99));
    stranger.when(answer(ENTRY, 3, &[])).then_refused("role.not_allowed");
    let own = Command::OwnRedFlag { entry: ENTRY, note: "mine".into() };
    signed().patient_after(26).when(own).then_refused("role.not_allowed");
}

#[test]
fn an_open_session_has_no_diary_and_an_unknown_sign_is_refused() {
    given([opened()]).patient_after(1).when(answer(ENTRY, 3, &[])).then_refused("diary.before_signature");
    signed().patient_after(1).when(answer(ENTRY, 3, &["x"])).then_refused("field.out_of_range");
}

#[test]
fn what_is_painted_is_kept_once_and_only_where_the_map_has_a_region() {
    let painted = |regions: &[&str]| {
        let Command::AnswerDiary(entry) = answer(ENTRY, 3, &[]) else { unreachable!("is an answer") };
        let cell = |region: &&str| SoreCell { region: (*region).to_owned(), side: Side::R };
        Command::AnswerDiary(DiaryEntry { painted: regions.iter().map(cell).collect(), ..entry })
    };
    let twice = painted(&["scapula-body", "neck-side", "scapula-body"]);
    let given = signed().patient_after(26).when(twice).then_events(1);
    let regions = given.state.diary[0].1.painted.iter().map(|cell| cell.region.as_str());
    assert_eq!(regions.collect::<Vec<_>>(), ["neck-side", "scapula-body"]);
    signed().patient_after(26).when(painted(&["elbow-of-the-moon"])).then_refused("drawing.region_unknown");
}

#[test]
fn a_red_flag_rings_until_somebody_takes_it_on_and_is_closed_by_what_was_done() {
    let given = signed().patient_after(5).when(answer(ENTRY, 3, &["chest"])).then_events(1);
    assert_eq!(
        given.state.ringing().map(|e| given.state.urgency(e)).collect::<Vec<_>>(),
        [Urgency::Emergency]
    );
    let own = || Command::OwnRedFlag { entry: ENTRY, note: String::new() };
    let close = |note: &str| Command::CloseRedFlag { entry: ENTRY, note: note.into() };
    let given = given.back_at_the_clinic().when(own()).then_events(1);
    assert_eq!((given.state.ringing().count(), given.state.done_about(ENTRY).count()), (0, 0));
    let given = given.when(own()).then_events(0).when(close(" ")).then_refused("field.missing");
    let given = given.when(close("Sent to the emergency department")).then_events(1);
    let given = given.when(close("Rung: the lung is whole")).then_events(1);
    let done: Vec<_> = given.state.done_about(ENTRY).map(|(_, note)| note).collect();
    assert_eq!(done, ["Sent to the emergency department", "Rung: the lung is whole"]);
}

#[test]
fn what_was_done_before_anybody_took_it_on_takes_it_on_too() {
    let given = signed().patient_after(5).when(answer(ENTRY, 3, &["nerve"])).back_at_the_clinic();
    let close = Command::CloseRedFlag { entry: ENTRY, note: "Seen at the door".into() };
    let given = given.when(close).then_events(2);
    assert_eq!((given.state.ringing().count(), given.state.done_about(ENTRY).count()), (0, 1));
}

#[test]
fn an_adverse_event_keeps_the_answer_that_told_of_it_and_its_kind_is_proposed_never_recorded() {
    let kind = |soreness, signs: &[&str]| {
        let given = signed().patient_after(30).when(answer(ENTRY, soreness, signs)).then_events(1);
        assert_eq!(given.state.adverse().count(), 0, "nobody but a professional records one");
        given.state.would_be(&given.state.diary[0].1)
    };
    assert_eq!(kind(3, &["tired", "chest"]), Some(AdverseKind::SuspectedPneumothorax), "by the gravest");
    assert_eq!(kind(3, &["needle-piece"]), Some(AdverseKind::BrokenNeedle));
    assert_eq!(kind(3, &["fever"]), Some(AdverseKind::Other), "in words");
    assert_eq!(kind(3, &[]), None, "sore as it should be");
    let from = |answer| match reported(Grade::Mild) {
        Command::RecordAdverseEvent(wanted) => {
            Command::RecordAdverseEvent(AdverseWanted { answer, ..wanted })
        }
        other => other,
    };
    let given = signed().patient_after(30).when(answer(ENTRY, 3, &["nerve"])).back_at_the_clinic();
    let strange = Some(DiaryEntryId(Uuid::from_u128(0x79)));
    let given =
        given.when(from(strange)).then_refused("diary.unknown").when(from(Some(ENTRY))).then_events(1);
    assert_eq!(given.state.recorded_from(ENTRY).count(), 1);
}

#[test]
fn soreness_that_rises_after_two_days_or_is_there_after_four_rings() {
    let second = DiaryEntryId(Uuid::from_u128(0x72));
    let rings = |first_at, first, second_at, then| {
        let given = signed().patient_after(first_at).when(answer(ENTRY, first, &[]));
        let given = given.patient_after(second_at).when(answer(second, then, &[]));
        given.state.ringing().count() == 1
    };
    assert!(!rings(24, 4, 47, 5), "before two days it may");
    assert!(rings(24, 3, 72, 4), "it rises");
    assert!(!rings(24, 3, 72, 1), "it goes");
    assert!(rings(24, 3, 100, 1), "it stays");
    assert!(!rings(24, 3, 100, 0), "it is gone");
}

#[test]
fn what_is_asked_depends_on_where_the_needles_were() {
    let ids = |given: &Given, screened: &[&str]| -> Vec<String> {
        given.state.signs_to_watch(screened).iter().map(|sign| sign.id.clone()).collect()
    };
    let given = signed();
    let asked = ids(&given, &[]);
    assert!(asked.contains(&"chest".into()) && asked.contains(&"fever".into()), "{asked:?}");
    assert!(!asked.contains(&"saddle".into()) && !asked.contains(&"pregnancy".into()), "{asked:?}");
    assert!(ids(&given, &["pregnancy"]).contains(&"pregnancy".into()));
}

#[test]
fn a_fever_cannot_wait_where_a_joint_is_artificial_or_the_defence_is_weak() {
    let given = signed();
    for (item, graver) in [("joint-prosthesis", "fever-joint"), ("immune", "fever-immune")] {
        let asked = given.state.signs_to_watch(&[item]);
        let fever: Vec<_> = asked.iter().filter(|sign| sign.id.starts_with("fever")).collect();
        assert_eq!(fever.len(), 1, "{fever:?}");
        assert_eq!((fever[0].id.as_str(), fever[0].urgency), (graver, Urgency::Emergency));
    }
}

fn reported(grade: Grade) -> Command {
    Command::RecordAdverseEvent(AdverseWanted {
        id: EVENT,
        kind: AdverseKind::Bruise,
        grade,
        needle: Some(needle(1).id),
        text: String::new(),
        action: "Rung back".into(),
        answer: None,
    })
}

fn followed(grade: Grade, ctcae: Option<u8>, outcome: Outcome) -> Command {
    let steps = vec!["lead-told".to_owned(), "patient-safe".to_owned()];
    Command::FollowAdverseEvent(FollowUpWanted {
        event: EVENT,
        grade,
        ctcae,
        outcome,
        text: "Rung on the third day".into(),
        steps,
    })
}

#[test]
fn an_adverse_event_is_recorded_late_and_followed_to_its_outcome() {
    let mut given = signed();
    given.ctx.now = noon().plus_hours(50);
    let given = given.when(reported(Grade::Mild)).then_events(1);
    let (at, event, _) = given.state.adverse_event(EVENT).expect("is there").clone();
    assert!(given.state.is_late(at) && !given.state.is_serious(&event));
    let given = given.when(followed(Grade::Moderate, Some(3), Outcome::Ongoing)).then_events(1);
    assert!(given.state.is_serious(&event), "severe by CTCAE");
    let given = given.when(followed(Grade::Moderate, Some(2), Outcome::Recovered)).then_events(1);
    assert_eq!((given.state.grade_of(&event), given.state.is_serious(&event)), (Grade::Moderate, false));
    assert_eq!(given.state.follow_ups[0].1.steps, ["patient-safe", "lead-told"], "in the list's order");
    given.when(followed(Grade::Mild, Some(6), Outcome::Ongoing)).then_refused("field.out_of_range");
}

#[test]
fn what_was_recorded_in_error_is_not_followed() {
    let given =
        signed().when(followed(Grade::Mild, None, Outcome::Ongoing)).then_refused("adverse_event.unknown");
    let given = given.when(reported(Grade::Major)).then_events(1);
    let given = given.when(Command::RetractAdverseEvent { id: EVENT, reason: "another patient".into() });
    given.when(followed(Grade::Mild, None, Outcome::Ongoing)).then_refused("adverse_event.retracted");
}
