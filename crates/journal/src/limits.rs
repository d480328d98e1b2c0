//! Every limit has a name and a reason.

/// Commands that wait for the writer. At a few thousand commands a second this is a
/// fraction of a second of waiting; beyond it a client is better told to come back.
pub const QUEUE_COMMANDS: usize = 1024;

/// Commands that share one durable commit. Large enough that the disk is no longer
/// what limits, small enough that the first in the batch does not wait long for the last.
pub const BATCH_COMMANDS: usize = 64;

/// Bytes of one payload. A note is a few kilobytes; pictures belong elsewhere.
pub const MAX_PAYLOAD_BYTES: usize = 1024 * 1024;

/// Bytes of the answer kept with a command: an id or two, not a document.
pub const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// Bytes of an event's kind, `needle.placed`.
pub const MAX_KIND_BYTES: usize = 64;

/// Events of one command. A long session has some eighty.
pub const MAX_EVENTS_PER_COMMAND: usize = 1000;

/// Read connections open at the same time. Reads take microseconds; a few
/// connections keep every core busy, and each costs memory.
pub const READERS: usize = 4;

/// Prepared statements kept per connection.
pub const STATEMENTS: usize = 128;

/// Findings that a verification spells out; the rest it only counts.
pub const MAX_FINDINGS: usize = 20;

/// Pages of 4 KiB in the write-ahead log at which it is folded into the file. The batch
/// that finds it so long waits for that; at 16 MiB it is one batch in a hundred even
/// under full load.
pub const CHECKPOINT_PAGES: i64 = 4096;
