//! From space to paper: views, buffers, contours, lines, ribbons. Knows no anatomy.

pub mod contour;
pub mod field;
pub mod line;
pub mod path;
pub mod random;
pub mod raster;
pub mod streams;
pub mod view;

pub use field::Field;
pub use path::Path;
pub use random::Random;
pub use raster::Buffer;
pub use view::{Direction, View};
