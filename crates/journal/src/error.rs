//! What can go wrong with a journal.
//!
//! [`JournalError`] is for the people who run a clinic and for the room above: it
//! says what happened to the store. [`SubmitError`](crate::SubmitError) is for the
//! person who gave a command: it says what became of that command. The writer turns
//! the one into the other and writes the first to the log, because "page 814 is
//! malformed" helps nobody who is holding a needle.
//!
//! Errors of the store come in two sizes. Those that the whole store suffers from
//! (disk full, read or write error, damage: [`JournalError::is_fatal_to_batch`]) fail
//! every command of the batch. Those of one statement (a projection that breaks one
//! of its own constraints) fail that command only.

use std::path::PathBuf;

/// What can go wrong with a journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// SQLite says no.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Another process owns this journal. Two writers would break the chain.
    #[error("{} is in use by another process{}", path.display(), owner.as_deref().unwrap_or_default())]
    InUse {
        /// The journal.
        path: PathBuf,
        /// Who holds it, as far as the lock file tells: ` (process 4711)`.
        owner: Option<String>,
    },
    /// There is no file at this path.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The path that was looked at.
        path: PathBuf,
    },
    /// The file is an SQLite database, but not a journal.
    #[error("{} is not a journal: {why}", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
        /// What tells.
        why: String,
    },
    /// The file was written by a newer version of this program.
    #[error(
        "{room}: the file has migration {found}, this program knows {known}; it was written by a newer version"
    )]
    Newer {
        /// Whose tables: the journal's own, or the projections.
        room: &'static str,
        /// The last migration that the file has.
        found: usize,
        /// The last that this program knows.
        known: usize,
    },
    /// A migration that was applied long ago reads differently now. Migrations are
    /// only ever added.
    #[error("{room}: migration {number} was changed after it was applied")]
    MigrationChanged {
        /// Whose tables.
        room: &'static str,
        /// Which migration, from 1.
        number: usize,
    },
    /// A stored event cannot be read back.
    #[error("event {seq} is damaged: {what}")]
    Damaged {
        /// Its position; 0 where it is not known.
        seq: u64,
        /// What is wrong with it.
        what: String,
    },
    /// The handler handed over something that the journal does not take.
    #[error("the handler broke its contract: {0}")]
    Contract(String),
    /// The handler failed for a reason of its own: a payload that it cannot decode, a
    /// projection that does not fit.
    #[error("{0}")]
    Handler(String),
    /// A copy was made, but it does not verify. It was not put in place.
    #[error("the copy does not verify: {0}")]
    UnsoundCopy(String),
}

impl JournalError {
    /// An error of the handler's own; see [`JournalError::Handler`].
    pub fn handler(why: impl std::fmt::Display) -> Self {
        Self::Handler(why.to_string())
    }

    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// Whether the store as a whole suffers, so that no command of the batch can be
    /// relied upon: disk full, read or write error, damage, a lock held by a stranger.
    pub fn is_fatal_to_batch(&self) -> bool {
        use rusqlite::ErrorCode as Code;
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    Code::DiskFull
                        | Code::SystemIoFailure
                        | Code::OutOfMemory
                        | Code::DatabaseCorrupt
                        | Code::NotADatabase
                        | Code::ReadOnly
                        | Code::CannotOpen
                        | Code::DatabaseBusy
                        | Code::DatabaseLocked
                        | Code::OperationInterrupted
                        | Code::FileLockingProtocolFailed
                )
            ),
            Self::Contract(_) | Self::Handler(_) => false,
            _ => true,
        }
    }
}
