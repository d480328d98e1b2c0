//! A complaint's pain drawings, each as it was when it was made.

use crate::Clinic;
use chart::patient::{Drawing, Event};
use chart::stored::Storable;
use chart::{ClinicId, ComplaintId, Instant, PatientId};
use journal::{JournalError, StreamKey, StreamKind};

impl Clinic {
    /// Every drawing of a complaint and when it was made, oldest first.
    pub fn drawings(
        &self,
        clinic: ClinicId,
        patient: PatientId,
        complaint: ComplaintId,
    ) -> Result<Vec<(Instant, Drawing)>, JournalError> {
        let mut drawings = Vec::new();
        for event in self.events(StreamKey { clinic: clinic.0, kind: StreamKind::Patient, id: patient.0 })? {
            let read = Event::read(&event.kind, event.version, &event.payload);
            if let Event::PainDrawn(drawing) = read.map_err(JournalError::handler)?
                && drawing.complaint == complaint
            {
                drawings.push((Instant(event.occurred_at.0), drawing));
            }
        }
        drawings.sort_by_key(|(at, _)| *at);
        Ok(drawings)
    }
}
