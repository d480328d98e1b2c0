//! What a journal asks of the room above it, and offers to it.

use std::future::Future;

use crate::command::{Decision, Receipt, Rejected, Submission, SubmitError};
use crate::error::JournalError;
use crate::event::{Micros, Recorded, StreamKey};

/// A kind of storage: SQLite now, PostgreSQL later.
pub trait Engine: 'static {
    /// The write transaction that a [`Handler`] works in.
    type Tx<'t>: ReadStreams;
}

/// Reading streams back, inside a transaction.
pub trait ReadStreams {
    /// The events of a stream after `after_version` (0 for all), oldest first.
    fn read_stream(&self, key: StreamKey, after_version: u64) -> Result<Vec<Recorded>, JournalError>;

    /// The version of a stream: how many events it has, 0 if it does not exist.
    fn stream_version(&self, key: StreamKey) -> Result<u64, JournalError>;
}

/// What runs inside the writer, on its thread, inside one savepoint per command.
///
/// # The order of calls
///
/// A batch is one transaction over several commands. For each command the journal
/// calls `decide`, records the events, and calls `project`. When every command of
/// the batch is done it commits, calls `committed` once, and only then do the
/// answers go out.
///
/// # Caches
///
/// A handler will want to keep the state of busy streams in memory. It may, if it
/// keeps to three rules:
///
/// 1. `decide` may remember what it *read* through `tx`, never what it *decided*.
///    After `Err(Refused)` the journal takes the command back without telling
///    anybody, because there is nothing to forget.
/// 2. `project` may bring caches up to date. What it saw is not yet durable, but
///    every later command of the batch shall see it.
/// 3. `rolled_back` drops every cache. It is called whenever something may have
///    been remembered that will not exist: a panic in `decide` or `project`, an
///    error in `project`, an event that could not be stored, a commit that failed.
///    Earlier commands of the same batch may still be committed after it; their
///    state is then read back from `tx`, which sees them.
///
/// Nothing that leaves the process (mail, PDF, another server) belongs in `decide`
/// or `project`: the batch may yet be rolled back.
pub trait Handler<E: Engine>: Send + 'static {
    /// What is submitted.
    type Command: Send + 'static;
    /// Why a rule says no.
    type Refusal: Send + 'static;

    /// Decides on one command. `now` is the `recorded_at` that its first event will
    /// get: greater than that of any event before it. Must not write through `tx`.
    fn decide(
        &mut self,
        tx: &E::Tx<'_>,
        now: Micros,
        submission: &Submission<Self::Command>,
    ) -> Result<Decision, Rejected<Self::Refusal>>;

    /// Brings the projections up to date with the events of one command, in the same
    /// transaction. Not called for a command without events. An error undoes the
    /// command; it is for damage and bugs, since rules belong in `decide`.
    fn project(&mut self, tx: &E::Tx<'_>, recorded: &[Recorded]) -> Result<(), JournalError>;

    /// Called with all events of a batch, after its durable commit and before the
    /// answers go out. Not called for a batch without events.
    fn committed(&mut self, recorded: &[Recorded]);

    /// Drop every cache: what `decide` or `project` saw may not exist.
    fn rolled_back(&mut self);
}

/// The door for writers, the same for every engine.
pub trait Journal<C, R>: Send + Sync {
    /// Queues a command and waits until it is durable or refused.
    ///
    /// The command is queued at the first poll. Dropping the future afterwards does
    /// not take the command back.
    fn submit(
        &self,
        submission: Submission<C>,
    ) -> impl Future<Output = Result<Receipt, SubmitError<R>>> + Send;
}
