//! An address as a picture that a telephone reads (QR code).

use qrcode::{Color, EcLevel, QrCode};
use report::sheet::{Ink, Mark, Pen, Picture, Step};

/// Tenths of a unit: side of one square.
const SQUARE: i32 = 10;
/// Squares of quiet paper around the code, as readers expect it.
const QUIET: i32 = 4;

/// The picture; none where the address is longer than a code holds.
pub fn picture(address: &str, says: String) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let squares = code.to_colors();
    let mut steps = Vec::new();
    for (row, line) in squares.chunks(width).enumerate() {
        let mut from = 0;
        while from < width {
            let dark = line[from..].iter().take_while(|color| **color == Color::Dark).count();
            if dark > 0 {
                steps.extend(bar(row, from, dark));
            }
            from += dark.max(1);
        }
    }
    let side = (i32::try_from(width).unwrap_or(i32::MAX / 100) + 2 * QUIET) * SQUARE;
    let paper = Mark {
        steps: vec![Step::Move(0, 0), Step::Line(side, 0), Step::Line(side, side), Step::Line(0, side)],
        pen: Pen::Fill,
        ink: Ink::Paper,
    };
    let marks = vec![paper, Mark { steps, pen: Pen::Fill, ink: Ink::Full }];
    Some(Picture { width: side, height: side, says, marks })
}

/// Dark squares in a row as one bar.
fn bar(row: usize, from: usize, squares: usize) -> [Step; 4] {
    let at = |square: usize| (square as i32 + QUIET) * SQUARE;
    let (left, right, top) = (at(from), at(from + squares), at(row));
    let bottom = top + SQUARE;
    [Step::Move(left, top), Step::Line(right, top), Step::Line(right, bottom), Step::Line(left, bottom)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_quiet_paper_around() {
        let picture = picture("https://example.org/d/0123456789abcdefghjkmnpqrs", "x".into()).expect("fits");
        let dark = &picture.marks[1].steps;
        // The first bar is the top of the corner: seven squares, behind the quiet paper.
        assert_eq!(dark[..2], [Step::Move(40, 40), Step::Line(110, 40)]);
        assert!(dark.contains(&Step::Line(picture.width - 40, 40)), "the corner on the right");
        assert_eq!(picture.width, picture.height);
    }
}
