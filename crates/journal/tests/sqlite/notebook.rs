//! A room with a projection in SQL, for what only the embedded engine can do.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

use journal::{
    Decision, Draft, Handler, JournalError, Micros, Options, Recorded, Rejected, SqliteEngine, SqliteJournal,
    SqliteTx, StreamKey, StreamKind, Submission,
};
use rusqlite::{Connection, params};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const CLINIC: Uuid = Uuid::from_u128(0xC1);

/// A list of pages, and a table whose broken references show only at the commit.
pub(crate) const SCHEMA: &str = "
  CREATE TABLE page (
    clinic BLOB NOT NULL, id BLOB NOT NULL, lines INTEGER NOT NULL, bytes INTEGER NOT NULL,
    last_at INTEGER NOT NULL, PRIMARY KEY (clinic, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE footnote (
    id INTEGER PRIMARY KEY, page INTEGER REFERENCES footnote (id) DEFERRABLE INITIALLY DEFERRED) STRICT;";

pub(crate) enum Command {
    /// A line of so many bytes on a page.
    Write { page: u128, bytes: usize },
    /// Lets the file have so many pages at most, as if the disk were that large.
    /// Refused always, so that it leaves no trace.
    LimitPages(u32),
    /// A projection whose fault shows at the commit.
    Orphan { page: u128 },
    /// Stops the writer inside its transaction until the other end is dropped.
    Wait(Receiver<()>),
}

#[derive(Clone, Default)]
pub(crate) struct Notebook {
    pub(crate) rolled_back: Arc<Mutex<usize>>,
    orphan: bool,
}

impl Handler<SqliteEngine> for Notebook {
    type Command = Command;
    type Refusal = ();

    fn decide(
        &mut self,
        tx: &SqliteTx<'_>,
        now: Micros,
        submission: &Submission<Command>,
    ) -> Result<Decision, Rejected<()>> {
        self.orphan = false;
        let (page, bytes) = match &submission.body {
            Command::Write { page, bytes } => (*page, *bytes),
            Command::LimitPages(pages) => {
                tx.connection()
                    .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, i64>(0))
                    .map_err(JournalError::from)?;
                return Err(Rejected::Refused(()));
            }
            Command::Orphan { page } => {
                self.orphan = true;
                (*page, 1)
            }
            Command::Wait(until) => {
                // A message only asks whether the writer is here; that the other end was dropped is the signal.
                while until.recv().is_ok() {}
                return Ok(Decision::default());
            }
        };
        let draft = Draft {
            stream: stream(page),
            kind: "line.written",
            version: 1,
            occurred_at: now,
            subject: None,
            payload: vec![b'a'; bytes],
        };
        Ok(Decision { events: vec![draft], answer: vec![] })
    }

    fn project(&mut self, tx: &SqliteTx<'_>, recorded: &[Recorded]) -> Result<(), JournalError> {
        for event in recorded {
            let (clinic, id) = (event.stream.clinic.as_bytes(), event.stream.id.as_bytes());
            tx.connection().execute(
                "INSERT INTO page (clinic, id, lines, bytes, last_at) VALUES (?1, ?2, 1, ?3, ?4)
                 ON CONFLICT DO UPDATE SET lines = lines + 1, bytes = bytes + ?3, last_at = ?4",
                params![clinic, id, event.payload.len() as i64, event.recorded_at.0],
            )?;
        }
        if self.orphan {
            tx.connection().execute("INSERT INTO footnote (page) VALUES (4711)", [])?;
        }
        Ok(())
    }

    fn committed(&mut self, _: &[Recorded]) {}

    fn rolled_back(&mut self) {
        *self.rolled_back.lock().unwrap() += 1;
    }
}

/// A folder with a journal in it.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder().join("journal.sqlite")
    }

    pub(crate) fn open(&self) -> SqliteJournal<Notebook> {
        self.open_with(&[SCHEMA]).unwrap()
    }

    pub(crate) fn open_with(&self, schema: &[&str]) -> Result<SqliteJournal<Notebook>, JournalError> {
        SqliteJournal::open(self.path(), Options { schema, ..Options::default() }, Notebook::default())
    }

    /// A connection that has been told nothing about how to behave.
    pub(crate) fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    /// The projection, as text, in a fixed order.
    pub(crate) fn pages(&self) -> Vec<String> {
        let raw = self.raw();
        let mut statement = raw
            .prepare("SELECT hex(clinic) || hex(id) || lines || bytes || last_at FROM page ORDER BY 1")
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }
}

pub(crate) fn stream(page: u128) -> StreamKey {
    StreamKey { clinic: CLINIC, kind: StreamKind::Session, id: Uuid::from_u128(page) }
}

pub(crate) fn submission(id: u128, body: Command) -> Submission<Command> {
    Submission {
        command_id: Uuid::from_u128(id),
        clinic: CLINIC,
        actor: Uuid::from_u128(0xAC),
        request_hash: [1; 32],
        expected: None,
        body,
    }
}

/// Writes so many lines over three pages, with command ids from `from` on.
pub(crate) fn write_lines(journal: &SqliteJournal<Notebook>, from: u128, count: u128) {
    for id in from..from + count {
        let line = Command::Write { page: id % 3, bytes: 20 };
        journal.submit_blocking(submission(id, line)).unwrap();
    }
}
