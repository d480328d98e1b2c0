//! What people ask of a patient's record. Texts are as typed: `decide` cleans and checks them.

use super::event::RankingShown;
use crate::body::BodyPlace;
use crate::ids::{ComplaintId, ConsentId, DrawingId, FindingId, ScreeningId};
use crate::values::{PaintedCell, Place, Side, Sign, Signs};
use jiff::civil::Date;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Make the patient known. The record number is the clinic's next one, looked up by the caller in the same transaction.
    Register {
        /// The clinic's next number.
        record_no: u32,
        /// As typed.
        details: Details,
    },
    /// Correct name, birth date or contact.
    CorrectDetails(Details),
    /// Open a complaint.
    OpenComplaint {
        /// Names it.
        id: ComplaintId,
        /// As typed.
        title: String,
        /// As typed.
        onset: String,
        /// As typed.
        provoked_by: String,
        /// As typed.
        stops_doing: String,
    },
    /// Draw the pain.
    DrawPain {
        /// Names this version.
        id: DrawingId,
        /// Of what.
        complaint: ComplaintId,
        /// The painted cells.
        cells: Vec<PaintedCell>,
    },
    /// Record what was felt.
    RecordFinding(FindingMade),
    /// Record how motions were found, all of them or none. What is as it was recorded last is recorded once.
    ExamineMotions {
        /// The complaint they are examined for.
        complaint: ComplaintId,
        /// Each motion and side once.
        seen: Vec<MotionSeen>,
    },
    /// Say what a complaint is counted as.
    GroupComplaint {
        /// Which.
        complaint: ComplaintId,
        /// A complaint group of the atlas; none: it is none of them.
        group: Option<String>,
    },
    /// Keep a ranking that is about to be shown; the same one again is kept once.
    KeepRanking(RankingShown),
    /// Answer the screening.
    AnswerScreening {
        /// Names this round.
        id: ScreeningId,
        /// Every question.
        answers: Vec<Answers>,
    },
    /// The patient agrees.
    GiveConsent(ConsentGiven),
    /// The patient takes an agreement back.
    WithdrawConsent {
        /// Which.
        consent: ConsentId,
        /// As typed.
        reason: String,
    },
}

/// Name, birth date and contact as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Details {
    /// Given names; may carry the only name.
    pub given_name: String,
    /// Family name; may be empty.
    pub family_name: String,
    /// Day of birth.
    pub birth_date: Date,
    /// May be empty.
    pub phone: String,
}

/// A finding as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingMade {
    /// Names it.
    pub id: FindingId,
    /// The complaint it belongs to.
    pub complaint: ComplaintId,
    /// Where.
    pub place: Place,
    /// What was felt.
    pub signs: Signs,
    /// As typed.
    pub note: String,
}

/// A motion as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MotionSeen {
    /// A motion id of the atlas.
    pub motion: String,
    /// The limb's side, or the side it goes towards.
    pub side: Option<Side>,
    /// Whether it goes less far than it should.
    pub limited: Sign,
    /// Whether it hurts.
    pub painful: Sign,
}

/// An answer as entered; `None` is a question that was left open, which is refused.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// The question's id.
    pub item: String,
    /// Yes, no, or not answered.
    pub yes: Option<bool>,
    /// As typed.
    pub reason: String,
    /// Where, of what is local.
    pub places: Vec<BodyPlace>,
    /// The last answer was proposed, and is confirmed: yes, reason and places come from there.
    pub as_before: bool,
}

/// A consent as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentGiven {
    /// Names it.
    pub id: ConsentId,
    /// The risks that were named.
    pub named_risks: Vec<String>,
    /// Who agreed, as typed.
    pub given_by: String,
    /// The strokes as the tablet sent them; empty: none were drawn.
    pub signature: String,
    /// Whether it was signed on paper.
    pub on_paper: bool,
    /// Whether a copy was handed over.
    pub copy_given: bool,
}
