//! Reading beside the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;

use journal::{
    JournalError, Options, ReadStreams as _, SqliteJournal, SqliteTx, head_seq, read_all, read_stream,
};

use super::notebook::{Command, Notebook, Place, SCHEMA, stream, submission, write_lines};

#[test]
fn readers_see_what_was_answered() {
    let place = Place::new();
    let journal = place.open();
    let readers = journal.reader();
    for id in 1..=30 {
        let receipt = journal.submit_blocking(submission(id, Command::Write { page: 1, bytes: 1 })).unwrap();
        assert_eq!(readers.with(head_seq).unwrap(), receipt.last_seq);
    }
    let page = readers.with(|connection| read_stream(connection, stream(1), 28)).unwrap();
    assert_eq!(page.iter().map(|event| event.stream_version).collect::<Vec<_>>(), [29, 30]);
    assert_eq!(readers.with(|connection| SqliteTx::over(connection).stream_version(stream(1))).unwrap(), 30);
    assert_eq!(readers.with(|connection| SqliteTx::over(connection).stream_version(stream(2))).unwrap(), 0);
    let piece = readers.with(|connection| read_all(connection, 10, 5)).unwrap();
    assert_eq!(piece.iter().map(|event| event.seq).collect::<Vec<_>>(), [11, 12, 13, 14, 15]);
}

#[test]
fn a_reader_sees_one_moment() {
    let place = Place::new();
    let journal = place.open();
    write_lines(&journal, 1, 3);
    journal
        .reader()
        .with(|connection| {
            assert_eq!(head_seq(connection)?, 3);
            write_lines(&journal, 4, 1);
            assert_eq!(head_seq(connection)?, 3);
            Ok(())
        })
        .unwrap();
    assert_eq!(journal.reader().with(head_seq).unwrap(), 4);
}

#[test]
fn a_reader_does_not_wait_for_the_writer() {
    let place = Place::new();
    let journal = place.open();
    write_lines(&journal, 1, 3);
    let (hold, until) = channel();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| journal.submit_blocking(submission(9, Command::Wait(until))));
        // The writer may or may not be inside its transaction yet; the test would hang
        // only if a reader waited for it.
        for _ in 0..100 {
            assert_eq!(journal.reader().with(head_seq).unwrap(), 3);
        }
        drop(hold);
        assert!(waiting.join().unwrap().is_ok());
    });
}

#[test]
fn readers_cannot_write() {
    let place = Place::new();
    let journal = place.open();
    let written = journal.reader().with(|connection| Ok(connection.execute("DELETE FROM page", [])?));
    assert!(matches!(written, Err(JournalError::Sqlite(_))), "{written:?}");
}

#[test]
fn connections_are_given_back() {
    let place = Place::new();
    let options = Options { schema: &[SCHEMA], readers: 1, ..Options::default() };
    let journal = SqliteJournal::open(place.path(), options, Notebook::default()).unwrap();
    write_lines(&journal, 1, 3);
    let readers = journal.reader();
    // With one connection, any that was lost would make the next call wait for ever.
    let failed = readers.with(|_| Err::<(), _>(JournalError::handler("no")));
    assert!(matches!(failed, Err(JournalError::Handler(_))));
    let panicked = catch_unwind(AssertUnwindSafe(|| readers.with::<()>(|_| panic!("asked to panic"))));
    assert!(panicked.is_err());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(readers.with(head_seq).unwrap(), 3);
                }
            });
        }
    });
}
