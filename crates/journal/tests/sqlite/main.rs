//! The embedded engine: the rules that every engine must keep, and what only a file can suffer.

mod append_only;
mod backups;
#[path = "../conformance/mod.rs"]
mod conformance;
mod faults;
mod kill;
mod migrations;
mod notebook;
mod owner;
mod readers;
mod rebuilds;
mod tamper;

use std::path::PathBuf;

use conformance::counter::Counter;
use conformance::{Bench, suite};
use journal::{Clock, Options, Recorded, SqliteEngine, SqliteJournal, VerifyReport, read_all, verify};
use rusqlite::Connection;
use tempfile::TempDir;

struct SqliteBench {
    folder: TempDir,
}

impl SqliteBench {
    fn path(&self) -> PathBuf {
        self.folder.path().join("journal.sqlite")
    }
}

impl Bench for SqliteBench {
    type Engine = SqliteEngine;
    type Journal = SqliteJournal<Counter>;

    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn open(&self, handler: Counter, clock: Clock) -> SqliteJournal<Counter> {
        SqliteJournal::open(self.path(), Options { clock, ..Options::default() }, handler).unwrap()
    }

    fn events(&self) -> Vec<Recorded> {
        read_all(&Connection::open(self.path()).unwrap(), 0, usize::MAX).unwrap()
    }

    fn verify(&self) -> VerifyReport {
        verify(self.path()).unwrap()
    }
}

suite!(SqliteBench:
    events_are_kept_in_order,
    the_chain_goes_on_after_reopening,
    answers_come_after_the_commit,
    a_command_happens_once,
    a_command_id_belongs_to_one_request,
    a_command_id_belongs_to_one_clinic,
    a_command_without_events_is_remembered,
    a_refused_command_leaves_no_trace,
    a_stale_version_is_a_conflict,
    one_command_may_write_several_streams,
    a_broken_handler_costs_one_command,
    a_batch_survives_its_broken_commands,
    time_goes_forward_when_the_clock_goes_back,
    any_sequence_of_commands_ends_as_in_the_model,
);
