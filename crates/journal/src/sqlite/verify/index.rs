//! The two indexes: what is found through them must be what the tables hold. An event
//! that its index has lost would be missing from every chart, and a command that its
//! index has lost could happen twice.

use rusqlite::Connection;

use super::Verifier;
use super::stored::{bytes, command_entry, stream_entry};
use crate::error::JournalError;
use crate::report::Fault;

impl Verifier {
    /// The index over streams: versions without gaps, and the same entries as the table.
    pub(super) fn streams(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement = connection.prepare(
            "SELECT clinic, stream_kind, stream_id, stream_version, seq FROM event INDEXED BY event_stream \
             ORDER BY clinic, stream_kind, stream_id, stream_version",
        )?;
        let mut rows = statement.query([])?;
        let mut stream: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = None;
        let (mut version, mut sum) = (0, 0u64);
        let mut gap: Option<(u64, Fault)> = None;
        while let Some(row) = rows.next()? {
            let (clinic, kind, id) = (bytes(row, 0)?, bytes(row, 1)?, bytes(row, 2)?);
            let found = row.get::<_, i64>(3)? as u64;
            let seq = row.get::<_, i64>(4)? as u64;
            if stream.as_ref().is_none_or(|(c, k, i)| c != clinic || k != kind || i != id) {
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
            sum = sum.wrapping_add(stream_entry(clinic, kind, id, found, seq));
        }
        if let Some((seq, fault)) = gap {
            self.blame_stored(connection, seq, fault);
        }
        if sum != self.event_sum {
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

    /// The index over command ids holds the commands of the table and no others.
    pub(super) fn command_ids(&mut self, connection: &Connection) -> Result<(), JournalError> {
        let mut statement = connection.prepare(
            "SELECT clinic, command_id, position FROM command INDEXED BY command_id \
             ORDER BY clinic, command_id",
        )?;
        let mut rows = statement.query([])?;
        let mut sum = 0u64;
        while let Some(row) = rows.next()? {
            let position = row.get::<_, i64>(2)? as u64;
            sum = sum.wrapping_add(command_entry(bytes(row, 0)?, bytes(row, 1)?, position));
        }
        if sum != self.command_sum {
            self.find("the index of commands does not hold what their table holds".into());
        }
        Ok(())
    }
}
