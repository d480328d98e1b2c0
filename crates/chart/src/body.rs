//! Parts of the body, coarse enough to answer a question with a thumb: "in which part is the implant?"

use crate::refusal::Refusal;
use atlas::MuscleId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use atlas::Side;

/// A part of the body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyPart {
    /// Head and face.
    Head,
    /// Neck.
    Neck,
    /// Shoulder and shoulder blade.
    Shoulder,
    /// Chest and ribs.
    Chest,
    /// Upper back.
    UpperBack,
    /// Belly and groin.
    Abdomen,
    /// Low back.
    LowBack,
    /// Pelvic floor.
    PelvicFloor,
    /// Buttock and hip.
    Buttock,
    /// Upper arm.
    UpperArm,
    /// Elbow and forearm.
    Forearm,
    /// Wrist and hand.
    Hand,
    /// Thigh.
    Thigh,
    /// Knee and lower leg.
    LowerLeg,
    /// Ankle and foot.
    Foot,
}

impl BodyPart {
    /// All, from head to foot.
    pub const ALL: [Self; 15] = [
        Self::Head,
        Self::Neck,
        Self::Shoulder,
        Self::Chest,
        Self::UpperBack,
        Self::Abdomen,
        Self::LowBack,
        Self::PelvicFloor,
        Self::Buttock,
        Self::UpperArm,
        Self::Forearm,
        Self::Hand,
        Self::Thigh,
        Self::LowerLeg,
        Self::Foot,
    ];

    /// The word in forms, JSON and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Neck => "neck",
            Self::Shoulder => "shoulder",
            Self::Chest => "chest",
            Self::UpperBack => "upper-back",
            Self::Abdomen => "abdomen",
            Self::LowBack => "low-back",
            Self::PelvicFloor => "pelvic-floor",
            Self::Buttock => "buttock",
            Self::UpperArm => "upper-arm",
            Self::Forearm => "forearm",
            Self::Hand => "hand",
            Self::Thigh => "thigh",
            Self::LowerLeg => "lower-leg",
            Self::Foot => "foot",
        }
    }

    /// The parts of the limb that this one belongs to; itself alone on head and trunk.
    pub fn limb(self) -> &'static [Self] {
        const ARM: &[BodyPart] = &[BodyPart::UpperArm, BodyPart::Forearm, BodyPart::Hand];
        const LEG: &[BodyPart] = &[BodyPart::Thigh, BodyPart::LowerLeg, BodyPart::Foot];
        match self {
            Self::UpperArm | Self::Forearm | Self::Hand => ARM,
            Self::Thigh | Self::LowerLeg | Self::Foot => LEG,
            _ => &[],
        }
    }
}

/// Where somebody has something: a part, and its side; none is both sides, or the middle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyPlace {
    /// The part.
    pub part: BodyPart,
    /// The patient's left or right.
    pub side: Option<Side>,
}

impl BodyPlace {
    /// Parses the form's words: `forearm:L`, `forearm:R`, or `neck` for both sides or the middle.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let unknown = || Refusal::out_of_range("place", "head, neck:L, forearm:R …");
        let (part, side) = match text.split_once(':') {
            None => (text, None),
            Some((part, "L")) => (part, Some(Side::L)),
            Some((part, "R")) => (part, Some(Side::R)),
            Some(_) => return Err(unknown()),
        };
        let part = BodyPart::ALL.into_iter().find(|known| known.as_str() == part).ok_or_else(unknown)?;
        Ok(Self { part, side })
    }
}

impl std::fmt::Display for BodyPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.side {
            None => f.write_str(self.part.as_str()),
            Some(side) => write!(f, "{}:{side}", self.part.as_str()),
        }
    }
}

static PARTS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/body_parts.toml"))
        .expect("data/body_parts.toml is checked by a test")
});

/// The parts of the body in which a muscle is needled; at least one for every muscle of the atlas.
pub fn parts_of(muscle: MuscleId) -> impl Iterator<Item = BodyPart> {
    let name = muscle.to_string();
    BodyPart::ALL
        .into_iter()
        .filter(move |part| PARTS.get(part.as_str()).is_some_and(|muscles| muscles.contains(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::Atlas;

    #[test]
    fn every_muscle_of_the_atlas_is_somewhere_and_every_name_is_one() {
        for muscle in Atlas::get().muscles() {
            assert!(parts_of(muscle.id).next().is_some(), "{} is nowhere", muscle.name);
        }
        for (part, muscles) in PARTS.iter() {
            assert!(BodyPlace::parse(part).is_ok(), "{part}");
            for muscle in muscles {
                assert!(muscle.parse::<MuscleId>().is_ok(), "{part}: {muscle}");
            }
        }
    }

    #[test]
    fn a_place_is_written_as_it_is_read() {
        for text in ["head", "forearm:L", "lower-leg:R"] {
            assert_eq!(BodyPlace::parse(text).map(|place| place.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "arm", "forearm:X", "forearm:"] {
            assert!(BodyPlace::parse(text).is_err(), "{text}");
        }
    }
}
