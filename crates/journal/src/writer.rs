//! The one writer: a thread that takes what waits in the queue and commits it together.
//!
//! Whatever is there when the writer comes round shares one transaction and one durable
//! commit. Nobody waits for company: a lone command is committed at once, and while that
//! commit is on its way to the disk the next batch gathers by itself.
//!
//! The loop knows no SQL; a [`Ledger`] does that for it, one per engine.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;

use crate::chain::{CommandRow, Hasher, Header};
use crate::clock::{self, Clock};
use crate::command::{Decision, Receipt, Rejected, Submission, SubmitError};
use crate::error::JournalError;
use crate::event::{Draft, Micros, Recorded, StreamKey};
use crate::handler::{Handler, ReadStreams};
use crate::ledger::{Head, Ledger};
use crate::limits::{
    BATCH_COMMANDS, MAX_ANSWER_BYTES, MAX_EVENTS_PER_COMMAND, MAX_KIND_BYTES, MAX_PAYLOAD_BYTES,
};
use crate::queue::{Job, Outcome};

pub(crate) struct Writer<L: Ledger, H: Handler<L::Engine>> {
    ledger: L,
    handler: H,
    head: Head,
    clock: Clock,
    hasher: Hasher,
    /// The events of the batch in hand.
    recorded: Vec<Recorded>,
}

/// How a command ended that has no events to show for it.
enum Failure<R> {
    /// This command only. Its savepoint is to be undone.
    Command { answer: SubmitError<R>, forget: bool },
    /// Nothing in this batch can be relied upon.
    Batch(JournalError),
}

impl<R> From<JournalError> for Failure<R> {
    /// An error from the store while a command was in hand.
    fn from(error: JournalError) -> Self {
        if error.is_fatal_to_batch() {
            return Self::Batch(error);
        }
        tracing::error!(%error, "a command broke its handler");
        Self::Command { answer: SubmitError::Panicked, forget: true }
    }
}

impl<L: Ledger, H: Handler<L::Engine>> Writer<L, H> {
    pub(crate) fn new(ledger: L, handler: H, head: Head, clock: Clock) -> Self {
        Self { ledger, handler, head, clock, hasher: Hasher::default(), recorded: Vec::new() }
    }

    /// Works until the queue is closed and empty.
    pub(crate) fn run(mut self, jobs: Receiver<Job<H::Command, H::Refusal>>) {
        let mut batch = Vec::with_capacity(BATCH_COMMANDS);
        while let Ok(first) = jobs.recv() {
            batch.push(first);
            batch.extend(jobs.try_iter().take(BATCH_COMMANDS - 1));
            self.settle(&mut batch);
        }
    }

    /// One batch: one transaction, one commit, then all answers.
    fn settle(&mut self, batch: &mut Vec<Job<H::Command, H::Refusal>>) {
        let before = self.head;
        match self.transact(batch) {
            Ok(outcomes) => {
                if !self.recorded.is_empty() {
                    let told = catch_unwind(AssertUnwindSafe(|| self.handler.committed(&self.recorded)));
                    if let Err(panic) = told {
                        // The events are durable, whatever became of the caches.
                        tracing::error!(panic = message(&*panic), "the handler panicked after a commit");
                        self.handler.rolled_back();
                    }
                }
                for (job, outcome) in batch.drain(..).zip(outcomes) {
                    // Whoever has stopped waiting will find the outcome by asking again.
                    let _ = job.answer.send(outcome);
                }
            }
            Err(error) => {
                tracing::error!(%error, commands = batch.len(), "a batch could not be committed");
                self.ledger.rollback();
                self.head = before;
                self.handler.rolled_back();
                for job in batch.drain(..) {
                    let _ = job.answer.send(Err(SubmitError::Unavailable));
                }
            }
        }
        self.recorded.clear();
    }

    fn transact(
        &mut self,
        batch: &[Job<H::Command, H::Refusal>],
    ) -> Result<Vec<Outcome<H::Refusal>>, JournalError> {
        self.ledger.begin()?;
        let outcomes = batch.iter().map(|job| self.settle_one(&job.submission)).collect::<Result<_, _>>()?;
        self.ledger.commit()?;
        Ok(outcomes)
    }

    /// One command in its savepoint. `Err` gives the whole batch up.
    fn settle_one(
        &mut self,
        submission: &Submission<H::Command>,
    ) -> Result<Outcome<H::Refusal>, JournalError> {
        match self.ledger.recall(submission.clinic, submission.command_id)? {
            Some(seen) if seen.actor == submission.actor && seen.request_hash == submission.request_hash => {
                return Ok(Ok(seen.receipt));
            }
            Some(_) => return Ok(Err(SubmitError::CommandReused)),
            None => {}
        }
        let (head, events) = (self.head, self.recorded.len());
        self.ledger.savepoint()?;
        match self.attempt(submission) {
            Ok(receipt) => {
                self.ledger.release()?;
                Ok(Ok(receipt))
            }
            Err(Failure::Command { answer, forget }) => {
                self.ledger.undo()?;
                self.head = head;
                self.recorded.truncate(events);
                if forget {
                    self.handler.rolled_back();
                }
                Ok(Err(answer))
            }
            Err(Failure::Batch(error)) => Err(error),
        }
    }

    fn attempt(&mut self, submission: &Submission<H::Command>) -> Result<Receipt, Failure<H::Refusal>> {
        if let Some((stream, expected)) = submission.expected {
            if stream.clinic != submission.clinic {
                return Err(
                    JournalError::Contract("a version expected of another clinic's stream".into()).into()
                );
            }
            let actual = self.ledger.tx().stream_version(stream)?;
            if actual != expected {
                let answer = SubmitError::Conflict { stream, expected, actual };
                return Err(Failure::Command { answer, forget: false });
            }
        }
        let now = clock::next_after(self.head.recorded_at, (self.clock)());
        let decision = self.decide(now, submission)?;
        check(&decision, submission)?;

        let first_event = self.recorded.len();
        let first_seq = (!decision.events.is_empty()).then_some(self.head.seq + 1);
        self.record(decision.events, now, submission)?;
        self.project(first_event)?;
        self.remember(first_seq, now, &decision.answer, submission)?;
        Ok(Receipt {
            first_seq,
            last_seq: self.head.seq,
            answer: decision.answer,
            replayed: false,
            recorded_at: now,
        })
    }

    fn decide(
        &mut self,
        now: Micros,
        submission: &Submission<H::Command>,
    ) -> Result<Decision, Failure<H::Refusal>> {
        let Self { ledger, handler, .. } = self;
        match catch_unwind(AssertUnwindSafe(|| handler.decide(&ledger.tx(), now, submission))) {
            Ok(Ok(decision)) => Ok(decision),
            Ok(Err(Rejected::Refused(refusal))) => {
                Err(Failure::Command { answer: SubmitError::Refused(refusal), forget: false })
            }
            Ok(Err(Rejected::Store(error))) => Err(error.into()),
            Err(panic) => Err(panicked(&*panic)),
        }
    }

    fn project(&mut self, first_event: usize) -> Result<(), Failure<H::Refusal>> {
        let Self { ledger, handler, recorded, .. } = self;
        let events = &recorded[first_event..];
        if events.is_empty() {
            return Ok(());
        }
        match catch_unwind(AssertUnwindSafe(|| handler.project(&ledger.tx(), events))) {
            Ok(projected) => Ok(projected?),
            Err(panic) => Err(panicked(&*panic)),
        }
    }

    /// Appends the events of one command to the chain.
    fn record(
        &mut self,
        drafts: Vec<Draft>,
        now: Micros,
        submission: &Submission<H::Command>,
    ) -> Result<(), JournalError> {
        let mut versions: Vec<(StreamKey, u64)> = Vec::new();
        for draft in drafts {
            let known = versions.iter_mut().find(|(stream, _)| *stream == draft.stream);
            let stream_version = if let Some((_, version)) = known {
                *version += 1;
                *version
            } else {
                let version = self.ledger.tx().stream_version(draft.stream)? + 1;
                versions.push((draft.stream, version));
                version
            };
            // `now` for the first event of the command, a microsecond more for each after it.
            let recorded_at = clock::next_after(self.head.recorded_at, now);
            let mut event = Recorded {
                seq: self.head.seq + 1,
                stream: draft.stream,
                stream_version,
                event_id: clock::event_id(recorded_at),
                command_id: submission.command_id,
                actor: submission.actor,
                kind: draft.kind.to_owned(),
                version: draft.version,
                occurred_at: draft.occurred_at,
                recorded_at,
                subject: draft.subject,
                payload: draft.payload,
                hash: [0; 32],
            };
            event.hash = self.hasher.event(&self.head.hash, &Header::of(&event), &event.payload);
            self.ledger.append(&event, &self.head.hash)?;
            self.head = Head { seq: event.seq, hash: event.hash, recorded_at, command: self.head.command };
            self.recorded.push(event);
        }
        Ok(())
    }

    fn remember(
        &mut self,
        first_seq: Option<u64>,
        now: Micros,
        answer: &[u8],
        submission: &Submission<H::Command>,
    ) -> Result<(), JournalError> {
        let row = CommandRow {
            position: self.head.command + 1,
            clinic: submission.clinic.as_bytes(),
            command_id: submission.command_id.as_bytes(),
            actor: submission.actor.as_bytes(),
            request_hash: &submission.request_hash,
            first_seq,
            last_seq: self.head.seq,
            recorded_at: now.0,
            answer,
        };
        let digest = self.hasher.command(&self.head.hash, &row);
        self.ledger.remember(&row, &digest)?;
        self.head.command += 1;
        Ok(())
    }
}

/// Holds a decision against the limits and against the command's clinic.
fn check<C>(decision: &Decision, submission: &Submission<C>) -> Result<(), JournalError> {
    let broken = |why: String| Err(JournalError::Contract(why));
    if decision.events.len() > MAX_EVENTS_PER_COMMAND {
        return broken(format!("{} events, at most {MAX_EVENTS_PER_COMMAND}", decision.events.len()));
    }
    if decision.answer.len() > MAX_ANSWER_BYTES {
        return broken(format!("an answer of {} bytes, at most {MAX_ANSWER_BYTES}", decision.answer.len()));
    }
    for draft in &decision.events {
        if draft.stream.clinic != submission.clinic {
            return broken(format!("{}: an event for another clinic", draft.kind));
        }
        if draft.kind.is_empty() || draft.kind.len() > MAX_KIND_BYTES {
            return broken(format!("{:?}: a kind has 1 to {MAX_KIND_BYTES} bytes", draft.kind));
        }
        if draft.version == 0 {
            return broken(format!("{}: schema versions start at 1", draft.kind));
        }
        if draft.payload.len() > MAX_PAYLOAD_BYTES {
            let bytes = draft.payload.len();
            return broken(format!("{}: {bytes} bytes, at most {MAX_PAYLOAD_BYTES}", draft.kind));
        }
    }
    Ok(())
}

fn panicked<R>(panic: &(dyn Any + Send)) -> Failure<R> {
    tracing::error!(panic = message(panic), "a command made the handler panic");
    Failure::Command { answer: SubmitError::Panicked, forget: true }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("(no message)")
}
