//! Which trigger points explain a drawing, what else fits, and what to palpate next.
//!
//! The atlas says what is tied to what and how firmly ([`atlas::Wiring`]); `inference` reckons exactly; this room asks and
//! puts the answer in the words of the field. An answer "explains the drawing"; it is not a diagnosis.
//!
//! ```
//! use reasoning::{Case, Painted, rank};
//! let mut case = Case::default();
//! for cell in ["neck-side:R", "temple:R"] {
//!     case.painted.push(Painted::plain(cell.parse().unwrap()));
//! }
//! let ranking = rank(&case).unwrap();
//! assert_eq!(ranking.causes[0].place.point.to_string(), "trapezius-upper/1");
//! ```

mod answer;
mod case;
mod chance;
mod error;
mod evidence;
mod model;
mod muscle;
mod next;
mod rank;
mod rival;
mod single;
mod why;

pub use answer::{JointExplanation, RankedCause, RankedMuscle, RankedRival, Ranking, Reason, ToPalpate};
pub use case::{Case, ClinicFigure, MotionFound, MotionSeen, Painted, Palpated, Place, ProbedSign};
pub use chance::{CLINIC_MINIMUM, LITERATURE_WEIGHT, complaint_chance};
pub use error::ReasoningError;
pub use model::{DRAWING_CAP, MODEL_VERSION, Model};
pub use rank::{rank, rank_in};
pub use single::{SingleCause, rank_single};
