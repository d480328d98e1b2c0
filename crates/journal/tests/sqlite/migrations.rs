//! The projections' tables change by numbered scripts, forward only.

use std::fs;

use journal::{JournalError, verify};

use super::notebook::{Place, SCHEMA, write_lines};

const MORE: &str = "ALTER TABLE page ADD COLUMN title TEXT; UPDATE page SET title = 'page';";

fn copies(place: &Place) -> Vec<String> {
    let names = fs::read_dir(place.folder()).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter_map(|name| name.into_string().ok()).filter(|name| name.contains("before")).collect()
}

#[test]
fn a_new_migration_is_applied_once_after_a_copy() {
    let place = Place::new();
    write_lines(&place.open(), 1, 5);
    assert_eq!(copies(&place), [""; 0], "a fresh journal has nothing to copy aside");
    for _ in 0..2 {
        write_lines(&place.open_with(&[SCHEMA, MORE]).unwrap(), 1, 5);
    }
    let titles: i64 = place.raw().query_row("SELECT count(title) FROM page", [], |row| row.get(0)).unwrap();
    assert_eq!(titles, 3);
    assert_eq!(copies(&place), ["journal.before-1-1.sqlite"]);
    let copy = verify(place.folder().join("journal.before-1-1.sqlite")).unwrap();
    assert!(copy.is_sound(), "{copy}");
    assert_eq!(copy.head, verify(place.path()).unwrap().head);
}

#[test]
fn an_applied_migration_may_not_change() {
    let place = Place::new();
    drop(place.open());
    let changed = format!("{SCHEMA} -- now with a remark");
    let refused = place.open_with(&[&changed]).err().unwrap();
    assert!(
        matches!(refused, JournalError::MigrationChanged { room: "projections", number: 1 }),
        "{refused}"
    );
}

#[test]
fn a_file_of_a_newer_version_is_refused() {
    let place = Place::new();
    drop(place.open_with(&[SCHEMA, MORE]).unwrap());
    let refused = place.open_with(&[SCHEMA]).err().unwrap();
    assert!(matches!(refused, JournalError::Newer { room: "projections", found: 2, known: 1 }), "{refused}");
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let place = Place::new();
    write_lines(&place.open(), 1, 5);
    let before = place.pages();
    let broken = "DELETE FROM page; SELECT no_such_function();";
    assert!(matches!(place.open_with(&[SCHEMA, broken]), Err(JournalError::Sqlite(_))));
    assert_eq!(place.pages(), before);
    write_lines(&place.open(), 6, 1);
}
