//! One point of a muscle, as written: a place on the skin or a bone, found later on the posed body.

use serde::Deserialize;

/// Where a ray towards the skin or a bone comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From behind; coordinates are x and y.
    Back,
    /// From the front; x and y.
    Front,
    /// From the body's left, arms left out; z and y.
    Left,
    /// From above; x and z.
    Top,
    /// From below; x and z.
    Under,
}

/// A stretch between two joints, for points given round its axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limb {
    /// Hip to knee.
    Thigh,
    /// Knee to ankle.
    Shank,
    /// Shoulder to elbow.
    Arm,
    /// Elbow to wrist.
    Fore,
}

/// Where a point lies; lengths in mm, angles in degrees. See `data/README.md`.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Point {
    /// A ray meets the skin; `depth` inwards along the skin's normal.
    Skin { from: Side, at: [f64; 2], depth: f64 },
    /// The skin's nearest point; `depth` inwards along its normal.
    Near { at: [f64; 3], depth: f64 },
    /// Round a limb: share of its length, angle from the front towards the side, depth towards the axis.
    Limb { limb: Limb, along: f64, angle: f64, depth: f64 },
    /// In the hand: share of wrist to middle knuckle, across from little finger (-1) to index (+1), depth from palm or back.
    Hand { dorsum: bool, along: f64, across: f64, depth: f64 },
    /// The nearest point of a bone.
    Bone { bone: String, at: [f64; 3] },
    /// A ray meets a bone.
    BoneFrom { bone: String, from: Side, at: [f64; 2] },
    /// Tip of a spinous process, moved.
    Tip { vertebra: String, moved: [f64; 3] },
    /// As it stands.
    Raw([f64; 3]),
}

/// A number or a word, as TOML has them in a mixed array.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Item {
    Number(f64),
    Word(String),
}

impl Point {
    /// A point from its items; the error says what was expected.
    pub(crate) fn parse(items: &[Item]) -> Result<Self, String> {
        let mut words = Vec::new();
        let mut numbers = Vec::new();
        for item in items {
            match item {
                Item::Word(word) if numbers.is_empty() => words.push(word.as_str()),
                Item::Word(word) => return Err(format!("the word {word:?} stands after a number")),
                Item::Number(number) => numbers.push(*number),
            }
        }
        let skin = |from, at, depth| Ok(Self::Skin { from, at, depth });
        let limb = |limb, along, angle, depth| Ok(Self::Limb { limb, along, angle, depth });
        match (words.as_slice(), numbers.as_slice()) {
            ([], &[x, y, z]) => Ok(Self::Raw([x, y, z])),
            (["b"], &[x, y, d]) => skin(Side::Back, [x, y], d),
            (["f"], &[x, y, d]) => skin(Side::Front, [x, y], d),
            (["s"], &[z, y, d]) => skin(Side::Left, [z, y], d),
            (["t"], &[x, z, d]) => skin(Side::Top, [x, z], d),
            (["u"], &[x, z, d]) => skin(Side::Under, [x, z], d),
            (["n"], &[x, y, z, depth]) => Ok(Self::Near { at: [x, y, z], depth }),
            (["thigh"], &[t, phi, d]) => limb(Limb::Thigh, t, phi, d),
            (["shank"], &[t, phi, d]) => limb(Limb::Shank, t, phi, d),
            (["arm"], &[t, phi, d]) => limb(Limb::Arm, t, phi, d),
            (["fore"], &[t, phi, d]) => limb(Limb::Fore, t, phi, d),
            ([face @ ("hand" | "dorsum")], &[along, across, depth]) => {
                Ok(Self::Hand { dorsum: *face == "dorsum", along, across, depth })
            }
            (["B", bone], &[x, y, z]) => Ok(Self::Bone { bone: (*bone).to_owned(), at: [x, y, z] }),
            (["Bb", bone], &[x, y]) => {
                Ok(Self::BoneFrom { bone: (*bone).to_owned(), from: Side::Back, at: [x, y] })
            }
            (["Bf", bone], &[x, y]) => {
                Ok(Self::BoneFrom { bone: (*bone).to_owned(), from: Side::Front, at: [x, y] })
            }
            (["Bs", bone], &[z, y]) => {
                Ok(Self::BoneFrom { bone: (*bone).to_owned(), from: Side::Left, at: [z, y] })
            }
            (["tip", vertebra], &[x, y, z]) => {
                Ok(Self::Tip { vertebra: (*vertebra).to_owned(), moved: [x, y, z] })
            }
            _ => Err(format!("{words:?} with {} numbers is no point", numbers.len())),
        }
    }
}
