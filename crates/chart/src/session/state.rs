//! A session as the events so far tell it.

use super::adverse::AdverseEvent;
use super::conduct::Conduct;
use super::diary::{Closing, DiaryEntry, Owned};
use super::event::{Addendum, Closed, Event, Moment, Needle, Opened};
use super::follow_up::FollowUp;
use super::plan::Planned;
use crate::ids::{AdverseEventId, ConsentId, NeedleId, StaffId};
use crate::time::Instant;
use crate::values::{PainScore, Sign};

/// Where the session stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stage {
    /// Not begun.
    #[default]
    Unknown,
    /// Needles may go in.
    Open,
    /// Counted; waiting for the signature.
    Closed,
    /// Signed; only addenda.
    Signed,
}

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// Where it stands.
    pub stage: Stage,
    /// None until opened.
    pub opened: Option<Opened>,
    /// When it was opened.
    pub opened_at: Instant,
    /// The latest score before the needles.
    pub pain_before: Option<PainScore>,
    /// The latest score after the needles.
    pub pain_after: Option<PainScore>,
    /// The consent that the patient confirmed in this session.
    pub consent_confirmed: Option<(Instant, ConsentId)>,
    /// How it was conducted.
    pub conduct: Conduct,
    /// What is left of the plan: neither placed nor dropped.
    pub planned: Vec<Planned>,
    /// What went wrong, and why an entry was taken back.
    pub adverse_events: Vec<(Instant, AdverseEvent, Option<String>)>,
    /// Who handed it to whom, oldest first.
    pub hand_overs: Vec<HandOver>,
    /// Every time it was opened again after it had been closed.
    pub reopenings: Vec<Reopening>,
    /// Every needle in the order it was placed, also the retracted ones.
    pub needles: Vec<PlacedNeedle>,
    /// How it was tolerated.
    pub tolerance: Option<String>,
    /// The rest of the note.
    pub text: Option<String>,
    /// The latest count and when it was made.
    pub closed: Option<(Instant, Closed)>,
    /// Who signed, and when.
    pub signed: Option<(Instant, StaffId)>,
    /// Late entries, oldest first.
    pub addenda: Vec<(Instant, Addendum)>,
    /// What the patient answered in the days after, oldest first.
    pub diary: Vec<(Instant, DiaryEntry)>,
    /// Who took on which answer.
    pub owned: Vec<(Instant, Owned)>,
    /// What was done about which answer, oldest first.
    pub closings: Vec<(Instant, Closing)>,
    /// What became of adverse events, oldest first.
    pub follow_ups: Vec<(Instant, FollowUp)>,
}

/// A session changed hands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOver {
    /// When.
    pub at: Instant,
    /// Who has it since.
    pub to: StaffId,
    /// Who handed it over.
    pub by: StaffId,
    /// Why.
    pub reason: String,
}

/// A session that had been closed was opened again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reopening {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// The count that no longer stood.
    pub was: Option<(Instant, Closed)>,
}

/// A needle and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedNeedle {
    /// As it stands after amendments.
    pub needle: Needle,
    /// When it went in.
    pub placed_at: Instant,
    /// When it came out.
    pub removed_at: Option<Instant>,
    /// When it was recorded as out while it was in, and why that was wrong.
    pub removals_retracted: Vec<(Instant, String)>,
    /// Local twitch responses so far.
    pub twitches: u16,
    /// Whether it was felt elsewhere too.
    pub referred_pain: Sign,
    /// Whether the patient knew the pain.
    pub recognised_pain: Sign,
    /// Pain at this needle.
    pub pain: Option<PainScore>,
    /// Whether it bled; none where nobody said.
    pub bled: Option<bool>,
    /// Earlier versions, oldest first.
    pub amended_from: Vec<Amended>,
    /// Why it never was.
    pub retracted: Option<String>,
}

/// An earlier version of what was recorded of a needle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amended {
    /// As it stood.
    pub was: Needle,
    /// Why it was wrong.
    pub reason: String,
    /// When it was put right.
    pub at: Instant,
}

/// How many needles are where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    /// Went in.
    pub placed: u16,
    /// Came out.
    pub removed: u16,
}

impl Count {
    /// Still in the patient.
    pub fn still_in(self) -> u16 {
        self.placed - self.removed
    }
}

impl PlacedNeedle {
    fn new(needle: Needle, placed_at: Instant) -> Self {
        Self {
            needle,
            placed_at,
            removed_at: None,
            removals_retracted: Vec::new(),
            twitches: 0,
            referred_pain: Sign::NotTested,
            recognised_pain: Sign::NotTested,
            pain: None,
            bled: None,
            amended_from: Vec::new(),
            retracted: None,
        }
    }
}

impl State {
    /// Folds one event in. Total: an event about something unknown changes nothing.
    pub fn apply(&mut self, at: Instant, event: &Event) {
        match event {
            Event::Opened(opened) => {
                self.stage = Stage::Open;
                self.opened_at = at;
                self.opened = Some(opened.clone());
            }
            Event::PainRecorded { moment: Moment::Before, score } => self.pain_before = Some(*score),
            Event::PainRecorded { moment: Moment::After, score } => self.pain_after = Some(*score),
            Event::ConsentConfirmed { consent } => self.consent_confirmed = Some((at, *consent)),
            Event::ConductRecorded(conduct) => self.conduct = conduct.clone(),
            Event::PlanAdopted(plan) => self.planned.clone_from(&plan.parts),
            Event::PlanPartDropped { needle } => self.planned.retain(|part| part.needle != *needle),
            Event::NeedlePlaced(needle) => {
                self.planned.retain(|part| part.needle != needle.id);
                self.needles.push(PlacedNeedle::new(needle.clone(), at));
            }
            Event::AdverseEventRecorded(event) => self.adverse_events.push((at, event.clone(), None)),
            Event::AdverseEventRetracted { id, reason } => {
                for (_, event, retracted) in &mut self.adverse_events {
                    if event.id == *id {
                        *retracted = Some(reason.clone());
                    }
                }
            }
            Event::HandedOver { to, reason, by } => {
                self.hand_overs.push(HandOver { at, to: *to, by: *by, reason: reason.clone() });
            }
            Event::NeedleResponded(response) => {
                if let Some(needle) = self.needle_mut(response.needle) {
                    needle.twitches = needle.twitches.saturating_add(response.twitches_added);
                    needle.referred_pain = response.referred_pain.unwrap_or(needle.referred_pain);
                    needle.recognised_pain = response.recognised_pain.unwrap_or(needle.recognised_pain);
                    needle.pain = response.pain.or(needle.pain);
                    needle.bled = response.bled.or(needle.bled);
                }
            }
            Event::NeedleRemoved { needle } => {
                if let Some(needle) = self.needle_mut(*needle) {
                    needle.removed_at = needle.removed_at.or(Some(at));
                }
            }
            Event::RemovalRetracted { needle, reason } => {
                if let Some(needle) = self.needle_mut(*needle)
                    && let Some(removed_at) = needle.removed_at.take()
                {
                    needle.removals_retracted.push((removed_at, reason.clone()));
                }
            }
            Event::TwitchesRetracted { needle, twitches, .. } => {
                if let Some(needle) = self.needle_mut(*needle) {
                    needle.twitches = needle.twitches.saturating_sub(*twitches);
                }
            }
            Event::NeedleAmended { now, reason } => {
                if let Some(needle) = self.needle_mut(now.id) {
                    let was = std::mem::replace(&mut needle.needle, now.clone());
                    needle.amended_from.push(Amended { was, reason: reason.clone(), at });
                }
            }
            Event::NeedleRetracted { needle, reason } => {
                if let Some(needle) = self.needle_mut(*needle) {
                    needle.retracted = Some(reason.clone());
                }
            }
            Event::NoteWritten { tolerance, text } => {
                self.tolerance.clone_from(tolerance);
                self.text.clone_from(text);
            }
            Event::Closed(closed) => {
                self.stage = Stage::Closed;
                self.closed = Some((at, closed.clone()));
            }
            Event::Reopened { reason } => {
                self.stage = Stage::Open;
                let was = self.closed.take();
                self.reopenings.push(Reopening { at, reason: reason.clone(), was });
            }
            Event::Signed { by } => {
                self.stage = Stage::Signed;
                self.signed = Some((at, *by));
            }
            Event::AddendumAdded(addendum) => self.addenda.push((at, addendum.clone())),
            Event::DiaryAnswered(entry) => self.diary.push((at, entry.clone())),
            Event::RedFlagOwned(owned) => self.owned.push((at, owned.clone())),
            Event::RedFlagClosed(closing) => self.closings.push((at, closing.clone())),
            Event::AdverseEventFollowed(entry) => self.follow_ups.push((at, entry.clone())),
        }
    }

    /// Who has the session and signs it.
    pub fn responsible(&self) -> Option<StaffId> {
        let handed = self.hand_overs.last().map(|handed| handed.to);
        handed.or(self.opened.as_ref().map(|opened| opened.practitioner))
    }

    /// Adverse events that stand.
    pub fn adverse(&self) -> impl Iterator<Item = (Instant, &AdverseEvent)> {
        self.adverse_events.iter().filter(|(_, _, retracted)| retracted.is_none()).map(|(at, e, _)| (*at, e))
    }

    /// An adverse event by its id, also a retracted one.
    pub fn adverse_event(&self, id: AdverseEventId) -> Option<&(Instant, AdverseEvent, Option<String>)> {
        self.adverse_events.iter().find(|(_, event, _)| event.id == id)
    }

    /// Whether the pain that was scored before is still to be scored after.
    pub fn pain_retest_due(&self) -> bool {
        self.pain_before.is_some() && self.pain_after.is_none()
    }

    /// A needle by its id, also a retracted one.
    pub fn needle(&self, id: NeedleId) -> Option<&PlacedNeedle> {
        self.needles.iter().find(|n| n.needle.id == id)
    }

    fn needle_mut(&mut self, id: NeedleId) -> Option<&mut PlacedNeedle> {
        self.needles.iter_mut().find(|n| n.needle.id == id)
    }

    /// The needles that were really placed.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &PlacedNeedle> {
        self.needles.iter().filter(|n| n.retracted.is_none())
    }

    /// The needles that are in the patient now.
    pub fn still_in(&self) -> impl Iterator<Item = &PlacedNeedle> {
        self.standing().filter(|n| n.removed_at.is_none())
    }

    /// In and out.
    pub fn count(&self) -> Count {
        let placed = self.standing().count() as u16;
        Count { placed, removed: placed - self.still_in().count() as u16 }
    }

    /// Distinct muscles needled, in the order they were first needled. The two sides of a muscle count once.
    pub fn muscles(&self) -> Vec<&str> {
        let mut muscles: Vec<&str> = Vec::new();
        for needle in self.standing() {
            if !muscles.contains(&needle.needle.place.muscle.as_str()) {
                muscles.push(&needle.needle.place.muscle);
            }
        }
        muscles
    }
}
