//! The course's events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::course::{Event, Plan};
use crate::ids::MeasurementId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasurementRetractedV1 {
    measurement: MeasurementId,
    reason: String,
}

/// Before the day had a kind.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedV1 {
    sessions: u8,
    reassess_every: u8,
    goal: Option<String>,
    event_on: Option<Date>,
    event: Option<String>,
}

impl From<PlannedV1> for Plan {
    fn from(old: PlannedV1) -> Self {
        let PlannedV1 { sessions, reassess_every, goal, event_on, event } = old;
        Self { sessions, reassess_every, goal, event_on, event_kind: None, event }
    }
}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("activity.named", 1),
        ("measurement.taken", 1),
        ("measurement.retracted", 1),
        ("course.planned", 1),
        ("course.planned", 2),
        ("course.decided", 1),
        ("letter.written", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::ActivityNamed(activity) => keep("activity.named", 1, activity),
            Self::Measured(taken) => keep("measurement.taken", 1, taken),
            Self::MeasurementRetracted { measurement, reason } => keep(
                "measurement.retracted",
                1,
                &MeasurementRetractedV1 { measurement: *measurement, reason: reason.clone() },
            ),
            Self::Planned(plan) => keep("course.planned", 2, plan),
            Self::Decided(decision) => keep("course.decided", 1, decision),
            Self::LetterWritten(letter) => keep("letter.written", 1, letter),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        Ok(match (kind, version) {
            ("activity.named", 1) => Self::ActivityNamed(parse(kind, version, payload)?),
            ("measurement.taken", 1) => Self::Measured(parse(kind, version, payload)?),
            ("measurement.retracted", 1) => {
                let MeasurementRetractedV1 { measurement, reason } = parse(kind, version, payload)?;
                Self::MeasurementRetracted { measurement, reason }
            }
            ("course.planned", 1) => Self::Planned(parse::<PlannedV1>(kind, version, payload)?.into()),
            ("course.planned", 2) => Self::Planned(parse(kind, version, payload)?),
            ("course.decided", 1) => Self::Decided(parse(kind, version, payload)?),
            ("letter.written", 1) => Self::LetterWritten(parse(kind, version, payload)?),
            _ => return unknown(kind, version),
        })
    }
}
