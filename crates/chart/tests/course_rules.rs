//! The rules of a course: what may be measured, and what is refused.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::course::{self, Around, Command, DayKind, Event, Measuring, Planning, Subject, When};
use chart::ids::{ActivityId, MeasurementId};
use chart::measure::PressureUnit;
use chart::refusal::CODES;
use chart::staff::Role;
use chart::values::{Place, Side};
use chart::{ComplaintId, Context, Instant, patient};
use given::*;
use jiff::civil::date;
use uuid::Uuid;

const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(21));

fn complaining() -> patient::State {
    patient_after(&[patient::Command::OpenComplaint {
        id: COMPLAINT,
        title: "Neck".into(),
        onset: String::new(),
        provoked_by: String::new(),
        stops_doing: String::new(),
    }])
}

fn decide_as(
    state: &course::State,
    command: &Command,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, chart::Refusal> {
    let patient = complaining();
    course::decide(state, command, Around { of: PATIENT, patient: &patient, complaint: COMPLAINT }, ctx)
}

fn after(commands: &[Command]) -> course::State {
    let mut state = course::State::default();
    for command in commands {
        for event in decide_as(&state, command, &practitioner()).expect("is recorded") {
            state.apply(noon(), &event);
        }
    }
    state
}

#[track_caller]
fn refused(state: &course::State, command: &Command, code: &str) -> Option<String> {
    let refusal = decide_as(state, command, &practitioner()).expect_err("is refused");
    assert_eq!(refusal.code, code);
    assert!(CODES.contains(&code));
    refusal.detail
}

fn measuring(measure: &str, subject: Subject, readings: &[&str]) -> Measuring {
    Measuring {
        id: MeasurementId(Uuid::from_u128(22)),
        measure: measure.into(),
        subject,
        session: None,
        when: When::Before,
        readings: readings.iter().map(|r| (*r).to_owned()).collect(),
        pressure_unit: None,
        form_version: String::new(),
        how: String::new(),
    }
}

fn neck_rotation(side: Option<Side>) -> Subject {
    Subject::Motion { motion: "neck-rotation".into(), side, active: true }
}

fn upper_trapezius() -> Subject {
    Subject::Place {
        place: Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side: Side::R },
    }
}

#[test]
fn pressure_is_the_mean_of_three_readings_in_the_devices_unit_and_kept_in_kilopascal() {
    let mut asked = measuring("pressure-threshold", upper_trapezius(), &["2.1", "2,3", "2.2"]);
    asked.pressure_unit = Some(PressureUnit::KgfPerCm2);
    let state = after(&[Command::Measure(asked)]);
    let taken = &state.measurements[0].taken;
    assert_eq!(taken.readings_x100, [210, 230, 220]);
    assert_eq!(taken.value_x100, 21_575, "2.2 kg/cm² are 215.75 kPa");
}

#[test]
fn an_impossible_reading_is_refused_even_where_the_mean_would_be_possible() {
    let asked = measuring("pressure-threshold", upper_trapezius(), &["200", "2", "210"]);
    assert_eq!(
        refused(&course::State::default(), &Command::Measure(asked), "field.out_of_range").as_deref(),
        Some("5–2000 kPa")
    );
}

#[test]
fn two_of_three_readings_make_a_threshold_but_two_of_three_answers_make_no_score() {
    let pressure = measuring("pressure-threshold", upper_trapezius(), &["200", "", "210"]);
    assert_eq!(after(&[Command::Measure(pressure)]).measurements[0].taken.value_x100, 20_500);
    let peg = measuring("peg", Subject::Person, &["5", "6", ""]);
    refused(&course::State::default(), &Command::Measure(peg), "measurement.readings");
    let halves = measuring("peg", Subject::Person, &["5", "6.5", "7"]);
    refused(&course::State::default(), &Command::Measure(halves), "field.out_of_range");
    let all = measuring("peg", Subject::Person, &["5", "6", "6"]);
    assert_eq!(
        after(&[Command::Measure(all)]).measurements[0].taken.value_x100,
        567,
        "the mean of the three"
    );
    let none = measuring("pain-now", Subject::Person, &[" "]);
    refused(&course::State::default(), &Command::Measure(none), "field.missing");
}

#[test]
fn a_motion_with_a_side_needs_one_and_a_motion_without_has_none() {
    let state = course::State::default();
    refused(&state, &Command::Measure(measuring("range", neck_rotation(None), &["60"])), "field.missing");
    let flexion = Subject::Motion { motion: "neck-flexion".into(), side: Some(Side::L), active: true };
    refused(&state, &Command::Measure(measuring("range", flexion, &["40"])), "field.out_of_range");
    let cough = Subject::Motion { motion: "cough".into(), side: None, active: true };
    refused(&state, &Command::Measure(measuring("range", cough, &["40"])), "measure.motion_unknown");
}

#[test]
fn a_licensed_questionnaire_is_a_total_with_the_version_of_its_form() {
    let total = measuring("ndi", Subject::Person, &["34"]);
    refused(&course::State::default(), &Command::Measure(total.clone()), "field.missing");
    let versioned = Measuring { form_version: "Vernon 1991".into(), ..total };
    assert_eq!(after(&[Command::Measure(versioned)]).measurements[0].taken.value_x100, 3400);
}

#[test]
fn a_value_is_of_what_its_measure_is_taken_of() {
    let state = course::State::default();
    refused(&state, &Command::Measure(measuring("range", Subject::Person, &["40"])), "measure.subject");
    refused(&state, &Command::Measure(measuring("wingspan", Subject::Person, &["40"])), "measure.unknown");
    let unnamed = Subject::Activity { activity: ACTIVITY };
    refused(&state, &Command::Measure(measuring("function", unnamed, &["4"])), "activity.unknown");
}

#[test]
fn activities_are_the_patients_own_words_scored_one_by_one() {
    let name = Command::NameActivity { id: ACTIVITY, words: "Reverse the car".into() };
    let score = measuring("function", Subject::Activity { activity: ACTIVITY }, &["4"]);
    let state = after(&[name.clone(), Command::Measure(score)]);
    assert_eq!(state.series().len(), 1);
    assert_eq!(decide_as(&state, &name, &practitioner()), Ok(vec![]), "said twice is named once");
}

#[test]
fn a_value_taken_back_stays_in_the_record_and_leaves_the_series() {
    let mut state = after(&[Command::Measure(measuring("pain-now", Subject::Person, &["7"]))]);
    let measurement = state.measurements[0].taken.id;
    refused(&state, &Command::RetractMeasurement { measurement, reason: " ".into() }, "field.missing");
    let back = Command::RetractMeasurement { measurement, reason: "Of another patient".into() };
    for event in decide_as(&state, &back, &practitioner()).expect("is taken back") {
        state.apply(noon(), &event);
    }
    assert!(state.series().is_empty());
    assert_eq!(state.measurements.len(), 1);
    assert_eq!(decide_as(&state, &back, &practitioner()), Ok(vec![]), "once is enough");
}

#[test]
fn what_is_entered_late_stands_where_it_belongs() {
    let mut state = course::State::default();
    for (hour, score) in [(10, "7"), (9, "8")] {
        let command = Command::Measure(measuring("pain-now", Subject::Person, &[score]));
        for event in decide_as(&state, &command, &practitioner()).expect("is recorded") {
            state.apply(Instant(noon().0 + hour * 3_600_000_000), &event);
        }
    }
    let values: Vec<i32> = state.series()[0].values.iter().map(|m| m.taken.value_x100).collect();
    assert_eq!(values, [800, 700]);
}

#[test]
fn a_plan_looks_again_before_it_ends_and_its_dates_lie_ahead() {
    let plan = |sessions, reassess_every, event_on| {
        Command::Plan(Planning {
            sessions,
            reassess_every,
            goal: String::new(),
            event_on,
            event_kind: None,
            event: if event_on.is_some() { "Race".into() } else { String::new() },
        })
    };
    let state = course::State::default();
    refused(&state, &plan(0, 1, None), "field.out_of_range");
    refused(&state, &plan(6, 7, None), "field.out_of_range");
    refused(&state, &plan(6, 3, Some(date(2026, 11, 21))), "date.in_past");
    let state = after(&[plan(6, 3, Some(date(2027, 2, 14)))]);
    assert_eq!(state.plan.as_ref().map(|(_, p)| p.sessions), Some(6));
}

#[test]
fn a_day_to_go_round_is_a_day_and_a_kind_or_words() {
    let plan = |event_on, event_kind, event: &str| {
        Command::Plan(Planning {
            sessions: 6,
            reassess_every: 3,
            goal: String::new(),
            event_on,
            event_kind,
            event: event.into(),
        })
    };
    let (state, day) = (course::State::default(), Some(date(2027, 2, 14)));
    refused(&state, &plan(day, None, ""), "field.missing");
    refused(&state, &plan(None, Some(DayKind::Dive), ""), "field.missing");
    for said in [plan(day, Some(DayKind::Flight), ""), plan(day, None, "Race")] {
        assert_eq!(after(&[said]).plan.and_then(|(_, plan)| plan.event_on), day);
    }
}

#[test]
fn only_practitioners_measure_and_only_for_a_complaint_that_is_known() {
    let command = Command::Measure(measuring("pain-now", Subject::Person, &["7"]));
    let state = course::State::default();
    for role in [Role::FrontDesk, Role::ClinicLead] {
        let refusal = decide_as(&state, &command, &as_role(&[role])).expect_err("is refused");
        assert_eq!(refusal.code, "role.not_allowed");
    }
    let patient = complaining();
    let elsewhere = Around { of: PATIENT, patient: &patient, complaint: ComplaintId(Uuid::from_u128(99)) };
    let refusal = course::decide(&state, &command, elsewhere, &practitioner()).expect_err("is refused");
    assert_eq!(refusal.code, "complaint.unknown");
}
