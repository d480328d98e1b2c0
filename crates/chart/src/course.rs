//! The course of one complaint: what was measured, what the patient wants to do again, what is planned.
//!
//! Its stream is named by the complaint. Values are kept as they were read, with the measure's id; what they mean is worked out from
//! [`crate::measure`] when they are shown.

mod coming;
mod command;
mod decide;
mod event;
mod state;

pub use coming::{Coming, DayKind};
pub use command::{Command, Measuring, Planning};
pub use decide::{Around, decide};
pub use event::{Activity, Decision, Event, Next, Plan, Subject, Taken, When};
pub use state::{Measurement, Series, State, compared};

/// Activities of one complaint: the scale asks for three to five; more is a list nobody scores.
pub const ACTIVITIES_MAX: usize = 8;
/// Values of one complaint: a bound on what one stream can grow to.
pub const MEASUREMENTS_MAX: usize = 5_000;
/// Sessions that can be planned at once.
pub const SESSIONS_PLANNED_MAX: u8 = 40;
