//! What a session records beside the count: both sides of the chest, lots, adverse events, re-tests, plans, hand-over, times.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::ids::{AdverseEventId, ConsentId};
use chart::patient;
use chart::practice::{self, LotOpened};
use chart::session::{
    AdverseKind, AdverseWanted, Command, Conduct, Current, Grade, Moment, NeedleWanted, Plan, Planned,
    billing,
};
use chart::staff::Role;
use chart::values::{NeedleSize, PainScore, Place, Side, Technique};
use chart::{Instant, NeedleId, SessionId, StaffId};
use given::*;
use jiff::civil::date;
use uuid::Uuid;

const HOUR: i64 = 3_600_000_000;

fn at(number: u128, muscle: &str, side: Side) -> NeedleWanted {
    NeedleWanted {
        place: Place { muscle: muscle.into(), point: Some("1".into()), side },
        depth_mm: Some(12),
        ..needle(number)
    }
}

fn place(wanted: NeedleWanted) -> Command {
    Command::PlaceNeedle(wanted)
}

// Both sides of the chest on one day.

#[test]
fn the_other_side_of_the_chest_on_the_same_day_asks_for_a_reason_and_goes_on_with_one() {
    let right = place(at(1, "trapezius-upper", Side::R));
    let left = |reason: &str| {
        place(NeedleWanted { both_sides_reason: reason.into(), ..at(2, "levator-scapulae", Side::L) })
    };
    given([opened(), right.clone()]).when(left("")).then_refused("needle.both_sides_reason_missing");
    let told = given([opened(), right]).when(left("Lifted off the chest, tangential")).then_events(1);
    assert!(told.state.needles[1].needle.both_sides_reason.is_some());
}

#[test]
fn the_reason_for_both_sides_is_asked_for_once_in_a_session_and_stands_on_each_needle() {
    let right = place(at(1, "trapezius-upper", Side::R));
    let first = NeedleWanted { both_sides_reason: "Tangential".into(), ..at(2, "trapezius-upper", Side::L) };
    let told =
        given([opened(), right, place(first)]).when(place(at(3, "trapezius-upper", Side::L))).then_events(1);
    assert_eq!(told.state.needles[2].needle.both_sides_reason.as_deref(), Some("Tangential"));
    let told = told.when(place(at(4, "gastrocnemius", Side::L))).then_events(1);
    assert_eq!(told.state.needles[3].needle.both_sides_reason, None, "a leg has nothing to do with it");
}

#[test]
fn both_sides_count_over_all_sessions_of_the_day() {
    let mut told = given([opened()]);
    told.same_day = vec![at(9, "rhomboids", Side::R).place];
    told.when(place(at(1, "trapezius-middle", Side::L))).then_refused("needle.both_sides_reason_missing");
}

#[test]
fn both_sides_of_a_leg_are_nobodys_concern_and_a_retracted_needle_is_no_side() {
    given([opened(), place(at(1, "gastrocnemius", Side::R))])
        .when(place(at(2, "gastrocnemius", Side::L)))
        .then_events(1);
    let right = at(1, "trapezius-upper", Side::R);
    let never = Command::RetractNeedle { needle: right.id, reason: "Tapped by mistake".into() };
    given([opened(), place(right), never]).when(place(at(2, "trapezius-upper", Side::L))).then_events(1);
}

#[test]
fn a_side_put_right_asks_about_both_sides_too() {
    let right = at(1, "trapezius-upper", Side::R);
    let other = at(2, "trapezius-upper", Side::R);
    let moved = NeedleWanted { place: Place { side: Side::L, ..other.place.clone() }, ..other.clone() };
    given([opened(), place(right), place(other)])
        .when(Command::AmendNeedle { now: moved, reason: "It was the left".into() })
        .then_refused("needle.both_sides_reason_missing");
}

// Depth and technique.

#[test]
fn a_depth_of_nothing_is_not_called_deeper_than_the_needle() {
    given([opened()])
        .when(place(NeedleWanted { depth_mm: Some(0), ..needle(1) }))
        .then_refused("needle.depth_zero");
}

#[test]
fn a_current_has_a_channel_and_belongs_to_the_electrical_technique() {
    let current = Current::new(1, Some(2), Some(15), Some(10)).expect("usual settings");
    let with = |technique| place(NeedleWanted { technique, current: Some(current), ..needle(1) });
    given([opened()]).when(with(Technique::Static)).then_refused("needle.current_without_technique");
    given([opened()]).when(with(Technique::Electrical)).then_events(1);
    for (channel, hz, ma, minutes) in [
        (0, None, None, None),
        (9, None, None, None),
        (1, Some(0), None, None),
        (1, None, Some(-1), None),
        (1, None, None, Some(0)),
    ] {
        assert!(Current::new(channel, hz, ma, minutes).is_err(), "{channel} {hz:?} {ma:?} {minutes:?}");
    }
}

// Lots.

fn lot(lot: &str, size: Option<NeedleSize>) -> practice::Event {
    practice::Event::LotOpened(LotOpened {
        lot: lot.into(),
        maker: Some("Invented Needles".into()),
        expires_on: Some(date(2029, 3, 31)),
        size,
        day: TODAY,
    })
}

fn founded() -> practice::State {
    let founded = practice::Founded { name: "P".into(), time_zone: "UTC".into() };
    practice::State { founded: Some(founded), ..practice::State::default() }
}

fn with_lots(lots: &[practice::Event]) -> Given {
    let mut told = given([opened()]);
    for lot in lots {
        told.practice.apply(lot);
    }
    told
}

#[test]
fn the_lot_that_was_opened_today_is_carried_to_each_needle_of_its_size() {
    let told = with_lots(&[lot("ALL", None), lot("THIN", Some(needle(1).size)), lot("LATER", None)]);
    let told = told.when(place(needle(1))).then_events(1);
    let pack = told.state.needles[0].needle.pack.clone().expect("carried");
    assert_eq!((pack.lot.as_str(), pack.maker.as_deref()), ("THIN", Some("Invented Needles")));
    let thick = NeedleSize { diameter_mm_x100: 30, length_mm: 60 };
    let told = told.when(place(NeedleWanted { size: thick, ..needle(2) })).then_events(1);
    assert_eq!(told.state.needles[1].needle.pack.as_ref().map(|p| p.lot.as_str()), Some("LATER"));
}

#[test]
fn yesterdays_pack_is_not_todays_and_a_typed_lot_goes_before_both() {
    let mut told = with_lots(&[lot("TODAY", None)]);
    told.ctx.today = date(2026, 11, 23);
    assert_eq!(told.practice.lot_of_day(told.ctx.today, needle(1).size), None);
    let told = with_lots(&[lot("TODAY", None)])
        .when(place(NeedleWanted { lot: "L 77".into(), ..needle(1) }))
        .then_events(1);
    assert_eq!(told.state.needles[0].needle.pack.as_ref().map(|p| p.lot.as_str()), Some("L 77"));
}

#[test]
fn a_pack_that_ran_out_is_neither_opened_nor_needled_with() {
    let open = |until| practice::Command::OpenLot {
        lot: "L1".into(),
        maker: String::new(),
        expires_on: Some(until),
        size: None,
    };
    let state = founded();
    let refused = practice::decide(&state, &open(date(2026, 11, 21)), &practitioner());
    assert_eq!(refused.map_err(|r| r.code), Err("lot.expired"));
    assert_eq!(practice::decide(&state, &open(TODAY), &practitioner()).map(|e| e.len()), Ok(1));
    let old = LotOpened {
        expires_on: Some(date(2026, 11, 21)),
        ..match lot("OLD", None) {
            practice::Event::LotOpened(lot) => lot,
            _ => unreachable!("a lot"),
        }
    };
    with_lots(&[practice::Event::LotOpened(old)]).when(place(needle(1))).then_refused("lot.expired");
}

#[test]
fn a_lot_is_opened_by_those_who_needle_and_once_for_a_day() {
    let open =
        practice::Command::OpenLot { lot: "L1".into(), maker: String::new(), expires_on: None, size: None };
    let mut state = founded();
    let desk = practice::decide(&state, &open, &as_role(&[Role::FrontDesk]));
    assert_eq!(desk.map_err(|r| r.code), Err("role.not_allowed"));
    for event in practice::decide(&state, &open, &practitioner()).expect("is opened") {
        state.apply(&event);
    }
    assert_eq!(practice::decide(&state, &open, &practitioner()), Ok(Vec::new()));
}

// Times: what came later does not reach back.

#[test]
fn a_screening_or_consent_from_after_the_needle_does_not_let_it_in() {
    let mut late = ready();
    late.screenings[0].0 = Instant(noon().0 + HOUR);
    given_with(late, licensed(), practitioner(), [opened()])
        .when(place(needle(1)))
        .then_refused("screening.later");
    let mut late = ready();
    late.consents[0].0 = Instant(noon().0 + HOUR);
    given_with(late, licensed(), practitioner(), [opened()])
        .when(place(needle(1)))
        .then_refused("consent.later");
}

#[test]
fn a_needle_from_the_outbox_goes_in_under_what_held_at_its_time() {
    let mut patient = ready();
    let mut stop = patient.screenings[0].1.clone();
    stop.answers.iter_mut().find(|a| a.item == "acute-illness").expect("is asked").yes = true;
    patient.screenings.push((Instant(noon().0 + HOUR), stop));
    let consent = patient.consents[0].1.id;
    patient.apply(Instant(noon().0 + HOUR), &patient::Event::ConsentWithdrawn { consent, reason: None });
    given_with(patient, licensed(), practitioner(), [opened()]).when(place(needle(1))).then_events(1);
}

// Consent is asked again at each session.

fn consented_last_month() -> patient::State {
    let mut patient = ready();
    patient.consents[0].0 = Instant(noon().0 - 30 * 24 * HOUR);
    patient
}

#[test]
fn a_consent_of_an_earlier_day_is_confirmed_before_the_first_needle() {
    let told = given_with(consented_last_month(), licensed(), practitioner(), [opened()]);
    let told = told.when(place(needle(1))).then_refused("consent.not_confirmed");
    let told = told.when(Command::ConfirmConsent).then_events(1).when(Command::ConfirmConsent).then_events(0);
    told.when(place(needle(1))).then_events(1);
}

#[test]
fn opening_with_the_patients_yes_confirms_the_consent() {
    let asked = match opened() {
        Command::Open { patient, complaint, pain_before, .. } => {
            Command::Open { patient, complaint, pain_before, consent_confirmed: true }
        }
        other => other,
    };
    given_with(consented_last_month(), licensed(), practitioner(), [asked])
        .when(place(needle(1)))
        .then_events(1);
}

#[test]
fn a_confirmation_is_for_one_consent_and_not_for_the_next() {
    let told =
        given_with(consented_last_month(), licensed(), practitioner(), [opened(), Command::ConfirmConsent]);
    let mut told = told;
    let (given_at, mut next, _) = told.patient.consents[0].clone();
    next.id = ConsentId(Uuid::from_u128(71));
    told.patient.consents.push((given_at, next, None));
    told.when(place(needle(1))).then_refused("consent.not_confirmed");
}

// Same as last time.

fn part(wanted: &NeedleWanted) -> Planned {
    Planned {
        needle: wanted.id,
        place: wanted.place.clone(),
        size: wanted.size,
        depth_mm: wanted.depth_mm,
        technique: wanted.technique,
        current: None,
    }
}

fn plan(wanted: &[NeedleWanted]) -> Command {
    Command::AdoptPlan(Plan {
        from: SessionId(Uuid::from_u128(40)),
        parts: wanted.iter().map(part).collect(),
    })
}

#[test]
fn the_last_treatment_comes_whole_and_each_part_is_confirmed_by_placing_it() {
    let parts = [at(1, "infraspinatus", Side::R), at(2, "gastrocnemius", Side::R), at(3, "soleus", Side::R)];
    let told = given([opened()]).when(plan(&parts)).then_events(1);
    assert_eq!((told.state.planned.len(), told.state.count().placed), (3, 0), "a proposal is no needle");
    let told = told.when(place(parts[0].clone())).then_events(1);
    let told = told.when(Command::DropPlanPart { needle: parts[2].id }).then_events(1);
    assert_eq!(told.state.planned.iter().map(|p| p.needle).collect::<Vec<_>>(), [parts[1].id]);
    told.when(plan(&parts[..2])).then_events(0);
}

#[test]
fn the_last_treatment_is_refused_whole_if_one_part_cannot_be_done_today() {
    let patient = patient_after(&[screened(all_no()), consenting(&[])]);
    let parts = [at(1, "gastrocnemius", Side::L), at(2, "trapezius-upper", Side::R)];
    let told = given_with(patient, licensed(), practitioner(), [opened()]);
    let told = told.when(plan(&parts)).then_refused("consent.risk_not_named");
    assert!(told.state.planned.is_empty());
    told.when(plan(&[])).then_refused("plan.empty");
}

// Re-tests, conduct, adverse events.

#[test]
fn pain_that_was_scored_before_is_asked_for_after() {
    let told = given([opened()]);
    assert!(told.state.pain_retest_due());
    let score = PainScore::new("pain", 3).expect("0 to 10");
    let told = told.when(Command::RecordPain { moment: Moment::After, score });
    assert!(!told.state.pain_retest_due());
}

#[test]
fn conduct_is_recorded_once_and_what_was_not_said_stays_unsaid() {
    let conduct = Conduct { hand_hygiene: Some(true), ..Conduct::default() };
    let told = given([opened()]).when(Command::RecordConduct(conduct.clone())).then_events(1);
    let told = told.when(Command::RecordConduct(conduct)).then_events(0);
    assert_eq!(told.state.conduct.gloves, None);
}

fn adverse(kind: AdverseKind, grade: Grade, text: &str, action: &str) -> Command {
    Command::RecordAdverseEvent(AdverseWanted {
        id: AdverseEventId(Uuid::from_u128(50)),
        kind,
        grade,
        needle: None,
        text: text.into(),
        action: action.into(),
        answer: None,
    })
}

#[test]
fn an_adverse_event_is_graded_and_beyond_mild_says_what_was_done() {
    given([opened()]).when(adverse(AdverseKind::Bruise, Grade::Mild, "", "")).then_events(1);
    given([opened()])
        .when(adverse(AdverseKind::Faint, Grade::Moderate, "", ""))
        .then_refused("adverse_event.action_missing");
    given([opened()]).when(adverse(AdverseKind::Other, Grade::Mild, "", "")).then_refused("field.missing");
    given([opened()]).when(adverse(AdverseKind::StuckNeedle, Grade::Mild, "", "")).then_events(1);
    for grave in [AdverseKind::SuspectedPneumothorax, AdverseKind::BrokenNeedle, AdverseKind::NeedleLeftIn] {
        given([opened()])
            .when(adverse(grave, Grade::Mild, "", ""))
            .then_refused("adverse_event.action_missing");
    }
    let told = given([opened(), adverse(AdverseKind::Faint, Grade::Moderate, "Pale", "Laid down, watched")]);
    let told =
        told.when(adverse(AdverseKind::Faint, Grade::Moderate, "Pale", "Laid down, watched")).then_events(0);
    let id = AdverseEventId(Uuid::from_u128(50));
    let told = told.when(Command::RetractAdverseEvent { id, reason: "Wrong patient".into() }).then_events(1);
    assert_eq!((told.state.adverse().count(), told.state.adverse_events.len()), (0, 1), "the entry stays");
}

#[test]
fn what_a_needle_did_goes_on_with_its_pain_and_whether_it_bled() {
    let answered = |pain, bled| Command::RecordResponse {
        needle: needle(1).id,
        twitches_added: 0,
        referred_pain: None,
        recognised_pain: None,
        pain,
        bled,
    };
    let four = PainScore::new("pain", 4).ok();
    let told = given([opened(), place(needle(1)), answered(four, None), answered(None, Some(true))]);
    assert_eq!((told.state.needles[0].pain, told.state.needles[0].bled), (four, Some(true)));
    told.when(answered(None, None)).then_events(0);
}

// All out, whatever else is going on; the count comes later.

#[test]
fn all_out_comes_first_and_the_session_waits_open_for_its_count() {
    let told = given([opened(), place(needle(1)), place(needle(2)), place(needle(3))]);
    let told = told.when(Command::RemoveAll).then_events(3);
    assert_eq!(told.state.stage, chart::session::Stage::Open);
    told.when(Command::Sign).then_refused("session.not_closed");
}

#[test]
fn all_out_works_for_whoever_is_there_without_licence_consent_or_screening() {
    let mut told = given([opened(), place(needle(1))]);
    told.practitioner.licence = None;
    told.patient = patient_after(&[]);
    told.when(Command::RemoveAll).then_events(1);
}

// Hand-over.

#[test]
fn a_session_that_was_handed_over_is_signed_by_who_has_it_now() {
    let other = StaffId(Uuid::from_u128(11));
    let close = Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    let mut told = given([opened(), place(needle(1)), Command::RemoveAll, close]);
    let hand_over = |reason: &str| Command::HandOver { to: other, reason: reason.into() };
    told = told.when(hand_over("Called away")).then_refused("session.successor");
    told.successor = Some(licensed());
    let told = told.when(hand_over("")).then_refused("field.missing");
    let mut told = told.when(hand_over("Called away")).then_events(1);
    told = told.when(Command::Sign).then_refused("session.other_practitioner");
    told.ctx.actor.staff = other;
    told.when(Command::Sign).then_events(1);
}

#[test]
fn a_lead_hands_over_what_somebody_left_behind_and_the_front_desk_does_not() {
    let hand_over = Command::HandOver { to: StaffId(Uuid::from_u128(11)), reason: "Ill".into() };
    let handed = |roles: &[Role]| {
        let mut told = given([opened()]);
        told.successor = Some(licensed());
        told.ctx.actor.roles = roles.to_vec();
        told.when(hand_over.clone())
    };
    handed(&[Role::ClinicLead]).then_events(1);
    handed(&[Role::FrontDesk]).then_refused("role.not_allowed");
}

// Billing.

#[test]
fn the_billing_number_changes_at_the_third_distinct_muscle() {
    let code = |muscles: &[&str]| {
        let commands = muscles.iter().enumerate().map(|(n, muscle)| place(at(n as u128, muscle, Side::R)));
        let told = given(std::iter::once(opened()).chain(commands));
        billing::code(&told.state)
    };
    assert_eq!(code(&[]), None);
    assert_eq!(code(&["soleus", "soleus", "gastrocnemius"]), Some("20560"));
    assert_eq!(code(&["soleus", "gastrocnemius", "infraspinatus"]), Some("20561"));
}

#[test]
fn a_session_that_was_opened_again_keeps_the_count_that_no_longer_stood() {
    let close = Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    let again = Command::Reopen { reason: "One more point".into() };
    let told = given([opened(), place(needle(1)), Command::RemoveAll, close, again]);
    let was = told.state.reopenings[0].was.as_ref().map(|(_, closed)| closed.needles_in_sharps);
    assert_eq!((was, told.state.reopenings[0].reason.as_str()), (Some(1), "One more point"));
    assert_eq!(told.state.needle(NeedleId(Uuid::from_u128(101))).map(|n| n.removed_at), Some(Some(noon())));
}

// Taken back.

#[test]
fn a_needle_that_was_recorded_as_out_by_mistake_is_in_again_and_must_come_out() {
    let (id, reason) = (needle(1).id, String::from("The other one came out"));
    let back = Command::RetractRemoval { needle: id, reason };
    let told = given([opened(), place(needle(1))]).when(back.clone()).then_events(0);
    let told = told.when(Command::RemoveNeedle { needle: id }).then_events(1);
    assert_eq!(told.state.count().still_in(), 0);
    let told = told.when(back.clone()).then_events(1);
    assert_eq!(told.state.count().still_in(), 1, "the count says so");
    assert_eq!(told.state.needles[0].removals_retracted.len(), 1, "and that it was said otherwise stays");
    let closing = Command::Close { needles_in_sharps: 1, difference_explained: String::new() };
    let told = told.when(closing.clone()).then_refused("needle.still_in");
    let told = told.when(Command::RemoveNeedle { needle: id }).then_events(1).when(closing).then_events(1);
    told.when(back).then_refused("session.closed");
}

#[test]
fn a_twitch_too_many_is_taken_back_and_never_more_than_there_were() {
    let id = needle(1).id;
    let twitch = Command::RecordResponse {
        needle: id,
        twitches_added: 2,
        referred_pain: None,
        recognised_pain: None,
        pain: None,
        bled: None,
    };
    let back =
        |twitches, reason: &str| Command::RetractTwitches { needle: id, twitches, reason: reason.into() };
    given([opened(), place(needle(1)), twitch.clone()])
        .when(back(3, "Slip"))
        .then_refused("field.out_of_range");
    given([opened(), place(needle(1)), twitch.clone()]).when(back(1, "")).then_refused("field.missing");
    let told = given([opened(), place(needle(1)), twitch]).when(back(1, "Slip")).then_events(1);
    assert_eq!(told.state.needles[0].twitches, 1);
}
