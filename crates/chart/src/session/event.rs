//! What can become true in a session. These are stored: see [`crate::stored`] before you change one.

use super::adverse::AdverseEvent;
use super::conduct::Conduct;
use super::diary::{Closing, DiaryEntry, Owned};
use super::follow_up::FollowUp;
use super::plan::Plan;
use super::technique::Current;
use crate::ids::{
    AddendumId, AdverseEventId, ComplaintId, ConsentId, NeedleId, PatientId, ScreeningId, StaffId,
};
use crate::spot::Spot;
use crate::values::{NeedleSize, PainScore, Place, Sign, Technique};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What became true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The treatment began.
    Opened(Opened),
    /// The patient gave a pain score.
    PainRecorded {
        /// Before or after the needles.
        moment: Moment,
        /// 0 to 10.
        score: PainScore,
    },
    /// The patient said again that they agree.
    ConsentConfirmed {
        /// With which consent.
        consent: ConsentId,
    },
    /// How the treatment was conducted: position, hygiene, aftercare. The whole of it; a later one replaces it.
    ConductRecorded(Conduct),
    /// The last treatment is to be done again: each part waits to be confirmed.
    PlanAdopted(Plan),
    /// A part of the plan will not be done.
    PlanPartDropped {
        /// Which.
        needle: NeedleId,
    },
    /// A needle went in.
    NeedlePlaced(Needle),
    /// What the needle did.
    NeedleResponded(NeedleResponse),
    /// A needle came out.
    NeedleRemoved {
        /// Which.
        needle: NeedleId,
    },
    /// The needle is still in: that it came out was recorded in error.
    RemovalRetracted {
        /// Which.
        needle: NeedleId,
        /// Why.
        reason: String,
    },
    /// Twitches that were recorded in error.
    TwitchesRetracted {
        /// Which needle.
        needle: NeedleId,
        /// How many were too many.
        twitches: u16,
        /// Why.
        reason: String,
    },
    /// What was recorded of a needle was wrong; this is right.
    NeedleAmended {
        /// As it was, all of it.
        now: Needle,
        /// Why.
        reason: String,
    },
    /// A needle was recorded in error: it never was.
    NeedleRetracted {
        /// Which.
        needle: NeedleId,
        /// Why.
        reason: String,
    },
    /// Something went wrong, however small.
    AdverseEventRecorded(AdverseEvent),
    /// An adverse event was recorded in error.
    AdverseEventRetracted {
        /// Which.
        id: AdverseEventId,
        /// Why.
        reason: String,
    },
    /// Another practitioner has the session now, and will sign it.
    HandedOver {
        /// Who has it now.
        to: StaffId,
        /// Why.
        reason: String,
        /// Who handed it over.
        by: StaffId,
    },
    /// How it was tolerated, what came of it, what is planned.
    NoteWritten {
        /// How the patient tolerated it and how they were afterwards.
        tolerance: Option<String>,
        /// Anything else; the plan.
        text: Option<String>,
    },
    /// Needles were counted and the treatment ended.
    Closed(Closed),
    /// It was not over yet.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The practitioner signed.
    Signed {
        /// Who.
        by: StaffId,
    },
    /// A late entry to the signed note.
    AddendumAdded(Addendum),
    /// The patient answered in the days after.
    DiaryAnswered(DiaryEntry),
    /// Somebody took on what the patient answered.
    RedFlagOwned(Owned),
    /// What was done about it.
    RedFlagClosed(Closing),
    /// What became of an adverse event.
    AdverseEventFollowed(FollowUp),
}

/// Before or after the needles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Before the first needle.
    Before,
    /// After the last.
    After,
}

impl Moment {
    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// The treatment began.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Of whom.
    pub patient: PatientId,
    /// For what.
    pub complaint: ComplaintId,
    /// By whom.
    pub practitioner: StaffId,
    /// The knowledge that was shown during it.
    pub atlas_version: String,
    /// The rules that held.
    pub policy_version: String,
}

/// One insertion.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needle {
    /// Names it.
    pub id: NeedleId,
    /// Where.
    pub place: Place,
    /// Exactly where, as it was marked on the map; none where nobody did.
    pub spot: Option<Spot>,
    /// Which needle.
    pub size: NeedleSize,
    /// How deep the tip went under the skin, mm; unknown is unknown, not zero.
    pub depth_mm: Option<u16>,
    /// Why deeper than the published cap, where it was.
    pub depth_reason: Option<String>,
    /// Why the other side of the chest too on the same day, where it was.
    pub both_sides_reason: Option<String>,
    /// The screening's rules that spoke at this place, each with why one went on.
    pub cautions: Vec<Caution>,
    /// How the muscle was held, from where and towards what the needle went; none where nobody said.
    pub approach: Option<String>,
    /// What is done with it.
    pub technique: Technique,
    /// The current through it, where there was one.
    pub current: Option<Current>,
    /// The pack it came from.
    pub pack: Option<Pack>,
    /// The screening under which it was placed.
    pub screening: ScreeningId,
    /// The consent under which it was placed.
    pub consent: ConsentId,
    /// Whose licence it was.
    pub practitioner: StaffId,
}

/// A rule of the screening that spoke at the place of a needle, and why one went on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// The rule's id in the screening table.
    pub rule: String,
    /// Why one went on, or what was done differently.
    pub reason: String,
}

/// A pack of needles.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// As printed.
    pub lot: String,
    /// Who made it, where that is known.
    pub maker: Option<String>,
    /// Last day of use, where that is known.
    pub expires_on: Option<Date>,
}

/// What a needle did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedleResponse {
    /// Which needle.
    pub needle: NeedleId,
    /// Local twitch responses seen or felt since the last entry.
    pub twitches_added: u16,
    /// Felt elsewhere too; none where nothing new is said about it.
    pub referred_pain: Option<Sign>,
    /// The patient's own pain; none where nothing new is said about it.
    pub recognised_pain: Option<Sign>,
    /// Pain at this needle; none where nothing new is said about it.
    pub pain: Option<PainScore>,
    /// Whether it bled; none where nothing new is said about it.
    pub bled: Option<bool>,
}

/// Needles were counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Insertions that stand in the record.
    pub needles_in: u16,
    /// Of those, recorded as out.
    pub needles_out: u16,
    /// Counted into the sharps box.
    pub needles_in_sharps: u16,
    /// Where the count differs: what became of the needle. An incident.
    pub difference_explained: Option<String>,
    /// Who counted.
    pub counted_by: StaffId,
}

/// A late entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addendum {
    /// Names it.
    pub id: AddendumId,
    /// What is added.
    pub text: String,
    /// Why it comes late.
    pub reason: String,
    /// Who wrote it.
    pub by: StaffId,
}
