//! History cannot be changed by a connection that plays by SQLite's rules, even one
//! that has set none of the journal's pragmas.

use super::notebook::{Place, write_lines};

#[test]
fn events_and_commands_cannot_be_changed() {
    let place = Place::new();
    write_lines(&place.open(), 1, 6);
    let raw = place.raw();
    raw.execute_batch("PRAGMA recursive_triggers = OFF").unwrap();
    let insert = |or: &str, changed: &str| {
        format!(
            "INSERT {or} INTO event SELECT {changed}, event_id, command_id, actor, subject, kind, version, \
             occurred_at, recorded_at, payload, prev_hash, hash FROM event WHERE seq = 2"
        )
    };
    for sql in [
        "UPDATE event SET payload = x'00' WHERE seq = 2".into(),
        "UPDATE event SET seq = 100 WHERE seq = 2".into(),
        "DELETE FROM event WHERE seq = 6".into(),
        "DELETE FROM event".into(),
        "UPDATE command SET answer = x'00'".into(),
        "DELETE FROM command WHERE position = 6".into(),
        "REPLACE INTO command SELECT * FROM command WHERE position = 2".into(),
        "REPLACE INTO command SELECT 7, clinic, command_id, actor, request_hash, first_seq, last_seq, \
         recorded_at, answer, digest FROM command WHERE position = 2"
            .into(),
        // In the place of an event, as it was or as the next of its stream.
        insert("OR REPLACE", "seq, clinic, stream_kind, stream_id, stream_version"),
        insert("OR REPLACE", "seq, clinic, stream_kind, stream_id, 3"),
        // At the end, in the place of an older version.
        insert("OR REPLACE", "7, clinic, stream_kind, stream_id, stream_version"),
        insert("", "9, clinic, stream_kind, stream_id, 3"),
        insert("", "7, clinic, stream_kind, stream_id, 4"),
    ] {
        let refused = raw.execute(&sql, []).expect_err(&sql).to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    let report = journal::verify(place.path()).unwrap();
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.events, 6);
}
