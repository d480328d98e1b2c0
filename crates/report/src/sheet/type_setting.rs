//! The two fonts, how wide words are in them, and where lines break.

use super::ReportError;
use krilla::text::Font;
use ttf_parser::Face;

static REGULAR: &[u8] = include_bytes!("../../fonts/EBGaramond-Regular.otf");
static ITALIC: &[u8] = include_bytes!("../../fonts/EBGaramond-Italic.otf");

/// What stands for a letter that the font does not have: the page on the screen has it.
const STRANGE: &str = "?";

/// Signs that screens show and one of the fonts lacks, as they are typed.
const WRITTEN_OUT: &[(char, &str)] = &[
    ('⁰', "^0"),
    ('⁴', "^4"),
    ('⁵', "^5"),
    ('⁶', "^6"),
    ('⁷', "^7"),
    ('⁸', "^8"),
    ('⁹', "^9"),
    ('≤', "<="),
    ('≥', ">="),
    ('✓', "yes"),
    ('√', "root "),
];

/// A font, to draw with and to measure with.
pub(super) struct Typeface {
    pub(super) font: Font,
    face: Face<'static>,
}

/// Both.
pub(super) struct Typefaces {
    pub(super) regular: Typeface,
    pub(super) italic: Typeface,
}

impl Typefaces {
    pub(super) fn load() -> Result<Self, ReportError> {
        Ok(Self { regular: Typeface::load(REGULAR)?, italic: Typeface::load(ITALIC)? })
    }
}

impl Typeface {
    fn load(bytes: &'static [u8]) -> Result<Self, ReportError> {
        let font = Font::new(bytes.to_vec().into(), 0).ok_or(ReportError::Font)?;
        let face = Face::parse(bytes, 0).map_err(|_| ReportError::Font)?;
        Ok(Self { font, face })
    }

    /// The text with letters of this font only; a sign that it lacks is written out where that is known.
    pub(super) fn known(&self, text: &str) -> String {
        let mut known = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_whitespace() {
                known.push(' ');
            } else if self.face.glyph_index(c).is_some() {
                known.push(c);
            } else {
                let written = WRITTEN_OUT.iter().find(|(sign, _)| *sign == c).map(|(_, written)| *written);
                known.push_str(written.unwrap_or(STRANGE));
            }
        }
        known
    }

    /// Width of a line in points. Kerning makes it a hair narrower.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let units: f32 = text
            .chars()
            .filter_map(|c| self.face.glyph_index(c))
            .map(|glyph| f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0)))
            .sum();
        units * size / f32::from(self.face.units_per_em())
    }

    /// Lines no wider than `width`; line breaks of the text stay. A word that is too long by itself is cut.
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            for word in self.known(paragraph).split(' ').filter(|word| !word.is_empty()) {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, size) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.cut(word, size, width, &mut lines);
            }
            lines.push(line);
        }
        lines
    }

    /// Pushes what does not fit on one line, and returns the rest.
    fn cut(&self, word: &str, size: f32, width: f32, lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        for c in word.chars() {
            let longer = format!("{line}{c}");
            if !line.is_empty() && self.width(&longer, size) > width {
                lines.push(std::mem::replace(&mut line, c.to_string()));
            } else {
                line = longer;
            }
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_a_font_lacks_are_written_out() {
        let faces = Typefaces::load().expect("the fonts come with the program");
        assert_eq!(faces.regular.known("50 × 10⁹/L"), "50 × 10^9/L");
        assert_eq!(faces.italic.known("≤ 19 mm"), "<= 19 mm");
        assert_eq!(faces.regular.known("Łukasz → Ōe"), "Łukasz → Ōe");
    }
}
