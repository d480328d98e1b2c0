//! Commands on their way in, and what comes back.

use uuid::Uuid;

use crate::error::JournalError;
use crate::event::{Draft, Micros, StreamKey};

/// A command as it is put into the queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submission<C> {
    /// Minted where the command was formed (the browser, when the form was
    /// rendered), so that a retry carries the same id and happens once.
    pub command_id: Uuid,
    /// The clinic that the command acts in.
    pub clinic: Uuid,
    /// Who gives the command.
    pub actor: Uuid,
    /// A digest of everything in the request that could change what it means.
    /// The same id with another digest is [`SubmitError::CommandReused`].
    pub request_hash: [u8; 32],
    /// The stream and the version of it that the person was looking at. If the
    /// stream has moved on, the command is refused with [`SubmitError::Conflict`].
    pub expected: Option<(StreamKey, u64)>,
    /// The command itself; opaque to the journal.
    pub body: C,
}

/// What a decision yields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decision {
    /// Appended together or not at all. Empty means that there was nothing to do.
    pub events: Vec<Draft>,
    /// A small opaque answer, kept with the command, so that a replay answers the
    /// same. At most [`MAX_ANSWER_BYTES`](crate::limits::MAX_ANSWER_BYTES).
    pub answer: Vec<u8>,
}

/// Proof that a command is on the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Position of the command's first event; `None` if it had none.
    pub first_seq: Option<u64>,
    /// Head of the journal after the command; with `first_seq` the range of its events.
    pub last_seq: u64,
    /// What the decision answered, the first time.
    pub answer: Vec<u8>,
    /// The command had been recorded before; nothing was done now.
    pub replayed: bool,
    /// The `now` that the decision saw, which is the `recorded_at` of its first event.
    pub recorded_at: Micros,
}

/// Why a decision yielded nothing.
#[derive(Debug)]
pub enum Rejected<R> {
    /// A rule says no. The command is not recorded; the same id may try again.
    Refused(R),
    /// The state could not be read.
    Store(JournalError),
}

impl<R> From<JournalError> for Rejected<R> {
    fn from(error: JournalError) -> Self {
        Self::Store(error)
    }
}

/// Why a submission has no receipt.
///
/// Only for `Unavailable` is the outcome open: the power may have failed between
/// the commit and the answer. Submitting the same command again is always safe and
/// says how it ended.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SubmitError<R> {
    /// A rule says no.
    #[error("the command was refused")]
    Refused(R),
    /// The stream is not at the version that the person was looking at.
    #[error("{stream} is at version {actual}, the command expected {expected}")]
    Conflict {
        /// The stream named in [`Submission::expected`].
        stream: StreamKey,
        /// The version named there.
        expected: u64,
        /// The version that the stream has.
        actual: u64,
    },
    /// This command id was recorded before, for another request or another actor.
    #[error("this command id belongs to another request")]
    CommandReused,
    /// The queue is full. Nothing was done; try again shortly.
    #[error("too many commands are waiting")]
    Busy,
    /// The commit failed, the disk is full or the writer is gone.
    #[error("the journal cannot write at the moment")]
    Unavailable,
    /// The handler is broken for this command: it panicked, failed to project, or
    /// handed over something that the journal does not take. Nothing was recorded.
    #[error("the command broke its handler")]
    Panicked,
}
