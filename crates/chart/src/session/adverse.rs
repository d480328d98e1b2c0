//! What went wrong in a session, however small, and how bad it was.

use crate::ids::{AdverseEventId, DiaryEntryId, NeedleId};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// An adverse event: any ill-effect, however small, unintended and non-therapeutic, even if expected (White 2001,
/// `facts/clinical.md` 4.1, checked).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdverseEvent {
    /// Names it.
    pub id: AdverseEventId,
    /// What it was.
    pub kind: AdverseKind,
    /// How bad it was.
    pub grade: Grade,
    /// The needle it came from, where that is known.
    pub needle: Option<NeedleId>,
    /// What happened, in words.
    pub text: Option<String>,
    /// What was done, and who was told.
    pub action: Option<String>,
    /// The patient's answer that told of it, where one did.
    pub answer: Option<DiaryEntryId>,
}

/// What it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdverseKind {
    /// Bleeding.
    Bleed,
    /// A bruise.
    Bruise,
    /// Faintness or fainting.
    Faint,
    /// More pain than belongs to it.
    Pain,
    /// A needle that the muscle held fast.
    StuckNeedle,
    /// Numb, weak or electric along a nerve, longer than the needle was in.
    NerveSymptom,
    /// A needle that broke.
    BrokenNeedle,
    /// A needle that was found after the session.
    NeedleLeftIn,
    /// Air in the chest is suspected: pain in the chest, short of breath. Nobody waits for proof to write it down.
    SuspectedPneumothorax,
    /// Anything else; said in words.
    Other,
}

impl AdverseKind {
    /// All of them: the commonest first (Brady 2014, `facts/clinical.md` 4.3, checked), then those whose rate nobody has counted per
    /// treatment (the same table).
    pub const ALL: [Self; 10] = [
        Self::Bruise,
        Self::Bleed,
        Self::Pain,
        Self::Faint,
        Self::StuckNeedle,
        Self::NerveSymptom,
        Self::BrokenNeedle,
        Self::NeedleLeftIn,
        Self::SuspectedPneumothorax,
        Self::Other,
    ];

    /// The word in forms, JSON and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bleed => "bleed",
            Self::Bruise => "bruise",
            Self::Faint => "faint",
            Self::Pain => "pain",
            Self::StuckNeedle => "stuck_needle",
            Self::NerveSymptom => "nerve_symptom",
            Self::BrokenNeedle => "broken_needle",
            Self::NeedleLeftIn => "needle_left_in",
            Self::SuspectedPneumothorax => "suspected_pneumothorax",
            Self::Other => "other",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| match text {
            "" => Refusal::missing("adverse_kind"),
            _ => Refusal::out_of_range("adverse_kind", &Self::ALL.map(Self::as_str).join(", ")),
        })
    }

    /// Whether something must have been done about it, however it felt: air in the chest, and metal that may still be in the body.
    pub const fn cannot_be_left(self) -> bool {
        matches!(self, Self::SuspectedPneumothorax | Self::BrokenNeedle | Self::NeedleLeftIn)
    }
}

/// How bad it was: the three grades of Carnes 2010 (`facts/clinical.md` 4.1, checked).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Hours, transient, function intact.
    Mild,
    /// Days or weeks, of moderate severity.
    Moderate,
    /// Days or weeks, severe, unacceptable; usually needs treatment.
    Major,
}

impl Grade {
    /// All of them, mildest first.
    pub const ALL: [Self; 3] = [Self::Mild, Self::Moderate, Self::Major];

    /// The word in forms, JSON and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::Major => "major",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == text).ok_or_else(|| match text {
            "" => Refusal::missing("grade"),
            _ => Refusal::out_of_range("grade", "mild, moderate, major"),
        })
    }
}
