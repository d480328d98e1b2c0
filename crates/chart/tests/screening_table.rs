//! The screening table: every question and every rule about a place has its test here, and the last test counts them.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::body::BodyPlace;
use chart::patient::{self, Answers};
use chart::screening::{self, Class};
use chart::session::{Command, NeedleWanted};
use chart::staff;
use chart::values::{Place, Side, Technique};
use given::*;
use jiff::civil::date;
use std::collections::BTreeSet;

/// A yes, and a needle: (rule, question, where it was answered, muscle, side, technique, depth in mm).
type Needled = (&'static str, &'static str, &'static str, &'static str, Side, Technique, u16);

use Side::{L, R};
use Technique::{Electrical, FastInFastOut as Fast, Static, Superficial};

/// Each rule about a place where it speaks.
const SPEAKS: &[Needled] = &[
    ("lymphoedema-limb", "lymphoedema", "hand:L", "biceps-brachii", L, Superficial, 5),
    ("infected-skin", "infection-local", "shoulder:R", "infraspinatus", R, Fast, 20),
    ("over-tumour", "tumour", "thigh:L", "rectus-femoris", L, Fast, 20),
    ("bleeding-disorder-deep", "bleeding-disorder", "", "gluteus-medius", R, Fast, 40),
    ("anticoagulant-deep", "bleeding", "", "quadratus-lumborum", R, Fast, 40),
    ("anticoagulant-compartment", "bleeding", "", "tibialis-anterior", R, Fast, 20),
    ("anticoagulant-vessels", "bleeding", "", "scalenes", R, Superficial, 8),
    ("inr-deep", "inr-high", "", "soleus", L, Static, 25),
    ("pregnancy-trunk", "pregnancy", "", "lumbar-multifidus", R, Fast, 30),
    ("pregnancy-points", "pregnancy", "", "trapezius-upper", R, Fast, 15),
    ("pregnancy-current", "pregnancy", "", "quadratus-lumborum", L, Electrical, 30),
    ("pacemaker-current", "pacemaker", "", "gastrocnemius", R, Electrical, 20),
    ("pacemaker-chest", "pacemaker", "", "sternalis", L, Superficial, 5),
    ("pacemaker-near", "pacemaker", "", "serratus-anterior", L, Fast, 12),
    ("stimulator-current", "stimulator", "low-back", "gastrocnemius", R, Electrical, 20),
    ("stimulator-path", "stimulator", "low-back", "lumbar-multifidus", R, Fast, 30),
    ("prosthesis-capsule", "joint-prosthesis", "buttock:R", "gluteus-medius", R, Fast, 40),
    ("metalwork-near", "metalwork", "forearm:R", "extensor-digitorum", R, Fast, 12),
    ("implant-under-point", "cosmetic-implant", "chest", "pectoralis-major", R, Fast, 12),
    ("fistula-limb", "fistula-port", "forearm:L", "abductor-pollicis-brevis", L, Fast, 8),
    ("surgery-recent", "surgery", "lower-leg:L", "gastrocnemius", L, Fast, 20),
    ("valve-indwelling", "heart-valve", "", "infraspinatus", R, Static, 20),
    ("diabetes-foot", "diabetes", "", "abductor-hallucis", R, Fast, 10),
    ("numb-place", "numbness", "foot:L", "quadratus-plantae", L, Fast, 12),
    ("epilepsy-current", "epilepsy", "", "temporalis", R, Electrical, 8),
    ("over-varices", "vascular", "lower-leg:R", "soleus", R, Fast, 20),
    ("lung-thorax", "lung", "", "rhomboids", R, Fast, 12),
    ("travel-thorax", "travel", "", "trapezius-middle", L, Fast, 12),
    ("anaesthetic-thorax", "anaesthetic", "", "levator-scapulae", L, Fast, 12),
    ("toxin-muscle", "toxin-steroid", "neck:R", "splenius-capitis", R, Fast, 15),
    ("injured-muscle", "muscle-injury", "thigh:R", "biceps-femoris", R, Fast, 25),
    ("open-spine-segment", "open-spine", "low-back", "lumbar-multifidus", L, Fast, 30),
    ("current-neck", "", "", "scm-sternal", R, Electrical, 10),
];

/// Each rule beside a place, side, depth or technique where it has nothing to say.
const SILENT: &[Needled] = &[
    ("lymphoedema-limb", "lymphoedema", "hand:L", "biceps-brachii", R, Fast, 20),
    ("infected-skin", "infection-local", "shoulder:R", "infraspinatus", L, Fast, 20),
    ("over-tumour", "tumour", "thigh:L", "gastrocnemius", L, Fast, 20),
    ("bleeding-disorder-deep", "bleeding-disorder", "", "gluteus-medius", R, Superficial, 8),
    ("anticoagulant-deep", "bleeding", "", "infraspinatus", R, Fast, 20),
    ("anticoagulant-compartment", "bleeding", "", "tibialis-anterior", R, Superficial, 8),
    ("anticoagulant-vessels", "bleeding", "", "levator-scapulae", R, Superficial, 8),
    ("inr-deep", "inr-high", "", "soleus", L, Superficial, 10),
    ("pregnancy-trunk", "pregnancy", "", "infraspinatus", R, Fast, 20),
    ("pregnancy-points", "pregnancy", "", "gastrocnemius", R, Fast, 20),
    ("pregnancy-current", "pregnancy", "", "gastrocnemius", L, Electrical, 20),
    ("pacemaker-current", "pacemaker", "", "gastrocnemius", R, Fast, 20),
    ("pacemaker-chest", "pacemaker", "", "gastrocnemius", L, Fast, 20),
    ("pacemaker-near", "pacemaker", "", "infraspinatus", L, Fast, 20),
    ("stimulator-current", "stimulator", "low-back", "gastrocnemius", R, Fast, 20),
    ("stimulator-path", "stimulator", "low-back", "gastrocnemius", R, Fast, 20),
    ("prosthesis-capsule", "joint-prosthesis", "buttock:R", "gluteus-medius", L, Fast, 40),
    ("metalwork-near", "metalwork", "forearm:R", "infraspinatus", R, Fast, 20),
    ("implant-under-point", "cosmetic-implant", "chest", "infraspinatus", R, Fast, 20),
    ("fistula-limb", "fistula-port", "forearm:L", "gastrocnemius", L, Fast, 20),
    ("surgery-recent", "surgery", "lower-leg:L", "rectus-femoris", L, Fast, 20),
    ("valve-indwelling", "heart-valve", "", "infraspinatus", R, Fast, 20),
    ("diabetes-foot", "diabetes", "", "gastrocnemius", R, Fast, 20),
    ("numb-place", "numbness", "foot:L", "gastrocnemius", L, Fast, 20),
    ("epilepsy-current", "epilepsy", "", "gastrocnemius", R, Electrical, 20),
    ("over-varices", "vascular", "lower-leg:R", "rectus-femoris", R, Fast, 20),
    ("lung-thorax", "lung", "", "gastrocnemius", R, Fast, 20),
    ("travel-thorax", "travel", "", "soleus", L, Fast, 20),
    ("anaesthetic-thorax", "anaesthetic", "", "soleus", L, Fast, 20),
    ("toxin-muscle", "toxin-steroid", "neck:R", "gastrocnemius", R, Fast, 20),
    ("injured-muscle", "muscle-injury", "thigh:R", "biceps-femoris", L, Fast, 25),
    ("open-spine-segment", "open-spine", "low-back", "quadratus-lumborum", L, Fast, 30),
    ("current-neck", "", "", "scm-sternal", R, Fast, 10),
];

/// Answers with one yes, as it is accepted.
fn yes(item: &str, place: &str) -> Vec<Answers> {
    let mut answers = answered(item, "We will take care");
    for answer in answers.iter_mut().filter(|answer| answer.item == item && !place.is_empty()) {
        answer.places = vec![BodyPlace::parse(place).expect("a part of the body")];
    }
    answers
}

/// Trained for everything, so that nothing but the screening stands in the way.
fn specialist() -> staff::State {
    let mut person = licensed();
    person.trainings[0].covers = staff::Training::COVERS.map(str::to_owned).to_vec();
    person
}

/// A reason for every rule of the table; none where nothing was said.
fn every_reason(caution: &str) -> Vec<(String, String)> {
    let rules = screening::site_rules().filter(|_| !caution.is_empty());
    rules.map(|(_, rule)| (rule.id.clone(), caution.to_owned())).collect()
}

fn told((_, item, place, muscle, side, technique, depth_mm): Needled, caution: &str) -> Given {
    let every_risk: Vec<&str> = atlas::Atlas::get().hazards().iter().map(|h| h.id.as_str()).collect();
    let answers = if item.is_empty() { all_no() } else { yes(item, place) };
    let patient = patient_after(&[screened(answers), consenting(&every_risk)]);
    let wanted = NeedleWanted {
        place: Place { muscle: muscle.into(), point: Some("1".into()), side },
        technique,
        depth_mm: Some(depth_mm),
        depth_reason: "The table is about other rules".into(),
        size: chart::values::NeedleSize { diameter_mm_x100: 30, length_mm: 60 },
        // The table is about one rule at a time: whatever else speaks here has its reason too.
        caution_reasons: every_reason(caution),
        ..needle(1)
    };
    given_with(patient, specialist(), practitioner(), [opened()]).when(Command::PlaceNeedle(wanted))
}

#[test]
fn every_rule_about_a_place_stops_or_asks_where_it_speaks() {
    for &case in SPEAKS {
        let (item, rule) = screening::site_rule(case.0).unwrap_or_else(|| panic!("no rule {}", case.0));
        assert_eq!(item.map_or("", |item| item.id.as_str()), case.1, "{}", case.0);
        let spoken = told(case, "");
        let refusal = spoken.refusal().unwrap_or_else(|| panic!("{} was silent", case.0));
        assert_eq!(refusal.detail.as_deref(), Some(rule.todo.as_str()), "{} spoke: {refusal:?}", case.0);
        let because = refusal.because.unwrap_or_default();
        assert!(because.contains(rule.source(item)), "{} does not name its source", case.0);
        let with_a_reason = told(case, "Thin needle, pressed for a minute");
        match rule.class {
            Class::Absolute => with_a_reason.then_refused("screening.site_stop"),
            _ => {
                let told = with_a_reason.then_events(1);
                let cautions = &told.state.needles[0].needle.cautions;
                assert!(
                    cautions.iter().any(|caution| caution.rule == case.0),
                    "{} is not on the needle",
                    case.0
                );
                told
            }
        };
    }
}

#[test]
fn every_rule_about_a_place_is_silent_beside_it() {
    for &case in SILENT {
        let told = told(case, "");
        assert_eq!(told.refusal(), None, "{} spoke", case.0);
    }
}

#[test]
fn no_rule_is_without_its_two_tests() {
    let rules: BTreeSet<&str> = screening::site_rules().map(|(_, rule)| rule.id.as_str()).collect();
    for table in [SPEAKS, SILENT] {
        assert_eq!(table.iter().map(|case| case.0).collect::<BTreeSet<_>>(), rules);
    }
}

#[test]
fn every_absolute_question_stops_every_needle_and_no_other_question_does() {
    for item in screening::items() {
        let place = if item.class == Class::Local { "head" } else { "" };
        // A superficial needle in a thigh, in and out: no rule about places speaks there.
        let told = told(("", &*item.id.clone().leak(), place, "rectus-femoris", R, Superficial, 5), "");
        match item.class {
            Class::Absolute => {
                let told = told.then_refused("screening.absolute");
                assert!(told.refusal().and_then(|r| r.because).is_some_and(|b| b.contains(&item.source)));
            }
            _ => assert_eq!(told.refusal(), None, "{} stopped a needle", item.id),
        }
    }
}

#[test]
fn every_relative_question_asks_for_a_reason_and_every_local_one_for_a_place() {
    for item in screening::items() {
        let mut answers = answered(&item.id, "");
        let code = |answers: Vec<Answers>| {
            let known = patient_after(&[]);
            patient::decide(&known, &screened(answers), &practitioner()).map_err(|r| (r.code, r.detail))
        };
        let wanted = match item.class {
            Class::Relative => Some("screening.reason_missing"),
            Class::Local => Some("screening.place_missing"),
            Class::Absolute | Class::Precaution => None,
        };
        match wanted {
            Some(wanted) => assert_eq!(code(answers.clone()), Err((wanted, Some(item.id.clone())))),
            None => assert!(code(answers.clone()).is_ok(), "{}", item.id),
        }
        for answer in &mut answers {
            answer.yes = answer.yes.filter(|_| answer.item != item.id);
        }
        assert_eq!(code(answers), Err(("screening.incomplete", Some(item.id.clone()))));
    }
}

// Carried forward: proposed, never silent.

fn carried(item: &str, before: Vec<Answers>) -> Result<patient::Screening, &'static str> {
    let known = patient_after(&[screened(before)]);
    let mut answers = all_no();
    for answer in answers.iter_mut().filter(|answer| answer.item == item) {
        *answer = Answers { item: item.into(), as_before: true, ..Answers::default() };
    }
    match patient::decide(&known, &screened(answers), &practitioner()).map_err(|r| r.code)?.remove(0) {
        patient::Event::ScreeningAnswered(screening) => Ok(screening),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_lasting_answer_is_proposed_and_confirmed_and_every_volatile_one_is_asked_again() {
    for item in screening::items() {
        let place = if item.class == Class::Local { "forearm:L" } else { "" };
        let now = carried(&item.id, yes(&item.id, place));
        if item.volatile {
            assert_eq!(now.map(|_| ()), Err("screening.not_proposed"), "{}", item.id);
            continue;
        }
        let now = now.unwrap_or_else(|code| panic!("{}: {code}", item.id));
        let answer = now.answers.iter().find(|answer| answer.item == item.id).expect("is there");
        assert!(answer.yes && answer.confirmed, "{}", item.id);
        assert_eq!(answer.places.is_empty(), place.is_empty(), "{}", item.id);
    }
}

#[test]
fn a_question_that_is_left_out_is_open_whatever_was_answered_last_time() {
    let known = patient_after(&[screened(all_no())]);
    let mut answers = all_no();
    answers.retain(|answer| answer.item != "lymphoedema");
    let refused = patient::decide(&known, &screened(answers), &practitioner());
    assert_eq!(refused.map_err(|r| r.code), Err("screening.incomplete"));
}

#[test]
fn the_first_time_there_is_nothing_to_confirm() {
    let answer = Answers { item: "lymphoedema".into(), as_before: true, ..Answers::default() };
    let mut answers = all_no();
    answers.retain(|known| known.item != answer.item);
    answers.push(answer);
    let refused = patient::decide(&patient_after(&[]), &screened(answers), &practitioner());
    assert_eq!(refused.map_err(|r| r.code), Err("screening.not_proposed"));
}

// Once said, said for the session.

#[test]
fn a_reason_is_asked_for_once_in_a_session_and_stands_on_each_needle() {
    let case = ("lung-thorax", "lung", "", "rhomboids", R, Fast, 12);
    let told = told(case, "No other technique helps; over the rib").then_events(1);
    let next = NeedleWanted {
        id: needle(2).id,
        ..NeedleWanted {
            place: Place { muscle: "trapezius-middle".into(), point: Some("1".into()), side: R },
            depth_mm: Some(12),
            ..needle(2)
        }
    };
    let told = told.when(Command::PlaceNeedle(next)).then_events(1);
    assert_eq!(told.state.needles[1].needle.cautions, told.state.needles[0].needle.cautions);
}

#[test]
fn two_rules_at_one_place_ask_each_for_its_own_reason() {
    let answers = yes("lung", "")
        .into_iter()
        .zip(yes("travel", ""))
        .map(|(a, b)| if b.yes == Some(true) { b } else { a });
    let every_risk: Vec<&str> = atlas::Atlas::get().hazards().iter().map(|h| h.id.as_str()).collect();
    let patient = patient_after(&[screened(answers.collect()), consenting(&every_risk)]);
    let place = |general: &str, own: &[(&str, &str)]| {
        let wanted = NeedleWanted {
            place: Place { muscle: "rhomboids".into(), point: Some("1".into()), side: R },
            depth_mm: Some(12),
            caution_reason: general.into(),
            caution_reasons: own.iter().map(|(rule, why)| ((*rule).to_owned(), (*why).to_owned())).collect(),
            ..needle(1)
        };
        given_with(patient.clone(), specialist(), practitioner(), [opened()])
            .when(Command::PlaceNeedle(wanted))
    };
    let asks = |told: Given| told.refusal().and_then(|refusal| refusal.rule).unwrap_or_default();
    let first = asks(place("", &[]));
    let second = asks(place("Thin needle", &[]));
    assert!(!first.is_empty() && !second.is_empty() && first != second, "{first} and {second}");
    assert_eq!(asks(place("", &[(&first, "Thin needle")])), second);
    let told = place("", &[(&first, "Thin needle"), (&second, "Pressed for a minute")]).then_events(1);
    let said: Vec<&str> = told.state.needles[0].needle.cautions.iter().map(|c| c.reason.as_str()).collect();
    assert_eq!(said, ["Thin needle", "Pressed for a minute"]);
}

// Who may needle what, and how limits are held: the policy.

#[test]
fn a_specialist_muscle_asks_for_a_training_that_covers_it() {
    let wanted = NeedleWanted {
        place: Place { muscle: "tibialis-posterior".into(), point: Some("1".into()), side: R },
        ..needle(1)
    };
    let told =
        given([opened()]).when(Command::PlaceNeedle(wanted.clone())).then_refused("training.not_covered");
    assert!(told.refusal().and_then(|r| r.because).is_some_and(|b| b.contains("memory")));
    given_with(ready(), specialist(), practitioner(), [opened()])
        .when(Command::PlaceNeedle(wanted))
        .then_events(1);
}

fn under(policy: &str) -> chart::Context<'static> {
    let policy = chart::policy::Policy::read(policy).expect("reads");
    chart::Context { policy: Box::leak(Box::new(policy)), ..practitioner() }
}

#[test]
fn virginia_asks_for_54_hours_and_a_copy() {
    let mut few = licensed();
    few.trainings[0].hours = 53;
    let told = given_with(ready(), few, under("base = \"us-virginia\""), [opened()]);
    let told = told.when(Command::PlaceNeedle(needle(1))).then_refused("training.too_short");
    assert!(told.refusal().and_then(|r| r.because).is_some_and(|b| b.contains("S44")));
    let no_copy = match consenting(&[]) {
        patient::Command::GiveConsent(given) => {
            patient::Command::GiveConsent(patient::ConsentGiven { copy_given: false, ..given })
        }
        other => other,
    };
    let known = patient_after(&[]);
    let refused = patient::decide(&known, &no_copy, &under("base = \"us-virginia\""));
    assert_eq!(refused.map_err(|r| r.code), Err("consent.copy_missing"));
    assert!(patient::decide(&known, &no_copy, &practitioner()).is_ok(), "the default only asks");
}

#[test]
fn a_stricter_clinic_lets_no_reason_pass_a_cap_or_the_other_side() {
    let strict = "base = \"default\"\n[depth_cap]\nvalue = \"stop\"\nsays = \"No.\"\nsource = \"ours\"\n[both_sides]\nvalue = \"stop\"\nsays = \"No.\"\nsource = \"ours\"";
    let over_the_lung = |number, side, depth_mm| {
        Command::PlaceNeedle(NeedleWanted {
            place: Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side },
            depth_mm: Some(depth_mm),
            depth_reason: "By ultrasound".into(),
            both_sides_reason: "By ultrasound".into(),
            ..needle(number)
        })
    };
    let told = given_with(ready(), licensed(), under(strict), [opened()]);
    told.when(over_the_lung(1, R, 32)).then_refused("needle.depth_beyond_cap");
    let told = given_with(ready(), licensed(), under(strict), [opened(), over_the_lung(1, R, 12)]);
    told.when(over_the_lung(2, L, 12)).then_refused("needle.both_sides");
}

#[test]
fn a_consent_is_signed_by_finger_or_on_paper() {
    let signed = |signature: &str, on_paper| match consenting(&[]) {
        patient::Command::GiveConsent(given) => patient::Command::GiveConsent(patient::ConsentGiven {
            signature: signature.into(),
            on_paper,
            ..given
        }),
        other => other,
    };
    let known = patient_after(&[]);
    let decide =
        |command| patient::decide(&known, &command, &practitioner()).map(|e| e.len()).map_err(|r| r.code);
    assert_eq!(decide(signed("", false)), Err("consent.signature_missing"));
    assert_eq!(decide(signed("M1 1l1 1", false)), Err("consent.signature_missing"));
    assert_eq!(decide(signed("scribble", true)), Err("consent.signature_unreadable"));
    assert_eq!(decide(signed("", true)), Ok(1));
    assert_eq!(decide(signed("M10 200l40 -60 40 60 80 -5", false)), Ok(1));
}

#[test]
fn a_training_covers_only_what_there_are_words_for() {
    let record = |covers: &[&str]| staff::Command::RecordTraining {
        title: "Course".into(),
        provider: "School".into(),
        hours: 20,
        completed_on: date(2024, 1, 1),
        covers: covers.iter().map(|word| (*word).to_owned()).collect(),
    };
    let lead = as_role(&[staff::Role::ClinicLead]);
    let decide = |command| staff::decide(&licensed(), &command, &lead).map(|e| e.len()).map_err(|r| r.code);
    assert_eq!(decide(record(&["thorax", "advanced"])), Ok(1));
    assert_eq!(decide(record(&["everything"])), Err("field.out_of_range"));
}
