//! The engraving itself: what is seen of skin, bones and muscles becomes lines.

mod bones;
mod geometry_file;
mod hand;
mod hatch;
mod muscles;
mod outline;
mod plate;
mod scene;
mod skin;
mod svg;
mod table;

use scene::Scene;

pub use geometry_file::{Entry, file_name};
pub use hand::Hand;
pub use plate::{Engraving, engrave};
pub use scene::{Anatomy, Figure};
pub use svg::written;
pub use table::{Ground, Plate, Side, read};
