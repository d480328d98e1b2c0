//! Rows about what comes after a session: answers that ring, and adverse events until their outcome.

use super::query::{PatientRow, patient_columns, patient_from};
use chart::ids::{AdverseEventId, DiaryEntryId};
use chart::session::{self, AdverseEvent, AdverseKind, Grade, Urgency};
use chart::{Instant, PatientId, SessionId};
use rusqlite::{Connection, Result, params};
use uuid::Uuid;

/// An answer that waits for somebody, or for what was done about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RingingRow {
    /// The answer.
    pub entry: DiaryEntryId,
    /// The session it is about.
    pub session: SessionId,
    /// The patient who answered.
    pub patient: PatientRow,
    /// When.
    pub at: Instant,
    /// How soon it must be looked at.
    pub urgency: Urgency,
}

/// An adverse event in the clinic's list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdverseRow {
    /// Which.
    pub id: AdverseEventId,
    /// The session it came from.
    pub session: SessionId,
    /// In whom.
    pub patient: PatientRow,
    /// When it happened.
    pub at: Instant,
    /// What it was.
    pub kind: AdverseKind,
    /// As followed last.
    pub grade: Grade,
    /// 1 to 5, where one was given.
    pub ctcae: Option<u8>,
    /// The word of the outcome; none until it was followed.
    pub outcome: Option<String>,
    /// Whether it is serious.
    pub serious: bool,
    /// Told of after the signature.
    pub late: bool,
}

/// Writes what an event of a session changes here.
pub(crate) fn project_aftermath(
    sql: &Connection,
    clinic: Uuid,
    id: Uuid,
    at: Instant,
    event: &session::Event,
    state: &session::State,
) -> Result<()> {
    let Some(opened) = &state.opened else { return Ok(()) };
    match event {
        session::Event::DiaryAnswered(entry) if state.urgency(entry) > Urgency::None => {
            sql.prepare_cached(
                "INSERT INTO red_flag (clinic, entry, session, patient, at, urgency, owned)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
            )?
            .execute(params![
                clinic,
                entry.id.0,
                id,
                opened.patient.0,
                at.0,
                state.urgency(entry).as_str()
            ])?;
        }
        session::Event::RedFlagOwned(owned) => {
            sql.prepare_cached(
                "UPDATE red_flag SET owned = 1, closed = max(closed, ?3) WHERE clinic = ?1 AND entry = ?2",
            )?
            .execute(params![clinic, owned.entry.0, owned.note.is_some()])?;
        }
        session::Event::RedFlagClosed(closing) => {
            sql.prepare_cached("UPDATE red_flag SET closed = 1 WHERE clinic = ?1 AND entry = ?2")?
                .execute(params![clinic, closing.entry.0])?;
        }
        session::Event::AdverseEventRecorded(AdverseEvent { id: event, .. })
        | session::Event::AdverseEventRetracted { id: event, .. } => {
            adverse(sql, clinic, id, opened.patient, *event, state)?;
        }
        session::Event::AdverseEventFollowed(entry) => {
            adverse(sql, clinic, id, opened.patient, entry.event, state)?;
        }
        _ => {}
    }
    Ok(())
}

fn adverse(
    sql: &Connection,
    clinic: Uuid,
    session: Uuid,
    patient: PatientId,
    id: AdverseEventId,
    state: &session::State,
) -> Result<()> {
    let Some((at, event, retracted)) = state.adverse_event(id) else { return Ok(()) };
    let last = state.follow_ups_of(id).next_back().map(|(_, entry)| entry);
    sql.prepare_cached(
        "INSERT INTO adverse_event (clinic, id, session, patient, at, kind, grade, ctcae, outcome, serious, late, retracted)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT DO UPDATE SET grade = excluded.grade, ctcae = excluded.ctcae, outcome = excluded.outcome,
           serious = excluded.serious, retracted = excluded.retracted",
    )?
    .execute(params![
        clinic,
        id.0,
        session,
        patient.0,
        at.0,
        event.kind.as_str(),
        state.grade_of(event).as_str(),
        last.and_then(|entry| entry.ctcae),
        last.map(|entry| entry.outcome.as_str()),
        state.is_serious(event),
        state.is_late(*at),
        retracted.is_some(),
    ])?;
    Ok(())
}

/// Answers that nobody owns yet, most urgent first.
pub(crate) fn ringing(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<RingingRow>> {
    open_flags(sql, clinic, false, limit)
}

/// Answers that somebody took on and nobody closed, most urgent first.
pub(crate) fn taken_on(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<RingingRow>> {
    open_flags(sql, clinic, true, limit)
}

fn open_flags(sql: &Connection, clinic: Uuid, owned: bool, limit: usize) -> Result<Vec<RingingRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        patient_columns!(),
        ", f.entry, f.session, f.at, f.urgency FROM red_flag f
          JOIN patient p ON p.clinic = f.clinic AND p.id = f.patient
          WHERE f.clinic = ?1 AND f.owned = ?3 AND f.closed = 0
          ORDER BY CASE f.urgency WHEN 'emergency' THEN 0 WHEN 'same_day' THEN 1 ELSE 2 END, f.at LIMIT ?2"
    ))?
    .query_map(params![clinic, limit as i64, owned], |r| {
        let urgency: String = r.get(9)?;
        Ok(RingingRow {
            patient: patient_from(r, 0)?,
            entry: DiaryEntryId(r.get(6)?),
            session: SessionId(r.get(7)?),
            at: Instant(r.get(8)?),
            urgency: Urgency::parse(&urgency).unwrap_or(Urgency::Emergency),
        })
    })?
    .collect()
}

/// How many answers nobody owns yet.
pub(crate) fn ringing_count(sql: &Connection, clinic: Uuid) -> Result<usize> {
    sql.prepare_cached("SELECT count(*) FROM red_flag WHERE clinic = ?1 AND owned = 0")?
        .query_row([clinic], |r| r.get::<_, i64>(0).map(|n| usize::try_from(n).unwrap_or(0)))
}

/// Adverse events: serious ones that are not over first, then the latest.
pub(crate) fn adverse_events(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<AdverseRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        patient_columns!(),
        ", e.id, e.session, e.at, e.grade, e.ctcae, e.outcome, e.serious, e.late, e.kind FROM adverse_event e
          JOIN patient p ON p.clinic = e.clinic AND p.id = e.patient
          WHERE e.clinic = ?1 AND e.retracted = 0
          ORDER BY (e.serious AND coalesce(e.outcome, 'ongoing') = 'ongoing') DESC, e.at DESC LIMIT ?2"
    ))?
    .query_map(params![clinic, limit as i64], |r| {
        let (grade, kind): (String, String) = (r.get(9)?, r.get(14)?);
        Ok(AdverseRow {
            patient: patient_from(r, 0)?,
            id: AdverseEventId(r.get(6)?),
            session: SessionId(r.get(7)?),
            at: Instant(r.get(8)?),
            kind: AdverseKind::parse(&kind).unwrap_or(AdverseKind::Other),
            grade: Grade::parse(&grade).unwrap_or(Grade::Major),
            ctcae: r.get(10)?,
            outcome: r.get(11)?,
            serious: r.get(12)?,
            late: r.get(13)?,
        })
    })?
    .collect()
}
