//! The engraver: turns open 3-D anatomy (the MakeHuman skin, the OpenSim bones) and a table of muscles written by hand
//! into the SVG plates of the map.
//!
//! A development tool. Its inputs are neither committed nor needed to build or run Drypoint; what it makes is.
//!
//! Frame everywhere: millimetres, right-handed, origin between the hip joints, `x` to the body's left, `y` up, `z`
//! forward. Depths that come out of this model are never shown to anybody: one body, no fat.

#![cfg_attr(test, allow(clippy::float_cmp, reason = "tests compare numbers that are exact"))]

pub mod body;
pub mod engrave;
mod error;
pub mod folds;
pub mod geometry;
pub mod map;
pub mod muscle;
pub mod picture;
pub mod points;
pub mod referral;
pub mod regions;
pub mod source;

pub use error::Error;
