//! The rules of a session: what must not happen does not, and nothing else is in the way.

#![allow(missing_docs, reason = "tests")]

mod given;

use chart::patient;
use chart::session::{Command, Moment, Stage};
use chart::staff::{self, Role};
use chart::values::{PainScore, Place, Side, Sign};
use chart::{Instant, NeedleId};
use given::*;
use jiff::civil::date;

fn place(number: u128) -> Command {
    Command::PlaceNeedle(needle(number))
}

fn remove(number: u128) -> Command {
    Command::RemoveNeedle { needle: needle(number).id }
}

fn close(needles_in_sharps: u16, explained: &str) -> Command {
    Command::Close { needles_in_sharps, difference_explained: explained.into() }
}

// No needle without a valid licence, current screening and consent.

#[test]
fn a_needle_goes_in_with_licence_screening_and_consent() {
    given([opened()]).when(place(1)).then_events(1);
}

#[test]
fn no_needle_without_a_licence() {
    let mut nobody = licensed();
    nobody.licence = None;
    given_with(ready(), nobody, practitioner(), [opened()]).when(place(1)).then_refused("licence.missing");
}

#[test]
fn no_needle_with_a_licence_that_ran_out_yesterday_but_on_its_last_day() {
    let until = |day| {
        let mut person = licensed();
        person.licence.as_mut().expect("has one").expires_on = day;
        given_with(ready(), person, practitioner(), [opened()]).when(place(1))
    };
    until(date(2026, 11, 21)).then_refused("licence.expired");
    until(date(2026, 11, 22)).then_events(1);
}

#[test]
fn no_needle_without_a_training() {
    let mut untrained = licensed();
    untrained.trainings.clear();
    given_with(ready(), untrained, practitioner(), [opened()])
        .when(place(1))
        .then_refused("training.missing");
}

#[test]
fn no_needle_by_somebody_whose_sign_in_was_closed() {
    let mut suspended = licensed();
    suspended.apply(&staff::Event::Suspended { reason: "left".into() });
    given_with(ready(), suspended, practitioner(), [opened()])
        .when(place(1))
        .then_refused("role.not_allowed");
}

#[test]
fn no_needle_without_a_screening() {
    let patient = patient_after(&[consenting(&[])]);
    given_with(patient, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("screening.missing");
}

#[test]
fn yesterdays_screening_does_not_count_today() {
    let mut patient = ready();
    patient.screenings.last_mut().expect("was answered").0 = Instant(noon().0 - 13 * 3_600_000_000);
    given_with(patient, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("screening.expired");
}

#[test]
fn an_absolute_contraindication_stops_every_needle() {
    let patient = patient_after(&[screened(answered("acute-illness", "")), consenting(&[])]);
    given_with(patient, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("screening.absolute");
}

#[test]
fn a_relative_contraindication_with_a_reason_is_a_caution_and_no_stop() {
    let every_risk: Vec<&str> = atlas::Atlas::get().hazards().iter().map(|h| h.id.as_str()).collect();
    let patient = patient_after(&[
        screened(answered("bleeding", "Thin needle, pressed longer")),
        consenting(&every_risk),
    ]);
    assert_eq!(patient.cautions().count(), 1);
    given_with(patient, licensed(), practitioner(), [opened()]).when(place(1)).then_events(1);
}

#[test]
fn no_needle_without_consent_nor_after_it_was_withdrawn_or_ran_out() {
    let without = patient_after(&[screened(all_no())]);
    given_with(without, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("consent.missing");

    let mut withdrawn = ready();
    let consent = withdrawn.consents[0].1.id;
    withdrawn.apply(noon(), &patient::Event::ConsentWithdrawn { consent, reason: None });
    given_with(withdrawn, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("consent.withdrawn");

    let mut ran_out = ready();
    ran_out.consents[0].1.valid_until = date(2026, 11, 21);
    given_with(ran_out, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("consent.expired");
}

#[test]
fn an_earlier_consent_does_not_come_back_when_the_later_one_is_withdrawn() {
    let mut patient = ready();
    let (at, mut later, _) = patient.consents[0].clone();
    later.id = chart::ids::ConsentId(uuid::Uuid::from_u128(70));
    patient.apply(at, &patient::Event::ConsentGiven(later.clone()));
    patient.apply(at, &patient::Event::ConsentWithdrawn { consent: later.id, reason: None });
    given_with(patient, licensed(), practitioner(), [opened()])
        .when(place(1))
        .then_refused("consent.withdrawn");
}

#[test]
fn a_needle_over_the_chest_asks_for_a_consent_that_names_the_collapsed_lung() {
    let patient = patient_after(&[screened(all_no()), consenting(&[])]);
    let over_the_lung = Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side: Side::R };
    let wanted = Command::PlaceNeedle(chart::session::NeedleWanted { place: over_the_lung, ..needle(1) });
    given_with(patient, licensed(), practitioner(), [opened()])
        .when(wanted.clone())
        .then_refused("consent.risk_not_named");

    let named = patient_after(&[screened(all_no()), consenting(&["lung-chest-wall"])]);
    let told = given_with(named, licensed(), practitioner(), [opened()]).when(wanted);
    told.then_events(1);
}

// What is recorded of a needle can be true.

#[test]
fn a_needle_cannot_be_deeper_than_it_is_long() {
    let deep = Command::PlaceNeedle(chart::session::NeedleWanted { depth_mm: Some(41), ..needle(1) });
    given([opened()]).when(deep).then_refused("needle.depth_beyond_needle");
}

#[test]
fn deeper_than_the_published_cap_asks_for_a_reason_and_goes_on_with_one() {
    let upper_trapezius = Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side: Side::L };
    let deep = |reason: &str| {
        Command::PlaceNeedle(chart::session::NeedleWanted {
            place: upper_trapezius.clone(),
            depth_mm: Some(32),
            depth_reason: reason.into(),
            ..needle(1)
        })
    };
    given([opened()]).when(deep("")).then_refused("needle.depth_reason_missing");
    given([opened()]).when(deep("Measured by ultrasound: bone at 40 mm")).then_events(1);
}

#[test]
fn a_muscle_or_point_that_the_atlas_does_not_know_is_refused() {
    let at = |muscle: &str, point: &str| {
        let place = Place { muscle: muscle.into(), point: Some(point.into()), side: Side::R };
        Command::PlaceNeedle(chart::session::NeedleWanted { place, ..needle(1) })
    };
    given([opened()]).when(at("no-such-muscle", "1")).then_refused("needle.point_unknown");
    given([opened()]).when(at("infraspinatus", "99")).then_refused("needle.point_unknown");
}

#[test]
fn the_same_needle_sent_twice_is_one_needle() {
    let told = given([opened(), place(1)]).when(place(1)).then_events(0);
    assert_eq!(told.state.count().placed, 1);
}

#[test]
fn twitches_add_up_and_end_at_their_limit() {
    let twitch = |added| Command::RecordResponse {
        needle: needle(1).id,
        twitches_added: added,
        referred_pain: None,
        recognised_pain: Some(Sign::Present),
        pain: None,
        bled: None,
    };
    let told = given([opened(), place(1), twitch(1), twitch(2)]);
    assert_eq!(told.state.needles[0].twitches, 3);
    told.when(twitch(198)).then_refused("field.out_of_range");
}

// Needles in = needles out = needles in the sharps box.

#[test]
fn a_session_with_a_needle_in_cannot_be_closed() {
    given([opened(), place(1), place(2), remove(1)]).when(close(2, "")).then_refused("needle.still_in");
}

#[test]
fn a_count_that_does_not_match_is_refused_until_the_difference_is_explained() {
    let told = given([opened(), place(1), place(2), Command::RemoveAll]);
    let told = told.when(close(1, "")).then_refused("needle.count_mismatch");
    let told = told.when(close(1, "One dropped, found under the table, discarded apart")).then_events(1);
    told.when(Command::Sign).then_events(1);
}

#[test]
fn all_out_takes_every_needle_that_is_still_in() {
    let told =
        given([opened(), place(1), place(2), place(3), remove(2)]).when(Command::RemoveAll).then_events(2);
    assert_eq!(told.state.count().still_in(), 0);
    told.when(Command::RemoveAll).then_events(0);
}

#[test]
fn no_signature_with_a_needle_unaccounted_for() {
    let told = given([opened(), place(1)]).when(Command::Sign).then_refused("needle.still_in");
    let told = told.when(Command::RemoveAll).when(Command::Sign).then_refused("session.not_closed");
    told.when(close(1, "")).when(Command::Sign).then_events(1);
}

#[test]
fn a_retracted_needle_does_not_count_but_stays_in_the_record() {
    let retract = |reason: &str| Command::RetractNeedle { needle: needle(2).id, reason: reason.into() };
    let told = given([opened(), place(1), place(2)]).when(retract("")).then_refused("field.missing");
    let told = told.when(retract("Tapped twice")).then_events(1);
    assert_eq!((told.state.count().placed, told.state.needles.len()), (1, 2));
    told.when(Command::RemoveNeedle { needle: needle(2).id }).then_refused("needle.retracted");
}

#[test]
fn an_amended_needle_keeps_what_stood_there_and_why_it_was_wrong() {
    let now = chart::session::NeedleWanted { depth_mm: Some(15), ..needle(1) };
    let amend = |reason: &str| Command::AmendNeedle { now: now.clone(), reason: reason.into() };
    let told = given([opened(), place(1)]).when(amend("")).then_refused("field.missing");
    let told = told.when(amend("Mistyped")).then_events(1);
    let placed = &told.state.needles[0];
    assert_eq!(placed.needle.depth_mm, Some(15));
    assert_eq!(
        (placed.amended_from[0].was.depth_mm, placed.amended_from[0].reason.as_str()),
        (Some(20), "Mistyped")
    );
}

#[test]
fn a_side_is_put_right_the_next_day_and_the_needle_stays_under_the_screening_it_went_in_under() {
    let other_side = Place { side: Side::L, ..needle(1).place };
    let now = chart::session::NeedleWanted { place: other_side, ..needle(1) };
    let mut told = given([opened(), place(1)]);
    let asked = told.patient.screenings.last_mut().expect("was answered");
    asked.0 = Instant(noon().0 - 24 * 3_600_000_000);
    let under = asked.1.id;
    let told = told.when(Command::AmendNeedle { now, reason: "It was the left".into() }).then_events(1);
    let needle = &told.state.needles[0].needle;
    assert_eq!((needle.place.side, needle.screening), (Side::L, under));
}

#[test]
fn a_needle_is_not_moved_in_the_record_to_where_the_risk_was_never_named() {
    let patient = patient_after(&[screened(all_no()), consenting(&[])]);
    let hip = Place { muscle: "gluteus-medius".into(), point: Some("1".into()), side: Side::R };
    let chest = Place { muscle: "trapezius-upper".into(), point: Some("1".into()), side: Side::R };
    let at = |place: &Place| chart::session::NeedleWanted { place: place.clone(), ..needle(1) };
    let told = given_with(patient, licensed(), practitioner(), [opened(), Command::PlaceNeedle(at(&hip))]);
    told.when(Command::AmendNeedle { now: at(&chest), reason: "Mistyped".into() })
        .then_refused("consent.risk_not_named");
}

// After the signature only addenda.

#[test]
fn a_signed_session_takes_nothing_but_addenda() {
    let signed = || given([opened(), place(1), Command::RemoveAll, close(1, ""), Command::Sign]);
    for command in [
        place(2),
        remove(1),
        Command::RemoveAll,
        close(1, ""),
        Command::Sign,
        Command::Reopen { reason: "x".into() },
        Command::RecordPain { moment: Moment::After, score: PainScore::new("pain", 1).expect("0 to 10") },
        Command::WriteNote { tolerance: "x".into(), text: String::new() },
        Command::RetractNeedle { needle: needle(1).id, reason: "x".into() },
        Command::AmendNeedle { now: needle(1), reason: "x".into() },
    ] {
        signed().when(command).then_refused("session.signed");
    }
    let addendum = |text: &str, reason: &str| Command::AddAddendum {
        id: chart::ids::AddendumId(uuid::Uuid::from_u128(50)),
        text: text.into(),
        reason: reason.into(),
    };
    signed().when(addendum("Bruise the next day", "")).then_refused("field.missing");
    signed().when(addendum("Bruise the next day", "Patient called")).then_events(1);
}

#[test]
fn an_addendum_belongs_to_a_signed_note() {
    let addendum = Command::AddAddendum {
        id: chart::ids::AddendumId(uuid::Uuid::from_u128(50)),
        text: "x".into(),
        reason: "y".into(),
    };
    given([opened()]).when(addendum).then_refused("addendum.before_signature");
}

#[test]
fn only_who_opened_the_session_signs_it() {
    let mut told = given([opened(), close(0, "")]);
    told.ctx.actor.staff = chart::StaffId(uuid::Uuid::from_u128(77));
    told.when(Command::Sign).then_refused("session.other_practitioner");
}

#[test]
fn a_closed_session_takes_no_needle_until_it_is_opened_again_with_a_reason() {
    let told = given([opened(), place(1), Command::RemoveAll, close(1, "")])
        .when(place(2))
        .then_refused("session.closed");
    let told = told.when(Command::Reopen { reason: "One more point".into() }).then_events(1);
    assert_eq!(told.state.stage, Stage::Open);
    told.when(place(2)).then_events(1);
}

// Who may.

#[test]
fn the_front_desk_and_a_lead_without_the_role_do_not_needle() {
    for role in [Role::FrontDesk, Role::ClinicLead] {
        given_with(ready(), licensed(), as_role(&[role]), []).when(opened()).then_refused("role.not_allowed");
    }
}

#[test]
fn a_session_is_of_a_known_patient_and_complaint() {
    given_with(patient::State::default(), licensed(), practitioner(), [])
        .when(opened())
        .then_refused("patient.unknown");
    let other = Command::Open {
        patient: PATIENT,
        complaint: chart::ComplaintId(uuid::Uuid::from_u128(99)),
        pain_before: None,
        consent_confirmed: false,
    };
    given([]).when(other).then_refused("complaint.unknown");
}

#[test]
fn an_unknown_needle_and_an_unknown_session_are_refused() {
    let unknown = Command::RemoveNeedle { needle: NeedleId(uuid::Uuid::from_u128(999)) };
    given([opened()]).when(unknown.clone()).then_refused("needle.unknown");
    given([]).when(unknown).then_refused("session.unknown");
}
