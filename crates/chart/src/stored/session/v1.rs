//! What the first version of a session's events looked like. Never changed; read into what the events are now.

use crate::body::BodyPlace;
use crate::ids::{AdverseEventId, ConsentId, DiaryEntryId, NeedleId, ScreeningId, StaffId};
use crate::session::{
    AdverseEvent, AdverseKind, Bruise, DiaryEntry, Grade, Moved, Needle, NeedleResponse, Owned, Pack,
};
use crate::values::{NeedleSize, PainScore, Place, Sign, Technique};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedleV1 {
    id: NeedleId,
    place: Place,
    size: NeedleSize,
    depth_mm: Option<u16>,
    depth_reason: Option<String>,
    technique: Technique,
    lot: Option<String>,
    screening: ScreeningId,
    consent: ConsentId,
    practitioner: StaffId,
}

impl From<NeedleV1> for Needle {
    fn from(was: NeedleV1) -> Self {
        Self {
            id: was.id,
            place: was.place,
            spot: None,
            size: was.size,
            depth_mm: was.depth_mm,
            depth_reason: was.depth_reason,
            both_sides_reason: None,
            cautions: Vec::new(),
            approach: None,
            technique: was.technique,
            current: None,
            pack: was.lot.map(|lot| Pack { lot, maker: None, expires_on: None }),
            screening: was.screening,
            consent: was.consent,
            practitioner: was.practitioner,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedleAmendedV1 {
    pub(super) now: NeedleV1,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedleResponseV1 {
    needle: NeedleId,
    twitches_added: u16,
    referred_pain: Option<Sign>,
    recognised_pain: Option<Sign>,
}

impl From<NeedleResponseV1> for NeedleResponse {
    fn from(was: NeedleResponseV1) -> Self {
        Self {
            needle: was.needle,
            twitches_added: was.twitches_added,
            referred_pain: was.referred_pain,
            recognised_pain: was.recognised_pain,
            pain: None,
            bled: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiaryEntryV1 {
    id: DiaryEntryId,
    hours_after: u16,
    soreness: PainScore,
    places: Vec<BodyPlace>,
    bruise: Bruise,
    moved: Moved,
    signs: Vec<String>,
    words: Option<String>,
    language: String,
}

impl From<DiaryEntryV1> for DiaryEntry {
    fn from(was: DiaryEntryV1) -> Self {
        Self {
            id: was.id,
            hours_after: was.hours_after,
            soreness: Some(was.soreness),
            places: was.places,
            painted: Vec::new(),
            bruise: Some(was.bruise),
            moved: Some(was.moved),
            signs: was.signs,
            words: was.words,
            language: was.language,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdverseEventV1 {
    id: AdverseEventId,
    kind: AdverseKind,
    grade: Grade,
    needle: Option<NeedleId>,
    text: Option<String>,
    action: Option<String>,
}

impl From<AdverseEventV1> for AdverseEvent {
    fn from(was: AdverseEventV1) -> Self {
        Self {
            id: was.id,
            kind: was.kind,
            grade: was.grade,
            needle: was.needle,
            text: was.text,
            action: was.action,
            answer: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnedV1 {
    entry: DiaryEntryId,
    by: StaffId,
    note: String,
}

impl From<OwnedV1> for Owned {
    fn from(was: OwnedV1) -> Self {
        Self { entry: was.entry, by: was.by, note: Some(was.note) }
    }
}
