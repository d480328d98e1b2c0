//! The course's events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::course::Event;
use crate::ids::MeasurementId;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasurementRetractedV1 {
    measurement: MeasurementId,
    reason: String,
}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("activity.named", 1),
        ("measurement.taken", 1),
        ("measurement.retracted", 1),
        ("course.planned", 1),
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
            Self::Planned(plan) => keep("course.planned", 1, plan),
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
            ("course.planned", 1) => Self::Planned(parse(kind, version, payload)?),
            ("course.decided", 1) => Self::Decided(parse(kind, version, payload)?),
            ("letter.written", 1) => Self::LetterWritten(parse(kind, version, payload)?),
            _ => return unknown(kind, version),
        })
    }
}
