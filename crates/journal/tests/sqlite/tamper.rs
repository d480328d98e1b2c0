//! Whatever is done to the file, verification says so, and names the event.

use std::fs;

use journal::{Anchor, Fault, VerifyReport, read_all, verify, verify_against};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::notebook::{Place, write_lines};

const EVENTS: u128 = 12;

const NO_TRIGGERS: &str = "
  DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_is_next;
  DROP TRIGGER command_no_update; DROP TRIGGER command_no_delete; DROP TRIGGER command_is_next;
  PRAGMA ignore_check_constraints = ON;";

fn journal() -> Place {
    let place = Place::new();
    write_lines(&place.open(), 1, EVENTS);
    place
}

/// A journal whose seat belts are off.
fn open_to_anybody() -> (Place, Connection) {
    let place = journal();
    let raw = place.raw();
    raw.execute_batch(NO_TRIGGERS).unwrap();
    (place, raw)
}

fn first_bad(report: &VerifyReport) -> (u64, &Fault) {
    let bad = report.first_bad.as_ref().unwrap_or_else(|| panic!("{report}"));
    (bad.seq, &bad.fault)
}

fn columns(raw: &Connection) -> Vec<String> {
    let mut statement = raw.prepare("SELECT name FROM pragma_table_info('event')").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Every value that differs from this one in a single byte (by one bit of it).
fn flipped(value: &Value) -> Vec<Value> {
    let each = |bytes: &[u8]| -> Vec<Vec<u8>> {
        (0..bytes.len())
            .map(|index| {
                let mut bytes = bytes.to_vec();
                bytes[index] ^= 1 << (index % 7);
                bytes
            })
            .collect()
    };
    match value {
        Value::Integer(number) => each(&number.to_be_bytes())
            .iter()
            .map(|b| Value::Integer(i64::from_be_bytes(b[..].try_into().unwrap())))
            .collect(),
        Value::Text(text) => each(text.as_bytes())
            .into_iter()
            .filter_map(|b| String::from_utf8(b).ok())
            .map(Value::Text)
            .collect(),
        Value::Blob(blob) => each(blob).into_iter().map(Value::Blob).collect(),
        Value::Null => vec![Value::Blob(vec![0; 16])],
        Value::Real(_) => unreachable!("the table is strict and has no reals"),
    }
}

#[test]
fn any_byte_of_an_event_that_changes_is_found() {
    let (place, raw) = open_to_anybody();
    let bad = 5;
    let mut changes = 0;
    for column in columns(&raw) {
        let select = format!("SELECT {column} FROM event WHERE seq = ?1");
        let was: Value = raw.query_row(&select, [bad], |row| row.get(0)).unwrap();
        for value in flipped(&was) {
            // With `seq` itself the row moves away.
            let now_at =
                if let ("seq", Value::Integer(seq)) = (column.as_str(), &value) { *seq } else { bad };
            let update = format!("UPDATE event SET {column} = ?1 WHERE seq = ?2");
            let Ok(_) = raw.execute(&update, params![value, bad]) else {
                // Another event has this position or this version already.
                assert!(
                    ["seq", "stream_id", "stream_version"].contains(&column.as_str()),
                    "{column} = {value:?}"
                );
                continue;
            };
            let report = verify(place.path()).unwrap();
            // A position below zero or before the first is met first.
            let expected = if now_at < 1 { 1 } else { bad as u64 };
            assert_eq!(first_bad(&report).0, expected, "{column} = {value:?}: {report}");
            raw.execute(&update, params![was, now_at]).unwrap();
            changes += 1;
        }
    }
    assert!(changes > 200, "{changes}");
    let report = verify(place.path()).unwrap();
    assert!(report.first_bad.is_none(), "{report}");
}

#[test]
fn the_fault_is_named() {
    let named = |sql: &str| {
        let (place, raw) = open_to_anybody();
        raw.execute_batch(sql).unwrap();
        let report = verify(place.path()).unwrap();
        report.first_bad.unwrap_or_else(|| panic!("{sql}"))
    };
    let content = named("UPDATE event SET payload = x'00' WHERE seq = 4");
    assert_eq!((content.seq, &content.fault), (4, &Fault::Content));
    assert_eq!(content.kind.as_deref(), Some("line.written"));
    assert!(content.stream.is_some() && content.stream_version == Some(2), "{content}");

    let link = named("UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 4");
    assert_eq!((link.seq, link.fault), (4, Fault::Link));
    let gone = named("DELETE FROM event WHERE seq = 4");
    assert!(matches!((gone.seq, &gone.fault), (4, Fault::Missing(_))), "{gone}");
    let orphan = named("DELETE FROM command WHERE first_seq = 4");
    assert!(matches!((orphan.seq, &orphan.fault), (4, Fault::NoCommand(_))), "{orphan}");
    let short = named("UPDATE event SET actor = x'00' WHERE seq = 4");
    assert_eq!((short.seq, short.fault), (4, Fault::Malformed("actor")));
    let two = named("UPDATE event SET payload = x'00' WHERE seq IN (9, 4)");
    assert_eq!(two.seq, 4, "the first of several");
}

#[test]
fn a_changed_command_is_found() {
    for change in [
        "UPDATE command SET answer = x'01' WHERE position = 3",
        "UPDATE command SET request_hash = zeroblob(32) WHERE position = 3",
        "UPDATE command SET last_seq = 4 WHERE position = 3",
        "UPDATE command SET first_seq = 2 WHERE position = 3",
        "UPDATE command SET actor = zeroblob(16) WHERE position = 3",
        "UPDATE command SET recorded_at = recorded_at + 1 WHERE position = 3",
        "UPDATE command SET position = 99 WHERE position = 12",
        "UPDATE command SET digest = zeroblob(32) WHERE position = 12",
    ] {
        let (place, raw) = open_to_anybody();
        let before = verify(place.path()).unwrap();
        raw.execute_batch(change).unwrap();
        let report = verify(place.path()).unwrap();
        let new = report.findings.len() > before.findings.len() || report.first_bad.is_some();
        assert!(new, "{change}: {report}");
    }
}

#[test]
fn tables_without_their_guards_are_reported() {
    let (place, raw) = open_to_anybody();
    let report = verify(place.path()).unwrap();
    assert_eq!(report.findings.iter().filter(|finding| finding.contains("is gone")).count(), 6, "{report}");
    raw.execute_batch(
        "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END;
         CREATE TRIGGER helper AFTER INSERT ON event BEGIN DELETE FROM page; END;",
    )
    .unwrap();
    let report = verify(place.path()).unwrap().to_string();
    assert!(report.contains("the trigger event_no_update is not defined as it should be"), "{report}");
    assert!(report.contains("the trigger helper does not belong here"), "{report}");
}

#[test]
fn a_cut_tail_is_found() {
    for kept in [0u64, 1, 7, 11] {
        let (place, raw) = open_to_anybody();
        raw.execute("DELETE FROM event WHERE seq > ?1", [kept as i64]).unwrap();
        let report = verify(place.path()).unwrap();
        let (seq, fault) = first_bad(&report);
        assert_eq!(seq, kept + 1, "{report}");
        assert!(fault.to_string().contains("cut off"), "{report}");
    }
}

#[test]
fn a_tail_cut_with_its_commands_is_found_by_an_anchor() {
    let (place, raw) = open_to_anybody();
    let head = verify(place.path()).unwrap().head;
    raw.execute_batch("DELETE FROM event WHERE seq > 7; DELETE FROM command WHERE position > 7;").unwrap();
    raw.execute_batch("PRAGMA ignore_check_constraints = OFF").unwrap();
    let alone = verify(place.path()).unwrap();
    assert!(alone.first_bad.is_none(), "a chain alone cannot know: {alone}");
    let report = verify_against(place.path(), &[head]).unwrap();
    let (seq, fault) = first_bad(&report);
    assert!(seq == 12 && matches!(fault, Fault::Missing(_)), "{report}");
    assert_eq!(report.anchors, 1);
}

#[test]
fn another_history_is_found_by_an_anchor() {
    let (one, other) = (journal(), journal());
    let event = &read_all(&one.raw(), 6, 1).unwrap()[0];
    let anchor = Anchor { seq: 7, hash: event.hash };
    assert!(verify_against(one.path(), &[anchor]).unwrap().is_sound());
    let report = verify_against(other.path(), &[anchor, Anchor::default()]).unwrap();
    assert_eq!(first_bad(&report), (7, &Fault::Anchor));
    assert_eq!(report.anchors, 2);
}

#[test]
fn a_lost_index_entry_is_found() {
    let (place, raw) = open_to_anybody();
    // Make SQLite believe that the index has another root for a moment, so that a row
    // is written which the index does not learn of.
    raw.execute_batch(
        "CREATE TABLE aside AS SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'event_stream';
         PRAGMA writable_schema = ON;
         DELETE FROM sqlite_schema WHERE name = 'event_stream';",
    )
    .unwrap();
    drop(raw);
    let raw = place.raw();
    raw.execute_batch(
        "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;
         UPDATE event SET stream_version = 9 WHERE seq = 6;
         INSERT INTO sqlite_schema SELECT * FROM aside;",
    )
    .unwrap();
    drop(raw);
    let raw = place.raw();
    raw.execute_batch("UPDATE event SET stream_version = 2 WHERE seq = 99; DROP TABLE aside;").unwrap();
    let report = verify(place.path()).unwrap();
    assert_eq!(first_bad(&report).0, 6, "{report}");
}

/// The whole file, with nothing in a log beside it.
fn bytes_of(place: &Place) -> Vec<u8> {
    place.raw().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    fs::read(place.path()).unwrap()
}

#[test]
fn no_flipped_byte_of_the_file_changes_history_silently() {
    let place = journal();
    let whole = bytes_of(&place);
    let original = read_all(&place.raw(), 0, usize::MAX).unwrap();
    let damaged = Place::new();
    let mut found = 0;
    // A stride that is prime, so that it falls on every part of a page.
    for offset in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[offset] ^= 0x10;
        fs::write(damaged.path(), &bytes).unwrap();
        let report = verify(damaged.path()).unwrap();
        if report.is_sound() {
            // It fell on unused space or on a projection.
            if let Ok(events) = read_all(&damaged.raw(), 0, usize::MAX) {
                assert_eq!(events, original, "offset {offset}");
            }
        } else {
            found += 1;
        }
        for log in ["journal.sqlite-wal", "journal.sqlite-shm"] {
            fs::remove_file(damaged.folder().join(log)).ok();
        }
    }
    assert!(found > 30, "{found}");
}

#[test]
fn a_file_that_was_cut_is_reported() {
    let place = journal();
    let whole = bytes_of(&place);
    let damaged = Place::new();
    for length in [0, 1, 99, 100, 4095, 4096, 8192, 3 * 4096 + 17, whole.len() - 4096, whole.len() - 1] {
        fs::write(damaged.path(), &whole[..length]).unwrap();
        let report = verify(damaged.path()).unwrap();
        assert!(!report.is_sound(), "{length}: {report}");
    }
}

#[test]
fn pages_overwritten_with_noise_are_reported() {
    let place = journal();
    let whole = bytes_of(&place);
    let damaged = Place::new();
    let event_root: i64 = place
        .raw()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'event'", [], |row| row.get(0))
        .unwrap();
    let event_root = usize::try_from(event_root).unwrap();
    for (page, noise) in [(1, 0xFF), (event_root, 0), (event_root, 0xFF), (event_root, 0xA5)] {
        let mut bytes = whole.clone();
        bytes[(page - 1) * 4096..page * 4096].fill(noise);
        fs::write(damaged.path(), &bytes).unwrap();
        let report = verify(damaged.path()).unwrap();
        assert!(!report.is_sound(), "page {page}: {report}");
    }
}
