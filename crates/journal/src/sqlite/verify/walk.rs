//! Events and commands, side by side in the order of commits.

use rusqlite::{Connection, Row};

use super::Verifier;
use super::stored::{Command, Stored, name, select_stored};
use crate::chain::{GENESIS, Header};
use crate::error::JournalError;
use crate::event::{Micros, StreamKind};
use crate::report::{Anchor, Fault};

/// The event before the one in hand.
struct Before {
    seq: u64,
    hash: [u8; 32],
    recorded_at: i64,
    event_id: [u8; 16],
    command_id: [u8; 16],
}

impl Before {
    const NOTHING: Self =
        Self { seq: 0, hash: GENESIS, recorded_at: 0, event_id: [0; 16], command_id: [0; 16] };
}

/// The commands, one row ahead.
struct Commands<'s> {
    rows: rusqlite::Rows<'s>,
    next: Option<Command>,
    last_position: u64,
}

impl Verifier {
    /// Walks to the end, or to the first event that cannot be read: then `false`.
    pub(super) fn walk(&mut self, connection: &Connection, anchors: &[Anchor]) -> Result<bool, JournalError> {
        let mut anchors = anchors.to_vec();
        anchors.sort_by_key(|anchor| anchor.seq);
        let mut anchors = anchors.into_iter().peekable();
        let mut statement = connection.prepare(Command::SELECT)?;
        let mut commands = Commands { rows: statement.query([])?, next: None, last_position: 0 };
        commands.advance(self);

        let mut statement = connection.prepare(select_stored!("ORDER BY seq"))?;
        let mut rows = statement.query([])?;
        let mut before = Before::NOTHING;
        let whole = loop {
            while let Some(anchor) = anchors.next_if(|anchor| anchor.seq <= before.seq) {
                self.anchor(anchor, &before);
            }
            match rows.next() {
                Ok(Some(row)) => self.event(row, &mut before, &mut commands),
                Ok(None) => break true,
                Err(error) => {
                    self.blame(before.seq + 1, None, Fault::Unreadable(error.to_string()));
                    break false;
                }
            }
        };
        self.report.head = Anchor { seq: before.seq, hash: before.hash };
        if whole {
            self.tail(&before, &mut commands);
            for anchor in anchors {
                self.report.anchors += 1;
                let why = format!("it was written down as an anchor; the journal ends at {}", before.seq);
                self.blame(anchor.seq, None, Fault::Missing(why));
            }
        }
        Ok(whole)
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
        self.event_sum = self.event_sum.wrapping_add(stored.index_entry());

        match self.fault(&stored, before, commands) {
            // A gap is the fault of the event that is missing, not of the one after it.
            Some(gap @ Fault::Missing(_)) => self.blame(before.seq + 1, None, gap),
            Some(fault) => self.blame(header.seq, Some(header), fault),
            None => {}
        }
        *before = Before {
            seq: header.seq,
            hash: stored.hash,
            recorded_at: header.recorded_at,
            event_id: stored.event_id,
            command_id: stored.command_id,
        };
    }

    /// The first thing that is wrong with an event.
    fn fault(&mut self, stored: &Stored<'_>, before: &Before, commands: &mut Commands<'_>) -> Option<Fault> {
        let header = &stored.header;
        let command_fault = self.command(header, before, commands);
        if header.seq != before.seq + 1 {
            return Some(Fault::Missing(format!("after event {} comes event {}", before.seq, header.seq)));
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
        let Some(command) = &commands.next else { return Some(Fault::NoCommand(name(header.command_id))) };
        if command.id != header.command_id || command.clinic != header.clinic {
            return Some(Fault::NoCommand(name(header.command_id)));
        }
        let first = command.first_seq.unwrap_or(u64::MAX);
        let inside = header.seq == first || (header.seq > first && before.command_id == header.command_id);
        if inside && command.actor == header.actor {
            return None;
        }
        Some(Fault::OutsideCommand { command: name(header.command_id), first, last: command.last_seq })
    }

    /// A command whose last event is `before`.
    fn settle(&mut self, command: &Command, before: &Before) {
        let (id, position) = (name(&command.id), command.position);
        if command.last_seq != before.seq {
            let (last, at) = (command.last_seq, before.seq);
            self.find(format!(
                "command {id} (number {position}) ends at event {last}, out of order after {at}"
            ));
        } else if self.hasher.command(&before.hash, &command.row())[..] != command.digest {
            self.find(format!("command {id} (number {position}) was changed: its digest does not match"));
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
                let (id, last, end) = (name(&command.id), command.last_seq, before.seq);
                let why =
                    format!("command {id} had events up to {last}, the journal was cut off after {end}");
                self.blame(missing, None, Fault::Missing(why));
            }
            commands.advance(self);
        }
    }

    fn anchor(&mut self, anchor: Anchor, before: &Before) {
        self.report.anchors += 1;
        // One that was stepped over lies in a gap, which has been blamed already.
        if anchor.seq == before.seq && anchor.hash != before.hash {
            self.blame(anchor.seq, None, Fault::Anchor);
        }
    }
}

impl Commands<'_> {
    fn advance(&mut self, verifier: &mut Verifier) {
        let row = self.rows.next().and_then(|row| row.map(Command::read).transpose());
        self.next = row.unwrap_or_else(|error| {
            verifier.find(format!("commands after number {} cannot be read: {error}", self.last_position));
            None
        });
        if let Some(command) = &self.next {
            verifier.report.commands += 1;
            verifier.command_sum = verifier.command_sum.wrapping_add(command.index_entry());
            if command.position != self.last_position + 1 {
                let (last, next) = (self.last_position, command.position);
                verifier.find(format!("commands are missing: after number {last} comes number {next}"));
            }
            self.last_position = command.position;
        }
    }
}
