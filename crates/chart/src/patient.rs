//! The patient: who they are, their complaints, drawings, findings, screenings and consents.

mod command;
mod decide;
mod event;
mod state;

pub use command::{Answers, Command, ConsentGiven, Details, FindingMade, MotionSeen};
pub(crate) use decide::place;
pub use decide::{decide, proposed};
pub use event::{
    ComplaintGrouped, ComplaintOpened, Consent, Drawing, Event, Finding, MotionExamined, Person, PointShown,
    RankingShown, Screening, ScreeningAnswer,
};
pub use state::{Complaint, State};

/// Complaints of one patient: more than a life of them, and a bound on what one stream can grow to.
pub const COMPLAINTS_MAX: usize = 200;
/// Painted cells in one drawing: 134 regions, left and right.
pub const CELLS_MAX: usize = 268;
/// Motions of one examination: more than there are motions with their sides.
pub const MOTIONS_MAX: usize = 200;
/// Points, and other explanations, of one ranking that was shown: more than a page has room for.
pub const POINTS_SHOWN_MAX: usize = 40;
