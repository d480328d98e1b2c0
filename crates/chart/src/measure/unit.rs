//! Units of the pressure algometer; values are kept in kPa.

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The unit that the algometer shows. Factors are SI arithmetic (facts/clinical.md 8.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PressureUnit {
    /// Kilopascal.
    #[default]
    Kpa,
    /// Kilogram-force on a square centimetre.
    KgfPerCm2,
    /// Newton on a square centimetre.
    NPerCm2,
    /// Pound-force on a square centimetre.
    LbfPerCm2,
}

impl PressureUnit {
    /// All, the stored one first.
    pub const ALL: [Self; 4] = [Self::Kpa, Self::KgfPerCm2, Self::NPerCm2, Self::LbfPerCm2];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kpa => "kpa",
            Self::KgfPerCm2 => "kgf_per_cm2",
            Self::NPerCm2 => "n_per_cm2",
            Self::LbfPerCm2 => "lbf_per_cm2",
        }
    }

    /// As it stands on the device.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Kpa => "kPa",
            Self::KgfPerCm2 => "kg/cm²",
            Self::NPerCm2 => "N/cm²",
            Self::LbfPerCm2 => "lb/cm²",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL
            .into_iter()
            .find(|u| u.as_str() == text)
            .ok_or_else(|| Refusal::out_of_range("unit", "kpa, kgf_per_cm2, n_per_cm2, lbf_per_cm2"))
    }

    /// kPa of one of this unit: 9.80665 N and 4.4482216 N on 1 cm².
    const fn kpa(self) -> f64 {
        match self {
            Self::Kpa => 1.0,
            Self::KgfPerCm2 => 98.0665,
            Self::NPerCm2 => 10.0,
            Self::LbfPerCm2 => 44.482_216,
        }
    }

    /// Hundredths of a kPa of a reading in hundredths of this unit.
    pub fn to_kpa_x100(self, reading_x100: i32) -> i32 {
        (f64::from(reading_x100) * self.kpa()).round() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::PressureUnit as Unit;

    #[test]
    fn every_unit_comes_out_in_kilopascal() {
        assert_eq!(Unit::Kpa.to_kpa_x100(25_000), 25_000);
        assert_eq!(Unit::KgfPerCm2.to_kpa_x100(250), 24_517, "2.5 kg/cm² are 245.17 kPa");
        assert_eq!(Unit::NPerCm2.to_kpa_x100(2_500), 25_000);
        assert_eq!(Unit::LbfPerCm2.to_kpa_x100(500), 22_241, "5 lb/cm² are 222.41 kPa");
    }

    #[test]
    fn words_are_read_back() {
        for unit in Unit::ALL {
            assert_eq!(Unit::parse(unit.as_str()), Ok(unit));
        }
        assert!(Unit::parse("psi").is_err());
    }
}
