//! What the writer asks of an engine.

use uuid::Uuid;

use crate::chain::{CommandRow, GENESIS};
use crate::command::Receipt;
use crate::error::JournalError;
use crate::event::{Micros, Recorded};
use crate::handler::Engine;

/// One engine's write transaction, as the writer drives it.
pub(crate) trait Ledger: Send + 'static {
    type Engine: Engine;

    fn begin(&mut self) -> Result<(), JournalError>;
    fn commit(&mut self) -> Result<(), JournalError>;
    /// Ends the transaction without a trace; a transaction that is gone already is fine.
    fn rollback(&mut self);
    fn savepoint(&mut self) -> Result<(), JournalError>;
    fn release(&mut self) -> Result<(), JournalError>;
    /// Undoes everything since the savepoint, and ends it.
    fn undo(&mut self) -> Result<(), JournalError>;

    fn tx(&self) -> <Self::Engine as Engine>::Tx<'_>;
    /// What is kept about a command that was recorded before.
    fn recall(&self, clinic: Uuid, command_id: Uuid) -> Result<Option<Remembered>, JournalError>;
    fn append(&self, event: &Recorded, previous: &[u8; 32]) -> Result<(), JournalError>;
    fn remember(&self, command: &CommandRow<'_>, digest: &[u8; 32]) -> Result<(), JournalError>;
}

/// A command that was recorded before.
pub(crate) struct Remembered {
    pub(crate) actor: Uuid,
    pub(crate) request_hash: [u8; 32],
    pub(crate) receipt: Receipt,
}

/// Where the journal ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) seq: u64,
    pub(crate) hash: [u8; 32],
    pub(crate) recorded_at: Micros,
    /// Position of the last recorded command.
    pub(crate) command: u64,
}

impl Head {
    pub(crate) const EMPTY: Self = Self { seq: 0, hash: GENESIS, recorded_at: Micros(0), command: 0 };
}
