//! The atlas: what is known about muscles, points and regions, for everybody, with the source of each statement.

mod index;
mod motion;
mod muscle;
mod parts;
mod region;
mod search;
mod sources;

pub use index::{DivisionsView, GroupView, IndexView, MuscleLine, page as index_page};
pub use motion::{MotionView, page as motion_page};
pub use muscle::{MotionLine, MuscleView, PointView, RegionLine, page as muscle_page};
pub use parts::Link;
pub use region::{ReferralLine, RegionView, page as region_page};
pub use search::{HitKind, HitLine, SearchView, suggestions};
pub use sources::Bibliography;

/// The address of a muscle's page with a point and a side chosen; a point or side that is none shows all of the right side.
pub fn point_href(muscle: &str, point: &str, side: &str) -> String {
    let query = serde_urlencoded::to_string([("point", point), ("side", side)]).unwrap_or_default();
    format!("/atlas/muscles/{muscle}?{query}")
}
