//! One needling treatment, from opening to signature and addenda.
//!
//! The count is the heart of it: every needle that went in is out, and is in the sharps box, or the session cannot be
//! signed. A correction is an event with a reason; a signed session takes nothing but addenda, what the patient answers afterwards,
//! and what became of adverse events.

mod adverse;
pub mod billing;
mod command;
mod conduct;
mod decide;
pub mod diary;
mod event;
pub mod follow_up;
mod plan;
pub mod risk;
mod state;
mod technique;

pub use adverse::{AdverseEvent, AdverseKind, Grade};
pub use command::{AdverseWanted, Command, NeedleWanted};
pub use conduct::{Chaperone, Conduct, Gloves, PatientPosition, SkinPreparation};
pub use decide::{Around, decide};
pub use diary::{Bruise, Closing, DiaryEntry, Moved, Owned, SoreCell, Urgency};
pub use event::{Addendum, Caution, Closed, Event, Moment, Needle, NeedleResponse, Opened, Pack};
pub use follow_up::{FollowUp, FollowUpWanted, Outcome};
pub use plan::{Plan, Planned};
pub use state::{Amended, Count, HandOver, PlacedNeedle, Reopening, Stage, State};
pub use technique::Current;

/// Insertions in one session: several times the most that is taught (one to five muscles, `facts/clinical.md` 7.4).
pub const NEEDLES_MAX: usize = 120;
/// Twitches of one needle: beyond this it is a slip of the finger.
pub const TWITCHES_MAX: u16 = 200;
/// Adverse events of one session.
pub const ADVERSE_EVENTS_MAX: usize = 60;
/// Late entries to one note.
pub const ADDENDA_MAX: usize = 200;
