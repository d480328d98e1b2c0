//! The languages of the leaflet and the diary; the rest of Drypoint speaks English.

use crate::present::muscle_name;
use crate::texts::Texts;
use atlas::{Atlas, MuscleId};
use jiff::civil::Date;

/// A language that leaflet and diary are written in, all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    /// All.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The language tag: in `lang`, forms and stored events.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Parses a tag; English where it is unknown.
    pub fn of(tag: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or(Self::English)
    }

    /// Its words.
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::English => Texts::english(),
            Self::German => Texts::german(),
        }
    }

    /// A muscle's name: the one of the atlas, or its Latin one where the language has no names of its own here.
    pub fn muscle(self, id: &str) -> String {
        let latin = id.parse::<MuscleId>().map(|id| Atlas::get().muscle(id).anatomy.latin);
        match (self, latin) {
            (Self::German, Ok(latin)) => latin
                .replace("Musculus", "M.")
                .replace("musculus", "M.")
                .replace("Musculi", "Mm.")
                .replace("musculi", "Mm."),
            _ => muscle_name(id),
        }
    }

    /// A day as it is written: `12 March 2026`, `12.3.2026`.
    pub fn day(self, date: Date) -> String {
        match self {
            Self::English => date.strftime("%-d %B %Y").to_string(),
            Self::German => date.strftime("%-d.%-m.%Y").to_string(),
        }
    }
}
