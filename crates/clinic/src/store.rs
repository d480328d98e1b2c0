//! The projection tables and the queries on them: the only SQL outside the journal. One module per engine; this is SQLite's.

mod aftermath;
mod figures;
mod project;
mod query;

pub use aftermath::{AdverseRow, RingingRow};
pub(crate) use aftermath::{adverse_events, project_aftermath, ringing, ringing_count};
pub(crate) use figures::{
    MeasuredRow, TreatmentRow, measured, muscles_needled, project_figures, project_measured, treatments,
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
];

/// Empties the projections before they are made again from the journal.
pub(crate) const CLEAR: &str = "DELETE FROM needle_group; DELETE FROM diary_answered; DELETE FROM measured; DELETE FROM red_flag; DELETE FROM adverse_event; DELETE FROM finding; DELETE FROM needle_lot; DELETE FROM session; DELETE FROM patient; DELETE FROM staff; DELETE FROM practice;";
