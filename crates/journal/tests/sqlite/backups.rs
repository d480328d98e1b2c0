//! Copies taken while the journal runs.

use std::sync::atomic::{AtomicBool, Ordering};

use journal::{JournalError, backup, verify};

use super::notebook::{Command, Place, submission, write_lines};

#[test]
fn a_backup_of_a_running_journal_verifies_and_opens() {
    let place = Place::new();
    let journal = place.open();
    write_lines(&journal, 1, 50);
    let done = AtomicBool::new(false);
    let (copy, report) = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut id = 1000;
            while !done.load(Ordering::Relaxed) {
                journal.submit_blocking(submission(id, Command::Write { page: 9, bytes: 30 })).unwrap();
                id += 1;
            }
        });
        let copy = place.folder().join("copy.sqlite");
        let report = journal.backup(&copy);
        done.store(true, Ordering::Relaxed);
        (copy, report.unwrap())
    });
    assert!(report.is_sound() && report.events >= 50, "{report}");
    assert_eq!(verify(&copy).unwrap(), report);

    // The copy is a journal like any other, and goes on where it was taken.
    let restored = Place::new();
    std::fs::copy(&copy, restored.path()).unwrap();
    let again = restored.open();
    assert!(again.submit_blocking(submission(1, Command::Write { page: 1, bytes: 20 })).unwrap().replayed);
    let next = again.submit_blocking(submission(2_000_000, Command::Write { page: 1, bytes: 1 })).unwrap();
    assert_eq!(next.first_seq, Some(report.events + 1));
}

#[test]
fn verification_beside_a_busy_writer_raises_no_false_alarm() {
    let place = Place::new();
    let journal = place.open();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for client in 1..=3 {
            let (journal, done) = (&journal, &done);
            scope.spawn(move || {
                let mut id = client << 32;
                while !done.load(Ordering::Relaxed) {
                    write_lines(journal, id, 1);
                    id += 1;
                }
            });
        }
        let mut last = 0;
        let reports: Vec<_> = (0..20).map(|_| verify(place.path())).collect();
        done.store(true, Ordering::Relaxed);
        for report in reports {
            let report = report.unwrap();
            assert!(report.is_sound(), "{report}");
            assert!(report.events >= last);
            last = report.events;
        }
    });
}

#[test]
fn a_backup_overwrites_nothing() {
    let place = Place::new();
    write_lines(&place.open(), 1, 2);
    let copy = place.folder().join("copy.sqlite");
    std::fs::write(&copy, "something dear").unwrap();
    assert!(matches!(backup(place.path(), &copy), Err(JournalError::Io { .. })));
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "something dear");
    let nowhere = place.folder().join("nowhere.sqlite");
    assert!(matches!(backup(&nowhere, place.folder().join("new")), Err(JournalError::Missing { .. })));
}

#[test]
fn a_backup_of_a_damaged_journal_is_not_put_in_place() {
    let place = Place::new();
    write_lines(&place.open(), 1, 5);
    place
        .raw()
        .execute_batch("DROP TRIGGER event_no_update; UPDATE event SET payload = x'00' WHERE seq = 3;")
        .unwrap();
    let copy = place.folder().join("copy.sqlite");
    let refused = backup(place.path(), &copy).unwrap_err();
    assert!(matches!(refused, JournalError::UnsoundCopy(_)), "{refused}");
    assert!(refused.to_string().contains("event 3"), "{refused}");
    assert!(!copy.exists());
}
