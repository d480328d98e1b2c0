//! What became of an adverse event: followed until it is over, also one that was told of late.

use super::adverse::{AdverseEvent, Grade};
use super::state::State;
use crate::ids::{AdverseEventId, StaffId};
use crate::refusal::Refusal;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// Entries about one adverse event.
pub const FOLLOW_UPS_MAX: usize = 100;
/// CTCAE grades (v5; five is death), from memory.
pub const CTCAE_GRADES: std::ops::RangeInclusive<u8> = 1..=5;
/// A CTCAE grade from which on an event is serious: severe, or worse (from memory).
const CTCAE_SERIOUS: u8 = 3;

/// What is done after a serious event; the words are screen texts under `step-<id>`. After the critical-event guidance that asks for
/// response, telling, learning and evaluation (HQCA/Alberta, `facts/clinical.md` 1.3 row 22); the steps are ours.
pub const STEPS: [&str; 7] = [
    "patient-safe",
    "patient-told",
    "lead-told",
    "needles-kept",
    "record-whole",
    "insurer-told",
    "authority-told",
];

/// One entry about an adverse event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Which.
    pub event: AdverseEventId,
    /// How bad it is now known to have been.
    pub grade: Grade,
    /// The CTCAE grade, 1 to 5, where one was given.
    pub ctcae: Option<u8>,
    /// How it stands.
    pub outcome: Outcome,
    /// What was heard, seen or done.
    pub text: String,
    /// Steps of [`STEPS`] that are done, all of them up to now.
    pub steps: Vec<String>,
    /// Who wrote it.
    pub by: StaffId,
}

/// How an adverse event stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Still there.
    Ongoing,
    /// Over, without a trace.
    Recovered,
    /// Over, and something stays.
    Lasting,
    /// The patient died.
    Died,
    /// Nobody could be reached.
    Unknown,
}

impl Outcome {
    /// All, in the order of a form.
    pub const ALL: [Self; 5] = [Self::Ongoing, Self::Recovered, Self::Lasting, Self::Died, Self::Unknown];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ongoing => "ongoing",
            Self::Recovered => "recovered",
            Self::Lasting => "lasting",
            Self::Died => "died",
            Self::Unknown => "unknown",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(Refusal::missing("outcome"))
    }
}

/// A follow-up as entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpWanted {
    /// Which.
    pub event: AdverseEventId,
    /// How bad it was.
    pub grade: Grade,
    /// 1 to 5.
    pub ctcae: Option<u8>,
    /// How it stands.
    pub outcome: Outcome,
    /// As typed.
    pub text: String,
    /// As ticked.
    pub steps: Vec<String>,
}

impl State {
    /// What was entered about an adverse event, oldest first.
    pub fn follow_ups_of(
        &self,
        event: AdverseEventId,
    ) -> impl DoubleEndedIterator<Item = (Instant, &FollowUp)> {
        self.follow_ups.iter().filter(move |(_, entry)| entry.event == event).map(|(at, entry)| (*at, entry))
    }

    /// How bad an adverse event is known to be: as it was followed last, or as it was recorded.
    pub fn grade_of(&self, event: &AdverseEvent) -> Grade {
        self.follow_ups_of(event.id).next_back().map_or(event.grade, |(_, entry)| entry.grade)
    }

    /// Whether an adverse event is serious: major by Carnes 2010, severe or worse by CTCAE, or something of it stays.
    pub fn is_serious(&self, event: &AdverseEvent) -> bool {
        let last = self.follow_ups_of(event.id).next_back().map(|(_, entry)| entry);
        let stays = last.is_some_and(|entry| matches!(entry.outcome, Outcome::Lasting | Outcome::Died));
        let severe = last.and_then(|entry| entry.ctcae).is_some_and(|grade| grade >= CTCAE_SERIOUS);
        self.grade_of(event) == Grade::Major || severe || stays
    }

    /// Whether an adverse event was told of after the signature.
    pub fn is_late(&self, recorded: Instant) -> bool {
        self.signed.is_some_and(|(signed, _)| recorded > signed)
    }
}
