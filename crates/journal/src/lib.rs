//! Where events are kept, for ever: hash chain, idempotent commands, group commit, verify, backup.
