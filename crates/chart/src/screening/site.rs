//! Which rules speak at a place: not for the patient, but for the needle that is about to go in.

use super::{Class, Item, always, item};
use crate::body::{BodyPart, parts_of};
use crate::patient::{Screening, ScreeningAnswer};
use crate::session::risk;
use crate::values::{Place, Technique};
#[cfg(test)]
use atlas::HazardId;
use atlas::{Atlas, MuscleId};
use serde::Deserialize;

/// Deeper than this is a deep needle, mm (Griswold 2019, `facts/clinical.md` 7.3, checked).
const SUPERFICIAL_MM_MAX: u16 = 10;

/// Which needles a rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Every needle.
    #[default]
    Any,
    /// Deeper than 10 mm; an unknown depth counts as deep unless the technique is superficial.
    Deep,
    /// With current.
    Electrical,
    /// Left in place.
    Indwelling,
}

impl Modality {
    /// Its word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Deep => "deep",
            Self::Electrical => "electrical",
            Self::Indwelling => "indwelling",
        }
    }

    fn is(self, technique: Technique, depth_mm: Option<u16>) -> bool {
        match self {
            Self::Any => true,
            Self::Deep => match depth_mm {
                Some(mm) => mm > SUPERFICIAL_MM_MAX,
                None => technique != Technique::Superficial,
            },
            Self::Electrical => technique == Technique::Electrical,
            Self::Indwelling => matches!(technique, Technique::Static | Technique::Electrical),
        }
    }
}

/// What a yes means at a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRule {
    /// Stable id, stored with the needle it spoke at.
    pub id: String,
    /// Absolute stops the needle; relative asks for a reason.
    pub class: Class,
    /// At the place that was answered.
    #[serde(default)]
    pub answered: bool,
    /// And in all of its limb.
    #[serde(default)]
    pub limb: bool,
    /// At these parts of the body.
    #[serde(default)]
    pub parts: Vec<BodyPart>,
    /// At these muscles.
    #[serde(default)]
    pub muscles: Vec<String>,
    /// Over these hazards of the atlas.
    #[serde(default)]
    pub hazards: Vec<String>,
    /// For these needles.
    #[serde(default)]
    pub modality: Modality,
    /// What to do.
    pub todo: String,
    /// Where it comes from; none: where its question comes from.
    pub source: Option<String>,
}

impl SiteRule {
    /// Where it comes from, and how certain it is.
    pub fn source<'a>(&'a self, item: Option<&'a Item>) -> &'a str {
        self.source.as_deref().or(item.map(|item| item.source.as_str())).unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn names_known_places(&self) -> bool {
        self.muscles.iter().all(|muscle| muscle.parse::<MuscleId>().is_ok())
            && self.hazards.iter().all(|hazard| hazard.parse::<HazardId>().is_ok())
    }

    /// Whether it speaks at a place, for some needle. All that it names must be met; of parts, muscles and hazards any one.
    fn concerns(&self, needle: &Wanted<'_>, answer: Option<&ScreeningAnswer>) -> bool {
        (!self.answered || answer.is_none_or(|answer| self.is_answered_place(needle, answer)))
            && (self.names_nothing() || self.names(needle))
    }

    fn names_nothing(&self) -> bool {
        self.parts.is_empty() && self.muscles.is_empty() && self.hazards.is_empty()
    }

    fn names(&self, needle: &Wanted<'_>) -> bool {
        parts_of(needle.muscle).any(|part| self.parts.contains(&part))
            || self.muscles.contains(&needle.place.muscle)
            || risk::beneath(needle.atlas, needle.muscle, needle.place.point.as_deref())
                .iter()
                .any(|hazard| self.hazards.contains(&hazard.to_string()))
    }

    /// A yes without a place (of an earlier edition of the table) counts everywhere: what is not known is not safe.
    fn is_answered_place(&self, needle: &Wanted<'_>, answer: &ScreeningAnswer) -> bool {
        answer.places.is_empty()
            || answer.places.iter().any(|place| {
                let same_side = place.side.is_none_or(|side| side == needle.place.side);
                let same_part = parts_of(needle.muscle)
                    .any(|part| part == place.part || (self.limb && place.part.limb().contains(&part)));
                same_side && same_part
            })
    }
}

struct Wanted<'a> {
    atlas: &'a Atlas,
    muscle: MuscleId,
    place: &'a Place,
}

/// A rule with the question that woke it; none of a rule that is for everybody.
pub type Woken = (Option<&'static Item>, &'static SiteRule);

/// The rules that speak where a needle is about to go in, the absolute ones first, each with the question that woke it. Total: a muscle
/// that the atlas does not know is nobody's.
pub fn speaking(
    screening: &Screening,
    atlas: &Atlas,
    place: &Place,
    technique: Technique,
    depth_mm: Option<u16>,
) -> Vec<Woken> {
    let mut speaking = awake(screening, atlas, place);
    speaking.retain(|(_, rule)| rule.modality.is(technique, depth_mm));
    speaking
}

/// The rules that speak at a place for some technique or depth: what can be said of it before the needle is chosen.
pub fn awake(screening: &Screening, atlas: &Atlas, place: &Place) -> Vec<Woken> {
    let Ok(muscle) = place.muscle.parse() else { return Vec::new() };
    let needle = Wanted { atlas, muscle, place };
    let mut awake: Vec<Woken> =
        always().iter().filter(|rule| rule.concerns(&needle, None)).map(|rule| (None, rule)).collect();
    for answer in screening.answers.iter().filter(|answer| answer.yes) {
        let Some(item) = item(&answer.item) else { continue };
        let woken = item.site.iter().filter(|rule| rule.concerns(&needle, Some(answer)));
        awake.extend(woken.map(|rule| (Some(item), rule)));
    }
    awake.sort_by_key(|(_, rule)| rule.class != Class::Absolute);
    awake
}
