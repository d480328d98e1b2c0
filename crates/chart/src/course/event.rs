//! What can become true of a course. These are stored: see [`crate::stored`] before you change one.

use super::coming::DayKind;
use crate::ids::{ActivityId, MeasurementId, PatientId, SessionId, StaffId};
use crate::letter::Letter;
use crate::measure::PressureUnit;
use crate::values::{Place, Side};
use atlas::MotionId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What became true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The patient named something they want to do again.
    ActivityNamed(Activity),
    /// Something was measured.
    Measured(Taken),
    /// A value was recorded in error: it never was.
    MeasurementRetracted {
        /// Which.
        measurement: MeasurementId,
        /// Why.
        reason: String,
    },
    /// Sessions, goals and dates were agreed; the whole plan as it is now.
    Planned(Plan),
    /// The practitioner said what follows.
    Decided(Decision),
    /// A letter was kept as it was sent.
    LetterWritten(Letter),
}

/// What follows when the planned sessions are done, or before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Go on as before.
    Continue,
    /// Do something else.
    Change,
    /// Stop needling.
    Stop,
}

impl Next {
    /// All.
    pub const ALL: [Self; 3] = [Self::Continue, Self::Change, Self::Stop];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Change => "change",
            Self::Stop => "stop",
        }
    }
}

/// A practitioner's decision about a course.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What follows.
    pub next: Next,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: StaffId,
}

/// Something the patient wants to do again, in their own words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Names it.
    pub id: ActivityId,
    /// "Turn my head when I reverse the car."
    pub words: String,
}

/// Beside a session or between sessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Before the needles of a session.
    Before,
    /// After the needles of a session.
    After,
    /// Between sessions.
    Between,
}

impl When {
    /// All, in the order of a visit.
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::Between];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Between => "between",
        }
    }
}

/// What a value is a value of. Two values belong to one series when their measure and subject are the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of", deny_unknown_fields)]
pub enum Subject {
    /// The person.
    Person,
    /// A muscle or point.
    Place {
        /// Where.
        place: Place,
    },
    /// A motion.
    Motion {
        /// A motion id of the atlas.
        motion: String,
        /// The limb's side, or the side it goes towards; none of a motion without one.
        side: Option<Side>,
        /// By the patient's own effort; otherwise moved by the examiner.
        active: bool,
    },
    /// One side.
    Side {
        /// Which.
        side: Side,
    },
    /// One of the named activities.
    Activity {
        /// Which.
        activity: ActivityId,
    },
}

impl Subject {
    /// The motion, of a range of motion that the atlas knows.
    pub fn motion(&self) -> Option<MotionId> {
        match self {
            Self::Motion { motion, .. } => motion.parse().ok(),
            _ => None,
        }
    }

    /// The muscle, of what is taken at a place.
    pub fn muscle(&self) -> Option<&str> {
        match self {
            Self::Place { place } => Some(&place.muscle),
            _ => None,
        }
    }
}

/// Something was measured.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Names it.
    pub id: MeasurementId,
    /// Of whom.
    pub patient: PatientId,
    /// A measure's id (data/measures.toml).
    pub measure: String,
    /// Of what.
    pub subject: Subject,
    /// The session beside which it was taken.
    pub session: Option<SessionId>,
    /// Before or after its needles, or between sessions.
    pub when: When,
    /// As read, hundredths of the unit below, or of the measure's unit where there is none.
    pub readings_x100: Vec<i32>,
    /// What the algometer shows.
    pub pressure_unit: Option<PressureUnit>,
    /// The value: the mean of the readings, hundredths of the measure's own unit.
    pub value_x100: i32,
    /// Version of the form, of score-only questionnaires.
    pub form_version: Option<String>,
    /// Position, device, anything that must be the same next time.
    pub how: Option<String>,
}

/// What was agreed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Sessions planned in all.
    pub sessions: u8,
    /// Look again after so many sessions.
    pub reassess_every: u8,
    /// The goal in the patient's words.
    pub goal: Option<String>,
    /// A competition, a journey: a day on which what needles do would matter.
    pub event_on: Option<Date>,
    /// What kind of day; none where nobody said.
    pub event_kind: Option<DayKind>,
    /// What it is, in words.
    pub event: Option<String>,
}
