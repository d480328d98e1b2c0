//! The stories run as they are told on the page; if the model changes, the words must.

#![allow(missing_docs, reason = "tests")]

use tissue::{Course, Error, Parameters, Phase, Plan, Story};

fn story(course: Course) -> Story {
    // A coarser section than the page's: the story must not hang on the grid.
    let plan = Plan { cell_mm: 0.8, ..Plan::SECTION };
    Story::on(Parameters::default(), plan, course).expect("the calibrated tissue can be followed")
}

#[test]
fn overload_tips_over_rest_does_not_help_and_a_needle_with_twitches_does() {
    let told = story(Course::TWITCH);
    let cells = told.size.0 * told.size.1;
    assert!(told.frames.iter().all(|f| f.oxygen.0.len() == cells && f.flow.0.len() == cells));
    assert!(told.frames.windows(2).all(|pair| pair[0].time_s <= pair[1].time_s));

    let healthy = told.first(Phase::Healthy).expect("a beginning");
    let rested = told.last(Phase::Rest).expect("rest");
    assert!(healthy.symptoms.pain < 0.2 && healthy.crisis_cm2 < 0.01);
    assert!(rested.crisis_cm2 > 0.3, "sixteen hours of rest change nothing");
    assert!(rested.point_o2_mmhg < 0.6 * healthy.point_o2_mmhg && rested.symptoms.pain > 2.0);

    let flush = told.first(Phase::Flush).expect("flush");
    assert!(flush.point_flow > 2.0 * rested.point_flow, "the blood returns");
    let sorest = told.first(Phase::Needle).expect("needle");
    assert!(sorest.symptoms.soreness > 2.0 && sorest.symptoms.pain > rested.symptoms.pain);
    let last = told.frames.last().expect("an end");
    assert!(last.crisis_cm2 < 0.01 && last.symptoms.pain < 0.5 && last.symptoms.soreness < 0.1);
}

#[test]
fn a_needle_that_misses_leaves_the_point_as_it_was() {
    let told = story(Course::MISSED);
    let rested = told.last(Phase::Rest).expect("rest");
    let last = told.frames.last().expect("an end");
    assert!((last.crisis_cm2 - rested.crisis_cm2).abs() < 0.05);
    assert!(last.symptoms.pain > 0.9 * rested.symptoms.pain);
}

#[test]
fn what_is_not_offered_is_refused_with_what_is() {
    let refused = Story::of(Course { load: f64::NAN, ..Course::TWITCH }).expect_err("no such load");
    assert_eq!(refused, Error::Course);
    assert!(refused.to_string().contains("load from 0 to 1"));
    assert!(Story::of(Course { overload_h: 100.0, ..Course::TWITCH }).is_err());
}
