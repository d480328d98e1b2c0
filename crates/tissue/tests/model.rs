//! What must hold of the model and its texts.

#![allow(missing_docs, reason = "tests")]

use tissue::{
    BUILT_IN, Census, Error, Parameters, Plan, Point, SCurve, Scenario, Section, Set, Site, field,
    validation_table,
};

#[test]
fn at_least_sixteen_of_twenty_measurements_are_met_and_all_of_the_calibration() {
    let rows = validation_table(&Parameters::default()).expect("the table");
    assert_eq!(rows.len(), 20);
    assert!(rows.iter().filter(|r| r.set == Set::Calibration).all(tissue::Row::passes));
    let passed = rows.iter().filter(|r| r.passes()).count();
    assert!(passed >= 16, "{passed} of 20");
    assert!(
        rows.iter().all(|row| !row.meaning.is_empty() && row.measured.iter().all(|m| m.value.is_finite()))
    );
}

#[test]
fn the_curve_of_steady_states_turns_twice_and_meets_what_time_finds() {
    let site = Site::resting(tissue::KNOT_SHARE, 1.0);
    let curve = SCurve::of(&Parameters::default(), site, 2.5).expect("a curve");
    assert_eq!(curve.folds.len(), 2, "health ends at one drive, the crisis at another");
    assert!(curve.folds[0].drive > curve.folds[1].drive);
    // The crisis that time finds lies on the curve.
    let crisis = Point::crisis(Parameters::default(), site).expect("a crisis");
    let near = curve
        .states
        .windows(2)
        .filter(|pair| pair[0].stable && pair[0].state[field::ENERGY] < 0.5)
        .find(|pair| (pair[0].drive..=pair[1].drive).contains(&crisis.state[field::ENDPLATE]))
        .expect("a stable crisis at that drive");
    assert!((near[0].state[field::ENERGY] - crisis.state[field::ENERGY]).abs() < 0.01);
    let svg = curve.svg();
    assert!(
        svg.starts_with("<svg") && svg.contains("stroke-dasharray") && svg.matches("<circle").count() == 2
    );
}

#[test]
fn short_exhaustion_always_recovers() {
    let site = Site::resting(tissue::KNOT_SHARE, 1.0);
    let healthy = Point::healthy(Parameters::default(), site).expect("health");
    for load in [0.3, 0.5, 0.8, 1.0] {
        let mut point = healthy;
        point.run(15.0 * 60.0, 1e-5, |_| Site { load, ..site }).expect("load");
        point.run(86_400.0, 1e-5, |_| site).expect("rest");
        assert!(!point.is_in_crisis(), "fifteen minutes at {load} must not make a point");
    }
}

#[test]
fn the_census_is_the_same_each_time_and_most_of_it_has_no_point() {
    let census = Census::of(24).expect("a census");
    assert_eq!(census, Census::of(24).expect("again"));
    assert!(census.both < 0.5 && census.both_with_flow <= census.both && census.healthy > 0.5, "{census:?}");
    assert_eq!(Census::of(0), Err(Error::Samples));
}

#[test]
fn every_built_in_scenario_is_readable_and_the_short_ones_play() {
    for (name, _) in BUILT_IN {
        assert!(!Scenario::built_in(name).expect(name).about.is_empty());
    }
    let cuff = Scenario::built_in("cuff").expect("cuff").play(&Parameters::default()).expect("plays");
    let (least, last) = (
        cuff.samples.iter().map(|s| s.energy).fold(1.0, f64::min),
        cuff.samples.last().expect("samples").energy,
    );
    assert!(least < 0.95 && last > 0.98, "energy falls under a cuff ({least}) and comes back ({last})");
    assert!(matches!(Scenario::built_in("nothing"), Err(Error::UnknownScenario { .. })));
}

#[test]
fn a_scenario_that_cannot_be_played_says_where_and_why() {
    let broken = |text: &str| Scenario::parse(text).expect_err("refused").to_string();
    let head = "name='x'\nabout='y'\ntissue='point'\nstart='healthy'\n";
    assert!(broken("name = 3").contains("line 1"));
    assert!(
        broken(&format!("{head}[[step]]\ndo='load'\nload=2.0\nminutes=1\n"))
            .contains("step 1: a load is 0 to 1")
    );
    assert!(broken(&format!("{head}[[step]]\ndo='rest'\nminutes=nan\n")).contains("minutes"));
    assert!(broken(&format!("{head}[[step]]\ndo='dance'\n")).contains("dance"));
    assert!(broken(&format!("{head}step=[]\n")).contains("1 to 100 steps"));
    assert_eq!(
        Section::healthy(Parameters::default(), Plan { cell_mm: 0.0, ..Plan::LINE }).expect_err("no grid"),
        Error::Plan
    );
}
