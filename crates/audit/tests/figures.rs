//! Each figure is what its words say.

#![allow(missing_docs, reason = "tests")]

use audit::{By, Change, Grade, IllEffect, Needles, Outcome, Reported, Rows, Treatment, count};
use jiff::civil::date;

fn treatment(patient: u128, month: i8) -> Treatment {
    Treatment {
        patient,
        practitioner: 7,
        day: date(2026, month, 9),
        needles: vec![needles("infraspinatus", "static", false, 2)],
        pain_before: Some(6),
        pain_after: Some(4),
        ill_effects: Vec::new(),
        diary: None,
    }
}

fn needles(muscle: &str, technique: &str, twitched: bool, count: u32) -> Needles {
    Needles { muscle: muscle.into(), technique: technique.into(), twitched, count }
}

fn bruise(grade: Grade) -> IllEffect {
    IllEffect { kind: "bruise".into(), grade }
}

fn many(count: u128) -> Rows {
    Rows { treatments: (0..count).map(|n| treatment(n, 3)).collect(), ..Rows::default() }
}

#[test]
fn a_treatment_with_two_events_counts_once_in_the_rate_and_twice_in_the_events() {
    let mut rows = many(10);
    rows.treatments[0].ill_effects = vec![bruise(Grade::Mild), bruise(Grade::Moderate)];
    let figures = count(&rows);
    let any = &figures.events[0];
    assert_eq!((any.what.as_str(), any.events, any.rate.count, any.rate.among), ("any", 2, 1, 10));
    let of = |what: &str| figures.events.iter().find(|e| e.what == what).expect("is listed").rate.count;
    assert_eq!([of("bruise"), of("bleed"), of("mild"), of("moderate"), of("major")], [1, 0, 1, 1, 0]);
}

#[test]
fn relief_is_two_points_among_those_who_could_have_them() {
    let mut rows = many(5);
    rows.treatments[0].pain_after = Some(5);
    rows.treatments[1].pain_after = None;
    rows.treatments[2].pain_before = Some(1);
    let month = &count(&rows).months[0];
    assert_eq!((month.relief.count, month.relief.among), (2, 3));
    assert_eq!((month.retested.count, month.retested.among), (4, 5));
}

#[test]
fn a_cell_that_too_little_stands_behind_is_not_shown_nor_exported() {
    let mut rows = many(10);
    rows.treatments[0].needles.push(needles("supraspinatus", "static", true, 1));
    let figures = count(&rows);
    let muscles = &figures.groups[0];
    assert_eq!(muscles.by, By::Muscle);
    let cell = muscles.rows[0].cell.as_ref().expect("ten treatments of ten people");
    assert_eq!((cell.treatments, cell.needles, cell.patients), (10, 20, 10));
    assert_eq!((muscles.rows[1].key.as_str(), muscles.rows[1].cell.as_ref()), ("supraspinatus", None));
    assert!(!figures.csv().contains("supraspinatus"));
    assert_eq!(figures.groups[3].rows[0].cell, None, "ten treatments do not carry a practitioner's rate");
}

#[test]
fn practitioners_stand_in_the_order_of_their_ids_whatever_their_rates() {
    let mut rows = many(120);
    for (at, treatment) in rows.treatments.iter_mut().enumerate() {
        treatment.practitioner = if at % 2 == 0 { 9 } else { 3 };
        if treatment.practitioner == 9 {
            treatment.ill_effects = vec![bruise(Grade::Mild)];
        }
    }
    let keys: Vec<String> = count(&rows).groups[3].rows.iter().map(|r| r.key.clone()).collect();
    assert!(keys[0] < keys[1]);
}

#[test]
fn a_month_without_a_treatment_is_part_of_the_trend() {
    let mut rows = many(2);
    rows.treatments[1] = treatment(1, 6);
    let months: Vec<(i8, u64)> =
        count(&rows).months.iter().map(|m| (m.month.month(), m.treatments)).collect();
    assert_eq!(months, [(3, 1), (4, 0), (5, 0), (6, 1)]);
}

#[test]
fn whoever_cannot_be_judged_is_no_failure() {
    let outcome =
        |change| Outcome { measure: "function".into(), change, important_known: change != Change::NoFigure };
    let changes =
        [Change::Better, Change::ImportantlyBetter, Change::Within, Change::Worse, Change::NoFigure];
    let rows = Rows { outcomes: changes.map(outcome).to_vec(), ..Rows::default() };
    let row = &count(&rows).responders[0];
    let important = row.importantly_better.expect("is published");
    assert_eq!((important.count, important.among), (1, 4));
    assert_eq!((row.better.count, row.worse.count, row.without_figure), (2, 1, 1));
    let range = Outcome { measure: "range".into(), change: Change::Better, important_known: false };
    let figures = count(&Rows { outcomes: vec![range], ..Rows::default() });
    assert_eq!(figures.responders[0].importantly_better, None, "nobody has said what would be important");
}

#[test]
fn nothing_recorded_is_no_rate_and_no_mishap() {
    let figures = count(&Rows::default());
    assert_eq!(figures.treatments, 0);
    assert!(figures.events.iter().all(|e| e.rate.interval.is_none()));
    assert!(figures.csv().starts_with("section,"));
}

#[test]
fn what_patients_report_is_counted_among_those_who_answered() {
    let mut rows = many(10);
    let told = |soreness, bruise, warned| Some(Reported { soreness, bruise, warned });
    rows.treatments[0].diary = told(0, false, false);
    rows.treatments[1].diary = told(3, true, false);
    rows.treatments[2].diary = told(6, false, true);
    let of = count(&rows).follow_up;
    let pairs = [of.diary, of.sore, of.bruise, of.warned].map(|rate| (rate.count, rate.among));
    assert_eq!(pairs, [(3, 10), (2, 3), (1, 3), (1, 3)]);
    assert!(count(&many(10)).follow_up.sore.interval.is_none(), "nobody was asked: no rate");
}
