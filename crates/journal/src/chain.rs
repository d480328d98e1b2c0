//! The chain: what a hash is taken over.
//!
//! ```text
//! hash(n) = SHA-256( "drypoint/event/v1" ‖ hash(n-1) ‖ header(n) ‖ SHA-256(payload(n)) )
//! ```
//!
//! `hash(0)` is 32 zero bytes. The header is binary with a fixed order; numbers are
//! big-endian, text is preceded by its length in four bytes, `subject` by one byte
//! that says whether it is there:
//!
//! ```text
//! seq u64 · clinic 16 · stream kind text · stream id 16 · stream version u64 · event id 16 ·
//! command id 16 · actor 16 · subject 1 [+16] · kind text · version u64 · occurred at i64 · recorded at i64
//! ```
//!
//! Nothing is parsed or written anew on the way: the hash is over the bytes as they
//! lie in the store. A payload that is sealed one day is hashed as sealed, so that
//! verification needs no key and survives the loss of one.

use sha2::{Digest, Sha256};

const EVENT_TAG: &[u8] = b"drypoint/event/v1";
const COMMAND_TAG: &[u8] = b"drypoint/command/v1";

/// The hash before the first event.
pub const GENESIS: [u8; 32] = [0; 32];

/// Everything of an event but its payload, as it is stored.
///
/// Ids are slices and kinds plain text, because verification meets rows in which
/// neither can be trusted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header<'a> {
    pub(crate) seq: u64,
    pub(crate) clinic: &'a [u8],
    pub(crate) stream_kind: &'a [u8],
    pub(crate) stream_id: &'a [u8],
    pub(crate) stream_version: u64,
    pub(crate) event_id: &'a [u8],
    pub(crate) command_id: &'a [u8],
    pub(crate) actor: &'a [u8],
    pub(crate) subject: Option<&'a [u8]>,
    pub(crate) kind: &'a [u8],
    pub(crate) version: u64,
    pub(crate) occurred_at: i64,
    pub(crate) recorded_at: i64,
}

/// A recorded command, as it is stored; see [`Hasher::command`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct CommandRow<'a> {
    pub(crate) position: u64,
    pub(crate) clinic: &'a [u8],
    pub(crate) command_id: &'a [u8],
    pub(crate) actor: &'a [u8],
    pub(crate) request_hash: &'a [u8],
    pub(crate) first_seq: Option<u64>,
    pub(crate) last_seq: u64,
    pub(crate) recorded_at: i64,
    pub(crate) answer: &'a [u8],
}

/// Computes hashes; keeps one buffer, so that a million events need one allocation.
#[derive(Default, Debug)]
pub(crate) struct Hasher {
    buffer: Vec<u8>,
}

impl Hasher {
    /// The hash of an event that follows one with the hash `previous`.
    pub(crate) fn event(&mut self, previous: &[u8; 32], header: &Header<'_>, payload: &[u8]) -> [u8; 32] {
        let buffer = &mut self.buffer;
        buffer.clear();
        buffer.extend_from_slice(EVENT_TAG);
        buffer.extend_from_slice(previous);
        buffer.extend_from_slice(&header.seq.to_be_bytes());
        buffer.extend_from_slice(header.clinic);
        put_text(buffer, header.stream_kind);
        buffer.extend_from_slice(header.stream_id);
        buffer.extend_from_slice(&header.stream_version.to_be_bytes());
        buffer.extend_from_slice(header.event_id);
        buffer.extend_from_slice(header.command_id);
        buffer.extend_from_slice(header.actor);
        match header.subject {
            Some(subject) => {
                buffer.push(1);
                buffer.extend_from_slice(subject);
            }
            None => buffer.push(0),
        }
        put_text(buffer, header.kind);
        buffer.extend_from_slice(&header.version.to_be_bytes());
        buffer.extend_from_slice(&header.occurred_at.to_be_bytes());
        buffer.extend_from_slice(&header.recorded_at.to_be_bytes());
        buffer.extend_from_slice(&Sha256::digest(payload));
        Sha256::digest(buffer).into()
    }

    /// The digest of a recorded command. It takes in the head of the chain after the
    /// command, so that a row cannot be carried over from another journal, and the
    /// answer, so that damage to what a replay would say is found.
    pub(crate) fn command(&mut self, head: &[u8; 32], row: &CommandRow<'_>) -> [u8; 32] {
        let buffer = &mut self.buffer;
        buffer.clear();
        buffer.extend_from_slice(COMMAND_TAG);
        buffer.extend_from_slice(head);
        buffer.extend_from_slice(&row.position.to_be_bytes());
        buffer.extend_from_slice(row.clinic);
        buffer.extend_from_slice(row.command_id);
        buffer.extend_from_slice(row.actor);
        buffer.extend_from_slice(row.request_hash);
        buffer.extend_from_slice(&row.first_seq.unwrap_or(0).to_be_bytes());
        buffer.extend_from_slice(&row.last_seq.to_be_bytes());
        buffer.extend_from_slice(&row.recorded_at.to_be_bytes());
        put_text(buffer, row.answer);
        Sha256::digest(buffer).into()
    }
}

fn put_text(buffer: &mut Vec<u8>, text: &[u8]) {
    // Four gigabytes is beyond what the store holds in one value.
    buffer.extend_from_slice(&(text.len() as u32).to_be_bytes());
    buffer.extend_from_slice(text);
}

impl<'a> Header<'a> {
    /// The header of an event in memory.
    pub(crate) fn of(event: &'a crate::event::Recorded) -> Self {
        Self {
            seq: event.seq,
            clinic: event.stream.clinic.as_bytes(),
            stream_kind: event.stream.kind.as_str().as_bytes(),
            stream_id: event.stream.id.as_bytes(),
            stream_version: event.stream_version,
            event_id: event.event_id.as_bytes(),
            command_id: event.command_id.as_bytes(),
            actor: event.actor.as_bytes(),
            subject: event.subject.as_ref().map(|subject| &subject.as_bytes()[..]),
            kind: event.kind.as_bytes(),
            version: u64::from(event.version),
            occurred_at: event.occurred_at.0,
            recorded_at: event.recorded_at.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREVIOUS: [u8; 32] = {
        let mut bytes = [0; 32];
        let mut index = 0;
        while index < 32 {
            bytes[index] = index as u8;
            index += 1;
        }
        bytes
    };

    fn hex(hash: [u8; 32]) -> String {
        let text = crate::Anchor { seq: 0, hash }.to_string();
        text.strip_prefix("0:").unwrap_or_default().to_owned()
    }

    /// The digests were computed apart from this code, from the description above.
    /// If one of them changes, no journal that exists verifies any more.
    #[test]
    fn the_layout_is_for_ever() {
        let header = Header {
            seq: 42,
            clinic: &[1; 16],
            stream_kind: b"session",
            stream_id: &[2; 16],
            stream_version: 7,
            event_id: &[3; 16],
            command_id: &[4; 16],
            actor: &[5; 16],
            subject: Some(&[6; 16]),
            kind: b"needle.placed",
            version: 3,
            occurred_at: 1_795_355_575_240_841,
            recorded_at: 1_795_355_575_240_999,
        };
        let payload = br#"{"depth_mm":12}"#;
        let mut hasher = Hasher::default();
        let with_subject = hasher.event(&PREVIOUS, &header, payload);
        assert_eq!(hex(with_subject), "e8eb532d66fadc7c75592188b05279c7b331893f05ad19307840d52805ba4d02");
        let without = hasher.event(&PREVIOUS, &Header { subject: None, ..header }, payload);
        assert_eq!(hex(without), "ea7642c166ddb7bb50d8e2236811e55c9558f49741e05a4fd47fc89f8341eadb");
        let command = CommandRow {
            position: 9,
            clinic: &[1; 16],
            command_id: &[4; 16],
            actor: &[5; 16],
            request_hash: &[7; 32],
            first_seq: Some(41),
            last_seq: 42,
            recorded_at: 1_795_355_575_240_841,
            answer: b"ok",
        };
        assert_eq!(
            hex(hasher.command(&PREVIOUS, &command)),
            "87c9cb8e046a981829aa2fe4d26b2155d60ad46e3c0fdb0f9a79a755793dacec"
        );
    }
}
