//! What can become true in a session. These are stored: see [`crate::stored`] before you change one.

use crate::ids::{AddendumId, ComplaintId, ConsentId, NeedleId, PatientId, ScreeningId, StaffId};
use crate::values::{NeedleSize, PainScore, Place, Sign, Technique};
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
    /// A needle went in.
    NeedlePlaced(Needle),
    /// What the needle did.
    NeedleResponded(NeedleResponse),
    /// A needle came out.
    NeedleRemoved {
        /// Which.
        needle: NeedleId,
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
    /// Which needle.
    pub size: NeedleSize,
    /// How deep the tip went under the skin, mm; unknown is unknown, not zero.
    pub depth_mm: Option<u16>,
    /// Why deeper than the published cap, where it was.
    pub depth_reason: Option<String>,
    /// What is done with it.
    pub technique: Technique,
    /// Lot of the pack, as printed.
    pub lot: Option<String>,
    /// The screening under which it was placed.
    pub screening: ScreeningId,
    /// The consent under which it was placed.
    pub consent: ConsentId,
    /// Whose licence it was.
    pub practitioner: StaffId,
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
