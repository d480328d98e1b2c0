//! Proving a journal: every event, every command, the index and the file.
//!
//! The tables of events and commands are walked side by side, then the index over
//! streams once; nothing is kept but the row in hand, so the memory needed does not
//! grow with the journal. That table and index tell the same story is shown by a sum
//! over all entries that does not depend on their order.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::connection;
use crate::chain::{CommandRow, GENESIS, Hasher, Header};
use crate::error::JournalError;
use crate::event::{Micros, StreamKey, StreamKind};
use crate::limits::MAX_FINDINGS;
use crate::report::{Anchor, BadEvent, Fault, VerifyReport};

/// Verifies the journal at `path`: recomputes the whole chain over the stored bytes and
/// checks that positions, stream versions and times go on without gaps, that every event
/// has its command and every command its events, and that the file is in order. Only
/// reads, and works while a server has the journal open.
///
/// Damage, however bad, is in the report.
///
/// # Errors
/// [`JournalError::Missing`] if there is no such file.
pub fn verify(path: impl AsRef<Path>) -> Result<VerifyReport, JournalError> {
    verify_against(path, &[])
}

/// [`verify`], and the anchors must lie on the chain.
pub fn verify_against(path: impl AsRef<Path>, anchors: &[Anchor]) -> Result<VerifyReport, JournalError> {
    let path = path.as_ref();
    if !path.exists() {
        return Err(JournalError::Missing { path: path.to_owned() });
    }
    let mut verifier = Verifier::default();
    if let Err(error) = verifier.run(path, anchors) {
        verifier.find(format!("the file cannot be read on: {error}"));
    }
    Ok(verifier.report)
}

/// The hash and the time of the event before the one in hand.
struct Before {
    seq: u64,
    hash: [u8; 32],
    recorded_at: i64,
    event_id: [u8; 16],
}

/// The command whose events are being walked.
struct Command {
    position: u64,
    clinic: Vec<u8>,
    id: Vec<u8>,
    actor: Vec<u8>,
    request_hash: Vec<u8>,
    first_seq: Option<u64>,
    last_seq: u64,
    recorded_at: i64,
    answer: Vec<u8>,
    digest: Vec<u8>,
}

#[derive(Default)]
struct Verifier {
    report: VerifyReport,
    hasher: Hasher,
    /// Sum over the events of the table; the index must come to the same.
    table_sum: u64,
}

impl Verifier {
    fn run(&mut self, path: &Path, anchors: &[Anchor]) -> Result<(), JournalError> {
        let connection = connection::open_reader(path)?;
        // One state of the journal for all that follows, whatever is written meanwhile.
        connection.execute_batch("BEGIN")?;
        if !connection::is_journal(&connection)? {
            self.find("the file is not marked as a journal".into());
        }
        self.walk(&connection, anchors)?;
        self.streams(&connection)?;
        self.triggers(&connection)?;
        self.file(&connection)
    }

    /// Events and commands side by side.
    fn walk(&mut self, connection: &Connection, anchors: &[Anchor]) -> Result<(), JournalError> {
        let mut anchors: Vec<Anchor> = anchors.to_vec();
        anchors.sort_by_key(|anchor| anchor.seq);
        let mut anchors = anchors.into_iter().peekable();
        let mut commands_statement = connection.prepare(
            "SELECT position, clinic, command_id, actor, request_hash, first_seq, last_seq, recorded_at, \
             answer, digest FROM command NOT INDEXED ORDER BY position",
        )?;
        let mut commands = Commands { rows: commands_statement.query([])?, next: None, last_position: 0 };
        commands.advance(self);
        let mut statement = connection.prepare(
            "SELECT seq, clinic, stream_kind, stream_id, stream_version, event_id, command_id, actor, \
             subject, kind, version, occurred_at, recorded_at, payload, prev_hash, hash \
             FROM event NOT INDEXED ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        let mut before = Before { seq: 0, hash: GENESIS, recorded_at: 0, event_id: [0; 16] };
        let mut complete = true;
        loop {
            match rows.next() {
                Ok(Some(row)) => self.event(row, &mut before, &mut commands),
                Ok(None) => break,
                Err(error) => {
                    self.blame(before.seq + 1, None, Fault::Unreadable(error.to_string()));
                    complete = false;
                    break;
                }
            }
            while let Some(anchor) = anchors.next_if(|anchor| anchor.seq <= before.seq) {
                self.anchor(anchor, &before);
            }
        }
        self.report.head = Anchor { seq: before.seq, hash: before.hash };
        if complete {
            self.tail(&before, &mut commands);
            for anchor in anchors {
                let why = format!("an anchor was written down for it; the journal ends at {}", before.seq);
                self.blame(anchor.seq, None, Fault::Missing(why));
            }
        }
        Ok(())
    }

    fn event(&mut self, row: &Row<'_>, before: &mut Before, commands: &mut Commands<'_>) {
        self.report.events += 1;
        let stored = match Stored::read(row) {
            Ok(stored) => stored,
            Err(column) => {
                let seq = row.get(0).map_or(before.seq + 1, |seq: i64| seq as u64);
                self.blame(seq, None, Fault::Malformed(column));
                before.seq = seq;
                return;
            }
        };
        let header = &stored.header;
        self.report.payload_bytes += stored.payload.len() as u64;
        self.report.first_recorded_at.get_or_insert(Micros(header.recorded_at));
        self.report.last_recorded_at = Some(Micros(header.recorded_at));
        self.table_sum = self.table_sum.wrapping_add(fingerprint(header));

        if let Some(fault) = self.fault(&stored, before, commands) {
            // A gap is the fault of the event that is missing, not of the one after it.
            let (seq, header) = match fault {
                Fault::Missing(_) => (before.seq + 1, None),
                _ => (header.seq, Some(header)),
            };
            self.blame(seq, header, fault);
        }
        *before = Before {
            seq: header.seq,
            hash: stored.hash,
            recorded_at: header.recorded_at,
            event_id: stored.event_id,
        };
    }

    /// The first thing that is wrong with an event.
    fn fault(&mut self, stored: &Stored<'_>, before: &Before, commands: &mut Commands<'_>) -> Option<Fault> {
        let header = &stored.header;
        let command_fault = self.command(header, before, commands);
        if header.seq != before.seq + 1 {
            return Some(Fault::Missing(format!("after {} comes {}", before.seq, header.seq)));
        }
        if stored.previous != before.hash {
            return Some(Fault::Link);
        }
        if self.hasher.event(&before.hash, header, stored.payload) != stored.hash {
            return Some(Fault::Content);
        }
        if header.recorded_at <= before.recorded_at {
            return Some(Fault::Time { at: Micros(header.recorded_at), before: Micros(before.recorded_at) });
        }
        if stored.event_id <= before.event_id {
            return Some(Fault::Id);
        }
        if StreamKind::ALL.iter().all(|kind| kind.as_str().as_bytes() != header.stream_kind) {
            return Some(Fault::Malformed("stream_kind"));
        }
        command_fault
    }

    /// Finds the command of an event, and settles the commands that ended before it.
    fn command(
        &mut self,
        header: &Header<'_>,
        before: &Before,
        commands: &mut Commands<'_>,
    ) -> Option<Fault> {
        while let Some(command) = commands.next.take_if(|command| command.last_seq < header.seq) {
            self.settle(&command, before);
            commands.advance(self);
        }
        let name = || hex(header.command_id);
        let Some(command) = &commands.next else { return Some(Fault::NoCommand(name())) };
        if command.id != header.command_id || command.clinic != header.clinic {
            return Some(Fault::NoCommand(name()));
        }
        let (first, last) = (command.first_seq.unwrap_or(0), command.last_seq);
        // The range must begin where that of the command before it ended, which is
        // where the event before this one stands if it belongs to another command.
        let outside = first == 0 || header.seq < first || command.actor != header.actor;
        outside.then(|| Fault::OutsideCommand { command: name(), first, last })
    }

    /// A command whose last event is `before`.
    fn settle(&mut self, command: &Command, before: &Before) {
        let row = CommandRow {
            position: command.position,
            clinic: &command.clinic,
            command_id: &command.id,
            actor: &command.actor,
            request_hash: &command.request_hash,
            first_seq: command.first_seq,
            last_seq: command.last_seq,
            recorded_at: command.recorded_at,
            answer: &command.answer,
        };
        let position = command.position;
        let id = hex(&command.id);
        if command.last_seq != before.seq {
            let (last, at) = (command.last_seq, before.seq);
            self.find(format!(
                "command {id} (position {position}) ends at event {last}, out of order after {at}"
            ));
        } else if self.hasher.command(&before.hash, &row)[..] != command.digest {
            self.find(format!("command {id} (position {position}) was changed: its digest does not match"));
        }
    }

    /// What remains when the events have ended: commands at the head, and those that
    /// speak of events which are no longer there.
    fn tail(&mut self, before: &Before, commands: &mut Commands<'_>) {
        while let Some(command) = commands.next.take() {
            if command.last_seq <= before.seq {
                self.settle(&command, before);
            } else {
                let missing = command.first_seq.unwrap_or(command.last_seq).max(before.seq + 1);
                let why = format!(
                    "command {} had events up to {}, the journal ends at {}: its tail was cut off",
                    hex(&command.id),
                    command.last_seq,
                    before.seq
                );
                self.blame(missing, None, Fault::Missing(why));
            }
            commands.advance(self);
        }
    }

    fn anchor(&mut self, anchor: Anchor, before: &Before) {
        self.report.anchors += 1;
        if anchor.seq == before.seq && anchor.hash != before.hash {
            self.blame(anchor.seq, None, Fault::Anchor);
        }
    }

    /// The index over streams: versions without gaps, and the same entries as the table.
    fn streams(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement = connection.prepare(
            "SELECT clinic, stream_kind, stream_id, stream_version, seq FROM event INDEXED BY event_stream \
             ORDER BY clinic, stream_kind, stream_id, stream_version",
        )?;
        let mut rows = statement.query([])?;
        let mut stream: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = None;
        let (mut version, mut sum) = (0, 0u64);
        let mut gap: Option<(u64, Fault)> = None;
        while let Some(row) = rows.next()? {
            let clinic = bytes(row, 0)?;
            let kind = bytes(row, 1)?;
            let id = bytes(row, 2)?;
            let found = row.get::<_, i64>(3)? as u64;
            let seq = row.get::<_, i64>(4)? as u64;
            let same = stream.as_ref().is_some_and(|(c, k, i)| c == clinic && k == kind && i == id);
            if !same {
                self.report.streams += 1;
                if stream.as_ref().is_none_or(|(c, ..)| c != clinic) {
                    self.report.clinics += 1;
                }
                stream = Some((clinic.to_vec(), kind.to_vec(), id.to_vec()));
                version = 0;
            }
            if found != version + 1 && gap.as_ref().is_none_or(|(first, _)| seq < *first) {
                gap = Some((seq, Fault::StreamVersion { expected: version + 1, found }));
            }
            version = found;
            sum = sum.wrapping_add(entry_fingerprint(clinic, kind, id, found, seq));
        }
        if let Some((seq, fault)) = gap {
            self.blame_stored(connection, seq, fault);
        }
        if sum != self.table_sum {
            self.unindexed(connection)?;
        }
        Ok(())
    }

    /// The slow search, for when the sums differ: which event does the index not hold?
    fn unindexed(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement = connection.prepare(
            "SELECT seq FROM event AS kept NOT INDEXED WHERE NOT EXISTS (
               SELECT 1 FROM event AS found INDEXED BY event_stream
               WHERE found.clinic = kept.clinic AND found.stream_kind = kept.stream_kind
                 AND found.stream_id = kept.stream_id AND found.stream_version = kept.stream_version
                 AND found.seq = kept.seq)
             ORDER BY seq LIMIT 1",
        )?;
        let mut rows = statement.query([])?;
        match rows.next()? {
            Some(row) => {
                let seq = row.get::<_, i64>(0)? as u64;
                self.blame_stored(connection, seq, Fault::NotIndexed);
            }
            None => self.find("the index of streams holds entries that no event stands for".into()),
        }
        Ok(())
    }

    fn triggers(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement =
            connection.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?1")?;
        for name in ["event_no_update", "event_no_delete", "command_no_update", "command_no_delete"] {
            if statement.query_row([name], |row| row.get::<_, i64>(0))? == 0 {
                self.find(format!("the trigger {name}, which forbids changes, is gone"));
            }
        }
        Ok(())
    }

    /// SQLite's own check of its pages and types.
    fn file(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement = connection.prepare("PRAGMA quick_check(10)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                self.find(format!("file: {line}"));
            }
        }
        Ok(())
    }

    fn find(&mut self, finding: String) {
        if self.report.findings.len() < MAX_FINDINGS {
            self.report.findings.push(finding);
        } else {
            self.report.more_findings += 1;
        }
    }

    fn blame(&mut self, seq: u64, header: Option<&Header<'_>>, fault: Fault) {
        self.report.bad_events += 1;
        if self.report.first_bad.as_ref().is_none_or(|bad| seq < bad.seq) {
            self.report.first_bad = Some(BadEvent {
                seq,
                stream: header.and_then(stream_key),
                stream_version: header.map(|header| header.stream_version),
                kind: header.map(|header| String::from_utf8_lossy(header.kind).into_owned()),
                fault,
            });
        }
    }

    /// Blames an event that was met in the index.
    fn blame_stored(&mut self, connection: &Connection, seq: u64, fault: Fault) {
        let found = connection
            .prepare(
                "SELECT seq, clinic, stream_kind, stream_id, stream_version, event_id, command_id, actor, \
                 subject, kind, version, occurred_at, recorded_at, payload, prev_hash, hash \
                 FROM event NOT INDEXED WHERE seq = ?1",
            )
            .and_then(|mut statement| {
                let mut rows = statement.query([seq as i64])?;
                if let Some(row) = rows.next()?
                    && let Ok(stored) = Stored::read(row)
                {
                    self.blame(seq, Some(&stored.header), fault.clone());
                    return Ok(true);
                }
                Ok(false)
            });
        if !found.unwrap_or(false) {
            self.blame(seq, None, fault);
        }
    }
}

/// The commands, one row ahead.
struct Commands<'s> {
    rows: rusqlite::Rows<'s>,
    next: Option<Command>,
    last_position: u64,
}

impl Commands<'_> {
    fn advance(&mut self, verifier: &mut Verifier) {
        let read = match self.rows.next() {
            Ok(Some(row)) => read_command(row).map(Some),
            Ok(None) => Ok(None),
            Err(error) => Err(error),
        };
        self.next = match read {
            Ok(command) => command,
            Err(error) => {
                let last = self.last_position;
                verifier.find(format!("commands after position {last} cannot be read: {error}"));
                None
            }
        };
        if let Some(command) = &self.next {
            verifier.report.commands += 1;
            if command.position != self.last_position + 1 {
                let (last, next) = (self.last_position, command.position);
                verifier.find(format!("commands are missing: after position {last} comes {next}"));
            }
            self.last_position = command.position;
        }
    }
}

fn read_command(row: &Row<'_>) -> Result<Command, rusqlite::Error> {
    Ok(Command {
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

/// An event's row, borrowed from SQLite.
struct Stored<'r> {
    header: Header<'r>,
    event_id: [u8; 16],
    payload: &'r [u8],
    previous: [u8; 32],
    hash: [u8; 32],
}

impl<'r> Stored<'r> {
    /// `Err` names the column that cannot be what it says.
    fn read(row: &'r Row<'_>) -> Result<Self, &'static str> {
        let event_id = blob(row, 5, "event_id")?;
        Ok(Self {
            header: Header {
                seq: integer(row, 0, "seq")? as u64,
                clinic: blob::<16>(row, 1, "clinic")?,
                stream_kind: text(row, 2, "stream_kind")?,
                stream_id: blob::<16>(row, 3, "stream_id")?,
                stream_version: integer(row, 4, "stream_version")? as u64,
                event_id,
                command_id: blob::<16>(row, 6, "command_id")?,
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
            payload: match row.get_ref(13) {
                Ok(ValueRef::Blob(payload)) => payload,
                _ => return Err("payload"),
            },
            previous: *blob(row, 14, "prev_hash")?,
            hash: *blob(row, 15, "hash")?,
        })
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

/// Text or blob as bytes; index entries of a damaged file may hold either.
fn bytes<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], rusqlite::Error> {
    match row.get_ref(column)? {
        ValueRef::Blob(value) | ValueRef::Text(value) => Ok(value),
        _ => Ok(&[]),
    }
}

fn stream_key(header: &Header<'_>) -> Option<StreamKey> {
    Some(StreamKey {
        clinic: Uuid::from_slice(header.clinic).ok()?,
        kind: StreamKind::parse(std::str::from_utf8(header.stream_kind).ok()?)?,
        id: Uuid::from_slice(header.stream_id).ok()?,
    })
}

fn fingerprint(header: &Header<'_>) -> u64 {
    entry_fingerprint(header.clinic, header.stream_kind, header.stream_id, header.stream_version, header.seq)
}

fn entry_fingerprint(clinic: &[u8], kind: &[u8], id: &[u8], version: u64, seq: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (clinic, kind, id, version, seq).hash(&mut hasher);
    hasher.finish()
}

fn hex(bytes: &[u8]) -> String {
    Uuid::from_slice(bytes).map_or_else(|_| "(malformed id)".into(), |id| id.to_string())
}
