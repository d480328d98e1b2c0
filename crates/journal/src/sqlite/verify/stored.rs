//! Rows of a file that cannot be trusted, borrowed from SQLite.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use uuid::Uuid;

use crate::chain::{CommandRow, Header};

/// The columns that [`Stored::read`] reads.
macro_rules! select_stored {
    ($rest:literal) => {
        concat!(
            "SELECT seq, clinic, stream_kind, stream_id, stream_version, event_id, command_id, actor, \
             subject, kind, version, occurred_at, recorded_at, payload, prev_hash, hash \
             FROM event NOT INDEXED ",
            $rest
        )
    };
}
pub(super) use select_stored;

/// An event's row.
pub(super) struct Stored<'r> {
    pub(super) header: Header<'r>,
    pub(super) event_id: [u8; 16],
    pub(super) command_id: [u8; 16],
    pub(super) payload: &'r [u8],
    pub(super) previous: [u8; 32],
    pub(super) hash: [u8; 32],
}

impl<'r> Stored<'r> {
    /// `Err` names the column that cannot be what it says.
    pub(super) fn read(row: &'r Row<'_>) -> Result<Self, &'static str> {
        let event_id = blob(row, 5, "event_id")?;
        let command_id = blob(row, 6, "command_id")?;
        Ok(Self {
            header: Header {
                seq: integer(row, 0, "seq")? as u64,
                clinic: blob::<16>(row, 1, "clinic")?,
                stream_kind: text(row, 2, "stream_kind")?,
                stream_id: blob::<16>(row, 3, "stream_id")?,
                stream_version: integer(row, 4, "stream_version")? as u64,
                event_id,
                command_id,
                actor: blob::<16>(row, 7, "actor")?,
                subject: match row.get_ref(8) {
                    Ok(ValueRef::Null) => None,
                    _ => Some(blob::<16>(row, 8, "subject")?),
                },
                kind: text(row, 9, "kind")?,
                version: integer(row, 10, "version")? as u64,
                occurred_at: integer(row, 11, "occurred_at")?,
                recorded_at: integer(row, 12, "recorded_at")?,
            },
            event_id: *event_id,
            command_id: *command_id,
            payload: match row.get_ref(13) {
                Ok(ValueRef::Blob(payload)) => payload,
                _ => return Err("payload"),
            },
            previous: *blob(row, 14, "prev_hash")?,
            hash: *blob(row, 15, "hash")?,
        })
    }

    /// What the index over streams must hold for this event.
    pub(super) fn index_entry(&self) -> u64 {
        let Header { clinic, stream_kind, stream_id, stream_version, seq, .. } = self.header;
        stream_entry(clinic, stream_kind, stream_id, stream_version, seq)
    }
}

/// Lends one event to `look`. `Err` if it cannot be read.
pub(super) fn with_event(
    connection: &Connection,
    seq: u64,
    look: impl FnOnce(&Stored<'_>),
) -> Result<(), String> {
    let text = |error: rusqlite::Error| error.to_string();
    let mut statement = connection.prepare(select_stored!("WHERE seq = ?1")).map_err(text)?;
    let mut rows = statement.query([seq as i64]).map_err(text)?;
    let row = rows.next().map_err(text)?.ok_or("not there")?;
    look(&Stored::read(row)?);
    Ok(())
}

/// A command's row, owned, because events are walked while it is in hand.
pub(super) struct Command {
    pub(super) position: u64,
    pub(super) clinic: Vec<u8>,
    pub(super) id: Vec<u8>,
    pub(super) actor: Vec<u8>,
    request_hash: Vec<u8>,
    pub(super) first_seq: Option<u64>,
    pub(super) last_seq: u64,
    recorded_at: i64,
    answer: Vec<u8>,
    pub(super) digest: Vec<u8>,
}

impl Command {
    pub(super) const SELECT: &'static str = "SELECT position, clinic, command_id, actor, request_hash, \
        first_seq, last_seq, recorded_at, answer, digest FROM command NOT INDEXED ORDER BY position";

    pub(super) fn read(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            position: row.get::<_, i64>(0)? as u64,
            clinic: row.get(1)?,
            id: row.get(2)?,
            actor: row.get(3)?,
            request_hash: row.get(4)?,
            first_seq: row.get::<_, Option<i64>>(5)?.map(|seq| seq as u64),
            last_seq: row.get::<_, i64>(6)? as u64,
            recorded_at: row.get(7)?,
            answer: row.get(8)?,
            digest: row.get(9)?,
        })
    }

    pub(super) fn row(&self) -> CommandRow<'_> {
        CommandRow {
            position: self.position,
            clinic: &self.clinic,
            command_id: &self.id,
            actor: &self.actor,
            request_hash: &self.request_hash,
            first_seq: self.first_seq,
            last_seq: self.last_seq,
            recorded_at: self.recorded_at,
            answer: &self.answer,
        }
    }

    pub(super) fn index_entry(&self) -> u64 {
        command_entry(&self.clinic, &self.id, self.position)
    }
}

/// One entry of the index over streams as a number, for the sums.
pub(super) fn stream_entry(clinic: &[u8], kind: &[u8], id: &[u8], version: u64, seq: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (clinic, kind, id, version, seq).hash(&mut hasher);
    hasher.finish()
}

/// One entry of the index over command ids as a number, for the sums.
pub(super) fn command_entry(clinic: &[u8], id: &[u8], position: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (clinic, id, position).hash(&mut hasher);
    hasher.finish()
}

/// An id for people to read.
pub(super) fn name(id: &[u8]) -> String {
    Uuid::from_slice(id).map_or_else(|_| "(malformed id)".into(), |id| id.to_string())
}

/// Text or blob as bytes; the index of a damaged file may hold either.
pub(super) fn bytes<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], rusqlite::Error> {
    match row.get_ref(column)? {
        ValueRef::Blob(value) | ValueRef::Text(value) => Ok(value),
        _ => Ok(&[]),
    }
}

fn integer(row: &Row<'_>, column: usize, name: &'static str) -> Result<i64, &'static str> {
    match row.get_ref(column) {
        Ok(ValueRef::Integer(value)) => Ok(value),
        _ => Err(name),
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize, name: &'static str) -> Result<&'r [u8], &'static str> {
    match row.get_ref(column) {
        Ok(ValueRef::Text(value)) => Ok(value),
        _ => Err(name),
    }
}

fn blob<'r, const N: usize>(
    row: &'r Row<'_>,
    column: usize,
    name: &'static str,
) -> Result<&'r [u8; N], &'static str> {
    match row.get_ref(column) {
        Ok(ValueRef::Blob(value)) => value.try_into().map_err(|_| name),
        _ => Err(name),
    }
}
