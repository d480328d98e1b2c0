//! What the body map knows of a sheet besides its picture: the tiles of the regions, the places of the points, the way from body
//! millimetres to the drawing and back.

mod arcs;
mod make;
mod sheet;
mod tiles;
mod view;
mod visible;

pub use arcs::crossing;
pub use make::{PointOnBody, Tables, write};
pub use sheet::{Depths, Rings, Sheet, SheetPlan, Skins};
pub use tiles::{Labels, Line, NOTHING, Tiles};
pub use view::View;
pub use visible::Visible;
