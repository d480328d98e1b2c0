//! The rows that the clinic's own figures are counted from: written with the events, read whole.

use chart::course;
use chart::session::{self, Grade};
use chart::values::{NeedleSize, Technique};
use chart::{ComplaintId, Instant, PatientId, StaffId};
use rusqlite::{Connection, Result, params};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The needles of a session that has been closed, and what its patient reported in the diary.
pub(crate) fn project_figures(
    sql: &Connection,
    clinic: Uuid,
    session: Uuid,
    event: &session::Event,
    state: &session::State,
) -> Result<()> {
    match event {
        session::Event::Closed(_) => needles(sql, clinic, session, state),
        // What is put right after the session was closed changes what is counted of it.
        session::Event::NeedlePlaced(_)
        | session::Event::NeedleResponded(_)
        | session::Event::NeedleAmended { .. }
        | session::Event::NeedleRetracted { .. }
        | session::Event::TwitchesRetracted { .. }
            if state.closed.is_some() && state.stage != session::Stage::Open =>
        {
            needles(sql, clinic, session, state)
        }
        session::Event::DiaryAnswered(entry) => {
            let bruise = entry.bruise.is_some_and(|bruise| bruise != session::Bruise::None);
            let soreness = entry.soreness.map_or(0, chart::values::PainScore::get);
            let warned = state.urgency(entry) > session::Urgency::None;
            sql.prepare_cached(
                "INSERT INTO diary_answered (clinic, session, soreness, bruise, warned) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET soreness = max(soreness, excluded.soreness),
                   bruise = max(bruise, excluded.bruise), warned = max(warned, excluded.warned)",
            )?
            .execute(params![clinic, session, soreness, bruise, warned])?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The needles of a closed session, by what is counted of them and by what they were.
fn needles(sql: &Connection, clinic: Uuid, session: Uuid, state: &session::State) -> Result<()> {
    sql.prepare_cached("DELETE FROM needle_group WHERE clinic = ?1 AND session = ?2")?
        .execute(params![clinic, session])?;
    let mut groups: BTreeMap<(&str, &str, bool), u32> = BTreeMap::new();
    for placed in state.standing() {
        let of = (placed.needle.place.muscle.as_str(), placed.needle.technique.as_str(), placed.twitches > 0);
        *groups.entry(of).or_default() += 1;
    }
    let mut statement = sql.prepare_cached(
        "INSERT INTO needle_group (clinic, session, muscle, technique, twitched, needles)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for ((muscle, technique, twitched), needles) in groups {
        statement.execute(params![clinic, session, muscle, technique, twitched, needles])?;
    }
    used(sql, clinic, session, state)
}

fn used(sql: &Connection, clinic: Uuid, session: Uuid, state: &session::State) -> Result<()> {
    sql.prepare_cached("DELETE FROM needle_used WHERE clinic = ?1 AND session = ?2")?
        .execute(params![clinic, session])?;
    let mut used: BTreeMap<(&str, u16, u16, &str), u32> = BTreeMap::new();
    for needle in state.standing().map(|placed| &placed.needle) {
        let size = needle.size;
        let of =
            (needle.place.muscle.as_str(), size.diameter_mm_x100, size.length_mm, needle.technique.as_str());
        *used.entry(of).or_default() += 1;
    }
    let mut statement = sql.prepare_cached(
        "INSERT INTO needle_used (clinic, muscle, opened_at, session, diameter_mm_x100, length_mm, technique, needles)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for ((muscle, diameter, length, technique), needles) in used {
        let opened_at = state.opened_at.0;
        statement
            .execute(params![clinic, muscle, opened_at, session, diameter, length, technique, needles])?;
    }
    Ok(())
}

/// Rows of a muscle, the latest first, that say what is usual there: a clinic that changes its needles is followed soon.
const USUAL_ROWS: usize = 12;

/// The needle that was used most in a muscle lately; of as many, the one used last. None where nobody needled it.
pub(crate) fn usual_needle(
    sql: &Connection,
    clinic: Uuid,
    muscle: &str,
) -> Result<Option<(NeedleSize, Technique)>> {
    let mut statement = sql.prepare_cached(
        "SELECT diameter_mm_x100, length_mm, technique, needles FROM needle_used
         WHERE clinic = ?1 AND muscle = ?2 ORDER BY opened_at DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![clinic, muscle, USUAL_ROWS as i64])?;
    let mut votes: Vec<((NeedleSize, Technique), u32)> = Vec::new();
    while let Some(row) = rows.next()? {
        let size = NeedleSize { diameter_mm_x100: row.get(0)?, length_mm: row.get(1)? };
        let (technique, needles): (String, u32) = (row.get(2)?, row.get(3)?);
        let Ok(technique) = Technique::parse(&technique) else { continue };
        match votes.iter_mut().find(|(known, _)| *known == (size, technique)) {
            Some((_, count)) => *count += needles,
            None => votes.push(((size, technique), needles)),
        }
    }
    let most = votes.iter().map(|(_, count)| *count).max();
    Ok(votes.into_iter().find(|(_, count)| Some(*count) == most).map(|(usual, _)| usual))
}

/// A value of a course, or that it never was.
pub(crate) fn project_measured(
    sql: &Connection,
    clinic: Uuid,
    complaint: Uuid,
    at: Instant,
    event: &course::Event,
) -> Result<()> {
    match event {
        course::Event::Measured(taken) => {
            sql.prepare_cached(
                "INSERT INTO measured (clinic, id, complaint, measure, subject, taken_at, moment, value_x100)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                clinic,
                taken.id.0,
                complaint,
                taken.measure,
                serde_json::to_string(&taken.subject).unwrap_or_default(),
                at.0,
                taken.when.as_str(),
                taken.value_x100
            ])?;
        }
        course::Event::MeasurementRetracted { measurement, .. } => {
            sql.prepare_cached("DELETE FROM measured WHERE clinic = ?1 AND id = ?2")?
                .execute(params![clinic, measurement.0])?;
        }
        _ => {}
    }
    Ok(())
}

/// A treatment with all that is counted of it.
pub(crate) struct TreatmentRow {
    pub(crate) patient: PatientId,
    pub(crate) complaint: ComplaintId,
    pub(crate) practitioner: StaffId,
    pub(crate) opened_at: Instant,
    pub(crate) pain_before: Option<u8>,
    pub(crate) pain_after: Option<u8>,
    /// Needles that the session's own row counts.
    pub(crate) needles_placed: u32,
    /// What the patient reported in the diary; none where nobody answered.
    pub(crate) diary: Option<audit::Reported>,
    pub(crate) needles: Vec<audit::Needles>,
    pub(crate) ill_effects: Vec<audit::IllEffect>,
}

impl TreatmentRow {
    /// Whether all its needles are known by muscle.
    pub(crate) fn is_projected(&self) -> bool {
        self.needles.iter().map(|n| n.count).sum::<u32>() >= self.needles_placed
    }
}

/// A value that was taken over a course.
pub(crate) struct MeasuredRow {
    pub(crate) complaint: ComplaintId,
    pub(crate) measure: String,
    /// JSON.
    pub(crate) subject: String,
    pub(crate) taken_at: Instant,
    pub(crate) moment: course::When,
    pub(crate) value_x100: i32,
}

/// Every session that is closed or signed and has a needle, opened from `from` until before `until`.
pub(crate) fn treatments(
    sql: &Connection,
    clinic: Uuid,
    from: Instant,
    until: Instant,
) -> Result<Vec<TreatmentRow>> {
    let mut needles: HashMap<Uuid, Vec<audit::Needles>> = HashMap::new();
    let mut statement = sql.prepare_cached(
        "SELECT session, muscle, technique, twitched, needles FROM needle_group WHERE clinic = ?1",
    )?;
    let mut rows = statement.query([clinic])?;
    while let Some(row) = rows.next()? {
        needles.entry(row.get(0)?).or_default().push(audit::Needles {
            muscle: row.get(1)?,
            technique: row.get(2)?,
            twitched: row.get(3)?,
            count: row.get(4)?,
        });
    }
    let mut adverse: HashMap<Uuid, Vec<audit::IllEffect>> = HashMap::new();
    let mut statement = sql.prepare_cached(
        "SELECT session, kind, grade FROM adverse_event WHERE clinic = ?1 AND retracted = 0",
    )?;
    let mut rows = statement.query([clinic])?;
    while let Some(row) = rows.next()? {
        let grade: String = row.get(2)?;
        let grade = match Grade::parse(&grade) {
            Ok(Grade::Major) => audit::Grade::Major,
            Ok(Grade::Moderate) => audit::Grade::Moderate,
            _ => audit::Grade::Mild,
        };
        adverse.entry(row.get(0)?).or_default().push(audit::IllEffect { kind: row.get(1)?, grade });
    }
    sql.prepare_cached(
        "SELECT id, patient, complaint, practitioner, opened_at, pain_before, pain_after, needles_placed,
           d.soreness, d.bruise, d.warned
         FROM session LEFT JOIN diary_answered d ON d.clinic = session.clinic AND d.session = session.id
         WHERE session.clinic = ?1 AND stage <> 'open' AND needles_placed > 0 AND opened_at >= ?2 AND opened_at < ?3
         ORDER BY opened_at",
    )?
    .query_map(params![clinic, from.0, until.0], |row| {
        let id: Uuid = row.get(0)?;
        Ok(TreatmentRow {
            patient: PatientId(row.get(1)?),
            complaint: ComplaintId(row.get(2)?),
            practitioner: StaffId(row.get(3)?),
            opened_at: Instant(row.get(4)?),
            pain_before: row.get(5)?,
            pain_after: row.get(6)?,
            needles_placed: row.get(7)?,
            diary: match row.get(8)? {
                None => None,
                Some(soreness) => {
                    Some(audit::Reported { soreness, bruise: row.get(9)?, warned: row.get(10)? })
                }
            },
            needles: needles.remove(&id).unwrap_or_default(),
            ill_effects: adverse.remove(&id).unwrap_or_default(),
        })
    })?
    .collect()
}

/// Every value that was taken from `from` until before `until`, each course in the order of its days.
pub(crate) fn measured(
    sql: &Connection,
    clinic: Uuid,
    from: Instant,
    until: Instant,
) -> Result<Vec<MeasuredRow>> {
    sql.prepare_cached(
        "SELECT complaint, measure, subject, taken_at, moment, value_x100 FROM measured
         WHERE clinic = ?1 AND taken_at >= ?2 AND taken_at < ?3 ORDER BY complaint, taken_at",
    )?
    .query_map(params![clinic, from.0, until.0], |row| {
        let moment: String = row.get(4)?;
        let moment = course::When::ALL.into_iter().find(|when| when.as_str() == moment);
        Ok(MeasuredRow {
            complaint: ComplaintId(row.get(0)?),
            measure: row.get(1)?,
            subject: row.get(2)?,
            taken_at: Instant(row.get(3)?),
            moment: moment.unwrap_or(course::When::Between),
            value_x100: row.get(5)?,
        })
    })?
    .collect()
}

/// The muscles that were ever needled.
pub(crate) fn muscles_needled(sql: &Connection, clinic: Uuid) -> Result<Vec<String>> {
    sql.prepare_cached("SELECT DISTINCT muscle FROM needle_group WHERE clinic = ?1 ORDER BY muscle")?
        .query_map([clinic], |row| row.get(0))?
        .collect()
}
