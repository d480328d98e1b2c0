//! What people ask of a session.

use super::adverse::{AdverseKind, Grade};
use super::conduct::Conduct;
use super::diary::DiaryEntry;
use super::event::Moment;
use super::follow_up::FollowUpWanted;
use super::plan::Plan;
use super::technique::Current;
use crate::ids::{AddendumId, AdverseEventId, ComplaintId, DiaryEntryId, NeedleId, PatientId, StaffId};
use crate::spot::Spot;
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
        /// Whether the patient was asked again and still agrees.
        consent_confirmed: bool,
    },
    /// The patient was asked again and still agrees.
    ConfirmConsent,
    /// Record how it is conducted, all of it.
    RecordConduct(Conduct),
    /// The last treatment again: complete, or refused.
    AdoptPlan(Plan),
    /// This part of the plan will not be done.
    DropPlanPart {
        /// Which.
        needle: NeedleId,
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
        /// None: nothing new.
        pain: Option<PainScore>,
        /// None: nothing new.
        bled: Option<bool>,
    },
    /// A needle comes out.
    RemoveNeedle {
        /// Which.
        needle: NeedleId,
    },
    /// All needles come out: a fainting patient comes first.
    RemoveAll,
    /// It did not come out: it is still in.
    RetractRemoval {
        /// Which.
        needle: NeedleId,
        /// As typed.
        reason: String,
    },
    /// The needle did not twitch so often.
    RetractTwitches {
        /// Which.
        needle: NeedleId,
        /// How many were too many.
        twitches: u16,
        /// As typed.
        reason: String,
    },
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
    /// Something went wrong, however small.
    RecordAdverseEvent(AdverseWanted),
    /// It did not.
    RetractAdverseEvent {
        /// Which.
        id: AdverseEventId,
        /// As typed.
        reason: String,
    },
    /// What became of an adverse event, also after the signature.
    FollowAdverseEvent(FollowUpWanted),
    /// The patient answers, through the private link; the hours are counted when it is decided.
    AnswerDiary(DiaryEntry),
    /// Somebody takes on what an answer asks for: it rings no more.
    OwnRedFlag {
        /// Which answers.
        entry: DiaryEntryId,
        /// As typed; may be empty. What was done already closes it.
        note: String,
    },
    /// What was done about an answer that was taken on.
    CloseRedFlag {
        /// Which answers.
        entry: DiaryEntryId,
        /// As typed.
        note: String,
    },
    /// Another practitioner has the session from now on.
    HandOver {
        /// Who.
        to: StaffId,
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
    /// Exactly where, as marked on the map.
    pub spot: Option<Spot>,
    /// Which.
    pub size: NeedleSize,
    /// mm under the skin, if known.
    pub depth_mm: Option<u16>,
    /// As typed; asked for beyond the published cap.
    pub depth_reason: String,
    /// As typed; asked for where the other side of the chest was needled today.
    pub both_sides_reason: String,
    /// As typed; asked for where a rule of the screening speaks at this place. It answers the first rule that has no reason of its own.
    pub caution_reason: String,
    /// As typed for each rule of the screening that asked: its id and the reason.
    pub caution_reasons: Vec<(String, String)>,
    /// As typed: how the muscle is held, from where and towards what the needle goes.
    pub approach: String,
    /// What is done with it.
    pub technique: Technique,
    /// The device's settings, with current.
    pub current: Option<Current>,
    /// As typed; empty is the lot that was opened today.
    pub lot: String,
}

/// An adverse event as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdverseWanted {
    /// Names it.
    pub id: AdverseEventId,
    /// What it was.
    pub kind: AdverseKind,
    /// How bad it was.
    pub grade: Grade,
    /// The needle, where that is known.
    pub needle: Option<NeedleId>,
    /// As typed; asked for where the kind says nothing.
    pub text: String,
    /// As typed; asked for where it was not mild.
    pub action: String,
    /// The patient's answer that it is recorded from.
    pub answer: Option<DiaryEntryId>,
}
