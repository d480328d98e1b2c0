//! What is submitted: which stream, what is asked of it, and when it was true.

use chart::{ComplaintId, Instant, PatientId, SessionId, StaffId};
use chart::{course, patient, practice, session, staff};
use journal::StreamKey;

/// A command on its way to the writer.
#[derive(Clone, PartialEq, Debug)]
pub struct Command {
    /// When it was true; none means now. Earlier than now for what is entered late or comes from an outbox.
    pub occurred_at: Option<Instant>,
    /// The stream and the version of it that the person was looking at; none where it does not matter. If it has moved on, the
    /// command is refused with `command.outdated`.
    pub seen: Option<(StreamKey, u64)>,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked, of which stream.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// Of a patient.
    Patient(PatientId, patient::Command),
    /// Of a session. The patient whose session it is comes along, because opening one looks at their record.
    Session(SessionId, PatientId, session::Command),
    /// Of the course of a patient's complaint.
    Course(PatientId, ComplaintId, course::Command),
    /// Of the clinic itself: its packs of needles.
    Practice(practice::Command),
    /// Of a person who works here.
    Staff(StaffId, staff::Command),
    /// First start: the clinic and its first person, in one piece.
    SetUp {
        /// The clinic: founded first, then what else is known of it.
        practice: Vec<practice::Command>,
        /// The first person; also the actor.
        first: StaffId,
        /// Enrolment, licence, training.
        staff: Vec<staff::Command>,
    },
}

impl From<Ask> for Command {
    fn from(ask: Ask) -> Self {
        Self { occurred_at: None, seen: None, ask }
    }
}
