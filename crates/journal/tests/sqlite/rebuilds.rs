//! Projections are nothing but a function of the journal.

use journal::{JournalError, Options, Rebuilt, SqliteTx, rebuild};

use super::notebook::{Notebook, Place, SCHEMA, write_lines};

fn options() -> Options<'static> {
    Options { schema: &[SCHEMA], ..Options::default() }
}

fn clear(tx: &SqliteTx<'_>) -> Result<(), JournalError> {
    Ok(tx.connection().execute_batch("DELETE FROM page; DELETE FROM footnote;")?)
}

#[test]
fn a_rebuild_comes_out_identical() {
    let place = Place::new();
    write_lines(&place.open(), 1, 2500);
    let before = place.pages();
    assert_eq!(before.len(), 3);
    place.raw().execute_batch("UPDATE page SET lines = 0").unwrap();
    place.raw().execute_batch("DELETE FROM page WHERE id = x'00000000000000000000000000000001'").unwrap();
    assert_ne!(place.pages(), before);
    for _ in 0..2 {
        let mut last = (0, 0);
        let rebuilt =
            rebuild(place.path(), options(), &mut Notebook::default(), clear, |done, of| last = (done, of));
        assert_eq!(rebuilt.unwrap(), Rebuilt { commands: 2500, events: 2500 });
        assert_eq!(last, (2500, 2500));
        assert_eq!(place.pages(), before);
    }
    assert!(journal::verify(place.path()).unwrap().is_sound());
}

#[test]
fn a_rebuild_that_fails_leaves_the_old_projections() {
    let place = Place::new();
    write_lines(&place.open(), 1, 5);
    let before = place.pages();
    let broken = |tx: &SqliteTx<'_>| {
        clear(tx)?;
        // A row in the way of what will be projected.
        Ok(tx.connection().execute_batch(
            "CREATE TRIGGER stop BEFORE INSERT ON page BEGIN SELECT RAISE(ABORT, 'in the way'); END;",
        )?)
    };
    assert!(rebuild(place.path(), options(), &mut Notebook::default(), broken, |_, _| ()).is_err());
    assert_eq!(place.pages(), before);
    write_lines(&place.open(), 6, 1);
}

#[test]
fn a_rebuild_needs_the_journal_for_itself() {
    let place = Place::new();
    let _journal = place.open();
    let refused = rebuild(place.path(), options(), &mut Notebook::default(), clear, |_, _| ());
    assert!(matches!(refused, Err(JournalError::InUse { .. })));
}
