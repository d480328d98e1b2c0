//! A patient as the events so far tell it.

use super::event::{
    ComplaintOpened, Consent, Drawing, Event, Finding, MotionExamined, Person, RankingShown, Screening,
};
use crate::ids::{ComplaintId, ConsentId, ScreeningId};
use crate::screening::Class;
use crate::time::Instant;

/// Screenings that the state keeps: enough for every needle that may still come out of an outbox. The record has all of them.
const SCREENINGS_KEPT: usize = 8;

/// Rankings of a complaint that the state keeps, for the page. The record has all of them.
const RANKINGS_KEPT: usize = 8;

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// None until registered.
    pub person: Option<Person>,
    /// In the order they were opened.
    pub complaints: Vec<Complaint>,
    /// The latest screenings and when they were answered, oldest first.
    pub screenings: Vec<(Instant, Screening)>,
    /// Every consent with the instant it was given, and of its withdrawal.
    pub consents: Vec<(Instant, Consent, Option<Instant>)>,
}

/// A complaint with its latest drawing and all findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    /// As it was told.
    pub told: ComplaintOpened,
    /// When.
    pub opened_at: Instant,
    /// The latest drawing and when it was made.
    pub drawing: Option<(Instant, Drawing)>,
    /// All findings, oldest first.
    pub findings: Vec<(Instant, Finding)>,
    /// How each motion and side was found last, in the order they were first examined.
    pub motions: Vec<(Instant, MotionExamined)>,
    /// What it was said to be counted as: a group of the atlas, or none of them; `None` while nobody said.
    pub group: Option<Option<String>>,
    /// The rankings that were shown last and when each was first, oldest first.
    pub rankings: Vec<(Instant, RankingShown)>,
}

impl State {
    /// Folds one event in. Total: an event about something unknown changes nothing.
    pub fn apply(&mut self, at: Instant, event: &Event) {
        match event {
            Event::Registered(person) | Event::DetailsCorrected(person) => self.person = Some(person.clone()),
            Event::ComplaintOpened(told) => {
                self.complaints.push(Complaint {
                    told: told.clone(),
                    opened_at: at,
                    drawing: None,
                    findings: Vec::new(),
                    motions: Vec::new(),
                    group: None,
                    rankings: Vec::new(),
                });
            }
            Event::PainDrawn(drawing) => {
                if let Some(complaint) = self.complaint_mut(drawing.complaint) {
                    complaint.drawing = Some((at, drawing.clone()));
                }
            }
            Event::FindingRecorded(finding) => {
                if let Some(complaint) = self.complaint_mut(finding.complaint) {
                    complaint.findings.push((at, finding.clone()));
                }
            }
            Event::MotionExamined(seen) => {
                if let Some(complaint) = self.complaint_mut(seen.complaint) {
                    let same =
                        |known: &MotionExamined| (&known.motion, known.side) == (&seen.motion, seen.side);
                    match complaint.motions.iter_mut().find(|(_, known)| same(known)) {
                        Some(known) => *known = (at, seen.clone()),
                        None => complaint.motions.push((at, seen.clone())),
                    }
                }
            }
            Event::ComplaintGrouped(grouped) => {
                if let Some(complaint) = self.complaint_mut(grouped.complaint) {
                    complaint.group = Some(grouped.group.clone());
                }
            }
            Event::RankingShown(shown) => {
                if let Some(complaint) = self.complaint_mut(shown.complaint) {
                    if complaint.rankings.len() >= RANKINGS_KEPT {
                        complaint.rankings.remove(0);
                    }
                    complaint.rankings.push((at, shown.clone()));
                }
            }
            Event::ScreeningAnswered(screening) => {
                if self.screenings.len() >= SCREENINGS_KEPT {
                    self.screenings.remove(0);
                }
                self.screenings.push((at, screening.clone()));
            }
            Event::ConsentGiven(consent) => self.consents.push((at, consent.clone(), None)),
            Event::ConsentWithdrawn { consent, .. } => {
                for (_, given, withdrawn) in &mut self.consents {
                    if given.id == *consent {
                        *withdrawn = withdrawn.or(Some(at));
                    }
                }
            }
        }
    }

    /// A complaint by its id.
    pub fn complaint(&self, id: ComplaintId) -> Option<&Complaint> {
        self.complaints.iter().find(|c| c.told.id == id)
    }

    fn complaint_mut(&mut self, id: ComplaintId) -> Option<&mut Complaint> {
        self.complaints.iter_mut().find(|c| c.told.id == id)
    }

    /// A consent by its id, and when it was withdrawn.
    pub fn consent(&self, id: ConsentId) -> Option<(&Consent, Option<Instant>)> {
        self.consents.iter().find(|(_, c, _)| c.id == id).map(|(_, c, withdrawn)| (c, *withdrawn))
    }

    /// The latest screening and when it was answered.
    pub fn screening(&self) -> Option<&(Instant, Screening)> {
        self.screenings.last()
    }

    /// The latest screening that was answered by then.
    pub fn screening_at(&self, at: Instant) -> Option<&(Instant, Screening)> {
        self.screenings.iter().rev().find(|(answered_at, _)| *answered_at <= at)
    }

    /// A screening by its id, and when it was answered.
    pub fn screening_of(&self, id: ScreeningId) -> Option<&(Instant, Screening)> {
        self.screenings.iter().find(|(_, screening)| screening.id == id)
    }

    /// The consent that counted at an instant of a day: the latest that was given by then, unless it had been withdrawn or had
    /// run out. What was withdrawn later does not reach back.
    pub fn consent_at(&self, at: Instant, day: jiff::civil::Date) -> Option<(Instant, &Consent)> {
        let (given_at, consent, withdrawn) =
            self.consents.iter().rev().find(|(given_at, _, _)| *given_at <= at)?;
        let stands = withdrawn.is_none_or(|withdrawn_at| withdrawn_at > at) && consent.valid_until >= day;
        stands.then_some((*given_at, consent))
    }

    /// The consent that counts on a day: the latest, unless it was withdrawn or has run out. An earlier one never
    /// comes back: whoever takes their agreement back has agreed to nothing.
    pub fn consent_on(&self, today: jiff::civil::Date) -> Option<&Consent> {
        self.consents
            .last()
            .filter(|(_, c, withdrawn)| withdrawn.is_none() && c.valid_until >= today)
            .map(|(_, c, _)| c)
    }

    /// The relative cautions of the latest screening, for the page that needles.
    pub fn cautions(&self) -> impl Iterator<Item = &super::ScreeningAnswer> {
        self.screening()
            .into_iter()
            .flat_map(|(_, s)| s.answers.iter())
            .filter(|a| a.yes && a.class == Class::Relative)
    }
}
