//! The patient's events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::ids::ConsentId;
use crate::patient::Event;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentWithdrawnV1 {
    consent: ConsentId,
    reason: Option<String>,
}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("patient.registered", 1),
        ("patient.details_corrected", 1),
        ("complaint.opened", 1),
        ("pain.drawn", 1),
        ("finding.recorded", 1),
        ("screening.answered", 1),
        ("consent.given", 1),
        ("consent.withdrawn", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::Registered(person) => keep("patient.registered", 1, person),
            Self::DetailsCorrected(person) => keep("patient.details_corrected", 1, person),
            Self::ComplaintOpened(told) => keep("complaint.opened", 1, told),
            Self::PainDrawn(drawing) => keep("pain.drawn", 1, drawing),
            Self::FindingRecorded(finding) => keep("finding.recorded", 1, finding),
            Self::ScreeningAnswered(screening) => keep("screening.answered", 1, screening),
            Self::ConsentGiven(consent) => keep("consent.given", 1, consent),
            Self::ConsentWithdrawn { consent, reason } => keep(
                "consent.withdrawn",
                1,
                &ConsentWithdrawnV1 { consent: *consent, reason: reason.clone() },
            ),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        Ok(match (kind, version) {
            ("patient.registered", 1) => Self::Registered(parse(kind, version, payload)?),
            ("patient.details_corrected", 1) => Self::DetailsCorrected(parse(kind, version, payload)?),
            ("complaint.opened", 1) => Self::ComplaintOpened(parse(kind, version, payload)?),
            ("pain.drawn", 1) => Self::PainDrawn(parse(kind, version, payload)?),
            ("finding.recorded", 1) => Self::FindingRecorded(parse(kind, version, payload)?),
            ("screening.answered", 1) => Self::ScreeningAnswered(parse(kind, version, payload)?),
            ("consent.given", 1) => Self::ConsentGiven(parse(kind, version, payload)?),
            ("consent.withdrawn", 1) => {
                let ConsentWithdrawnV1 { consent, reason } = parse(kind, version, payload)?;
                Self::ConsentWithdrawn { consent, reason }
            }
            _ => return unknown(kind, version),
        })
    }
}
