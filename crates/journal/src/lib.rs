//! Where events are kept, for ever.
//!
//! A journal is a file to which events are appended, and in which nothing is ever
//! changed. Everything else that a clinic has on its screens is computed from it and
//! could be thrown away and computed again. This crate keeps the events; it does not know
//! what they mean. A payload is a handful of bytes to it, and the room above, which
//! implements [`Handler`], decides what to append.
//!
//! # How a command becomes history
//!
//! Somebody presses "sign". The form that they see carries a *command id*, minted when
//! the form was made. The command goes into a queue ([`Journal::submit`]); one thread,
//! the writer, takes everything that waits there, up to sixty-four commands, and opens
//! one transaction. For each command, in a savepoint of its own, it
//!
//! 1. looks the command id up. If it is known, the command is a retry, and its old
//!    answer is the answer;
//! 2. compares the version of the stream with the one that the person was looking at, if
//!    they said so;
//! 3. asks [`Handler::decide`], which refuses or yields events;
//! 4. gives each event its place in the journal, its version in its stream and its time,
//!    links it to the chain and inserts it;
//! 5. asks [`Handler::project`] to bring the tables up to date that pages read from;
//! 6. notes the command id with its answer.
//!
//! Then one commit brings all of it to the disk, and only when the disk has confirmed do
//! the answers go out. The commit is what costs time; sharing it is why thirty-two people
//! who save at once wait hardly longer than one. Nobody waits for a batch to fill.
//!
//! Deciding inside the writer means that no two decisions ever run at the same time. A
//! rule such as "one open session per patient" is an ordinary query, not a race.
//!
//! ```
//! # use journal::*;
//! # use uuid::Uuid;
//! struct Greeter;
//!
//! impl Handler<SqliteEngine> for Greeter {
//!     type Command = StreamKey;
//!     type Refusal = &'static str;
//!
//!     fn decide(
//!         &mut self,
//!         tx: &SqliteTx<'_>,
//!         now: Micros,
//!         submission: &Submission<StreamKey>,
//!     ) -> Result<Decision, Rejected<&'static str>> {
//!         let stream = submission.body;
//!         if tx.stream_version(stream)? > 0 {
//!             return Err(Rejected::Refused("we have met"));
//!         }
//!         let payload = b"hello".to_vec();
//!         let greeted = Draft { stream, kind: "patient.greeted", version: 1, occurred_at: now, subject: None, payload };
//!         Ok(Decision { events: vec![greeted], answer: vec![] })
//!     }
//!
//!     fn project(&mut self, _: &SqliteTx<'_>, _: &[Recorded]) -> Result<(), JournalError> {
//!         Ok(())
//!     }
//!
//!     fn committed(&mut self, _: &[Recorded]) {}
//!     fn rolled_back(&mut self) {}
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let path = folder.path().join("journal.sqlite");
//! let journal = SqliteJournal::open(&path, Options::default(), Greeter)?;
//! let clinic = Uuid::now_v7();
//! let patient = StreamKey { clinic, kind: StreamKind::Patient, id: Uuid::now_v7() };
//! let greet = Submission {
//!     command_id: Uuid::now_v7(),
//!     clinic,
//!     actor: Uuid::now_v7(),
//!     request_hash: [0; 32],
//!     expected: Some((patient, 0)),
//!     body: patient,
//! };
//! assert_eq!(journal.submit_blocking(greet.clone())?.first_seq, Some(1));
//! // The same form, sent twice, happens once.
//! assert!(journal.submit_blocking(greet)?.replayed);
//! assert!(verify(&path)?.is_sound());
//! # Ok(())
//! # }
//! ```
//!
//! # What is promised
//!
//! - **Answered is kept.** A [`Receipt`] means that the events are on the disk
//!   (write-ahead log, `synchronous=FULL`), however the process ends afterwards. A refused
//!   command leaves no trace.
//! - **All or nothing.** The events of a command, its answer and the projections of its
//!   events are in one transaction.
//! - **Once.** A command id takes effect once in its clinic. Whoever did not hear an
//!   answer may send the same command again, at any time, and is told how it ended.
//! - **In order.** Positions and stream versions have no gaps; `recorded_at` grows with
//!   every event, even if the clock is set back (then it advances by a microsecond at a
//!   time until the clock has caught up).
//! - **One owner.** The operating system holds a lock as long as a journal is open.
//! - **Readers do not wait.** [`Readers`] see the last committed state, whatever the
//!   writer is doing.
//! - **Damage is found.** [`verify`] recomputes everything from the stored bytes and names
//!   the first event that is not as it was recorded.
//!
//! # What the chain proves, and what it cannot
//!
//! Every event carries a hash over its own bytes and the hash of the event before it (the
//! [`chain`] module has the layout). Whoever changes, removes, inserts or reorders events
//! must recompute every hash that follows. A failing disk does not do that, nor does a
//! curious person with a database tool: both are found.
//!
//! But nothing in the file keeps a determined person who owns it from computing all the
//! hashes anew, or from cutting the last events off together with the commands that
//! mention them. What is left is a sound, shorter, different history. No file can prove
//! that it is not such a one; only something outside of it can. That something is an
//! [`Anchor`]: a position and its hash, forty bytes, written down where whoever owns the
//! file cannot change it. On the printed note that a patient takes home, in the mail of
//! the day to the owner, on another machine. [`verify_against`] holds anchors against the
//! chain: with yesterday's anchor, all that was recorded until yesterday is proved, by
//! everyone who trusts the anchor. [`VerifyReport::head`] is the anchor to write down.
//!
//! The triggers that forbid `UPDATE`, `DELETE` and `INSERT OR REPLACE` are a seat belt
//! against slips, not a lock.
//!
//! Nor is the journal secret: headers and payloads lie in the file as they were handed
//! over. Payloads can be sealed with a key per [`Draft::subject`] before they come here;
//! the chain runs over the sealed bytes, so that it stays provable when a key is destroyed.
//!
//! # Projections
//!
//! Tables that pages read from live in the same file. Their definitions come in as
//! numbered scripts ([`Options::schema`]), applied once each, in order; a file that has
//! data is copied aside before that. They are written by [`Handler::project`] and by
//! nothing else, so [`rebuild`] can empty and refill them at any time. Leave the tables
//! `event` and `command` alone: what is hung on them, be it an index, verification reports.
//! A deferred constraint in a projection fails only at the commit, and with it everybody
//! in the batch; use immediate ones.
//!
//! # Engines
//!
//! [`Engine`], [`Handler`] and [`Journal`] do not know SQL, nor does the writer's loop;
//! the embedded engine is in [`sqlite`]. The tests in `tests/conformance` are written
//! against the traits, for the next engine to pass as well.

pub mod chain;
mod clock;
mod command;
mod error;
mod event;
mod handler;
mod ledger;
pub mod limits;
mod queue;
mod report;
pub mod sqlite;
mod writer;

pub use clock::{Clock, system_clock};
pub use command::{Decision, Receipt, Rejected, Submission, SubmitError};
pub use error::JournalError;
pub use event::{Draft, Micros, Recorded, StreamKey, StreamKind};
pub use handler::{Engine, Handler, Journal, ReadStreams};
pub use report::{Anchor, BadAnchor, BadEvent, Fault, VerifyReport};
pub use sqlite::{
    Options, Readers, Rebuilt, SqliteEngine, SqliteJournal, SqliteTx, backup, head_seq, read_all,
    read_stream, rebuild, stream_version, verify, verify_against,
};
