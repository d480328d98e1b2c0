//! Filling the projections anew from the journal.

use std::path::Path;

use uuid::Uuid;

use super::lock::Lock;
use super::{Options, SqliteEngine, SqliteTx, connection, migrate, rows};
use crate::error::JournalError;
use crate::event::Recorded;
use crate::handler::Handler;

/// Events read at a time; bounds the memory of a rebuild.
const PIECE: usize = 1024;

/// What a rebuild did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rebuilt {
    /// Commands replayed.
    pub commands: u64,
    /// Events replayed.
    pub events: u64,
}

/// Empties the projections and fills them again by replaying every event.
///
/// `clear` deletes what the projections hold. Then [`Handler::project`] is called with
/// the events of one command after the other, exactly as it was when they were new. All
/// of it is one transaction: after an error or a crash the old projections are there,
/// and readers see them until the end. `progress` is told how many of how many events
/// are done.
///
/// The journal must not be open elsewhere.
pub fn rebuild<H: Handler<SqliteEngine>>(
    path: impl AsRef<Path>,
    options: Options<'_>,
    handler: &mut H,
    clear: impl FnOnce(&SqliteTx<'_>) -> Result<(), JournalError>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Rebuilt, JournalError> {
    let path = path.as_ref();
    if !path.exists() {
        return Err(JournalError::Missing { path: path.to_owned() });
    }
    let _lock = Lock::take(path)?;
    let connection = connection::open_writer(path)?;
    migrate::migrate(&connection, path, options.schema, (options.clock)())?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let tx = SqliteTx::over(&connection);
    let rebuilt = clear(&tx).and_then(|()| replay(&tx, handler, &mut progress)).and_then(|rebuilt| {
        connection.execute_batch("COMMIT")?;
        Ok(rebuilt)
    });
    if rebuilt.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    handler.rolled_back();
    rebuilt
}

fn replay<H: Handler<SqliteEngine>>(
    tx: &SqliteTx<'_>,
    handler: &mut H,
    progress: &mut impl FnMut(u64, u64),
) -> Result<Rebuilt, JournalError> {
    let total = rows::head_seq(tx.connection())?;
    let mut rebuilt = Rebuilt::default();
    let mut group: Vec<Recorded> = Vec::new();
    let mut flush = |group: &mut Vec<Recorded>| -> Result<(), JournalError> {
        if !group.is_empty() {
            handler.project(tx, group)?;
            rebuilt.commands += 1;
            rebuilt.events += group.len() as u64;
            group.clear();
        }
        Ok(())
    };
    let mut after = 0;
    loop {
        let piece = rows::read_all(tx.connection(), after, PIECE)?;
        let Some(last) = piece.last() else { break };
        after = last.seq;
        for event in piece {
            if group.last().is_some_and(|before| origin(before) != origin(&event)) {
                flush(&mut group)?;
            }
            group.push(event);
        }
        progress(after, total);
    }
    flush(&mut group)?;
    Ok(rebuilt)
}

fn origin(event: &Recorded) -> (Uuid, Uuid) {
    (event.stream.clinic, event.command_id)
}
