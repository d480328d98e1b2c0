//! The engraver's figures as blocks of a document.

use crate::figure::printed::Printed;
use crate::texts::Texts;
use report::sheet::{Block, Picture};

/// Of a figure on the page, points.
const WIDTH: u16 = 170;
/// Of a figure from the side: it is as tall as the others.
const WIDTH_ASIDE: u16 = 64;

/// Which figure it is, in words.
pub(super) fn figure_heading(figure: &str, texts: &Texts) -> String {
    texts.get(match figure {
        "back" => "note-figure-back",
        "front" => "note-figure-front",
        "left" => "note-figure-left",
        _ => "note-figure-right",
    })
}

/// A figure with its heading and lines beside it; `says` is read aloud.
pub(super) fn figure_block(figure: Printed, lines: &[String], says: String, texts: &Texts) -> Block {
    let picture = Picture { says, ..figure.picture };
    let width = if picture.width * 2 > picture.height { WIDTH } else { WIDTH_ASIDE };
    let words = format!("{}\n{}", figure_heading(figure.figure, texts), lines.join("\n"));
    Block::Pictures { width, rows: vec![(picture, words)] }
}
