//! Proving a journal: every event, every command, the indexes and the file.
//!
//! The tables of events and commands are walked side by side, then the two indexes once;
//! nothing is kept but the rows in hand, so the memory needed does not grow with the
//! journal. That a table and its index tell the same story is shown by a sum over all
//! entries that does not depend on their order. SQLite's check of its own file runs
//! beside all this on another thread.

mod file;
mod index;
mod stored;
mod walk;

use std::path::Path;
use std::thread;

use rusqlite::Connection;
use uuid::Uuid;

use self::stored::Stored;
use super::connection;
use crate::chain::{Hasher, Header};
use crate::error::JournalError;
use crate::event::{StreamKey, StreamKind};
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
    if !path.is_file() {
        return Err(JournalError::Missing { path: path.to_owned() });
    }
    let mut verifier = Verifier::default();
    thread::scope(|scope| {
        let file = scope.spawn(|| file::check(path));
        if let Err(error) = verifier.run(path, anchors) {
            verifier.find(format!("the file cannot be read on: {error}"));
        }
        match file.join() {
            Ok(findings) => findings.into_iter().for_each(|finding| verifier.find(finding)),
            Err(_) => verifier.find("the check of the file broke off".into()),
        }
    });
    Ok(verifier.report)
}

#[derive(Default)]
struct Verifier {
    report: VerifyReport,
    hasher: Hasher,
    /// Sum over the events of the table; the index over streams must come to the same.
    event_sum: u64,
    /// Sum over the commands of the table; the index over their ids must come to the same.
    command_sum: u64,
}

impl Verifier {
    fn run(&mut self, path: &Path, anchors: &[Anchor]) -> Result<(), JournalError> {
        let connection = connection::open_reader(path)?;
        // One state of the journal for all that follows, whatever is written meanwhile.
        connection.execute_batch("BEGIN")?;
        if self.walk(&connection, anchors)? {
            self.streams(&connection)?;
            self.command_ids(&connection)?;
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

    /// Blames an event that is not in hand.
    fn blame_stored(&mut self, connection: &Connection, seq: u64, fault: Fault) {
        let known = stored::with_event(connection, seq, |stored: &Stored<'_>| {
            self.blame(seq, Some(&stored.header), fault.clone());
        });
        if known.is_err() {
            self.blame(seq, None, fault);
        }
    }
}

fn stream_key(header: &Header<'_>) -> Option<StreamKey> {
    Some(StreamKey {
        clinic: Uuid::from_slice(header.clinic).ok()?,
        kind: StreamKind::parse(std::str::from_utf8(header.stream_kind).ok()?)?,
        id: Uuid::from_slice(header.stream_id).ok()?,
    })
}
