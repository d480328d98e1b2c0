//! The write transaction in SQL.

use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::{SqliteEngine, SqliteTx};
use crate::chain::CommandRow;
use crate::command::Receipt;
use crate::error::JournalError;
use crate::event::{Micros, Recorded};
use crate::ledger::{Ledger, Remembered};

/// The writer's connection.
pub(super) struct SqliteLedger {
    connection: Connection,
}

impl SqliteLedger {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection }
    }

    fn run(&self, sql: &str) -> Result<(), JournalError> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

impl Ledger for SqliteLedger {
    type Engine = SqliteEngine;

    fn begin(&mut self) -> Result<(), JournalError> {
        self.run("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<(), JournalError> {
        self.run("COMMIT")
    }

    fn rollback(&mut self) {
        // Some errors (a full disk is one) have ended the transaction already.
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }

    fn savepoint(&mut self) -> Result<(), JournalError> {
        self.run("SAVEPOINT command")
    }

    fn release(&mut self) -> Result<(), JournalError> {
        self.run("RELEASE command")
    }

    fn undo(&mut self) -> Result<(), JournalError> {
        self.run("ROLLBACK TO command")?;
        self.run("RELEASE command")
    }

    fn tx(&self) -> SqliteTx<'_> {
        SqliteTx::over(&self.connection)
    }

    fn recall(&self, clinic: Uuid, command_id: Uuid) -> Result<Option<Remembered>, JournalError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT actor, request_hash, first_seq, last_seq, recorded_at, answer
             FROM command WHERE clinic = ?1 AND command_id = ?2",
        )?;
        let remembered = statement.query_row(params![clinic.as_bytes(), command_id.as_bytes()], |row| {
            Ok(Remembered {
                actor: Uuid::from_bytes(row.get(0)?),
                request_hash: row.get(1)?,
                receipt: Receipt {
                    first_seq: row.get::<_, Option<i64>>(2)?.map(|seq| seq as u64),
                    last_seq: row.get::<_, i64>(3)? as u64,
                    answer: row.get(5)?,
                    replayed: true,
                    recorded_at: Micros(row.get(4)?),
                },
            })
        });
        Ok(remembered.optional()?)
    }

    fn append(&self, event: &Recorded, previous: &[u8; 32]) -> Result<(), JournalError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO event (seq, clinic, stream_kind, stream_id, stream_version, event_id, command_id,
               actor, subject, kind, version, occurred_at, recorded_at, payload, prev_hash, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        statement.execute(params![
            event.seq as i64,
            event.stream.clinic.as_bytes(),
            event.stream.kind.as_str(),
            event.stream.id.as_bytes(),
            event.stream_version as i64,
            event.event_id.as_bytes(),
            event.command_id.as_bytes(),
            event.actor.as_bytes(),
            event.subject.as_ref().map(Uuid::as_bytes),
            event.kind,
            event.version,
            event.occurred_at.0,
            event.recorded_at.0,
            event.payload,
            previous,
            event.hash,
        ])?;
        Ok(())
    }

    fn remember(&self, command: &CommandRow<'_>, digest: &[u8; 32]) -> Result<(), JournalError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO command (position, clinic, command_id, actor, request_hash, first_seq, last_seq,
               recorded_at, answer, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        statement.execute(params![
            command.position as i64,
            command.clinic,
            command.command_id,
            command.actor,
            command.request_hash,
            command.first_seq.map(|seq| seq as i64),
            command.last_seq as i64,
            command.recorded_at,
            command.answer,
            digest,
        ])?;
        Ok(())
    }
}
