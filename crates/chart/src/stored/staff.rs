//! A staff member's events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::staff::{Event, Role, Training};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesChangedV1 {
    roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrainingV1 {
    title: String,
    provider: String,
    hours: u16,
    completed_on: Date,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuspendedV1 {
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReinstatedV1 {}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("staff.enrolled", 1),
        ("staff.roles_changed", 1),
        ("licence.recorded", 1),
        ("training.recorded", 1),
        ("training.recorded", 2),
        ("staff.suspended", 1),
        ("staff.reinstated", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::Enrolled(enrolled) => keep("staff.enrolled", 1, enrolled),
            Self::RolesChanged { roles } => {
                keep("staff.roles_changed", 1, &RolesChangedV1 { roles: roles.clone() })
            }
            Self::LicenceRecorded(licence) => keep("licence.recorded", 1, licence),
            Self::TrainingRecorded(training) => keep("training.recorded", 2, training),
            Self::Suspended { reason } => keep("staff.suspended", 1, &SuspendedV1 { reason: reason.clone() }),
            Self::Reinstated => keep("staff.reinstated", 1, &ReinstatedV1 {}),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        Ok(match (kind, version) {
            ("staff.enrolled", 1) => Self::Enrolled(parse(kind, version, payload)?),
            ("staff.roles_changed", 1) => {
                let RolesChangedV1 { roles } = parse(kind, version, payload)?;
                Self::RolesChanged { roles }
            }
            ("licence.recorded", 1) => Self::LicenceRecorded(parse(kind, version, payload)?),
            ("training.recorded", 1) => {
                let TrainingV1 { title, provider, hours, completed_on } = parse(kind, version, payload)?;
                Self::TrainingRecorded(Training { title, provider, hours, completed_on, covers: Vec::new() })
            }
            ("training.recorded", 2) => Self::TrainingRecorded(parse(kind, version, payload)?),
            ("staff.suspended", 1) => {
                let SuspendedV1 { reason } = parse(kind, version, payload)?;
                Self::Suspended { reason }
            }
            ("staff.reinstated", 1) => {
                let ReinstatedV1 {} = parse(kind, version, payload)?;
                Self::Reinstated
            }
            _ => return unknown(kind, version),
        })
    }
}
