//! Opening SQLite connections so that they keep the journal's promises.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::JournalError;
use crate::limits::{CHECKPOINT_PAGES, STATEMENTS};

/// "Drpt": what `file(1)` and this program know a journal by.
const APPLICATION_ID: i32 = 0x4472_7074;

/// How long to wait for a lock that should not be there: somebody looking into the file
/// with another program.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The writer's connection; creates the file if there is none.
pub(super) fn open_writer(path: &Path) -> Result<Connection, JournalError> {
    let connection = Connection::open(path)?;
    prepare(&connection)?;
    mark_or_check(&connection, path)?;
    // A commit is in the log and the log on the disk before anybody is told: FULL.
    // `secure_delete`: a projection row that is dropped leaves no name behind in the file.
    // `temp_store`: what a savepoint may have to undo stays in memory.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8192;",
    )?;
    // The writer folds the log into the file itself. A second connection could do it
    // beside the writer, and was a little faster; but that is the arrangement in which
    // SQLite before 3.51.3 lost commits, and a journal had better not live near such edges.
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        return Err(JournalError::NotAJournal {
            path: path.to_owned(),
            why: "its file system cannot keep a write-ahead log (a network drive?)".into(),
        });
    }
    Ok(connection)
}

/// A connection that cannot write.
pub(super) fn open_reader(path: &Path) -> Result<Connection, JournalError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2048;")?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), JournalError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Plans that do not depend on the values bound. Otherwise SQLite parses a prepared
    // statement anew whenever a compared value changes, which was a quarter of the
    // writer's time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // `recursive_triggers`: without it a replacing INSERT deletes the old row behind the
    // back of the trigger that forbids it. `trusted_schema`: a damaged or forged file may
    // name functions in its schema; they are not run. `cell_size_check`: damage is met
    // with an error early.
    connection.execute_batch(
        "PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(())
}

/// Marks a fresh file as a journal; refuses a foreign one.
fn mark_or_check(connection: &Connection, path: &Path) -> Result<(), JournalError> {
    let not_a_journal = |why: String| JournalError::NotAJournal { path: path.to_owned(), why };
    let id = match connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0)) {
        Ok(id) => id,
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(not_a_journal("it is not an SQLite database".into()));
        }
        Err(error) => return Err(error.into()),
    };
    if id == APPLICATION_ID {
        return Ok(());
    }
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if objects > 0 {
        return Err(not_a_journal(format!("its application id is {id:#010x}, with {objects} tables")));
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(())
}

/// Whether the file calls itself a journal.
pub(super) fn is_journal(connection: &Connection) -> Result<bool, rusqlite::Error> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(id == APPLICATION_ID)
}
