//! What a verification found.

use std::fmt;
use std::str::FromStr;

use crate::event::{Micros, StreamKey};

/// A place in the chain. One that was written down elsewhere (on a signed note, in a
/// letter, on another disk) proves later that nothing up to it was exchanged or cut off.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Anchor {
    /// Position of the event; 0 stands for the empty journal.
    pub seq: u64,
    /// Its hash; zeros for the empty journal.
    pub hash: [u8; 32],
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Reads what `Display` writes, `12:5d03…` with 64 hexadecimal digits.
impl FromStr for Anchor {
    type Err = BadAnchor;

    fn from_str(text: &str) -> Result<Self, BadAnchor> {
        let (seq, digits) = text.trim().split_once(':').ok_or(BadAnchor)?;
        let seq = seq.parse().map_err(|_| BadAnchor)?;
        let mut hash = [0; 32];
        if digits.len() != 2 * hash.len() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(BadAnchor);
        }
        for (byte, pair) in hash.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| BadAnchor)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| BadAnchor)?;
        }
        Ok(Self { seq, hash })
    }
}

/// The text is not an [`Anchor`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an anchor is a number, a colon and 64 hexadecimal digits")]
pub struct BadAnchor;

/// What is wrong with an event.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// It is not there, although later events or commands say that it was.
    #[error("it is missing: {0}")]
    Missing(String),
    /// Its row cannot be read from the file.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// One of its columns holds something that cannot stand there.
    #[error("its {0} is malformed")]
    Malformed(&'static str),
    /// Its bytes are not those that were hashed.
    #[error("its content was changed: the bytes do not match the hash")]
    Content,
    /// It does not name the hash of the event before it.
    #[error("it does not continue the event before it: the link of the chain is broken")]
    Link,
    /// It says that it was recorded no later than the event before it.
    #[error("it was recorded at {at}, which is not after the event before it ({before})")]
    Time {
        /// Its own `recorded_at`.
        at: Micros,
        /// That of the event before it.
        before: Micros,
    },
    /// Its id does not follow that of the event before it.
    #[error("its id does not follow the id of the event before it")]
    Id,
    /// It is not the next of its stream.
    #[error("it is version {found} of its stream, which should go on with {expected}")]
    StreamVersion {
        /// The version that the stream should go on with.
        expected: u64,
        /// The version that it has.
        found: u64,
    },
    /// The command that it came from is not recorded.
    #[error("its command {0} is not recorded")]
    NoCommand(String),
    /// It lies outside the range of events that its command says it had.
    #[error("its command {command} says it had events {first} to {last}")]
    OutsideCommand {
        /// The command.
        command: String,
        /// First event according to the command.
        first: u64,
        /// Last event according to the command.
        last: u64,
    },
    /// The index over streams does not know it, so that its stream reads without it.
    #[error("the index of streams does not hold it")]
    NotIndexed,
    /// It is not the event that was anchored.
    #[error("its hash is not the one that was written down for it")]
    Anchor,
}

/// An event that is not as it was recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadEvent {
    /// Its position.
    pub seq: u64,
    /// Its stream, as far as it can be read.
    pub stream: Option<StreamKey>,
    /// Its version in that stream, as far as it can be read.
    pub stream_version: Option<u64>,
    /// Its kind, as far as it can be read.
    pub kind: Option<String>,
    /// What is wrong with it.
    pub fault: Fault,
}

impl fmt::Display for BadEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event {}", self.seq)?;
        if let Some(kind) = &self.kind {
            write!(f, " ({kind}")?;
            if let (Some(stream), Some(version)) = (self.stream, self.stream_version) {
                write!(f, ", version {version} of {stream}")?;
            }
            f.write_str(")")?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// What a verification looked at and what it found. `Display` says it in a few lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VerifyReport {
    /// Events that were read and hashed.
    pub events: u64,
    /// Bytes of their payloads.
    pub payload_bytes: u64,
    /// Streams that they belong to.
    pub streams: u64,
    /// Clinics that the streams belong to.
    pub clinics: u64,
    /// Recorded commands that were held against the events.
    pub commands: u64,
    /// Anchors that were held against the chain.
    pub anchors: u64,
    /// When the first event was recorded.
    pub first_recorded_at: Option<Micros>,
    /// When the last event was recorded.
    pub last_recorded_at: Option<Micros>,
    /// Where the chain ends, as stored: worth writing down elsewhere if all is well.
    pub head: Anchor,
    /// The first event, in the order of the journal, that is not as it was recorded.
    pub first_bad: Option<BadEvent>,
    /// How many events have something wrong with them.
    pub bad_events: u64,
    /// What is wrong that is not wrong with one event: the file, the commands, the
    /// triggers. At most [`MAX_FINDINGS`](crate::limits::MAX_FINDINGS).
    pub findings: Vec<String>,
    /// Findings beyond those.
    pub more_findings: u64,
}

impl VerifyReport {
    /// Nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.first_bad.is_none() && self.findings.is_empty()
    }
}

impl fmt::Display for VerifyReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "checked {} events of {} streams in {} clinics ({} bytes), {} commands, {} anchors, and the file",
            self.events, self.streams, self.clinics, self.payload_bytes, self.commands, self.anchors
        )?;
        if let (Some(first), Some(last)) = (self.first_recorded_at, self.last_recorded_at) {
            writeln!(f, "recorded from {first} to {last}")?;
        }
        writeln!(f, "head {}", self.head)?;
        if self.is_sound() {
            return f.write_str("sound");
        }
        f.write_str("DAMAGED")?;
        if let Some(bad) = &self.first_bad {
            write!(f, "\nfirst bad: {bad}")?;
            if self.bad_events > 1 {
                write!(f, "\nbad events in all: {}", self.bad_events)?;
            }
        }
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        if self.more_findings > 0 {
            write!(f, "\nand {} findings more", self.more_findings)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_reads_as_it_is_written() {
        let anchor = Anchor { seq: 4711, hash: std::array::from_fn(|index| index as u8 * 7) };
        assert_eq!(anchor.to_string().parse(), Ok(anchor));
        for text in ["", "12", "12:", "12:abc", "x:00", &format!("-1:{}", "0".repeat(64)), &"é".repeat(40)] {
            assert_eq!(text.parse::<Anchor>(), Err(BadAnchor), "{text}");
        }
    }
}
