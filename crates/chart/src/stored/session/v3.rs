//! What the third version of a session's events looked like. Never changed; read into what the events are now.

use crate::ids::{ConsentId, NeedleId, ScreeningId, StaffId};
use crate::session::{Caution, Current, Needle, Pack};
use crate::values::{NeedleSize, Place, Technique};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedleV3 {
    id: NeedleId,
    place: Place,
    size: NeedleSize,
    depth_mm: Option<u16>,
    depth_reason: Option<String>,
    both_sides_reason: Option<String>,
    cautions: Vec<Caution>,
    approach: Option<String>,
    technique: Technique,
    current: Option<Current>,
    pack: Option<Pack>,
    screening: ScreeningId,
    consent: ConsentId,
    practitioner: StaffId,
}

impl From<NeedleV3> for Needle {
    fn from(was: NeedleV3) -> Self {
        Self {
            id: was.id,
            place: was.place,
            spot: None,
            size: was.size,
            depth_mm: was.depth_mm,
            depth_reason: was.depth_reason,
            both_sides_reason: was.both_sides_reason,
            cautions: was.cautions,
            approach: was.approach,
            technique: was.technique,
            current: was.current,
            pack: was.pack,
            screening: was.screening,
            consent: was.consent,
            practitioner: was.practitioner,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedleAmendedV3 {
    pub(super) now: NeedleV3,
    pub(super) reason: String,
}
