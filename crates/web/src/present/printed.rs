//! The engraver's figures as blocks of a document.

use crate::figure::printed::Printed;
use report::sheet::{Block, Picture};

/// The longer side of a figure on the page, points.
const LONGER_SIDE: i32 = 240;
/// Its width at most, points: the lines about it stand beside it.
const WIDTH_MOST: i32 = 230;

/// A spot of the record as figures want it.
pub fn body_mm(spot: chart::Spot) -> [f32; 3] {
    [spot.x_mm, spot.y_mm, spot.z_mm].map(f32::from)
}

/// A figure with its heading and lines beside it; `says` is read aloud.
pub(super) fn figure_block(figure: Printed, lines: &[String], says: String) -> Block {
    let picture = Picture { says, ..figure.picture };
    let width = (LONGER_SIDE * picture.width / picture.width.max(picture.height).max(1)).min(WIDTH_MOST);
    let words = format!("{}\n{}", figure.name, lines.join("\n"));
    Block::Pictures { width: width as u16, rows: vec![(picture, words)] }
}
