//! The engraver: turns open 3-D anatomy (the MakeHuman skin, the OpenSim bones) and a table of muscles written by hand
//! into the SVG plates of the map.
//!
//! A development tool. Its inputs are neither committed nor needed to build or run Drypoint; what it makes is.
//!
//! Frame everywhere: millimetres, right-handed, origin between the hip joints, `x` to the body's left, `y` up, `z`
//! forward. Depths that come out of this model are never shown to anybody: one body, no fat.

pub mod body;
mod error;
pub mod geometry;
pub mod muscle;
pub mod source;

pub use error::Error;
