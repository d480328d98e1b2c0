//! What happened to a patient: commands, events, state, and every clinical rule. Pure.
//!
//! Four streams carry the record, each a folder here with the same files:
//!
//! - [`patient`]: who they are, their complaints, pain drawings, findings, screenings, consents.
//! - [`session`]: one needling treatment, from opening to signature and addenda.
//! - [`course`]: what was measured over a complaint's sessions, and what is planned.
//! - [`staff`]: a person who works here: roles, licence, training.
//!
//! and a fifth, [`practice`], says which clinic this is. For each of them
//! `decide(&State, &Command, &Context) -> Result<Vec<Event>, Refusal>` is the only place where a rule
//! lives, and `State::apply(&Event)` the only place where state changes. Both are total, synchronous and
//! deterministic: the time, the acting person, the policy and the atlas come in through [`Context`], ids come in
//! with the command. Nothing here reads a clock, a file or a random number.
//!
//! What a stored event looks like on disk is in [`stored`]; what a refusal may say is in [`refusal`].
//!
//! It documents and informs; the professional decides. It is not a medical device.

pub mod body;
pub mod context;
pub mod course;
pub mod ids;
pub mod letter;
pub mod measure;
pub mod patient;
pub mod policy;
pub mod practice;
pub mod refusal;
pub mod screening;
pub mod session;
pub mod signature;
pub mod spot;
pub mod staff;
pub mod stored;
pub mod text;
pub mod time;
pub mod values;

pub use context::{Actor, Context};
pub use ids::{ClinicId, ComplaintId, NeedleId, PatientId, SessionId, StaffId};
pub use refusal::Refusal;
pub use spot::Spot;
pub use time::Instant;
