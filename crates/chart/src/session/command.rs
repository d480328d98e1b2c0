//! What people ask of a session.

use super::event::Moment;
use crate::ids::{AddendumId, ComplaintId, NeedleId, PatientId};
use crate::values::{NeedleSize, PainScore, Place, Sign, Technique};

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Begin.
    Open {
        /// Of whom.
        patient: PatientId,
        /// For what.
        complaint: ComplaintId,
        /// Pain now, where it was asked.
        pain_before: Option<PainScore>,
    },
    /// Record a pain score.
    RecordPain {
        /// Before or after the needles.
        moment: Moment,
        /// 0 to 10.
        score: PainScore,
    },
    /// A needle goes in.
    PlaceNeedle(NeedleWanted),
    /// The needle did something.
    RecordResponse {
        /// Which.
        needle: NeedleId,
        /// New twitches.
        twitches_added: u16,
        /// None: nothing new.
        referred_pain: Option<Sign>,
        /// None: nothing new.
        recognised_pain: Option<Sign>,
    },
    /// A needle comes out.
    RemoveNeedle {
        /// Which.
        needle: NeedleId,
    },
    /// All needles come out: a fainting patient comes first.
    RemoveAll,
    /// What was recorded was wrong.
    AmendNeedle {
        /// As it was; its id names the needle.
        now: NeedleWanted,
        /// As typed.
        reason: String,
    },
    /// The needle never was.
    RetractNeedle {
        /// Which.
        needle: NeedleId,
        /// As typed.
        reason: String,
    },
    /// Write how it went.
    WriteNote {
        /// As typed.
        tolerance: String,
        /// As typed.
        text: String,
    },
    /// Count and end.
    Close {
        /// Counted into the sharps box.
        needles_in_sharps: u16,
        /// As typed; asked for where the count differs.
        difference_explained: String,
    },
    /// It was not over yet.
    Reopen {
        /// As typed.
        reason: String,
    },
    /// Sign. The caller has checked the password again.
    Sign,
    /// Add a late entry.
    AddAddendum {
        /// Names it.
        id: AddendumId,
        /// As typed.
        text: String,
        /// As typed.
        reason: String,
    },
}

/// A needle as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeedleWanted {
    /// Names it.
    pub id: NeedleId,
    /// Where.
    pub place: Place,
    /// Which.
    pub size: NeedleSize,
    /// mm under the skin, if known.
    pub depth_mm: Option<u16>,
    /// As typed; asked for beyond the published cap.
    pub depth_reason: String,
    /// What is done with it.
    pub technique: Technique,
    /// As typed.
    pub lot: String,
}
