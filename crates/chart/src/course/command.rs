//! What people ask of a course. Texts are as typed: `decide` cleans and checks them.

use super::coming::DayKind;
use super::event::{Next, Subject, When};
use crate::ids::{ActivityId, LetterId, MeasurementId, SessionId};
use crate::letter::Occasion;
use crate::measure::PressureUnit;
use jiff::civil::Date;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Name something the patient wants to do again.
    NameActivity {
        /// Names it.
        id: ActivityId,
        /// As typed.
        words: String,
    },
    /// Record a value.
    Measure(Measuring),
    /// Take a value back.
    RetractMeasurement {
        /// Which.
        measurement: MeasurementId,
        /// As typed.
        reason: String,
    },
    /// Agree on sessions, goals and dates.
    Plan(Planning),
    /// Say what follows when the planned sessions are done.
    Decide {
        /// What follows.
        next: Next,
        /// As typed.
        reason: String,
    },
    /// Keep a letter to whoever referred the patient.
    WriteLetter {
        /// Names it.
        id: LetterId,
        /// When in the course.
        occasion: Occasion,
        /// As typed.
        to: String,
        /// As typed.
        text: String,
    },
}

/// A value as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measuring {
    /// Names it.
    pub id: MeasurementId,
    /// A measure's id.
    pub measure: String,
    /// Of what.
    pub subject: Subject,
    /// Beside which session.
    pub session: Option<SessionId>,
    /// When, seen from the session.
    pub when: When,
    /// As typed, one text per reading; empty ones were not taken.
    pub readings: Vec<String>,
    /// What the algometer shows; only for pressure.
    pub pressure_unit: Option<PressureUnit>,
    /// As typed; of score-only questionnaires.
    pub form_version: String,
    /// As typed.
    pub how: String,
}

/// A plan as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planning {
    /// Sessions in all.
    pub sessions: u8,
    /// Look again after so many.
    pub reassess_every: u8,
    /// As typed.
    pub goal: String,
    /// A day on which what needles do would matter.
    pub event_on: Option<Date>,
    /// What kind of day.
    pub event_kind: Option<DayKind>,
    /// As typed.
    pub event: String,
}
