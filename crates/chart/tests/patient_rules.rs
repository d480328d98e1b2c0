//! The rules of a patient's record and of staff.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::patient::{self, Command, Event, FindingMade};
use chart::practice;
use chart::refusal::CODES;
use chart::staff::{self, Role};
use chart::values::{Intensity, PaintedCell, Place, Side, Sign, Signs};
use given::*;
use jiff::civil::date;

#[track_caller]
fn refused(state: &patient::State, command: &Command, code: &str) {
    let refusal = patient::decide(state, command, &practitioner()).expect_err("is refused");
    assert_eq!(refusal.code, code);
    assert!(CODES.contains(&code));
}

fn register(details: patient::Details) -> Command {
    Command::Register { record_no: 1, details }
}

#[test]
fn a_name_and_a_birth_date_are_enough_and_either_name_will_do() {
    let only =
        patient::decide(&patient::State::default(), &register(details("", "Suharto")), &practitioner())
            .expect("registers");
    let [Event::Registered(person)] = only.as_slice() else { panic!("one event") };
    assert_eq!((person.given_name.as_str(), &person.family_name), ("Suharto", &None));
    refused(&patient::State::default(), &register(details(" ", "\u{7}")), "field.missing");
}

#[test]
fn nobody_is_born_tomorrow_or_before_1890() {
    let born = |birth_date| register(patient::Details { birth_date, ..details("A", "B") });
    refused(&patient::State::default(), &born(date(2026, 11, 23)), "date.in_future");
    refused(&patient::State::default(), &born(date(1889, 12, 31)), "date.too_early");
}

#[test]
fn a_patient_is_registered_once() {
    refused(&patient_after(&[]), &register(details("A", "B")), "patient.exists");
}

#[test]
fn the_front_desk_registers_but_does_not_write_about_the_body() {
    let desk = as_role(&[Role::FrontDesk]);
    let state = patient_after(&[]);
    assert!(patient::decide(&patient::State::default(), &register(details("A", "B")), &desk).is_ok());
    assert!(patient::decide(&state, &Command::CorrectDetails(details("A", "B")), &desk).is_ok());
    for command in [screened(all_no()), consenting(&[]), draw(&[("neck-side", Side::R, 5)])] {
        assert_eq!(
            patient::decide(&state, &command, &desk).expect_err("is refused").code,
            "role.not_allowed"
        );
    }
}

fn draw(cells: &[(&str, Side, i64)]) -> Command {
    let cells = cells
        .iter()
        .map(|(region, side, intensity)| PaintedCell {
            region: (*region).into(),
            side: *side,
            intensity: Intensity::new("cells", *intensity).expect("1 to 10"),
            kind: None,
        })
        .collect();
    Command::DrawPain { id: drawing_id(), complaint: COMPLAINT, cells }
}

#[test]
fn a_drawing_has_each_region_of_the_map_once_and_at_least_one() {
    let state = patient_after(&[]);
    assert!(
        patient::decide(
            &state,
            &draw(&[("neck-side", Side::R, 5), ("neck-side", Side::L, 5)]),
            &practitioner()
        )
        .is_ok()
    );
    refused(&state, &draw(&[]), "drawing.empty");
    refused(&state, &draw(&[("elsewhere", Side::R, 5)]), "drawing.region_unknown");
    refused(&state, &draw(&[("neck-side", Side::R, 5), ("neck-side", Side::R, 6)]), "drawing.cell_twice");
}

#[test]
fn a_finding_says_something_about_a_point_of_the_atlas() {
    let found = |muscle: &str, signs| {
        Command::RecordFinding(FindingMade {
            id: finding_id(),
            complaint: COMPLAINT,
            place: Place { muscle: muscle.into(), point: Some("1".into()), side: Side::R },
            signs,
            note: String::new(),
        })
    };
    let felt = Signs { taut_band: Sign::Absent, ..Signs::default() };
    let state = patient_after(&[]);
    assert!(patient::decide(&state, &found("infraspinatus", felt), &practitioner()).is_ok());
    refused(&state, &found("infraspinatus", Signs::default()), "finding.nothing_tested");
    refused(&state, &found("no-such-muscle", felt), "needle.point_unknown");
}

#[test]
fn every_question_of_the_screening_is_answered_and_a_caution_has_its_reason() {
    let state = patient_after(&[]);
    let mut open = all_no();
    open[3].yes = None;
    refused(&state, &screened(open), "screening.incomplete");
    refused(&state, &screened(all_no()[1..].to_vec()), "screening.incomplete");
    refused(&state, &screened(answered("bleeding", " ")), "screening.reason_missing");
    let mut stranger = all_no();
    stranger[0].item = "horoscope".into();
    refused(&state, &screened(stranger), "screening.item_unknown");
    assert!(
        patient::decide(&state, &screened(answered("bleeding", "Superficial only")), &practitioner()).is_ok()
    );
}

#[test]
fn a_consent_names_who_gave_it_and_only_risks_of_the_table() {
    let state = patient_after(&[]);
    refused(&state, &consenting(&["bad-luck"]), "field.out_of_range");
    let Command::GiveConsent(given) = consenting(&[]) else { unreachable!() };
    refused(
        &state,
        &Command::GiveConsent(patient::ConsentGiven { given_by: " ".into(), ..given }),
        "field.missing",
    );
}

#[test]
fn a_correction_that_changes_nothing_records_nothing() {
    let state = patient_after(&[]);
    let same = Command::CorrectDetails(details("Élodie", "Müller"));
    assert_eq!(patient::decide(&state, &same, &practitioner()), Ok(Vec::new()));
}

#[test]
fn texts_have_limits_and_lose_their_control_characters() {
    let state = patient_after(&[]);
    let titled = |title: String| Command::OpenComplaint {
        id: chart::ComplaintId(uuid::Uuid::from_u128(33)),
        title,
        onset: String::new(),
        provoked_by: String::new(),
        stops_doing: String::new(),
    };
    refused(&state, &titled("x".repeat(301)), "field.too_long");
    let events =
        patient::decide(&state, &titled("  Neck\u{0}\n right ".into()), &practitioner()).expect("opens");
    let [Event::ComplaintOpened(told)] = events.as_slice() else { panic!("one event") };
    assert_eq!(told.title, "Neck right");
}

#[test]
fn only_a_clinic_lead_changes_people_and_a_licence_is_valid_when_it_is_recorded() {
    let enrol = staff::Command::Enrol { name: "A".into(), login: "a".into(), roles: vec![Role::FrontDesk] };
    let as_practitioner = staff::decide(&staff::State::default(), &enrol, &practitioner());
    assert_eq!(as_practitioner.expect_err("is refused").code, "role.not_allowed");
    let old = staff::Command::RecordLicence {
        number: "1".into(),
        authority: "R".into(),
        expires_on: date(2026, 11, 21),
    };
    let refusal = staff::decide(&licensed(), &old, &as_role(&[Role::ClinicLead])).expect_err("is refused");
    assert_eq!((refusal.code, refusal.field), ("licence.expired", Some("licence_expires_on")));
}

#[test]
fn a_ranking_that_was_shown_is_kept_once_until_it_says_something_else() {
    let shown = |model: &str| {
        Command::KeepRanking(patient::RankingShown {
            complaint: COMPLAINT,
            drawing: drawing_id(),
            findings: 0,
            motions: 0,
            group: None,
            model: model.to_owned(),
            atlas: "2026.11-5".to_owned(),
            exact: true,
            own_findings: false,
            points: Vec::new(),
            also_fits: Vec::new(),
        })
    };
    let mut state = patient_after(&[]);
    let first = patient::decide(&state, &shown("1"), &practitioner()).expect("is kept");
    assert_eq!(first.len(), 1);
    for event in &first {
        state.apply(practitioner().now, event);
    }
    assert_eq!(patient::decide(&state, &shown("1"), &practitioner()), Ok(Vec::new()));
    let later = patient::decide(&state, &shown("2"), &practitioner()).expect("is kept");
    for event in &later {
        state.apply(practitioner().now, event);
    }
    let kept = &state.complaint(COMPLAINT).expect("is known").rankings;
    let models: Vec<&str> = kept.iter().map(|(_, ranking)| ranking.model.as_str()).collect();
    assert_eq!(models, ["1", "2"], "a later model does not explain the past anew");
}

fn seen(motion: &str, side: Option<Side>, limited: Sign, painful: Sign) -> patient::MotionSeen {
    patient::MotionSeen { motion: motion.to_owned(), side, limited, painful }
}

fn examine(seen: &[patient::MotionSeen]) -> Command {
    Command::ExamineMotions { complaint: COMPLAINT, seen: seen.to_vec() }
}

#[test]
fn a_motion_stands_as_it_was_found_last_and_is_recorded_when_it_changes() {
    let limited = seen("neck-rotation", Some(Side::R), Sign::Present, Sign::NotTested);
    let mut state = patient_after(&[]);
    for (found, events) in [
        (vec![limited.clone()], 1),
        (vec![limited.clone()], 0),
        (vec![limited.clone(), seen("neck-flexion", None, Sign::Absent, Sign::Present)], 1),
        (vec![patient::MotionSeen { limited: Sign::Absent, ..limited }], 1),
    ] {
        let made = patient::decide(&state, &examine(&found), &practitioner()).expect("is recorded");
        assert_eq!(made.len(), events, "{found:?}");
        for event in &made {
            state.apply(practitioner().now, event);
        }
    }
    let stand = &state.complaint(COMPLAINT).expect("is known").motions;
    let words: Vec<_> = stand.iter().map(|(_, m)| (m.motion.as_str(), m.limited, m.painful)).collect();
    assert_eq!(
        words,
        [("neck-rotation", Sign::Absent, Sign::NotTested), ("neck-flexion", Sign::Absent, Sign::Present)]
    );
}

#[test]
fn a_motion_needs_its_side_a_result_and_to_be_one_of_the_atlas() {
    let state = patient_after(&[]);
    let present = |motion, side| seen(motion, side, Sign::Present, Sign::NotTested);
    let rotation = present("neck-rotation", Some(Side::L));
    for (found, code) in [
        (vec![], "motion.nothing_examined"),
        (vec![present("neck-rotation", None)], "motion.side"),
        (vec![present("neck-flexion", Some(Side::L))], "motion.side"),
        (vec![present("tail-wagging", None)], "motion.id_unknown"),
        (vec![rotation.clone(), rotation], "motion.twice"),
        (vec![seen("neck-flexion", None, Sign::NotTested, Sign::NotTested)], "motion.nothing_examined"),
    ] {
        refused(&state, &examine(&found), code);
    }
}

#[test]
fn a_complaint_is_counted_as_one_group_of_the_atlas_or_as_none() {
    let group = |group: Option<&str>| Command::GroupComplaint {
        complaint: COMPLAINT,
        group: group.map(str::to_owned),
    };
    let mut state = patient_after(&[]);
    assert_eq!(state.complaint(COMPLAINT).expect("is known").group, None, "nobody said");
    for said in [Some("neck-pain"), None] {
        let made = patient::decide(&state, &group(said), &practitioner()).expect("is recorded");
        for event in &made {
            state.apply(practitioner().now, event);
        }
        let known = state.complaint(COMPLAINT).expect("is known").group.clone();
        assert_eq!(known, Some(said.map(str::to_owned)));
        assert_eq!(patient::decide(&state, &group(said), &practitioner()), Ok(Vec::new()));
    }
    refused(&state, &group(Some("grumpiness")), "field.out_of_range");
}

#[test]
fn whether_points_are_ranked_is_for_the_clinic_lead_to_say() {
    let founded = practice::Founded { name: "P".into(), time_zone: "UTC".into() };
    let mut clinic = practice::State { founded: Some(founded), ..practice::State::default() };
    assert!(clinic.reasoning.shown && !clinic.reasoning.own_findings, "as it starts");
    let off = practice::Command::SetReasoning(practice::Reasoning { shown: false, own_findings: false });
    assert!(practice::decide(&clinic, &off, &practitioner()).is_err());
    let events = practice::decide(&clinic, &off, &as_role(&[Role::ClinicLead])).expect("may");
    for event in &events {
        clinic.apply(event);
    }
    assert!(!clinic.reasoning.shown);
    assert_eq!(
        practice::decide(&clinic, &off, &as_role(&[Role::ClinicLead])),
        Ok(Vec::new()),
        "said already"
    );
}
