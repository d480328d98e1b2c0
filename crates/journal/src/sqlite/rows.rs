//! Events between Rust and their table.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use crate::error::JournalError;
use crate::event::{Micros, Recorded, StreamKey, StreamKind};
use crate::ledger::Head;

/// The columns of an event in the order that [`decode`] expects.
macro_rules! select_event {
    ($rest:literal) => {
        concat!(
            "SELECT seq, clinic, stream_kind, stream_id, stream_version, event_id, command_id, actor, \
             subject, kind, version, occurred_at, recorded_at, payload, hash FROM event ",
            $rest
        )
    };
}

/// The events of a stream after `after_version` (0 for all), oldest first.
pub fn read_stream(
    connection: &Connection,
    key: StreamKey,
    after_version: u64,
) -> Result<Vec<Recorded>, JournalError> {
    let mut statement = connection.prepare_cached(select_event!(
        "WHERE clinic = ?1 AND stream_kind = ?2 AND stream_id = ?3 AND stream_version > ?4 \
         ORDER BY stream_version"
    ))?;
    let after = i64::try_from(after_version).unwrap_or(i64::MAX);
    let rows =
        statement.query(params![key.clinic.as_bytes(), key.kind.as_str(), key.id.as_bytes(), after])?;
    collect(rows)
}

/// The version of a stream: how many events it has, 0 if it does not exist.
pub fn stream_version(connection: &Connection, key: StreamKey) -> Result<u64, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT max(stream_version) FROM event WHERE clinic = ?1 AND stream_kind = ?2 AND stream_id = ?3",
    )?;
    let version: Option<i64> = statement
        .query_row(params![key.clinic.as_bytes(), key.kind.as_str(), key.id.as_bytes()], |row| row.get(0))?;
    Ok(version.unwrap_or(0) as u64)
}

/// Up to `limit` events after the position `after_seq` (0 for all), in the order of
/// commits: for replaying the journal piece by piece.
pub fn read_all(
    connection: &Connection,
    after_seq: u64,
    limit: usize,
) -> Result<Vec<Recorded>, JournalError> {
    let mut statement = connection.prepare_cached(select_event!("WHERE seq > ?1 ORDER BY seq LIMIT ?2"))?;
    let after = i64::try_from(after_seq).unwrap_or(i64::MAX);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query(params![after, limit])?;
    collect(rows)
}

/// The position of the last event; 0 for an empty journal.
pub fn head_seq(connection: &Connection) -> Result<u64, JournalError> {
    let seq: Option<i64> =
        connection.prepare_cached("SELECT max(seq) FROM event")?.query_row([], |row| row.get(0))?;
    Ok(seq.unwrap_or(0) as u64)
}

/// Where the journal ends.
pub(super) fn head(connection: &Connection) -> Result<Head, JournalError> {
    let mut head = connection
        .query_row("SELECT seq, hash, recorded_at FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok(Head {
                seq: row.get::<_, i64>(0)? as u64,
                hash: row.get(1)?,
                recorded_at: Micros(row.get(2)?),
                command: 0,
            })
        })
        .optional()?
        .unwrap_or(Head::EMPTY);
    let last: Option<i64> =
        connection.query_row("SELECT max(position) FROM command", [], |row| row.get(0))?;
    head.command = last.unwrap_or(0) as u64;
    Ok(head)
}

fn collect(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Recorded>, JournalError> {
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(decode(row)?);
    }
    Ok(events)
}

/// One event from a row of `select_event!`.
pub(super) fn decode(row: &Row<'_>) -> Result<Recorded, JournalError> {
    let seq = row.get::<_, i64>(0)? as u64;
    let damaged = |what: &str| JournalError::Damaged { seq, what: what.to_owned() };
    let kind = row.get_ref(2)?.as_str().ok().and_then(StreamKind::parse);
    Ok(Recorded {
        seq,
        stream: StreamKey {
            clinic: Uuid::from_bytes(row.get(1)?),
            kind: kind.ok_or_else(|| damaged("unknown kind of stream"))?,
            id: Uuid::from_bytes(row.get(3)?),
        },
        stream_version: row.get::<_, i64>(4)? as u64,
        event_id: Uuid::from_bytes(row.get(5)?),
        command_id: Uuid::from_bytes(row.get(6)?),
        actor: Uuid::from_bytes(row.get(7)?),
        subject: row.get::<_, Option<[u8; 16]>>(8)?.map(Uuid::from_bytes),
        kind: row.get(9)?,
        version: u16::try_from(row.get::<_, i64>(10)?).map_err(|_| damaged("schema version out of range"))?,
        occurred_at: Micros(row.get(11)?),
        recorded_at: Micros(row.get(12)?),
        payload: row.get(13)?,
        hash: row.get(14)?,
    })
}
