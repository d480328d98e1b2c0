//! What pages ask. Every query names its clinic first.

use chart::session::Stage;
use chart::staff::Role;
use chart::{ComplaintId, Instant, PatientId, SessionId, StaffId};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use uuid::Uuid;

/// A patient in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatientRow {
    /// Whose chart.
    pub id: PatientId,
    /// The clinic's number.
    pub record_no: u32,
    /// Given names.
    pub given_name: String,
    /// Family name, where there is one.
    pub family_name: Option<String>,
    /// Day of birth.
    pub birth_date: Date,
    /// Registered, or the latest session.
    pub last_seen_at: Instant,
}

/// A session in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// Which.
    pub id: SessionId,
    /// Of whom.
    pub patient: PatientId,
    /// For what.
    pub complaint: ComplaintId,
    /// By whom.
    pub practitioner: StaffId,
    /// Their name.
    pub practitioner_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it began.
    pub opened_at: Instant,
    /// 0 to 10.
    pub pain_before: Option<u8>,
    /// 0 to 10.
    pub pain_after: Option<u8>,
    /// Went in.
    pub needles_placed: u16,
    /// Came out.
    pub needles_removed: u16,
    /// Local twitch responses of all needles.
    pub twitches: u32,
    /// Atlas ids, as needled.
    pub muscles: Vec<String>,
}

/// A session that is not signed, with its patient.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorklistRow {
    /// The session.
    pub session: SessionRow,
    /// Its patient.
    pub patient: PatientRow,
}

/// A session that used needles of a lot, for a recall.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LotRow {
    /// As it was recorded.
    pub lot: String,
    /// Needles of it.
    pub needles: u32,
    /// The session.
    pub session: SessionRow,
    /// Its patient.
    pub patient: PatientRow,
}

/// A person who works here, in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffRow {
    /// Who.
    pub id: StaffId,
    /// The name to sign in with.
    pub login: String,
    /// As it stands on notes.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The licence's last day.
    pub licence_expires_on: Option<Date>,
    /// Whether sign-in is closed to them.
    pub suspended: bool,
}

/// Columns of a patient, in the order that [`patient_from`] reads.
macro_rules! patient_columns {
    () => {
        "p.id, p.record_no, p.given_name, p.family_name, p.birth_date, p.last_seen_at"
    };
}
pub(super) use patient_columns;

/// Columns of a session and its practitioner, in the order that [`session_from`] reads.
macro_rules! session_columns {
    () => {
        "s.id, s.patient, s.complaint, s.practitioner, coalesce(w.name, ''), s.stage, s.opened_at, s.pain_before,
         s.pain_after, s.needles_placed, s.needles_removed, s.twitches, s.muscles"
    };
}

pub(super) fn patient_from(row: &Row<'_>, first: usize) -> Result<PatientRow> {
    Ok(PatientRow {
        id: PatientId(row.get(first)?),
        record_no: row.get(first + 1)?,
        given_name: row.get(first + 2)?,
        family_name: row.get(first + 3)?,
        birth_date: date(row, first + 4)?.unwrap_or_default(),
        last_seen_at: Instant(row.get(first + 5)?),
    })
}

fn date(row: &Row<'_>, column: usize) -> Result<Option<Date>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| {
        t.parse().map_err(|e: jiff::Error| {
            rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e))
        })
    })
    .transpose()
}

fn session_from(row: &Row<'_>) -> Result<SessionRow> {
    let stage: String = row.get(5)?;
    let muscles: String = row.get(12)?;
    Ok(SessionRow {
        id: SessionId(row.get(0)?),
        patient: PatientId(row.get(1)?),
        complaint: ComplaintId(row.get(2)?),
        practitioner: StaffId(row.get(3)?),
        practitioner_name: row.get(4)?,
        stage: match stage.as_str() {
            "open" => Stage::Open,
            "closed" => Stage::Closed,
            _ => Stage::Signed,
        },
        opened_at: Instant(row.get(6)?),
        pain_before: row.get(7)?,
        pain_after: row.get(8)?,
        needles_placed: row.get(9)?,
        needles_removed: row.get(10)?,
        twitches: row.get(11)?,
        muscles: muscles.split_whitespace().map(str::to_owned).collect(),
    })
}

/// All clinics of this file: one, unless a group shares it.
pub(crate) fn clinic_ids(sql: &Connection) -> Result<Vec<Uuid>> {
    sql.prepare_cached("SELECT clinic FROM practice ORDER BY clinic")?.query_map([], |r| r.get(0))?.collect()
}

/// Name and time zone of a clinic.
pub(crate) fn practice(sql: &Connection, clinic: Uuid) -> Result<Option<(String, String)>> {
    sql.prepare_cached("SELECT name, time_zone FROM practice WHERE clinic = ?1")?
        .query_row([clinic], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()
}

/// The number that the next patient gets.
pub(crate) fn next_record_no(sql: &Connection, clinic: Uuid) -> Result<u32> {
    sql.prepare_cached("SELECT coalesce(max(record_no), 0) + 1 FROM patient WHERE clinic = ?1")?
        .query_row([clinic], |r| r.get(0))
}

/// One patient's row.
pub(crate) fn patient_row(sql: &Connection, clinic: Uuid, id: PatientId) -> Result<Option<PatientRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        patient_columns!(),
        " FROM patient p WHERE p.clinic = ?1 AND p.id = ?2"
    ))?
    .query_row(params![clinic, id.0], |r| patient_from(r, 0))
    .optional()
}

/// Rows of several patients, in the order asked for; unknown ones are left out.
pub(crate) fn patient_rows(sql: &Connection, clinic: Uuid, ids: &[PatientId]) -> Result<Vec<PatientRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(patient_row(sql, clinic, *id)?);
    }
    Ok(rows)
}

/// The patients seen last.
pub(crate) fn latest_patients(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<PatientRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        patient_columns!(),
        " FROM patient p WHERE p.clinic = ?1 ORDER BY p.last_seen_at DESC LIMIT ?2"
    ))?
    .query_map(params![clinic, limit as i64], |r| patient_from(r, 0))?
    .collect()
}

/// What the search index is made from, one call per patient.
pub(crate) fn search_rows(sql: &Connection, clinic: Uuid, mut each: impl FnMut(PatientRow)) -> Result<()> {
    let mut statement = sql.prepare(concat!(
        "SELECT ",
        patient_columns!(),
        " FROM patient p WHERE p.clinic = ?1 ORDER BY p.id"
    ))?;
    let mut rows = statement.query([clinic])?;
    while let Some(row) = rows.next()? {
        each(patient_from(row, 0)?);
    }
    Ok(())
}

/// A patient's sessions, newest first.
pub(crate) fn sessions_of(
    sql: &Connection,
    clinic: Uuid,
    patient: PatientId,
    limit: usize,
) -> Result<Vec<SessionRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        session_columns!(),
        " FROM session s LEFT JOIN staff w ON w.clinic = s.clinic AND w.id = s.practitioner
          WHERE s.clinic = ?1 AND s.patient = ?2 ORDER BY s.opened_at DESC LIMIT ?3"
    ))?
    .query_map(params![clinic, patient.0, limit as i64], session_from)?
    .collect()
}

/// Whose session it is; none where the clinic has no such session.
pub(crate) fn session_patient(sql: &Connection, clinic: Uuid, id: SessionId) -> Result<Option<PatientId>> {
    sql.prepare_cached("SELECT patient FROM session WHERE clinic = ?1 AND id = ?2")?
        .query_row(params![clinic, id.0], |r| r.get(0).map(PatientId))
        .optional()
}

/// Sessions that are not signed, newest first, with their patients.
pub(crate) fn open_sessions(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<WorklistRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        session_columns!(),
        ", ",
        patient_columns!(),
        " FROM session s JOIN patient p ON p.clinic = s.clinic AND p.id = s.patient
          LEFT JOIN staff w ON w.clinic = s.clinic AND w.id = s.practitioner
          WHERE s.clinic = ?1 AND s.stage <> 'signed' ORDER BY s.needles_placed > s.needles_removed DESC, s.opened_at DESC LIMIT ?2"
    ))?
    .query_map(params![clinic, limit as i64], |r| {
        Ok(WorklistRow { session: session_from(r)?, patient: patient_from(r, 13)? })
    })?
    .collect()
}

fn staff_from(row: &Row<'_>) -> Result<StaffRow> {
    let roles: String = row.get(3)?;
    Ok(StaffRow {
        id: StaffId(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        roles: roles.split_whitespace().filter_map(Role::parse).collect(),
        licence_expires_on: date(row, 4)?,
        suspended: row.get(5)?,
    })
}

/// Everybody who works here, by name.
pub(crate) fn staff_rows(sql: &Connection, clinic: Uuid) -> Result<Vec<StaffRow>> {
    sql.prepare_cached(
        "SELECT id, login, name, roles, licence_expires_on, suspended FROM staff WHERE clinic = ?1 ORDER BY name",
    )?
    .query_map([clinic], staff_from)?
    .collect()
}

/// Who signs in with this name.
pub(crate) fn staff_by_login(sql: &Connection, clinic: Uuid, login: &str) -> Result<Option<StaffRow>> {
    sql.prepare_cached(
        "SELECT id, login, name, roles, licence_expires_on, suspended FROM staff WHERE clinic = ?1 AND login = ?2",
    )?
    .query_row(params![clinic, login], staff_from)
    .optional()
}

/// How many people the clinic has; none means that it is being set up.
pub(crate) fn staff_count(sql: &Connection, clinic: Uuid) -> Result<i64> {
    sql.prepare_cached("SELECT count(*) FROM staff WHERE clinic = ?1")?.query_row([clinic], |r| r.get(0))
}

/// One person's row.
pub(crate) fn staff_row(sql: &Connection, clinic: Uuid, id: StaffId) -> Result<Option<StaffRow>> {
    sql.prepare_cached(
        "SELECT id, login, name, roles, licence_expires_on, suspended FROM staff WHERE clinic = ?1 AND id = ?2",
    )?
    .query_row(params![clinic, id.0], staff_from)
    .optional()
}

/// Whether a complaint of a patient has a session that is not signed.
pub(crate) fn has_open_session(
    sql: &Connection,
    clinic: Uuid,
    patient: PatientId,
    complaint: ComplaintId,
) -> Result<bool> {
    sql.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM session WHERE clinic = ?1 AND patient = ?2 AND complaint = ?3 AND stage <> 'signed')",
    )?
    .query_row(params![clinic, patient.0, complaint.0], |r| r.get(0))
}

/// A patient's sessions that were opened between two instants.
pub(crate) fn sessions_between(
    sql: &Connection,
    clinic: Uuid,
    patient: PatientId,
    from: Instant,
    until: Instant,
) -> Result<Vec<SessionId>> {
    sql.prepare_cached(
        "SELECT id FROM session WHERE clinic = ?1 AND patient = ?2 AND opened_at BETWEEN ?3 AND ?4 ORDER BY opened_at",
    )?
    .query_map(params![clinic, patient.0, from.0, until.0], |r| r.get(0).map(SessionId))?
    .collect()
}

/// Every session that used needles of a lot, newest first; the lot as its key.
pub(crate) fn recall(sql: &Connection, clinic: Uuid, lot_key: &str) -> Result<Vec<LotRow>> {
    sql.prepare_cached(concat!(
        "SELECT ",
        session_columns!(),
        ", ",
        patient_columns!(),
        ", l.lot, l.needles FROM needle_lot l JOIN session s ON s.clinic = l.clinic AND s.id = l.session
          JOIN patient p ON p.clinic = s.clinic AND p.id = s.patient
          LEFT JOIN staff w ON w.clinic = s.clinic AND w.id = s.practitioner
          WHERE l.clinic = ?1 AND l.lot_key = ?2 ORDER BY s.opened_at DESC"
    ))?
    .query_map(params![clinic, lot_key], |r| {
        Ok(LotRow {
            session: session_from(r)?,
            patient: patient_from(r, 13)?,
            lot: r.get(19)?,
            needles: r.get(20)?,
        })
    })?
    .collect()
}

/// Every lot that was ever used, the latest first, with how many needles of how many sessions.
pub(crate) fn lots_known(sql: &Connection, clinic: Uuid, limit: usize) -> Result<Vec<(String, u32, u32)>> {
    sql.prepare_cached(
        "SELECT min(l.lot), sum(l.needles), count(*) FROM needle_lot l
          JOIN session s ON s.clinic = l.clinic AND s.id = l.session
          WHERE l.clinic = ?1 GROUP BY l.lot_key ORDER BY max(s.opened_at) DESC LIMIT ?2",
    )?
    .query_map(params![clinic, limit as i64], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
    .collect()
}

/// Of each muscle that was examined under a complaint group: in how many people it had an active point, and in how many it was
/// looked for.
pub(crate) fn own_findings(
    sql: &Connection,
    clinic: Uuid,
    complaint: &str,
) -> Result<Vec<(String, u32, u32)>> {
    sql.prepare_cached(
        "SELECT muscle, sum(active), count(*) FROM finding WHERE clinic = ?1 AND complaint = ?2
         GROUP BY muscle ORDER BY muscle",
    )?
    .query_map(params![clinic, complaint], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
    .collect()
}
