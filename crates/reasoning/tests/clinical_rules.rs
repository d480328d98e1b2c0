//! The rules a clinician would hold the ranking to.

#![allow(missing_docs, reason = "tests")]

use atlas::{Atlas, Cell, MotionFault, Side};
use reasoning::{
    CLINIC_MINIMUM, Case, ClinicFigure, DRAWING_CAP, MotionFound, MotionSeen, Painted, Palpated, Place,
    ProbedSign, RankedCause, Ranking, ReasoningError, complaint_chance, rank,
};

const PAINFUL: MotionFound = MotionFound::Fault(MotionFault::Painful);

fn drawing(cells: &str) -> Case {
    Case::of_cells(cells.split(',').map(|cell| cell.parse::<Cell>().expect("a cell")))
}

fn place(text: &str, side: Side) -> Place {
    Place { point: text.parse().expect("a point"), side }
}

fn of(case: &Case) -> Ranking {
    rank(case).expect("can be ranked")
}

fn cause(ranking: &Ranking, of: Place) -> &RankedCause {
    ranking.causes.iter().find(|cause| cause.place == of).expect("every point is ranked")
}

fn rank_of(ranking: &Ranking, muscle: &str, side: Side) -> usize {
    let is = |cause: &RankedCause| cause.place.point.muscle().as_str() == muscle && cause.place.side == side;
    ranking.causes.iter().position(is).expect("every point is ranked") + 1
}

fn felt(place: Place, sign: ProbedSign, present: bool) -> Palpated {
    Palpated { place, sign, present }
}

fn motion(id: &str, side: Option<Side>, found: MotionFound) -> MotionSeen {
    MotionSeen::new(id.parse().expect("a motion"), side, found).expect("has the side it needs")
}

#[test]
fn temple_and_side_of_neck_are_explained_by_the_upper_trapezius_of_that_side() {
    for side in Side::ALL {
        let ranking = of(&drawing(&format!("neck-side:{side},temple:{side}")));
        assert_eq!(rank_of(&ranking, "trapezius-upper", side), 1);
    }
}

#[test]
fn every_point_of_both_sides_is_ranked_strongest_first() {
    let ranking = of(&drawing("deltoid-front:R,deltoid-side:R"));
    assert_eq!(ranking.causes.len(), Atlas::get().points().count() * 2);
    assert!(ranking.causes.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
    assert!(ranking.causes.iter().all(|cause| (0.0..=1.0).contains(&cause.probability)));
    assert!(ranking.is_exact());
}

#[test]
fn a_mirrored_drawing_has_the_mirrored_answer() {
    // Where no organ of one side has a say.
    let right = of(&drawing("knee-front:R,thigh-outer-lower:R,heel-plantar:R"));
    let left = of(&drawing("knee-front:L,thigh-outer-lower:L,heel-plantar:L"));
    for one in &right.causes {
        let mirrored = Place { side: one.place.side.opposite(), ..one.place };
        assert!((one.probability - cause(&left, mirrored).probability).abs() < 1e-3);
    }
}

#[test]
fn from_a_drawing_alone_no_point_is_held_above_the_cap() {
    let mut reached = false;
    for id in Atlas::get().points() {
        let point = Atlas::get().point(id);
        let zone = point.essential.iter().chain(point.spillover).chain(point.site);
        let mut cells: Vec<Cell> = zone.map(|region| Cell::new(*region, Side::R)).collect();
        cells.sort_unstable();
        cells.dedup();
        let ranking = of(&Case::of_cells(cells));
        assert!(ranking.causes.iter().all(|cause| cause.probability <= DRAWING_CAP), "{id}");
        reached |= ranking.causes[0].uncapped > DRAWING_CAP;
    }
    assert!(reached, "without the cap some would be above it");
}

#[test]
fn a_recognised_pain_raises_a_point_above_the_cap_and_its_absence_lowers_it() {
    let mut case = drawing("scapula-body:R,deltoid-front:R,deltoid-side:R,arm-front:R,arm-outer:R");
    let first = of(&case).causes[0].place;
    let before = cause(&of(&case), first).probability;
    case.palpated = vec![felt(first, ProbedSign::RecognisedPain, true)];
    assert!(cause(&of(&case), first).probability > DRAWING_CAP);
    case.palpated = vec![felt(first, ProbedSign::RecognisedPain, false)];
    assert!(cause(&of(&case), first).probability < before);
}

#[test]
fn a_tender_spot_is_weak_evidence_and_a_recognised_pain_is_strong() {
    let known = place("levator-scapulae/1", Side::R);
    let with = |sign| {
        let case = Case { palpated: vec![felt(known, sign, true)], ..drawing("neck-base:R") };
        cause(&of(&case), known).probability
    };
    assert!(cause(&of(&drawing("neck-base:R")), known).probability < with(ProbedSign::TautBand));
    assert!(with(ProbedSign::TautBand) < with(ProbedSign::TenderSpot));
    assert!(with(ProbedSign::TenderSpot) < with(ProbedSign::RecognisedPain));
}

#[test]
fn a_taut_band_adds_nothing_to_a_tender_spot_in_it() {
    let known = place("levator-scapulae/1", Side::R);
    let tender = felt(known, ProbedSign::TenderSpot, true);
    let one = Case { palpated: vec![tender], ..drawing("neck-base:R") };
    let both = Case { palpated: vec![felt(known, ProbedSign::TautBand, true), tender], ..one.clone() };
    assert_eq!(of(&one), of(&both));
}

#[test]
fn a_point_whose_pressure_brings_the_persons_pain_explains_it_whatever_the_map_says() {
    let far = place("soleus/1", Side::L);
    let mut case = drawing("temple:R");
    let before = of(&case);
    assert!(cause(&before, far).probability < 1e-9, "it has no tie to the temple");
    case.palpated = vec![felt(far, ProbedSign::RecognisedPain, true)];
    let ranking = of(&case);
    assert!(cause(&ranking, far).probability > 10.0 * cause(&before, far).active);
    assert!((cause(&ranking, far).probability - cause(&ranking, far).active).abs() < 1e-12);
}

#[test]
fn several_points_at_once_are_normal_and_a_single_cause_is_not_forced() {
    let case = drawing("scapula-body:R,deltoid-front:R,arm-front:R,knee-front:L,thigh-front-lower:L");
    let ranking = of(&case);
    let sides = |side| ranking.causes.iter().any(|c| c.probability > 0.15 && c.place.side == side);
    assert!(sides(Side::R) && sides(Side::L));
    let (joint, complete) = case.explanations(5).expect("can be ranked");
    assert!(complete && joint.len() == 5);
    assert!(joint[0].causes.len() >= 2, "one point cannot explain a shoulder and the other knee");
    assert!(joint.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
}

#[test]
fn an_essential_cell_left_unpainted_speaks_a_little_against_and_one_never_shown_does_not() {
    let seen = of(&drawing("scapula-body:R"));
    let views = vec![atlas::View::Front, atlas::View::Side];
    let unseen = of(&Case { not_shown: views, ..drawing("scapula-body:R") });
    let infraspinatus = place("infraspinatus/1", Side::R);
    assert!(cause(&unseen, infraspinatus).probability > cause(&seen, infraspinatus).probability);
    assert!(cause(&seen, infraspinatus).probability > 0.01, "people forget: it is a weak negative");
    assert!(cause(&unseen, infraspinatus).not_painted.len() < cause(&seen, infraspinatus).not_painted.len());
}

#[test]
fn a_strong_pain_needs_an_explanation_more_than_a_faint_one() {
    let with = |intensity| {
        let mut case = drawing("temple:R,neck-side:R,knee-back:L");
        case.painted[2] = Painted { intensity: Some(intensity), ..case.painted[2] };
        cause(&of(&case), place("popliteus/1", Side::L)).active
    };
    assert!(with(9) > with(5) && with(5) > with(2));
}

#[test]
fn a_hand_painted_for_a_finger_still_speaks_for_the_fingers_points() {
    let parents = Atlas::get().parents("index-dorsal".parse().expect("a region"));
    let names: Vec<&str> = parents.iter().map(|region| region.as_str()).collect();
    assert_eq!(names, ["hand-dorsal-radial", "thumb-web"]);
    let ranking = of(&drawing("hand-dorsal-radial:R,thumb-web:R"));
    assert!(rank_of(&ranking, "first-dorsal-interosseous", Side::R) <= 10);
    let fingers = &cause(&ranking, place("first-dorsal-interosseous/1", Side::R)).not_painted;
    assert!(
        fingers.iter().all(|cell| cell.region.as_str() != "index-dorsal"),
        "the hand may mean the finger"
    );
}

#[test]
fn a_painful_motion_speaks_for_the_muscles_that_are_known_for_it() {
    let point = place("supraspinatus/1", Side::R);
    let with = |motions| {
        let case = Case { motions, ..drawing("deltoid-front:R,deltoid-side:R") };
        cause(&of(&case), point).active
    };
    let untested = with(Vec::new());
    assert!(with(vec![motion("shoulder-abduction", Some(Side::R), PAINFUL)]) > untested);
    assert!(with(vec![motion("shoulder-abduction", Some(Side::R), MotionFound::Free)]) < untested);
    assert!((with(vec![motion("shoulder-abduction", Some(Side::L), PAINFUL)]) / untested - 1.0).abs() < 0.1);
}

#[test]
fn a_motion_asks_for_the_side_it_needs() {
    let abduction = "shoulder-abduction".parse().expect("a motion");
    let refused = MotionSeen::new(abduction, None, PAINFUL).expect_err("has no side");
    assert_eq!(refused.to_string(), "shoulder-abduction needs the side of the limb: add :L or :R");
}

#[test]
fn a_complaint_moves_the_muscles_that_were_counted_under_it_on_the_side_that_hurts() {
    let mut case = drawing("deltoid-front:R,deltoid-side:R,deltoid-back:R");
    let (right, left) = (place("infraspinatus/1", Side::R), place("infraspinatus/1", Side::L));
    let before = cause(&of(&case), right).prior;
    case.complaint = Some("shoulder-pain".parse().expect("a complaint"));
    let ranking = of(&case);
    assert!(cause(&ranking, right).prior > before);
    assert!(cause(&ranking, left).prior < cause(&ranking, right).prior);
}

#[test]
fn the_clinics_own_figure_counts_from_a_minimum_and_is_shrunk_toward_the_literature() {
    let complaint = "low-back-pain".parse().expect("a complaint");
    let muscle = "gluteus-medius".parse().expect("a muscle");
    let prior = |clinic: Vec<ClinicFigure>| {
        let case = Case { complaint: Some(complaint), clinic, ..drawing("lumbar-lower:R,buttock-upper:R") };
        cause(&of(&case), place("gluteus-medius/1", Side::R)).prior
    };
    let figure = |active, examined| vec![ClinicFigure { complaint, muscle, active, examined }];
    let literature = prior(Vec::new());
    assert!((prior(figure(14, CLINIC_MINIMUM - 1)) - literature).abs() < 1e-15, "too few people");
    assert!(prior(figure(14, CLINIC_MINIMUM)) > literature);
    assert!(prior(figure(140, 200)) > prior(figure(14, 20)), "more people, more weight");
    assert!(prior(figure(0, 200)) < literature);
    assert!(complaint_chance(complaint, muscle) < 0.45, "the literature is itself shrunk");
}

#[test]
fn a_dermatome_is_also_fitted_by_its_root_with_questions_and_red_flags() {
    let ranking = of(&drawing(
        "buttock-mid:L,thigh-back-upper:L,thigh-back-lower:L,calf-outer:L,calf-lower:L,sole-lateral:L",
    ));
    let told = ranking.also_fits();
    let root = told.iter().find(|rival| rival.place.to_string() == "root-s1:L").expect("the root is told of");
    let known = Atlas::get().rival(root.place.rival);
    assert!(!known.questions.is_empty() && !known.red_flags.is_empty() && !root.explains.is_empty());
}

#[test]
fn the_heart_is_told_of_when_chest_and_left_arm_are_painted_though_it_is_rare() {
    let told = |cells: &str| {
        let ranking = of(&drawing(cells));
        ranking.also_fits().iter().any(|rival| rival.place.to_string() == "heart")
    };
    assert!(told("sternum:L,sternum:R,breast:L,arm-inner:L,forearm-volar-ulnar:L"));
    assert!(!told("knee-front:L"));
}

#[test]
fn a_danger_that_the_drawing_speaks_for_is_still_told_of_after_a_recognised_pain() {
    let mut case = drawing("neck-side:R,temple:R");
    let told = |case: &Case| {
        let ranking = of(case);
        let also = ranking.also_fits();
        also.iter().any(|rival| rival.place.rival.as_str() == "neck-artery" && rival.not_to_be_missed)
    };
    assert!(told(&case), "a torn artery of the neck can hurt just there");
    for point in ["trapezius-upper/1", "splenius-capitis/1", "scm-sternal/1"] {
        case.palpated.push(felt(place(point, Side::R), ProbedSign::RecognisedPain, true));
    }
    assert!(told(&case), "nobody has asked its questions yet");
}

#[test]
fn not_limited_says_nothing_about_whether_it_hurts() {
    let point = place("infraspinatus/1", Side::R);
    let with = |found: Option<MotionFound>| {
        let mut case = drawing("deltoid-front:R");
        case.motions.extend(found.map(|found| motion("shoulder-internal-rotation", Some(Side::R), found)));
        cause(&of(&case), point).uncapped
    };
    let plain = with(None);
    let limited = with(Some(MotionFound::Fault(MotionFault::Limited)));
    let not_limited = with(Some(MotionFound::Without(MotionFault::Limited)));
    let free = with(Some(MotionFound::Free));
    assert!(
        free < not_limited && not_limited < plain && plain < limited,
        "{free} {not_limited} {plain} {limited}"
    );
}

#[test]
fn the_motions_to_examine_tell_the_suspected_muscles_apart_and_are_asked_for_once() {
    let mut case = drawing("deltoid-front:R,deltoid-side:R");
    let ranking = of(&case);
    let next = ranking.next_to_examine(&case, 4);
    assert_eq!(next.len(), 4);
    let first: Vec<_> = ranking.causes.iter().take(12).collect();
    for wanted in &next {
        let knows = |cause: &&&RankedCause| {
            let signs = &Atlas::get().muscle(cause.place.point.muscle()).motion;
            let mut all = signs.limited.iter().chain(signs.painful);
            all.any(|sign| sign.on(cause.place.side) == *wanted)
        };
        let known = first.iter().filter(knows).count();
        assert!((1..first.len()).contains(&known), "{wanted}: {known} of {}", first.len());
    }
    case.motions.push(MotionSeen { motion: next[0], found: MotionFound::Free });
    assert!(!of(&case).next_to_examine(&case, 4).contains(&next[0]));
}

#[test]
fn a_cell_that_nothing_known_explains_is_said_to_be_unexplained() {
    let ranking = of(&drawing("temple:R,neck-side:R,forearm-dorsal-ulnar:L"));
    assert!(ranking.unexplained.iter().all(|(_, probability)| *probability > 0.5));
    let told: Vec<String> = ranking.unexplained.iter().map(|(cell, _)| cell.to_string()).collect();
    assert!(!told.contains(&"temple:R".to_owned()), "{told:?}");
}

#[test]
fn reasons_name_what_speaks_for_a_point_and_what_against() {
    let case = drawing("deltoid-side:R,deltoid-front:R");
    let point = place("infraspinatus/1", Side::R);
    let reasons = case.reasons(&[point]).expect("can be ranked").remove(0);
    let ranking = of(&case);
    let not_painted = cause(&ranking, point).not_painted[0];
    let speaks = |name: &str| {
        reasons.iter().find_map(|reason| match reason {
            reasoning::Reason::Cell { cell, log_odds, .. } if cell.to_string() == name => Some(*log_odds),
            _ => None,
        })
    };
    assert!(speaks("deltoid-front:R").is_some_and(|log_odds| log_odds > 0.0));
    assert!(
        speaks(&not_painted.to_string()).is_some_and(|log_odds| log_odds < 0.0),
        "essential, and left unpainted"
    );
}

#[test]
fn the_next_finger_goes_where_it_tells_most_and_not_where_it_was() {
    let mut case = drawing("scapula-body:R,deltoid-front:R,deltoid-side:R");
    let next = of(&case).next_to_palpate(&case, 5);
    assert!(!next.is_empty() && next[0].bits >= next[next.len() - 1].bits);
    case.palpated = vec![felt(next[0].place, ProbedSign::RecognisedPain, true)];
    let after = of(&case).next_to_palpate(&case, 5);
    assert!(after.iter().all(|one| one.place != next[0].place));
}

#[test]
fn all_cells_painted_are_answered_and_what_had_to_be_left_out_is_said() {
    let ranking = of(&Case::of_cells(Cell::all()));
    assert!(ranking.causes.iter().all(|cause| cause.probability.is_finite()));
    let kept = Case::of_cells(Cell::all().filter(|cell| !ranking.left_out.contains(cell)));
    assert_eq!(ranking.is_exact(), kept.painted.len() == Cell::count());
}

#[test]
fn an_empty_or_doubled_drawing_is_refused_with_words_that_help() {
    assert_eq!(rank(&Case::default()), Err(ReasoningError::NothingPainted));
    let twice = drawing("temple:R,temple:R");
    assert_eq!(rank(&twice).expect_err("twice").to_string(), "temple:R is painted twice: name it once");
    let mut strong = drawing("temple:R");
    strong.painted[0].intensity = Some(11);
    assert!(rank(&strong).expect_err("11").to_string().contains("use 1 to 10"));
}
