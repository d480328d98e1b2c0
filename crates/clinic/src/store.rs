//! The projection tables and the queries on them: the only SQL outside the journal. One module per engine; this is SQLite's.

mod aftermath;
mod figures;
mod project;
mod query;

use rusqlite::{Connection, OpenFlags};
use std::path::Path;

pub use aftermath::{AdverseRow, RingingRow};
pub(crate) use aftermath::{adverse_events, project_aftermath, ringing, ringing_count, taken_on};
pub(crate) use figures::{
    MeasuredRow, TreatmentRow, measured, muscles_needled, project_figures, project_measured, treatments,
    usual_needle,
};
pub use project::lot_key;
pub(crate) use project::{
    project_finding, project_patient, project_practice, project_session, project_staff,
};
pub use query::{LotRow, PatientRow, SessionRow, StaffRow, WorklistRow};
pub(crate) use query::{
    clinic_ids, has_open_session, latest_patients, lots_known, next_record_no, open_sessions, own_findings,
    patient_row, patient_rows, practice, recall, search_rows, session_patient, sessions_between, sessions_of,
    staff_by_login, staff_count, staff_row, staff_rows,
};

/// The projection schema, in the order in which it grew. Never edit one that has shipped; add the next.
pub const MIGRATIONS: &[&str] = &[
    include_str!("store/schema_1.sql"),
    include_str!("store/schema_2.sql"),
    include_str!("store/schema_3.sql"),
    include_str!("store/schema_4.sql"),
    include_str!("store/schema_5.sql"),
    include_str!("store/schema_6.sql"),
    include_str!("store/schema_7.sql"),
    include_str!("store/schema_8.sql"),
];

/// What the projections write. Raise it when rows of events that are already there would be written differently: a folder whose rows
/// are older makes them again when it is opened, and a new schema file that raises it for empty folders too.
const PROJECTED: i64 = 3;

/// Whether a journal's projections were made by an older version. A file that cannot be read says so when it is opened.
pub(crate) fn projections_are_old(journal: &Path) -> rusqlite::Result<bool> {
    let sql = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let known: bool = sql.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'projected')",
        [],
        |row| row.get(0),
    )?;
    if !known {
        return Ok(true);
    }
    let made_by: Option<i64> = sql.query_row("SELECT max(version) FROM projected", [], |row| row.get(0))?;
    Ok(made_by.is_none_or(|version| version < PROJECTED))
}

/// Empties the projections before they are made again from the journal, and notes by which version.
pub(crate) fn clear(sql: &Connection) -> rusqlite::Result<()> {
    sql.execute_batch(CLEAR)?;
    sql.execute("INSERT INTO projected (version) VALUES (?1)", [PROJECTED])?;
    Ok(())
}

const CLEAR: &str = "DELETE FROM projected; DELETE FROM needle_used; DELETE FROM needle_group; DELETE FROM diary_answered; DELETE FROM measured; DELETE FROM red_flag; DELETE FROM adverse_event; DELETE FROM finding; DELETE FROM needle_lot; DELETE FROM session; DELETE FROM patient; DELETE FROM staff; DELETE FROM practice;";

#[cfg(test)]
mod tests {
    use crate::command::Ask;
    use crate::open::{Clinic, JOURNAL_FILE};
    use chart::staff::{self, Role};
    use chart::{ClinicId, StaffId, practice};
    use rusqlite::Connection;
    use uuid::Uuid;

    #[test]
    fn lists_that_an_older_version_wrote_are_made_again_when_the_folder_is_opened() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (clinic, lead) = (ClinicId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
        let open = || Clinic::open(folder.path()).expect("opens");
        let practice = practice::Command::Found { name: "House".into(), time_zone: "UTC".into() };
        let enrol = staff::Command::Enrol {
            name: "Ines Falk".into(),
            login: "ines".into(),
            roles: vec![Role::ClinicLead],
        };
        let set_up = Ask::SetUp { practice: vec![practice], first: lead, staff: vec![enrol] };
        open().submit_blocking(clinic, lead, Uuid::from_u128(3), set_up).expect("founds");
        let listed_after = |lost: &str| {
            let journal = Connection::open(folder.path().join(JOURNAL_FILE)).expect("opens");
            journal.execute_batch(&format!("DELETE FROM staff; {lost}")).expect("is SQL");
            drop(journal);
            open().staff(clinic).expect("reads").len()
        };
        assert_eq!(listed_after(""), 0, "rows of this version are taken as they are");
        assert_eq!(listed_after("UPDATE projected SET version = 0;"), 1);
        let before_versions = "DROP TABLE projected; DROP TABLE needle_used;
            ALTER TABLE diary_answered DROP COLUMN soreness; ALTER TABLE diary_answered DROP COLUMN bruise;
            ALTER TABLE diary_answered DROP COLUMN warned;
            DROP INDEX red_flag_open; ALTER TABLE red_flag DROP COLUMN closed;
            DELETE FROM migration WHERE room = 'projections' AND number >= 6;";
        assert_eq!(listed_after(before_versions), 1);
        assert_eq!(listed_after(""), 0, "and once is enough");
    }
}
