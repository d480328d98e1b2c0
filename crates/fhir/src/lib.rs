//! Chart to FHIR R4 (4.0.1): pure mapping, no I/O. The only room that knows FHIR's names.
//!
//! A hand-written subset: a resource is built where it is mapped, so that what is sent can be read in one place. Local codes
//! carry the system [`SYSTEM`]; codes of others are only used where `facts/clinical.md` 12 has them checked.

mod capability;
mod outcome;
mod patient;
mod procedure;

pub use capability::capability_statement;
pub use outcome::operation_outcome;
pub use patient::patient;
pub use procedure::procedure;

/// Media type of every answer.
pub const MEDIA_TYPE: &str = "application/fhir+json";
/// The system of Drypoint's own codes and identifiers.
pub const SYSTEM: &str = "urn:drypoint";
/// SNOMED CT, of which only ids of the Global Patient Set are used (CC BY 4.0; checked, `facts/clinical.md` 12.2).
pub(crate) const SNOMED: &str = "http://snomed.info/sct";
