//! A small room above the journal: streams that count, with every way to go wrong.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use journal::{
    Decision, Draft, Engine, Handler, JournalError, Micros, ReadStreams, Recorded, Rejected, StreamKey,
    StreamKind, Submission,
};
use uuid::Uuid;

pub(crate) const CLINIC: Uuid = Uuid::from_u128(0xC1);
pub(crate) const ACTOR: Uuid = Uuid::from_u128(0xAC);

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Command {
    /// Appends so many events to a stream.
    Add {
        stream: StreamKey,
        events: usize,
    },
    /// Appends to both streams, taking turns.
    AddToBoth {
        one: StreamKey,
        other: StreamKey,
    },
    /// Appends unless the stream has `limit` events: a rule that depends on state.
    AddBelow {
        stream: StreamKey,
        limit: u64,
    },
    /// Decides that there is nothing to do.
    Nothing,
    Refuse,
    PanicInDecide,
    /// Appends, then panics while projecting.
    PanicInProject {
        stream: StreamKey,
    },
    /// Appends, then fails while projecting.
    FailInProject {
        stream: StreamKey,
    },
    /// Appends to a stream of another clinic.
    Stray,
    /// A payload beyond the limit.
    Flood {
        stream: StreamKey,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Refusal {
    No,
    Full,
}

/// What the handler was told, for the test to look at.
#[derive(Default, Debug)]
pub(crate) struct Told {
    pub(crate) committed: Vec<u64>,
    pub(crate) rolled_back: usize,
}

/// Keeps the length of every stream in a cache, and panics where the cache is wrong:
/// so each test also tests that the rules about caches suffice.
#[derive(Clone, Default)]
pub(crate) struct Counter {
    lengths: HashMap<StreamKey, u64>,
    told: Arc<Mutex<Told>>,
    fail_next: Option<&'static str>,
}

impl Counter {
    pub(crate) fn told(&self) -> Arc<Mutex<Told>> {
        Arc::clone(&self.told)
    }

    fn length(&mut self, tx: &impl ReadStreams, stream: StreamKey) -> Result<u64, JournalError> {
        let stored = tx.stream_version(stream)?;
        let length = *self.lengths.entry(stream).or_insert(stored);
        assert_eq!(length, stored, "the cache of {stream} is wrong");
        Ok(length)
    }
}

impl<E: Engine> Handler<E> for Counter {
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &mut self,
        tx: &E::Tx<'_>,
        now: Micros,
        submission: &Submission<Command>,
    ) -> Result<Decision, Rejected<Refusal>> {
        self.fail_next = None;
        let answer = submission.command_id.as_bytes()[..4].to_vec();
        let events = match submission.body {
            Command::Add { stream, events } => {
                let length = self.length(tx, stream)?;
                (1..=events as u64).map(|n| draft(stream, length + n, now)).collect()
            }
            Command::AddToBoth { one, other } => {
                [one, other, one, other].map(|stream| draft(stream, 0, now)).to_vec()
            }
            Command::AddBelow { stream, limit } => {
                let length = self.length(tx, stream)?;
                if length >= limit {
                    return Err(Rejected::Refused(Refusal::Full));
                }
                vec![draft(stream, length + 1, now)]
            }
            Command::Nothing => vec![],
            Command::Refuse => return Err(Rejected::Refused(Refusal::No)),
            Command::PanicInDecide => panic!("asked to panic in decide"),
            Command::PanicInProject { stream } => {
                self.fail_next = Some("panic");
                vec![draft(stream, self.length(tx, stream)? + 1, now)]
            }
            Command::FailInProject { stream } => {
                self.fail_next = Some("error");
                vec![draft(stream, self.length(tx, stream)? + 1, now)]
            }
            Command::Stray => {
                let elsewhere = StreamKey { clinic: Uuid::from_u128(0xE1), ..patient(1) };
                vec![draft(elsewhere, 1, now)]
            }
            Command::Flood { stream } => {
                let payload = vec![0; journal::limits::MAX_PAYLOAD_BYTES + 1];
                vec![Draft { payload, ..draft(stream, 1, now) }]
            }
        };
        Ok(Decision { events, answer })
    }

    fn project(&mut self, _: &E::Tx<'_>, recorded: &[Recorded]) -> Result<(), JournalError> {
        for event in recorded {
            self.lengths.insert(event.stream, event.stream_version);
        }
        match self.fail_next.take() {
            Some("panic") => panic!("asked to panic in project"),
            Some(why) => Err(JournalError::handler(why)),
            None => Ok(()),
        }
    }

    fn committed(&mut self, recorded: &[Recorded]) {
        self.told.lock().unwrap().committed.extend(recorded.iter().map(|event| event.seq));
    }

    fn rolled_back(&mut self) {
        self.lengths.clear();
        self.told.lock().unwrap().rolled_back += 1;
    }
}

fn draft(stream: StreamKey, number: u64, now: Micros) -> Draft {
    Draft {
        stream,
        kind: "count.raised",
        version: 1,
        occurred_at: Micros(now.0 - 1_000_000),
        subject: (stream.kind == StreamKind::Patient).then_some(stream.id),
        payload: format!("{{\"number\":{number}}}").into_bytes(),
    }
}

pub(crate) fn patient(number: u128) -> StreamKey {
    StreamKey { clinic: CLINIC, kind: StreamKind::Patient, id: Uuid::from_u128(number) }
}

/// A submission whose request hash follows from its body, as it would outside.
pub(crate) fn submission(id: u128, body: Command) -> Submission<Command> {
    let mut request_hash = [0u8; 32];
    for (index, byte) in format!("{body:?}").bytes().enumerate() {
        let place = &mut request_hash[index % 32];
        *place = place.wrapping_mul(31).wrapping_add(byte);
    }
    Submission {
        command_id: Uuid::from_u128(id),
        clinic: CLINIC,
        actor: ACTOR,
        request_hash,
        expected: None,
        body,
    }
}
