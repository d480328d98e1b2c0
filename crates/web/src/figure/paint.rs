//! What a region is painted with: how strong the pain is and, where it was said, what it is like.
//!
//! As a text, in fields, in patterns' ids and in `islands/lib/marks.js`: `7`, or `7b` for seven of ten, burning.

use super::INTENSITY_MAX;
use crate::texts::Texts;
use std::fmt;
use std::str::FromStr;

/// What a painted pain is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Deep and dull.
    Ache,
    /// Burning.
    Burning,
    /// Stabbing or shooting.
    Stabbing,
    /// Tingling, pins and needles, or numb.
    Tingling,
    /// Something else.
    Other,
}

impl Kind {
    /// All, as they are offered.
    pub const ALL: [Self; 5] = [Self::Ache, Self::Burning, Self::Stabbing, Self::Tingling, Self::Other];

    /// What stands for it after a strength.
    pub fn letter(self) -> char {
        match self {
            Self::Ache => 'a',
            Self::Burning => 'b',
            Self::Stabbing => 's',
            Self::Tingling => 't',
            Self::Other => 'o',
        }
    }

    /// "burning" in the reader's words.
    pub fn words(self, texts: &Texts) -> String {
        texts.get(match self {
            Self::Ache => "map-kind-ache",
            Self::Burning => "map-kind-burning",
            Self::Stabbing => "map-kind-stabbing",
            Self::Tingling => "map-kind-tingling",
            Self::Other => "map-kind-other",
        })
    }

    /// What is hatched over the wash: lines where no kind was said, a sign of its own for each kind. `gap` is the pattern's size.
    pub(super) fn hatching(kind: Option<Self>, gap: i32, crossed: bool) -> String {
        let (half, third) = (gap / 2, gap / 3);
        match kind {
            None if crossed => format!("M0 0V{gap}M0 0H{gap}"),
            None => format!("M0 0V{gap}"),
            Some(Self::Ache) => format!("M0 {half}q{q} -{half} {half} 0t{half} 0", q = gap / 4),
            Some(Self::Burning) => {
                format!("M{a} {a}L{b} {b}M{b} {a}L{a} {b}", a = gap / 5, b = gap - gap / 5)
            }
            Some(Self::Stabbing) => {
                format!("M0 {third}L{half} {b}M{half} {third}L{gap} {b}", b = gap - third)
            }
            Some(Self::Tingling) => {
                format!(
                    "M{a} {half}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0",
                    a = half - third,
                    r = third,
                    d = 2 * third
                )
            }
            Some(Self::Other) => format!("M{half} {a}V{b}M{a} {half}H{b}", a = gap / 5, b = gap - gap / 5),
        }
    }
}

/// Strength and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paint {
    /// 1 to [`INTENSITY_MAX`].
    pub intensity: u8,
    /// None: not said.
    pub kind: Option<Kind>,
}

impl Paint {
    /// Every paint there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let kinds = || std::iter::once(None).chain(Kind::ALL.map(Some));
        kinds().flat_map(|kind| (1..=INTENSITY_MAX).map(move |intensity| Self { intensity, kind }))
    }

    /// "7", "7, burning".
    pub fn words(self, texts: &Texts) -> String {
        match self.kind {
            Some(kind) => format!("{}, {}", self.intensity, kind.words(texts)),
            None => self.intensity.to_string(),
        }
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.intensity)?;
        self.kind.map_or(Ok(()), |kind| write!(f, "{}", kind.letter()))
    }
}

/// A text that is no paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPaint;

impl FromStr for Paint {
    type Err = NoPaint;

    fn from_str(text: &str) -> Result<Self, NoPaint> {
        let text = text.trim().to_ascii_lowercase();
        let (digits, kind) = match Kind::ALL.into_iter().find(|kind| text.ends_with(kind.letter())) {
            Some(kind) => (text[..text.len() - 1].trim_end(), Some(kind)),
            None => (text.as_str(), None),
        };
        // Two digits: "007" is a slip of the finger, not a strength.
        let intensity = digits
            .parse()
            .ok()
            .filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))
            .filter(|n| digits.len() < 3 && (1..=INTENSITY_MAX).contains(n));
        Ok(Self { intensity: intensity.ok_or(NoPaint)?, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paint_is_read_as_it_is_written() {
        for paint in Paint::all() {
            assert_eq!(paint.to_string().parse(), Ok(paint));
        }
        assert_eq!(" 7 B ".parse(), Ok(Paint { intensity: 7, kind: Some(Kind::Burning) }));
    }

    #[test]
    fn what_is_no_paint_is_refused() {
        for text in ["", "0", "11", "-1", "+1", "1.5", "b", "7x", "7bb", "007", "b7", "ü"] {
            assert_eq!(text.parse::<Paint>(), Err(NoPaint), "{text}");
        }
    }
}
