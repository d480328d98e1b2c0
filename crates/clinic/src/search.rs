//! Finding a patient by any part of name, record number or birth date, as one types.
//!
//! In memory, because every key stroke asks: names as a dictionary of folded words (a hundred thousand patients share a
//! few thousand words), numbers and dates as one flat text that is searched with `memchr`. Accents and case do not
//! count; a letter too few, too many, wrong or swapped is forgiven from the fourth letter on, two from the eighth.
//! The index is made from the patient rows at start and follows each commit.

mod fold;
mod index;
mod typo;

use chart::patient::Person;
use chart::{Instant, PatientId};
use index::Index;
use std::collections::HashMap;
use std::sync::RwLock;
use uuid::Uuid;

pub use fold::fold;

/// Patients that one search answers with.
pub const HITS_MAX: usize = 12;
/// Longest query that is looked at; the rest is ignored.
pub const QUERY_CHARS_MAX: usize = 80;

/// The indexes of all clinics of this process.
#[derive(Default)]
pub struct Searches {
    clinics: RwLock<HashMap<Uuid, Index>>,
}

impl Searches {
    /// Adds a patient, or takes their new name.
    pub fn put(&self, clinic: Uuid, id: PatientId, person: &Person, seen_at: Instant) {
        self.change(clinic, |index| {
            index.put(
                id,
                person.record_no,
                &person.given_name,
                person.family_name.as_deref(),
                person.birth_date,
                seen_at,
            );
        });
    }

    /// Moves a patient up among equals.
    pub fn seen(&self, clinic: Uuid, id: PatientId, at: Instant) {
        self.change(clinic, |index| index.seen(id, at));
    }

    /// The patients that fit, best first, at most [`HITS_MAX`]. Every word of the query must fit.
    pub fn find(&self, clinic: Uuid, query: &str) -> Vec<PatientId> {
        let query: String = query.chars().take(QUERY_CHARS_MAX).collect();
        let clinics = self.clinics.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        clinics.get(&clinic).map_or(Vec::new(), |index| index.find(&query, HITS_MAX))
    }

    /// Fills the index of a clinic; writers and searchers wait until it is whole, so that no search answers from half of it.
    pub(crate) fn fill<E>(
        &self,
        fill: impl FnOnce(&mut dyn FnMut(Uuid, crate::store::PatientRow)) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut clinics = self.clinics.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        fill(&mut |clinic, row| {
            clinics.entry(clinic).or_default().put(
                row.id,
                row.record_no,
                &row.given_name,
                row.family_name.as_deref(),
                row.birth_date,
                row.last_seen_at,
            );
        })
    }

    fn change(&self, clinic: Uuid, change: impl FnOnce(&mut Index)) {
        // A panic while the index was held leaves it usable at worst for one entry; searching on is better than stopping.
        let mut clinics = self.clinics.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        change(clinics.entry(clinic).or_default());
    }
}
