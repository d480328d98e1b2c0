//! Typed identifiers: a patient's id cannot be handed where a session's is meant.
//!
//! A command that creates something names it by the command's own id, so that a retry names the same thing.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A clinic: every key in the journal begins with it.
    ClinicId,
    /// A patient of a clinic.
    PatientId,
    /// A complaint of a patient: where it hurts, since when, what it stops them doing.
    ComplaintId,
    /// One version of the pain drawing of a complaint.
    DrawingId,
    /// One palpation finding.
    FindingId,
    /// One round of screening answers.
    ScreeningId,
    /// One consent.
    ConsentId,
    /// One needling treatment.
    SessionId,
    /// One insertion of one needle.
    NeedleId,
    /// A letter to whoever referred the patient.
    LetterId,
    /// Something a patient wants to do again, in their own words.
    ActivityId,
    /// One value of a measure.
    MeasurementId,
    /// Something that went wrong in a session.
    AdverseEventId,
    /// One round of answers in a patient's diary.
    DiaryEntryId,
    /// A late entry to a signed note.
    AddendumId,
    /// A person who works at the clinic.
    StaffId,
}
