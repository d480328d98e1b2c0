//! Read connections: a few, opened when they are needed, lent and given back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connection;
use crate::error::JournalError;

/// Connections that can read and nothing else. A clone is the same pool.
///
/// A reader sees the journal as it was when its `with` began: everything that had been
/// answered by then, and nothing half done. It waits for other readers if all
/// connections are lent out, but never for the writer.
#[derive(Clone)]
pub struct Readers {
    pool: Arc<Pool>,
}

struct Pool {
    path: PathBuf,
    limit: usize,
    state: Mutex<State>,
    given_back: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    /// Open connections, idle ones and those lent out.
    open: usize,
}

impl Readers {
    pub(super) fn new(path: &Path, limit: usize) -> Self {
        let pool = Pool {
            path: path.to_owned(),
            limit: limit.max(1),
            state: Mutex::default(),
            given_back: Condvar::new(),
        };
        Self { pool: Arc::new(pool) }
    }

    /// Lends a connection to `read`, inside one read transaction, so that several
    /// queries see the same state.
    ///
    /// Blocks while all connections are lent out; never call it inside another `with`.
    /// It does file reads: in async code call it where blocking is allowed.
    pub fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, JournalError>,
    ) -> Result<T, JournalError> {
        let lent = Lent { pool: &self.pool, connection: Some(self.pool.take()?) };
        let connection = lent.connection();
        connection.prepare_cached("BEGIN")?.execute([])?;
        let result = read(connection);
        connection.prepare_cached("COMMIT")?.execute([])?;
        result
    }

    /// Closes the connections that nobody is using.
    pub(super) fn close_idle(&self) {
        let mut state = self.pool.lock();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
    }
}

impl Pool {
    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is sound at every point where a panic could strike.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Connection, JournalError> {
        let mut state = self.lock();
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(connection);
            }
            if state.open < self.limit {
                state.open += 1;
                drop(state);
                return connection::open_reader(&self.path).inspect_err(|_| self.give_back(None));
            }
            state = self.given_back.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes a connection back; `None` if it was lost.
    fn give_back(&self, connection: Option<Connection>) {
        let mut state = self.lock();
        match connection {
            Some(connection) => state.idle.push(connection),
            None => state.open -= 1,
        }
        drop(state);
        self.given_back.notify_one();
    }
}

/// A connection on loan, given back even if `read` panics.
struct Lent<'p> {
    pool: &'p Pool,
    connection: Option<Connection>,
}

impl Lent<'_> {
    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("present until it is given back")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        // One that is still inside its transaction (a panic, an error) would hold an old
        // state of the journal for ever; close it instead.
        let connection = self.connection.take().filter(Connection::is_autocommit);
        self.pool.give_back(connection);
    }
}
