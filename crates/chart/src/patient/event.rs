//! What can become true of a patient. These are stored: see [`crate::stored`] before you change one.

use crate::body::BodyPlace;
use crate::ids::{ComplaintId, ConsentId, DrawingId, FindingId, ScreeningId};
use crate::screening::Class;
use crate::signature::Signature;
use crate::values::{PaintedCell, Place, Side, Sign, Signs};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What became true of a patient.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The patient is known to the clinic.
    Registered(Person),
    /// Name, birth date or contact were corrected; the whole person as it is now.
    DetailsCorrected(Person),
    /// A complaint was opened.
    ComplaintOpened(ComplaintOpened),
    /// The pain was drawn; it replaces the complaint's earlier drawing on the page, never in the record.
    PainDrawn(Drawing),
    /// A point was felt for.
    FindingRecorded(Finding),
    /// A motion was examined for a complaint.
    MotionExamined(MotionExamined),
    /// A complaint was put under a group of the atlas, or under none.
    ComplaintGrouped(ComplaintGrouped),
    /// A ranking of the points that explain a drawing was shown.
    RankingShown(RankingShown),
    /// The screening questions were answered.
    ScreeningAnswered(Screening),
    /// The patient agreed.
    ConsentGiven(Consent),
    /// The patient took the agreement back.
    ConsentWithdrawn {
        /// Which consent.
        consent: ConsentId,
        /// In the patient's words, where they gave a reason.
        reason: Option<String>,
    },
}

/// Who a patient is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The clinic's own number for the patient, counted from 1.
    pub record_no: u32,
    /// Given names.
    pub given_name: String,
    /// Family name; may be missing where a person has one name.
    pub family_name: Option<String>,
    /// Day of birth.
    pub birth_date: Date,
    /// How to reach them, as they gave it.
    pub phone: Option<String>,
}

/// A complaint as it was told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintOpened {
    /// Names the complaint.
    pub id: ComplaintId,
    /// In a few words: "Right neck and temple".
    pub title: String,
    /// Since when, in the patient's words.
    pub onset: Option<String>,
    /// What brings it on.
    pub provoked_by: Option<String>,
    /// What it stops them doing.
    pub stops_doing: Option<String>,
}

/// A pain drawing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// Names this version of the drawing.
    pub id: DrawingId,
    /// What it is a drawing of.
    pub complaint: ComplaintId,
    /// The painted cells, each region and side once.
    pub cells: Vec<PaintedCell>,
    /// Version of the atlas whose regions these are.
    pub atlas_version: String,
}

/// A palpation finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Names the finding.
    pub id: FindingId,
    /// The complaint it was made for.
    pub complaint: ComplaintId,
    /// Where.
    pub place: Place,
    /// What was felt.
    pub signs: Signs,
    /// Anything else, in words.
    pub note: Option<String>,
}

/// A motion as it was examined. It replaces what was found before of the same motion and side; the record has all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MotionExamined {
    /// The complaint it was examined for.
    pub complaint: ComplaintId,
    /// A motion id of the atlas.
    pub motion: String,
    /// The limb's side, or the side it goes towards; none where the motion has none.
    pub side: Option<Side>,
    /// Whether it goes less far than it should.
    pub limited: Sign,
    /// Whether it hurts.
    pub painful: Sign,
}

/// What a complaint is counted as: whose published figures are its starting chances.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintGrouped {
    /// Which complaint.
    pub complaint: ComplaintId,
    /// A complaint group of the atlas; none: it is none of them.
    pub group: Option<String>,
}

/// One round of answers to the screening questions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// Names this round.
    pub id: ScreeningId,
    /// The policy whose questions were asked.
    pub policy_version: String,
    /// Every question with its answer.
    pub answers: Vec<ScreeningAnswer>,
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreeningAnswer {
    /// The question's id.
    pub item: String,
    /// Its class when it was asked.
    pub class: Class,
    /// Yes: it needs attention.
    pub yes: bool,
    /// Why one goes on all the same, or what will be done differently.
    pub reason: Option<String>,
    /// Where, of what is local.
    pub places: Vec<BodyPlace>,
    /// It was proposed as it was last time, and confirmed.
    pub confirmed: bool,
}

/// A consent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Names the consent.
    pub id: ConsentId,
    /// Version of the text that was read.
    pub text_version: String,
    /// The risks that were named for the regions planned, by their ids in the atlas's hazard table.
    pub named_risks: Vec<String>,
    /// Who agreed: the patient, or the guardian's name.
    pub given_by: String,
    /// Drawn by finger on the clinic's tablet.
    pub signature: Option<Signature>,
    /// Signed on paper, which is kept with the record.
    pub on_paper: bool,
    /// Whether a copy was handed over.
    pub copy_given: bool,
    /// The last day on which it counts.
    pub valid_until: Date,
}

/// A ranking as it was shown, so that a later model or atlas never explains the past anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingShown {
    /// Of which complaint.
    pub complaint: ComplaintId,
    /// Which drawing it explains.
    pub drawing: DrawingId,
    /// How many findings of the complaint it took into account.
    pub findings: u32,
    /// How many examined motions it took into account.
    pub motions: u32,
    /// The complaint group of the atlas whose figures were its starting chances, if one was used (none also where the event is of
    /// a version that did not say).
    pub group: Option<String>,
    /// Version of the model.
    pub model: String,
    /// Version of the atlas.
    pub atlas: String,
    /// Whether it was the exact answer to the whole drawing.
    pub exact: bool,
    /// Whether the clinic's own findings moved its starting chances.
    pub own_findings: bool,
    /// The points that were shown, strongest first.
    pub points: Vec<PointShown>,
    /// The other explanations that were shown, such as `root-c6:R` or `heart`, the likeliest first.
    pub also_fits: Vec<String>,
}

/// A point in a ranking that was shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointShown {
    /// Where.
    pub place: Place,
    /// How well it explained the drawing, in thousandths.
    pub per_mille: u16,
}
