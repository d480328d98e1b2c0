//! Rows from states: what pages list is written in the transaction that writes the events.

use crate::ranking::group_of;
use chart::session::Stage;
use chart::values::PointStatus;
use chart::{Instant, PatientId, patient, practice, session, staff};
use rusqlite::{Connection, Result, params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The clinic's own row.
pub(crate) fn project_practice(sql: &Connection, clinic: Uuid, state: &practice::State) -> Result<()> {
    let Some(founded) = &state.founded else { return Ok(()) };
    sql.prepare_cached(
        "INSERT INTO practice (clinic, name, time_zone) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone",
    )?
    .execute(params![clinic, founded.name, founded.time_zone])?;
    Ok(())
}

/// One person who works here.
pub(crate) fn project_staff(sql: &Connection, clinic: Uuid, id: Uuid, state: &staff::State) -> Result<()> {
    let Some(enrolled) = &state.enrolled else { return Ok(()) };
    let roles = enrolled.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(" ");
    sql.prepare_cached(
        "INSERT INTO staff (clinic, id, login, name, roles, licence_expires_on, suspended)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET login = excluded.login, name = excluded.name, roles = excluded.roles,
           licence_expires_on = excluded.licence_expires_on, suspended = excluded.suspended",
    )?
    .execute(params![
        clinic,
        id,
        enrolled.login,
        enrolled.name,
        roles,
        state.licence.as_ref().map(|l| l.expires_on.to_string()),
        state.suspended
    ])?;
    Ok(())
}

/// One patient. Only events that say who they are change the row.
pub(crate) fn project_patient(
    sql: &Connection,
    clinic: Uuid,
    id: Uuid,
    at: Instant,
    event: &patient::Event,
    state: &patient::State,
) -> Result<()> {
    if !matches!(event, patient::Event::Registered(_) | patient::Event::DetailsCorrected(_)) {
        return Ok(());
    }
    let Some(person) = &state.person else { return Ok(()) };
    sql.prepare_cached(
        "INSERT INTO patient (clinic, id, record_no, given_name, family_name, birth_date, last_seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (clinic, id) DO UPDATE SET record_no = excluded.record_no, given_name = excluded.given_name,
           family_name = excluded.family_name, birth_date = excluded.birth_date",
    )?
    .execute(params![
        clinic,
        id,
        person.record_no,
        person.given_name,
        person.family_name,
        person.birth_date.to_string(),
        at.0
    ])?;
    Ok(())
}

/// What a patient adds to the clinic's own figures: under each complaint group, which muscles were felt for and which have an active
/// point. Undecided findings do not count as examined. Made anew with each finding, and when a complaint goes under another group.
pub(crate) fn project_finding(
    sql: &Connection,
    clinic: Uuid,
    patient: Uuid,
    event: &patient::Event,
    state: &patient::State,
) -> Result<()> {
    if !matches!(event, patient::Event::FindingRecorded(_) | patient::Event::ComplaintGrouped(_)) {
        return Ok(());
    }
    let mut latest: BTreeMap<(&str, &str), BTreeMap<String, PointStatus>> = BTreeMap::new();
    for complaint in &state.complaints {
        let Some(group) = group_of(complaint) else { continue };
        for (_, finding) in &complaint.findings {
            let place = format!("{:?} {:?}", finding.place.point, finding.place.side);
            let of_muscle = latest.entry((group.as_str(), &finding.place.muscle)).or_default();
            of_muscle.insert(place, finding.signs.status());
        }
    }
    sql.prepare_cached("DELETE FROM finding WHERE clinic = ?1 AND patient = ?2")?
        .execute(params![clinic, patient])?;
    let mut insert = sql.prepare_cached(
        "INSERT INTO finding (clinic, complaint, muscle, patient, active) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for ((group, muscle), statuses) in latest {
        if statuses.values().any(|status| *status != PointStatus::Suspected) {
            let active = statuses.values().any(|status| *status == PointStatus::Active);
            insert.execute(params![clinic, group, muscle, patient, active])?;
        }
    }
    Ok(())
}

/// One session.
pub(crate) fn project_session(
    sql: &Connection,
    clinic: Uuid,
    id: Uuid,
    event: &session::Event,
    state: &session::State,
) -> Result<()> {
    let Some(opened) = &state.opened else { return Ok(()) };
    let stage = match state.stage {
        Stage::Unknown => return Ok(()),
        Stage::Open => "open",
        Stage::Closed => "closed",
        Stage::Signed => "signed",
    };
    if matches!(
        event,
        session::Event::AddendumAdded(_)
            | session::Event::NoteWritten { .. }
            | session::Event::ConductRecorded(_)
            | session::Event::ConsentConfirmed { .. }
            | session::Event::DiaryAnswered(_)
            | session::Event::RedFlagOwned(_)
            | session::Event::RedFlagClosed(_)
            | session::Event::AdverseEventFollowed(_)
    ) {
        return Ok(());
    }
    let count = state.count();
    let twitches: u32 = state.standing().map(|n| u32::from(n.twitches)).sum();
    sql.prepare_cached(
        "INSERT INTO session (clinic, id, patient, complaint, practitioner, stage, opened_at, pain_before, pain_after,
           needles_placed, needles_removed, twitches, muscles)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT DO UPDATE SET stage = excluded.stage, pain_before = excluded.pain_before,
           pain_after = excluded.pain_after, needles_placed = excluded.needles_placed,
           needles_removed = excluded.needles_removed, twitches = excluded.twitches, muscles = excluded.muscles,
           practitioner = excluded.practitioner",
    )?
    .execute(params![
        clinic,
        id,
        opened.patient.0,
        opened.complaint.0,
        state.responsible().unwrap_or(opened.practitioner).0,
        stage,
        state.opened_at.0,
        state.pain_before.map(chart::values::PainScore::get),
        state.pain_after.map(chart::values::PainScore::get),
        count.placed,
        count.removed,
        twitches,
        state.muscles().join(" "),
    ])?;
    match event {
        session::Event::Opened(_) => seen(sql, clinic, opened.patient, state.opened_at)?,
        session::Event::NeedlePlaced(_)
        | session::Event::NeedleAmended { .. }
        | session::Event::NeedleRetracted { .. } => lots(sql, clinic, id, state)?,
        _ => {}
    }
    Ok(())
}

/// Which lots the needles of a session came from: what a recall asks.
fn lots(sql: &Connection, clinic: Uuid, session: Uuid, state: &session::State) -> Result<()> {
    sql.prepare_cached("DELETE FROM needle_lot WHERE clinic = ?1 AND session = ?2")?
        .execute(params![clinic, session])?;
    let mut needles: BTreeMap<&str, u32> = BTreeMap::new();
    for pack in state.standing().filter_map(|placed| placed.needle.pack.as_ref()) {
        *needles.entry(pack.lot.as_str()).or_default() += 1;
    }
    let mut statement = sql.prepare_cached(
        "INSERT INTO needle_lot (clinic, lot_key, session, lot, needles) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET needles = needles + excluded.needles",
    )?;
    for (lot, needles) in needles {
        statement.execute(params![clinic, lot_key(lot), session, lot, needles])?;
    }
    Ok(())
}

/// A lot as it is compared: people type "l 24-09" for "L2409".
pub fn lot_key(lot: &str) -> String {
    lot.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn seen(sql: &Connection, clinic: Uuid, patient: PatientId, at: Instant) -> Result<()> {
    sql.prepare_cached(
        "UPDATE patient SET last_seen_at = max(last_seen_at, ?3) WHERE clinic = ?1 AND id = ?2",
    )?
    .execute(params![clinic, patient.0, at.0])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query::own_findings;
    use chart::ids::FindingId;
    use chart::patient::{ComplaintGrouped, ComplaintOpened, Event, Finding};
    use chart::values::{Place, Side, Sign, Signs};
    use chart::{ComplaintId, patient};

    /// A patient with a complaint of this title, in whom the infraspinatus is felt for.
    fn felt(sql: &Connection, number: u128, title: &str, signs: Signs) -> patient::State {
        let complaint = ComplaintId(Uuid::from_u128(number));
        let opened = ComplaintOpened {
            id: complaint,
            title: title.to_owned(),
            onset: None,
            provoked_by: None,
            stops_doing: None,
        };
        let place = Place { muscle: "infraspinatus".into(), point: Some("1".into()), side: Side::R };
        let finding = Finding { id: FindingId(complaint.0), complaint, place, signs, note: None };
        let mut state = patient::State::default();
        state.apply(Instant(0), &Event::ComplaintOpened(opened));
        let made = Event::FindingRecorded(finding);
        state.apply(Instant(1), &made);
        project_finding(sql, Uuid::nil(), complaint.0, &made, &state).expect("is counted");
        state
    }

    #[test]
    fn each_person_counts_once_under_the_complaint_and_undecided_findings_do_not() {
        let sql = Connection::open_in_memory().expect("opens");
        sql.execute_batch(include_str!("schema_3.sql")).expect("is SQL");
        let cluster = Signs { taut_band: Sign::Present, tender_spot: Sign::Present, ..Signs::default() };
        let active = Signs { recognised_pain: Sign::Present, ..cluster };
        let latent = Signs { recognised_pain: Sign::Absent, ..cluster };
        felt(&sql, 1, "Shoulder pain, right", active);
        felt(&sql, 1, "Shoulder pain, right", active);
        felt(&sql, 2, "Shoulder pain", latent);
        felt(&sql, 3, "Shoulder pain", cluster);
        let mut neck = felt(&sql, 4, "Neck pain", active);
        let counted = own_findings(&sql, Uuid::nil(), "shoulder-pain").expect("reads");
        assert_eq!(counted, [("infraspinatus".to_owned(), 1, 2)]);

        // The practitioner says that the fourth is a shoulder after all: it counts there, and no longer as a neck.
        let complaint = ComplaintId(Uuid::from_u128(4));
        let group = Some("shoulder-pain".to_owned());
        let grouped = Event::ComplaintGrouped(ComplaintGrouped { complaint, group });
        neck.apply(Instant(2), &grouped);
        project_finding(&sql, Uuid::nil(), complaint.0, &grouped, &neck).expect("is counted");
        let of = |group| own_findings(&sql, Uuid::nil(), group).expect("reads");
        assert_eq!(of("shoulder-pain"), [("infraspinatus".to_owned(), 2, 3)]);
        assert_eq!(of("neck-pain"), []);
    }
}
