//! Where events are kept, for ever: hash chain, idempotent commands, group commit, verify, backup.

pub mod chain;
mod clock;
mod command;
mod error;
mod event;
mod handler;
pub mod limits;
mod report;
pub mod sqlite;
mod writer;

pub use clock::{Clock, system_clock};
pub use command::{Decision, Receipt, Rejected, Submission, SubmitError};
pub use error::JournalError;
pub use event::{Draft, Micros, Recorded, StreamKey, StreamKind};
pub use handler::{Engine, Handler, Journal, ReadStreams};
pub use report::{Anchor, BadEvent, Fault, VerifyReport};
pub use sqlite::{
    Options, Readers, Rebuilt, SqliteEngine, SqliteJournal, SqliteTx, backup, head_seq, read_all,
    read_stream, rebuild, stream_version, verify, verify_against,
};
