//! One owner at a time, and only of a journal.

use std::fs;

use journal::{JournalError, verify};

use super::notebook::{Place, write_lines};

#[test]
fn a_journal_has_one_owner() {
    let place = Place::new();
    let journal = place.open();
    write_lines(&journal, 1, 3);
    let refused = place.open_with(&[]).err().unwrap();
    assert!(matches!(refused, JournalError::InUse { .. }), "{refused}");
    assert!(refused.to_string().contains(&format!("process {}", std::process::id())), "{refused}");
    // Looking is allowed.
    assert!(verify(place.path()).unwrap().is_sound());
    drop(journal);
    write_lines(&place.open(), 4, 1);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_around_the_lock() {
    let place = Place::new();
    let _journal = place.open();
    let link = place.folder().join("link.sqlite");
    std::os::unix::fs::symlink(place.path(), &link).unwrap();
    let opened = journal::SqliteJournal::open(&link, journal::Options::default(), super::Counter::default());
    assert!(matches!(opened.err(), Some(JournalError::InUse { .. })));
}

#[test]
fn a_foreign_file_is_left_alone() {
    let place = Place::new();
    place.raw().execute_batch("CREATE TABLE recipe (id INTEGER PRIMARY KEY)").unwrap();
    let before = fs::read(place.path()).unwrap();
    assert!(matches!(place.open_with(&[]), Err(JournalError::NotAJournal { .. })));
    assert_eq!(fs::read(place.path()).unwrap(), before);

    fs::write(place.path(), "Dear colleague, thank you for referring").unwrap();
    assert!(matches!(place.open_with(&[]), Err(JournalError::NotAJournal { .. })));
    let report = verify(place.path()).unwrap();
    assert!(!report.is_sound());
}

#[test]
fn a_missing_folder_is_not_made() {
    let place = Place::new();
    let path = place.folder().join("typo").join("journal.sqlite");
    let opened = journal::SqliteJournal::open(&path, journal::Options::default(), super::Counter::default());
    assert!(matches!(opened.err(), Some(JournalError::Io { .. })));
    assert!(matches!(verify(&path), Err(JournalError::Missing { .. })));
}
