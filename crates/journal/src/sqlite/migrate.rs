//! Migrations: numbered, forward only, never changed once applied.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::backup::copy_into;
use crate::error::JournalError;
use crate::event::Micros;

/// The journal's own tables; the last number is the file's `user_version`.
pub(super) const JOURNAL: &[&str] = &[include_str!("schema.sql")];

/// Brings the file up to date: the journal's own tables, then the projections'. All in
/// one transaction; a file that had data is copied aside first.
pub(super) fn migrate(
    connection: &Connection,
    path: &Path,
    projections: &[&str],
    now: Micros,
) -> Result<(), JournalError> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (
           room       TEXT    NOT NULL,
           number     INTEGER NOT NULL,
           sha256     BLOB    NOT NULL CHECK (length(sha256) = 32),
           applied_at INTEGER NOT NULL,
           PRIMARY KEY (room, number)
         ) STRICT, WITHOUT ROWID;",
    )?;
    let own = pending(connection, "journal", JOURNAL)?;
    let theirs = pending(connection, "projections", projections)?;
    if own.is_empty() && theirs.is_empty() {
        return Ok(());
    }
    let existed = own.len() < JOURNAL.len();
    if existed {
        let aside = aside_path(path, JOURNAL.len() - own.len(), projections.len() - theirs.len());
        copy_into(connection, &aside)?;
        tracing::info!(copy = %aside.display(), "copied the journal aside before changing its tables");
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let applied = apply(connection, "journal", JOURNAL.len(), own, now)
        .and_then(|()| apply(connection, "projections", projections.len(), theirs, now))
        .and_then(|()| Ok(connection.pragma_update(None, "user_version", JOURNAL.len() as i64)?))
        .and_then(|()| Ok(connection.execute_batch("COMMIT")?));
    if applied.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    applied
}

/// The scripts that are not yet applied, after holding those that are against their checksums.
fn pending<'s>(
    connection: &Connection,
    room: &'static str,
    scripts: &'s [&'s str],
) -> Result<&'s [&'s str], JournalError> {
    let mut statement = connection.prepare("SELECT sha256 FROM migration WHERE room = ?1 ORDER BY number")?;
    let applied: Vec<[u8; 32]> = statement.query_map([room], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if applied.len() > scripts.len() {
        return Err(JournalError::Newer { room, found: applied.len(), known: scripts.len() });
    }
    for (index, (sum, script)) in applied.iter().zip(scripts).enumerate() {
        if *sum != checksum(script) {
            return Err(JournalError::MigrationChanged { room, number: index + 1 });
        }
    }
    Ok(&scripts[applied.len()..])
}

fn apply(
    connection: &Connection,
    room: &str,
    total: usize,
    pending: &[&str],
    now: Micros,
) -> Result<(), JournalError> {
    for (index, script) in pending.iter().enumerate() {
        let number = total - pending.len() + index + 1;
        connection.execute_batch(script)?;
        connection.execute(
            "INSERT INTO migration (room, number, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)",
            params![room, number as i64, checksum(script), now.0],
        )?;
    }
    Ok(())
}

fn checksum(script: &str) -> [u8; 32] {
    Sha256::digest(script.as_bytes()).into()
}

/// `journal.sqlite` as it was with so many migrations: `journal.before-1-4.sqlite`.
fn aside_path(path: &Path, own: usize, theirs: usize) -> PathBuf {
    path.with_extension(format!("before-{own}-{theirs}.sqlite"))
}
