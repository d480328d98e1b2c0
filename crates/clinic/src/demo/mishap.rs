//! What goes wrong in the demo clinic, and what becomes of it.

use super::{DAY, DemoError, Maker};
use crate::command::Ask;
use chart::ids::AdverseEventId;
use chart::session::{AdverseKind, AdverseWanted, Command, FollowUpWanted, Grade, Outcome};
use chart::{Instant, PatientId, SessionId, StaffId};

/// What happened within so many days is still to be asked about; whoever looks at the demo does.
const OPEN_DAYS: i64 = 24;

/// Whose session, and who writes.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) session: SessionId,
    pub(super) patient: PatientId,
    pub(super) by: StaffId,
}

impl Maker<'_> {
    /// What goes wrong in one treatment of six, about as often as practitioners report it (facts/clinical.md 4.2 and 4.3).
    pub(super) fn mishap(&mut self) -> Option<AdverseWanted> {
        let (kind, grade, text, action) = match self.dice.below(1_000) {
            0..75 => (AdverseKind::Bruise, Grade::Mild, "", ""),
            75..122 => (AdverseKind::Bleed, Grade::Mild, "", ""),
            122..150 => (AdverseKind::Pain, Grade::Mild, "", ""),
            150..158 => (AdverseKind::Faint, Grade::Mild, "Light-headed on sitting up", ""),
            158..164 => (
                AdverseKind::Pain,
                Grade::Moderate,
                "Worse for four days, then as before",
                "Telephoned on the second day; heat and rest",
            ),
            _ => return None,
        };
        let id = AdverseEventId(self.dice.uuid());
        let (text, action) = (text.to_owned(), action.to_owned());
        Some(AdverseWanted { id, kind, grade, needle: None, text, action, answer: None })
    }

    /// Asked about some days later, unless that is still to come.
    pub(super) fn follow_mishap(
        &mut self,
        asked: Asked,
        mishap: &AdverseWanted,
        happened: Instant,
    ) -> Result<(), DemoError> {
        // Not the clinic's dice: what is asked afterwards changes nothing else of the clinic.
        let lot = mishap.id.0.as_u128() % 10;
        let (days, outcome, text) = match (mishap.kind, lot) {
            (_, 9) => (5, Outcome::Unknown, "Telephoned twice, nobody answered"),
            (AdverseKind::Bruise, _) => (5, Outcome::Recovered, "Yellow on the fifth day, no pain"),
            (AdverseKind::Bleed, _) => (3, Outcome::Recovered, "Stopped under pressure, nothing came after"),
            (AdverseKind::Faint, _) => (1, Outcome::Recovered, "Well since; lies down next time"),
            _ => (4, Outcome::Recovered, "Gone by the fourth day"),
        };
        if happened.0 > self.now.0 - OPEN_DAYS * DAY {
            return Ok(());
        }
        let followed = Command::FollowAdverseEvent(FollowUpWanted {
            event: mishap.id,
            grade: mishap.grade,
            ctcae: None,
            outcome,
            text: text.to_owned(),
            steps: Vec::new(),
        });
        let at = Instant(happened.0 + days * DAY);
        self.submit(asked.by, at, Ask::Session(asked.session, asked.patient, followed))
    }
}
