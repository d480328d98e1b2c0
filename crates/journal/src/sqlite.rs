//! The embedded engine: one SQLite file, one owner.

mod backup;
mod connection;
mod ledger;
mod lock;
mod migrate;
mod readers;
mod rebuild;
mod rows;
mod verify;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use self::backup::backup;
pub use self::readers::Readers;
pub use self::rebuild::{Rebuilt, rebuild};
pub use self::rows::{head_seq, read_all, read_stream, stream_version};
pub use self::verify::{verify, verify_against};

use self::ledger::SqliteLedger;
use self::lock::Lock;
use crate::clock::{Clock, system_clock};
use crate::command::{Receipt, Submission, SubmitError};
use crate::error::JournalError;
use crate::event::{Recorded, StreamKey};
use crate::handler::{Engine, Handler, Journal, ReadStreams};
use crate::limits;
use crate::queue::WriterHandle;
use crate::report::VerifyReport;

/// The embedded engine.
#[derive(Clone, Copy, Debug)]
pub struct SqliteEngine;

impl Engine for SqliteEngine {
    type Tx<'t> = SqliteTx<'t>;
}

/// A transaction on an SQLite connection.
#[derive(Debug)]
pub struct SqliteTx<'t> {
    connection: &'t Connection,
}

impl<'t> SqliteTx<'t> {
    /// Looks at a connection as a transaction, so that what is written against
    /// [`ReadStreams`] also runs on a connection of [`Readers`].
    pub fn over(connection: &'t Connection) -> Self {
        Self { connection }
    }

    /// The connection, for projections that are written in the same transaction. Leave
    /// the transaction itself alone: no `BEGIN`, `COMMIT` or `ROLLBACK`.
    pub fn connection(&self) -> &'t Connection {
        self.connection
    }
}

impl ReadStreams for SqliteTx<'_> {
    fn read_stream(&self, key: StreamKey, after_version: u64) -> Result<Vec<Recorded>, JournalError> {
        read_stream(self.connection, key, after_version)
    }

    fn stream_version(&self, key: StreamKey) -> Result<u64, JournalError> {
        stream_version(self.connection, key)
    }
}

/// How to open a journal. `Options::default()` suits, but for the schema.
#[derive(Clone)]
pub struct Options<'a> {
    /// The projections' migrations, oldest first, each a script of SQL statements.
    /// Once one has been applied anywhere it may never change; add another.
    pub schema: &'a [&'a str],
    /// Where `recorded_at` comes from.
    pub clock: Clock,
    /// Commands that may wait for the writer; [`limits::QUEUE_COMMANDS`].
    pub queue_commands: usize,
    /// Read connections open at the same time; [`limits::READERS`].
    pub readers: usize,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            schema: &[],
            clock: system_clock(),
            queue_commands: limits::QUEUE_COMMANDS,
            readers: limits::READERS,
        }
    }
}

/// A journal in one SQLite file, owned by this process until it is dropped.
pub struct SqliteJournal<H: Handler<SqliteEngine>> {
    path: PathBuf,
    readers: Readers,
    writer: WriterHandle<H::Command, H::Refusal>,
    /// Let go last.
    _lock: Lock,
}

impl<H: Handler<SqliteEngine>> SqliteJournal<H> {
    /// Opens the journal at `path`, creating it if it does not exist (the folder must),
    /// applies new migrations and starts the writer.
    ///
    /// # Errors
    /// [`JournalError::InUse`] if another process has it open,
    /// [`JournalError::NotAJournal`] for a foreign file, [`JournalError::Newer`] or
    /// [`JournalError::MigrationChanged`] if its tables are not those of this program.
    pub fn open(path: impl AsRef<Path>, options: Options<'_>, handler: H) -> Result<Self, JournalError> {
        let path = path.as_ref().to_owned();
        let lock = Lock::take(&path)?;
        let connection = connection::open_writer(&path)?;
        migrate::migrate(&connection, &path, options.schema, (options.clock)())?;
        let head = rows::head(&connection)?;
        let readers = Readers::new(&path, options.readers);
        let writer = WriterHandle::start(
            SqliteLedger::new(connection),
            handler,
            head,
            options.clock,
            options.queue_commands,
        )
        .map_err(JournalError::io(&path))?;
        Ok(Self { path, readers, writer, _lock: lock })
    }

    /// Where the journal lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Connections for reading, which never wait for the writer. A cheap handle.
    pub fn reader(&self) -> Readers {
        self.readers.clone()
    }

    /// As [`Journal::submit`], for a thread that is not part of an async runtime.
    pub fn submit_blocking(
        &self,
        submission: Submission<H::Command>,
    ) -> Result<Receipt, SubmitError<H::Refusal>> {
        self.writer.enqueue(submission)?.blocking_recv().unwrap_or(Err(SubmitError::Unavailable))
    }

    /// [`backup()`] of this journal while it runs.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<VerifyReport, JournalError> {
        backup(&self.path, to)
    }
}

impl<H: Handler<SqliteEngine>> Journal<H::Command, H::Refusal> for SqliteJournal<H> {
    async fn submit(&self, submission: Submission<H::Command>) -> Result<Receipt, SubmitError<H::Refusal>> {
        // A writer that is gone drops the way back; what became of the command is open.
        self.writer.enqueue(submission)?.await.unwrap_or(Err(SubmitError::Unavailable))
    }
}

impl<H: Handler<SqliteEngine>> Drop for SqliteJournal<H> {
    fn drop(&mut self) {
        // Readers first: the last connection to close folds the log into the file, and
        // that can only be the writer's.
        self.readers.close_idle();
    }
}
