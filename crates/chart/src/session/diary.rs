//! What the patient answers in the days after a session, through the private link: and which answers must not wait.
//!
//! What is asked is data (`data/diary.toml`, facts/clinical.md 4.4).

use super::adverse::{AdverseEvent, AdverseKind};
use super::state::State;
use crate::body::{BodyPart, BodyPlace, Side, parts_of};
use crate::ids::{DiaryEntryId, StaffId};
use crate::refusal::Refusal;
use crate::time::Instant;
use crate::values::PainScore;
use atlas::{Atlas, MuscleId};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Answers to one diary: three are asked for; the rest are second thoughts.
pub const DIARY_ENTRIES_MAX: usize = 20;
/// Places that one answer names.
pub const PLACES_MAX: usize = 30;
/// Hours at which the patient is asked (soreness is usually gone in 24 to 48, `facts/clinical.md` 4.5, checked).
pub const ASKED_AT_HOURS: [u16; 3] = [24, 48, 72];
/// Soreness that is there after so many hours is one for the clinic's telephone (`facts/clinical.md` 4.4, from memory).
const LASTING_HOURS: u16 = 96;
/// Soreness that rises after so many hours too (`facts/clinical.md` 4.4, from memory).
const RISING_HOURS: u16 = 48;

/// One round of answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiaryEntry {
    /// Names it.
    pub id: DiaryEntryId,
    /// Whole hours after the needles were counted.
    pub hours_after: u16,
    /// How sore it is, 0 to 10. This, the bruise and the movements are left open only where a warning sign was ticked: nothing
    /// else must be filled in before that is told.
    pub soreness: Option<PainScore>,
    /// Where it is sore, as it was ticked in the list.
    pub places: Vec<BodyPlace>,
    /// Where it is sore, as it was painted on the map.
    pub painted: Vec<SoreCell>,
    /// Whether there is a bruise.
    pub bruise: Option<Bruise>,
    /// Whether the movements were done.
    pub moved: Option<Moved>,
    /// Signs of `data/diary.toml` that the patient ticked, in its order.
    pub signs: Vec<String>,
    /// Anything else, in the patient's words.
    pub words: Option<String>,
    /// Language tag of the page that was answered.
    pub language: String,
}

/// A region of the map that was painted sore. How sore is said once, for all of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoreCell {
    /// A region id of the atlas.
    pub region: String,
    /// The patient's left or right.
    pub side: Side,
}

/// Whether there is a bruise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bruise {
    /// None.
    None,
    /// Smaller than a coin.
    Small,
    /// Larger than a coin.
    Large,
}

impl Bruise {
    /// All, the usual first.
    pub const ALL: [Self; 3] = [Self::None, Self::Small, Self::Large];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "small",
            Self::Large => "large",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(Refusal::missing("bruise"))
    }
}

/// Whether the movements of the leaflet were done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// As agreed.
    Yes,
    /// Now and then.
    Some,
    /// Not.
    No,
}

impl Moved {
    /// All.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Some, Self::No];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Some => "some",
            Self::No => "no",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(Refusal::missing("moved"))
    }
}

/// Notes on what was done about one answer.
pub const CLOSINGS_MAX: usize = 20;

/// Somebody took a red flag on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owned {
    /// Which answers.
    pub entry: DiaryEntryId,
    /// Who.
    pub by: StaffId,
    /// What was done, where that was said at once: then nothing is left to close. Version 1 always asked for it.
    pub note: Option<String>,
}

/// What was done about an answer that somebody took on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Which answers.
    pub entry: DiaryEntryId,
    /// Who wrote it.
    pub by: StaffId,
    /// What was done.
    pub note: String,
}

/// How soon something must be looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Only written down.
    None,
    /// The patient rings the clinic, or is rung.
    Call,
    /// A doctor sees it on the same day.
    SameDay,
    /// The emergency number.
    Emergency,
}

impl Urgency {
    /// The word in rows and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Call => "call",
            Self::SameDay => "same_day",
            Self::Emergency => "emergency",
        }
    }

    /// Parses the word of a row.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::None, Self::Call, Self::SameDay, Self::Emergency].into_iter().find(|u| u.as_str() == text)
    }
}

/// Something that a patient may notice.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Names it in forms, stored events and texts.
    pub id: String,
    /// How soon it must be looked at.
    pub urgency: Urgency,
    /// Asked where one of these was needled.
    #[serde(default)]
    pub parts: Vec<BodyPart>,
    /// Asked where one of these lay beneath.
    #[serde(default)]
    pub hazards: Vec<String>,
    /// Asked where this item of the screening was answered with yes.
    #[serde(default)]
    pub screening: Option<String>,
    /// Not asked where one of these was answered with yes: a graver sign of their own stands in its place.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What it is recorded as, where a professional takes it for an adverse event and its kind has a name.
    #[serde(default)]
    pub kind: Option<AdverseKind>,
    /// Where it comes from, and how certain that is.
    pub source: String,
}

#[derive(Deserialize)]
struct Signs {
    sign: Vec<Sign>,
}

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    toml::from_str::<Signs>(include_str!("../../data/diary.toml"))
        .expect("data/diary.toml is checked by a test")
        .sign
});

/// Everything that may be asked, most urgent first.
pub fn signs() -> &'static [Sign] {
    &SIGNS
}

/// A sign by its id.
pub fn sign(id: &str) -> Option<&'static Sign> {
    SIGNS.iter().find(|sign| sign.id == id)
}

/// Whether a sign was ticked that somebody must look at.
pub fn warns(signs: &[String]) -> bool {
    signs.iter().filter_map(|id| sign(id)).any(|sign| sign.urgency > Urgency::None)
}

impl State {
    /// The parts of the body that were needled, each with its side, in order from head to foot.
    pub fn places_needled(&self) -> Vec<BodyPlace> {
        let mut places: Vec<BodyPlace> = self
            .standing()
            .filter_map(|placed| Some((placed.needle.place.muscle.parse().ok()?, placed.needle.place.side)))
            .flat_map(|(muscle, side): (MuscleId, _)| {
                parts_of(muscle).map(move |part| BodyPlace { part, side: Some(side) })
            })
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// What the patient is told to look out for and asked about after this session. `screened_yes` are the items of the
    /// screening that were answered with yes.
    pub fn signs_to_watch(&self, screened_yes: &[&str]) -> Vec<&'static Sign> {
        let parts = self.places_needled();
        let hazards: Vec<&str> = self
            .standing()
            .filter_map(|placed| placed.needle.place.muscle.parse::<MuscleId>().ok())
            .flat_map(|muscle| Atlas::get().muscle(muscle).hazards())
            .map(atlas::HazardId::as_str)
            .collect();
        let asked = |sign: &&Sign| {
            let anywhere = sign.parts.is_empty() && sign.hazards.is_empty();
            let here = sign.parts.iter().any(|part| parts.iter().any(|place| place.part == *part))
                || sign.hazards.iter().any(|hazard| hazards.contains(&hazard.as_str()));
            let asked_for = sign.screening.as_deref().is_none_or(|item| screened_yes.contains(&item));
            let graver = sign.unless.iter().any(|item| screened_yes.contains(&item.as_str()));
            (anywhere || here) && asked_for && !graver
        };
        signs().iter().filter(asked).collect()
    }

    /// How soon an answer must be looked at: by its most urgent sign, or by soreness that does not go as it should.
    pub fn urgency(&self, entry: &DiaryEntry) -> Urgency {
        let signs = entry.signs.iter().filter_map(|id| sign(id)).map(|sign| sign.urgency).max();
        let soreness = if self.soreness_lasts(entry) { Urgency::Call } else { Urgency::None };
        signs.unwrap_or(Urgency::None).max(soreness)
    }

    /// Whether soreness is still there after four days, or rises after two.
    pub fn soreness_lasts(&self, entry: &DiaryEntry) -> bool {
        let Some(now) = entry.soreness.map(PainScore::get) else { return false };
        let earlier =
            self.diary.iter().map(|(_, earlier)| earlier).take_while(|earlier| earlier.id != entry.id);
        let before = earlier.filter_map(|earlier| earlier.soreness).last();
        let rises = before.is_some_and(|before| now > before.get());
        let sore = now > 0;
        (rises && entry.hours_after > RISING_HOURS) || (sore && entry.hours_after >= LASTING_HOURS)
    }

    /// Who took on what an answer asks for, and when.
    pub fn owner_of(&self, entry: DiaryEntryId) -> Option<(Instant, &Owned)> {
        self.owned.iter().find(|(_, owned)| owned.entry == entry).map(|(at, owned)| (*at, owned))
    }

    /// What was done about an answer, oldest first: who wrote it, and what.
    pub fn done_about(&self, entry: DiaryEntryId) -> impl Iterator<Item = (StaffId, &str)> {
        let at_once = self.owner_of(entry).and_then(|(_, owned)| Some((owned.by, owned.note.as_deref()?)));
        let after = self.closings.iter().map(|(_, closing)| closing).filter(move |c| c.entry == entry);
        at_once.into_iter().chain(after.map(|closing| (closing.by, closing.note.as_str())))
    }

    /// What an answer would be recorded as, if a professional takes it for an adverse event: by its gravest sign, else what is more
    /// than soreness that goes as it should. None where it tells of nothing else.
    pub fn would_be(&self, entry: &DiaryEntry) -> Option<AdverseKind> {
        if let Some(gravest) = entry.signs.iter().find_map(|id| sign(id)) {
            return Some(gravest.kind.unwrap_or(AdverseKind::Other));
        }
        if self.soreness_lasts(entry) {
            return Some(AdverseKind::Pain);
        }
        entry.bruise.filter(|bruise| *bruise != Bruise::None).map(|_| AdverseKind::Bruise)
    }

    /// The adverse events that were recorded from an answer and stand.
    pub fn recorded_from(&self, entry: DiaryEntryId) -> impl Iterator<Item = &AdverseEvent> {
        self.adverse().map(|(_, event)| event).filter(move |event| event.answer == Some(entry))
    }

    /// The answers that wait for somebody, oldest first.
    pub fn ringing(&self) -> impl Iterator<Item = &DiaryEntry> {
        let entries = self.diary.iter().map(|(_, entry)| entry);
        entries.filter(|e| self.urgency(e) > Urgency::None && self.owner_of(e.id).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_known_once_and_names_what_exists() {
        let mut ids: Vec<&str> = signs().iter().map(|sign| sign.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), signs().len());
        for sign in signs() {
            for hazard in &sign.hazards {
                assert!(hazard.parse::<atlas::HazardId>().is_ok(), "{}: {hazard}", sign.id);
            }
            for item in sign.screening.iter().chain(&sign.unless) {
                assert!(crate::screening::item(item).is_some(), "{}: {item}", sign.id);
            }
            let said = ["checked", "secondary", "from memory"];
            assert!(said.iter().any(|mark| sign.source.ends_with(mark)), "{}: {}", sign.id, sign.source);
        }
        let urgencies: Vec<Urgency> = signs().iter().map(|sign| sign.urgency).collect();
        assert!(urgencies.is_sorted_by(|a, b| a >= b), "most urgent first");
    }
}
