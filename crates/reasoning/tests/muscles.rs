//! Muscles as wholes: at least as likely as their likeliest point, at most as all their points one by one.

#![allow(missing_docs, reason = "tests")]

use atlas::{Cell, PointId, Side};
use reasoning::{Case, DRAWING_CAP, Palpated, Place, ProbedSign, rank};

const DRAWINGS: [&[&str]; 4] = [
    &["neck-side:R", "temple:R"],
    &["lumbar-lower:L", "lumbar-side:L", "buttock-upper:L"],
    &["deltoid-front:R", "deltoid-side:R", "arm-outer:R", "scapula-medial:R"],
    &["calf-lower:L", "heel-plantar:L"],
];

fn drawing(cells: &[&str]) -> Case {
    Case::of_cells(cells.iter().map(|cell| cell.parse::<Cell>().expect("a cell")))
}

#[test]
fn a_muscle_lies_between_its_likeliest_point_and_all_its_points_together() {
    for cells in DRAWINGS {
        let case = drawing(cells);
        let ranking = rank(&case).expect("it can be ranked");
        let muscles = case.muscles(20).expect("it can be ranked");
        assert_eq!(muscles.len(), 20);
        let mut joint = 0;
        for muscle in &muscles {
            let own = |place: Place| place.point.muscle() == muscle.muscle && place.side == muscle.side;
            let points: Vec<f64> =
                ranking.causes.iter().filter(|c| own(c.place)).map(|c| c.uncapped).collect();
            let (most, least) = (points.iter().sum::<f64>(), points.iter().copied().fold(0.0, f64::max));
            assert!(muscle.uncapped >= least - 1e-12 && muscle.uncapped <= most + 1e-12, "{muscle:?}");
            assert!(muscle.probability <= DRAWING_CAP);
            joint += usize::from(muscle.uncapped > least + 1e-6 && muscle.uncapped < most - 1e-9);
        }
        assert!(joint > 0, "some muscle has points that share their chance");
        assert!(muscles.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
    }
}

#[test]
fn no_muscle_that_is_left_out_is_likelier_than_one_that_is_told() {
    let case = drawing(DRAWINGS[2]);
    let (few, many) = (case.muscles(5).expect("ranked"), case.muscles(60).expect("ranked"));
    assert_eq!(few[..], many[..5]);
}

#[test]
fn a_pain_that_is_recognised_raises_its_muscle() {
    let mut case = drawing(DRAWINGS[2]);
    let point: PointId = "infraspinatus/1".parse().expect("it exists");
    let place = Place { point, side: Side::R };
    let chance = |case: &Case| {
        let muscles = case.muscles(400).expect("it can be ranked");
        muscles
            .iter()
            .find(|m| (m.muscle, m.side) == (point.muscle(), Side::R))
            .expect("all are told")
            .probability
    };
    let before = chance(&case);
    case.palpated.push(Palpated { place, sign: ProbedSign::RecognisedPain, present: true });
    assert!(chance(&case) > before);
}

#[test]
fn a_muscle_of_one_point_is_as_likely_as_its_point() {
    let mut case = drawing(DRAWINGS[2]);
    let alone = |place: Place| atlas::Atlas::get().muscle(place.point.muscle()).points.len() == 1;
    let place = rank(&case).expect("ranked").causes.iter().map(|c| c.place).find(|p| alone(*p)).expect("one");
    for present in [true, false] {
        case.palpated = vec![Palpated { place, sign: ProbedSign::TenderSpot, present }];
        let causes = rank(&case).expect("ranked").causes;
        let point = causes.iter().find(|cause| cause.place == place).expect("is ranked");
        let muscles = case.muscles(400).expect("ranked");
        let muscle = muscles.iter().find(|m| (m.muscle, m.side) == (place.point.muscle(), place.side));
        assert_eq!(muscle.map(|muscle| muscle.probability), Some(point.probability));
    }
}
