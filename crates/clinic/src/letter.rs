//! A letter with everything it was made from, as it was known when it was kept.

use crate::Clinic;
use crate::store::{self, SessionRow};
use crate::writer::states::State;
use chart::ids::LetterId;
use chart::letter::Letter;
use chart::stored::Storable;
use chart::values::Place;
use chart::{ClinicId, ComplaintId, Instant, PatientId, course, patient, staff};
use journal::{JournalError, StreamKey, StreamKind};

/// A kept letter and the record as it stood then: the same events give the same document.
pub struct LetterRecord {
    /// As it was kept.
    pub letter: Letter,
    /// When.
    pub at: Instant,
    /// The patient.
    pub patient: patient::State,
    /// The course.
    pub course: course::State,
    /// The complaint's sessions, newest first, with the scores that were known.
    pub sessions: Vec<SessionRow>,
    /// Where the needles of those sessions were, oldest session first, each place of a session once.
    pub needled: Vec<Place>,
    /// Who wrote it.
    pub by: staff::State,
}

impl Clinic {
    /// A letter of a complaint; none where there is no such letter.
    pub fn letter(
        &self,
        clinic: ClinicId,
        patient: PatientId,
        complaint: ComplaintId,
        id: LetterId,
    ) -> Result<Option<LetterRecord>, JournalError> {
        let key = |kind, id| StreamKey { clinic: clinic.0, kind, id };
        let mut events = self.events(key(StreamKind::Course, complaint.0))?;
        let mut found = None;
        for event in &events {
            let read = course::Event::read(&event.kind, event.version, &event.payload);
            if let course::Event::LetterWritten(letter) = read.map_err(JournalError::handler)?
                && letter.id == id
            {
                found = Some((letter, Instant(event.occurred_at.0), event.seq));
            }
        }
        let Some((letter, at, seq)) = found else { return Ok(None) };
        events.retain(|event| event.seq <= seq);
        let State::Course(course) = State::fold(StreamKind::Course, &events)? else { return Ok(None) };
        let listed =
            self.readers().with(|sql| Ok(store::sessions_of(sql, clinic.0, patient, usize::MAX >> 1)?))?;
        let mut sessions = Vec::new();
        let mut places: Vec<(Instant, Vec<Place>)> = Vec::new();
        for row in listed.into_iter().filter(|row| row.complaint == complaint) {
            let mut events = self.events(key(StreamKind::Session, row.id.0))?;
            events.retain(|event| event.seq <= seq);
            let State::Session(state) = State::fold(StreamKind::Session, &events)? else { continue };
            if state.opened.is_none() {
                continue;
            }
            let mut here: Vec<Place> = Vec::new();
            for needle in state.standing() {
                if !here.contains(&needle.needle.place) {
                    here.push(needle.needle.place.clone());
                }
            }
            places.push((state.opened_at, here));
            let count = state.count();
            sessions.push(SessionRow {
                pain_before: state.pain_before.map(chart::values::PainScore::get),
                pain_after: state.pain_after.map(chart::values::PainScore::get),
                needles_placed: count.placed,
                needles_removed: count.removed,
                muscles: state.muscles().into_iter().map(str::to_owned).collect(),
                ..row
            });
        }
        places.sort_by_key(|(opened_at, _)| *opened_at);
        Ok(Some(LetterRecord {
            at,
            needled: places.into_iter().flat_map(|(_, here)| here).collect(),
            patient: self.patient_as_of(clinic, patient, at, Some(seq))?,
            by: self.staff_as_of(clinic, letter.by, at, Some(seq))?,
            letter,
            course,
            sessions,
        }))
    }
}
