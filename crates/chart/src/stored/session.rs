//! A session's events as they are kept.

mod v1;
mod v2;
mod v3;

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::ids::{AdverseEventId, ConsentId, NeedleId, StaffId};
use crate::session::{Event, Moment, Needle};
use crate::values::PainScore;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PainRecordedV1 {
    moment: Moment,
    score: PainScore,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentConfirmedV1 {
    consent: ConsentId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanPartDroppedV1 {
    needle: NeedleId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdverseEventRetractedV1 {
    id: AdverseEventId,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandedOverV1 {
    to: StaffId,
    reason: String,
    by: StaffId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedleRemovedV1 {
    needle: NeedleId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedleAmendedV4 {
    now: Needle,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedleRetractedV1 {
    needle: NeedleId,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RemovalRetractedV1 {
    needle: NeedleId,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TwitchesRetractedV1 {
    needle: NeedleId,
    twitches: u16,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteWrittenV1 {
    tolerance: Option<String>,
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReopenedV1 {
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedV1 {
    by: StaffId,
}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("session.opened", 1),
        ("pain.recorded", 1),
        ("consent.confirmed", 1),
        ("conduct.recorded", 1),
        ("plan.adopted", 1),
        ("plan.part_dropped", 1),
        ("needle.placed", 1),
        ("needle.placed", 2),
        ("needle.placed", 3),
        ("needle.placed", 4),
        ("needle.responded", 1),
        ("needle.responded", 2),
        ("needle.removed", 1),
        ("needle.removal_retracted", 1),
        ("needle.twitches_retracted", 1),
        ("needle.amended", 1),
        ("needle.amended", 2),
        ("needle.amended", 3),
        ("needle.amended", 4),
        ("adverse_event.recorded", 1),
        ("adverse_event.recorded", 2),
        ("adverse_event.retracted", 1),
        ("session.handed_over", 1),
        ("needle.retracted", 1),
        ("note.written", 1),
        ("session.closed", 1),
        ("session.reopened", 1),
        ("session.signed", 1),
        ("addendum.added", 1),
        ("diary.answered", 1),
        ("diary.answered", 2),
        ("red_flag.owned", 1),
        ("red_flag.owned", 2),
        ("red_flag.closed", 1),
        ("adverse_event.followed", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::Opened(opened) => keep("session.opened", 1, opened),
            Self::PainRecorded { moment, score } => {
                keep("pain.recorded", 1, &PainRecordedV1 { moment: *moment, score: *score })
            }
            Self::ConsentConfirmed { consent } => {
                keep("consent.confirmed", 1, &ConsentConfirmedV1 { consent: *consent })
            }
            Self::ConductRecorded(conduct) => keep("conduct.recorded", 1, conduct),
            Self::PlanAdopted(plan) => keep("plan.adopted", 1, plan),
            Self::PlanPartDropped { needle } => {
                keep("plan.part_dropped", 1, &PlanPartDroppedV1 { needle: *needle })
            }
            Self::AdverseEventRecorded(event) => keep("adverse_event.recorded", 2, event),
            Self::AdverseEventRetracted { id, reason } => keep(
                "adverse_event.retracted",
                1,
                &AdverseEventRetractedV1 { id: *id, reason: reason.clone() },
            ),
            Self::HandedOver { to, reason, by } => {
                keep("session.handed_over", 1, &HandedOverV1 { to: *to, reason: reason.clone(), by: *by })
            }
            Self::NeedlePlaced(needle) => keep("needle.placed", 4, needle),
            Self::NeedleResponded(response) => keep("needle.responded", 2, response),
            Self::NeedleRemoved { needle } => keep("needle.removed", 1, &NeedleRemovedV1 { needle: *needle }),
            Self::NeedleAmended { now, reason } => {
                keep("needle.amended", 4, &NeedleAmendedV4 { now: now.clone(), reason: reason.clone() })
            }
            Self::RemovalRetracted { needle, reason } => {
                let kept = RemovalRetractedV1 { needle: *needle, reason: reason.clone() };
                keep("needle.removal_retracted", 1, &kept)
            }
            Self::TwitchesRetracted { needle, twitches, reason } => {
                let kept =
                    TwitchesRetractedV1 { needle: *needle, twitches: *twitches, reason: reason.clone() };
                keep("needle.twitches_retracted", 1, &kept)
            }
            Self::NeedleRetracted { needle, reason } => {
                keep("needle.retracted", 1, &NeedleRetractedV1 { needle: *needle, reason: reason.clone() })
            }
            Self::NoteWritten { tolerance, text } => {
                keep("note.written", 1, &NoteWrittenV1 { tolerance: tolerance.clone(), text: text.clone() })
            }
            Self::Closed(closed) => keep("session.closed", 1, closed),
            Self::Reopened { reason } => keep("session.reopened", 1, &ReopenedV1 { reason: reason.clone() }),
            Self::Signed { by } => keep("session.signed", 1, &SignedV1 { by: *by }),
            Self::AddendumAdded(addendum) => keep("addendum.added", 1, addendum),
            Self::DiaryAnswered(entry) => keep("diary.answered", 2, entry),
            Self::RedFlagOwned(owned) => keep("red_flag.owned", 2, owned),
            Self::RedFlagClosed(closing) => keep("red_flag.closed", 1, closing),
            Self::AdverseEventFollowed(entry) => keep("adverse_event.followed", 1, entry),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        Ok(match (kind, version) {
            ("session.opened", 1) => Self::Opened(parse(kind, version, payload)?),
            ("pain.recorded", 1) => {
                let PainRecordedV1 { moment, score } = parse(kind, version, payload)?;
                Self::PainRecorded { moment, score }
            }
            ("consent.confirmed", 1) => {
                let ConsentConfirmedV1 { consent } = parse(kind, version, payload)?;
                Self::ConsentConfirmed { consent }
            }
            ("conduct.recorded", 1) => Self::ConductRecorded(parse(kind, version, payload)?),
            ("plan.adopted", 1) => Self::PlanAdopted(parse(kind, version, payload)?),
            ("plan.part_dropped", 1) => {
                let PlanPartDroppedV1 { needle } = parse(kind, version, payload)?;
                Self::PlanPartDropped { needle }
            }
            ("adverse_event.recorded", 1) => {
                Self::AdverseEventRecorded(parse::<v1::AdverseEventV1>(kind, version, payload)?.into())
            }
            ("adverse_event.recorded", 2) => Self::AdverseEventRecorded(parse(kind, version, payload)?),
            ("adverse_event.retracted", 1) => {
                let AdverseEventRetractedV1 { id, reason } = parse(kind, version, payload)?;
                Self::AdverseEventRetracted { id, reason }
            }
            ("session.handed_over", 1) => {
                let HandedOverV1 { to, reason, by } = parse(kind, version, payload)?;
                Self::HandedOver { to, reason, by }
            }
            ("needle.placed", 1) => Self::NeedlePlaced(parse::<v1::NeedleV1>(kind, version, payload)?.into()),
            ("needle.placed", 2) => Self::NeedlePlaced(parse::<v2::NeedleV2>(kind, version, payload)?.into()),
            ("needle.placed", 3) => Self::NeedlePlaced(parse::<v3::NeedleV3>(kind, version, payload)?.into()),
            ("needle.placed", 4) => Self::NeedlePlaced(parse(kind, version, payload)?),
            ("needle.responded", 1) => {
                Self::NeedleResponded(parse::<v1::NeedleResponseV1>(kind, version, payload)?.into())
            }
            ("needle.responded", 2) => Self::NeedleResponded(parse(kind, version, payload)?),
            ("needle.removed", 1) => {
                let NeedleRemovedV1 { needle } = parse(kind, version, payload)?;
                Self::NeedleRemoved { needle }
            }
            ("needle.amended", 1) => {
                let v1::NeedleAmendedV1 { now, reason } = parse(kind, version, payload)?;
                Self::NeedleAmended { now: now.into(), reason }
            }
            ("needle.amended", 2) => {
                let v2::NeedleAmendedV2 { now, reason } = parse(kind, version, payload)?;
                Self::NeedleAmended { now: now.into(), reason }
            }
            ("needle.amended", 3) => {
                let v3::NeedleAmendedV3 { now, reason } = parse(kind, version, payload)?;
                Self::NeedleAmended { now: now.into(), reason }
            }
            ("needle.amended", 4) => {
                let NeedleAmendedV4 { now, reason } = parse(kind, version, payload)?;
                Self::NeedleAmended { now, reason }
            }
            ("needle.removal_retracted", 1) => {
                let RemovalRetractedV1 { needle, reason } = parse(kind, version, payload)?;
                Self::RemovalRetracted { needle, reason }
            }
            ("needle.twitches_retracted", 1) => {
                let TwitchesRetractedV1 { needle, twitches, reason } = parse(kind, version, payload)?;
                Self::TwitchesRetracted { needle, twitches, reason }
            }
            ("needle.retracted", 1) => {
                let NeedleRetractedV1 { needle, reason } = parse(kind, version, payload)?;
                Self::NeedleRetracted { needle, reason }
            }
            ("note.written", 1) => {
                let NoteWrittenV1 { tolerance, text } = parse(kind, version, payload)?;
                Self::NoteWritten { tolerance, text }
            }
            ("session.closed", 1) => Self::Closed(parse(kind, version, payload)?),
            ("session.reopened", 1) => {
                let ReopenedV1 { reason } = parse(kind, version, payload)?;
                Self::Reopened { reason }
            }
            ("session.signed", 1) => {
                let SignedV1 { by } = parse(kind, version, payload)?;
                Self::Signed { by }
            }
            ("addendum.added", 1) => Self::AddendumAdded(parse(kind, version, payload)?),
            ("diary.answered", 1) => {
                Self::DiaryAnswered(parse::<v1::DiaryEntryV1>(kind, version, payload)?.into())
            }
            ("diary.answered", 2) => Self::DiaryAnswered(parse(kind, version, payload)?),
            ("red_flag.owned", 1) => Self::RedFlagOwned(parse::<v1::OwnedV1>(kind, version, payload)?.into()),
            ("red_flag.owned", 2) => Self::RedFlagOwned(parse(kind, version, payload)?),
            ("red_flag.closed", 1) => Self::RedFlagClosed(parse(kind, version, payload)?),
            ("adverse_event.followed", 1) => Self::AdverseEventFollowed(parse(kind, version, payload)?),
            _ => return unknown(kind, version),
        })
    }
}
