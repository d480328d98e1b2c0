//! Agreement with SciPy's Radau at a relative tolerance of 1e-10, on equations written a second time (reference/reference.py).

#![allow(missing_docs, reason = "tests")]

use serde_json::Value;
use tissue::{
    Dose, FIELDS, Influence, KNOT_SHARE, Parameters, Plan, Point, Section, Site, State, field, reflex_left,
    release_left, silencing,
};

/// Of the value, or of the field's usual size where the value is small.
const ACCURACY: f64 = 1e-4;
const USUAL: State = [1.0, 0.1, 0.1, 1.0, 1.0, 0.1, 1.0, 0.1, 0.1];

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/reference.json")).expect("the fixture is JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|v| v.as_f64().expect("a number")).collect()
}

fn state(value: &Value) -> State {
    numbers(value).try_into().expect("nine fields")
}

fn same(what: &str, ours: &State, theirs: &State) {
    for i in 0..FIELDS {
        let off = (ours[i] - theirs[i]).abs() / (USUAL[i] + theirs[i].abs());
        assert!(off < ACCURACY, "{what}, field {i}: {} here, {} there, off by {off:.1e}", ours[i], theirs[i]);
    }
}

#[test]
fn a_needled_point_and_a_loaded_one_go_as_in_scipy() {
    let reference = reference();
    let times = numbers(&reference["times_s"]);
    let dose = Dose::of_needle(1);
    let needled = |time: f64| Site {
        reflex_dilatation: dose.reflex_dilatation * reflex_left(time),
        released: dose.released * release_left(time),
        endplates: 1.0 - dose.silenced_slowly * silencing(time),
        ..Site::resting(KNOT_SHARE, 1.0)
    };
    let loaded = |_: f64| Site { load: 0.4, ..Site::resting(KNOT_SHARE, 1.0) };
    let mut crisis = state(&reference["crisis"]);
    crisis[field::ENDPLATE] *= 1.0 - dose.silenced;
    for (at, &time) in times.iter().enumerate() {
        let mut point = Point { parameters: Parameters::default(), state: crisis };
        point.run(time, 1e-8, needled).expect("it can be followed");
        same(&format!("needled, {time} s"), &point.state, &state(&reference["needled_point"][at]));
        let mut point = Point { parameters: Parameters::default(), state: state(&reference["healthy"]) };
        point.run(time, 1e-8, loaded).expect("it can be followed");
        same(&format!("loaded, {time} s"), &point.state, &state(&reference["loaded_point"][at]));
    }
}

#[test]
fn a_needled_line_goes_as_in_scipy() {
    let reference = reference();
    let plan = Plan { width_mm: 8.0, height_mm: 0.0, cell_mm: 0.2, fascicle_mm: 2.0, susceptible: 2 };
    let mut line = Section::healthy(Parameters::default(), plan).expect("a line");
    let (cells, _) = line.size();
    for x in 0..cells {
        let start = if line.is_susceptible(x, 0) { "crisis" } else { "healthy" };
        line.set_state(x, 0, &state(&reference[start]));
    }
    line.needle([0.0, 0.0], 0.0, &Dose::of_needle(1));
    let mut before = 0.0;
    for (at, time) in numbers(&reference["line_times_s"]).into_iter().enumerate() {
        line.run(time - before, 1e-7, Influence::REST).expect("it can be followed");
        before = time;
        let theirs: Vec<Vec<f64>> =
            reference["line"][at].as_array().expect("fields").iter().map(numbers).collect();
        for x in 0..cells {
            let theirs = std::array::from_fn(|field| theirs[field][x]);
            same(&format!("cell {x}, {time} s"), &line.state(x, 0), &theirs);
        }
    }
}
