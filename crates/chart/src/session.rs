//! One needling treatment, from opening to signature and addenda.
//!
//! The count is the heart of it: every needle that went in is out, and is in the sharps box, or the session cannot be
//! signed. A correction is an event with a reason; a signed session takes nothing but addenda.

mod command;
mod decide;
mod event;
pub mod risk;
mod state;

pub use command::{Command, NeedleWanted};
pub use decide::{Around, decide};
pub use event::{Addendum, Closed, Event, Moment, Needle, NeedleResponse, Opened};
pub use state::{Amended, Count, PlacedNeedle, Stage, State};

/// Insertions in one session: several times the most that is taught (one to five muscles, `facts/clinical.md` 7.4).
pub const NEEDLES_MAX: usize = 120;
/// Twitches of one needle: beyond this it is a slip of the finger.
pub const TWITCHES_MAX: u16 = 200;
/// Late entries to one note.
pub const ADDENDA_MAX: usize = 200;
