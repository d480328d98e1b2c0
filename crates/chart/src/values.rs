//! The field's measures as types: a value that exists is a value that can be true.

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

pub use atlas::Side;

/// Pain from 0 (none) to 10 (worst imaginable): the numeric pain rating scale, `facts/clinical.md` 8.3.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PainScore(u8);

impl PainScore {
    /// The worst imaginable pain.
    pub const MAX: u8 = 10;

    /// Parses a score; `field` names it in the refusal.
    pub fn new(field: &'static str, score: i64) -> Result<Self, Refusal> {
        u8::try_from(score)
            .ok()
            .filter(|s| *s <= Self::MAX)
            .map(Self)
            .ok_or_else(|| Refusal::out_of_range(field, "0–10"))
    }

    /// 0 to 10.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// How strongly a region hurts in a pain drawing, 1 to 10; an unpainted region is absent, not zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Intensity(u8);

impl Intensity {
    /// Parses an intensity.
    pub fn new(field: &'static str, value: i64) -> Result<Self, Refusal> {
        u8::try_from(value)
            .ok()
            .filter(|v| (1..=10).contains(v))
            .map(Self)
            .ok_or_else(|| Refusal::out_of_range(field, "1–10"))
    }

    /// 1 to 10.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// What a painted pain is like, as the patient says it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PainKind {
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

/// One painted region of a pain drawing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaintedCell {
    /// A region id of the atlas (DP-134).
    pub region: String,
    /// The patient's left or right.
    pub side: Side,
    /// 1 to 10.
    pub intensity: Intensity,
    /// None: not said.
    pub kind: Option<PainKind>,
}

/// A palpation sign: felt, not felt, or not looked for. "Not tested" is no evidence either way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Felt or seen.
    Present,
    /// Looked for and not found.
    Absent,
    /// Not looked for.
    #[default]
    NotTested,
}

impl Sign {
    /// Parses the form's word; an empty choice is "not tested".
    pub fn parse(field: &'static str, text: &str) -> Result<Self, Refusal> {
        match text {
            "present" => Ok(Self::Present),
            "absent" => Ok(Self::Absent),
            "" | "not_tested" => Ok(Self::NotTested),
            _ => Err(Refusal::out_of_range(field, "present, absent, not_tested")),
        }
    }

    /// The word in forms, JSON and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::NotTested => "not_tested",
        }
    }
}

/// Where: a muscle of the atlas, one of its numbered points or the muscle as a whole, and the side.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// A muscle id of the atlas.
    pub muscle: String,
    /// The point's number, or none when the needle or finding is in the muscle but at no numbered point.
    pub point: Option<String>,
    /// The patient's left or right.
    pub side: Side,
}

/// A solid filiform needle, as the pack names it: diameter by length.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedleSize {
    /// Diameter in hundredths of a millimetre: 25 is 0.25 mm. An integer, so that it is stored exactly.
    pub diameter_mm_x100: u16,
    /// Length of the shaft in mm.
    pub length_mm: u16,
}

impl NeedleSize {
    /// Thinnest and thickest filiform needle sold for this, hundredths of a mm (`facts/clinical.md` 7.1).
    pub const DIAMETER_MM_X100: std::ops::RangeInclusive<u16> = 10..=50;
    /// Shortest and longest, mm (`facts/clinical.md` 7.1).
    pub const LENGTH_MM: std::ops::RangeInclusive<u16> = 7..=150;

    /// Checks both against what is sold.
    pub fn new(diameter_mm_x100: u16, length_mm: u16) -> Result<Self, Refusal> {
        if !Self::DIAMETER_MM_X100.contains(&diameter_mm_x100) {
            return Err(Refusal::out_of_range("needle_diameter", "0.10–0.50 mm"));
        }
        if !Self::LENGTH_MM.contains(&length_mm) {
            return Err(Refusal::out_of_range("needle_length", "7–150 mm"));
        }
        Ok(Self { diameter_mm_x100, length_mm })
    }

    /// Parses `0.25x40`, with `x` or `×`, a comma or a point.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let bad = || Refusal::out_of_range("needle_size", "0.25×40");
        let text = text.trim().trim_end_matches("mm").trim().replace(',', ".");
        let (diameter, length) = text.split_once(['x', '×', 'X', '*']).ok_or_else(bad)?;
        let diameter: f64 = diameter.trim().parse().map_err(|_| bad())?;
        let length: u16 = length.trim().parse().map_err(|_| bad())?;
        if !(0.0..10.0).contains(&diameter) {
            return Err(bad());
        }
        Self::new((diameter * 100.0).round() as u16, length)
    }
}

impl std::fmt::Display for NeedleSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}.{:02} × {} mm",
            self.diameter_mm_x100 / 100,
            self.diameter_mm_x100 % 100,
            self.length_mm
        )
    }
}

/// What is done with the needle once it is in (`facts/clinical.md` 7.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Technique {
    /// Fast in, fast out, in several directions (Hong).
    FastInFastOut,
    /// Left in place.
    Static,
    /// Turned until the tissue grasps.
    Rotation,
    /// Over the point, under the skin only (Baldry).
    Superficial,
    /// With current through a pair of needles.
    Electrical,
}

impl Technique {
    /// All of them, the commonest first.
    pub const ALL: [Self; 5] =
        [Self::FastInFastOut, Self::Static, Self::Rotation, Self::Superficial, Self::Electrical];

    /// The word in forms, JSON and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FastInFastOut => "fast_in_fast_out",
            Self::Static => "static",
            Self::Rotation => "rotation",
            Self::Superficial => "superficial",
            Self::Electrical => "electrical",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|t| t.as_str() == text).ok_or_else(|| {
            Refusal::out_of_range("technique", "fast_in_fast_out, static, rotation, superficial, electrical")
        })
    }
}

/// The signs of a trigger point, each felt, not felt or not tested (`facts/clinical.md` 6.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// A palpable taut band.
    pub taut_band: Sign,
    /// An exquisitely tender spot in it.
    pub tender_spot: Sign,
    /// Pressure is felt elsewhere too.
    pub referred_pain: Sign,
    /// The patient knows this pain: it is theirs.
    pub recognised_pain: Sign,
    /// A local twitch response under the finger.
    pub twitch: Sign,
    /// The patient jumps.
    pub jump_sign: Sign,
    /// Full stretch is limited and hurts.
    pub painful_stretch: Sign,
}

/// What the signs add up to. Never a bare yes or no: the construct is disputed, so the words are careful.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointStatus {
    /// At least two of taut band, tender spot, referred pain; and the pain is the patient's own.
    Active,
    /// At least two of the three; the pain is not the patient's own.
    Latent,
    /// Some sign, not enough of them or not enough tested.
    Suspected,
    /// Looked for, and fewer than two of the three can be present.
    NotFound,
}

impl Signs {
    /// The signs with their names as in forms and JSON.
    pub const fn named(&self) -> [(&'static str, Sign); 7] {
        [
            ("taut_band", self.taut_band),
            ("tender_spot", self.tender_spot),
            ("referred_pain", self.referred_pain),
            ("recognised_pain", self.recognised_pain),
            ("twitch", self.twitch),
            ("jump_sign", self.jump_sign),
            ("painful_stretch", self.painful_stretch),
        ]
    }

    /// Reads the signs as the 2018 Delphi consensus does: a cluster of taut band, hypersensitive spot and referred pain
    /// (cluster: checked, S20; that two of the three suffice: from memory), active when the patient recognises the
    /// pain (checked, S20). Source: `facts/clinical.md` 6.1.
    pub fn status(&self) -> PointStatus {
        let cluster = [self.taut_band, self.tender_spot, self.referred_pain];
        let present = cluster.iter().filter(|s| **s == Sign::Present).count();
        let absent = cluster.iter().filter(|s| **s == Sign::Absent).count();
        match (present, self.recognised_pain) {
            (2.., Sign::Present) => PointStatus::Active,
            (2.., Sign::Absent) => PointStatus::Latent,
            _ if absent >= 2 => PointStatus::NotFound,
            _ => PointStatus::Suspected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_size_is_read_as_it_stands_on_the_pack() {
        let expected = NeedleSize { diameter_mm_x100: 25, length_mm: 40 };
        for text in ["0.25x40", "0,25 × 40 mm", "0.25X40", ".25x40"] {
            assert_eq!(NeedleSize::parse(text), Ok(expected), "{text}");
        }
        for text in ["", "40", "0.25x", "9x40", "0.25x400", "-1x40", "NaNx40"] {
            assert!(NeedleSize::parse(text).is_err(), "{text}");
        }
        assert_eq!(expected.to_string(), "0.25 × 40 mm");
    }

    #[test]
    fn a_point_is_active_when_two_of_three_signs_are_there_and_the_pain_is_recognised() {
        let signs = Signs { taut_band: Sign::Present, tender_spot: Sign::Present, ..Signs::default() };
        assert_eq!(signs.status(), PointStatus::Suspected, "recognition was not asked");
        assert_eq!(Signs { recognised_pain: Sign::Present, ..signs }.status(), PointStatus::Active);
        assert_eq!(Signs { recognised_pain: Sign::Absent, ..signs }.status(), PointStatus::Latent);
    }

    #[test]
    fn a_point_is_not_found_when_two_of_three_signs_are_absent() {
        let signs = Signs { taut_band: Sign::Absent, tender_spot: Sign::Absent, ..Signs::default() };
        assert_eq!(signs.status(), PointStatus::NotFound);
        assert_eq!(Signs { tender_spot: Sign::NotTested, ..signs }.status(), PointStatus::Suspected);
    }

    #[test]
    fn pain_goes_from_0_to_10_and_no_further() {
        assert!(PainScore::new("pain", -1).is_err());
        assert!(PainScore::new("pain", 11).is_err());
        assert_eq!(PainScore::new("pain", 10).map(PainScore::get), Ok(10));
    }
}
